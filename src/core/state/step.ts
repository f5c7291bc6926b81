import type { Annotation } from '../model/annotation';
import { composed, inOrder, inserted, sameSpan, shiftOf, type Change, type Span } from '../text/change';
import type { SourceText } from '../text/sourceText';
import { hasWord } from '../text/words';
import { longestCompared, pairsOf, type Pair } from './moves';
import { changesAt, isAcross, isPlaced, mapRanges, spanAt, type Ranges } from './ranges';

// What one step of an edit was: it goes on with a run of typing, or moves lines elsewhere, or stands alone; and which
// spans it touched. Where these stand since is for the rules to say (track).

/** One step of an edit, as the tracker understands it. */
export interface Step {
  /** The text before the step and after it. */
  readonly before: SourceText;
  readonly now: SourceText;
  /** What it changed, in the order of the text; no two changes touch each other. */
  readonly changes: readonly Change[];
  /** All spans, moved through the changes by their offsets alone. */
  readonly mapped: Ranges;
  /** Where the spans that it touched stood in the text before the run, by their indices. */
  readonly touched: ReadonlyMap<number, Span>;
  /** Those of them over whose edges the run goes. */
  readonly torn: ReadonlySet<number>;
  /** The spans that it touched in blocks too long to be read at once. */
  readonly unread: readonly number[];
  /** The run that it goes on with or begins, with this step in it. */
  readonly run: Run;
  /** What it moved, where it does not go on with a run. */
  readonly pairs: readonly Pair[];
  /** Where text stands that it put in and that was not there before. */
  readonly fresh: readonly Span[];
}

/** A shorter insertion, in UTF-16 units, is typing and not worth a search. */
export const leastPasted = 20;

/** Whether so much text was put in the place of other text at once that it may hold what went. */
export const isBlock = ({ from, to, text }: Change): boolean => from < to && text.trim().length >= leastPasted;

/** A source before a step: its annotations, where they stand in the text, and the run of typing that led to it. */
interface BeforeStep {
  readonly records: readonly Annotation[];
  readonly spans: Ranges;
  readonly text: SourceText;
  readonly run: Run | undefined;
}

/** What an edit was, by its changes: they are in the order of the text, and no two touch each other. */
export function stepOf(old: BeforeStep, made: readonly Change[]): Step {
  const { spans, text } = old;
  const changes = belowCopied(aroundWords(made, text), spans, text);
  const now = text.edited(changes);
  const put = inserted(changes);
  const { spans: mapped, touched } = mapRanges(spans, changes);
  const placed = touched.map(({ index }) => index).filter((index) => isPlaced(spans, index));
  const torn = new Set(touched.filter((range) => range.torn).map(({ index }) => index));
  const unread = inLongBlocks(placed, spans, changes);
  const own = new Map(placed.map((index) => [index, spanAt(spans, index)]));
  for (const index of unread) own.delete(index);
  const pairs = pairsOf(text, now, changes, put);
  const isMuch = changes.some((change) => change.text.length >= leastPasted);
  const isMove = pairs.length > 0 && (isMuch || [...own.keys()].some((index) => torn.has(index)));
  const step = { before: text, now, changes, mapped, unread };
  const going = isMove || changes.some(isBlock) ? undefined : goingOn(old, changes, put, [...own.keys()]);
  if (going) return { ...step, ...going, torn: tornBy(going.run, going.touched), pairs: [], fresh: put };
  for (const index of besideIn(pairs, changes, spans)) own.set(index, spanAt(spans, index));
  // Nothing goes on where lines were moved.
  const alone: Run = { base: text, changes, last: isMove ? [] : put, carets: [], touched: new Map() };
  return { ...step, touched: own, torn, run: alone, pairs, fresh: notMoved(put, pairs) };
}

/** In longer texts, in UTF-16 units, nobody looks for what they replace: as much is no selection of words. */
const longestWrapped = 2000;

/** The changes, with those that put marks on both sides of what they replace as the insertions that they are: `words` to `[words](link)`. */
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
 * The changes with lines that came above lines that say the same as if they had come below these: the text is the same
 * either way, and what was there before stays where it is. Editors that copy a line down put the copy above it. No
 * change is moved into a span. `before` is the text before the changes.
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

/** Those of some spans that stand in blocks that are too long to be read at once. */
function inLongBlocks(indices: readonly number[], spans: Ranges, changes: readonly Change[]): readonly number[] {
  const long = changes.filter((change) => change.to - change.from > longestCompared && isBlock(change));
  if (long.length === 0) return [];
  return indices.filter((index) => {
    const { from, to } = spanAt(spans, index);
    return long.some((change) => change.from <= from && to <= change.to);
  });
}

