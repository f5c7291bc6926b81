import type { About, Annotation, Selector } from '../model/annotation';
import { sameSpan, type Span } from '../text/change';
import { withLf } from '../text/lines';
import { applyActions, laidOver, type AppliedActions } from './apply';
import type { Revision } from '../model/action';
import type { Doubt } from '../review/grounds';
import type { Sidecar } from '../sidecar/read';
import { onItsWords } from './ownWords';
import {
  allThatAre,
  emptyRanges,
  placementAt,
  statusAt,
  withPlacements,
  type AnchorStatus,
  type Placement,
  type Ranges,
} from './ranges';
import type { Gone } from './restore';
import { noLog, without, type Tracking } from './undoLog';
import { SourceText } from '../text/sourceText';
import { countBy } from '../text/grouped';

/**
 * One source and its annotations, an immutable value. The records are those of the sidecar with the pending revisions
 * of the log applied; `spans` are their present places in the source.
 */
export interface Sheet {
  /** The source's URI as a string: the sheet's name in the store. */
  readonly source: string;
  /** As last read from the disk; undefined where there is none yet. */
  readonly sidecar: Sidecar | undefined;
  /** In the order of the file; one that is added is put at its place in the source. */
  readonly records: readonly Annotation[];
  readonly dismissed: readonly Selector[];
  readonly about: About;
  /** Parallel to `records`. */
  readonly spans: Ranges;
  /** Whether the source is open, so that the spans are tracked. */
  readonly open: boolean;
  /** The state of tracking, while the source is open. */
  readonly tracking?: Tracking | undefined;
  /** The placements of annotations, by id, in the file of a source that is not open; for display only. */
  readonly onDisk?: ReadonlyMap<string, OnDisk> | undefined;
  /** What other entries of the workspace speak against annotations, by id; only annotations with doubts are in it. */
  readonly doubts?: ReadonlyMap<string, readonly Doubt[]> | undefined;
  /** The cluster of each linked annotation, by id. */
  readonly clusters?: ReadonlyMap<string, string> | undefined;
}

/** The placement of an annotation in a file when that was last read. */
interface OnDisk {
  readonly annotation: Annotation;
  readonly state: AnchorStatus;
  /** Its offsets in the text read. They tell which annotations share words, and point nowhere: the file may have changed. */
  readonly span: Span | undefined;
  /** The line of the file, from 1, at which it begins; undefined where it is lost. */
  readonly line: number | undefined;
}

/** An annotation with its placement in its source. */
export interface AnchoredAnnotation extends Placement {
  readonly annotation: Annotation;
  /** The line, from 1, at which it begins in the file of a source that is not open, if known. */
  readonly line?: number | undefined;
  /** What other entries of the workspace speak against it. */
  readonly doubts?: readonly Doubt[] | undefined;
}

/** A sheet before anything of it has been read. */
export function newSheet(source: string): Sheet {
  return { source, sidecar: undefined, open: false, ...applyActions(undefined, []), spans: emptyRanges(0) };
}

/** Opens the sheet of a source, with its text. An open sheet stays as it is. */
export function opened(sheet: Sheet, text: () => string): Sheet {
  if (sheet.open && sheet.tracking) return sheet;
  const tracking = { text: SourceText.of(text()), run: undefined, log: noLog, gone: new Map<string, Gone>() };
  return { ...sheet, open: true, tracking, onDisk: undefined };
}

/** Closes the sheet of a source: no annotation has a place in it, and the file counts as last seen until it is read. */
export function closed(sheet: Sheet): Sheet {
  const spans = emptyRanges(sheet.records.length);
  return { ...withOnDisk(sheet, sheet.spans, () => undefined), open: false, spans, tracking: undefined };
}

/** Adds the placements of all records in the source's file, in the same order. `lineAt` gives the line of an offset. */
export function withOnDisk(sheet: Sheet, spans: Ranges, lineAt: (offset: number) => number | undefined): Sheet {
  const onDisk = sheet.records.map((annotation, index) => {
    const { span, state } = placementAt(spans, index);
    return [annotation.id, { annotation, state, span, line: span && lineAt(span.from) }] as const;
  });
  return { ...sheet, onDisk: new Map(onDisk) };
}

