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

// The second of two passes. It keeps this invariant: what tracking left uncertain stands, after it, where the anchoring
// of the text before the changes puts it, or is lost; and what is lost comes back only where text came in that says it.
// A place that tells of another figure or name, or says “not” where the words did not, is no place.

/** Records to be anchored again with the text before the changes, where they stood in it, and that text. */
export interface Uncertain {
  readonly indices: readonly number[];
  readonly text: SourceText | undefined;
  /** Parallel to `indices`. */
  readonly spans: readonly Span[];
}

/** Lost records that a search may find, changed, in texts that were inserted, and where these stand now. */
export interface Recalled {
  readonly indices: readonly number[];
  readonly within: readonly Span[];
}

/** So much around a span, in UTF-16 units, is asked whether other words went with it. */
const longestAround = 64;

/** The cut and lost spans of which the new text may hold more: other words, too, went where they stood. */
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
  // Nothing goes on with a run where blocks were put in: its text is the one before the step.
  return {
    indices: [...doubtful.map(([index]) => index), ...unread],
    text: before,
    spans: [...doubtful.map(([, span]) => span), ...unread.map((index) => spanAt(spans, index))],
  };
}

/** The lost records that are not much longer than what was put in that was not there before. */
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

/** With more records than this only those that are sought take part in a search; with fewer all lend their order. */
const mostCompanions = 2000;

/** The records with which a search for some of a sheet's goes about. */
export function searchedFor({ records }: Sheet, sought: readonly Annotation[]): readonly Annotation[] {
  return records.length <= mostCompanions ? records : sought;
}

/** Where uncertain spans stand by the text before the changes. In steps of some milliseconds. */
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

/** Which of the lost spans stand, changed, in text that was put in. In steps of some milliseconds. */
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
      // Words that came back whole were found by the first pass, where they are proof of themselves.
      const isIt = words.length >= longEnough && !sameWords(words, found) && !tellsOther(words, found);
      return isIt ? [{ record, placement: standingAt(record, span, now) }] : [];
    }),
  );
}

function resultOf(all: readonly { readonly record: Annotation; readonly placement: Placement }[]): SearchResult {
  return { ids: all.map(({ record }) => record.id), found: all.map(({ placement }) => placement) };
}

function overlapsAny(span: Span, parts: readonly Span[]): boolean {
  return parts.some(({ from, to }) => span.from < to && from < span.to);
}
