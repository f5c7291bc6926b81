import { width, type Genre } from '../../src/core/detect/features';
import { seeded } from '../unit/random';

export interface Example {
  /** Indexes of the features of the sentence. */
  readonly places: Int32Array;
  readonly label: number;
  readonly register: Genre;
}

export interface Weights {
  readonly bias: number;
  readonly weights: Float64Array;
}

/**
 * Logistic regression by AdaGrad (Duchi et al. 2011) on examples of length 1, with L2, its weights averaged over the later
 * rounds (Polyak and Juditsky 1992). Features in fewer than `fewest` examples keep no weight. The same examples give the
 * same weights.
 */
export function train(examples: readonly Example[], rounds = 12, rate = 0.2, decay = 3e-4, fewest = 4): Weights {
  const weights = new Float64Array(width);
  const squares = new Float64Array(width).fill(0.01);
  const mean = new Float64Array(width);
  const common = counts(examples).map((count) => (count < fewest ? 0 : 1));
  const next = seeded(1);
  const order = examples.map((_, i) => i);
  const averaged = Math.ceil(rounds / 2);
  let bias = 0;
  let biasSquares = 0.01;
  let meanBias = 0;
  for (let round = 0; round < rounds; round++) {
    shuffle(order, next);
    for (const i of order) {
      const { places, label } = examples[i]!;
      const size = 1 / Math.sqrt(Math.max(1, places.length));
      const error = 1 / (1 + Math.exp(-value({ bias, weights }, places))) - label;
      for (const place of places) {
        const slope = error * size + decay * weights[place]!;
        squares[place]! += slope * slope;
        weights[place]! -= (common[place]! * rate * slope) / Math.sqrt(squares[place]!);
      }
      biasSquares += error * error;
      bias -= (rate * error) / (2 * Math.sqrt(biasSquares));
    }
    if (round < rounds - averaged) continue;
    weights.forEach((weight, place) => (mean[place]! += weight / averaged));
    meanBias += bias / averaged;
  }
  return { bias: meanBias, weights: mean };
}

export function value({ bias, weights }: Weights, places: Int32Array): number {
  let sum = 0;
  for (const place of places) sum += weights[place]!;
  return bias + sum / Math.sqrt(Math.max(1, places.length));
}

function counts(examples: readonly Example[]): Uint32Array {
  const counts = new Uint32Array(width);
  for (const { places } of examples) for (const place of places) counts[place]!++;
  return counts;
}

function shuffle(order: number[], next: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}
