import type { Span } from '../text/change';
import type { Pattern, Passage } from './align';
import { candidatesAt } from './candidates';
import { diffing, inverse, type Diff } from './diff';
import { underOther, type UnderOther } from './headings';
import { likenessOf, worthOf } from './lexicon';
import { isKeptOnOtherDay, isOfOtherDay, type DiffOfDays } from './otherDays';
import { ownLine } from './ownLine';
import { alike, isHeadless, isOfLike, isSibling, rare } from './pairUnits';
import type { Choice } from './assign';
import { alone, fewLetters, leastNear, unchanged, type Evidence, type Candidate } from './score';
import { firstFrom } from './tokens';
import { Gap, isWhole, unitAt, unitsAt, type Cuts, type Side } from './units';
import type { Site } from './boundaries';

/** Least share of a span's letters that the diff leads to the span's own place. */
const mostlyOwn = 0.37;

/** UTF-16 units of unchanged context beside a span that prove that it is in its place. */
const near = 24;

/** Most UTF-16 units between two guesses of the same place. */
const samePlace = 40;

/** Least share of the strongest site's votes for another site. */
const leastVotes = 0.12;

/** Shares of a span and of one side above which no other place is searched. */
const clear = 0.8;

/** Share of words from elsewhere at which a place is another's. */
const mostlyForeign = 0.5;

/**
 * Least shares for a place to stand out: of the span, of a side, of everything (more with one side alone), and the lead
 * over any other place, since similar places are usually many. Fitted on real and scripted edits and on lists of
 * similar items.
 */
const standingOut = { text: 0.6, side: 0.5, oneSided: 0.58, twoSided: 0.5, lead: 0.35 };

/** Least share of a span at a rival place. */
const leastOfRival = 0.35;

/** Ratio of the scores of two new places from which they can't be distinguished. */
const tooAlike = 0.95;

/** A diff that also distinguishes headings. */
export interface Comparison extends DiffOfDays {
  readonly isUnderOther: UnderOther;
}

/** Compares an old text, or the known part of it, with a new one. */
export function* comparing(
  before: Passage & { readonly cuts?: Cuts; readonly lineAt?: (offset: number) => number },
  after: Passage,
): Generator<undefined, Comparison> {
  const diff = yield* diffing(before, after);
  yield;
  const isUnderOther = underOther(before.text, after.text);
  return {
    ...diff,
    origin: inverse(diff.pairing, after.tokens.count),
    lineAt: before.lineAt ?? (() => 0),
    isUnderOther,
    oldText: before.text,
  };
}

/** The place of a span if the diff kept all its words together; else null. */
function keptWhole(
  { old: { tokens: old }, now, pairing }: Diff,
  pattern: Pattern,
  span: Span,
  text: string,
): Candidate | null {
  const { from, to } = now.tokens;
  const first = firstFrom(old, span.from);
  const end = firstFrom(old, span.to);
  const start = pairing[first] ?? -1;
  if (first === end || start < 0) return null;
  for (let i = first; i < end; i++) if (pairing[i] !== start + i - first) return null;
  const words = pattern.whole.slice(pattern.from, pattern.to);
  // Blanks at its edges belong to the span, but to no token.
  const at = (from[start] ?? 0) - ((old.from[first] ?? 0) - span.from);
  const same = text.startsWith(words, at);
  if (!same && (old.from[first] !== span.from || old.to[end - 1] !== span.to)) return null;
  const stop = start + end - first;
  const isAfter = first === 0 ? start === 0 : pairing[first - 1] === start - 1;
  const isBefore = end === old.count ? stop === now.tokens.count : pairing[end] === stop;
  const place = same ? { from: at, to: at + words.length } : { from: at, to: to[stop - 1] ?? 0 };
  const head = pattern.whole.slice(Math.max(0, pattern.from - near), pattern.from);
  const tail = pattern.whole.slice(pattern.to, pattern.to + near);
  const before = isAfter || (head !== '' && text.endsWith(head, place.from)) ? 1 : 0;
  const after = isBefore || (tail !== '' && text.startsWith(tail, place.to)) ? 1 : 0;
  return { span: place, evidence: { ...unchanged, same, before, after } };
}

/** The place of a span if all its words moved together or, for paired lines or sentences, nearly unchanged. */
export function chooseAlong(diff: Comparison, pattern: Pattern, span: Span, text: string): Choice | null {
  const kept = keptWhole(diff, pattern, span, text);
  if (kept) return { candidate: kept, sureness: 1, orderFit: alone };
  const nearest = chooseByDiff(diff, span, candidatesAt(text, pattern, siteAlong(diff, pattern, span)));
  if (!nearest?.candidate.span || !isClear(nearest.candidate)) return null;
  return isPaired(diff, span) || shares(diff, span, nearest.candidate.span).own > clear ? nearest : null;
}

