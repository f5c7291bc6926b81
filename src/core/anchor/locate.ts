import type { Annotation, Selector } from '../model/annotation';
import type { Span } from '../text/change';
import { lineStarts, offsetAt, withLf } from '../text/lines';
import { drain } from '../text/steps';
import { prepare, type Pattern, type Sought } from './align';
import { assigning, type Choice } from './assign';
import { findingCandidates, allAtHints, candidatesFor, type Candidate } from './candidates';

/** A span found again. */
export interface Found {
  readonly span: Span;
  /** `in place`: same words, same surroundings. `moved`: same words elsewhere. `edited`: the words changed. */
  readonly how: 'in place' | 'moved' | 'edited';
  /** How sure this is, 0 to 1. */
  readonly score: number;
}

/**
 * Finds each selector in a text, by its words and surroundings; null where the span is lost. One answer per selector.
 * Selectors of one file help each other, so they belong into one call.
 */
export function locate(text: string, selectors: readonly Sought[]): readonly (Found | null)[] {
  return drain(locating(text, selectors));
}

/** `locate` in steps of some milliseconds: whoever must not block pauses between them. */
export function* locating(text: string, selectors: readonly Sought[]): Generator<undefined, readonly (Found | null)[]> {
  const unified = unify(text);
  yield;
  const patterns = selectors.map(prepare);
  yield;
  const starts = lineStarts(unified.text);
  yield;
  const hints = patterns.map((pattern) => (pattern.line > 0 ? offsetAt(starts, pattern) - pattern.from : -1));
  if (allAtHints(unified.text, patterns, hints)) {
    return patterns.map((pattern, i) => inPlace(unified, pattern, hints[i] ?? 0));
  }
  const candidates = yield* findingCandidates(unified.text, patterns, hints, starts);
  const choices = yield* assigning(starts, patterns, candidates);
  return choices.map((choice, i) => choice && foundBy(choice, patterns[i], unified));
}

function inPlace(unified: Unified, pattern: Pattern, at: number): Found {
  return { span: originalOf(unified, at + pattern.from, at + pattern.to), how: 'in place', score: 1 };
}

function originalOf(unified: Unified, from: number, to: number): Span {
  return { from: unified.original(from), to: unified.original(to) };
}

function foundBy(
  { candidate: { span, evidence }, sureness, orderFit }: Choice,
  pattern: Pattern | undefined,
  unified: Unified,
): Found | null {
  if (span === null) return null;
  const words = evidence.same || !pattern ? undefined : wordsAt(span, pattern, unified.text);
  const { from, to } = words ?? span;
  const isSame =
    evidence.same || (words !== undefined && pattern !== undefined && to - from === pattern.to - pattern.from);
  const isNear = Math.max(evidence.before, evidence.after) > 0.5 && orderFit.order >= 0;
  return {
    span: originalOf(unified, from, to),
    how: !isSame ? 'edited' : isNear ? 'in place' : 'moved',
    score: sureness,
  };
}

/**
 * The pattern's very words, where they stand at a place that was found by whole words: they may end within one. What
 * grew onto them at that place, letters or figures that were not there, is taken along: `13 boats` for `3 boats`.
 */
export function wordsAt(span: Span, { whole, ...pattern }: Pattern, text: string): Span | undefined {
  const words = whole.slice(pattern.from, pattern.to);
  const half = Math.ceil(words.length / 2);
  const base = Math.max(0, span.from - words.length + half);
  const at = text.slice(base, span.to + words.length - half).indexOf(words);
  if (at < 0) return undefined;
  let from = base + at;
  let to = from + words.length;
  if (text[from - 1] !== whole[pattern.from - 1]) while (from > span.from && isGrowth(text[from - 1])) from--;
  if (text[to] !== whole[pattern.to]) while (to < span.to && isGrowth(text[to])) to++;
  return { from, to };
}

const isGrowth = (unit: string | undefined): boolean => unit !== undefined && /[\p{L}\p{N}\p{M}]/u.test(unit);

