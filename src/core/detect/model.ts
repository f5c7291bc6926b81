import { width, type Features } from './features';
import type { Register } from './register';

/** A trained linear model as it is stored. */
export interface ModelData {
  /** What a weight of 1 is worth. */
  readonly unit: number;
  /** From which value on a sentence counts: the best F1 in cross-validation, for each way of speaking. */
  readonly thresholds: Readonly<Record<Register, number>>;
  /** A letter for each feature, `A` to `Y` for -12 to 12: few letters, most of them `M`, pack well. */
  readonly weights: string;
}

export const steps = 12;
const letterOfNone = 0x4d;

/** The letter for a weight. */
export function letterOf(weight: number): string {
  return String.fromCharCode(letterOfNone + Math.max(-steps, Math.min(steps, Math.round(weight))));
}

/**
 * A linear model over hashed features. Its scores lie between 0 and 1, from 0.5 on for what counts, and are the same on
 * every engine: sums of small integers, a square root and divisions.
 */
export class Model {
  private readonly weights = new Int8Array(width);

  constructor(private readonly data: ModelData) {
    for (let i = 0; i < width; i++) this.weights[i] = data.weights.charCodeAt(i) - letterOfNone;
  }

  score(features: Features, register: Register): number {
    let sum = 0;
    for (let i = 0; i < features.count; i++) sum += this.weights[features.places[i] ?? 0] ?? 0;
    const value = (sum * this.data.unit) / Math.sqrt(Math.max(1, features.count)) - this.data.thresholds[register];
    return 0.5 + value / (2 * (1 + Math.abs(value)));
  }
}
