import { sectionsOf } from '../detect/blocks';
import { lineStarts, placeAt } from '../text/lines';

/** Lines that fold under the first of them; both counted from 1 and included. */
interface Fold {
  readonly first: number;
  readonly last: number;
}

/**
 * The sections of a source as folds, without the blank lines before the next heading. A Markdown heading includes
 * sections of lower rank; headings without rank are lowest.
 */
export function foldsOf(text: string): readonly Fold[] {
  const starts = lineStarts(text);
  const lineOf = (offset: number): number => placeAt(starts, offset).line;
  const headings = sectionsOf(text).map(({ heading }) => ({ from: heading.from, rank: rankOf(text, heading.from) }));
  return headings.flatMap(({ from, rank }, index) => {
    const next = headings.slice(index + 1).find((other) => other.rank <= rank);
    const words = text.slice(from, next ? lineStart(text, next.from) : text.length).trimEnd();
    const [first, last] = [lineOf(from), lineOf(from + words.length)];
    return last > first ? [{ first, last }] : [];
  });
}

/** The number of `#` before a heading, 7 where there is none. */
function rankOf(text: string, from: number): number {
  const before = text.slice(lineStart(text, from), from);
  return before.match(/#/g)?.length ?? 7;
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
