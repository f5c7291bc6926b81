import type { Token } from './clause';
import { contentEnd, hasFinite, startOfContent, type Range } from './content';
import { nounCues } from './cues';
import {
  isDeterminer,
  isMark,
  isTime,
  isPreposition,
  nounPhraseFrom,
  opensClause,
  subjectBefore,
  subjects,
  type Source,
} from './source';

/** One act of saying in a sentence: who, by which word, and what; all as tokens. */
export interface Attribution {
  /** The word that attributes. */
  readonly cue: number;
  readonly source?: Source;
  /** In order; two where the cue stands in the middle of what is said; none where only quotations can be. */
  readonly contents: readonly Range[];
}

/** Every act of saying in the tokens of one sentence, in the order of their cues. */
export function attributionsOf(tokens: readonly Token[]): readonly Attribution[] {
  const found: Attribution[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const { cue, word } = tokens[at] as Token;
    if (!cue) continue;
    const attribution =
      cue.kind === 'according'
        ? accordingTo(tokens, at)
        : nounCues.has(word) && tokens[at + 1]?.word === 'that' && !isVerb(tokens, at)
          ? byNoun(tokens, at)
          : isVerb(tokens, at)
            ? byVerb(tokens, at, found[found.length - 1])
            : undefined;
    if (attribution) found.push(attribution);
  }
  return found;
}

/** `According to X, …`, `…, according to X`, `… has, according to X, …`. */
function accordingTo(tokens: readonly Token[], cue: number): Attribution | undefined {
  if (tokens[cue + 1]?.word !== 'to') return undefined;
  const before = tokens[cue - 1];
  const opens =
    cue === 0 ||
    (before !== undefined && (opensClause(before.word) || isMark(before, ':;—–') || isRelative(tokens, cue)));
  const source = nounPhraseFrom(
    tokens,
    cue + 2,
    opens && !hasComma(tokens, cue) ? endOfName(tokens, cue + 2) : tokens.length,
  );
  if (!source) return undefined;
  const start = segmentStart(tokens, cue);
  if (opens) {
    const from = afterInserts(tokens, source.last);
    return { cue, source, contents: ranges([from, contentEnd(tokens, from)]) };
  }
  const end = isMark(before, ',') ? cue - 1 : cue;
  const goesOn =
    isMark(before, ',') &&
    isMark(tokens[source.last], ',') &&
    !hasFinite(tokens, start, end) &&
    source.last + 2 < tokens.length;
  const splits = isMark(before, ',') && isMark(tokens[source.last], ',') && isAuxiliaryBefore(tokens, end);
  const rest = source.last + 1;
  return { cue, source, contents: ranges([start, end], goesOn || splits ? [rest, contentEnd(tokens, rest)] : [0, 0]) };
}

const isRelative = (tokens: readonly Token[], cue: number): boolean =>
  isMark(tokens[cue - 1], ',') && /^(?:which|that|who|but|and)$/u.test(tokens[cue - 2]?.word ?? '');

const isAuxiliaryBefore = (tokens: readonly Token[], end: number): boolean => hasFinite(tokens, end - 1, end);

function hasComma(tokens: readonly Token[], from: number): boolean {
  return tokens.slice(from, from + 25).some((token) => isMark(token, ','));
}

/** Where a name ends that no comma parts from the clause after it: at the next determiner or pronoun. */
function endOfName(tokens: readonly Token[], from: number): number {
  let at = from + 1;
  for (; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (isDeterminer(token.word) && !isPreposition(tokens[at - 1]?.word ?? '') && tokens[at - 1]?.word !== 'of') break;
    if (subjects.has(token.word)) break;
  }
  return at;
}

/** Past `, a lawyer for the town,` and `, citing …,` after a source at the front. */
function afterInserts(tokens: readonly Token[], last: number): number {
  let at = last;
  while (
    at < tokens.length &&
    !isMark(tokens[at], ',') &&
    at < last + 12 &&
    !hasFinite(tokens, at, at + 1) &&
    !isDeterminer(tokens[at]?.word ?? '')
  )
    at++;
  if (!isMark(tokens[at], ',')) return last;
  const next = tokens.findIndex((token, i) => i > at && isMark(token, ','));
  const insert =
    next > 0 &&
    next - at < 14 &&
    !hasFinite(tokens, at + 1, next) &&
    tokens.slice(next).some((_, i) => hasFinite(tokens, next + i, next + i + 1));
  const starts = tokens[at + 1];
  const isName = next > 0 && tokens.slice(at + 1, next).every((token) => token.isCapital);
  return insert &&
    (isName || /^(?:quoting|citing|an?|the|\p{L}+ing)$/u.test(starts?.word ?? '')) &&
    (isName || next - at < 10)
    ? next + 1
    : at + 1;
}

