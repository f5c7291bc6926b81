/** A half-open stretch of a text, in UTF-16 code units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One replacement: the old text's `[from, to)` becomes `text`. */
export interface Change extends Span {
  readonly text: string;
}

/** The changes in the order of the old text. All changes of one edit are simultaneous: each speaks of the old text. */
export function inOrder(changes: readonly Change[]): readonly Change[] {
  return [...changes].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The text after simultaneous, non-overlapping changes, given in any order. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  let result = '';
  let at = 0;
  for (const change of inOrder(changes)) {
    result += text.slice(at, change.from) + change.text;
    at = change.to;
  }
  return result + text.slice(at);
}

/** Where what changes insert stands after them. */
export function inserted(changes: readonly Change[]): readonly Span[] {
  let shift = 0;
  return inOrder(changes).map(({ from, to, text }) => {
    const span = { from: from + shift, to: from + shift + text.length };
    shift += shiftOf({ from, to, text });
    return span;
  });
}

/** By how much a change moves what follows it. */
export const shiftOf = ({ from, to, text }: Change): number => text.length - (to - from);

/** The changes that take changes of a text back; `text` is the text before them. */
export function inverseOf(text: string, changes: readonly Change[]): readonly Change[] {
  const spans = inserted(changes);
  return inOrder(changes).map(({ from, to }, i) => ({ ...(spans[i] ?? { from, to }), text: text.slice(from, to) }));
}

/** The one replacement that turns a text into another, of all between their common head and tail; none where they are equal. */
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
