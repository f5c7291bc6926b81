/** A weight that depends on two quantities is fitted at some values of each (rows and columns), a cell for each pair. */
export interface Grid {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** A cell, and its share in what lies between it and the next ones. */
export interface Corner {
  readonly row: number;
  readonly column: number;
  readonly share: number;
}

/** The cells around a row's and a column's value, by bilinear interpolation; beyond the ends, that of the end. */
export function cornersOf({ rows, columns }: Grid, row: number, column: number): readonly Corner[] {
  return placesIn(rows, row).flatMap((down) =>
    placesIn(columns, column).map((across) => ({
      row: down.value,
      column: across.value,
      share: down.share * across.share,
    })),
  );
}

/** The last value that is not greater and the next one, with the share of each; one where the other has none. */
function placesIn(values: readonly number[], value: number): readonly { value: number; share: number }[] {
  let i = 0;
  while (i < values.length - 1 && value >= (values[i + 1] ?? 0)) i++;
  const low = values[i] ?? 0;
  const high = values[i + 1];
  if (high === undefined || value <= low) return [{ value: low, share: 1 }];
  const share = (value - low) / (high - low);
  return [
    { value: low, share: 1 - share },
    { value: high, share },
  ];
}
