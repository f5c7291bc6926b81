import type { Annotation } from '../model/annotation';
import { composed, inOrder, inserted, sameSpan, shiftOf, type Change, type Span } from '../text/change';
import type { SourceText } from '../text/sourceText';
import { hasWord } from '../text/words';
import { longestCompared, pairsOf, type Pair } from './moves';
import { changesAt, isAcross, isPlaced, mapRanges, spanAt, type Ranges } from './ranges';

// Decides what a step of an edit was (part of a run of typing, lines moved, or a change of its own) and which spans it
// touched. The new places of these spans are decided in `track.ts`.

/** One step of an edit, as the tracker understands it. */
export interface Step {
  /** The texts before and after the step. */
  readonly before: SourceText;
  readonly now: SourceText;
  /** The changes of the step, in the order of the text; no two touch each other. */
  readonly changes: readonly Change[];
  /** All spans, mapped through the changes by their offsets alone. */
  readonly mapped: Ranges;
  /** The spans that the step touched: their places in the text before the run, by index. */
  readonly touched: ReadonlyMap<number, Span>;
  /** The touched spans that have an edge inside a change of the run, or are replaced whole. */
  readonly torn: ReadonlySet<number>;
  /** The touched spans in replaced blocks too long to be compared at once. */
  readonly unread: readonly number[];
  /** The run that the step continues or begins, including this step. */
  readonly run: Run;
  /** The text that the step moved; empty if it continues a run. */
  readonly pairs: readonly Pair[];
  /** Where the step inserted text that it did not move from elsewhere. */
  readonly fresh: readonly Span[];
}

/** Least length of an insertion, in UTF-16 units, that may be a paste; a shorter one is typing and not searched. */
export const leastPasted = 20;

/** Whether a change replaces text by a block long enough to contain the replaced words again. */
export const isBlock = ({ from, to, text }: Change): boolean => from < to && text.trim().length >= leastPasted;

/** A source before a step: its annotations, their places in the text, and the run of typing so far. */
interface BeforeStep {
  readonly records: readonly Annotation[];
  readonly spans: Ranges;
  readonly text: SourceText;
  readonly run: Run | undefined;
}

/** Makes a step of changes that are in the order of the text and don't touch each other. */
export function stepOf(old: BeforeStep, made: readonly Change[]): Step {
  const { spans, text } = old;
  const changes = belowCopied(aroundWords(made, text), spans, text);
  const { spans: mapped, touched } = mapRanges(spans, changes);
  const placed = touched.map(({ index }) => index).filter((index) => isPlaced(spans, index));
  const torn = new Set(touched.filter((range) => range.torn).map(({ index }) => index));
  const unread = inLongBlocks(placed, spans, changes);
  const own = new Map(placed.map((index) => [index, spanAt(spans, index)]));
  for (const index of unread) own.delete(index);
  const now = text.edited(changes);
  const put = inserted(changes);
  const pairs = pairsOf(text, now, changes, put);
  const isMuch = changes.some((change) => change.text.length >= leastPasted);
  const isMove = pairs.length > 0 && (isMuch || [...own.keys()].some((index) => torn.has(index)));
  const step = { before: text, now, changes, mapped, unread };
  const continuation = isMove || changes.some(isBlock) ? undefined : continued(old, changes, put, [...own.keys()]);
  if (continuation)
    return { ...step, ...continuation, torn: tornBy(continuation.run, continuation.touched), pairs: [], fresh: put };
  for (const index of partlyMoved(pairs, changes, spans)) own.set(index, spanAt(spans, index));
  // No run continues from moved lines.
  const alone: Run = { base: text, changes, last: isMove ? [] : put, carets: [], touched: new Map() };
  return { ...step, touched: own, torn, run: alone, pairs, fresh: notMoved(put, pairs) };
}

/** Longest replaced text, in UTF-16 units, that is checked for marks put around it: a longer one is no selection of words. */
const longestWrapped = 2000;

/** Splits changes that put marks around the text they replace into two insertions: `words` to `[words](link)`. */
function aroundWords(changes: readonly Change[], before: SourceText): readonly Change[] {
  return changes.flatMap((change) => {
    const { from, to, text } = change;
    if (to - from >= text.length || to - from > longestWrapped || text.length > 2 * longestWrapped) return change;
    const words = before.slice(from, to);
    const at = text.indexOf(words);
    const [head, tail] = [text.slice(0, Math.max(0, at)), text.slice(at + words.length)];
    if (at < 0 || tail.includes(words) || !hasWord(words) || !/[^\s\p{L}\p{N}\p{M}]$/u.test(head)) return change;
    if (!/^[^\s\p{L}\p{N}\p{M}]/u.test(tail)) return change;
    return [
      { from, to: from, text: head },
      { from: to, to, text: tail },
    ];
  });
}

