/**
 * What a spreadsheet would begin a formula with, also behind blanks, invisible and control characters, which it trims;
 * and the apostrophe that keeps it from doing so.
 */
export const formula = /^[\s\p{Z}\p{Cf}\p{Cc}]*[=+\-@＝＋－＠|%]|^['\t\r\n\0]/u;

/** Cells as a row of CSV after RFC 4180, none of them a formula: one that would be has an apostrophe before it. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(value: string): string {
  const inert = formula.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
