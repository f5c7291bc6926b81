import type { Span } from '../text/change';
import { figureWords } from './lexicon';
import { foreignAudiences, foreignAuxiliaries, foreignSaying } from './lexiconAbroad';
import type { Attribution } from './attribution';
import type { Block } from './blocks';
import { is, isMark, isPast, lexical, tokensOf, type Token } from './clause';
import { afterAddressee, afterAdverbials, afterParticle, hasFinite } from './content';
import {
  afterOffice,
  isName,
  isOwner,
  mainSubject,
  nounPhraseFrom,
  subjectBefore,
  spanOf,
  type SpeakerSpan,
} from './speakerSpans';

/**
 * How a quotation is tied to the words that attribute it: `close` with nothing but marks, an addressee or a date between
 * the two, `within` what they report, or `loose`, after them in the same sentence.
 */
export type Bond = 'close' | 'within' | 'loose';

/** Whom a sentence names as the speaker of one of its quotations. */
export interface QuoteAttribution {
  readonly source: SpeakerSpan;
  /** The token that attributes; none where a colon, a dash or a verb of any other kind ties the two. */
  readonly cue?: number;
  readonly bond: Bond;
}

/** Whom the sentence itself names as the speaker of the quotation at a token. */
export function quoteAttributionAt(
  tokens: readonly Token[],
  quote: number,
  attributions: readonly Attribution[],
): QuoteAttribution | undefined {
  const found = attributionAt(tokens, quote, attributions);
  const source = found && abroad(tokens, found);
  return source && { ...found, source };
}

/** The source as other languages set it: `Ana Lima a dit`, `Ha detto Ana Lima`. */
function abroad(tokens: readonly Token[], { source, cue }: QuoteAttribution): SpeakerSpan | undefined {
  const isVerb = source.last - source.first === 1 && source.last === cue;
  const isAuxiliary =
    isVerb && /^(?:ha|han|hat|hanno|è|avait|aveva|había|hatte)$/u.test(tokens[source.first]?.word ?? '');
  if (!isAuxiliary) return withoutVerb(tokens, source);
  return audiences.has(tokens[source.last + 1]?.word ?? '') ? undefined : nounPhraseFrom(tokens, source.last + 1);
}

function attributionAt(
  tokens: readonly Token[],
  quote: number,
  attributions: readonly Attribution[],
): QuoteAttribution | undefined {
  const agent = agentAfter(tokens, quote);
  if (agent) return agent;
  const later = attributions.filter(({ cue }) => cue > quote);
  // `“…,” one resident, who asked not to be named, said`
  const after = later.find((one) => follows(tokens, quote, one)) ?? later[0];
  const before = attributions.filter((one) => precedes(tokens, quote, one)).reverse();
  const leading = before.find(({ cue }) => leadsTo(tokens, cue, quote));
  const nearest = leading ?? before.find((one) => takesPhrase(tokens, one) || covers(one, quote)) ?? before[0];
  if (after?.source && follows(tokens, quote, after)) {
    // `Lima called it “a mess”, according to the minutes`
    const isThird = nearest?.source !== undefined && tokens[after.cue]?.cue?.kind === 'according';
    const isOthers = nearest && (isThird || (isReport(tokens, nearest) && takesObject(tokens, after)));
    if (!isOthers) return { source: after.source, cue: after.cue, bond: 'close' };
  }
  const framing = tokens[0]?.marked && quote === 0 ? framed(tokens, quote) : undefined;
  if (framing) return { source: framing, bond: 'loose' };
  if (nearest?.source) {
    const source = outer(tokens, before) ?? nearest.source;
    const isWithin = covers(nearest, quote) || isInserted(tokens, nearest);
    return { source, cue: nearest.cue, bond: leading ? 'close' : isWithin ? 'within' : 'loose' };
  }
  const named =
    howPut(tokens, quote) ??
    inTheEyesOf(tokens, quote) ??
    spokenOf(tokens, quote) ??
    labelled(tokens, quote) ??
    signed(tokens, quote) ??
    introduced(tokens, quote);
  if (named) return { source: named, bond: 'close' };
  return after?.source && covers(after, quote) ? { source: after.source, cue: after.cue, bond: 'within' } : undefined;
}

