import type { Span } from '../text/change';
import { attributionsOf, type Attribution } from './attribution';
import type { Block } from './blocks';
import { isMark, tokensOf, type Token } from './clause';
import { hasFinite, type Range } from './content';
import { groups } from './lexicon';
import { frameAbroad, speakerAbroad, withoutPredicate } from './abroad';
import { isQuotation, isShouted } from './quotes';
import { endOfAsked, spanOf, type SpeakerSpan } from './speakerSpans';
import { adjacentSpeaker, governing, type Adjacent, type Utterance } from './neighbours';
import { subjectIn, quoteAttributionAt } from './speakers';
import type { Reason, Suggestion } from './suggestion';
import { hint } from './vocabulary';

/** One or more sentences, joined by a pair of marks, with all words that may name the speaker of a quotation in it. */
interface Unit extends Span {
  readonly tokens: readonly Token[];
  readonly attributions: readonly Attribution[];
}

/**
 * Finds quotations with their speakers, and reported words without marks. Habits of other languages count unless the
 * text is surely English.
 */
export function judgeSpeech(
  text: string,
  blocks: readonly Block[],
  isEnglish: boolean | undefined = undefined,
  inStory = false,
): readonly Suggestion[] {
  const found: Suggestion[] = [];
  let last: Utterance | undefined;
  blocks.forEach((block, i) => {
    if (block.furniture || !mayAttribute(block)) return;
    let before: Span | undefined;
    for (const stretch of stretchesOf(block)) {
      if (stretch.hasCue || stretch.hasMarks) {
        const unit = readUnit(text, block, stretch);
        const quotes = stretch.hasMarks
          ? quotesOf(text, { blocks, index: i, isEnglish, inStory }, unit, before, last)
          : [];
        for (const one of [...quotes, ...attributed(text, unit)]) found.push(one);
        const next = lastUtterance(unit, quotes, i);
        if (next)
          last = { ...next, previous: last?.block === i ? last.previous : last && { ...last, previous: undefined } };
      }
      before = stretch;
    }
  });
  return withLaterSpeakers(text, found);
}

/** Whether a paragraph has a quotation mark or a word that attributes; most have neither. */
const mayAttribute = ({ marked, sentences }: Block): boolean =>
  marked.length > 0 || sentences.some(({ hints }) => (hints & hint.cue) !== 0);

/** Gives a quotation that goes on in the next paragraph the speaker who is named only there. */
function withLaterSpeakers(text: string, found: readonly Suggestion[]): readonly Suggestion[] {
  const result: Suggestion[] = [];
  let next: Suggestion | undefined;
  for (let i = found.length - 1; i >= 0; i--) {
    let one = found[i] as Suggestion;
    if (next?.speaker && !one.speaker && one.kind === 'quote' && goesOn(text, one, next))
      one = { ...one, speaker: next.speaker, score: next.score };
    if (one.kind === 'quote') next = one;
    result.push(one);
  }
  return result.reverse();
}

