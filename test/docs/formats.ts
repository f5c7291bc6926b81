// The table of what each format can carry, made from the formats themselves (see pages.ts).
import type { CarriedField, Format } from '../../src/core/exchange/format';
import { formats } from '../../src/core/exchange/formats';

const fields: readonly (readonly [CarriedField, string])[] = [
  ['note', 'note'],
  ['claim', 'claim'],
  ['speaker', 'speaker'],
  ['evidence', 'evidence'],
  ['by', 'who'],
  ['created', 'when'],
  ['updated', 'when changed'],
  ['reviews', 'reviews'],
  ['adjudicated', 'adjudication'],
  ['discussion', 'discussion'],
  ['resolved', 'closed discussion'],
  ['links', 'links'],
  ['notLinked', 'what is no link'],
  ['id', 'id'],
  ['about', 'where the source comes from'],
  ['texts', 'the texts themselves'],
  ['lost', 'annotations lost in their source'],
  ['status', 'review status'],
];

/** The page of the documentation, as it has to be. */
export function formatsPage(): string {
  const writing = formats.filter((format) => format.write && format.carries);
  const reading = formats.filter((format) => format.parse && format.carries);
  return [
    '# Formats',
    '',
    'Made by `npm run docs` from the code; a test fails if it is out of date. The words, their place and the tag are in every format.',
    '',
    '## What an export keeps',
    '',
    ...table(writing, (format) => format.carries?.out ?? []),
    '',
    'What a format can’t hold is listed before it is left out.',
    '',
    '## What an import takes',
    '',
    ...table(reading, (format) => format.carries?.in ?? [], [['files', ...reading.map(({ reads = '' }) => reads)]]),
    '',
    'Each record of a file is imported, already there, or left out, and the list says why: relations, events, choices, memos, predictions,',
    'cancelled and rejected work, regions of pictures, and whatever else has no place in a sidecar.',
    'A REFI-QDA codebook carries only tags, in exports and imports.',
    '',
  ].join('\n');
}

function table(
  columns: readonly Format[],
  carried: (format: Format) => readonly CarriedField[],
  more: readonly (readonly string[])[] = [],
): string[] {
  const head = ['', ...columns.map(({ title }) => title)];
  const rows = fields
    .filter(([field]) => columns.some((one) => carried(one).includes(field)))
    .map(([field, name]) => [name, ...columns.map((one) => (carried(one).includes(field) ? 'yes' : ''))]);
  const all = [['`--format`', ...columns.map(({ id }) => `\`${id}\``)], ...more, ...rows];
  const widths = head.map((cell, i) => Math.max(3, cell.length, ...all.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...all.map(line)];
}
