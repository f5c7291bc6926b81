import { locatingWithPreviousWords } from '../anchor/locate';
import { following } from '../anchor/withOlderText';
import type { Annotation } from '../model/annotation';
import type { Span } from '../text/change';
import type { SourceText } from '../text/sourceText';
import { hasWord, sameWords, tellsOther } from '../text/words';
import { standingAt } from './ownWords';
import { allThatAre, isAcross, placementAt, spanAt, type Placement, type Ranges } from './ranges';
import { longEnough } from './restore';
import type { SearchResult } from './searchResult';
import type { Sheet } from './sheet';
import { isBlock, leastPasted, type Step } from './step';

// The second of two passes. Its invariant: what tracking left uncertain is placed by anchoring with the text before the
// changes, or is lost; what is lost is restored only where inserted text contains it. A place with another figure or
// name, or with a negation that the words did not have, is no place.

/** Annotations to be anchored again with the text before the changes: their places in that text, and the text. */
export interface Uncertain {
  readonly indices: readonly number[];
  readonly text: SourceText | undefined;
  /** Parallel to `indices`. */
  readonly spans: readonly Span[];
}

/** Lost annotations to be searched, in edited form, within inserted texts; `within` are the present places of these. */
export interface Recalled {
  readonly indices: readonly number[];
  readonly within: readonly Span[];
}

/** How far around a span, in UTF-16 units, to look for other deleted words. */
const longestAround = 64;

/** The torn spans that may continue in the new text, because the change also replaced words around them. */
export function uncertainAfter(
  { run, changes, before, unread }: Step,
  spans: Ranges,
  placements: ReadonlyMap<number, Placement>,
  torn: ReadonlyMap<number, Span>,
): Uncertain {
  const blocks = changes.filter(isBlock);
  const isDoubtful = ([index, span]: readonly [number, Span]): boolean =>
    placements.get(index)?.state !== 'found' &&
    blocks.some(
      (change) =>
        isAcross(change, span) &&
        (hasWord(run.base.slice(Math.max(change.from, span.from - longestAround), span.from)) ||
          hasWord(run.base.slice(span.to, Math.min(change.to, span.to + longestAround)))),
    );
  const doubtful = blocks.length === 0 ? [] : [...torn].filter(isDoubtful);
  // No run continues from inserted blocks, so its text is the one before the step.
  return {
    indices: [...doubtful.map(([index]) => index), ...unread],
    text: before,
    spans: [...doubtful.map(([, span]) => span), ...unread.map((index) => spanAt(spans, index))],
  };
}

/** The lost annotations at most twice as long as the longest text that was newly inserted. */
export function recalledBy(fresh: readonly Span[], { records, spans }: Sheet): Recalled {
  const within = fresh.filter(({ from, to }) => to - from >= leastPasted);
  const longest = within.reduce((length, { from, to }) => Math.max(length, to - from), 0);
  if (longest === 0) return { indices: [], within };
  return {
    indices: allThatAre(spans, 'lost').filter((index) => (records[index]?.text.length ?? 0) <= 2 * longest),
    within,
  };
}

const nowhere: Placement = { span: undefined, state: 'lost' };

/** Up to this number of records, a search covers all of them, since their order helps; beyond it only those sought. */
const mostCompanions = 2000;

/** The records that a search for some of a sheet's covers. */
export function searchedFor({ records }: Sheet, sought: readonly Annotation[]): readonly Annotation[] {
  return records.length <= mostCompanions ? records : sought;
}

/** Anchors uncertain spans by the text before the changes. In slices of some milliseconds. */
export function* anchoringAgain(
  { records, tracking }: Sheet,
  { indices, text, spans }: Uncertain,
): Generator<undefined, SearchResult> {
  const now = tracking?.text;
  if (!text || !now || indices.length === 0) return { ids: [], found: [] };
  const found = yield* following(text.toString(), now.toString(), spans);
  return resultOf(
    indices.flatMap((index, order) => {
      const record = records[index];
      const span = found[order]?.span;
      return record ? [{ record, placement: span ? standingAt(record, span, now) : nowhere }] : [];
    }),
  );
}

/** Finds the lost spans that occur, edited, in inserted text. In slices of some milliseconds. */
export function* recalling(sheet: Sheet, { indices, within }: Recalled): Generator<undefined, SearchResult> {
  const { records, spans, tracking } = sheet;
  const now = tracking?.text;
  const sought = indices.flatMap((index) => records[index] ?? []);
  if (!now || sought.length === 0) return { ids: [], found: [] };
  const searched = searchedFor(sheet, sought);
  const found = yield* locatingWithPreviousWords(now.toString(), searched);
  const hits = new Map(searched.map((record, order) => [record.id, found[order]?.span]));
  return resultOf(
    indices.flatMap((index) => {
      const record = records[index];
      const span = record && hits.get(record.id);
      if (!span || placementAt(spans, index).state !== 'lost' || !overlapsAny(span, within)) return [];
      const words = tracking.gone.get(record.id)?.words ?? record.text;
      const found = now.slice(span.from, span.to);
      // Words that returned whole were restored by the first pass, if they can be recognised.
      const isOwn = words.length >= longEnough && !sameWords(words, found) && !tellsOther(words, found);
      return isOwn ? [{ record, placement: standingAt(record, span, now) }] : [];
    }),
  );
}

function resultOf(all: readonly { readonly record: Annotation; readonly placement: Placement }[]): SearchResult {
  return { ids: all.map(({ record }) => record.id), found: all.map(({ placement }) => placement) };
}

function overlapsAny(span: Span, parts: readonly Span[]): boolean {
  return parts.some(({ from, to }) => span.from < to && from < span.to);
}
