/**
 * A cell that a spreadsheet may take for a formula, even behind blanks, invisible and control characters, which it
 * trims; or one with the apostrophe that prevents this.
 */
export const formula = /^[\s\p{Z}\p{Cf}\p{Cc}]*[=+\-@＝＋－＠|%]|^['\t\r\n\0]/u;

/** A row of CSV (RFC 4180) without formulas: a cell that would be one gets an apostrophe in front. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(value: string): string {
  const inert = formula.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
