import { figureWords } from './lexicon';
import { foreignAudiences, foreignAuxiliaries, foreignSaying } from './lexiconAbroad';
import type { Attribution } from './attribution';
import { is, isMark, isPast, lexical, type Token } from './clause';
import { afterAddressee, afterAdverbials, afterParticle, hasFinite } from './content';
import {
  afterOffice,
  endOfAsked,
  isName,
  isOwner,
  mainSubject,
  nounPhraseFrom,
  subjectBefore,
  type SpeakerSpan,
} from './speakerSpans';

/**
 * How a quotation is tied to its cue: `close` with only marks, an addressee or a date between them, `within` as a part
 * of the reported clause, `loose` if it merely follows in the same sentence.
 */
export type Bond = 'close' | 'within' | 'loose';

/** The speaker whom a sentence names for one of its quotations. */
export interface QuoteAttribution {
  readonly source: SpeakerSpan;
  /** The token that attributes; undefined if a colon, a dash or another verb ties speaker and quotation. */
  readonly cue?: number;
  readonly bond: Bond;
}

/** The speaker whom the sentence itself names for the quotation at the token `quote`. */
export function quoteAttributionAt(
  tokens: readonly Token[],
  quote: number,
  attributions: readonly Attribution[],
): QuoteAttribution | undefined {
  const found = attributionAt(tokens, quote, attributions);
  const source = found && inForeignOrder(tokens, found);
  return source && { ...found, source };
}

/** The source, corrected for the word order of other languages: `Ana Lima a dit`, `Ha detto Ana Lima`. */
function inForeignOrder(tokens: readonly Token[], { source, cue }: QuoteAttribution): SpeakerSpan | undefined {
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
  const endOfAskedPhrase = endOfAsked(tokens);
  const before = attributions
    .filter((one) => precedes(tokens, quote, one) && (one.cue >= endOfAskedPhrase || quote < endOfAskedPhrase))
    .reverse();
  const leading = before.find(({ cue }) => leadsTo(tokens, cue, quote));
  const nearest = leading ?? before.find((one) => takesPhrase(tokens, one) || covers(one, quote)) ?? before[0];
  if (after?.source && follows(tokens, quote, after)) {
    // `Lima called it “a mess”, according to the minutes`
    const isThird = nearest?.source !== undefined && tokens[after.cue]?.cue?.kind === 'according';
    const isOthers = nearest && (isThird || (reportsContent(tokens, nearest) && takesObject(tokens, after)));
    if (!isOthers) return { source: after.source, cue: after.cue, bond: 'close' };
  }
  const framing = tokens[0]?.marked && quote === 0 ? subjectOfAnyVerb(tokens, quote) : undefined;
  if (framing) return { source: framing, bond: 'loose' };
  const spoken = spokenOf(tokens, quote);
  if (spoken) return { source: spoken, bond: 'close' };
  if (nearest?.source) {
    const source = outerSource(tokens, before) ?? nearest.source;
    const isWithin = covers(nearest, quote) || isInserted(tokens, nearest);
    return { source, cue: nearest.cue, bond: leading ? 'close' : isWithin ? 'within' : 'loose' };
  }
  const named =
    howPut(tokens, quote) ??
    viewHolder(tokens, quote) ??
    labelled(tokens, quote) ??
    signed(tokens, quote) ??
    introduced(tokens, quote);
  if (named) return { source: named, bond: 'close' };
  return after?.source && covers(after, quote) ? { source: after.source, cue: after.cue, bond: 'within' } : undefined;
}

const audiences: ReadonlySet<string> = new Set(foreignAudiences.split(' '));
const sayings: ReadonlySet<string> = new Set(foreignSaying.split(' '));
const foreign: ReadonlySet<string> = new Set(`${foreignAuxiliaries} ${foreignSaying}`.split(' '));

/** A source without the foreign verb before or after the name: `Ana Lima a dit : « … »`, `Ha detto Ana Lima: «…»`. */
function withoutVerb(tokens: readonly Token[], source: SpeakerSpan): SpeakerSpan {
  let { first, last } = source;
  // `Mary Lance`: a capitalised word is a name, except at the front of a sentence.
  const isIn = (words: ReadonlySet<string>, at: number): boolean =>
    words.has(tokens[at]?.word ?? '') && (at === 0 || !tokens[at]?.isCapital);
  while (last - first > 1 && isIn(foreign, last - 1)) last--;
  while (last - first > 1 && isIn(sayings, first + 1) && isIn(foreign, first)) first++;
  while (last - first > 1 && isIn(sayings, first)) first++;
  return first === source.first && last === source.last ? source : { first, last };
}

/** How far before a quotation the passive may begin that the quotation belongs to, in tokens. */
const farthestPassive = 12;

