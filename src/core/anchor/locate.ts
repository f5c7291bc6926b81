import type { Selector } from '../annotation';
import type { Span } from '../change';
import { lineStarts, offsetAt } from '../text';
import { candidatesAt, type Candidate } from './candidates';
import { chooseAll, type Choice } from './choose';
import { unify, type Unified } from './newlines';
import { prepare, type Pattern } from './pattern';
import { noHits, scan, seedsOf } from './seeds';
import { occurrencesOf, sitesOf } from './sites';

/** A span found again. */
export interface Found {
  readonly span: Span;
  /** `in place`: same words, same surroundings. `moved`: same words elsewhere. `edited`: the words changed. */
  readonly how: 'in place' | 'moved' | 'edited';
  /** How sure this is, 0 to 1. */
  readonly score: number;
}

/** Units of text read between two pauses. */
const slice = 1 << 18;

/**
 * Finds each selector in a text, by its words and surroundings; null where the span is lost. One answer per selector.
 * Selectors of one file help each other, so they belong into one call.
 */
export function locate(text: string, selectors: readonly Selector[]): readonly (Found | null)[] {
  const steps = locating(text, selectors);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** `locate` in steps of a few milliseconds: whoever must not block pauses between them. */
export function* locating(
  text: string,
  selectors: readonly Selector[],
): Generator<undefined, readonly (Found | null)[]> {
  const unified = unify(text);
  const patterns = selectors.map(prepare);
  const still = allInPlace(unified, patterns);
  if (still !== null) return still;
  const considered = yield* considering(unified.text, patterns);
  return chooseAll(unified.text, patterns, considered).map((choice) => choice && foundBy(choice, unified));
}

/** The spans if each stands exactly where its hint says, with its surroundings; null otherwise. */
function allInPlace(unified: Unified, patterns: readonly Pattern[]): readonly Found[] | null {
  const starts = lineStarts(unified.text);
  const found: Found[] = [];
  for (const pattern of patterns) {
    const at = offsetAt(starts, pattern);
    if (pattern.line === 0 || at < pattern.from || !unified.text.startsWith(pattern.whole, at - pattern.from))
      return null;
    found.push({ span: originalOf(unified, at, at + pattern.to - pattern.from), how: 'in place', score: 1 });
  }
  return found;
}

function originalOf(unified: Unified, from: number, to: number): Span {
  return { from: unified.original(from), to: unified.original(to) };
}

/** The candidates of each pattern. */
export function* considering(
  text: string,
  patterns: readonly Pattern[],
): Generator<undefined, (readonly Candidate[])[]> {
  const seeds = seedsOf(patterns);
  const hits = noHits();
  let hash = 0;
  for (let from = 0; from < text.length; from += slice) {
    hash = scan(text, from, Math.min(text.length, from + slice), hash, seeds, hits);
    yield;
  }
  const occurrences = occurrencesOf(seeds, hits);
  const starts = lineStarts(text);
  const all: (readonly Candidate[])[] = [];
  for (const [order, pattern] of patterns.entries()) {
    const expected = pattern.line > 0 ? offsetAt(starts, pattern) - pattern.from : 0;
    all.push(candidatesAt(text, pattern, sitesOf(pattern, seeds, order, occurrences, expected, 6)));
    yield;
  }
  return all;
}

function foundBy({ candidate, sureness, standing }: Choice, unified: Unified): Found | null {
  if (candidate.span === null) return null;
  const { before, after, same } = candidate.evidence;
  const how = !same ? 'edited' : Math.max(before, after) > 0.5 && standing.order >= 0 ? 'in place' : 'moved';
  return { span: originalOf(unified, candidate.span.from, candidate.span.to), how, score: sureness };
}
