/** A weight that depends on two quantities, given at some values of each (rows and columns) and interpolated between. */
export interface Table {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly weights: readonly (readonly number[])[];
}

/** The weight at a row's and a column's value, by bilinear interpolation; beyond the ends, that of the end. */
export function lookUp({ rows, columns, weights }: Table, row: number, column: number): number {
  const [i, down] = placeIn(rows, row);
  const [j, across] = placeIn(columns, column);
  const at = (di: number, dj: number) => weights[i + di]?.[j + dj] ?? 0;
  const left = at(0, 0) * (1 - down) + at(1, 0) * down;
  const right = at(0, 1) * (1 - down) + at(1, 1) * down;
  return left * (1 - across) + right * across;
}

/** The last value that is not greater, and how far from it to the next, 0 to 1. */
function placeIn(values: readonly number[], value: number): readonly [number, number] {
  let i = 0;
  while (i < values.length - 1 && value >= (values[i + 1] ?? 0)) i++;
  const [low, high] = [values[i] ?? 0, values[i + 1] ?? Infinity];
  return [i, high === Infinity ? 0 : Math.max(0, (value - low) / (high - low))];
}
