import type { Selector } from '../model/annotation';
import type { Span } from '../text/change';
import { lineStarts } from '../text/lines';
import { drain } from '../text/steps';
import { prepare, type Pattern } from './align';
import { candidatesAt, sitesOf, type Candidate, type Site } from './candidates';
import { wordsAt, unify, locating, type Found, type Unified } from './locate';
import { diffing, inverse, type Diff } from './diff';
import { isSibling } from './pairUnits';
import { unitAt } from './units';
import { fewLetters, leastNear, type Evidence } from './score';
import { finding, seeding, type Occurrences, type Seeds } from './seeds';
import { describe, sidesStanding } from './selector';
import { tokenising, type Tokens } from './tokens';

/** How many places are looked at for a span. */
const sitesPerSpan = 6;

/** A place to which so much of a span went by the diff is the span's own. */
const mostlyOwn = 0.37;

/** Two new places of which the lesser has so much of the better's score can't be told apart. */
const tooAlike = 0.95;

/** How many seeds of a span and its surroundings are looked for. */
const seedsPerSpan = 96;

/** Spans between two pauses. */
const pace = 256;

/**
 * Finds spans of an old text in a new one, null where they are lost. Surer than any search that sees selectors alone:
 * a diff of the two texts says which of the new words stood elsewhere before, and those are no place for a span.
 */
export function follow(oldText: string, newText: string, spans: readonly Span[]): readonly (Found | null)[] {
  return drain(following(oldText, newText, spans));
}

/** `follow` in steps of some milliseconds: whoever must not block pauses between them. */
export function* following(
  oldText: string,
  newText: string,
  spans: readonly Span[],
): Generator<undefined, readonly (Found | null)[]> {
  const now = unify(newText);
  yield;
  const diff = yield* comparing(oldText, now.text);
  yield;
  const starts = lineStarts(oldText);
  yield;
  const patterns: Pattern[] = [];
  for (const [i, span] of spans.entries()) {
    patterns.push(prepare(describe(oldText, span, starts), i));
    if (i % pace === pace - 1) yield;
  }
  const seeds = yield* seeding(patterns, seedsPerSpan);
  const occurrences = yield* finding(now.text, seeds);
  const found: (Found | null)[] = [];
  for (const [order, pattern] of patterns.entries()) {
    const span = spans[order] ?? { from: 0, to: 0 };
    found.push(
      keptWhole(diff, pattern, span, now) ?? searched(diff, pattern, span, now, { seeds, occurrences, order }),
    );
    yield;
  }
  return found;
}

/** A difference with the way back: for each token of the new text the token of the old one that it was, or -1. */
interface Comparison extends Diff {
  readonly origin: Int32Array;
}

function* comparing(oldText: string, newText: string): Generator<undefined, Comparison> {
  const old = yield* tokenising(oldText);
  const now = yield* tokenising(newText);
  const diff = yield* diffing({ text: oldText, tokens: old }, { text: newText, tokens: now });
  yield;
  return { ...diff, origin: inverse(diff.pairing, now.count) };
}

/** Where the letters that spans share with the new text stand, and which of the spans is asked for. */
interface Shared {
  readonly seeds: Seeds;
  readonly occurrences: Occurrences;
  readonly order: number;
}

/** The place of a span that the diff took apart; null where there is none. */
function searched(
  diff: Comparison,
  pattern: Pattern,
  span: Span,
  now: Unified,
  { seeds, occurrences, order }: Shared,
): Found | null {
  const along = siteAlong(diff, pattern, span);
  const sites = [...along, ...sitesOf(pattern, seeds, order, occurrences, along[0]?.from ?? 0, sitesPerSpan)];
  return choose(diff, span, candidatesAt(now.text, pattern, sites, true), pattern, now);
}

/** The place of a span all of whose words the diff found together; null without one. */
function keptWhole(
  {
    old: { tokens: old },
    now: {
      tokens: { from, to },
    },
    pairing,
  }: Diff,
  pattern: Pattern,
  span: Span,
  now: Unified,
): Found | null {
  const first = firstFrom(old, span.from);
  const end = firstFrom(old, span.to);
  const start = pairing[first] ?? -1;
  if (first === end || start < 0) return null;
  for (let i = first; i < end; i++) if (pairing[i] !== start + i - first) return null;
  const words = pattern.whole.slice(pattern.from, pattern.to);
  // Blanks at its edges belong to the span, but to no token.
  const at = (from[start] ?? 0) - ((old.from[first] ?? 0) - span.from);
  const same = now.text.startsWith(words, at);
  if (!same && (old.from[first] !== span.from || old.to[end - 1] !== span.to)) return null;
  const place = same ? { from: at, to: at + words.length } : { from: at, to: to[start + end - first - 1] ?? 0 };
  const left = first === 0 || pairing[first - 1] === start - 1;
  const right = end === old.count || pairing[end] === start + end - first;
  return {
    span: { from: now.original(place.from), to: now.original(place.to) },
    how: same ? (left || right ? 'in place' : 'moved') : 'edited',
    score: 1,
  };
}

