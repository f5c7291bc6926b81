/**
 * Control characters, including those for text direction: lines with other people's words show none of these, so that
 * nothing looks like another address, name or figure.
 */
export const unshown = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** A text on one line of at most `length` UTF-16 units, cut between words if that loses little, never within a surrogate pair. */
export function onOneLine(text: string, length = 80): string {
  // A span may be a whole chapter, so only its beginning is read.
  const line = text
    .slice(0, 4 * length)
    .replace(/[\s\0-\x1f\x7f\u2028\u2029]+/g, ' ')
    .replace(unshown, '')
    .trim();
  if (line.length <= length && text.length <= 4 * length) return line;
  const word = line.lastIndexOf(' ', length - 1);
  const end = word > length * 0.7 ? line.slice(0, word) : line.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '');
  return `${end}…`;
}

/** A bar of `width` signs that shows a share of a whole: empty only for none, full only for all. */
export function bar(part: number, whole: number, width = 10): string {
  if (whole <= 0) return '▱'.repeat(width);
  const full = part >= whole ? width : Math.min(width - 1, Math.round((part / whole) * width));
  const filled = part > 0 ? Math.max(1, full) : 0;
  return '▰'.repeat(filled) + '▱'.repeat(width - filled);
}
