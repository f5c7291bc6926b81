import type { Annotation } from '../model/annotation';
import { inOrder, inserted, type Change, type Span } from '../text/change';
import type { TextReader } from '../text/reader';
import type { Ranges } from './ranges';
import { withLf } from '../text/lines';

/**
 * The changes, in the order of the old text, with lines that came above lines that say the same as if they had come
 * below these. The text is the same either way; and editors that copy a line down, or paste it, put the copy above and
 * leave the cursor below: what a person writes there next is no change of what was tagged. `now` is the text after the
 * changes. No change is moved into a span.
 */
export function belowTwins(changes: readonly Change[], spans: Ranges, now: TextReader): readonly Change[] {
  const sorted = inOrder(changes);
  const places = inserted(sorted);
  return sorted.map((change, index) => {
    const [words, ending] = change.from === change.to ? linesOf(change.text) : ['', ''];
    const place = places[index];
    if (words.trim() === '' || !place) return change;
    const below = change.from + words.length;
    const next = sorted[index + 1]?.from ?? Infinity;
    const isTwin = now.slice(place.to, place.to + words.length) === words && isLine(place.to, words, now);
    if (!isTwin || !isLine(place.from, words, now) || next < below || isInside(spans, below)) return change;
    return { from: below, to: below, text: ending + words };
  });
}

/** A text that ends with a line ending, and this; nothing where it does not. */
function linesOf(text: string): readonly [words: string, ending: string] {
  const ending = text.endsWith('\r\n') ? '\r\n' : '\n';
  return text.endsWith(ending) ? [text.slice(0, -ending.length), ending] : ['', ''];
}

/** Whether a text that stands at an offset begins and ends where lines do. */
function isLine(at: number, { length }: string, now: TextReader): boolean {
  return /^[\r\n]?$/.test(now.slice(at - 1, at)) && /^[\r\n]?$/.test(now.slice(at + length, at + length + 1));
}

function isInside({ from, to }: Ranges, offset: number): boolean {
  return from.some((start, index) => start < offset && offset < (to[index] ?? 0));
}

/** The indices of spans that stand on lines which belowTwins left where they are. */
export function onTwins({ from, to }: Ranges, changes: readonly Change[], moved: readonly Change[]): readonly number[] {
  const twins = inOrder(changes).flatMap((change, index) => {
    const below = moved[index]?.from ?? 0;
    return change.from < below ? [{ from: change.from, to: below }] : [];
  });
  if (twins.length === 0) return [];
  const isOn = (index: number): boolean =>
    twins.some((twin) => (from[index] ?? 0) < twin.to && twin.from < (to[index] ?? 0));
  return [...from.keys()].filter(isOn);
}

/** So much of the surroundings, in UTF-16 units, is proof of them. */
const longEnough = 16;

/**
 * Where the words of a span that was deleted stand, if they were deleted with all of one of two neighbours that say the
 * same: it is as true that the other one was deleted. `own` is where they stood in the old text.
 */
export function onTwinOf(
  { before = '', after = '' }: Annotation,
  words: string,
  own: Span,
  { from, to }: Change,
  now: TextReader,
): Span | undefined {
  const isTwin = (shift: number): boolean => {
    if (from + shift < 0) return false;
    const read = (start: number, end: number): string => withLf(now.slice(start + shift, end + shift));
    const [lead, tail] = [read(from, own.from), read(own.to, to)];
    const isLead = before.endsWith(lead) || (before.length >= longEnough && lead.endsWith(before));
    const isTail = after.startsWith(tail) || (after.length >= longEnough && tail.startsWith(after));
    return read(own.from, own.to) === words && isLead && isTail;
  };
  const shift = [0, from - to].find(isTwin);
  return shift === undefined ? undefined : { from: own.from + shift, to: own.to + shift };
}
