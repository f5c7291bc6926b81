import type { Selector } from '../model/annotation';
import { withLf } from '../text/lines';
import { phrase, type Phrase } from './align';
import { tokenise } from './tokens';

/** A selector with what tells annotations on the same words apart. */
export interface Sought extends Selector {
  readonly tag?: string;
  readonly by?: string;
}

/** A selector made ready to be looked for: the span with its surroundings as one text. */
export interface Pattern {
  readonly index: number;
  /** Before, text and after in one, newlines as `\n`. */
  readonly whole: string;
  /** Where the span stands in `whole`. */
  readonly from: number;
  readonly to: number;
  /** The hint, from 1; 0 where there is none. */
  readonly line: number;
  readonly column: number;
  /** Who tagged it as what; empty where that is not known. */
  readonly label: string;
}

export function prepare(selector: Sought, index: number): Pattern {
  const before = withLf(selector.before ?? '');
  const text = withLf(selector.text);
  const whole = before + text + withLf(selector.after ?? '');
  const to = before.length + text.length;
  const label = selector.tag === undefined ? '' : `${selector.tag} ${selector.by ?? ''}`;
  return { index, whole, from: before.length, to, line: selector.line ?? 0, column: selector.column ?? 1, label };
}

export function phraseOf(pattern: Pattern): Phrase {
  const tokens = tokenise(pattern.whole, 0, pattern.whole.length);
  let first = 0;
  while (first < tokens.count && (tokens.to[first] ?? 0) <= pattern.from) first++;
  let end = first;
  while (end < tokens.count && (tokens.from[end] ?? 0) < pattern.to) end++;
  return phrase(pattern.whole, tokens, first, end);
}