/** Where a span stands in a text: half-open, in UTF-16 units. */
export interface Anchor {
  readonly start: number;
  readonly end: number;
  /** `in place`: same words, same surroundings. `moved`: same words elsewhere. `edited`: the words changed. */
  readonly how: Found['how'];
  /** How sure this is, 0 to 1. */
  readonly score: number;
}

/**
 * Finds the spans of one file's annotations again after the file was edited elsewhere. One answer per selector,
 * null where the span is lost. Annotations of one file help each other, so ask for all of them at once.
 * Line and column only choose between equals.
 */
export function reanchorAll(selectors: readonly Selector[], newText: string): (Anchor | null)[] {
  return locate(newText, selectors).map(
    (found) => found && { start: found.span.from, end: found.span.to, how: found.how, score: found.score },
  );
}

/** `reanchorAll` for a single selector. */
export function reanchor(selector: Selector, newText: string): Anchor | null {
  return reanchorAll([selector], newText)[0] ?? null;
}

/**
 * Where annotations stand, as `locating` finds them. Of one that is lost with the words to which it was edited, those
 * that were tagged are looked for too, in the same surroundings: whoever takes their last changes back has them again.
 * In steps of some milliseconds.
 */
export function* locatingWithPreviousWords(
  text: string,
  records: readonly Annotation[],
): Generator<undefined, readonly (Found | null)[]> {
  const found = yield* locating(text, records);
  const lost = records.flatMap((record, index) =>
    found[index] || record.was === undefined ? [] : [{ index, selector: { ...record, text: record.was } }],
  );
  if (lost.length === 0) return found;
  const hits = yield* locating(
    text,
    lost.map(({ selector }) => selector),
  );
  const back = new Map(lost.map(({ index }, order) => [index, hits[order]]));
  return found.map((hit, index) => {
    const tagged = back.get(index);
    return tagged?.how === 'in place' ? { ...tagged, how: 'edited' } : hit;
  });
}

/** What is less alike is never it. On the real and synthetic edits that anchoring is measured on, what was is 0.5 and more. */
const leastAlike = 0.4;

/**
 * Places in a text that resemble a lost span, for a person to choose from: at most `limit`, the likest first, none
 * twice. Their `score` is how alike words and surroundings are, 0 to 1, and no measure of how sure one may be.
 */
export function guess(text: string, selector: Selector, limit: number): Found[] {
  const unified = unify(text);
  const pattern = prepare(selector, 0);
  const hint = pattern.line > 0 ? offsetAt(lineStarts(unified.text), pattern) - pattern.from : 0;
  const candidates = candidatesFor(unified.text, pattern, hint, 2 * limit + 2);
  return candidates
    .flatMap(({ span, evidence }) => (span === null ? [] : [{ span, evidence, score: alikeness(evidence) }]))
    .filter(({ score }) => score >= leastAlike)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ span, evidence, score }) => ({
      span: { from: unified.original(span.from), to: unified.original(span.to) },
      how: evidence.same ? 'moved' : 'edited',
      score,
    }));
}

/** Words count for more than surroundings, and what was added inside counts against. */
function alikeness({ text, before, after, added }: Candidate['evidence']): number {
  const around = (Math.max(before, 0) + Math.max(after, 0)) / 2;
  return Math.max(0, 0.8 * text + 0.2 * around - 0.1 * Math.min(2, added));
}

/** A text with newlines as `\n`, and the way back to the offsets of the text it came from. */
export interface Unified {
  readonly text: string;
  /** The offset in the original; the end of a line stands before its whole line break. */
  readonly original: (offset: number) => number;
}

export function unify(text: string): Unified {
  if (!text.includes('\r')) return { text, original: (offset) => offset };
  const unified = withLf(text);
  // Where a `\r` was dropped, as the offset of the `\n` that stayed.
  const dropped: number[] = [];
  for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n', at + 2)) dropped.push(at - dropped.length);
  return { text: unified, original: (offset) => offset + countBelow(dropped, offset) };
}

/** How many of the ascending numbers are smaller than `limit`. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
