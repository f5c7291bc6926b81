import type { Attribution } from './saying';
import { is, isMark, type Token } from './clause';
import { lexical } from './grammar';
import { contentEnd, hasFinite, ranges } from './content';
import { afterDateline, nounPhraseFrom } from './source';

/** `According to X, …`, `…, according to X`, `… has, according to X, …`; the same for `in the words of X`. */
export function accordingTo(tokens: readonly Token[], cue: number): Attribution | undefined {
  const { particle } = tokens[cue]?.cue ?? {};
  if (tokens[cue]?.word === 'words' && tokens[cue + 1]?.word !== 'of') return inWordsOf(tokens, cue);
  if (particle === undefined) return accordingAbroad(tokens, cue);
  if (tokens[cue + 1]?.word !== particle) return undefined;
  const isWords = tokens[cue]?.word === 'words';
  if (isWords && (tokens[cue - 1]?.word !== 'the' || tokens[cue - 2]?.word !== 'in')) return undefined;
  const first = isWords ? cue - 2 : cue;
  const before = tokens[first - 1];
  const opens =
    first === 0 ||
    (before !== undefined && (is(before, lexical.clause) || isMark(before, ':;—–') || isRelative(tokens, first)));
  const source = nounPhraseFrom(
    tokens,
    cue + 2,
    opens && !hasComma(tokens, cue) ? endOfName(tokens, cue + 2) : tokens.length,
  );
  if (!source) return undefined;
  const start = segmentStart(tokens, first);
  if (opens) {
    const from = afterInserts(tokens, source.last);
    return { cue, source, contents: ranges([from, contentEnd(tokens, from)]) };
  }
  const end = isMark(before, ',') ? first - 1 : first;
  const goesOn =
    isMark(before, ',') &&
    isMark(tokens[source.last], ',') &&
    !hasFinite(tokens, start, end) &&
    source.last + 2 < tokens.length;
  const splits = isMark(before, ',') && isMark(tokens[source.last], ',') && isAuxiliaryBefore(tokens, end);
  const rest = source.last + 1;
  return { cue, source, contents: ranges([start, end], goesOn || splits ? [rest, contentEnd(tokens, rest)] : [0, 0]) };
}

/** `in Bo Chen’s own words, …`, `in her words`: for quotations alone. */
function inWordsOf(tokens: readonly Token[], cue: number): Attribution | undefined {
  const last = tokens[cue - 1]?.word === 'own' ? cue - 1 : cue;
  let first = last - 1;
  if (!is(tokens[first], lexical.possessive) && !/^(?:his|her|their)$/u.test(tokens[first]?.word ?? ''))
    return undefined;
  while (tokens[first - 1]?.isCapital && !is(tokens[first - 1], lexical.preposition)) first--;
  return tokens[first - 1]?.word === 'in' ? { cue, source: { first, last }, contents: [] } : undefined;
}

/** `Laut X …`, `selon X`: with a name, and for quotations alone. */
function accordingAbroad(tokens: readonly Token[], cue: number): Attribution | undefined {
  let last = cue + 1;
  while (tokens[last]?.isCapital) last++;
  return last > cue + 1 ? { cue, source: { first: cue + 1, last }, contents: [] } : undefined;
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
    if (is(token, lexical.determiner) && !is(tokens[at - 1], lexical.preposition) && tokens[at - 1]?.word !== 'of')
      break;
    if (is(token, lexical.pronoun)) break;
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
    !is(tokens[at], lexical.determiner)
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

/** Where the clause begins that ends before `end`: with the sentence, past its dateline, or after a semicolon. */
export function segmentStart(tokens: readonly Token[], end: number): number {
  for (let at = end - 2; at > 0; at--) if (isMark(tokens[at], ';')) return at + 1;
  return afterDateline(tokens);
}
