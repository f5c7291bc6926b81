import type { Span } from '../text/change';
import { isBoilerplate } from './boilerplate';
import { hint } from './vocabulary';
import { paragraphsOf, type Paragraph } from './paragraphs';
import { closesFirst, markedSpans, opensAt, type MarkedSpan } from './quoteMarks';
import { kindOf, sectionAt, type Headings, type Section } from './sections';
import { splitSentences, type Sentence } from './sentences';
import { Tokens } from './tokens';

/** A paragraph after Markdown's `>`, with the line `— Name` below it: a quotation that needs no marks. */
function blockQuoteIn(text: string, paragraph: Span, next: Span | undefined): readonly MarkedSpan[] | undefined {
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

/** A paragraph as the detectors see it. */
export interface Block extends Paragraph {
  /** Byline, menu, caption, heading, code: nothing in it is claimed. */
  readonly furniture: boolean;
  /** It says who said what stands in the paragraph above. */
  readonly isSignature: boolean;
  readonly section: Section | undefined;
  /** The quotation marks in it; none in furniture. */
  readonly marked: readonly MarkedSpan[];
  readonly sentences: readonly Sentence[];
}

/** Where a stretch of a text stands: in which section it begins; undefined where it is the text's beginning. */
export interface Before {
  readonly section: Section | undefined;
}

/**
 * The paragraphs of a text, or of a stretch after `before`, with their sections, quotation marks and sentences, whose
 * tokens are added to `tokens`.
 */
export function readBlocks(
  text: string,
  headings: Headings = {},
  before?: Before,
  tokens = new Tokens(text.length),
): readonly Block[] {
  const paragraphs = paragraphsOf(text);
  const blocks: Block[] = [];
  let section = before?.section;
  let isOpen = false;
  let isTop = before === undefined;
  for (let i = 0; i < paragraphs.length; i++) {
    const paragraph = paragraphs[i] as Paragraph;
    const next = paragraphs[i + 1];
    const read = readSentences(text, paragraph, tokens);
    const isSignature = isUnderQuote(text, blocks[i - 1], paragraph, headings);
    const opened = isSignature ? undefined : sectionAt(text, paragraph, next, headings, (read.hints & hint.cue) !== 0);
    section = opened ?? section;
    const isAside =
      opened !== undefined ||
      isSignature ||
      paragraph.mark === 'code' ||
      section?.kind === 'ignore' ||
      isBoilerplate(text, paragraph, paragraph.mark === 'bullet', read.hints);
    const furniture = isAside || (isTop && isTitle(text, paragraph));
    isTop &&= isAside;
    const hasMarks = !furniture && (isOpen || (read.hints & hint.mark) !== 0);
    const cited = furniture || paragraph.mark !== 'bullet' ? undefined : blockQuoteIn(text, paragraph, next);
    const marked: readonly MarkedSpan[] = cited ?? (hasMarks ? quotedIn(text, paragraph, next, isOpen) : none);
    const block = readBlock(paragraph, i, { section, furniture, isSignature, marked }, read.spans);
    isOpen = marked.some((one) => !one.closed);
    blocks.push(block);
  }
  return blocks;
}

const none: readonly MarkedSpan[] = [];

/** A sentence before its place in the text is known. */
type Read = Span & Pick<Sentence, 'tokens' | 'hints'>;

function readSentences(
  text: string,
  paragraph: Span,
  tokens: Tokens,
): { readonly spans: readonly Read[]; readonly hints: number } {
  let hints = 0;
  const spans = splitSentences(text, paragraph).map((span): Read => {
    const range = tokens.read(text, span);
    hints |= tokens.hints;
    return { from: span.from, to: span.to, tokens: range, hints: tokens.hints };
  });
  return { spans, hints };
}

function readBlock(
  { from, to, mark, alone }: Paragraph,
  paragraph: number,
  about: Pick<Block, 'section' | 'furniture' | 'isSignature' | 'marked'>,
  spans: readonly Read[],
): Block {
  const { section, furniture, isSignature, marked } = about;
  const bullet = mark === 'bullet';
  let next = 0;
  const sentences = spans.map(({ from, to, tokens, hints }): Sentence => {
    while ((marked[next]?.to ?? Infinity) < to) next++;
    const inQuote = (marked[next]?.from ?? Infinity) <= from;
    return { from, to, tokens, hints, paragraph, section, furniture, inQuote, bullet };
  });
  return { from, to, mark, alone, furniture, isSignature, section, marked, sentences };
}

/**
 * The marked spans of a paragraph. Where the one before left a quotation open (`isOpen`), this one may close it. An opening
 * mark without a closing one is kept where the paragraph begins with it, where it stands after `said:` or where the next
 * paragraph goes on; elsewhere it is a slip.
 */
function quotedIn(text: string, paragraph: Span, next: Span | undefined, isOpen: boolean): readonly MarkedSpan[] {
  const close = isOpen && !opensAt(text, paragraph.from) ? closesFirst(text, paragraph) : -1;
  const isSingle = next !== undefined && /^[‘'](?=\p{Lu})/u.test(text.slice(next.from, next.from + 2));
  const rest = markedSpans(text, { from: close < 0 ? paragraph.from : close + 1, to: paragraph.to }, isSingle);
  const last = rest[rest.length - 1];
  const isSlip =
    last &&
    !last.closed &&
    last.from > paragraph.from &&
    !/[:,] ["“„«]\p{Lu}/u.test(text.slice(last.from - 2, last.from + 2)) &&
    !(next && goesOn(text, next));
  const kept = isSlip ? rest.slice(0, -1) : rest;
  return close < 0
    ? kept
    : [{ from: paragraph.from, to: close + 1, closed: true, single: false, pauses: true }, ...kept];
}

function goesOn(text: string, next: Span): boolean {
  return opensAt(text, next.from) || closesFirst(text, next) >= 0;
}

/** A short line without an end under a paragraph that is a quotation: who said it, unless it reads like a heading. */
function isUnderQuote(text: string, above: Block | undefined, paragraph: Paragraph, headings: Headings): boolean {
  const quote = above?.marked[0];
  if (!above || !quote || quote.from !== above.from || above.to - quote.to > 2) return false;
  if (paragraph.to - paragraph.from > 120 || paragraph.mark === 'heading') return false;
  const line = text.slice(paragraph.from, paragraph.to);
  const isName =
    /^(?:[-–—~] ?)?\p{Lu}[^.!?;:]*(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Jr|Sr|\p{Lu})\.[^.!?;:]*)*$/u.test(line);
  if (!isName || kindOf(line, headings) !== 'other') return false;
  const last = line.slice(line.lastIndexOf(' ') + 1);
  return paragraph.mark === 'bullet' || /^[-–—~]|[,/|(–—]/u.test(line) || isRepeated(text, last);
}

function isRepeated(text: string, word: string): boolean {
  const first = text.indexOf(word);
  return text.indexOf(word, first + 1) >= 0;
}

/** The first line of a text, below the page’s own, is its title where it does not end like a sentence. */
function isTitle(text: string, { from, to, mark }: Paragraph): boolean {
  const line = text.slice(from, to);
  if (mark !== 'none' || to - from > 300 || /[.!?…:;,。！？][*_”"’')»」“‘«]*$/u.test(line)) return false;
  return !/^["“„«‘].*["”“»’]\s*[—–(-]/u.test(line);
}