/** Sites where the diff leads the words of a span and those beside it. */
export function siteAlong(
  { old: { tokens: old }, now: { tokens: now }, pairing }: Diff,
  pattern: Pattern,
  span: Span,
): readonly Site[] {
  const first = firstFrom(old, span.from);
  const end = firstFrom(old, span.to);
  const places: number[] = [];
  const own = pairing.subarray(first, end).findIndex((j) => j >= 0);
  for (const step of [-1, 1]) {
    let i = step < 0 ? first - 1 : end;
    while (i >= 0 && i < old.count && pairing[i] === -1) i += step;
    const j = i >= 0 && i < old.count ? (pairing[i] ?? -1) : -1;
    if (j >= 0) places.push((now.from[j] ?? 0) - ((old.from[i] ?? 0) - span.from) - pattern.from);
  }
  if (own >= 0)
    places.push((now.from[pairing[first + own] ?? 0] ?? 0) - ((old.from[first + own] ?? 0) - span.from) - pattern.from);
  const last = now.to[now.count - 1] ?? 0;
  const at = places.map((place) => Math.max(-pattern.from, Math.min(place, last))).sort((a, b) => a - b);
  // A span's guesses from both sides differ by the length of text inserted in it.
  const apart = Math.max(samePlace, span.to - span.from);
  const sites: Site[] = [];
  for (const from of at) {
    const before = sites.at(-1);
    if (before && from - before.from <= apart) sites[sites.length - 1] = { ...before, to: from };
    else sites.push({ from, to: from, votes: 1 });
  }
  return sites;
}

/** The places of a pattern that remain after comparing the known old text with the new one. */
export function candidatesThrough(
  diff: Comparison,
  pattern: Pattern,
  span: Span,
  text: string,
  sites: readonly Site[],
): readonly Candidate[] {
  const isSure = isPaired(diff, span);
  const near = isSure ? chooseAlong(diff, pattern, span, text) : null;
  const isElsewhere = ({ span: place }: Candidate): boolean =>
    place !== null && !isTelling(diff, span) && diff.isUnderOther(pattern, place, isWhole(diff.old, span));
  if (near && !isElsewhere(near.candidate)) return [decided(near.candidate)];
  const along = siteAlong(diff, pattern, span);
  const strong = strongOf(sites);
  const line = ownLine(pattern, text);
  const candidates = line.only(candidatesAt(text, pattern, [...along, ...strong]));
  const choice = isSure ? chooseByDiff(diff, span, candidates) : null;
  if (choice && !isElsewhere(choice.candidate)) return [decided(choice.candidate)];
  const far = outstanding(diff, span, candidates);
  const others = candidates.filter(
    (candidate) =>
      candidate.span !== null &&
      (isElsewhere(candidate) || isOfAnother(diff, [span, candidate.span], candidate === far, line.proves(candidate))),
  );
  const rest = candidates.filter((candidate) => !others.includes(candidate));
  // A selector's own words are never overruled by another's context.
  if (rest.every(({ span: place }) => place === null)) {
    const kept = others.filter((each) => !isElsewhere(each) && isKeptOnOtherDay(diff, span, pattern, each, text));
    if (kept.length === 1) return kept.map(decided);
  }
  // A place no better than those of others is only a rival of the remaining ones.
  return rest.map((each) => (each === far || !isNoBetter(diff, span, each, others) ? each : { ...each, span: null }));
}

/**
 * Greatest lead, in the share of everything, of a place that is hardly better than another with as much of the span.
 * Fitted on real and scripted edits and on lists of similar items.
 */
const hardlyLess = 0.05;

/**
 * Whether a place without evidence beside it is hardly better than places of others, so that it belongs to another
 * unknown text.
 */
function isNoBetter(
  diff: Diff,
  span: Span,
  { span: place, evidence }: Candidate,
  others: readonly Candidate[],
): boolean {
  if (place === null || evidence.whole || isBeside(diff, span, place)) return false;
  return others.some(
    (other) => other.evidence.text >= evidence.text && other.evidence.rare > evidence.rare - hardlyLess,
  );
}

/** The sites with a good share of the votes of the first, the strongest one. */
export const strongOf = (sites: readonly Site[]): readonly Site[] =>
  sites.filter(({ votes }) => votes >= leastVotes * (sites[0]?.votes ?? 0));

