import type { Range } from './content';
import type { Source } from './source';

/** One act of saying in a sentence: who, by which word, and what; all as tokens. */
export interface Attribution {
  /** The word that attributes. */
  readonly cue: number;
  readonly source?: Source;
  /** In order; two where the cue stands in the middle of what is said; none where only quotations can be. */
  readonly contents: readonly Range[];
}