const audiences: ReadonlySet<string> = new Set(foreignAudiences.split(' '));
const sayings: ReadonlySet<string> = new Set(foreignSaying.split(' '));
const foreign: ReadonlySet<string> = new Set(`${foreignAuxiliaries} ${foreignSaying}`.split(' '));

/** The name without the verb of another language before or after it: `Ana Lima a dit : « … »`, `Ha detto Ana Lima: «…»`. */
function withoutVerb(tokens: readonly Token[], source: SpeakerSpan): SpeakerSpan {
  let { first, last } = source;
  while (last - first > 1 && foreign.has(tokens[last - 1]?.word ?? '')) last--;
  while (last - first > 1 && sayings.has(tokens[first + 1]?.word ?? '') && foreign.has(tokens[first]?.word ?? ''))
    first++;
  while (last - first > 1 && sayings.has(tokens[first]?.word ?? '')) first++;
  return first === source.first && last === source.last ? source : { first, last };
}

/** How far before a quotation the passive stands that it is part of, in tokens. */
const farthestPassive = 12;

/** `was called “…” by X` */
function agentAfter(tokens: readonly Token[], quote: number): QuoteAttribution | undefined {
  if (tokens[quote + 1]?.word !== 'by') return undefined;
  for (let cue = quote - 1; cue > 0 && cue > quote - farthestPassive; cue--) {
    if (tokens[cue]?.cue?.kind !== 'call' || !is(tokens[cue - 1], lexical.be)) continue;
    const source = nounPhraseFrom(tokens, quote + 2);
    return source && { source, cue, bond: 'close' };
  }
  return undefined;
}

/** `“…,” X said`, `“…,” said X` and `“…,” as X put it`: nothing but marks between the quotation and the source or the cue. */
function follows(tokens: readonly Token[], quote: number, { cue, source }: Attribution): boolean {
  if (!source || source.first < quote) return false;
  return tokens
    .slice(quote + 1, Math.min(cue, source.outer ?? source.first))
    .every((token) => (!token.isWord || /^(?:as|a)$/u.test(token.word)) && !token.marked && token.word !== ';');
}

/** `called it “…”`, `vowed to “…”`: cues that report no clause, so that what they say is told by the place alone. */
const takesPhrase = (tokens: readonly Token[], { cue }: Attribution): boolean =>
  /^(?:call|vow)$/u.test(tokens[cue]?.cue?.kind ?? '');

/** A cue that reports more than a question or the way of speaking. */
const isReport = (tokens: readonly Token[], { cue }: Attribution): boolean => tokens[cue]?.cue?.kind !== 'utter';

/** `…, X called it “…”`: the cue has something of its own to say, so that what stands before it may be another's. */
function takesObject(tokens: readonly Token[], { cue, source }: Attribution): boolean {
  if (!source || source.first > cue || tokens[cue]?.cue?.kind === 'tell') return false;
  const next = tokens[afterAdverbials(tokens, cue + 1)];
  if (!next) return false;
  return next.marked !== undefined || next.word === 'that' || is(next, lexical.pronoun | lexical.determiner);
}

/** `X said “…”`, with no semicolon between the cue and the quotation, but right before this: `X said; “…”`. */
function precedes(tokens: readonly Token[], quote: number, { cue, source }: Attribution): boolean {
  return (
    cue < quote &&
    source !== undefined &&
    (source.first < quote || cue === 0 || tokens[cue]?.cue?.kind === 'call') &&
    !tokens.slice(cue, quote - 1).some((token) => isMark(token, ';'))
  );
}

/** How many words may stand between a cue and the comma before its quotation. */
const longestLead = 9;

