/** How deep what is read may nest: a sidecar needs six. */
export const deepest = 48;

/**
 * Where a text begins to nest so deep, by brackets, by dashes on one line or by indentation, that only an attack can
 * mean it, since parsers recurse; else -1. Counts brackets and blanks in strings, too, and so leaves ample room.
 */
export function tooDeep(text: string): number {
  const most = 4 * deepest;
  const indents: number[] = [];
  let brackets = 0;
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    let i = at;
    while (text.charCodeAt(i) === 32) i++;
    if (i < next && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) {
      while ((indents.at(-1) ?? -1) >= i - at) indents.pop();
      indents.push(i - at);
    }
    let marks = 0;
    while (i < next && isLead(text.charCodeAt(i))) if (text.charCodeAt(i++) !== 32) marks++;
    if (indents.length + marks > most) return at;
    for (; i < next; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 91 || unit === 123) brackets++;
      else if ((unit === 93 || unit === 125) && brackets > 0) brackets--;
      if (brackets > most) return i;
    }
    at = next;
  }
  return -1;
}

/** Whether a text holds so many marks of types and anchors, none of which are read, that the parser would take for ever. */
export function tooTagged(text: string): boolean {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 33 && unit !== 38) continue;
    const before = text.charCodeAt(i - 1);
    if ((i === 0 || before <= 32 || before === 44 || before === 91 || before === 123) && ++count > 2000) return true;
  }
  return false;
}

/** A blank, `-`, `?` or `:`, which may begin a block in a block. */
function isLead(unit: number): boolean {
  return unit === 32 || unit === 45 || unit === 63 || unit === 58;
}