/**
 * Moves an inserted line from above an identical line to below it, as editors that copy a line down insert the copy
 * above. The resulting text is the same, and the spans of the old line stay on it. No change is moved into a span.
 * `before` is the text before the changes.
 */
function belowCopied(changes: readonly Change[], spans: Ranges, before: SourceText): readonly Change[] {
  return changes.map((change, index) => {
    if (change.from < change.to || !change.text.endsWith('\n')) return change;
    const ending = change.text.endsWith('\r\n') ? '\r\n' : '\n';
    const words = change.text.slice(0, -ending.length);
    const below = change.from + words.length;
    const next = changes[index + 1]?.from ?? Infinity;
    const isLine =
      /^[\r\n]?$/.test(before.slice(change.from - 1, change.from)) && /^[\r\n]?$/.test(before.slice(below, below + 1));
    if (words.trim() === '' || !isLine || before.slice(change.from, below) !== words || next < below) return change;
    const isInside = spans.from.some((start, at) => start < below && below < (spans.to[at] ?? 0));
    return isInside ? change : { from: below, to: below, text: ending + words };
  });
}

function tornBy({ changes }: Run, touched: ReadonlyMap<number, Span>): ReadonlySet<number> {
  const torn = [...touched].filter(([, span]) => changesAt(changes, span).some((change) => isAcross(change, span)));
  return new Set(torn.map(([index]) => index));
}

/** The spans inside replaced blocks that are too long to be compared at once. */
function inLongBlocks(indices: readonly number[], spans: Ranges, changes: readonly Change[]): readonly number[] {
  const long = changes.filter((change) => change.to - change.from > longestCompared && isBlock(change));
  if (long.length === 0) return [];
  return indices.filter((index) => {
    const { from, to } = spanAt(spans, index);
    return long.some((change) => change.from <= from && to <= change.to);
  });
}

/** The parts of inserted text that were not moved from elsewhere. */
function notMoved(places: readonly Span[], pairs: readonly Pair[]): readonly Span[] {
  return places.flatMap((put) => {
    const parts: Span[] = [];
    let at = put.from;
    const known = pairs.map(({ now }) => now).filter(({ from, to }) => put.from < to && from < put.to);
    for (const { from, to } of known.sort((a, b) => a.from - b.from)) {
      if (from > at) parts.push({ from: at, to: from });
      at = Math.max(at, to);
    }
    return at < put.to || known.length === 0 ? [...parts, { from: at, to: put.to }] : parts;
  });
}

/** The run with one more step, and the places before the run of all spans it touched; undefined where it does not continue. */
function continued(
  { records, spans, text, run }: BeforeStep,
  changes: readonly Change[],
  put: readonly Span[],
  indices: readonly number[],
): Pick<Step, 'run' | 'touched'> | undefined {
  const longer = extendedRun(run, changes, put, text);
  if (!run || !longer) return undefined;
  const touched = beforeRun(records, spans, [...indices, ...inRun(records, spans, run)], run);
  return touched && { touched, run: { ...longer, touched: movedThrough(run.touched, changes) } };
}

/** The spans in moved lines that the changes touch only in part, because the old and new text share their beginning or end. */
function partlyMoved(pairs: readonly Pair[], changes: readonly Change[], spans: Ranges): readonly number[] {
  const isPart = ({ was }: Pair): boolean => !changes.some(({ from, to }) => from <= was.from && was.to <= to);
  const parts = pairs.filter(isPart).map(({ was }) => was);
  if (parts.length === 0) return [];
  return [...spans.from.keys()].filter((index) => {
    const { from, to } = spanAt(spans, index);
    return isPlaced(spans, index) && parts.some((part) => part.from <= from && to <= part.to);
  });
}

/**
 * A run of typing: consecutive changes, each starting where the last one ended, composed to changes of the text before
 * the first. Letters typed and deleted again leave no trace; words deleted and typed anew are a replacement.
 */
export interface Run {
  /** The text before the run. */
  readonly base: SourceText;
  /** The changes of `base` that lead to the present text, in the order of the text; no two touch each other. */
  readonly changes: readonly Change[];
  /** What the last step inserted at each cursor, as spans of the text after it. */
  readonly last: readonly Span[];
  /** Where the step before the last one ended: an autocorrection changes a word and leaves the cursor where it is. */
  readonly carets: readonly number[];
  /** The spans that the run touched, by id: the place before the run, and the place that the tracker gave last. */
  readonly touched: ReadonlyMap<string, Stretch>;
}

