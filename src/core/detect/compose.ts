import type { Span } from '../text/change';
import type { Block } from './blocks';
import { tokensOf } from './clause';
import { hasPredicate } from './content';
import { claimOf, reasonsIn } from './claims';
import { Features, languageOf } from './features';
import { figureClaimOf } from './figuresAbroad';
import { hedgeOf, matterOf, type Matter } from './hedges';
import { hedgeAbroad, type Reader } from './hedgesAbroad';
import type { Section } from './sections';
import type { Sentence } from './sentences';
import type { Reason, Suggestion } from './suggestion';
import { afterInstructions, instructions } from './lexicon';
import { isDigit } from './paragraphs';
import { longest, type TokenRange, type Tokens } from './tokens';
import { classNumber, hashWords, hint, isMark, isNumber } from './vocabulary';

export interface Judged {
  readonly claims: readonly Suggestion[];
  readonly hedges: readonly Suggestion[];
}

/** The features of a sentence, reused for each: making a new one takes as long as reading a paragraph. */
const features = new Features(longest);

/**
 * Finds the sentences that are worth a check, and those in doubt. Questions, headings and other furniture are neither;
 * a story claims nothing outside quotations. A sentence within a quotation is judged as speech, and doubts in `quotes`
 * are not the writer's. In a report a sentence in doubt is no claim; in speech it may be both, because people hedge
 * what they claim. In other languages only figures count, and words of doubt that `abroad` reads.
 */
export function judgeSentences(
  text: string,
  tokens: Tokens,
  sentences: readonly Sentence[],
  isDialogue = false,
  inStory = false,
  language = languageOf(tokens),
  abroad?: Reader,
  quotes: readonly Span[] = [],
): Judged {
  const genre = language.genre && isDialogue ? 'speech' : language.genre;
  let matter: Matter | undefined;
  const quoted = coveredBy(quotes);
  const isSaid = (word: Span): boolean => quoted(word) > 0;
  const claims: Suggestion[] = [];
  const hedges: Suggestion[] = [];
  for (const sentence of sentences) {
    if (sentence.furniture || isQuestion(text, sentence)) continue;
    const manner = sentence.inQuote ? 'speech' : (genre ?? 'report');
    features.read(tokens, sentence.tokens, manner);
    if (isCitation(text, sentence, features.hasVerb) || isInstruction(text, tokens, sentence)) continue;
    if (isDate(tokens, sentence.tokens) || introducesNext(text, sentence) || isNumberAlone(text, sentence)) continue;
    if (!features.hasVerb && !hasWord(text, sentence)) continue;
    const mayHedge = genre && (sentence.hints & hint.doubt) !== 0;
    const hedge = sentence.inQuote
      ? undefined
      : abroad
        ? hedgeAbroad(text, sentence, abroad, isSaid)
        : mayHedge && hedgeOf(text, tokens, sentence, (matter ??= matterOf(tokens)), isSaid);
    if (hedge) hedges.push(hedge);
    if (hedge && manner === 'report' && hedge.score > highestSlight) continue;
    if (inStory && !sentence.inQuote) continue;
    const claim = genre ? claimOf(features, tokens, sentence, manner) : figureClaimOf(text, sentence);
    if (claim && (features.hasVerb || !isFragment(text, sentence))) claims.push(claim);
  }
  return { claims, hedges };
}

/** The highest score of a doubt that leaves the claim beside it, as of *would* alone. */
const highestSlight = 0.5;

/** Whether a sentence is the rest of another or an item of one: `the statute.`, `14 days’ notice; and`. */
const isFragment = (text: string, { from, to }: Sentence): boolean =>
  (/^\p{Ll}/u.test(text.slice(from, from + 1)) || /;(?: and| or)?$/u.test(text.slice(Math.max(from, to - 5), to))) &&
  !hasPredicate(tokensOf(text, { from, to }, []));

/** Whether a sentence only tells the reader what to do: `Simmer for 12 minutes.`, `Explain why 400 people left.` */
function isInstruction(text: string, tokens: Tokens, { tokens: { first, last }, from, bullet }: Sentence): boolean {
  if (text.charCodeAt(from) === 68 && prohibition.test(text.slice(from, from + 24))) return true;
  if (bullet && task.test(text.slice(from, from + 60))) return true;
  if (last - first < 2 || !verbs.has(tokens.word[first] ?? 0)) return false;
  const unit = text.charCodeAt(from);
  return unit > 64 && unit < 91 && (isNumber(tokens.class[first + 1] ?? 0) || objects.has(tokens.word[first + 1] ?? 0));
}

