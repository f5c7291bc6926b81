/** Alternatives among which one was right, each described by its features. */
export interface Choice {
  readonly features: readonly Readonly<Record<string, number>>[];
  /** The index of the right one; -1 if none was. */
  readonly right: number;
}

export type Weights = Readonly<Record<string, number>>;

/** A feature with this name is equal for all alternatives, and exempt from the ridge. */
const bias = 'always';

/**
 * Multinomial logistic regression (McFadden 1974) in which "none of them" weighs 0, with a ridge against chance, by
 * Newton's method. The same choices give the same weights.
 */
export function fit(choices: readonly Choice[], ridge: number): Weights {
  const names = [...new Set(choices.flatMap(({ features }) => features.flatMap(Object.keys)))];
  const ridges = Float64Array.from(names, (name) => (name === bias ? 0 : ridge));
  const rows = choices.map(({ features, right }) => ({
    right,
    features: features.map((named) => Float64Array.from(names, (name) => named[name] ?? 0)),
  }));
  let weights = new Float64Array(names.length);
  for (let largest = Infinity; largest > 1e-4;) {
    const { slope, bend } = slopeAndBend(rows, weights, ridges);
    const change = solve(bend, slope);
    weights = weights.map((weight, k) => weight - change[k]!);
    largest = Math.max(...change.map(Math.abs));
  }
  return Object.fromEntries(names.map((name, k) => [name, weights[k]!]));
}

interface Row {
  readonly features: readonly Float64Array[];
  readonly right: number;
}

/** The first and second derivatives of the loss: minus the log-likelihood, and the ridge. */
function slopeAndBend(rows: readonly Row[], weights: Float64Array, ridges: Float64Array) {
  const slope = weights.map((weight, k) => ridges[k]! * weight);
  const bend = Array.from(weights, (_, k) => Float64Array.from(weights, (_, l) => (k === l ? ridges[k]! : 0)));
  for (const { features, right } of rows) {
    const chances = chancesOf(features, weights);
    const mean = new Float64Array(weights.length);
    features.forEach((feature, i) => feature.forEach((value, k) => (mean[k]! += chances[i]! * value)));
    mean.forEach((value, k) => (slope[k]! += value - (features[right]?.[k] ?? 0)));
    features.forEach((feature, i) => addSquare(bend, feature, chances[i]!));
    addSquare(bend, mean, -1);
  }
  return { slope, bend };
}

function chancesOf(features: readonly Float64Array[], weights: Float64Array): readonly number[] {
  const odds = features.map((feature) => Math.exp(feature.reduce((sum, value, k) => sum + value * weights[k]!, 0)));
  const sum = odds.reduce((total, each) => total + each, 1);
  return odds.map((each) => each / sum);
}

function addSquare(matrix: readonly Float64Array[], vector: Float64Array, factor: number): void {
  vector.forEach((value, k) => {
    if (value === 0) return;
    const row = matrix[k]!;
    vector.forEach((other, l) => (row[l]! += factor * value * other));
  });
}

/** Gaussian elimination for a symmetric positive definite matrix. Overwrites both arguments. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  for (let k = 0; k < right.length; k++) {
    for (let i = k + 1; i < right.length; i++) {
      const factor = matrix[i]![k]! / matrix[k]![k]!;
      for (let j = k; j < right.length; j++) matrix[i]![j]! -= factor * matrix[k]![j]!;
      right[i]! -= factor * right[k]!;
    }
  }
  for (let k = right.length - 1; k >= 0; k--) {
    for (let j = k + 1; j < right.length; j++) right[k]! -= matrix[k]![j]! * right[j]!;
    right[k]! /= matrix[k]![k]!;
  }
  return right;
}
