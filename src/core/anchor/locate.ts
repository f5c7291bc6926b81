import type { Annotation, Selector } from '../model/annotation';
import type { Span } from '../text/change';
import { lineStarts, offsetAt, withLf } from '../text/lines';
import { countWhere } from '../text/sorted';
import { drain } from '../text/steps';
import { prepare, type Pattern, type Sought } from './align';
import { assigning, type Choice } from './assign';
import { allAtHints, candidatesFor, findingWhereabouts, unchangedAt } from './candidates';
import { knowing } from './knownText';
import { candidatesThrough, comparing } from './throughDiff';
import { sameNormalized, tokenising, tokenisingStretches } from './tokens';
import type { Candidate } from './score';
import type { Site } from './boundaries';

/** A span found again. */
export interface Found {
  readonly span: Span;
  /** `in place`: same words, same context. `moved`: same words elsewhere. `edited`: the words changed. */
  readonly how: 'in place' | 'moved' | 'edited';
  /** The certainty, 0 to 1. */
  readonly score: number;
}

/**
 * Finds each selector in a text, by its words and context; null where the span is lost. One result per selector.
 * Selectors of one file help each other, so pass them in one call.
 */
export function locate(text: string, selectors: readonly Sought[]): readonly (Found | null)[] {
  return drain(locating(text, selectors));
}

