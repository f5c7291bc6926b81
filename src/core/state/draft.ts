import { Articles, sideOf, type Side } from '../crosslink/article';
import { unlike, type Disagreement } from '../crosslink/disagreement';
import type { SourceIndex } from '../crosslink/index';
import { kin, shownFrom, type Kin } from '../crosslink/kin';
import { checkQuote, type QuoteMatch } from '../crosslink/quoteCheck';
import { suggest } from '../detect/detect';
import type { Suggestion } from '../detect/suggestion';
import type { Span } from '../text/change';

/** A quotation of a draft, and how the sources have its words. */
export interface DraftQuote extends Span {
  readonly found: QuoteMatch | { readonly verdict: 'absent' };
}

/** A statement in a draft, with the nearest sentences of sources, best first. */
export interface DraftClaim extends Span {
  readonly nearest: readonly Kin[];
  /** Whether one of them surely states the same or an overlapping fact. */
  readonly isStated: boolean;
  /** The details, such as figures and dates, in which the sure ones differ; `a` is in the draft, `b` in the source. */
  readonly unlike: readonly DraftUnlike[];
}

/** A detail of a draft that differs in a source. */
export interface DraftUnlike extends Disagreement {
  readonly source: string;
}

/** The quotations and claims of a draft, checked against an index of sources without that draft. */
export interface DraftReading {
  readonly quotes: readonly DraftQuote[];
  readonly claims: readonly DraftClaim[];
}

/** Most nearest sentences kept for a claim. */
const mostNearest = 5;

/**
 * Reads a draft against sources: its quotations word for word, and its claims with the sentences nearest to them. A
 * quotation is one in marks that the detectors find, or a block quote of Markdown that a source has much of. A sentence
 * that is one quotation is not read as a claim, too.
 */
export function* readingDraft(index: SourceIndex, text: string): Generator<undefined, DraftReading> {
  const quotes: DraftQuote[] = [];
  const claims: DraftClaim[] = [];
  const suggestions = suggest(text);
  for (const one of suggestions.filter(isMarked)) {
    yield;
    const { from, to } = one;
    quotes.push({ from, to, found: checkQuote(index, text.slice(from, to), named(text, one)) });
  }
  const isQuoted = (span: Span): boolean => quotes.some((quote) => isMostly(quote, span));
  for (const span of blockQuotes(text)) {
    yield;
    const found = checkQuote(index, text.slice(span.from, span.to));
    if (found.verdict !== 'absent' && !isQuoted(span)) quotes.push({ ...span, found });
  }
  const articles = new Articles();
  for (const { from, to } of suggestions.filter((one) => !isMarked(one) && !isQuoted(one))) {
    yield;
    const nearest = kin(index, { text: text.slice(from, to) }, mostNearest);
    const isStated = (nearest[0]?.score ?? 0) >= shownFrom;
    const otherwise = isStated ? unlikeIn(index, articles.side('', text, { from, to }), nearest) : [];
    claims.push({ from, to, nearest, isStated, unlike: otherwise });
  }
  return { quotes: quotes.sort((a, b) => a.from - b.from), claims };
}

/** The details in which the nearest sentences, those that are sure, differ from a claim. */
function unlikeIn(index: SourceIndex, claim: Side, nearest: readonly Kin[]): readonly DraftUnlike[] {
  return nearest
    .filter(({ score }) => score >= shownFrom)
    .flatMap((one) => {
      const other = sideOf(index, one.source, one);
      const found = other ? unlike(claim, other) : [];
      return found.filter(({ aspect }) => aspect !== 'quote').map((detail) => ({ ...detail, source: one.source }));
    });
}

/** The paragraphs of the block quotes of a Markdown text, without the marks in front of their first lines. */
const blockQuotes = (text: string): readonly Span[] =>
  [...text.matchAll(/^[ \t]*>[ \t>]*([^\s>].*(?:\n[ \t]*>[ \t>]*[^\s>].*)*)/gmu)].map(
    ({ index, 0: all, 1: words = '' }) => ({
      from: index + all.length - words.length,
      to: index + all.length,
    }),
  );

const isMarked = ({ kind, why }: Suggestion): boolean =>
  kind === 'quote' && why.some(({ code }) => code === 'quotation marks');

/**
 * The speaker, if the draft gives a name: a pronoun or a description, as *the union*, tells nobody apart. One word is a name
 * if it also has its capital within a sentence: not `Training` of `Training helped: “…”`.
 */
function named(text: string, { name, speaker }: Suggestion): { readonly speaker?: string } {
  const span = name ?? speaker;
  const words = span === undefined ? '' : text.slice(span.from, span.to);
  const [first, ...others] = words.replace(firstOfDescription, '').match(/\p{Lu}[\p{L}\p{M}'’-]*/gu) ?? [];
  const isName = others.length > 0 || (first !== undefined && new RegExp(`[\\p{Ll},] ${first}`, 'u').test(text));
  return isName ? { speaker: words } : {};
}

/** `The` of `The union`, at the start of a sentence. */
const firstOfDescription = /^\p{Lu}[\p{L}’']*\s(?=\p{Ll})/u;

/** Whether a quotation takes up most of a span. */
function isMostly(quote: Span, { from, to }: Span): boolean {
  return Math.min(quote.to, to) - Math.max(quote.from, from) > 0.7 * (to - from);
}

/**
 * A quotation with the source's words in place of those that differ; what may differ (marks, ellipses, brackets) stays.
 * Undefined where no change of words mends the quotation, as where it joins words of two people.
 */
export function mended(index: SourceIndex, quote: string, match: QuoteMatch): string | undefined {
  const source = index.source(match.source)?.text;
  if (source === undefined || match.differences.length === 0) return undefined;
  let words = quote;
  for (const one of [...match.differences].sort((a, b) => b.quote.from - a.quote.from))
    words = replaced(words, one.quote, onOneLine(source.slice(one.source.from, one.source.to)));
  const found = checkQuote(index, words, { source: match.source });
  if (found.verdict !== 'verbatim' && found.verdict !== 'honest') return undefined;
  // Otherwise a reporter's words after the closing mark would come in with the speaker's.
  return marksIn(source.slice(found.from, found.to)) > marksIn(words.slice(1, -1)) ? undefined : words;
}

const marksIn = (text: string): number => text.match(/["“”„«»]/gu)?.length ?? 0;

/** Replaces a span by words; adds a blank if the span is empty, and removes one if the words are. */
function replaced(text: string, { from, to }: Span, words: string): string {
  const [before, after] = [text.slice(0, from), text.slice(to)];
  if (words === '') return /^\s/u.test(after) ? before + after.slice(1) : before.replace(/\s$/u, '') + after;
  if (to > from) return before + words + after;
  return /^[\p{L}\p{N}]/u.test(after) ? `${before}${words} ${after}` : `${before} ${words}${after}`;
}

const onOneLine = (text: string): string => text.replace(/\s*\n[\s>]*/gu, ' ');
