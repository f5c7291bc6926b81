import { applyChanges, shiftOf, type Change, type Span } from '../text/change';
import type { TextReader } from '../text/reader';
import { hasWord, leadingWord, trailingWord } from '../text/words';
import { changesAt } from './ranges';

// How a change of the text moves the edges of one span. The rules, with the span in brackets and the cursor as `|`:
//
// 1. What is put inside belongs to the span:                         [a |b]  -> [a x b]
// 2. So does what replaces a word at an edge, however many words:    [a b]   -> [a x y], the `b` typed over
// 3. Letters that make one word with the word at the edge, too:      [a b|]  -> [a bs]
// 4. All else that is put at an edge stays outside:                  [a b|]  -> [a b] c;   |[a b] -> c [a b]
// 5. What replaces a word beside the span stays outside:             [a b] c -> [a b] x
// 6. What is deleted across an edge takes that part along:           [a b] c -> [a], the `b c` deleted
// 7. A span all of whose words went is lost, whatever came instead:  [a b]   -> x
// 8. Unless it alone was replaced, and what came holds it once:      [a b]   -> x [a b]

/**
 * Maps a span through changes of its text; undefined where it is lost. The changes are in the order of the text and do
 * not touch each other. `text` is the text before them; only what they and the span cover is read, and the letters
 * beside it.
 */
export function mapSpan(span: Span, changes: readonly Change[], text: TextReader): Span | undefined {
  const near = changesAt(changes, span);
  let shift = 0;
  for (const change of changes) {
    if (change.to >= span.from) break;
    shift += shiftOf(change);
  }
  const over = near.find(({ from, to }) => from <= span.from && span.from < to && span.to <= to);
  if (over) return over.from === span.from && over.to === span.to ? placeOf(span, over.text, shift, text) : undefined;
  const base = Math.max(0, Math.min(span.from, near[0]?.from ?? span.from) - letter);
  const old = text.slice(base, Math.max(span.to, near.at(-1)?.to ?? span.to) + letter);
  const local = mapInside(
    moved(span, -base),
    near.map((change) => ({ ...change, ...moved(change, -base) })),
    old,
  );
  return local && moved(local, base + shift);
}

/** The place of a span in the text that replaced it, if that holds it once, between the ends of words. */
function placeOf({ from, to }: Span, put: string, shift: number, text: TextReader): Span | undefined {
  const words = text.slice(from, to);
  const at = put.indexOf(words);
  const isWhole = at >= 0 && !isAmidWord(put, at) && !isAmidWord(put, at + words.length);
  if (!isWhole || !hasWord(words) || put.includes(words, at + 1)) return undefined;
  return { from: from + shift + at, to: to + shift + at };
}

/** Most UTF-16 units of a letter. */
const letter = 2;

const moved = ({ from, to }: Span, by: number): Span => ({ from: from + by, to: to + by });

/** Maps a span in a text that holds nothing but the span and the changes that touch it. */
function mapInside(span: Span, changes: readonly Change[], text: string): Span | undefined {
  if (!keepsWords(span, changes, text)) return undefined;
  let shift = 0;
  let [from, to] = [span.from, span.to];
  let [cutStart, cutEnd] = [false, false];
  for (const change of changes) {
    const at = change.from + shift;
    shift += shiftOf(change);
    if (change.from <= span.from) {
      from = at + outsideStart(span, change, text);
      cutStart = change.to > span.from;
    }
    if (change.to < span.to) to = span.to + shift;
    else {
      to = at + insideEnd(span, change, text);
      cutEnd = change.from < span.to;
    }
  }
  const now = cutStart || cutEnd ? applyChanges(text, changes) : '';
  if (cutStart && !isBlank(text.charAt(span.from))) while (from < to && isBlank(now.charAt(from))) from++;
  if (cutEnd && !isBlank(text.charAt(span.to - 1))) while (to > from && isBlank(now.charAt(to - 1))) to--;
  return from < to ? { from, to } : undefined;
}

/** Whether some of a span's words remain between the changes; of a span without letters, whether anything remains. */
function keepsWords(span: Span, changes: readonly Change[], text: string): boolean {
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

/** How much of the text that a change inserts at the start of a span stays outside it, in UTF-16 units. */
function outsideStart(span: Span, { from, to, text: put }: Change, text: string): number {
  if (to === span.from) {
    const isGlued = !hasWord(text.slice(from, to)) && leadingWord(text.slice(span.from, span.from + letter)) > 0;
    return put.length - (isGlued ? trailingWord(put) : 0);
  }
  const outer = text.slice(from, span.from);
  const inner = text.slice(span.from, Math.min(to, span.to));
  if (outer === '') return 0;
  if (endsWithWords(put, inner)) return put.length - inner.length;
  if (startsWithWords(put, outer)) return outer.length;
  return hasWord(outer) ? put.length : put.length - put.trimStart().length;
}

/** How much of the text that a change inserts at the end of a span belongs to it, in UTF-16 units. */
function insideEnd(span: Span, { from, to, text: put }: Change, text: string): number {
  if (from === span.to) {
    const isGlued =
      !hasWord(text.slice(from, to)) && trailingWord(text.slice(Math.max(0, span.to - letter), span.to)) > 0;
    return isGlued ? leadingWord(put) : 0;
  }
  const inner = text.slice(Math.max(from, span.from), span.to);
  const outer = text.slice(span.to, to);
  if (outer === '') return put.length;
  if (startsWithWords(put, inner)) return inner.length;
  if (endsWithWords(put, outer)) return put.length - outer.length;
  return hasWord(outer) ? 0 : put.length;
}

/** Whether a text begins with another one, which ends at the end of a word in both. */
function startsWithWords(text: string, start: string): boolean {
  return start !== '' && text.startsWith(start) && !isAmidWord(text, start.length);
}

function endsWithWords(text: string, end: string): boolean {
  return end !== '' && text.endsWith(end) && !isAmidWord(text, text.length - end.length);
}

function isAmidWord(text: string, at: number): boolean {
  return trailingWord(text.slice(Math.max(0, at - letter), at)) > 0 && leadingWord(text.slice(at, at + letter)) > 0;
}

const isBlank = (unit: string): boolean => /^\s$/u.test(unit);
