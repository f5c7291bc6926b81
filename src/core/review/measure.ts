/**
 * A coefficient of agreement, or why there is none: with one value in use throughout, chance alone explains perfect
 * agreement, so the coefficient is undefined, neither 0 nor 1.
 */
export type Measure =
  | { readonly value: number; readonly observed: number; readonly expected: number }
  | { readonly why: 'one-tag' | 'nothing' };
