import { distancesOf } from './distance';
import type { Tokens } from './tokens';

/** What adding text costs: once, and for each letter. */
export interface Adding {
  readonly open: number;
  readonly each: number;
}

/** What an alignment pays, in letters of common words. Tuned on the fates of spans in real file histories. */
export const price = {
  /** To lose words: once for each gap, and for each letter. */
  loseOpen: 1.6,
  lose: 0.25,
  /** To pair words that have nothing in common: once, and for each letter. */
  replaceOpen: 0.3,
  replace: 0.25,
  /** Adding is cheap around the span, cheaper where span and surroundings meet, and dear inside. */
  around: { open: 1.6, each: 0.06 },
  border: { open: 1, each: 0.02 },
  inside: { open: 2.6, each: 0.3 },
} as const;

/** What a letter of the span counts: in a long one, and at most in a short one, which counts as this many letters. */
const emphasis = { long: 1.5, short: 3, letters: 30 };

/** What a letter far from the span counts, and the distance in letters at which a letter is far by 1/e. */
const distant = 0.6;
const reach = 24;

/** How much each token counts: the span more than what is around it, a short one more than a long one, the near more. */
export function emphasise(tokens: Tokens, first: number, end: number): Float64Array {
  let letters = 0;
  for (let i = first; i < end; i++) letters += tokens.weight[i] ?? 0;
  const most = Math.min(emphasis.short, Math.max(emphasis.long, emphasis.letters / Math.max(1, letters)));
  const factors = distancesOf(tokens, first, end).map(
    (distance) => distant + (1 - distant) * Math.exp(-distance / reach),
  );
  return factors.fill(most, first, end);
}