/** Nothing but an addressee, `that`, a colon or a short phrase such as `on Friday,` between the cue and the quotation. */
function leadsTo(tokens: readonly Token[], cue: number, quote: number): boolean {
  if (isMark(tokens[quote - 1], ':')) return !tokens.slice(cue, quote).some(({ marked }) => marked);
  // `found it “too long”`
  if (cue + 2 === quote && finding.test(`${tokens[cue]?.word} ${tokens[cue + 1]?.word}`)) return true;
  let at = afterParticle(tokens, cue);
  if (is(tokens[quote - 1], lexical.preposition | lexical.possessive) || tokens[quote - 1]?.word === 'of') return false;
  if (tokens[cue]?.cue?.kind === 'tell') at = afterAddressee(tokens, at);
  at = Math.min(afterAdverbials(tokens, at), quote);
  while (at < quote && (tokens[at]?.word === 'that' || !tokens[at]?.isWord)) at++;
  if (at === quote) return true;
  return isMark(tokens[quote - 1], ',') && quote - cue < longestLead && !hasFinite(tokens, cue + 1, quote);
}

const finding = /^(?:f[io]u?nds?|thinks?|thought|felt|feels?|considere?d?s?) (?:it|him|her|them|that|this)$/u;

/** `Bo Chen said he believes “…”`: a pronoun's own verb of thinking gives way to the named source of the sentence. Nearest first. */
function outer(tokens: readonly Token[], attributions: readonly Attribution[]): SpeakerSpan | undefined {
  const [last, previous] = attributions;
  const kind = tokens[last?.cue ?? -1]?.cue?.kind;
  if (!last?.source || !previous?.source) return undefined;
  // `The judge found that Pell had shown “reckless disregard”`
  if (kind === 'show' && previous.contents.some(({ first, last: end }) => first <= last.cue && last.cue < end))
    return previous.source;
  if (kind !== 'think') return undefined;
  return /^(?:he|she|they|it)$/u.test(tokens[last.source.first]?.word ?? '') ? previous.source : undefined;
}

const covers = ({ contents }: Attribution, quote: number): boolean =>
  contents.some(({ first, last }) => first <= quote && quote < last);

/** `This, she added, would be “…”`, `As she put it, this would be “…”`: who says it stands between commas. */
const isInserted = (tokens: readonly Token[], { cue, source }: Attribution): boolean =>
  tokens[cue]?.cue?.particle === 'it' ||
  (isMark(tokens[cue + 1], ',') && isMark(tokens[(source?.first ?? 0) - 1], ','));

/** How far after a quotation its verb may stand. */
const longestFrame = 12;

/** `“…,” the mayor fumed` and `“…,” chimed in Ana Lima`: a verb that is not known to attribute, where one that does would stand. */
function framed(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  const first = isMark(tokens[quote + 1], ',') ? quote + 2 : quote + 1;
  const end = Math.min(tokens.length, first + longestFrame);
  if (!tokens[first]?.isWord) return undefined;
  if (isPast(tokens[first])) {
    const name = /^(?:in|out|back|on|off)$/u.test(tokens[first + 1]?.word ?? '') ? first + 2 : first + 1;
    // `“…,” sobbed widow Greta Lund`
    const isOffice = isMark(tokens[quote + 1], ',') || tokens[quote]?.marked?.pauses === true;
    const of = isOffice ? afterOffice(tokens, name, name + 3) : name;
    return tokens[of]?.isCapital && (of === name || tokens[of + 1]?.isCapital)
      ? nounPhraseFrom(tokens, name)
      : undefined;
  }
  for (let at = first + 1; at < end && tokens[at]?.isWord; at++) {
    if (!isPast(tokens[at]) && !isPresent(tokens, at)) continue;
    const source = subjectBefore(tokens, at, first);
    return source?.first === first ? source : undefined;
  }
  return undefined;
}

