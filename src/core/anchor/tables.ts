/** A weight that depends on two quantities is fitted at some values of each (rows and columns), a cell for each pair. */
export interface Grid {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** What the cell of a row and a column is called. */
  readonly names: readonly (readonly string[])[];
}

export function gridOf(name: string, rows: readonly number[], columns: readonly number[]): Grid {
  return { rows, columns, names: rows.map((row) => columns.map((column) => `${name} ${row} ${column}`)) };
}

/**
 * The cells around a row's and a column's value by name, each with its share, by bilinear interpolation; beyond the ends,
 * that of the end.
 */
export function sharesOf({ rows, columns, names }: Grid, row: number, column: number): Record<string, number> {
  const down = placeIn(rows, row);
  const across = placeIn(columns, column);
  const shares: Record<string, number> = {};
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      const share = (i === 0 ? 1 - down.beyond : down.beyond) * (j === 0 ? 1 - across.beyond : across.beyond);
      const name = names[down.index + i]?.[across.index + j];
      if (share > 0 && name !== undefined) shares[name] = share;
    }
  }
  return shares;
}

/** The last of some values that is not greater, and how far beyond it towards the next, 0 to 1. */
function placeIn(values: readonly number[], value: number): { index: number; beyond: number } {
  let index = 0;
  while (index < values.length - 1 && value >= (values[index + 1] ?? 0)) index++;
  const low = values[index] ?? 0;
  const high = values[index + 1] ?? Infinity;
  return { index, beyond: high === Infinity ? 0 : Math.max(0, (value - low) / (high - low)) };
}
