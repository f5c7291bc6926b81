import type { Selector } from '../model/annotation';
import type { Span } from '../text/change';
import { lineStarts } from '../text/lines';
import { drain } from '../text/steps';
import { prepare, type Pattern } from './align';
import type { Choice } from './assign';
import { candidatesAt, searching, sitesOf, type Search } from './candidates';
import { foundBy, locating, unify, type Found } from './locate';
import { describe, sidesStanding } from './selector';
import {
  chooseAlong,
  chooseByDiff,
  chooseOutstanding,
  comparing,
  siteAlong,
  strongOf,
  type Comparison,
} from './throughDiff';
import { tokenising } from './tokens';

/** Most places compared per span. */
const sitesPerSpan = 6;

/** Most seeds searched per span with its context. */
const seedsPerSpan = 96;

/** Spans between two pauses. */
const pace = 64;

/**
 * Finds spans of an old text in a new one, null where they are lost. More reliable than a search by selectors alone: a
 * diff of the two texts shows which of the new words were elsewhere before, and those are no place for a span.
 */
export function follow(oldText: string, newText: string, spans: readonly Span[]): readonly (Found | null)[] {
  return drain(following(oldText, newText, spans));
}

/** `follow` in steps of some milliseconds, for callers that must not block. */
export function* following(
  oldText: string,
  newText: string,
  spans: readonly Span[],
): Generator<undefined, readonly (Found | null)[]> {
  const now = unify(newText);
  yield;
  const before = { text: oldText, tokens: yield* tokenising(oldText) };
  const diff = yield* comparing(before, { text: now.text, tokens: yield* tokenising(now.text) });
  yield;
  const starts = lineStarts(oldText);
  yield;
  const found: (Found | null)[] = [];
  const open: Pattern[] = [];
  for (const [i, span] of spans.entries()) {
    const pattern = prepare(describe(oldText, span, starts), i);
    const choice = chooseAlong(diff, pattern, span, now.text);
    found.push(choice && foundBy(choice, pattern, now));
    if (!choice) open.push(pattern);
    if (i % pace === pace - 1) yield;
  }
  if (open.length === 0) return found;
  const search = yield* searching(now.text, open, seedsPerSpan);
  for (const [order, pattern] of open.entries()) {
    const span = spans[pattern.index] ?? { from: 0, to: 0 };
    const choice = throughDiff(diff, pattern, span, now.text, { search, order });
    found[pattern.index] = choice && foundBy(choice, pattern, now);
    yield;
  }
  return found;
}

/** The seeds that spans share with the new text, and the span in question. */
interface Shared {
  readonly search: Search;
  readonly order: number;
}

/** The most alike of the places that can be a span's own. */
function throughDiff(
  diff: Comparison,
  pattern: Pattern,
  span: Span,
  text: string,
  { search, order }: Shared,
): Choice | null {
  const along = siteAlong(diff, pattern, span);
  const sites = [...along, ...strongOf(sitesOf(pattern, search, order, along[0]?.from ?? 0, sitesPerSpan))];
  const candidates = candidatesAt(text, pattern, sites);
  return chooseByDiff(diff, span, candidates) ?? chooseOutstanding(diff, span, candidates);
}

/**
 * Corrects search results by an older text with the selectors' words: where a selector was not found unchanged, but
 * occurs in the older text with its context, the diff of the two texts decides. The same words elsewhere in that diff
 * are others: the selector was made after it. `found` is parallel to `selectors`. In steps of some milliseconds.
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

/** Whether a search result is uncertain: nothing, or other words. */
export function isDoubtful(hit: Found | null | undefined): boolean {
  return !hit || hit.how === 'edited';
}

/** Whether a selector was made where it was found: its context on one side is there exactly. */
function stoodAt(older: string, selector: Selector | undefined, hit: Found | null | undefined): boolean {
  if (!selector || hit?.how !== 'in place') return false;
  const { before = '', after = '' } = selector;
  const stands = sidesStanding(older, selector, hit.span);
  return (before !== '' && stands.before) || (after !== '' && stands.after) || before + after === '';
}
