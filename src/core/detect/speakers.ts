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
  const fronted = endOfAsked(tokens);
  const before = attributions
    .filter((one) => precedes(tokens, quote, one) && (one.cue >= fronted || quote < fronted))
    .reverse();
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
  const spoken = spokenOf(tokens, quote);
  if (spoken) return { source: spoken, bond: 'close' };
  if (nearest?.source) {
    const source = outer(tokens, before) ?? nearest.source;
    const isWithin = covers(nearest, quote) || isInserted(tokens, nearest);
    return { source, cue: nearest.cue, bond: leading ? 'close' : isWithin ? 'within' : 'loose' };
  }
  const named =
    howPut(tokens, quote) ??
    inTheEyesOf(tokens, quote) ??
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
  // `Mary Lance`: a word with a capital is a name, but at the front of a sentence.
  const isIn = (words: ReadonlySet<string>, at: number): boolean =>
    words.has(tokens[at]?.word ?? '') && (at === 0 || !tokens[at]?.isCapital);
  while (last - first > 1 && isIn(foreign, last - 1)) last--;
  while (last - first > 1 && isIn(sayings, first + 1) && isIn(foreign, first)) first++;
  while (last - first > 1 && isIn(sayings, first)) first++;
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
  const { kind, particle } = tokens[cue]?.cue ?? {};
  // `“a trap”, as one parent put it`
  if (!source || source.first > cue || kind === 'tell' || particle === 'it') return false;
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
  const end = Math.min(tokens.length, quote + longestPut);
  for (let at = quote + 4; at < end && (tokens[at]?.isWord || isMark(tokens[at], ',')); at++)
    if (putting.test(tokens[at]?.word ?? '')) return subjectBefore(tokens, at, quote + 3);
  return undefined;
}

/** In tokens; an insert may stand before the verb. */
const [farthestAnswer, longestPut] = [7, 20];
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

/** `The mayor spoke of “a disaster”`, `of a “disaster”` */
function spokenOf(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  const of = /^an?$/u.test(tokens[quote - 1]?.word ?? '') ? quote - 2 : quote - 1;
  if (tokens[of]?.word !== 'of' || !/^(?:spoke|speaks|spoken|talked|talks)$/u.test(tokens[of - 1]?.word ?? ''))
    return undefined;
  return subjectBefore(tokens, of - 1);
}

/** `Ana Lima: “…”`, `Statement by Ana Lima: “…”` */
function labelled(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  if (quote < 2 || quote > 9 || !isMark(tokens[quote - 1], ':') || !tokens[0]?.isCapital) return undefined;
  if (is(tokens[0], lexical.preposition)) return undefined;
  // `Her friend Tim rolled his eyes: “…”`
  if (tokens.slice(1, quote).some((token) => isPast(token))) return undefined;
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

/** Whom the sentence is about that a quotation without a verb of saying stands in: `She was “at peace with all of it”.` */
export function subjectIn(tokens: readonly Token[], quote: number): SpeakerSpan | undefined {
  const source = quote > 1 ? mainSubject(tokens, quote) : undefined;
  if (!source) return undefined;
  // `Transport minister Ana Lima expressed her “sympathy”`
  const name = { first: afterOffice(tokens, source.first, source.last), last: source.last };
  return isPerson(tokens, source) || isName(tokens, name.first, name.last) ? source : undefined;
}

const numbers: ReadonlySet<string> = new Set(figureWords.split(' '));

/** Names without an article, or `he` or `she`. */
export function isPerson(tokens: readonly Token[], { first, last }: SpeakerSpan): boolean {
  const word = tokens[first]?.word ?? '';
  if (/^(?:he|she)$/u.test(word)) return true;
  if (is(tokens[first], lexical.determiner | lexical.preposition | lexical.pronoun) || word === 'there') return false;
  if (numbers.has(word)) return false;
  return tokens.slice(first, last).every((token) => token.isCapital);
}
