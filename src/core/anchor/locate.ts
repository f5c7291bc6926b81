import type { Span } from '../text/change';
import { lineStarts, offsetAt } from '../text/lines';
import { choosing, type Choice } from './choose';
import { considering } from './consider';
import { allAtHints } from './exact';
import { unify, type Unified } from './newlines';
import { prepare, type Pattern, type Sought } from './pattern';
import { drain } from './steps';

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
  const candidates = yield* considering(unified.text, patterns, hints, starts);
  const choices = yield* choosing(starts, patterns, candidates);
  return choices.map((choice, i) => choice && foundBy(choice, patterns[i], unified));
}

function inPlace(unified: Unified, pattern: Pattern, at: number): Found {
  return { span: originalOf(unified, at + pattern.from, at + pattern.to), how: 'in place', score: 1 };
}

function originalOf(unified: Unified, from: number, to: number): Span {
  return { from: unified.original(from), to: unified.original(to) };
}

function foundBy(
  { candidate: { span, evidence }, sureness, standing }: Choice,
  pattern: Pattern | undefined,
  unified: Unified,
): Found | null {
  if (span === null) return null;
  const words = evidence.same || !pattern ? undefined : wordsAt(span, pattern, unified.text);
  const { from, to } = words ?? span;
  const isSame =
    evidence.same || (words !== undefined && pattern !== undefined && to - from === pattern.to - pattern.from);
  const isNear = Math.max(evidence.before, evidence.after) > 0.5 && standing.order >= 0;
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