/** The speaker after a passive: `was called “…” by X`. */
function agentAfter(tokens: readonly Token[], quote: number): QuoteAttribution | undefined {
  if (tokens[quote + 1]?.word !== 'by') return undefined;
  for (let cue = quote - 1; cue > 0 && cue > quote - farthestPassive; cue--) {
    if (tokens[cue]?.cue?.kind !== 'call' || !is(tokens[cue - 1], lexical.be)) continue;
    const source = nounPhraseFrom(tokens, quote + 2);
    return source && { source, cue, bond: 'close' };
  }
  return undefined;
}

/**
 * Whether only marks are between a quotation and its source or cue: `“…,” X said`, `“…,” said X`, `“…,” as X put it`.
 */
function follows(tokens: readonly Token[], quote: number, { cue, source }: Attribution): boolean {
  if (!source || source.first < quote) return false;
  return tokens
    .slice(quote + 1, Math.min(cue, source.outer ?? source.first))
    .every((token) => (!token.isWord || /^(?:as|a)$/u.test(token.word)) && !token.marked && token.word !== ';');
}

/**
 * Whether a cue takes a phrase, not a clause, so that only its place tells its object: `called it “…”`, `vowed to “…”`.
 */
const takesPhrase = (tokens: readonly Token[], { cue }: Attribution): boolean =>
  /^(?:call|vow)$/u.test(tokens[cue]?.cue?.kind ?? '');

/** Whether a cue reports more than a question or the way of speaking. */
const reportsContent = (tokens: readonly Token[], { cue }: Attribution): boolean => tokens[cue]?.cue?.kind !== 'utter';

/** Whether a cue has an object of its own, so that the words before it may be another's: `…, X called it “…”`. */
function takesObject(tokens: readonly Token[], { cue, source }: Attribution): boolean {
  const { kind, particle } = tokens[cue]?.cue ?? {};
  // `“a trap”, as one parent put it`
  if (!source || source.first > cue || kind === 'tell' || particle === 'it') return false;
  const next = tokens[afterAdverbials(tokens, cue + 1)];
  if (!next) return false;
  return next.marked !== undefined || next.word === 'that' || is(next, lexical.pronoun | lexical.determiner);
}

/** Whether a cue precedes a quotation without a semicolon between, except right before the marks: `X said; “…”`. */
function precedes(tokens: readonly Token[], quote: number, { cue, source }: Attribution): boolean {
  return (
    cue < quote &&
    source !== undefined &&
    (source.first < quote || cue === 0 || tokens[cue]?.cue?.kind === 'call') &&
    !tokens.slice(cue, quote - 1).some((token) => isMark(token, ';'))
  );
}

/** How many tokens may stand between a cue and the comma before its quotation. */
const longestLead = 9;

/** Whether only an addressee, `that`, a colon or a short phrase such as `on Friday,` is between cue and quotation. */
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

/**
 * The named source of a sentence, if the nearest cue is a pronoun's thought or itself reported: `Bo Chen said he
 * believes “…”`. The attributions are nearest first.
 */