/** The place that stands out among all, if its words were not elsewhere before. */
export function chooseOutstanding(diff: Comparison, span: Span, candidates: readonly Candidate[]): Choice | null {
  const candidate = outstanding(diff, span, candidates);
  if (!candidate?.span) return null;
  const { foreign } = shares(diff, span, candidate.span);
  return foreign < mostlyForeign ? { candidate, sureness: candidate.evidence.rare, orderFit: alone } : null;
}

/** The place that stands out among all, unless it may come from a similar unit of the old text. */
function outstanding(diff: Diff, span: Span, candidates: readonly Candidate[]): Candidate | undefined {
  const [best, second] = candidates
    .filter(({ span, evidence }) => span !== null && evidence.text >= leastOfRival)
    .sort((a, b) => b.evidence.rare - a.evidence.rare);
  if (!best) return undefined;
  const { text, rare, nearBefore, nearAfter } = best.evidence;
  const { side, oneSided, twoSided, lead } = standingOut;
  const isFound = text >= standingOut.text && Math.max(nearBefore, nearAfter) >= side;
  const least = Math.min(nearBefore, nearAfter) >= side ? twoSided : oneSided;
  if (!isFound || rare < Math.max(least, lead + (second?.evidence.rare ?? 0))) return undefined;
  const place = unitsAt(diff.now, best.span ?? span);
  return unitsOfSpan(diff.old, span).some((unit) => isOfLike(unit, place, diff.lexicon)) ? undefined : best;
}

/** Whether hardly a word of a span or beside it has changed. */
function isClear({ evidence: { text, before, after } }: Candidate): boolean {
  return text > clear && Math.max(before, after) > clear;
}

const decided = ({ span, evidence }: Candidate): Candidate => ({ span, evidence: { ...evidence, whole: true } });

/** Whether all units of a span have partners. */
function isPaired({ old: { tokens, units }, pairs }: Diff, span: Span): boolean {
  const last = unitAt(units, Math.max(0, firstFrom(tokens, span.to) - 1));
  for (let unit = unitAt(units, firstFrom(tokens, span.from)); unit <= last; unit++)
    if (pairs.to[unit] === -1) return false;
  return true;
}

/**
 * Whether a place is another's: most of its words were elsewhere before; or it does not stand out, and is no more like
 * the span's unit than similar ones are.
 */
function isOfAnother(
  diff: Comparison,
  [span, place]: readonly [Span, Span],
  standsOut: boolean,
  isOnLine: boolean,
): boolean {
  const { own, foreign } = shares(diff, span, place);
  if (standsOut && foreign < mostlyForeign) return false;
  const isForeign = (foreign >= mostlyForeign && own < foreign) || isTaken(diff, span, place);
  const isProven = isOnLine || isTelling(diff, span) || isBeside(diff, span, place);
  const isUnproven =
    own < mostlyForeign
      ? !isProven || (!isOnLine && isOfSibling(diff, span, place))
      : !isProven && isOrphan(diff, span);
  return (isForeign || isUnproven) && !isOfOtherDay(diff, span, place);
}

/** Whether a place's unit is the partner of a similar unit, and lacks a word of the span's unit with high worth. */
function isTaken({ old, now, pairs, lexicon }: Diff, span: Span, place: Span): boolean {
  const [u, last] = unitsAt(old, span);
  const [v, end] = unitsAt(now, place);
  const other = pairs.from[v] ?? -1;
  if (u !== last || v !== end || other < 0 || other === u) return false;
  if (likenessOf(u, other, lexicon) < alike.asSibling) return false;
  const words = new Set(now.tokens.hash.subarray(now.units.first[v], now.units.first[v + 1]));
  for (let i = old.units.first[u] ?? 0; i < (old.units.first[u + 1] ?? 0); i++)
    if (!words.has(old.tokens.hash[i] ?? 0) && worthOf(lexicon.olds, i, lexicon) >= rare) return true;
  return false;
}

/** Whether the line or sentence before a span's, in its paragraph, is known and was deleted. */
function isOrphan({ old, pairing }: Diff, span: Span): boolean {
  const [u] = unitsAt(old, span);
  if (u === 0 || (old.units.gap[u] ?? 0) >= Gap.Paragraph || old.units.cut[u - 1] === 1) return false;
  return pairing.subarray(old.units.first[u - 1], old.units.first[u]).every((j) => j === -1);
}

