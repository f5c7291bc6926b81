import { formula } from '../text/cells';
import { drain } from '../text/steps';
import type { FileRemark } from './format';
import { excerptOf } from './records';

/** A table of a spreadsheet. */
interface Table {
  /** The names of the columns. */
  readonly header: readonly string[];
  /** The rows below the header, without empty lines. */
  readonly rows: readonly Row[];
  /** Remarks on the table: a title above it, a quotation mark that is not closed. */
  readonly remarks: readonly FileRemark[];
}

interface Row {
  readonly cells: readonly string[];
  /** The line of its start, from 1. */
  readonly line: number;
}

/** The name of a column in the form for comparing. */
export const nameOf = (cell: string): string => cell.trim().toLowerCase();

/** How many lines may be above the header, and within how many UTF-16 units. Guessed. */
const [mostAbove, farthest] = [20, 1 << 16];

/**
 * The table of a CSV file, separated by commas, semicolons, tabs or bars; undefined if no row near its start is the
 * wanted header. A first line `sep=;`, as in Excel, names the separator.
 */
export function* tableIn(
  text: string,
  isHeader: (names: ReadonlySet<string>) => boolean,
): Generator<undefined, Table | undefined> {
  const [head = '', said] = /^(?:[ \t]*[\r\n])*(?:"?sep=(.)"?[^\r\n]*(?:\r\n?|\n)(?:[ \t]*[\r\n])*)?/i.exec(text) ?? [];
  const body = text.slice(head.length);
  const first = 1 + linesIn(head);
  const [start = ''] =
    new RegExp(`^(?:[^\\r\\n]*(?:\\r\\n?|\\n|$)){0,${mostAbove}}`).exec(body.slice(0, farthest)) ?? [];
  const headerAt = (separator: string): number =>
    drain(rowsOf(start, separator, 1)).rows.findIndex(({ cells }) => isHeader(new Set(cells.map(nameOf))));
  const [best] = (said === undefined ? [',', ';', '\t', '|'] : [said])
    .map((separator) => ({ separator, at: headerAt(separator) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  if (!best) return undefined;
  const { rows, openAt } = yield* rowsOf(body, best.separator, first);
  const remarks = rows.slice(0, best.at).map(({ cells }): FileRemark => ({
    code: 'above',
    detail: excerptOf(...cells),
  }));
  if (openAt !== undefined) remarks.push({ code: 'open-quote', detail: String(openAt) });
  return { header: rows[best.at]?.cells ?? [], rows: rows.slice(best.at + 1), remarks };
}

const linesIn = (text: string): number => (text.match(/\r\n?|\n/g) ?? []).length;

/** The rows of a table, and the first line with an unclosed quotation mark, whose cell may contain the rows below. */
function* rowsOf(
  text: string,
  separator: string,
  first: number,
): Generator<undefined, { readonly rows: readonly Row[]; readonly openAt: number | undefined }> {
  const rows: Row[] = [];
  let openAt: number | undefined;
  let row: string[] = [];
  let line = first;
  let start = 0;
  for (let at = 0; at < text.length;) {
    const { value, end, isOpen } = readCell(text, at, separator);
    row.push(value);
    if (isOpen) openAt ??= line + linesIn(text.slice(start, at));
    at = end;
    const unit = text.charAt(at);
    if (unit === separator) {
      at++;
      if (at < text.length) continue;
      row.push('');
    } else if (unit === '\r' && text.charAt(at + 1) === '\n') at += 2;
    else at++;
    if (row.some((cell) => cell !== '')) rows.push({ cells: row, line });
    line += linesIn(text.slice(start, at));
    start = at;
    row = [];
    yield;
  }
  return { rows, openAt };
}

interface Cell {
  readonly value: string;
  readonly end: number;
  /** Whether its quotation mark is not closed, or closed by one of a later cell. */
  readonly isOpen: boolean;
}

/** Reads the cell that starts at `from`. Blanks around a cell are dropped; those inside quotation marks stay. */
function readCell(text: string, from: number, separator: string): Cell {
  let first = from;
  while (text.charAt(first) === ' ') first++;
  if (text.charAt(first) !== '"') {
    const end = cellEnd(text, first, separator);
    return { value: plain(text.slice(first, end).trim()), end, isOpen: false };
  }
  const parts: string[] = [];
  let at = first + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    parts.push(text.slice(at, quote < 0 ? text.length : quote));
    if (quote < 0) return { value: plain(parts.join('')), end: text.length, isOpen: true };
    at = quote + 1;
    if (text.charAt(at) !== '"') break;
    parts.push('"');
    at++;
  }
  const end = cellEnd(text, at, separator);
  const said = parts.join('');
  const rest = text.slice(at, end);
  return {
    value: plain(rest.trim() === '' ? said : said + rest),
    end,
    isOpen: rest.trim() !== '' && /[\r\n]/.test(said),
  };
}

function cellEnd(text: string, from: number, separator: string): number {
  let end = from;
  while (end < text.length && !isEnd(text, end, separator)) end++;
  return end;
}

function isEnd(text: string, at: number, separator: string): boolean {
  const unit = text.charAt(at);
  return unit === separator || unit === '\n' || unit === '\r';
}

/** The value of a cell, without the apostrophe before a formula and without the formula around a text, `="007"`. */
function plain(value: string): string {
  if (value.startsWith("'") && formula.test(value.slice(1))) return value.slice(1);
  const [, text] = /^="((?:[^"]|"")*)"$/.exec(value) ?? [];
  return text === undefined ? value : text.replaceAll('""', '"');
}
