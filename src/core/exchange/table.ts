/** What a spreadsheet would begin a formula with, and the apostrophe that keeps it from doing so. */
const formula = /^[=+\-@\t\r\n＝＋－＠'|%]/;

/** Rows as CSV after RFC 4180, with a byte-order mark by which spreadsheets know UTF-8. No cell is a formula. */
export function writeTable(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')}`;
}

function writeCell(value: string): string {
  const inert = formula.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** The rows of a CSV file, separated by commas, semicolons or tabs; empty lines are left out. */
export function readTable(content: string): string[][] {
  const text = content.replace(/^\ufeff/, '');
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    const { value, end } = readCell(text, at, separator);
    row.push(value);
    at = end;
    const unit = text.charAt(at);
    if (unit === separator) {
      at++;
      if (at < text.length) continue;
      row.push('');
    } else if (unit === '\r' && text.charAt(at + 1) === '\n') at += 2;
    else at++;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}

/** The separator that stands most often in the first line. */
function separatorOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const count = (separator: string): number => line.split(separator).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

function readCell(text: string, from: number, separator: string): { value: string; end: number } {
  if (text.charAt(from) !== '"') {
    let end = from;
    while (end < text.length && !isEnd(text, end, separator)) end++;
    return { value: plain(text.slice(from, end)), end };
  }
  const parts: string[] = [];
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    parts.push(text.slice(at, quote < 0 ? text.length : quote));
    if (quote < 0) return { value: plain(parts.join('')), end: text.length };
    at = quote + 1;
    if (text.charAt(at) !== '"') break;
    parts.push('"');
    at++;
  }
  let end = at;
  while (end < text.length && !isEnd(text, end, separator)) end++;
  return { value: plain(parts.join('') + text.slice(at, end)), end };
}

function isEnd(text: string, at: number, separator: string): boolean {
  const unit = text.charAt(at);
  return unit === separator || unit === '\n' || unit === '\r';
}

function plain(value: string): string {
  return value.startsWith("'") && formula.test(value.slice(1)) ? value.slice(1) : value;
}
