/** A weighted example of a regression with few features. */
export interface Dense {
  readonly features: Float64Array;
  readonly label: number;
  readonly weight: number;
}

export interface Linear {
  readonly weights: Float64Array;
  readonly bias: number;
}

export const valueOf = ({ weights, bias }: Linear, features: Float64Array): number => {
  let sum = bias;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * features[i]!;
  return sum;
};

/** The mean and the spread of each feature. */
function spreadOf(examples: readonly Dense[], size: number): { mean: Float64Array; deviation: Float64Array } {
  const mean = new Float64Array(size);
  const squares = new Float64Array(size);
  for (const { features } of examples)
    for (let i = 0; i < size; i++) {
      mean[i]! += features[i]! / examples.length;
      squares[i]! += features[i]! ** 2 / examples.length;
    }
  const deviation = squares.map((square, i) => Math.sqrt(Math.max(0, square - mean[i]! ** 2)) + 1e-9);
  return { mean, deviation };
}

/**
 * Logistic regression by Newton's method with L2 on features of spread 1. Without a bias, features are not centred, so
 * that pairs of a better and a worse example are learnt from their differences.
 */
export function logistic(examples: readonly Dense[], decay: number, hasBias: boolean): Linear {
  const size = examples[0]?.features.length ?? 0;
  const spread = spreadOf(examples, size);
  const mean = hasBias ? spread.mean : new Float64Array(size);
  const { deviation } = spread;
  const width = size + 1;
  const theta = new Float64Array(width);
  const row = new Float64Array(width);
  for (let round = 0; round < 12; round++) {
    const slope = theta.map((value, i) => (i < size ? decay * value : 0));
    const curve = new Float64Array(width * width);
    for (let i = 0; i < width; i++) curve[i * width + i] = i < size ? decay : 1e-6;
    for (const { features, label, weight } of examples) {
      let value = hasBias ? theta[size]! : 0;
      for (let i = 0; i < size; i++) {
        row[i] = (features[i]! - mean[i]!) / deviation[i]!;
        value += row[i]! * theta[i]!;
      }
      row[size] = hasBias ? 1 : 0;
      const chance = 1 / (1 + Math.exp(-value));
      const error = weight * (chance - label);
      const bend = weight * chance * (1 - chance);
      for (let i = 0; i < width; i++) {
        slope[i]! += error * row[i]!;
        const part = bend * row[i]!;
        for (let k = 0; k <= i; k++) curve[i * width + k]! += part * row[k]!;
      }
    }
    const step = solved(curve, slope, width);
    for (let i = 0; i < width; i++) theta[i]! -= step[i]!;
    if (step.every((one) => Math.abs(one) < 1e-6)) break;
  }
  const weights = theta.slice(0, size).map((value, i) => value / deviation[i]!);
  return { weights, bias: theta[size]! - weights.reduce((sum, weight, i) => sum + weight * mean[i]!, 0) };
}

/** Solves a symmetric positive system by Cholesky; reads only the lower half of the matrix. */
function solved(matrix: Float64Array, right: Float64Array, width: number): Float64Array {
  const lower = new Float64Array(width * width);
  for (let i = 0; i < width; i++)
    for (let k = 0; k <= i; k++) {
      let sum = matrix[i * width + k]!;
      for (let n = 0; n < k; n++) sum -= lower[i * width + n]! * lower[k * width + n]!;
      lower[i * width + k] = i === k ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[k * width + k]!;
    }
  const result = right.slice();
  for (let i = 0; i < width; i++) {
    for (let n = 0; n < i; n++) result[i]! -= lower[i * width + n]! * result[n]!;
    result[i]! /= lower[i * width + i]!;
  }
  for (let i = width - 1; i >= 0; i--) {
    for (let n = i + 1; n < width; n++) result[i]! -= lower[n * width + i]! * result[n]!;
    result[i]! /= lower[i * width + i]!;
  }
  return result;
}
