/** The threshold with the best F1 of the positive sentences, and its results, in percent. */
export function bestThreshold(values: readonly number[], labels: readonly number[]) {
  const order = values.map((_, i) => i).sort((a, b) => values[b]! - values[a]!);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  let hits = 0;
  let best = { threshold: 0, f1: 0, precision: 0, recall: 0 };
  order.forEach((i, rank) => {
    hits += labels[i]!;
    const f1 = (200 * hits) / (rank + 1 + positives);
    if (f1 > best.f1)
      best = { threshold: values[i]!, f1, precision: (100 * hits) / (rank + 1), recall: (100 * hits) / positives };
  });
  return best;
}

export function averagePrecision(values: readonly number[], labels: readonly number[]): number {
  const order = values.map((_, i) => i).sort((a, b) => values[b]! - values[a]!);
  let hits = 0;
  let sum = 0;
  order.forEach((i, rank) => {
    if (labels[i] === 1) sum += ++hits / (rank + 1);
  });
  return (100 * sum) / Math.max(1, hits);
}
