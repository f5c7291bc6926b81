import type { Span } from '../text/change';
import type { MarkedSpan } from './marks';

/** A paragraph after Markdown's `>`, with the line `— Name` below it: a quotation that needs no marks. */
export function citedIn(text: string, paragraph: Span, next: Span | undefined): readonly MarkedSpan[] | undefined {
  if (!next || !prefixOf(text, paragraph).startsWith('>')) return undefined;
  if (!/^(?:> ?)?[—–-]+\s*$/u.test(prefixOf(text, next)) || /[.!?]$/u.test(text.slice(next.to - 1, next.to)))
    return undefined;
  if (/["“„«‘]/u.test(text.charAt(paragraph.from)) || !/\p{Lu}/u.test(text.charAt(next.from))) return undefined;
  return [{ from: paragraph.from, to: paragraph.to, closed: true, single: false, pauses: true }];
}

/** What stands on a paragraph's first line before it: bullets and `>`. */
function prefixOf(text: string, { from }: Span): string {
  return text.slice(from === 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1, from);
}