interface Stretch {
  /** The index of its record at that time; another record may have that index now. */
  readonly index: number;
  readonly was: Span;
  readonly now: Span | undefined;
}

/** Longest run, in UTF-16 units deleted and inserted; it bounds what each keystroke reads again. */
const longestRun = 20_000;

/** The run with one more step in its text `now`, inserting `put`; undefined where the step does not continue the run. */
function extendedRun(
  run: Run | undefined,
  step: readonly Change[],
  put: readonly Span[],
  now: SourceText,
): Run | undefined {
  if (!run) return undefined;
  const made = inserted(run.changes);
  if (!step.every((change) => joinsOn(run, change, now) && !takesWords(made, change, now))) return undefined;
  const changes = composed(run.changes, made, step, now);
  if (changes.reduce((sum, { from, to, text }) => sum + to - from + text.length, 0) > longestRun) return undefined;
  const carets = run.last.map(({ to }) =>
    step.reduce((at, change) => (change.to <= to ? at + shiftOf(change) : at), to),
  );
  return { ...run, changes, last: put, carets };
}

/** The spans that a run touched, without those that are lost. */
function inRun(records: readonly Annotation[], spans: Ranges, { touched }: Run): readonly number[] {
  return [...touched].flatMap(([id, { index }]) => {
    const at = records[index]?.id === id ? index : records.findIndex((record) => record.id === id);
    return at >= 0 && isPlaced(spans, at) ? [at] : [];
  });
}

/** The places of spans before a run; undefined where one of them was added after the run began. */
function beforeRun(
  records: readonly Annotation[],
  spans: Ranges,
  indices: readonly number[],
  { changes, touched }: Run,
): ReadonlyMap<number, Span> | undefined {
  const bases = new Map<number, Span>();
  const extents = extentsOf(changes);
  for (const index of indices) {
    const own = spanAt(spans, index);
    const known = touched.get(records[index]?.id ?? '');
    const was = known && sameSpan(known.now, own) ? known.was : spanBefore(own, extents);
    if (!was) return undefined;
    bases.set(index, was);
  }
  return bases;
}

/** The touched spans of a run, moved through one more step. */
function movedThrough(touched: Run['touched'], changes: readonly Change[]): Run['touched'] {
  const along = ({ from, to }: Span): Span => {
    const shift = changes.reduce((sum, change) => (change.to <= from ? sum + shiftOf(change) : sum), 0);
    return { from: from + shift, to: to + shift };
  };
  return new Map([...touched].map(([id, stretch]) => [id, { ...stretch, now: stretch.now && along(stretch.now) }]));
}

/**
 * Whether a change starts where the last step ended, or within what that step inserted if it was a word or a pair of
 * brackets.
 */
function joinsOn({ last, carets }: Run, change: Change, now: SourceText): boolean {
  const touches = (from: number, to: number): boolean => change.from <= to && from <= change.to;
  return (
    carets.some((caret) => touches(caret, caret)) ||
    last.some(({ from, to }) => {
      const isBefore = change.from === from && change.to === from && from < to;
      const isWord = !/\s/u.test(now.slice(from, to));
      return touches(to, to) || (isWord && !isBefore && touches(from, to));
    })
  );
}

/** Whether a change deletes several words at once that the run did not insert (`made`): a person who corrects a slip does not. */
function takesWords(made: readonly Span[], { from, to }: Change, now: SourceText): boolean {
  const own = made.filter((span) => span.from <= to && from <= span.to);
  const first = own[0]?.from ?? to;
  const last = own.at(-1)?.to ?? to;
  const several = /\S\s+\S/u;
  return several.test(now.slice(from, Math.min(first, to))) || several.test(now.slice(Math.max(last, from), to));
}

/** The place of a span before changes; undefined where a change reaches into it. */
export function spanBefore({ from, to }: Span, changes: readonly Extent[]): Span | undefined {
  let [start, end] = [from, to];
  let shift = 0;
  for (const change of changes) {
    const begun = change.from + shift;
    const ended = begun + change.came;
    shift += change.came - change.went;
    if (to <= begun) break;
    if ((begun < from && from < ended) || (begun < to && to < ended)) return undefined;
    if (ended <= from) start = from - shift;
    if (ended <= to) end = to - shift;
  }
  return { from: start, to: end };
}

/** A change by its start in the old text and the lengths that it deleted and inserted, in UTF-16 units. */
export interface Extent {
  readonly from: number;
  readonly went: number;
  readonly came: number;
}

export function extentsOf(changes: readonly Change[]): readonly Extent[] {
  return inOrder(changes).map(({ from, to, text }) => ({ from, went: to - from, came: text.length }));
}
