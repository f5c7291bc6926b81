import { inOrder, inserted, shiftOf, type Change, type Span } from '../text/change';
import type { TextReader } from '../text/reader';
import type { SourceText } from '../text/sourceText';

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

/** The changes of one step as a run of their own. */
export function newRun(base: SourceText, changes: readonly Change[]): Run {
  return { base, changes, last: inserted(changes), carets: [], touched: new Map() };
}

/** The run with one more step, of the text `now`; undefined where the step does not go on where the run is. */
export function goneOn(run: Run | undefined, step: readonly Change[], now: SourceText): Run | undefined {
  if (!run || !step.every((change) => joinsOn(run, change, now) && !takesWords(run, change, now))) return undefined;
  const changes = composed(run.changes, step, now);
  if (changes.reduce((sum, { from, to, text }) => sum + to - from + text.length, 0) > longestRun) return undefined;
  const carets = run.last.map(({ to }) =>
    step.reduce((at, change) => (change.to <= to ? at + shiftOf(change) : at), to),
  );
  return { ...run, changes, last: inserted(step), carets };
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

/** Whether a change takes away several words at once that the run did not put there: that is no slip. */
function takesWords({ changes }: Run, { from, to }: Change, now: SourceText): boolean {
  const own = inserted(changes).filter((span) => span.from <= to && from <= span.to);
  const first = own[0]?.from ?? to;
  const last = own.at(-1)?.to ?? to;
  const several = /\S\s+\S/u;
  return several.test(now.slice(from, Math.min(first, to))) || several.test(now.slice(Math.max(last, from), to));
}

/** Two simultaneous sets of changes, one after the other, as one. `between` is the text after the first. */
export function composed(first: readonly Change[], second: readonly Change[], between: TextReader): readonly Change[] {
  const made = inserted(first).map((span, index) => ({ span, shift: shiftOf(first[index] ?? noChange) }));
  const next = inOrder(second);
  const all: Change[] = [];
  let [i, j, shift] = [0, 0, 0];
  while (i < made.length || j < next.length) {
    const start = Math.min(made[i]?.span.from ?? Infinity, next[j]?.from ?? Infinity);
    const before = shift;
    let end = start;
    const inside: Change[] = [];
    for (;;) {
      const [one, two] = [made[i], next[j]];
      if (one && one.span.from <= end) {
        end = Math.max(end, one.span.to);
        shift += one.shift;
        i++;
      } else if (two && two.from <= end) {
        end = Math.max(end, two.to);
        inside.push(two);
        j++;
      } else break;
    }
    let [text, at] = ['', start];
    for (const change of inside) {
      text += between.slice(at, change.from) + change.text;
      at = change.to;
    }
    all.push({ from: start - before, to: end - shift, text: text + between.slice(at, end) });
  }
  return all;
}

const noChange: Change = { from: 0, to: 0, text: '' };

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

/** The changes in the order of the text, those that touch each other as one. */
export function joined(changes: readonly Change[]): readonly Change[] {
  const all: Change[] = [];
  for (const change of inOrder(changes)) {
    const last = all.at(-1);
    if (last && change.from <= last.to)
      all[all.length - 1] = { from: last.from, to: change.to, text: last.text + change.text };
    else all.push(change);
  }
  return all;
}
