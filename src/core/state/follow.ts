import type { Annotation } from '../model/annotation';
import { tokenise } from '../anchor/tokens';
import { inserted, type Change, type Span } from '../text/change';
import type { TextReader } from '../text/reader';
import { onOwnWords, returned, speaksForItself } from './restore';
import { onWords, type Sheet } from './sheet';
import {
  lost,
  mapRanges,
  spanAt,
  placementAt,
  withPlacements,
  type MappedRanges,
  type Ranges,
  type Placement,
  type TouchedRange,
} from './ranges';
import { withLf } from '../text/lines';
import { stepBack, withStep, type Hit } from './undoLog';
import { belowTwins, onTwinOf, onTwins } from './twins';

export interface Followed {
  readonly sheet: Sheet;
  /** Whether an annotation stands otherwise than before, beyond moving along with the text. */
  readonly stirred: boolean;
  /** The records that the changes tore away and that a search may find again. */
  readonly sought: readonly number[];
  readonly recalled: Recalled;
  /** The changes as they were understood: where a line came beside one that says the same, either may be the new one. */
  readonly changes: readonly Change[];
}

/** Lost records that a search may find, changed, in texts that were inserted, and where these stand now. */
export interface Recalled {
  readonly indices: readonly number[];
  readonly within: readonly Span[];
}

/** Past so many torn spans at once (a reload, a formatter), a search in slices finds them, not this keystroke. */
const atOnce = 200;

/** Less than this share of a span's length left over is no longer that span. */
const leastLeft = 0.2;

/** A shorter insertion, in UTF-16 units, is typing and not worth a search. */
const leastPasted = 20;

/**
 * A sheet followed through simultaneous changes of its source; `now` is the text after them. Where they undo the last
 * ones, spans that those went into stand again as they stood before.
 */
export function follow(sheet: Sheet, made: readonly Change[], now: TextReader, isUndo = false): Followed {
  const changes = isUndo ? made : belowTwins(made, sheet.spans, now);
  const mapped = mapRanges(sheet.spans, changes);
  const alive = mapped.touched.filter(
    ({ index }) => mapped.spans.state[index] === 1 || mapped.spans.state[index] === 2,
  );
  const replaced = changes.filter(({ from, to }) => from < to).map(({ text }) => text.length);
  const longest = Math.max(0, ...replaced);
  const stands = new Map<number, Placement>();
  const sought: number[] = [];
  const isCut = longest === 0 && changes.some(({ from, to }) => to - from >= leastPasted);
  for (const { index, torn } of alive) {
    if (torn && alive.length > atOnce) stands.set(index, { span: undefined, state: 'unsought' });
    else {
      const cutFrom = torn && isCut ? lengthOf(spanAt(sheet.spans, index)) : undefined;
      const stand = settled(sheet.records[index], spanAt(mapped.spans, index), now, cutFrom);
      stands.set(index, orOnTwin(sheet, index, stand, changes, now));
    }
    const state = stands.get(index)?.state;
    // What is left of a span that one typed over an edge of is known for certain; no search knows better.
    const isKnown = state === 'found' || (state === 'edited' && longest < leastPasted);
    if (torn && longest > 0 && !isKnown) sought.push(index);
  }
  for (const [index, stand] of returned(sheet, mapped.spans, changes, now)) stands.set(index, stand);
  const back = isUndo ? stepBack(sheet.trail, made) : undefined;
  for (const [index, stand] of asBefore(sheet.records, back?.hits ?? [], now))
    if (!isElsewhere(mapped, index, stand)) stands.set(index, stand);
  const spans = stands.size > 0 ? withPlacements(mapped.spans, stands) : mapped.spans;
  const hit = [...alive.map(({ index }) => index), ...onTwins(sheet.spans, made, changes)];
  const trail = isUndo ? (back?.trail ?? []) : withStep(sheet.trail, made, hitBy(hit, sheet));
  const followed = { ...sheet, spans, trail, editedTo: withWords(sheet, stands, now) };
  const stirred = stirs(stands, sheet.spans, mapped.touched);
  return { sheet: followed, stirred, sought, recalled: recalledBy(changes, followed), changes };
}

/** The lost records that are not much longer than what was inserted. */
function recalledBy(changes: readonly Change[], { records, spans }: Sheet): Recalled {
  const longest = changes.reduce((length, { text }) => Math.max(length, text.length), 0);
  if (longest < leastPasted) return { indices: [], within: [] };
  const indices = lost(spans).filter((index) => (records[index]?.text.length ?? 0) <= 2 * longest);
  return { indices, within: inserted(changes).filter(({ from, to }) => to - from >= leastPasted) };
}