/** A task in an item of a list: `Liv to check the papers by 9 May`. */
const task = /^(?:\p{Lu}[\p{L}.'’-]+(?:,| and| &| \/)? ){1,3}to \p{Ll}/u;
/** `Do not take more than 4 tablets.` */
const prohibition = /^D(?:o (?:not|NOT)|on['’]t) (?!forget|think|believe|tell|worry|underestimate)/u;
const verbs: ReadonlySet<number> = new Set(hashWords(instructions));
const objects: ReadonlySet<number> = new Set(hashWords(afterInstructions));

/** Whether a sentence only introduces the next one: `The minister replied:` */
const introducesNext = (text: string, { from, to, hints }: Sentence): boolean =>
  text.charCodeAt(to - 1) === 58 && (hints & hint.cue) !== 0 && to - from < longestLead;

const longestLead = 60;

/** Whether a sentence is a number with at most a label: `Q1.`, `29.80.`, `For: 3.` */
const isNumberAlone = (text: string, { from, to }: Sentence): boolean =>
  (to - from < 10 && /^\p{Lu}?\d[\d.,]*[):]?$/u.test(text.slice(from, to))) ||
  (to - from < longestTally && tally.test(text.slice(from, to)));

/** Whether there is a word or a year, not only figures and short forms as in `Nf3 Nc6 3.` or `BP 142/88, HR 96`. */
const hasWord = (text: string, { from, to }: Sentence): boolean =>
  /\p{L}{4}|\p{Ll}{3}|\p{Lo}|(?<!\d)[12]\d{3}(?!\d)/u.test(text.slice(from, to));

const longestTally = 40;
const tally =
  /^(?:(?:Votes? )?(?:[Ff]or|[Aa]gainst|[Ii]n favou?r)|Abst(?:entions?|ained|aining)|Ayes?|Noes|Nays?|Yes|Yeas|No|Absent|Present|Recused)(?: ?[:–—-] ?|, )\d{1,4}[.,;]?$/u;

/** Whether a sentence only gives a date: `Tuesday 3 March.`, `It's Tuesday, May 4.` */
function isDate(tokens: Tokens, { first, last }: TokenRange): boolean {
  if (last - first > longestDate) return false;
  let days = 0;
  for (let at = first; at < last; at++) {
    const number = tokens.class[at] ?? 0;
    if (number === calendar) days++;
    else if (!isNumber(number) && !isMark(number) && !(days === 0 && leadsToDay.includes(number))) return false;
  }
  return days > 0;
}

const leadsToDay = (['it', 'is', 'time'] as const).map(classNumber);
const longestDate = 9;
const calendar = classNumber('calendar');

/** Whether a sentence only points to another text: `Id. at 12.`, `Lune Report, 14 June 2029, paras 12-19.` */
function isCitation(text: string, { from, to }: Sentence, hasVerb: boolean): boolean {
  const unit = text.charCodeAt(from);
  const mayCite = unit === 73 || unit === 83 || unit === 67 || unit === 66;
  if (to - from > longestCitation || (hasVerb && !mayCite && !isDigit(unit))) return false;
  const words = text.slice(from, to);
  if (
    mayCite &&
    to - from <= 120 &&
    cites.test(words) &&
    !/^[CSB]\p{Ll}+ (?!also|generally|pages?|pp?\.)\p{Ll}/u.test(words)
  )
    return true;
  if (/^\d/u.test(words) && (!hasVerb || outcome.test(words)) && cites.test(words)) return true;
  return !hasVerb && reference.test(words) && !hasPredicate(tokensOf(text, { from, to }, []));
}

/** The outcome of a case after its citation: `41 F. 5th 220, reversed and remanded.` */
const outcome = /, (?:affirmed|reversed|vacated|remanded|dismissed)\b[^,]{0,40}\.?$/u;
const longestCitation = 300;

const cites =
  /^See (?:Notes?|Figs?\.?|Figures?|Tables?|Sections?|Items?|Parts?|Chapters?|Appendix|Annex|Exhibits?|pages?|pp?\.) [\dIVXA-Z]|^(?:(?:But |And )?[Ss]ee (?:also |generally |e\.g\., )?|Cf\. )?(?:(?:Id|Ibid|Idem|Supra|Infra|Op\. cit)\b[.,]|[\p{Lu}\d][^.]* v\. |\d{1,4} (?:\p{Lu}[\p{L}.]{0,8} ?){1,3}(?:\d[a-z]{1,2} )?\d)/u;

/**
 * Marks of a reference: pages, volumes, books, addresses, the time of a meeting, the heading of a scene or an article,
 * the law of a charge.
 */
const reference =
  / = |\b(?:[Aa]pplication|[Cc]ase|[Ii]tem|[Mm]otion|[Dd]ocket)(?: [Nn]o\.)? \d+\/\d+\.?$|^Pp?\. \d+[^\p{L}]*$|\bgrants? (?:[Nn]os?\.? ?)?[\w/-]*\d|\b(?:Tel|Fax|Phone)\b\.?:? ?[+\d]|^(?:App|Brief|Br|Tr|Post|Ante|Pet|Exh?)\b\.?.{0,40} \d+[a-z]?(?:[–-]\d+[a-z]?)?\.?$|^(?:SCENE|ACT|CHAPTER|PART|BOOK|Scene|Act|Chapter|Part|Book|Section|Article) (?:\d+|[IVXLC]+)\.?$|\b(?:pp?\. ?\d|paras?\.? \d|vol\. ?\d|no\. ?\d|ed\.|eds\.|MSS? \d|\bff?\. ?\d|\bfols?\. ?\d|ISBN|ISSN|doi|https?:|ibid|et al|at \d+(?:\.$|;))|[¶§]|^(?:All )?[Ii]n violation of |^\d{1,5}[a-z]? (?:\p{Lu}[\p{L}.'’-]+ ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Place|Square|Terrace|Boulevard|Blvd)\.$|^(?:Sort code|Account (?:no|number))\b|\b(?:19|20)\d\d ?;|\((?:[^()]{1,20} )?(?:19|20)\d\d[a-z]?\)|\b\d{1,3} ?\(\d{1,3}\) ?:|: ?\d+[-–]\d+\.?$|\b[12]?\d[.:][0-5]\d(?: ?[ap]\.?m\.?)?,|^\p{Lu}[\p{L}'’-]+ \p{Lu}{1,3}[,.]/u;

function isQuestion(text: string, { from, to, bullet }: Sentence): boolean {
  if (text[to - 1] === '?' || (text[to - 2] === '?' && closing.includes(text[to - 1] ?? ''))) return true;
  const unit = text.charCodeAt(from);
  const isAsking = (unit | 32) === 119 || (unit | 32) === 104;
  if (isAsking && asked.test(text.slice(from, Math.min(to, from + 20)))) return true;
  if (bullet && (unit === 119 || unit === 104)) return indirect.test(text.slice(from, Math.min(to, from + 8)));
  return (unit === 84 || unit === 73 || unit === 87) && asksGovernment.test(text.slice(from, Math.min(to, from + 80)));
}

/** A question as chats write it, without its mark: `where did you get 40%`. */
const asked =
  /^(?:[Ww]h(?:at|en|ere|y|o)|[Hh]ow) (?:did|do|does|can|could|would|will|should) (?:you|he|she|they|we|it|the|this|that|\p{Lu})/u;

/** An indirect question in a list: `(a) how many schools closed;` */
const indirect = /^(?:how|whether|what|who|when|where|why|which)\b/u;

/** Questions in parliament, without a mark: `What steps her Department has taken …`, `To ask the Minister …` */
const asksGovernment =
  /^(?:To ask |If (?:he|she|they) will |(?:What|Which) (?!is |are |was |were )(?:\p{L}+ ){1,4}(?:his|her|their|the) (?:Department|Ministry|Office|Government|Council)\b)/u;

const closing = ['"', '”', '’', "'", '»', ')'];

/**
 * Merges all findings in the order of the text. Claims and doubts inside a quotation are the speaker's and left out. A
 * claim with a speaker is cut to the reported words. A heading such as “Unconfirmed” adds its kind to all sentences
 * under it.
 */
export function compose(
  text: string,
  blocks: readonly Block[],
  speech: readonly Suggestion[],
  claims: readonly Suggestion[],
  hedges: readonly Suggestion[],
): readonly Suggestion[] {
  const sections = sectionOf(blocks);
  const quotes = speech.filter(({ kind }) => kind === 'quote');
  const reported = speech.filter(({ kind, from }) => kind !== 'quote' && sections(from)?.kind !== 'unconfirmed');
  const covered = coveredBy(quotes);
  const spoken = coveredBy(quotes.filter((quote) => isUtterance(text, quote)));
  const isQuoted = (span: Span): boolean => Math.max(2 * covered(span), 4 * spoken(span)) >= span.to - span.from;
  const own = claims.filter(
    (claim) =>
      !isQuoted(claim) &&
      !isCutByQuote(text, claim, quotes) &&
      !/^(?:unconfirmed|quote)$/u.test(sections(claim.from)?.kind ?? ''),
  );
  const doubts = withSpeakers(
    hedges.filter((hedge) => 2 * covered(hedge) < hedge.to - hedge.from),
    reported,
  );
  const isDoubt = coveredBy(doubts.filter(({ speaker }) => speaker));
  const anyDoubt = coveredBy(doubts);
  const plain = reported.filter((one) => isDoubt(one) === 0 && !(asks(text, one) && anyDoubt(one) > 0));
  const all = [
    ...quotes,
    ...withReported(text, own, plain, (one) => covered(one) > 0 || hasMarks(text, one)).map((one) =>
      inQuoteSection(one, sections(one.from)),
    ),
    ...bySection(blocks, doubts, speech),
  ];
  return ofTurns(
    text,
    blocks,
    all.sort((a, b) => a.from - b.from || a.to - b.to),
  );
}

/** Whether a sentence ends inside the quotation that it introduces: `Sam Cole was blunter: “They knew.` */
const isCutByQuote = (text: string, { from, to }: Span, quotes: readonly Span[]): boolean =>
  quotes.some(
    (quote) => quote.from > from && quote.from < to && quote.to > to && /[:,]\s*$/u.test(text.slice(from, quote.from)),
  );

/** In a transcript, attributes words without another speaker, and those of `I`, to the label of the turn. */
function ofTurns(text: string, blocks: readonly Block[], all: readonly Suggestion[]): readonly Suggestion[] {
  if (!blocks.some(({ turn }) => turn)) return all;
  let at = 0;
  return all.map((one) => {
    while (at < blocks.length && (blocks[at]?.to ?? 0) <= one.from) at++;
    const block = blocks[at];
    const turn = block?.turn;
    const isOwn = one.speaker
      ? /^(?:i|we)$/iu.test(text.slice(one.speaker.from, one.speaker.to))
      : one.kind !== 'verified' &&
        (one.kind !== 'quote' || (one.from === block?.from && blocks[at - 1]?.from === turn?.from));
    return turn && isOwn ? { ...one, speaker: turn } : one;
  });
}

/** Whether a quotation ends like a sentence or before a comma, so that the words around it only name the speaker. */
function isUtterance(text: string, { from, to }: Span): boolean {
  return (
    to - from > 5 &&
    (/[.,!?…]\s?$/u.test(text.slice(from, to - 1)) || /^(?:[,，]| ?[–—])/u.test(text.slice(to, to + 2)))
  );
}

/** Whether a quotation mark is in a stretch or beside it, so that it can't be a quotation without marks. */
const hasMarks = (text: string, { from, to }: Span): boolean =>
  /["“”„‟«»‹›「」『』]|(?<![\p{L}\d])['‘‚]|['’](?![\p{L}\d])/u.test(text.slice(Math.max(0, from - 1), to + 1));

/** Makes reported words under a heading of statements a quotation. */
function inQuoteSection(one: Suggestion, section: Section | undefined): Suggestion {
  if (section?.kind !== 'quote') return one;
  return { ...one, kind: 'quote', score: 1, why: [{ code: 'section', heading: section.by }, ...one.why] };
}

/** Tells how much of a span lies in the quotations, which do not overlap; fast in the order of the text. */
function coveredBy(quotes: readonly Span[]): (span: Span) => number {
  let first = 0;
  return ({ from, to }) => {
    while (first > 0 && (quotes[first - 1]?.to ?? 0) > from) first--;
    while (first < quotes.length && (quotes[first]?.to ?? 0) <= from) first++;
    let covered = 0;
    for (let i = first; i < quotes.length && (quotes[i]?.from ?? to) < to; i++)
      covered += Math.min(to, quotes[i]?.to ?? 0) - Math.max(from, quotes[i]?.from ?? 0);
    return covered;
  };
}

/** Tells the section at an offset; fast in the order of the text. */
function sectionOf(blocks: readonly Block[]): (offset: number) => Section | undefined {
  let at = 0;
  return (offset) => {
    while (at > 0 && (blocks[at - 1]?.to ?? 0) > offset) at--;
    while (at < blocks.length && (blocks[at]?.to ?? 0) <= offset) at++;
    return blocks[at]?.section;
  };
}

/** Adds speakers to hedges of which at least half is reported; both lists are in the order of the text. */
function withSpeakers(hedges: readonly Suggestion[], reported: readonly Suggestion[]): readonly Suggestion[] {
  let next = 0;
  return hedges.map((hedge) => {
    while ((reported[next]?.to ?? Infinity) <= hedge.from) next++;
    const one = reported[next];
    if (!one?.speaker || one.from >= hedge.to || 2 * (one.to - one.from) < hedge.to - hedge.from) return hedge;
    return { ...hedge, speaker: one.speaker, why: [...hedge.why, ...one.why] };
  });
}

/**
 * Claims together with reported words. Reported words within a claim take its score and reasons, and the claim stays
 * only if much of it is not reported. Other reported words, and questions, become quotations without marks, or claims
 * if there are marks in them, with a low score.
 */
function withReported(
  text: string,
  claims: readonly Suggestion[],
  reported: readonly Suggestion[],
  isMixed: (one: Span) => boolean,
): readonly Suggestion[] {
  const asQuote = (one: Suggestion): Suggestion => ({ ...one, kind: isMixed(one) ? 'claim' : 'quote', score: 0.3 });
  const result: Suggestion[] = [];
  let next = 0;
  for (const claim of claims) {
    while ((reported[next]?.to ?? Infinity) <= claim.from) result.push(asQuote(reported[next++] as Suggestion));
    let covered = 0;
    for (; next < reported.length && (reported[next]?.from ?? 0) < claim.to; next++) {
      const one = reported[next] as Suggestion;
      covered += one.to - one.from;
      result.push(
        asks(text, one) ? asQuote(one) : { ...one, score: claim.score, why: [...reasonsIn(text, one), ...one.why] },
      );
    }
    if (covered === 0 || (2 * covered < claim.to - claim.from && claim.to - claim.from - covered > longestFrame))
      result.push(claim);
  }
  for (; next < reported.length; next++) result.push(asQuote(reported[next] as Suggestion));
  return result;
}

/** Whether reported words are a question, which states nothing: `whether the bridge will open`. */
const asks = (text: string, { from, to }: Span): boolean =>
  /^(?:whether|if|who|what|when|where|why|how|which)\b/u.test(text.slice(from, Math.min(to, from + 8)));

/** Longest frame such as `X told the paper on Monday that` around reported words, in UTF-16 units. Guessed. */
const longestFrame = 70;

/** Hedges, and the sentences whose kind the heading of their section tells. */
function bySection(
  blocks: readonly Block[],
  hedges: readonly Suggestion[],
  speech: readonly Suggestion[],
): readonly Suggestion[] {
  const result: Suggestion[] = [];
  const open = new Map(hedges.map((hedge) => [hedge.from, hedge]));
  for (const { furniture, section, sentences } of blocks) {
    if (furniture || !section || section.kind === 'other' || section.kind === 'ignore') continue;
    const reason: Reason = { code: 'section', heading: section.by };
    for (const sentence of sentences) {
      const hedge = section.kind === 'unconfirmed' ? open.get(sentence.from) : undefined;
      if (hedge) open.delete(sentence.from);
      if (section.kind === 'quote' && speech.some((one) => isIn(one, sentence))) continue;
      result.push({
        from: sentence.from,
        to: sentence.to,
        kind: section.kind,
        score: 1,
        why: [reason, ...(hedge?.why ?? [])],
        ...(hedge?.speaker ? { speaker: hedge.speaker } : {}),
      });
    }
  }
  return [...result, ...open.values()];
}

const isIn = (span: Span, sentence: Sentence): boolean => span.from < sentence.to && span.to > sentence.from;
