import { withLf } from './lines';

/** A half-open stretch of a text, in UTF-16 code units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether two spans are equal, or both missing. */
export const sameSpan = (a: Span | null | undefined, b: Span | null | undefined): boolean =>
  a?.from === b?.from && a?.to === b?.to;

/** A replacement: the old text's `[from, to)` becomes `text`. */
export interface Change extends Span {
  readonly text: string;
}

/** Sorts changes by place. The changes of one edit are simultaneous: their offsets are those of the old text. */
export function inOrder(changes: readonly Change[]): readonly Change[] {
  return [...changes].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The changes in the order of the text, with those that touch joined. */
function joined(changes: readonly Change[]): readonly Change[] {
  const all: Change[] = [];
  for (const change of inOrder(changes)) {
    const last = all.at(-1);
    if (last && change.from <= last.to)
      all[all.length - 1] = { from: last.from, to: change.to, text: last.text + change.text };
    else all.push(change);
  }
  return all;
}

/** Applies simultaneous, non-overlapping changes, given in any order. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  let result = '';
  let at = 0;
  for (const change of inOrder(changes)) {
    result += text.slice(at, change.from) + change.text;
    at = change.to;
  }
  return result + text.slice(at);
}

/** The spans of inserted text after the changes. */
export function inserted(changes: readonly Change[]): readonly Span[] {
  let shift = 0;
  return inOrder(changes).map(({ from, to, text }) => {
    const span = { from: from + shift, to: from + shift + text.length };
    shift += shiftOf({ from, to, text });
    return span;
  });
}

/** The shift of the text after a change. */
export const shiftOf = ({ from, to, text }: Change): number => text.length - (to - from);

/** The changes that undo others; `text` is the text before those. */
export function inverseOf(text: string, changes: readonly Change[]): readonly Change[] {
  const spans = inserted(changes);
  return inOrder(changes).map(({ from, to }, i) => ({ ...(spans[i] ?? { from, to }), text: text.slice(from, to) }));
}

/** Composes two sets of simultaneous changes. The first inserted text at `places` of the text `between` the two. */
export function composed(
  first: readonly Change[],
  places: readonly Span[],
  second: readonly Change[],
  between: Pick<string, 'slice'>,
): readonly Change[] {
  const made = places.map((span, index) => ({ span, shift: shiftOf(first[index] ?? noChange) }));
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

/** The one replacement that turns a text into another, without their common head and tail; none where they are equal. */
export function differenceOf(before: string, after: string): readonly Change[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < most - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return [{ from: head, to: before.length - tail, text: after.slice(head, after.length - tail) }];
}

/** The text before an edit. */
interface Before {
  readonly length: number;
  toString(): string;
}

/**
 * Makes an editor's changes of one edit, in its order, simultaneous: in the order of the text `before`, and without any
 * that touch. If line endings change, editors report this last, as a replacement of the whole text after the other
 * changes; here it becomes one change for each line ending.
 */
export function simultaneous(told: readonly Change[], before: Before): readonly Change[] {
  const last = told.at(-1);
  const edit = inOrder(told.slice(0, -1));
  const length = edit.reduce((sum, change) => sum + shiftOf(change), before.length);
  if (!last || last.from > 0 || last.to < length) return joined(told);
  const between = applyChanges(before.toString(), edit);
  if (between === last.text) return joined(edit);
  return joined(withLf(between) === withLf(last.text) ? withEolChanges(edit, between, last.text) : told);
}

/**
 * Adds the changes of line endings to an edit that led to the text `between`. Endings are paired one by one, since a
 * text may have several kinds of them before and after, even lone CR.
 */
function withEolChanges(edit: readonly Change[], between: string, after: string): readonly Change[] {
  const endings = after.match(anyEnding) ?? [];
  const changes: Change[] = [];
  for (const [nth, { 0: old, index: from }] of [...between.matchAll(anyEnding)].entries()) {
    const text = endings[nth] ?? old;
    if (text !== old) changes.push({ from, to: from + old.length, text });
  }
  return composed(edit, inserted(edit), changes, between);
}

const anyEnding = /\r\n?|\n/g;