/** `she reminisces.`, `Ana Lima sighs,`: ends in `s` and closes the sentence or the clause. */
const isPresent = (tokens: readonly Token[], at: number): boolean =>
  is(tokens[at], lexical.plural) &&
  tokens[at]?.isCapital === false &&
  (is(tokens[at - 1], lexical.pronoun) || tokens[at - 1]?.isCapital === true) &&
  tokens[at + 1]?.isWord !== true;

/** `“Unacceptable” was how Ana Lima put it.`, `“A gift” is what the mayor calls it.`, `“No,” was his reply.` */
export function howPut(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  const verb = isMark(tokens[quote + 1], ',') ? quote + 2 : quote + 1;
  if (!/^(?:was|is|came)$/u.test(tokens[verb]?.word ?? '')) return undefined;
  const answer = tokens.findIndex((token, at) => at > verb && at < verb + farthestAnswer && answers.test(token.word));
  if (answer > 0) return ownerOf(tokens, verb + 1, answer);
  if (!/^(?:how|what)$/u.test(tokens[verb + 1]?.word ?? '')) return undefined;
  const end = Math.min(tokens.length, quote + longestFrame);
  for (let at = quote + 4; at < end && tokens[at]?.isWord; at++)
    if (putting.test(tokens[at]?.word ?? '')) return subjectBefore(tokens, at, quote + 3);
  return undefined;
}

/** In tokens. */
const farthestAnswer = 7;
const answers = /^(?:reply|answer|response|verdict|retort|comment|message|warning|advice|assessment|explanation)$/u;

/** `his`, `the mayor’s`, of what stands before `last`. */
function ownerOf(tokens: readonly Token[], first: number, last: number): SpeakerSpan | undefined {
  for (let at = first; at < last; at++) if (isOwner(tokens[at])) return { first, last: at + 1 };
  return undefined;
}

const putting =
  /^(?:puts?|described?|describes|call(?:ed|s)|saw|sees|summed|sums|said|says|answered|replied|responded)$/u;

/** `For Ana Lima, the bridge is “a crime”` */
function inTheEyesOf(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  if (tokens[0]?.word !== 'for' || quote > 9 || !/^(?:is|was|are|were)$/u.test(tokens[quote - 1]?.word ?? '')) return;
  const source = nounPhraseFrom(tokens, 1, quote);
  const isOf = source && isPerson(tokens, source) && isMark(tokens[source.last], ',');
  // `For Ana Lima, it was “déjà vu”`: what it was like, and no word of hers.
  return isOf && tokens[source.last + 1]?.word !== 'it' ? source : undefined;
}

/** `The mayor spoke of “a disaster”` */
function spokenOf(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  if (
    tokens[quote - 1]?.word !== 'of' ||
    !/^(?:spoke|speaks|spoken|talked|talks)$/u.test(tokens[quote - 2]?.word ?? '')
  )
    return undefined;
  return subjectBefore(tokens, quote - 2);
}

/** `Ana Lima: “…”`, `Statement by Ana Lima: “…”` */
function labelled(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  if (quote < 2 || quote > 9 || !isMark(tokens[quote - 1], ':') || !tokens[0]?.isCapital) return undefined;
  const by = tokens.findIndex(({ word }, at) => at > 0 && at < quote - 2 && /^(?:by|from)$/u.test(word));
  return nounPhraseFrom(tokens, by + 1, quote - 1);
}

/** `“…” — Ana Lima, mayor` */
function signed(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  const so = isMark(tokens[quote + 1], ',') ? quote + 2 : quote + 1;
  if (tokens[so]?.word === 'so' && /^(?:der|die|das|ein|eine)$/u.test(tokens[so + 1]?.word ?? ''))
    return nounPhraseFrom(tokens, so + 1);
  if (!isMark(tokens[quote + 1], '—–-―~(') || !tokens[quote + 2]?.isCapital) return undefined;
  return nounPhraseFrom(tokens, quote + 2);
}