/** The placement of a record in the file of a source that is not open; undefined if it is unknown or the source is open. */
export function onDiskAt({ open, onDisk, records }: Sheet, index: number): OnDisk | undefined {
  const record = records[index];
  const known = !open && record && onDisk?.get(record.id);
  return known && known.state !== 'unsought' && isSought(known.annotation, record) ? known : undefined;
}

/** Whether the placement of each record in the file of a source that is not open is known. */
export function isKnownOnDisk(sheet: Sheet): boolean {
  return sheet.records.every((_, index) => onDiskAt(sheet, index) !== undefined);
}

/** The present words of an annotation, newlines as `\n`; undefined where it has no place, or the source is not open. */
export function wordsNow({ tracking }: Sheet, { span }: Placement): string | undefined {
  return span && tracking && withLf(tracking.text.slice(span.from, span.to));
}

/** The sheet with new content of its sidecar, pending revisions applied. Records with unchanged selectors keep their spans. */
export function withSidecar(sheet: Sheet, sidecar: Sidecar | undefined, pending: readonly Revision[]): Sheet {
  return rebuilt({ ...sheet, sidecar }, applyActions(sidecar, pending), new Map());
}

/** The sheet after a person's revisions. `places` are the spans of added or moved annotations, by id. */
export function withRevisions(sheet: Sheet, revisions: readonly Revision[], places: ReadonlyMap<string, Span>): Sheet {
  const now = forgetMoved(rebuilt(sheet, laidOver(sheet, revisions), places), sheet, places);
  const placements = revisions.flatMap((revision) => unconfirmed(sheet, now, revision));
  return placements.length > 0 ? { ...now, spans: withPlacements(now.spans, placements) } : now;
}

/** Forgets the earlier places of annotations that a person moved, so that no undo in the source moves them back. */
function forgetMoved(sheet: Sheet, before: Sheet, places: ReadonlyMap<string, Span>): Sheet {
  if (!sheet.tracking) return sheet;
  const ids = new Set(
    [...places].flatMap(([id, place]) => (sameSpan(anchoredAnnotation(before, id)?.span, place) ? [] : [id])),
  );
  return ids.size === 0 ? sheet : { ...sheet, tracking: { ...sheet.tracking, log: without(sheet.tracking.log, ids) } };
}

/** The placement of an annotation whose confirmation is undone: edited, at its present place. */
function unconfirmed(before: Sheet, now: Sheet, revision: Revision): readonly [number, Placement][] {
  if (revision.of !== 'annotation' || !revision.before || !revision.after) return [];
  const { id } = revision;
  const index = now.records.findIndex((record) => record.id === id);
  const anchored = statusAt(now.spans, index) === 'unsought' ? anchoredAnnotation(before, id) : undefined;
  const isConfirmed = anchored?.state === 'found' && anchored.annotation.text === wordsNow(before, anchored);
  return isConfirmed ? [[index, { span: anchored.span, state: 'edited' }]] : [];
}

function rebuilt(sheet: Sheet, content: AppliedActions, places: ReadonlyMap<string, Span>): Sheet {
  const { records, dismissed, about } = content;
  const placements = records.flatMap((record, index): [number, Placement][] => {
    const span = places.get(record.id);
    return span ? [[index, onItsWords(record, span)]] : [];
  });
  const moved = placedAs({ ...sheet, records, dismissed, about, spans: emptyRanges(records.length) }, sheet);
  return { ...moved, spans: withPlacements(moved.spans, placements) };
}

/** The sheet with its unsought records placed like those with the same selectors in another sheet of the same text. */
export function placedAs(sheet: Sheet, other: Sheet): Sheet {
  return placedWhere(sheet, other, (status) => status === 'unsought');
}

/** The sheet with all records placed like those with the same selectors in another sheet of the same text. */
export const broughtBackAs = (sheet: Sheet, other: Sheet): Sheet => placedWhere(sheet, other, () => true);

