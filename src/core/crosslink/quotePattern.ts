import type { Span } from '../text/change';
import { wordsOf, type Word } from './words';

/** The parts of a quotation that a source must match, in order. */
export type Item =
  | { readonly kind: 'word'; readonly word: Word }
  /** An ellipsis: words of the source that are omitted, and marked as such. */
  | ({ readonly kind: 'gap' } & Span)
  /** Words in square brackets: inserted, or replacing words. With a stem, `walk[ed]`, they replace one word. */
  | ({ readonly kind: 'bracket'; readonly words: readonly Word[]; readonly stem?: string } & Span);

const ellipsis = /[[({<]\s*(?:…|⋯|\.(?:\s?\.){2,})+\s*[\])}>]|(?:…|⋯|\.(?:\s?\.){2,})+/u;
/** A writer's remark on the quotation itself. */
const sic =
  /[[(]\s*[*_]*(?:sic[*_]*\s*[!.]?|(?:my |our )?(?:emphasis|italics|emphases)(?: (?:added|mine|ours|in (?:the )?original))?)[*_]*\s*[\])]/iu;
/** Letters in brackets that touch a word: `[T]he`, `walk[ed]`. */
const within = /(?<before>[\p{L}\p{M}\p{N}'’]*)\[(?<put>[\p{L}\p{M}'’]{1,20})\](?<after>[\p{L}\p{M}'’]*)/u;
const bracketed = /\[(?<words>[^[\]]{0,400})\](?![(\[])/u;

const special = new RegExp([ellipsis, sic, within, bracketed].map(({ source }) => `(?:${source})`).join('|'), 'giu');

/** The pattern of a quotation, with or without its marks. Ellipses at its edges match nothing. */
export function patternOf(quote: string): readonly Item[] {
  const items: Item[] = [];
  let last = 0;
  const words = (to: number): void => {
    for (const word of wordsOf(quote, last, to)) items.push({ kind: 'word', word });
  };
  for (const match of quote.matchAll(special)) {
    const span = { from: match.index, to: match.index + match[0].length };
    words(span.from);
    last = span.to;
    const { before = '', put, after = '', words: inner } = match.groups ?? {};
    if (put !== undefined && (before !== '' || after !== '')) items.push(touching(span, before, put, after));
    else if (put !== undefined || inner !== undefined)
      items.push({ kind: 'bracket', words: wordsIn(quote, span), ...span });
    else if (!sic.test(match[0])) items.push({ kind: 'gap', ...span });
  }
  words(quote.length);
  return trimmed(items);
}

/** `[T]he` is a word with another first letter; `walk[ed]` stands for a word that begins with `walk`. */
function touching(span: Span, before: string, put: string, after: string): Item {
  const whole = wordsOf(before + put + after);
  const form = whole.map((word) => word.form).join('');
  if (before === '') return { kind: 'word', word: { ...span, form, key: form.toLowerCase(), broken: false } };
  return { kind: 'bracket', words: whole, stem: before.toLowerCase(), ...span };
}

const wordsIn = (quote: string, { from, to }: Span): readonly Word[] => wordsOf(quote, from + 1, to - 1);

/** The items without gaps at the edges, and without adjacent gaps. */
function trimmed(items: readonly Item[]): readonly Item[] {
  const isGap = (item: Item | undefined): boolean => item === undefined || item.kind === 'gap';
  return items.filter((item, i) => {
    if (item.kind !== 'gap') return true;
    return !isGap(items[i - 1]) && items.slice(i + 1).some(({ kind }) => kind !== 'gap');
  });
}
