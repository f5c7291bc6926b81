import type { Clues } from './gate';
import type { Table } from './tables';

// In log-odds against the span being lost. Fitted (multinomial logistic regression with an outside option, ridge) on
// spans whose true fate in real file histories and in scripted edits is known.

/** How much each clue weighs. */
export const weights: Readonly<Record<keyof Clues, number>> = {
  /** Before anything is known, a span is lost. */
  always: -6.18,
  /** The share of the span's letters found. */
  text: 0.98,
  /** The share beyond 0.7. */
  most: 0.01,
  /** The same, where words that fit in many places count for less. */
  rareText: 1.98,
  /** The same, with the surroundings. */
  rare: 1.98,
  /** The share of the surroundings found on the better side. */
  more: 0.59,
  /** And on the other. */
  less: -1.35,
  /** The same, less where other words have come between. */
  nearMore: 0.75,
  /** And on the other side. */
  nearLess: -0.89,
  /** Span and surroundings found touch, on the better side. */
  touching: 0.05,
  /** On both sides. */
  enclosed: 0.45,
  /** Letters added inside, as a share of the span's. */
  added: -0.46,
  /** How long the span is. */
  size: -0.06,
  /** How much of a long span was found. */
  textOfSize: 0.84,
  /** A long span is identical. */
  same: -0.27,
  /** It begins and ends as the span did. */
  fit: 0.66,
  /** Without surroundings: the share of the letters. */
  farText: -0.08,
  /** Without surroundings: the length. */
  farSize: 0.08,
  /** Without surroundings: nearly identical. */
  farExact: 0.04,
  /** Without surroundings: long and nearly identical. */
  farExactSize: 0.39,
  /** Without surroundings: by how much it is better. */
  farLead: -0.52,
  /** Surroundings stand elsewhere without the span. */
  hole: 0.43,
  /** They do, and not here. */
  holeFar: -0.42,
  /** They do, and words are missing here. */
  holeLack: -0.4,
  /** The best other place. */
  rival: -1.39,
  /** By how much this one is better. */
  lead: 1.69,
  /** RareText and rare together. */
  rareAndText: 2.34,
  /** Between the neighbours it had. */
  ordered: 0.28,
  /** Past one of them. */
  disordered: 0.02,
  /** As far from its neighbours as it was. */
  steady: 1.34,
};

/** By the share of the span's letters found (rows) and of the surroundings on the better side (columns). */
export const bySurroundings: Table = {
  rows: [0.2, 0.4, 0.55, 0.7, 0.85, 1],
  columns: [0, 0.3, 0.6, 1],
  // prettier-ignore
  weights: [
    [-0.31, -0.16, -0.18, -0.53],
    [-0.22, -0.12, -0.24, -0.51],
    [-0.32, -0.15, 0.14, 0.39],
    [-0.23, -0.16, 1.21, 1.62],
    [-0.02, -0.06, -0.09, -0.39],
    [0.68, -0.15, -0.27, 0.06],
  ],
};

/** By the share of the span's letters found (rows) and the length of the span, a fifth of its logarithm to 2 (columns). */
export const byLength: Table = {
  rows: [0.2, 0.4, 0.55, 0.7, 0.85, 1],
  columns: [0.5, 0.75, 1, 1.3, 1.6],
  // prettier-ignore
  weights: [
    [-0.03, -0.17, -0.43, -0.43, -0.12],
    [-0.03, -0.27, -0.56, -0.22, -0.01],
    [-0.12, -0.07, -0.12, 0.21, 0.17],
    [0.06, 0.54, 0.12, 1.36, 0.36],
    [0.1, 0.02, 0.03, -0.71, -0.01],
    [0.73, -0.58, 0.36, 0.08, -0.26],
  ],
};

/** By the share of span and surroundings found, where words that fit in many places count for less (columns). */
export const byRarity: Table = {
  rows: [0],
  columns: [0.1, 0.3, 0.5, 0.7, 0.85, 1],
  // prettier-ignore
  weights: [
    [-1.41, -1.09, -0.44, 0.19, 1.53, 1.22],
  ],
};
