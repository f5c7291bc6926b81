import type { Span } from '../change';
import { isFurniture } from './furniture';
import { hint, hintsIn } from './hints';
import { closesFirst, markedSpans, opensAt, type MarkedSpan } from './marks';
import { paragraphsOf, type Paragraph } from './paragraphs';
import { kindOf, sectionAt, type Headings } from './sections';
import type { Section, Sentence } from './sentence';
import { splitSentences } from './sentences';

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
  /** For each sentence, whether it holds a word that attributes. */
  readonly hasCue: readonly boolean[];
}

/** Where a stretch of a text stands: in which section it begins; undefined where it is the text's beginning. */
export interface Before {
  readonly section: Section | undefined;
}

/** The paragraphs of a text, or of a stretch after `before`, with their sections, quotation marks and sentences. */
export function readBlocks(text: string, headings: Headings = {}, before?: Before): readonly Block[] {
  const paragraphs = paragraphsOf(text);
  const blocks: Block[] = [];
  let section = before?.section;
  let isOpen = false;
  for (let i = 0; i < paragraphs.length; i++) {
    const paragraph = paragraphs[i] as Paragraph;
    const spans = splitSentences(text, paragraph);
    const hints = spans.map((span) => hintsIn(text, span.from, span.to));
    const isSignature = isUnderQuote(text, blocks[i - 1], paragraph, headings);
    const opened = isSignature ? undefined : sectionAt(text, paragraph, paragraphs[i + 1], headings);
    section = opened ?? section;
    const furniture =
      opened !== undefined ||
      isSignature ||
      paragraph.mark === 'code' ||
      section?.kind === 'ignore' ||
      (i === 0 && !before && isTitle(text, paragraph)) ||
      isFurniture(
        text,
        paragraph,
        paragraph.mark === 'bullet',
        hints.reduce((all, one) => all | one, 0),
      );
    const marked = furniture ? [] : quotedIn(text, paragraph, paragraphs[i + 1], isOpen);
    const about = { section, furniture, isSignature, marked };
    const block = readBlock(paragraph, i, about, spans, hints);
    isOpen = block.marked.some((one) => !one.closed);
    blocks.push(block);
  }
  return blocks;
}

function readBlock(
  { from, to, mark, alone }: Paragraph,
  index: number,
  about: Pick<Block, 'section' | 'furniture' | 'isSignature' | 'marked'>,
  spans: readonly Span[],
  hints: readonly number[],
): Block {
  const { section, furniture, isSignature, marked } = about;
  const bullet = mark === 'bullet';
  let next = 0;
  const sentences = spans.map((span): Sentence => {
    while ((marked[next]?.to ?? Infinity) < span.to) next++;
    const inQuote = (marked[next]?.from ?? Infinity) <= span.from;
    return { from: span.from, to: span.to, paragraph: index, section, furniture, inQuote, bullet };
  });
  const hasCue = hints.map((hints) => (hints & hint.cue) !== 0);
  return { from, to, mark, alone, furniture, isSignature, section, marked, sentences, hasCue };
}

/**
 * The marked spans of a paragraph. Where the one before left a quotation open (`isOpen`), this one may close it. An opening
 * mark without a closing one is kept where the paragraph begins with it or the next one goes on; elsewhere it is a slip.
 */
function quotedIn(text: string, paragraph: Span, next: Span | undefined, isOpen: boolean): readonly MarkedSpan[] {
  const close = isOpen && !opensAt(text, paragraph.from) ? closesFirst(text, paragraph) : -1;
  const isSingle = next !== undefined && /^[‘'](?=\p{Lu})/u.test(text.slice(next.from, next.from + 2));
  const rest = markedSpans(text, { from: close < 0 ? paragraph.from : close + 1, to: paragraph.to }, isSingle);
  const last = rest[rest.length - 1];
  const isSlip = last && !last.closed && last.from > paragraph.from && !(next && goesOn(text, next));
  const kept = isSlip ? rest.slice(0, -1) : rest;
  return close < 0 ? kept : [{ from: paragraph.from, to: close + 1, closed: true, single: false }, ...kept];
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

/** The first line of a text is its title where it does not end like a sentence. */
function isTitle(text: string, { from, to, mark }: Paragraph): boolean {
  const line = text.slice(from, to);
  if (mark !== 'none' || to - from > 300 || /[.!?…:;,。！？][*_”"’')»」“‘«]*$/u.test(line)) return false;
  return !/^["“„«‘].*["”“»’]\s*[—–(-]/u.test(line);
}