/** What edited spans say, with those that stand otherwise than before. */
function withWords(
  { records, editedTo }: Sheet,
  stands: ReadonlyMap<number, Placement>,
  now: TextReader,
): ReadonlyMap<string, string> {
  const edited = [...stands].flatMap(([index, { state, span }]): [string, string][] => {
    const id = records[index]?.id;
    return state === 'edited' && span && id !== undefined ? [[id, withLf(now.slice(span.from, span.to))]] : [];
  });
  return edited.length > 0 ? new Map([...editedTo, ...edited]) : editedTo;
}

/** How a span stands that was deleted with all of one of two neighbours that say the same: on the other one, as before. */
function orOnTwin(
  { records, spans, editedTo }: Sheet,
  index: number,
  stand: Placement,
  changes: readonly Change[],
  now: TextReader,
): Placement {
  const record = records[index];
  const [only] = changes;
  if (!record || !only || changes.length > 1 || only.text !== '' || stand.state !== 'lost') return stand;
  const { state } = placementAt(spans, index);
  const words = state === 'edited' ? (editedTo.get(record.id) ?? record.text) : record.text;
  const span = onTwinOf(record, words, spanAt(spans, index), only, now);
  return span ? { span, state } : stand;
}

/** How spans stood that changes went into. A reload goes into so many that a search finds them. */
function hitBy(indices: readonly number[], { records, spans }: Sheet): readonly Hit[] {
  if (indices.length > atOnce) return [];
  return indices.flatMap((index) => {
    const record = records[index];
    return record ? [{ id: record.id, text: record.text, stand: placementAt(spans, index) }] : [];
  });
}

/** The spans that an undo brought back as they were, unless somebody put them elsewhere meanwhile. */
function asBefore(
  records: readonly Annotation[],
  hits: readonly Hit[],
  now: TextReader,
): ReadonlyMap<number, Placement> {
  const stands = new Map<number, Placement>();
  for (const { id, text, stand } of hits) {
    const index = records.findIndex((record) => record.id === id);
    const record = records[index];
    // A save may have written down changed words meanwhile: those that were tagged are in `was` then.
    if (!stand.span || !record || (record.text !== text && record.was !== text)) continue;
    stands.set(index, onWords(record, stand.span, withLf(now.slice(stand.span.from, stand.span.to))));
  }
  return stands;
}

/** Whether somebody put an annotation elsewhere meanwhile: it is on its words there, and an undo here does not touch it. */
function isElsewhere({ spans, touched }: MappedRanges, index: number, { span }: Placement): boolean {
  const { from, to } = spanAt(spans, index);
  const isHere = span !== undefined && from <= span.to && span.from <= to;
  return spans.state[index] === 1 && !isHere && !touched.some((touch) => touch.index === index);
}

const stateCodes = { unsought: 0, found: 1, edited: 2, lost: 3 };

/** An edited span that is edited once more, inside, looks the same; all other outcomes show. */
function stirs(stands: ReadonlyMap<number, Placement>, before: Ranges, touched: readonly TouchedRange[]): boolean {
  const inside = new Set(touched.filter((touch) => !touch.torn).map((touch) => touch.index));
  for (const [index, { state }] of stands)
    if (stateCodes[state] !== before.state[index] || !inside.has(index)) return true;
  return false;
}

/**
 * How a span stands that a change went into: on its own words, possibly reaching further than the mapped span, or on
 * changed ones; after a cut over its edge, on these only where one of the tagged words is among them, or most of what
 * is left of a span that was `cutFrom` UTF-16 units long, where that is little.
 */
function settled(record: Annotation | undefined, span: Span, now: TextReader, cutFrom: number | undefined): Placement {
  if (!record) return { span: undefined, state: 'lost' };
  const back = onOwnWords(record, span, now);
  // Of a span that was replaced with all around it nothing is left: a short text that stands here may be another's.
  if (back && (span.from < span.to || speaksForItself(record, now.slice(back.span.from, back.span.to), back.span, now)))
    return back;
  const words = now.slice(span.from, span.to);
  const length = Math.min(record.text.length, record.was?.length ?? Infinity);
  const isLittle = words.trim().length < leastLeft * length;
  const leastOwn = words.trim().length < leastLeft * (cutFrom ?? 0) ? 0.5 : Number.MIN_VALUE;
  const isOther = cutFrom !== undefined && shareOf(words, `${record.text}\n${record.was ?? ''}`) < leastOwn;
  return isLittle || isOther ? { span: undefined, state: 'lost' } : { span, state: 'edited' };
}

const lengthOf = ({ from, to }: Span): number => to - from;

/** The share of a text's words that another has, too; 0 where it has no words. */
function shareOf(text: string, other: string): number {
  const there = new Set(wordsOf(other));
  const words = wordsOf(text);
  return words.length === 0 ? 0 : words.filter((word) => there.has(word)).length / words.length;
}

function wordsOf(text: string): readonly number[] {
  const { count, word, hash } = tokenise(text, 0, text.length);
  return [...hash.subarray(0, count)].filter((_, index) => word[index] === 1);
}