/** `The mayor went further: “…”` */
function introduced(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  if (!isMark(tokens[quote - 1], ':')) return undefined;
  return mainSubject(tokens, quote - 1);
}

/** Who spoke last, in which paragraph, and where the sentence ended. */
export interface Utterance {
  readonly speaker: Span;
  readonly block: number;
  readonly end: number;
  /** Who spoke before, and in which paragraph. */
  readonly previous?: Utterance | undefined;
}

/** Who speaks by what stands around; unsure where only the order of the paragraphs says so. */
export interface Adjacent {
  readonly speaker: Span;
  readonly isSure: boolean;
}

/** Whom a sentence without quotations laid its words to, or leads over to: `She added:`. */
export function governing(tokens: readonly Token[], attributions: readonly Attribution[]): SpeakerSpan | undefined {
  const last = attributions[attributions.length - 1];
  const leads = isMark(tokens[tokens.length - 1], ':,');
  return last && (leads || last.contents.length > 0) ? last.source : undefined;
}

/** Who speaks where the sentence does not say: the line below, the paragraph so far, the one before. */
export function adjacentSpeaker(
  text: string,
  blocks: readonly Block[],
  index: number,
  unit: Span,
  before: Span | undefined,
  last: Utterance | undefined,
  inStory: boolean,
): Adjacent | undefined {
  const sure = (speaker: Span | undefined): Adjacent | undefined => speaker && { speaker, isSure: true };
  const block = blocks[index] as Block;
  const below = blocks[index + 1];
  const above = blocks[index - 1];
  if (last && !before && last.block === index - 1 && above?.marked.some((one) => !one.closed))
    return sure(last.speaker);
  if (!before && unit.to >= block.to - 1 && below?.isSignature) {
    const name = nameLine(text, below);
    if (name) return sure(name);
  }
  if (last && last.block === index) return sure(last.speaker);
  const lead = !before && above ? leadingName(text, above) : undefined;
  if (lead) return sure(lead);
  const carried = before ? subjectOf(text, before) : carriedOver(text, blocks, index, last, inStory);
  return carried && { speaker: carried, isSure: false };
}

/** Who spoke in the paragraph before; where two voices alternate, as in stories, in the one before that. */
function carriedOver(
  text: string,
  blocks: readonly Block[],
  index: number,
  last: Utterance | undefined,
  inStory: boolean,
): Span | undefined {
  if (!last) return undefined;
  const isDash = isAfterDash(blocks[index]);
  if (inStory && !isDash) return otherVoice(text, blocks, index, last);
  if (isDash || alternates(blocks, index)) {
    const other = last.block === index - 2 ? last : last.previous;
    const opposite = blocks[index - 2];
    const isAlike = isDash ? isAfterDash(opposite) && isAfterDash(blocks[index - 1]) : isSpoken(opposite);
    return other?.block === index - 2 && isAlike ? other.speaker : undefined;
  }
  return last.block === index - 1 && last.end >= (blocks[index - 1]?.to ?? 0) - 1 ? last.speaker : undefined;
}

const isAfterDash = (block: Block | undefined): boolean => block?.marked[0]?.isSpoken === true;

/** In a story each paragraph with words in marks is another voice's: whoever spoke two of them before. */
function otherVoice(text: string, blocks: readonly Block[], index: number, last: Utterance): Span | undefined {
  const speaks = (at: number): boolean => (blocks[at]?.marked.length ?? 0) > 0;
  if (!speaks(index - 1) || !speaks(index - 2)) return undefined;
  const other = last.block === index - 1 ? last.previous : last;
  if (other?.block !== index - 2) return undefined;
  const words = ({ speaker: { from, to } }: Utterance): string => text.slice(from, to);
  return other === last || words(other) !== words(last) ? other.speaker : undefined;
}