/** All units of a stretch. */
function unitsOfSpan(side: Side, span: Span): readonly number[] {
  const [first, last] = unitsAt(side, span);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Whether a unit of a span is telling; one known only in part may be. */
function isTelling({ old: { tokens, units } }: Diff, span: Span): boolean {
  const last = unitAt(units, Math.max(0, firstFrom(tokens, span.to) - 1));
  for (let unit = unitAt(units, firstFrom(tokens, span.from)); unit <= last; unit++)
    if (units.isTelling[unit] === 1 || units.cut[unit] === 1) return true;
  return false;
}

/** Whether a unit beside the span's is beside a place. */
function isBeside({ old, now, pairs }: Diff, span: Span, place: Span): boolean {
  const u = unitAt(old.units, firstFrom(old.tokens, span.from));
  const v = unitAt(now.units, Math.min(firstFrom(now.tokens, place.from), now.tokens.count - 1));
  const isAfter = u > 0 && v > 0 && pairs.to[u - 1] === v - 1;
  return isAfter || (pairs.to[u + 1] === v + 1 && !isHeadless(old.units, u, v, pairs));
}

/** The candidate with most of a span's words according to the diff; else a new place that can't be another's. */
export function chooseByDiff(diff: Comparison, was: Span, candidates: readonly Candidate[]): Choice | null {
  const places = candidates.flatMap((candidate) => {
    const { span, evidence } = candidate;
    if (span === null) return [];
    const { own, foreign } = shares(diff, was, span);
    const sureness = own * evidence.text + (1 - foreign) * evidence.text * 0.5;
    return isCredible(evidence, own, foreign) && (own > 0 || !isOfSibling(diff, was, span))
      ? [{ candidate, own, sureness }]
      : [];
  });
  const [best, second] = places.sort((a, b) => b.sureness - a.sureness);
  if (!best || (best.own < mostlyOwn && second && second.sureness > tooAlike * best.sureness)) return null;
  return { candidate: best.candidate, sureness: Math.min(1, best.sureness), orderFit: alone };
}

/** Whether a place's unit shares no more with the span's than similar ones do. */
function isOfSibling({ old, now, lexicon }: Diff, was: Span, place: Span): boolean {
  const at = Math.min(firstFrom(now.tokens, place.from), now.tokens.count - 1);
  const last = Math.max(at, firstFrom(now.tokens, place.to) - 1);
  const unit = unitAt(old.units, Math.min(firstFrom(old.tokens, was.from), old.tokens.count - 1));
  return isSibling(unit, unitAt(now.units, at), unitAt(now.units, last), lexicon);
}

/**
 * Whether a place can be the span's: most of its words went there by the diff; or the place is new, and has either the
 * span's context or too many of its words for chance.
 */
function isCredible({ text, rare, nearBefore, nearAfter, letters }: Evidence, own: number, foreign: number): boolean {
  const around = Math.max(nearBefore, nearAfter);
  if (own >= mostlyOwn) {
    const isScrap = text < 0.5 && text * letters < fewLetters && around < leastNear;
    // A word or two in common may be chance.
    const isMore = around >= 0.5 || (!isScrap && (own >= 0.6 || own * letters >= fewLetters));
    return (foreign < 0.5 && isMore) || (text >= 0.9 && around >= 0.9);
  }
  if (foreign >= 0.45) return false;
  const inPlace = around >= 0.8 && text >= 0.6 && rare >= 0.6;
  const alike = around >= 0.85 && text >= 0.95 && rare >= 0.45 && foreign < 0.1;
  const long = (letters >= 24 && text >= 0.95) || (letters >= 40 && text >= 0.85) || (letters >= 80 && text >= 0.6);
  return inPlace || alike || long;
}

/** The share of the span's letters that went to a place, and of the place's letters that came from elsewhere. */
function shares(
  { old: { tokens: old }, now: { tokens: now }, origin }: Comparison,
  was: Span,
  place: Span,
): { own: number; foreign: number } {
  const first = firstFrom(old, was.from);
  const end = firstFrom(old, was.to);
  let letters = 0;
  for (let i = first; i < end; i++) letters += old.weight[i] ?? 0;
  let [own, foreign, whole] = [0, 0, 0];
  for (let j = firstFrom(now, place.from); j < now.count && (now.from[j] ?? 0) < place.to; j++) {
    const weight = now.weight[j] ?? 0;
    const from = origin[j] ?? -1;
    whole += weight;
    if (from >= first && from < end) own += weight;
    else if (from >= 0) foreign += weight;
  }
  return { own: own / Math.max(letters, 1e-9), foreign: foreign / Math.max(whole, 1e-9) };
}