/** `locate` in steps of some milliseconds, for callers that must not block. */
export function* locating(text: string, selectors: readonly Sought[]): Generator<undefined, readonly (Found | null)[]> {
  const unified = unify(text);
  yield;
  const patterns: Pattern[] = [];
  for (const [index, selector] of selectors.entries()) {
    patterns.push(prepare(selector, index));
    if (index % pace === pace - 1) yield;
  }
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

/**
 * The possible places of each pattern. If a pattern occurs with its whole context unchanged, only such places are
 * returned. The old text, as far as the selectors together know it, is compared with the new one, and decides where it
 * can: the words of a line or sentence that was kept or moved as a whole are there, and words that were elsewhere
 * before are no place. Only the rest is decided by probability. `hints` are the expected offsets of the patterns,
 * `starts` those of lines.
 */
export function* findingCandidates(
  text: string,
  patterns: readonly Pattern[],
  hints: readonly number[],
  starts: readonly number[],
): Generator<undefined, readonly (readonly Candidate[])[]> {
  const whereabouts = yield* findingWhereabouts(text, patterns, hints, starts);
  const places = whereabouts.map(({ unchanged }) => unchanged);
  const candidates = patterns.map((pattern, i) => (places[i] ?? []).map((at) => unchangedAt(pattern, at)));
  const rest = patterns.filter((_, i) => places[i]?.length === 0);
  if (rest.length === 0) return candidates;
  const sites = rest.map(({ index }) => whereabouts[index]?.sites ?? []);
  const known = yield* knowing(patterns);
  yield;
  const stretches = yield* stretching(text, patterns, places, rest, sites);
  yield;
  const before = { text: known.text, tokens: yield* tokenising(known.text), cuts: known.cuts, lineAt: known.lineAt };
  const diff = yield* comparing(before, { text, tokens: yield* tokenisingStretches(text, stretches) });
  for (const [order, pattern] of rest.entries()) {
    const span = known.spans[pattern.index] ?? { from: 0, to: 0 };
    candidates[pattern.index] = [...candidatesThrough(diff, pattern, span, text, sites[order] ?? [])];
    yield;
  }
  return candidates;
}

/** Patterns prepared between two pauses. */
const pace = 1024;

/** The stretches of the text in which patterns may be, extended to their lines. */
function* stretching(
  text: string,
  patterns: readonly Pattern[],
  places: readonly (readonly number[])[],
  rest: readonly Pattern[],
  sites: readonly (readonly Site[])[],
): Generator<undefined, readonly Span[]> {
  const spans: Span[] = [];
  for (const [i, { whole }] of patterns.entries())
    for (const at of places[i] ?? []) spans.push({ from: Math.max(0, at), to: at + whole.length });
  yield;
  rest.forEach(({ whole }, order) => {
    for (const { from, to } of sites[order] ?? [])
      spans.push({ from: Math.max(0, from - reach), to: to + whole.length + reach });
  });
  yield;
  const merged: { from: number; to: number }[] = [];
  for (const [order, index] of ascending(spans).entries()) {
    if (order % pace === pace - 1) yield;
    const { from, to } = spans[index] ?? { from: 0, to: 0 };
    const start = lineStart(text, from);
    const end = lineEnd(text, to);
    const last = merged.at(-1);
    if (last && start <= last.to + 1) last.to = Math.max(last.to, end);
    else merged.push({ from: start, to: end });
  }
  return merged;
}

/** The order of stretches by their start. Sorts start and index packed into one number, which is much faster. */
function ascending(spans: readonly Span[]): readonly number[] {
  const keys = Float64Array.from(spans, ({ from }, index) => from * 2 ** 21 + index).sort();
  return Array.from(keys, (key) => key % 2 ** 21);
}

/** How far around a site its lines are read, in UTF-16 units; and how much further in a longer line. */
const [reach, mostOfLine] = [48, 400];

function lineStart(text: string, offset: number): number {
  const at = Math.max(0, Math.min(offset, text.length));
  return Math.max(at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1, at - mostOfLine, 0);
}

function lineEnd(text: string, offset: number): number {
  const at = Math.max(0, Math.min(offset, text.length));
  const end = text.indexOf('\n', at);
  return Math.min(end < 0 ? text.length : end, at + mostOfLine);
}

function inPlace(unified: Unified, pattern: Pattern, at: number): Found {
  return { span: originalOf(unified, at + pattern.from, at + pattern.to), how: 'in place', score: 1 };
}

function originalOf(unified: Unified, from: number, to: number): Span {
  return { from: unified.original(from), to: unified.original(to) };
}

/** Whether some words are the tagged ones. */
const isTagged = (words: string, { whole, from, to }: Pattern): boolean => sameNormalized(words, whole.slice(from, to));

/** The result for a choice of a pattern's place. */
export function foundBy(
  { candidate: { span, evidence }, sureness, orderFit }: Choice,
  pattern: Pattern | undefined,
  unified: Unified,
): Found | null {
  if (span === null) return null;
  const words = evidence.same || !pattern ? undefined : wordsAt(span, pattern, unified.text);
  const { from, to } = words ?? span;
  const isSame = evidence.same || (pattern !== undefined && isTagged(unified.text.slice(from, to), pattern));
  const isNear = Math.max(evidence.before, evidence.after) > 0.5 && orderFit.order >= 0;
  return {
    span: originalOf(unified, from, to),
    how: !isSame ? 'edited' : isNear ? 'in place' : 'moved',
    score: sureness,
  };
}

/**
 * The pattern's exact words at a place that was found by whole words; they may end within one. New letters or figures
 * at such an end are included: `13 boats` for `3 boats`.
 */
function wordsAt(span: Span, { whole, ...pattern }: Pattern, text: string): Span | undefined {
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

/** The span of an annotation in a text: half-open, in UTF-16 units. */
export interface Anchor {
  readonly start: number;
  readonly end: number;
  /** `in place`: same words, same context. `moved`: same words elsewhere. `edited`: the words changed. */
  readonly how: Found['how'];
  /** The certainty, 0 to 1. */
  readonly score: number;
}

/**
 * Finds the spans of one file's annotations again after the file was edited elsewhere. One result per selector, null
 * where the span is lost. Annotations of one file help each other, so pass all of them at once. Line and column only
 * decide between equal places.
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
 * Locates annotations like `locating`. For an annotation that is lost with its edited words, the words as tagged are
 * searched, too, in the same context: a person may have undone the last edit. In steps of some milliseconds.
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

/** Least likeness of a guess. In the real and synthetic edits of the benchmarks, right places have 0.5 and more. */
const leastAlike = 0.4;

/**
 * Places in a text that resemble a lost span, for a person to choose from: at most `limit`, the most alike first,
 * without duplicates. Their `score` is the likeness of words and context, 0 to 1, and no certainty.
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

/** Words count more than context; additions inside count against. */
function alikeness({ text, before, after, added }: Candidate['evidence']): number {
  const around = (Math.max(before, 0) + Math.max(after, 0)) / 2;
  return Math.max(0, 0.8 * text + 0.2 * around - 0.1 * Math.min(2, added));
}

/** A text with newlines as `\n`, and the way back to offsets of the original. */
interface Unified {
  readonly text: string;
  /** The offset in the original; the end of a line is before its whole line break. */
  readonly original: (offset: number) => number;
}

export function unify(text: string): Unified {
  if (!text.includes('\r')) return { text, original: (offset) => offset };
  const unified = withLf(text);
  // Where a `\r` was dropped, as the offset of the remaining `\n`.
  const dropped: number[] = [];
  for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n', at + 2)) dropped.push(at - dropped.length);
  return { text: unified, original: (offset) => offset + countWhere(dropped, (at) => at < offset) };
}