/** Three paragraphs in a row or more begin with a quotation that closes, and two of them are nothing else: a dialogue. */
function alternates(blocks: readonly Block[], index: number): boolean {
  let first = index;
  let end = index + 1;
  while (first > index - nearby && isSpoken(blocks[first - 1])) first--;
  while (end < index + nearby && isSpoken(blocks[end])) end++;
  let alone = 0;
  for (let at = first; at < end; at++) if (isAlone(blocks[at] as Block)) alone++;
  return end - first > 2 && alone > 1;
}

/** How many paragraphs before and after one show a dialogue. */
const nearby = 6;

export const isSpoken = (block: Block | undefined): boolean =>
  block?.marked[0]?.from === block?.from && block?.marked[0]?.closed === true;

const isAlone = ({ marked, to }: Block): boolean => marked.length === 1 && to - (marked[0]?.to ?? 0) <= 1;

/** Whom the sentence is about that a quotation without a verb of saying stands in: `She was “at peace with all of it”.` */
export function subjectIn(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  const source = quote > 1 ? mainSubject(tokens, quote) : undefined;
  return source && isPerson(tokens, source) ? source : undefined;
}

/** Whom the sentence before is about, where that is a name or a pronoun: `Ana Lima laughed. “No.”`, `Lima’s answer? “No.”` */
function subjectOf(text: string, sentence: Span): Span | undefined {
  const tokens = tokensOf(text, sentence, []);
  const source = mainSubject(tokens, tokens.length);
  if (!source) return undefined;
  const owner = isMark(tokens[tokens.length - 1], '?') && is(tokens[source.first], lexical.possessive);
  if (owner && tokens[source.first]?.isCapital) return spanOf(tokens, { first: source.first, last: source.first + 1 });
  return isPerson(tokens, source) ? spanOf(tokens, source) : undefined;
}

const numbers: ReadonlySet<string> = new Set(figureWords.split(' '));

/** Names without an article, or `he` or `she`. */
function isPerson(tokens: readonly Token[], { first, last }: SpeakerSpan): boolean {
  const word = tokens[first]?.word ?? '';
  if (/^(?:he|she)$/u.test(word)) return true;
  if (is(tokens[first], lexical.determiner | lexical.preposition | lexical.pronoun) || word === 'there') return false;
  if (numbers.has(word)) return false;
  return tokens.slice(first, last).every((token) => token.isCapital);
}

const lead = /^((?:[\p{L}’']+ ){1,5}(?:from|by) )?(\p{Lu}[^,(:;.!?]{1,60}|the [^,(:;.!?]{1,60})([,(][^:.!?]{1,60})?:$/u;

/** Whom a line leads over to: `Ana Lima, mayor of Orlen:`, `Statement from the harbor office:`, `Our reporter Ana Lima is there:`. */
function leadingName(text: string, { from, to }: Span): Span | undefined {
  if (text.charAt(to - 1) !== ':' || to - from > 160) return undefined;
  const tokens = tokensOf(text, { from, to }, []);
  if (tokens.some(({ word }) => word === 'is' || word === 'was')) {
    const source = mainSubject(tokens, tokens.length);
    if (source && isName(tokens, source.last - 2, source.last)) return spanOf(tokens, source);
  }
  const [, by = '', name = '', rest] = lead.exec(text.slice(from, to)) ?? [];
  if (name === '' || (by === '' && rest === undefined)) return undefined;
  if (hasFinite(tokensOf(name, { from: 0, to: name.length }, []), 0, Infinity)) return undefined;
  return { from: from + by.length, to: from + by.length + name.trimEnd().length };
}

/** The name in a line such as `— Ana Lima, mayor of Orlen` or `Ana Lima / Town hall`. */
function nameLine(text: string, { from, to }: Span): Span | undefined {
  const line = text.slice(from, to);
  const lead = /^[-–—―~\s]*/u.exec(line)?.[0].length ?? 0;
  const name = /^\p{Lu}[^,/|(–—;:]*/u.exec(line.slice(lead))?.[0].trimEnd();
  if (!name || name.split(' ').length > 9) return undefined;
  return { from: from + lead, to: from + lead + name.length };
}