function outerSource(tokens: readonly Token[], attributions: readonly Attribution[]): SpeakerSpan | undefined {
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

/**
 * Whether the source and its cue are an insert: `This, she added, would be “…”`, `As she put it, this would be “…”`.
 */
const isInserted = (tokens: readonly Token[], { cue, source }: Attribution): boolean =>
  tokens[cue]?.cue?.particle === 'it' ||
  (isMark(tokens[cue + 1], ',') && isMark(tokens[(source?.first ?? 0) - 1], ','));

/** How far after a quotation its verb may stand, in tokens. */
const longestFrame = 12;

/** The subject of any verb in the place of a verb of saying: `“…,” the mayor fumed`, `“…,” chimed in Ana Lima`. */
function subjectOfAnyVerb(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  const first = isMark(tokens[quote + 1], ',') ? quote + 2 : quote + 1;
  const end = Math.min(tokens.length, first + longestFrame);
  if (!tokens[first]?.isWord) return undefined;
  if (isPast(tokens[first])) {
    const name = /^(?:in|out|back|on|off)$/u.test(tokens[first + 1]?.word ?? '') ? first + 2 : first + 1;
    // `“…,” sobbed widow Greta Lund`
    const isOffice = isMark(tokens[quote + 1], ',') || tokens[quote]?.marked?.pauses === true;
    const office = isOffice ? afterOffice(tokens, name, name + 3) : name;
    return tokens[office]?.isCapital && (office === name || tokens[office + 1]?.isCapital)
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

/** Whether a verb ends in `s` and closes the sentence or the clause: `she reminisces.`, `Ana Lima sighs,`. */
const isPresent = (tokens: readonly Token[], at: number): boolean =>
  is(tokens[at], lexical.plural) &&
  tokens[at]?.isCapital === false &&
  (is(tokens[at - 1], lexical.pronoun) || tokens[at - 1]?.isCapital === true) &&
  tokens[at + 1]?.isWord !== true;

/** The speaker in a sentence about the quotation: `“A gift” is what the mayor calls it.`, `“No,” was his reply.` */
export function howPut(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  const verb = isMark(tokens[quote + 1], ',') ? quote + 2 : quote + 1;
  if (!/^(?:was|is|came)$/u.test(tokens[verb]?.word ?? '')) return undefined;
  const answer = tokens.findIndex((token, at) => at > verb && at < verb + farthestAnswer && answers.test(token.word));
  if (answer > 0) return ownerOf(tokens, verb + 1, answer);
  if (!/^(?:how|what)$/u.test(tokens[verb + 1]?.word ?? '')) return undefined;
  const end = Math.min(tokens.length, quote + longestPut);
  for (let at = quote + 4; at < end && (tokens[at]?.isWord || isMark(tokens[at], ',')); at++)
    if (putting.test(tokens[at]?.word ?? '')) return subjectBefore(tokens, at, quote + 3);
  return undefined;
}

/** In tokens; they leave room for an insert before the verb. */
const [farthestAnswer, longestPut] = [7, 20];
const answers = /^(?:reply|answer|response|verdict|retort|comment|message|warning|advice|assessment|explanation)$/u;

/** The first possessive in `[first, last)`: `his`, `the mayor’s`. */
function ownerOf(tokens: readonly Token[], first: number, last: number): SpeakerSpan | undefined {
  for (let at = first; at < last; at++) if (isOwner(tokens[at])) return { first, last: at + 1 };
  return undefined;
}

const putting =
  /^(?:puts?|described?|describes|call(?:ed|s)|saw|sees|summed|sums|said|says|answered|replied|responded)$/u;

/** The person whose view is told: `For Ana Lima, the bridge is “a crime”`. */
function viewHolder(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  if (tokens[0]?.word !== 'for' || quote > 9 || !/^(?:is|was|are|were)$/u.test(tokens[quote - 1]?.word ?? '')) return;
  const source = nounPhraseFrom(tokens, 1, quote);
  const isNamed = source && isPerson(tokens, source) && isMark(tokens[source.last], ',');
  // `For Ana Lima, it was “déjà vu”` tells what it was like; the words are not hers.
  return isNamed && tokens[source.last + 1]?.word !== 'it' ? source : undefined;
}

/** The speaker in `The mayor spoke of “a disaster”` or `of a “disaster”`. */
function spokenOf(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  const of = /^an?$/u.test(tokens[quote - 1]?.word ?? '') ? quote - 2 : quote - 1;
  if (tokens[of]?.word !== 'of' || !/^(?:spoke|speaks|spoken|talked|talks)$/u.test(tokens[of - 1]?.word ?? ''))
    return undefined;
  return subjectBefore(tokens, of - 1);
}

/** The label before a colon: `Ana Lima: “…”`, `Statement by Ana Lima: “…”`. */
function labelled(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  if (quote < 2 || quote > 9 || !isMark(tokens[quote - 1], ':') || !tokens[0]?.isCapital) return undefined;
  if (is(tokens[0], lexical.preposition)) return undefined;
  // `Her friend Tim rolled his eyes: “…”`
  if (tokens.slice(1, quote).some((token) => isPast(token))) return undefined;
  const by = tokens.findIndex(({ word }, at) => at > 0 && at < quote - 2 && /^(?:by|from)$/u.test(word));
  return nounPhraseFrom(tokens, by + 1, quote - 1);
}

/** The name after a dash: `“…” — Ana Lima, mayor`. */
function signed(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  const so = isMark(tokens[quote + 1], ',') ? quote + 2 : quote + 1;
  if (tokens[so]?.word === 'so' && /^(?:der|die|das|ein|eine)$/u.test(tokens[so + 1]?.word ?? ''))
    return nounPhraseFrom(tokens, so + 1);
  if (!isMark(tokens[quote + 1], '—–-―~(') || !tokens[quote + 2]?.isCapital) return undefined;
  return nounPhraseFrom(tokens, quote + 2);
}

/** The subject of a sentence that introduces a quotation by a colon: `The mayor went further: “…”`. */
function introduced(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  if (!isMark(tokens[quote - 1], ':')) return undefined;
  return mainSubject(tokens, quote - 1);
}

/** The person a sentence without a verb of saying is about: `She was “at peace with all of it”.` */
export function subjectIn(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  const source = quote > 1 ? mainSubject(tokens, quote) : undefined;
  if (!source) return undefined;
  // `Transport minister Ana Lima expressed her “sympathy”`
  const name = { first: afterOffice(tokens, source.first, source.last), last: source.last };
  return isPerson(tokens, source) || isName(tokens, name.first, name.last) ? source : undefined;
}

const numbers: ReadonlySet<string> = new Set(figureWords.split(' '));

/** Whether a noun phrase is `he`, `she` or capitalised words without an article. */
export function isPerson(tokens: readonly Token[], { first, last }: SpeakerSpan): boolean {
  const word = tokens[first]?.word ?? '';
  if (/^(?:he|she)$/u.test(word)) return true;
  if (is(tokens[first], lexical.determiner | lexical.preposition | lexical.pronoun) || word === 'there') return false;
  if (numbers.has(word)) return false;
  return tokens.slice(first, last).every((token) => token.isCapital);
}
