import { anyInsert, pastVerb } from './abroad';
import { foreignSaying, nordicSa } from './lexiconAbroad';
import { sameSpan, type Span } from '../text/change';
import { isBoilerplate, isReference } from './boilerplate';
import { hint, isNumber } from './vocabulary';
import { layoutOf } from './layout';
import { paragraphsOf, type Paragraph } from './paragraphs';
import { closesFirst, markedSpans, opensAt, type MarkedSpan } from './quoteMarks';
import { kindOf, sectionAt, type Headings, type Section } from './sections';
import { afterRunIn, splitSentences, type Sentence } from './sentences';
import { tokensOf } from './clause';
import { hasPredicate } from './content';
import { Tokens, type TokenRange } from './tokens';

/** A paragraph after `>` in Markdown with `— Name` on the line below: a quotation that needs no marks. */
function blockQuoteIn(text: string, paragraph: Span, next: Span | undefined): readonly MarkedSpan[] | undefined {
  if (!next || !prefixOf(text, paragraph).startsWith('>')) return undefined;
  if (!/^(?:> ?)?[—–-]+\s*$/u.test(prefixOf(text, next)) || /[.!?]$/u.test(text.slice(next.to - 1, next.to)))
    return undefined;
  if (/["“„«‘]/u.test(text.charAt(paragraph.from)) || !/\p{Lu}/u.test(text.charAt(next.from))) return undefined;
  return [{ from: paragraph.from, to: paragraph.to, closed: true, single: false, pauses: true, isSpoken: true }];
}

const dialogue = new RegExp(
  `^([^\\n]{2,400}?[,!?…]?)(?:(?:,| [—–-]|(?<=[!?…]))[ ]?(?:${foreignSaying.replaceAll(' ', '|')}|${nordicSa})[ .,-]| [—–]\\p{Ll}{3,}(?:[.,]|[—–]| \\p{L})|(?<=[,!?…]) [—–] ${anyInsert}| [—–] ${pastVerb}[ .,])`,
  'u',
);

/** The same after a hyphen, which may also be a bullet: so another one must precede the verb, or in Danish a comma. */
const afterHyphen = new RegExp(
  `^([^\\n]{2,400}?[,!?…]?)(?: [—–-] (?:${pastVerb}|${foreignSaying.replaceAll(' ', '|')})|,? (?:siger|sier|säger|fortæller|forteller|berättar|forklarer))[ .,]`,
  'u',
);

/** The speech in a paragraph after a dash, if a verb of saying follows it: `– Je ne sais pas, répondit Ana.` */
function dialogueIn(text: string, paragraph: Span): readonly MarkedSpan[] | undefined {
  const begin = afterDash(text, paragraph);
  if (begin < 0) return undefined;
  const form = text.charCodeAt(begin - 2) === 45 ? afterHyphen : dialogue;
  const words = form.exec(text.slice(begin, Math.min(paragraph.to, begin + longestDialogue)))?.[1];
  if (words === undefined) return undefined;
  const spoken = { closed: true, single: false, pauses: true, isSpoken: true };
  const from = begin + words.replace(/,$/u, '').length;
  const rest = dialogueRest.exec(text.slice(from, Math.min(paragraph.to, from + longestDialogue)))?.[0].length ?? 0;
  const first = { from: begin, to: from, ...spoken };
  const second = from + rest;
  if (rest > 0 && second < paragraph.to) {
    // `– Nie – powiedział Jan. – Nikt – dodała Ida.`
    const half = form.exec(text.slice(second, Math.min(paragraph.to, second + longestDialogue)))?.[1];
    const to = half === undefined ? paragraph.to : second + half.replace(/,$/u, '').length;
    return [first, { from: second, to, ...spoken }];
  }
  return [first, ...markedSpans(text, { from, to: paragraph.to }, false).filter(({ closed }) => closed)];
}

/** After the speaker the other half follows: `—No —dijo Ana—. Nadie lo sabe.` */
const dialogueRest = /^[^\n]{2,120}?[—–][.,]? (?=\p{Lu})/u;
const longestDialogue = 600;

const amid = new RegExp(`(?<=[.!?…] [–—] )\\p{Lu}[^–—\\n]{2,300}?[,!?…]?(?= [–—] ${pastVerb}[ .,])`, 'gu');

/** Speech between dashes within a paragraph: `Ewakuowano 1200 osób. – Nikt nie ucierpiał – zapewnił kapitan.` */
function betweenDashes(text: string, { from, to }: Span): readonly MarkedSpan[] {
  return [...text.slice(from, to).matchAll(amid)].map((match) => {
    const begin = from + match.index;
    const end = begin + match[0].replace(/,$/u, '').length;
    return { from: begin, to: end, closed: true, single: false, pauses: true, isSpoken: true };
  });
}

/** Where the words after the dash of a paragraph begin; -1 if it has no dash. */
function afterDash(text: string, paragraph: Span): number {
  const isDash = /[–—]\s*$|^- $/u.test(prefixOf(text, paragraph)) || /^[–—]/u.test(text.charAt(paragraph.from));
  if (!isDash) return -1;
  return paragraph.from + (/^[–—]\s*/u.exec(text.slice(paragraph.from, paragraph.from + 3))?.[0].length ?? 0);
}

/** A paragraph after a dash next to one that names its speaker: an answer without a verb of saying. */
function answerIn(
  text: string,
  paragraph: Span,
  beside: readonly (Span | undefined)[],
): readonly MarkedSpan[] | undefined {
  const begin = afterDash(text, paragraph);
  if (begin < 0 || !/[.!?…]$/u.test(text.slice(paragraph.to - 1, paragraph.to))) return undefined;
  if (!beside.some((other) => other && dialogueIn(text, other))) return undefined;
  return [{ from: begin, to: paragraph.to, closed: true, single: false, pauses: true, isSpoken: true }];
}

/** The bullet or `>` before a paragraph, on its first line. */
function prefixOf(text: string, { from }: Span): string {
  return text.slice(from === 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1, from);
}

/** A paragraph as the detectors see it. */
export interface Block extends Paragraph {
  /** Byline, menu, caption, heading or code: nothing in it is a claim. */
  readonly furniture: boolean;
  /** Whether it names the speaker of the paragraph above. */
  readonly isSignature: boolean;
  /** In a transcript, the label of the speaker whose turn it belongs to. */
  readonly turn: Span | undefined;
  readonly section: Section | undefined;
  /** The quotation marks in it; none in furniture. */
  readonly marked: readonly MarkedSpan[];
  readonly sentences: readonly Sentence[];
}

/** What precedes a stretch of a text: the section that it begins in, undefined at the beginning of the text. */
export interface Before {
  readonly section: Section | undefined;
}

/**
 * The paragraphs of running text, or of a stretch after `before`, with their sections, quotation marks and sentences,
 * whose tokens are added to `tokens`. `labels` are the names of speakers, each a paragraph of its own.
 */
export function readBlocks(
  text: string,
  headings: Headings = {},
  before?: Before,
  tokens = new Tokens(text.length),
  labels: readonly Span[] = [],
): readonly Block[] {
  return new BlockReader(text, headings, before, tokens, labels).read();
}

class BlockReader {
  private readonly blocks: Block[] = [];
  private section: Section | undefined;
  private isOpen = false;
  private isTop: boolean;
  private turn: Span | undefined;
  private nextLabel = 0;
  private nextColon = -1;
  private readonly hasDashes: boolean;

  constructor(
    private readonly text: string,
    private readonly headings: Headings,
    before: Before | undefined,
    private readonly tokens: Tokens,
    private readonly labels: readonly Span[],
  ) {
    this.section = before?.section;
    this.isTop = before === undefined;
    this.hasDashes = /[.!?…] [–—] \p{Lu}/u.test(text);
  }

  read(): readonly Block[] {
    const paragraphs = paragraphsOf(this.text);
    for (let i = 0; i < paragraphs.length; i++) this.add(paragraphs[i] as Paragraph, paragraphs[i + 1]);
    return this.blocks;
  }

  private add(paragraph: Paragraph, next: Paragraph | undefined): void {
    const { text, blocks } = this;
    if (paragraph.isAfterRule) this.section = undefined;
    const label = this.labels[this.nextLabel];
    const isTurn = label?.from === paragraph.from;
    const isLabel = isTurn && label.to > label.from;
    if (isTurn) this.nextLabel++;
    if (isTurn) this.turn = isLabel ? label : undefined;
    if (this.nextColon < paragraph.from) {
      const colon = text.indexOf(':', paragraph.from);
      this.nextColon = colon < 0 ? Infinity : colon;
    }
    const read = readSentences(text, paragraph, this.tokens, this.nextColon < paragraph.to);
    const isSignature = !isLabel && isUnderQuote(text, blocks[blocks.length - 1], paragraph, this.headings);
    const isSaid = !isTurn && this.turn !== undefined && this.turn.to + 1 === paragraph.from;
    const isHeading = !isLabel && !isSignature && !isSaid && this.opens(paragraph, next, read.hints);
    const isAside = isLabel || isSignature || isHeading || this.isNone(paragraph, read.hints);
    const isLine = !this.turn || read.spans.length === 1;
    const isBare = !isAside && isLine && (read.hints & hint.mark) === 0 && isWithoutVerb(text, paragraph);
    const furniture = isAside || isBare || (this.isTop && isTitle(text, paragraph));
    this.isTop &&= (isAside || isBare) && !isLabel;
    const marked = furniture ? none : this.markedIn(paragraph, next, read.hints);
    const { section, turn } = this;
    blocks.push(readBlock(paragraph, blocks.length, { section, furniture, isSignature, turn, marked }, read.spans));
    this.isOpen = marked.some((one) => !one.closed);
    // `Mayor Voss: “We are ready.”` in a report begins no turn: what follows is not hers.
    if (isSaid && marked[0]?.closed && sameSpan(marked[0], paragraph)) this.turn = undefined;
  }

  /** Whether the paragraph is a heading, which opens a section and ends a turn. */
  private opens(paragraph: Paragraph, next: Paragraph | undefined, hints: number): boolean {
    const opened = sectionAt(this.text, paragraph, next, this.headings, (hints & hint.cue) !== 0, this.section);
    if (!opened) return false;
    this.section = opened;
    this.turn = undefined;
    return true;
  }

  /** Whether it is code, boilerplate, or in a section that holds nothing to check. */
  private isNone(paragraph: Paragraph, hints: number): boolean {
    if (paragraph.mark === 'code' || this.section?.kind === 'ignore') return true;
    return isBoilerplate(this.text, paragraph, paragraph.mark === 'bullet', hints) || isReference(this.text, paragraph);
  }

  private markedIn(paragraph: Paragraph, next: Paragraph | undefined, hints: number): readonly MarkedSpan[] {
    const cited = paragraph.mark === 'bullet' ? blockQuoteIn(this.text, paragraph, next) : undefined;
    const spoken =
      cited ??
      dialogueIn(this.text, paragraph) ??
      answerIn(this.text, paragraph, [this.blocks[this.blocks.length - 1], next]);
    if (spoken) return spoken;
    if (this.isOpen || (hints & hint.mark) !== 0) return quotedIn(this.text, paragraph, next, this.isOpen);
    return this.hasDashes ? betweenDashes(this.text, paragraph) : none;
  }
}

const none: readonly MarkedSpan[] = [];

/** A sentence before its place in the text is known. */
type Read = Span & Pick<Sentence, 'tokens' | 'hints'>;

function readSentences(
  text: string,
  paragraph: Span,
  tokens: Tokens,
  hasColon: boolean,
): { readonly spans: readonly Read[]; readonly hints: number } {
  let hints = 0;
  const spans = splitSentences(text, paragraph).map((sentence, i): Read => {
    const span = hasColon || i === 0 ? { from: afterRunIn(text, sentence), to: sentence.to } : sentence;
    const range = tokens.read(text, span);
    hints |= tokens.hints;
    return { from: span.from, to: span.to, tokens: range, hints: tokens.hints };
  });
  return { spans, hints };
}

function readBlock(
  { from, to, mark, alone }: Paragraph,
  paragraph: number,
  about: Pick<Block, 'section' | 'furniture' | 'isSignature' | 'turn' | 'marked'>,
  spans: readonly Read[],
): Block {
  const { section, furniture, isSignature, turn, marked } = about;
  const bullet = mark === 'bullet';
  let next = 0;
  const sentences = spans.map(({ from, to, tokens, hints }): Sentence => {
    while ((marked[next]?.to ?? Infinity) < to) next++;
    const inQuote = (marked[next]?.from ?? Infinity) <= from;
    return { from, to, tokens, hints, paragraph, section, furniture, inQuote, bullet };
  });
  return { from, to, mark, alone, furniture, isSignature, turn, section, marked, sentences };
}

/**
 * The marked spans of a paragraph. If the paragraph before left a quotation open (`isOpen`), this one may close it. An
 * opening mark without a closing one counts at the start of the paragraph, after `said:`, or if the next paragraph goes
 * on; elsewhere it is a slip.
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
    !(next && continuesIn(text, next));
  const kept = isSlip ? rest.slice(0, -1) : rest;
  return close < 0
    ? kept
    : [{ from: paragraph.from, to: close + 1, closed: true, single: false, pauses: true }, ...kept];
}

function continuesIn(text: string, next: Span): boolean {
  return opensAt(text, next.from) || closesFirst(text, next) >= 0;
}

/** Whether a short line under a quotation says who said it; it must not read like a heading. */
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

/** Whether a line has neither a verb nor the end of a sentence: a heading, a name, a place, a cell of a table. */
function isWithoutVerb(text: string, { from, to, mark }: Paragraph): boolean {
  if (mark === 'bullet' && /[§¶]/u.test(prefixOf(text, { from, to })) && to - from < 40) return true;
  if ((mark !== 'none' && mark !== 'bullet') || to - from > 300) return false;
  const words = text.slice(from, to);
  const isPlain = isSmall(words.charCodeAt(1));
  if (!isPlain && inCapitals.test(words)) return true;
  if (!isPlain && words.endsWith('.') && inCapitals.test(words.slice(0, -1)))
    return !hasPredicate(tokensOf(words.toLowerCase(), { from: 0, to: words.length }, []));
  if (mark === 'bullet' && /\d/u.test(words.replace(/\(?#\d+\)?/gu, ''))) return false;
  if (!isPlain && /^(?:[\p{Lu} .'’-]{2,30}:|[\p{Lu} .,'’()-]{12,}[,:])$/u.test(words)) return true;
  const label = /^\p{Lu}[^.!?:]{1,40}: /u.exec(words)?.[0].length ?? 0;
  if (label > 0 && hasNamesAlone(text, from, from + label, words.slice(label))) return true;
  if (/[.!?…:;,。！？][ *_”"’')»」“‘«]*$/u.test(words)) return false;
  return !hasPredicate(tokensOf(text, { from: from + label, to }, []));
}

/** `Booked: Doyle, Obi.`, `Not consulted: Penn.`; not `Turnout fell to: 40%.`, `The jury chose: Obi.`, `Es gewann: Obi.` */
function hasNamesAlone(text: string, from: number, to: number, names: string): boolean {
  if (!/\p{Lu}\p{Ll}/u.test(names) || /(?<!\p{L})\p{Ll}{3}|\p{Lo}|(?:\p{Lu}{2,} ){2}/u.test(names)) return false;
  const label = text.slice(from, to);
  if (/^(?:\p{L}+|(?:\p{L}+ )?not \p{L}+): /iu.test(label)) return true;
  return /^\p{L}{4}/u.test(label) && !hasPredicate(tokensOf(text, { from, to }, []).slice(1));
}

/** Tells by the second letter of a line that it is not in capitals, as most are not. */
const isSmall = (unit: number): boolean => unit > 96 && unit < 123;

/** `APPLICATION 31/0412 - 12 QUAY STREET`; not `北约（NATO）表示…`, whose letters have no capitals. */
const inCapitals = /^(?=.*\p{Lu}{4})[^\p{Ll}\p{Lo}.!?。！？]{8,120}$/u;

/** Whether the first line of a text is its title: it does not end like a sentence. */
function isTitle(text: string, { from, to, mark }: Paragraph): boolean {
  const line = text.slice(from, to);
  if (mark !== 'none' || to - from > 300 || /[.!?…:;,。！？][ *_”"’')»」“‘«]*$/u.test(line)) return false;
  if (line.length > longestTitle && /[.!?]["”’)]? \p{Lu}/u.test(line)) return false;
  return !/^["“„«‘].*["”“»’]\s*[—–(-]/u.test(line);
}

/** A title may be longer only if no sentence ends in it, in UTF-16 units. Guessed. */
const longestTitle = 100;

/** The fewest paragraphs, and the smallest share of all, that begin with speech in a story. Guessed. */
const [fewestSpoken, spokenShare] = [3, 0.35];

/** Whether a text is a story: many paragraphs begin with speech, and the rest have no figures or dates. */
export function isStory(tokens: Tokens, blocks: readonly Block[]): boolean {
  const texts = blocks.filter(({ furniture }) => !furniture);
  const spoken = texts.filter((block) => !block.turn && block.marked[0]?.from === block.from).length;
  if (spoken < fewestSpoken || spoken < spokenShare * texts.length) return false;
  return texts.every(({ sentences }) =>
    sentences.every((sentence) => sentence.inQuote || !hasDigits(tokens, sentence.tokens)),
  );
}

function hasDigits(tokens: Tokens, { first, last }: TokenRange): boolean {
  for (let at = first; at < last; at++) if (isNumber(tokens.class[at] ?? 0)) return true;
  return false;
}

/** The headings of a source, in order, with the kinds of their sections. */
export function sectionsOf(source: string): readonly Section[] {
  const layout = layoutOf(source);
  const sections = new Set<Section>();
  for (const { section } of readBlocks(layout.text, {}, undefined, undefined, layout.labels))
    if (section) sections.add(section);
  return [...sections].map((section) => ({ ...section, heading: layout.toSource(section.heading) }));
}
