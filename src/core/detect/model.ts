import { width, type Features } from './features';
import type { Register } from './register';

/** A trained linear model as it is stored: one signed byte a feature, in base64. */
export interface ModelData {
  /** What one unit of a weight is worth. */
  readonly unit: number;
  /** From which value on a sentence counts: the best F1 in cross-validation, for each way of speaking. */
  readonly thresholds: Readonly<Record<Register, number>>;
  readonly weights: string;
}

/**
 * A linear model over hashed features. Its scores lie between 0 and 1, at least 0.5 for what it takes to count,
 * and are the same on every engine: sums of small integers, and one division and square root.
 */
export class Model {
  private readonly weights: Int8Array;

  constructor(private readonly data: ModelData) {
    this.weights = bytes(data.weights, width);
  }

  score(features: Features, register: Register): number {
    let sum = 0;
    for (let i = 0; i < features.count; i++) sum += this.weights[features.places[i] ?? 0] ?? 0;
    const value = (sum * this.data.unit) / Math.sqrt(Math.max(1, features.count)) - this.data.thresholds[register];
    return 0.5 + value / (2 * (1 + Math.abs(value)));
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Decodes base64 without the padding's help, since the language itself has no decoder yet. */
function bytes(base64: string, length: number): Int8Array {
  const result = new Int8Array(length);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < base64.length && at < length; i++) {
    const digit = alphabet.indexOf(base64.charAt(i));
    if (digit < 0) break;
    bits = ((bits << 6) | digit) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    result[at++] = (bits >> held) & 0xff;
  }
  return result;
}
