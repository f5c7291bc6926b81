import { shiftOf, type Change, type Span } from '../text/change';
import type { TextReader } from '../text/reader';
import { hasWord, leadingWord, trailingWord } from '../text/words';

// How a change of the text moves the edges of one span. The rules, with the span in brackets and the cursor as `|`:
//
// 1. What is put inside belongs to the span:                         [a |b]  -> [a x b]
// 2. So does what replaces a word at an edge, however many words:    [a b]   -> [a x y], the `b` typed over
// 3. Letters that make one word with the word at the edge, too:      [a b|]  -> [a bs]
// 4. All else that is put at an edge stays outside:                  [a b|]  -> [a b] c;   |[a b] -> c [a b]
// 5. What replaces a word beside the span stays outside:             [a b] c -> [a b] x
// 6. What is deleted across an edge takes that part along:           [a b] c -> [a], the `b c` deleted
// 7. A span all of whose words went is lost, whatever came instead.

/**
 * Where a span stands after changes of its text; undefined where it is lost. The changes are in the order of the text
 * and do not touch each other. `text` is the text before them, `now` the text after them.
 */
export function mapSpan(span: Span, changes: readonly Change[], text: TextReader, now: TextReader): Span | undefined {
  if (!keepsWords(span, changes, text)) return undefined;
  let shift = 0;
  let [from, to] = [span.from, span.to];
  let [cutStart, cutEnd] = [false, false];
  for (const change of changes) {
    if (change.from > span.to) break;
    const at = change.from + shift;
    shift += shiftOf(change);
    if (change.to < span.from) from = span.from + shift;
    else if (change.from <= span.from) {
      from = at + outsideStart(span, change, text);
      cutStart = change.to > span.from;
    }
    if (change.to < span.to) to = span.to + shift;
    else {
      to = at + insideEnd(span, change, text);
      cutEnd = change.from < span.to;
    }
  }
  const edges = { from: cutStart ? pastBlanks(span.from, from, to, text, now) : from, to };
  if (cutEnd) edges.to = beforeBlanks(span.to, edges.from, to, text, now);
  return edges.from < edges.to ? edges : undefined;
}

/** Whether something of a span's words is left between the changes. A span without letters has what it has for words. */
function keepsWords(span: Span, changes: readonly Change[], text: TextReader): boolean {
  if (!changes.some(({ from, to }) => from < to && from < span.to && span.from < to)) return true;
  const isIt = hasWord(text.slice(span.from, span.to)) ? hasWord : (part: string) => part.trim() !== '';
  let at = span.from;
  for (const { from, to } of changes) {
    if (from > span.to) break;
    if (from > at && isIt(text.slice(at, from))) return true;
    at = Math.max(at, to);
  }
  return at < span.to && isIt(text.slice(at, span.to));
}

/** How much of what a change puts in at the start of a span stands before it. */
function outsideStart(span: Span, { from, to, text: put }: Change, text: TextReader): number {
  if (to === span.from) {
    const isGlued = !hasWord(text.slice(from, to)) && leadingWord(text.slice(span.from, span.from + 2)) > 0;
    return put.length - (isGlued ? trailingWord(put) : 0);
  }
  const outer = text.slice(from, span.from);
  const inner = text.slice(span.from, Math.min(to, span.to));
  if (outer === '') return 0;
  if (endsWithWords(put, inner)) return put.length - inner.length;
  if (startsWithWords(put, outer)) return outer.length;
  return hasWord(outer) ? put.length : put.length - put.trimStart().length;
}

/** How much of what a change puts in at the end of a span belongs to it. */
function insideEnd(span: Span, { from, to, text: put }: Change, text: TextReader): number {
  if (from === span.to) {
    const isGlued = !hasWord(text.slice(from, to)) && trailingWord(text.slice(span.to - 2, span.to)) > 0;
    return isGlued ? leadingWord(put) : 0;
  }
  const inner = text.slice(Math.max(from, span.from), span.to);
  const outer = text.slice(span.to, to);
  if (outer === '') return put.length;
  if (startsWithWords(put, inner)) return inner.length;
  if (endsWithWords(put, outer)) return put.length - outer.length;
  return hasWord(outer) ? 0 : put.length;
}

/** Whether a text begins with another, which ends where a word ends in both. */
function startsWithWords(text: string, start: string): boolean {
  return start !== '' && text.startsWith(start) && !isAmidWord(text, start.length);
}

function endsWithWords(text: string, end: string): boolean {
  return end !== '' && text.endsWith(end) && !isAmidWord(text, text.length - end.length);
}

function isAmidWord(text: string, at: number): boolean {
  return trailingWord(text.slice(Math.max(0, at - 2), at)) > 0 && leadingWord(text.slice(at, at + 2)) > 0;
}

/** The start of a span that a change cut, without blanks that were inside it before. */
function pastBlanks(was: number, from: number, to: number, text: TextReader, now: TextReader): number {
  if (isBlank(text.slice(was, was + 1))) return from;
  let start = from;
  while (start < to && isBlank(now.slice(start, start + 1))) start++;
  return start;
}

function beforeBlanks(was: number, from: number, to: number, text: TextReader, now: TextReader): number {
  if (isBlank(text.slice(was - 1, was))) return to;
  let end = to;
  while (end > from && isBlank(now.slice(end - 1, end))) end--;
  return end;
}

const isBlank = (unit: string): boolean => /^\s$/u.test(unit);