/** Where the diff puts the words of a span and those beside it. */
function siteAlong(
  { old: { tokens: old }, now: { tokens: now }, pairing }: Diff,
  pattern: Pattern,
  span: Span,
): readonly Site[] {
  const first = firstFrom(old, span.from);
  const end = firstFrom(old, span.to);
  const places: number[] = [];
  for (const step of [-1, 1]) {
    let i = step < 0 ? first - 1 : end;
    while (i >= 0 && i < old.count && pairing[i] === -1) i += step;
    const j = i >= 0 && i < old.count ? (pairing[i] ?? -1) : -1;
    if (j >= 0) places.push((now.from[j] ?? 0) - ((old.from[i] ?? 0) - span.from) - pattern.from);
  }
  const last = now.to[now.count - 1] ?? 0;
  return places.map((at) => Math.max(-pattern.from, Math.min(at, last))).map((at) => ({ from: at, to: at, votes: 1 }));
}

/** The first token that begins at an offset or after it. */
function firstFrom(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.from[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function choose(
  diff: Comparison,
  was: Span,
  candidates: readonly Candidate[],
  pattern: Pattern,
  now: Unified,
): Found | null {
  const places = candidates.flatMap(({ span, evidence }) => {
    if (span === null) return [];
    const { own, foreign } = shares(diff, was, span);
    const score = own * evidence.text + (1 - foreign) * evidence.text * 0.5;
    return isCredible(evidence, own, foreign) && (own > 0 || !isOfSibling(diff, was, span))
      ? [{ span, evidence, own, score }]
      : [];
  });
  const [best, second] = places.sort((a, b) => b.score - a.score);
  if (!best || (best.own < mostlyOwn && second && second.score > tooAlike * best.score)) return null;
  const { evidence, score } = best;
  const span = (evidence.same ? undefined : wordsAt(best.span, pattern, now.text)) ?? best.span;
  const isSame = now.text.slice(span.from, span.to) === pattern.whole.slice(pattern.from, pattern.to);
  const how = !isSame ? 'edited' : Math.max(evidence.before, evidence.after) > 0.5 ? 'in place' : 'moved';
  return { span: { from: now.original(span.from), to: now.original(span.to) }, how, score: Math.min(1, score) };
}

/** Whether a place stands in a unit that shares with the span's no more than its like do. */
function isOfSibling({ old, now, lexicon }: Diff, was: Span, place: Span): boolean {
  const at = Math.min(firstFrom(now.tokens, place.from), now.tokens.count - 1);
  const last = Math.max(at, firstFrom(now.tokens, place.to) - 1);
  const unit = unitAt(old.units, Math.min(firstFrom(old.tokens, was.from), old.tokens.count - 1));
  return isSibling(old, unit, now, unitAt(now.units, at), unitAt(now.units, last), lexicon);
}

/**
 * Whether a place can be the span's: most of it went there by the diff; or the place is new, and either has the span's
 * surroundings or so many of its words that chance is no explanation.
 */
function isCredible({ text, rare, nearBefore, nearAfter, letters }: Evidence, own: number, foreign: number): boolean {
  const around = Math.max(nearBefore, nearAfter);
  if (own >= mostlyOwn) {
    const isScrap = text < 0.5 && text * letters < fewLetters && around < leastNear;
    // A word or two that both have may be no more than that.
    const isMore = around >= 0.5 || (!isScrap && (own >= 0.6 || own * letters >= fewLetters));
    return (foreign < 0.5 && isMore) || (text >= 0.9 && around >= 0.9);
  }
  if (foreign >= 0.45) return false;
  const inPlace = around >= 0.8 && text >= 0.6 && rare >= 0.6;
  const alike = around >= 0.85 && text >= 0.95 && rare >= 0.45 && foreign < 0.1;
  const long = (letters >= 24 && text >= 0.95) || (letters >= 40 && text >= 0.85) || (letters >= 80 && text >= 0.6);
  return inPlace || alike || long;
}

/** The share of the old span's letters that went to a place, and of the place's letters that came from elsewhere. */
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

/**
 * What a search found, put right by an older text on which the selectors stood: where a selector was not found as it is,
 * but stands in the older text with its surroundings, the difference of the two texts decides. The same words elsewhere
 * in it are others: the selector was made after it. `found` is parallel to `selectors`. In steps of some milliseconds.
 */
export function* correctingWithOlderText(
  older: string,
  text: string,
  selectors: readonly Selector[],
  found: readonly (Found | null)[],
): Generator<undefined, readonly (Found | null)[]> {
  const stood = yield* locating(older, selectors);
  const doubtful = [...selectors.keys()].filter(
    (index) => isDoubtful(found[index]) && stoodAt(older, selectors[index], stood[index]),
  );
  if (doubtful.length === 0) return found;
  const followed = yield* following(
    older,
    text,
    doubtful.map((index) => stood[index]?.span ?? { from: 0, to: 0 }),
  );
  const better = new Map(doubtful.map((index, order) => [index, followed[order] ?? null]));
  return found.map((hit, index) => (better.has(index) ? (better.get(index) ?? null) : hit));
}

/** Whether a search is less than sure: it found nothing, or other words. */
export function isDoubtful(hit: Found | null | undefined): boolean {
  return !hit || hit.how === 'edited';
}

/** Whether a selector was made where it is found: what it keeps of one side stands there to the letter. */
function stoodAt(older: string, selector: Selector | undefined, hit: Found | null | undefined): boolean {
  if (!selector || hit?.how !== 'in place') return false;
  const { before = '', after = '' } = selector;
  const stands = sidesStanding(older, selector, hit.span);
  return (before !== '' && stands.before) || (after !== '' && stands.after) || before + after === '';
}