function placedWhere(sheet: Sheet, other: Sheet, isMeant: (status: AnchorStatus) => boolean): Sheet {
  const others = new Map(other.records.map((record, index) => [record.id, index]));
  const from = sheet.spans.from.slice();
  const to = sheet.spans.to.slice();
  const state = sheet.spans.state.slice();
  sheet.records.forEach((record, index) => {
    const at = others.get(record.id);
    if (!isMeant(statusAt(sheet.spans, index)) || at === undefined || !isSought(other.records[at], record)) return;
    from[index] = other.spans.from[at] ?? 0;
    to[index] = other.spans.to[at] ?? 0;
    state[index] = other.spans.state[at] ?? 0;
  });
  return { ...sheet, spans: { ...sheet.spans, from, to, state } };
}

function isSought(a: Annotation | undefined, b: Annotation): boolean {
  return a?.text === b.text && a.was === b.was && a.before === b.before && a.after === b.after;
}

/**
 * Places the records of these ids where a search found them that began at the sheet `then`. A record whose selector or
 * status differs since then was placed by a person or by another search, and stays there.
 */
export function withFound(now: Sheet, ids: readonly string[], found: readonly Placement[], then: Sheet): Sheet {
  const placements = new Map(ids.map((id, index) => [id, found[index]]));
  const before = new Map(
    then.records.map((record, index) => [record.id, { record, status: statusAt(then.spans, index) }]),
  );
  const placed = now.records.flatMap((record, index): [number, Placement][] => {
    const placement = placements.get(record.id);
    const old = before.get(record.id);
    const same = isSought(old?.record, record) && old?.status === statusAt(now.spans, index);
    return placement && same ? [[index, placement]] : [];
  });
  return { ...now, spans: withPlacements(now.spans, placed) };
}

/** All annotations with their placements, in the order of the records. */
export function anchoredAnnotations(sheet: Sheet): readonly AnchoredAnnotation[] {
  return sheet.records.map((annotation, index) => anchoredAt(sheet, annotation, index));
}

/** The annotation with an id, and its placement. */
export function anchoredAnnotation(sheet: Sheet | undefined, id: string): AnchoredAnnotation | undefined {
  const index = sheet?.records.findIndex((record) => record.id === id) ?? -1;
  const annotation = sheet?.records[index];
  return sheet && annotation && anchoredAt(sheet, annotation, index);
}

function anchoredAt(sheet: Sheet, annotation: Annotation, index: number): AnchoredAnnotation {
  const doubts = sheet.doubts?.get(annotation.id);
  return { annotation, ...standAt(sheet, index), ...(doubts && { doubts }) };
}

/** The placement of a record; in a source that is not open it has a line at most, and no span. */
function standAt(sheet: Sheet, index: number): Placement & Pick<AnchoredAnnotation, 'line'> {
  const placement = placementAt(sheet.spans, index);
  const known = placement.state === 'unsought' ? onDiskAt(sheet, index) : undefined;
  return known ? { span: undefined, state: known.state, line: known.line } : placement;
}

/** The annotations at an offset, the shortest first; those that end there only if there are no others. */
export function annotationsAt(sheet: Sheet | undefined, offset: number): readonly AnchoredAnnotation[] {
  const found: AnchoredAnnotation[] = [];
  sheet?.records.forEach((annotation, index) => {
    const placement = placementAt(sheet.spans, index);
    if (placement.span && placement.span.from <= offset && offset <= placement.span.to)
      found.push(anchoredAt(sheet, annotation, index));
  });
  const inside = found.filter(({ span }) => span && offset < span.to);
  return (inside.length > 0 ? inside : found).sort((a, b) => lengthOf(a) - lengthOf(b));
}

const lengthOf = ({ span }: AnchoredAnnotation): number => (span ? span.to - span.from : 0);

/** The indices of the unsought records. */
export function unsought(sheet: Sheet): readonly number[] {
  return allThatAre(sheet.spans, 'unsought');
}

/** How many annotations of each tag there are, and how many of all are edited or lost. */
export interface Counts {
  readonly byTag: ReadonlyMap<string, number>;
  readonly edited: number;
  readonly lost: number;
}

export function countsOf(sheet: Sheet): Counts {
  const byTag = countBy(sheet.records, ({ tag }) => tag);
  const [edited, lost] = [allThatAre(sheet.spans, 'edited').length, allThatAre(sheet.spans, 'lost').length];
  return { byTag, edited, lost };
}