/** Where the clause begins that ends before `end`. */
function segmentStart(tokens: readonly Token[], end: number): number {
  for (let at = end - 2; at > 0; at--) {
    const token = tokens[at] as Token;
    if (isMark(token, ';')) return at + 1;
    if (
      isMark(token, ',') &&
      /^(?:but|although|though|while|whereas)$/u.test(tokens[at + 1]?.word ?? '') &&
      hasFinite(tokens, at + 2, end)
    )
      return at + 2;
  }
  return 0;
}

/** `his claim that …`, `a warning from X that …`: only where the source is named. */
function byNoun(tokens: readonly Token[], cue: number): Attribution | undefined {
  const owner = tokens[cue - 1];
  const isOwned =
    owner !== undefined && (/(?:'s|s')$/u.test(owner.word) || /^(?:his|her|their|its)$/u.test(owner.word));
  if (!isOwned) return undefined;
  return { cue, source: { first: cue - 1, last: cue }, contents: ranges([cue + 1, contentEnd(tokens, cue + 1)]) };
}

const ranges = (...all: readonly (readonly [number, number])[]): readonly Range[] =>
  all.filter(([first, last]) => last > first).map(([first, last]) => ({ first, last }));

/** Whether a word that may attribute is a finite verb or participle of somebody here. */
function isVerb(tokens: readonly Token[], at: number): boolean {
  const { cue, isCapital } = tokens[at] as Token;
  if (!cue || cue.form === 'noun') return false;
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (isCapital && at > 0) return false;
  if (next?.word === 'by' && cue.form === 'past') return false;
  if (
    before?.isWord &&
    (isDeterminer(before.word) || /^(?:of|for|with|from)$/u.test(before.word) || /'s$/u.test(before.word)) &&
    cue.form !== 'ing' &&
    !isPronounBefore(before)
  )
    return false;
  if (cue.form === 'past' && isPassive(tokens, at)) return false;
  if (cue.form === 'base' && before?.word === 'to') return false;
  if (!cue.isNounToo) return true;
  return takesClause(next) && (cue.form === 's' || next?.word === 'that' || isPluralBefore(before));
}

const isPronounBefore = (token: Token): boolean => /^(?:this|that|both|one|some|many|most|several)$/u.test(token.word);

const isPluralBefore = (token: Token | undefined): boolean =>
  token !== undefined && /(?:[^s]s|^they|^who|^we|^i|^you|people|police|media)$/u.test(token.word);

function isPassive(tokens: readonly Token[], at: number): boolean {
  let before = at - 1;
  while (before >= 0 && /(?:ly|^also|^not|^never|^once)$/u.test(tokens[before]?.word ?? '')) before--;
  return /^(?:is|are|was|were|be|been|being|'s|'re|gets?|got)$/u.test(tokens[before]?.word ?? '');
}

/** What may follow a verb of saying and seldom follows the noun of the same letters. */
function takesClause(next: Token | undefined): boolean {
  if (!next) return false;
  if (next.marked) return true;
  if (!next.isWord) return isMark(next, ',:');
  return (
    next.word === 'that' ||
    next.isCapital ||
    subjects.has(next.word) ||
    (isDeterminer(next.word) && next.word !== 'that') ||
    /^\d/u.test(next.word)
  );
}

/** `X said …`, `…, X said`, `…, said X`, `…, saying …`. */
function byVerb(tokens: readonly Token[], cue: number, earlier: Attribution | undefined): Attribution | undefined {
  const token = tokens[cue] as Token;
  const kind = token.cue?.kind;
  if (kind === 'vow') return undefined;
  const inverted = invertedSource(tokens, cue);
  if (inverted) return { cue, source: inverted, contents: before(tokens, cue, earlier) };
  const own = subjectBefore(tokens, cue, earlier ? earlier.cue + 1 : 0);
  const source = own && !isParticipleOfOther(token, own, tokens) ? own : (earlier?.source ?? mainSubject(tokens, cue));
  if (!source) return undefined;
  if (own && isAfterContent(tokens, own, cue)) {
    const rest = restAfter(tokens, cue);
    return { cue, source, contents: [...before(tokens, own.first, earlier), ...rest] };
  }
  const from = startOfContent(tokens, cue);
  return { cue, source, contents: from < 0 ? [] : ranges([from, contentEnd(tokens, from)]) };
}

/** `…, saying that`: the participle belongs to whoever the sentence is about; `with X saying` names its own. */
function isParticipleOfOther(token: Token, own: Source, tokens: readonly Token[]): boolean {
  return (
    token.cue?.form === 'ing' &&
    tokens[own.first - 1]?.word !== 'with' &&
    !/^(?:is|are|was|were|been)$/u.test(tokens[own.last]?.word ?? '')
  );
}

/** The first noun phrase of the sentence. */
function mainSubject(tokens: readonly Token[], cue: number): Source | undefined {
  const comma = tokens.findIndex((token) => isMark(token, ','));
  const start = isPreposition(tokens[0]?.word ?? '') && comma > 0 && comma < cue ? comma + 1 : 0;
  return nounPhraseFrom(tokens, start, Math.min(cue, start + 8));
}

/** `…, said Bo Chen`: after a comma or a quotation, and with something said before. */
function invertedSource(tokens: readonly Token[], cue: number): Source | undefined {
  const { cue: kind } = tokens[cue] as Token;
  const previous = tokens[cue - 1];
  const next = tokens[cue + 1];
  if (!previous || !next?.isWord || kind?.form === 'ing' || kind?.form === 'base') return undefined;
  if (!previous.marked && !isMark(previous, ',—–?!')) return undefined;
  if (next.word === 'that' || isPreposition(next.word) || isTime(next)) return undefined;
  const hasQuote = previous.marked !== undefined || tokens[cue - 2]?.marked !== undefined;
  if (!hasQuote && !hasFinite(tokens, 0, cue)) return undefined;
  const source = nounPhraseFrom(tokens, cue + 1);
  if (!source || hasFinite(tokens, source.last, source.last + 1)) return undefined;
  return source;
}

/** `…, X said.`: a comma before the source, a clause or a quotation before that, and nothing said after. */
function isAfterContent(tokens: readonly Token[], source: Source, cue: number): boolean {
  const comma = tokens[source.first - 1];
  if (!comma || !(isMark(comma, ',—–') || comma.marked)) return false;
  const hasQuote = comma.marked !== undefined || tokens[source.first - 2]?.marked !== undefined;
  if (!hasQuote && !hasFinite(tokens, 0, source.first - 1)) return false;
  const next = tokens[cue + 1];
  if (!next || isMark(next, '.,?!—–;')) return true;
  if (tokens[cue]?.cue?.kind === 'tell') return !/ that | (?:he|she|they|it) /u.test(wordsAfter(tokens, cue));
  return (
    next.isWord &&
    (isPreposition(next.word) ||
      isTime(next) ||
      /^(?:yesterday|today|last|this|later|earlier|out)$/u.test(next.word)) &&
    !hasFinite(tokens, cue + 1, endOfSegment(tokens, cue + 1))
  );
}

const wordsAfter = (tokens: readonly Token[], cue: number): string =>
  ` ${tokens
    .slice(cue + 1, cue + 12)
    .map((token) => token.word)
    .join(' ')} `;

function endOfSegment(tokens: readonly Token[], from: number): number {
  const end = tokens.findIndex((token, i) => i >= from && (isMark(token, ',;') || token.marked !== undefined));
  return end < 0 ? tokens.length : end;
}

/** What stands before the comma that parts it from its source; nothing where that is one quotation. */
function before(tokens: readonly Token[], end: number, earlier: Attribution | undefined): readonly Range[] {
  const last = isMark(tokens[end - 1], ',—–') ? end - 1 : end;
  const from = Math.max(segmentStart(tokens, last), earlier ? (earlier.contents[0]?.last ?? earlier.cue + 1) : 0);
  return hasFinite(tokens, from, last) ? ranges([from, last]) : [];
}

/** `…, he said, …`: what goes on after the cue. */
function restAfter(tokens: readonly Token[], cue: number): readonly Range[] {
  if (!isMark(tokens[cue + 1], ',')) return [];
  const from = cue + 2;
  const first = tokens[from];
  if (!first?.isWord || first.cue?.form === 'ing' || !hasFinite(tokens, from, tokens.length)) return [];
  return ranges([from, contentEnd(tokens, from)]);
}