/** Those parts of places where text was put in that hold nothing of what was moved. */
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

/** The run with one more step, and where the spans stood before it that it or the step touched; undefined where it ends. */
function goingOn(
  { records, spans, text, run }: BeforeStep,
  changes: readonly Change[],
  put: readonly Span[],
  indices: readonly number[],
): Pick<Step, 'run' | 'touched'> | undefined {
  const longer = goneOn(run, changes, put, text);
  if (!run || !longer) return undefined;
  const touched = beforeRun(records, spans, [...indices, ...inRun(records, spans, run)], run);
  return touched && { touched, run: { ...longer, touched: carried(run.touched, changes) } };
}

/** The spans in lines that were moved of which the changes touched another part: their ends were alike. */
function besideIn(pairs: readonly Pair[], changes: readonly Change[], spans: Ranges): readonly number[] {
  const isPart = ({ was }: Pair): boolean => !changes.some(({ from, to }) => from <= was.from && was.to <= to);
  const parts = pairs.filter(isPart).map(({ was }) => was);
  if (parts.length === 0) return [];
  return [...spans.from.keys()].filter((index) => {
    const { from, to } = spanAt(spans, index);
    return isPlaced(spans, index) && parts.some((part) => part.from <= from && to <= part.to);
  });
}

/**
 * A run of typing: changes of which each went on where the last one ended, as one change of the text before the first.
 * Letters typed and taken back again are in it no more; what was erased and typed anew is a replacement.
 */
export interface Run {
  /** The text before the run. */
  readonly base: SourceText;
  /** What became of it since, in its order; no two touch each other. */
  readonly changes: readonly Change[];
  /** What the last step put in, for each cursor, in the text after it. */
  readonly last: readonly Span[];
  /** Where the step before that ended: an autocorrection changes a word and leaves the cursor where it is. */
  readonly carets: readonly number[];
  /** The spans that the run touched, by their ids: where each stood before it, and where the tracker put it last. */
  readonly touched: ReadonlyMap<string, Stretch>;
}

interface Stretch {
  /** Where its record was among all; another may stand there by now. */
  readonly index: number;
  readonly was: Span;
  readonly now: Span | undefined;
}

/** Past so many UTF-16 units a run is over: no keystroke reads more than that again. */
const longestRun = 20_000;

/** The run with one more step of its text `now`, which put text in at `put`; undefined where that does not go on where the run is. */
function goneOn(run: Run | undefined, step: readonly Change[], put: readonly Span[], now: SourceText): Run | undefined {
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

/** The spans that a run has touched and that are not lost. */
function inRun(records: readonly Annotation[], spans: Ranges, { touched }: Run): readonly number[] {
  return [...touched].flatMap(([id, { index }]) => {
    const at = records[index]?.id === id ? index : records.findIndex((record) => record.id === id);
    return at >= 0 && isPlaced(spans, at) ? [at] : [];
  });
}

/** Where spans stood before a run; undefined where one of them came after the run began. */
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

/** The spans that a run touched, moved along with a further step. */
function carried(touched: Run['touched'], changes: readonly Change[]): Run['touched'] {
  const along = ({ from, to }: Span): Span => {
    const shift = changes.reduce((sum, change) => (change.to <= from ? sum + shiftOf(change) : sum), 0);
    return { from: from + shift, to: to + shift };
  };
  return new Map([...touched].map(([id, stretch]) => [id, { ...stretch, now: stretch.now && along(stretch.now) }]));
}

/** Whether a change goes on where the last one ended; amid what that put in, where this was a word or a pair of brackets. */
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

/** Whether a change takes away several words at once that the run did not put there, at `made`: that is no slip. */
function takesWords(made: readonly Span[], { from, to }: Change, now: SourceText): boolean {
  const own = made.filter((span) => span.from <= to && from <= span.to);
  const first = own[0]?.from ?? to;
  const last = own.at(-1)?.to ?? to;
  const several = /\S\s+\S/u;
  return several.test(now.slice(from, Math.min(first, to))) || several.test(now.slice(Math.max(last, from), to));
}

/** Where a span stood before changes that did not go into it; undefined where one did. */
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

/** Where a change began in the old text, how much went there and how much came, in UTF-16 units. */
export interface Extent {
  readonly from: number;
  readonly went: number;
  readonly came: number;
}

export function extentsOf(changes: readonly Change[]): readonly Extent[] {
  return inOrder(changes).map(({ from, to, text }) => ({ from, went: to - from, came: text.length }));
}