/** Whether a quotation has no closing mark and only blanks stand before the next one. */
const goesOn = (text: string, { to }: Span, next: Span): boolean =>
  !/["”»’」“«]/u.test(text.charAt(to - 1)) && text.slice(to, next.from).trim() === '';

interface Stretch extends Span {
  readonly hasCue: boolean;
  readonly hasMarks: boolean;
}

/** The sentences of a paragraph; sentences that one pair of marks joins are one stretch. */
function stretchesOf({ sentences, marked }: Block): readonly Stretch[] {
  const result: { from: number; to: number; hasCue: boolean; hasMarks: boolean }[] = [];
  let next = 0;
  for (const { from, to, hints } of sentences) {
    const open = result[result.length - 1];
    while ((marked[next]?.to ?? Infinity) <= from) next++;
    const at = marked[next]?.from ?? Infinity;
    const cue = (hints & hint.cue) !== 0;
    if (open && at < open.to) {
      open.to = to;
      open.hasCue ||= cue;
    } else result.push({ from, to, hasCue: cue, hasMarks: at < to });
  }
  return result;
}

/** Longest sentence that is read, in tokens, with a quotation as one; longer ones are tables or lists. */
const longest = 600;

function readUnit(text: string, { marked }: Block, { from, to }: Span): Unit {
  const all = tokensOf(text, { from, to }, marked);
  const tokens = all.length > longest ? [] : all;
  return { from, to, tokens, attributions: attributionsOf(tokens) };
}

/** Where a quotation stands: the block `index`, and the kind of text. */
interface Place {
  readonly blocks: readonly Block[];
  readonly index: number;
  /** Undefined if the text is too short to tell. */
  readonly isEnglish: boolean | undefined;
  readonly inStory: boolean;
}

function quotesOf(
  text: string,
  place: Place,
  unit: Unit,
  before: Span | undefined,
  last: Utterance | undefined,
): readonly Suggestion[] {
  const { blocks, index, isEnglish, inStory } = place;
  const quotes: Suggestion[] = [];
  const block = blocks[index] as Block;
  unit.tokens.forEach((token, at) => {
    if (!token.marked) return;
    if (isShouted(unit.tokens, at)) return void quotes.push(quoteOf(token));
    const voice = quoteAttributionAt(unit.tokens, at, unit.attributions);
    const frame = isEnglish ? undefined : frameAbroad(text, unit, token, isEnglish === false);
    const isFramed = frame !== undefined || (inStory && at === 0 && /[.!?…].$/u.test(text.slice(token.from, token.to)));
    if (!isQuotation(text, unit.tokens, at, voice, block.section?.kind === 'quote', isFramed)) return;
    const abroad = frame ?? (voice || isEnglish ? undefined : speakerAbroad(text, unit, token));
    const whole = goesOnFrom(text, unit.tokens, quotes, token);
    const isNamed = voice && !abroad && !(isEnglish === false && isPreposition(unit.tokens, voice.source));
    const english = isNamed ? spanOf(unit.tokens, voice.source) : undefined;
    const own = english && isEnglish === false ? withoutPredicate(text, english) : english;
    const named = whole ?? own ?? abroad ?? quotes[0]?.speaker;
    const word = voice?.cue === undefined ? '' : (unit.tokens[voice.cue]?.word ?? '');
    const adjacent = named ? undefined : otherSpeaker(text, place, unit, at, before, last);
    quotes.push(quoteOf(token, named ? { speaker: named, isSure: true } : adjacent, word));
  });
  return quotes;
}

/** A quotation with its speaker, if known; `word` is the word that attributes, empty if there is none. */
function quoteOf({ from, to }: Span, by?: Adjacent, word = ''): Suggestion {
  const why: Reason[] = [{ code: 'quotation marks' }];
  if (word !== '') why.push({ code: 'attributed', word });
  const score = by === undefined ? 0.7 : by.isSure ? 0.95 : 0.75;
  return { from, to, kind: 'quote', score, why, ...(by ? { speaker: by.speaker } : {}) };
}

/** Whether `we` is a Polish preposition, as in `powiedziała we wtorek`, not a pronoun. */
const isPreposition = (tokens: readonly Token[], { first, last }: SpeakerSpan): boolean =>
  last - first === 1 && tokens[first]?.word === 'we';

/**
 * The speaker of the first half, if a small letter begins the second: `“The roof,” she said when he asked, “will
 * last.”`
 */
function goesOnFrom(
  text: string,
  tokens: readonly Token[],
  quotes: readonly Suggestion[],
  { from }: Token,
): Span | undefined {
  const first = quotes.length === 1 ? quotes[0] : undefined;
  if (!first?.speaker || first.from !== tokens[0]?.from || first.speaker.from < first.to) return undefined;
  if (text.slice(first.to, from).includes(';')) return undefined;
  const isHalf =
    /,[^\s,]?$/u.test(text.slice(first.from, first.to)) && /^[^\p{L}]?\p{Ll}/u.test(text.slice(from, from + 2));
  return isHalf ? first.speaker : undefined;
}

/** The speaker of a quotation if no verb of its sentence tells one. */
function otherSpeaker(
  text: string,
  { blocks, index, inStory, isEnglish }: Place,
  unit: Unit,
  quote: number,
  before: Span | undefined,
  last: Utterance | undefined,
): Adjacent | undefined {
  const isAlone = unit.tokens.filter(({ isWord }) => isWord).length < 2;
  if (isAlone) {
    const found = adjacentSpeaker(text, blocks, index, unit, before, last, inStory);
    // The subject of the sentence before is found by English grammar.
    return before && isEnglish === false && found?.isSure === false ? undefined : found;
  }
  const subject = subjectIn(unit.tokens, quote);
  if (subject) return { speaker: spanOf(unit.tokens, subject), isSure: true };
  return last && quote === 0 && last.block === index ? { speaker: last.speaker, isSure: true } : undefined;
}

/** Reported words without marks, or with marks around a part of them. */
function attributed(text: string, unit: Unit): readonly Suggestion[] {
  const found: Suggestion[] = [];
  // `Asked if he feared a backlash, Marsh shrugged.`: he did not say what he was asked.
  const fronted = endOfAsked(unit.tokens);
  for (const { cue, source, contents } of unit.attributions) {
    // `in the words of X` attributes quotations alone.
    if (!source || cue < fronted || isNoSource(unit.tokens, source) || unit.tokens[cue]?.word === 'words') continue;
    const speaker = spanOf(unit.tokens, source);
    for (const range of contents) {
      if (contents.length === 1 && (!hasWords(unit.tokens, range) || isAnswer(unit.tokens, range))) continue;
      if (unit.tokens[range.first]?.word === 'the' && unit.tokens[range.first + 1]?.word === 'same') continue;
      if (isPredicateInMarks(unit.tokens, cue, range)) continue;
      if (unit.tokens[cue]?.cue?.kind === 'think' && !hasFinite(unit.tokens, range.first, range.last)) continue;
      // In `says that is impossible`, `that` is the subject, not the conjunction.
      const isThat =
        unit.tokens[range.first]?.word === 'that' &&
        !/^(?:is|was|isn['’]t|wasn['’]t)$/u.test(unit.tokens[range.first + 1]?.word ?? '');
      const that = isThat && (range.first > cue || range.last === range.first + 1) ? 1 : 0;
      if (range.first + that >= range.last) continue;
      let { last } = range;
      while (last > range.first + that + 1 && isMark(unit.tokens[last - 1], '([')) last--;
      const { from, to } = spanOf(unit.tokens, { first: range.first + that, last });
      const why: Reason[] = [{ code: 'attributed', word: text.slice(unit.tokens[cue]?.from, unit.tokens[cue]?.to) }];
      found.push({ from, to, kind: 'claim', score: 0.6, why, speaker });
    }
  }
  if (found.length < 2) return found;
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  return found.filter((one, i) => !found.slice(0, i).some((other) => other.to >= one.to));
}

/** Whether the predicate of a cue such as `called` is a quotation: `labelled the deal “a surrender”`. */
const isPredicateInMarks = (tokens: readonly Token[], cue: number, { first, last }: Range): boolean =>
  tokens[cue]?.cue?.kind === 'call' && tokens.slice(first, last).some(({ marked }) => marked);

/** Whether the words only confirm something: `that he did`. */
const isAnswer = (tokens: readonly Token[], { first, last }: Range): boolean =>
  last - first === 3 && tokens[first]?.word === 'that' && /^(?:he|she|they|it)$/u.test(tokens[first + 1]?.word ?? '');

/** Whether there are at least three words outside quotations. */
function hasWords(tokens: readonly Token[], { first, last }: Range): boolean {
  let count = 0;
  for (let at = first; at < last && count < 3; at++) if (tokens[at]?.isWord) count++;
  return count >= 3;
}

const isNoSource = (tokens: readonly Token[], { first, last }: SpeakerSpan): boolean =>
  last - first === 1 && /^(?:i|we|you|one|nobody|none)$/u.test(tokens[first]?.word ?? '');

function lastUtterance(unit: Unit, quotes: readonly Suggestion[], block: number): Utterance | undefined {
  const speaker = quotes[quotes.length - 1]?.speaker;
  if (speaker) return { speaker, block, end: unit.to };
  const open = governing(unit.tokens, unit.attributions);
  return open ? { speaker: spanOf(unit.tokens, open), block, end: unit.to } : undefined;
}

/** How far back the name for a pronoun is looked for, in UTF-16 units. */
const reach = 1000;

type Sex = 'he' | 'she';

/**
 * Adds full names from the text to speakers. No pronoun stands for a label of a transcript, and in a story none stands
 * for the speaker of the paragraph before.
 */
export function withNames(
  text: string,
  suggestions: readonly Suggestion[],
  blocks: readonly Block[],
  inStory: boolean,
): readonly Suggestion[] {
  const furniture = blocks.filter((block) => block.furniture);
  const turns = new Set(blocks.map(({ turn }) => turn?.from));
  const starts = new Set(inStory ? blocks.map(({ from }) => from) : []);
  const quotes = suggestions.filter(({ kind }) => kind === 'quote');
  const sexes = new Map<string, Sex>();
  const fullName = fullNames(text);
  let person: Span | undefined;
  return suggestions.map((suggestion) => {
    const { speaker } = suggestion;
    if (!speaker) return suggestion;
    const words = text.slice(speaker.from, speaker.to);
    const sex = /^(?:he|she)$/iu.test(words) ? (words.toLowerCase() as Sex) : undefined;
    if (!sex && isPerson(words) && !turns.has(speaker.from)) {
      person = speaker;
      const titled = sexByTitle(words);
      if (titled) sexes.set(lastName(words), titled);
    }
    // In a story a pronoun that opens a paragraph stands for the other person.
    const isAnswer =
      starts.has(suggestion.from) || (starts.has(speaker.from) && person && isInLineBefore(text, speaker.from, person));
    const near =
      sex && !isAnswer ? nearest(text, suggestion, speaker.from, person, [...quotes, ...furniture]) : undefined;
    const name = sex ? near && agrees(text, near, sex, sexes) && (fullName(near) ?? near) : fullName(speaker);
    return name ? { ...suggestion, name } : suggestion;
  });
}

/** Whether a span stands in the last line with words before the line that begins at `begin`. */
function isInLineBefore(text: string, begin: number, { from }: Span): boolean {
  let end = begin - 1;
  while (end > 0 && text.charCodeAt(end - 1) === 10) end--;
  return from < begin && from > text.lastIndexOf('\n', end - 1);
}

/** Whether words begin with a name, not with an article or a pronoun, and are no group. */
const isPerson = (words: string): boolean =>
  /^\p{Lu}/u.test(words) && !/^(?:The|A|An|It|They|We)\b/u.test(words) && !many.has(words.toLowerCase());

const many: ReadonlySet<string> = new Set(groups.split(' '));

const lastName = (words: string): string => /[\p{L}’'-]+$/u.exec(words)?.[0] ?? words;

function sexByTitle(words: string): Sex | undefined {
  if (/^(?:Mr|Sir|King|Lord)\b/u.test(words)) return 'he';
  return /^(?:Mrs|Ms|Miss|Dame|Queen|Lady)\b/u.test(words) ? 'she' : undefined;
}

/** Whether a pronoun agrees with a person's title and with earlier pronouns for them; records this one. */
function agrees(text: string, { from, to }: Span, sex: Sex, sexes: Map<string, Sex>): boolean {
  const words = text.slice(from, to);
  const known = sexByTitle(words) ?? sexes.get(lastName(words));
  if (known === undefined) sexes.set(lastName(words), sex);
  return known === undefined || known === sex;
}

/**
 * The person a pronoun at `at` stands for: the name that opens a sentence before it, else the person who spoke last.
 * Undefined if a sentence in between opens with somebody unnamed, unless the cue says that the same person goes on.
 */
function nearest(
  text: string,
  { why }: Suggestion,
  at: number,
  last: Span | undefined,
  quotes: readonly Span[],
): Span | undefined {
  const person = last && at - last.from < reach ? last : undefined;
  const opening = openingBefore(text, at, quotes);
  if (!opening || opening.from <= (person?.from ?? -1)) return person;
  if (opening.isName) return opening;
  const goesOn = why.some((reason) => reason.code === 'attributed' && /^(?:add|continu|went)/u.test(reason.word));
  return goesOn ? person : undefined;
}

/** Verbs before a person: `In the stands sat`; `was` and `is` only after `Among the guests`. */
const standing = String.raw`(?:sat|stood|came|lay|waited|(?<=Among [^.!?\n]{2,51})(?:was|is))`;

/** Not a preposition or article, which begins a place or a thing, not an office. */
const noOffice = '(?!(?:the|a|an|in|at|on|near|from|of|off|by|with|for|to|outside|inside|around|across) )';

const opener = new RegExp(
  [
    String.raw`(?:^|\n[ \t]{0,8}|[.!?…]["”’')»]*\s+)(?:(?:But|And|Then|Still|Later|Meanwhile),? )?(?:(?:`,
    // `Northern leader Kai Rom`
    String.raw`(?:The )?\p{Lu}?[\p{L}’'-]+ (?:leader|chief|director|president|chair|chairman|chairwoman|secretary|minister|spokesman|spokeswoman|spokesperson|coach|captain|manager|editor|head|boss|deputy|lawyer|member|official|founder) |`,
    // `Outside the court, the claimant, trawlerman Kai Rom,`, `The port’s coach, Kai Rom,`
    String.raw`(?:(?:Outside|Inside|In|At|On|After|Before|Near) [^.,!?"“”\n]{2,40}, )?(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Aa]nother|[Oo]ne|\p{Lu}[\p{L}-]+[’']s) (?:[\p{Ll}’'-]+ ){0,3}[\p{Ll}-]+, (?:${noOffice}[\p{Ll}-]+ ){0,2}|`,
    // `In the stands sat 84-year-old Kai Rom`
    String.raw`(?:In|On|At|Among|Beside|Behind|Near|Outside|Inside) [^.,!?"“”\n]{2,50} ${standing} (?:${noOffice}[\p{Ll}\d-]+ ){0,3}`,
    String.raw`)?(?<name>(?:\p{Lu}[\p{L}’'-]+\.? )+(?:\p{Lu}\. )?\p{Lu}[\p{L}-]+)|(?:His|Her|The|A|An|One|Another) \p{Ll}[\p{L}-]+)(?=[\s,]|(?<= ${standing} [^.!?\n]{2,60})\.)(?! and \p{Lu}|,? which )`,
  ].join(''),
  'gu',
);

const body =
  /^[^\p{Ll}]+$|^(?:The|His|Her|In|On|At|For|By|From|With|After|Before|No|Not|All|Both|Some|If|When|While|Last|Next|This|That|Every)\b|\b(?:Council|Party|House|Ministry|Union|Association|Post|Times|University|Court|Bank|Group|Street|Department|Office|Police|Agency|Committee|Commission|Institute|Company)$/u;

/** The last name or unnamed person or thing that opens a sentence before `at`, outside the `quotes`. */
function openingBefore(
  text: string,
  at: number,
  quotes: readonly Span[],
): (Span & { readonly isName: boolean }) | undefined {
  const start = Math.max(0, at - reach);
  let found: (Span & { readonly isName: boolean }) | undefined;
  for (const match of text.slice(start, at).matchAll(opener)) {
    const name = match.groups?.['name'];
    const to = start + match.index + match[0].length;
    const from = to - (name?.length ?? 0);
    if (quotes.some((quote) => quote.from < to && to <= quote.to)) continue;
    if (name === undefined || !body.test(name)) found = { from, to, isName: name !== undefined };
  }
  return found;
}

/** Finds the first place of a full name, for a span that has the last name alone. */
function fullNames(text: string): (span: Span) => Span | undefined {
  const known = new Map<string, Span | undefined>();
  return ({ from, to }) => {
    const last = lastNameIn(text.slice(from, to));
    if (last === undefined) return undefined;
    if (!known.has(last)) known.set(last, firstWith(text, last, -1));
    const first = known.get(last);
    return first?.to === to ? firstWith(text, last, to) : first;
  };
}

/** The last name in words that hold only it and perhaps a title. */
function lastNameIn(words: string): string | undefined {
  return /^(?:(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|President|Senator|Sen|Gov|Prof)\.? )?(\p{Lu}[\p{L}'’-]+)$/u.exec(words)?.[1];
}

const office =
  /^(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|President|Senator|Sen|Gov|Prof|Minister|Chancellor|Secretary|Mayor|General|Judge|King|Queen|The|And|But|When|While|As|In|For|With)$/u;

/** The first place of a last name with a first name before it, unless the last name ends at `but`. */
function firstWith(text: string, last: string, but: number): Span | undefined {
  for (let at = text.indexOf(` ${last}`); at >= 0; at = text.indexOf(` ${last}`, at + 1)) {
    const to = at + 1 + last.length;
    if (/[\p{L}\p{N}]/u.test(text.charAt(to)) || to === but) continue;
    const before = /(\p{Lu}[\p{L}'’-]+)((?: \p{Lu}\.)*)$/u.exec(text.slice(Math.max(0, at - 40), at));
    if (before?.[1] !== undefined && !office.test(before[1])) return { from: at - before[0].length, to };
  }
  return undefined;
}
