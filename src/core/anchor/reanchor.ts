import type { Selector } from '../model/annotation';
import { locate, type Found } from './locate';

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
