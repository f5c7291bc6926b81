import { withLf } from '../text/lines';
import { detailsBut, droppedFields, droppedLost } from './records';
import type {
  Dropped,
  Exported,
  ExportedFile,
  Format,
  Placed,
  Read,
  ReadContext,
  ReadProblem,
  Written,
} from './format';
import { idFor } from './ids';
import { stem, place, type Unplaced } from './place';
import { inUnit, type Counter } from './offsets';
import { decodeUtf8 } from './bytes';

/**
 * brat standoff (https://brat.nlplab.org/standoff.html), one file for each source, offsets in code points: a tag is
 * a text-bound annotation, broken at line ends as brat breaks it, its note an annotator's note.
 */
export const brat: Format = { id: 'brat', extension: '.ann', lossless: false, write, read };

function write(sources: readonly Exported[]): Written {
  const names = namesOf(sources.map(({ source }) => source));
  const files = sources.map(({ text, annotations }, i): ExportedFile => {
    const counter = inUnit(text, 'code-points');
    const placed = annotations.filter(({ span }) => span !== undefined);
    const lines = placed.flatMap((annotation, i) => linesOf(text, annotation, i + 1, counter));
    return { name: names[i] ?? '', content: lines.map((line) => `${line}\n`).join('') };
  });
  const fields = detailsBut('note');
  return { files, dropped: [...droppedLost(sources), ...droppedFields(sources, fields), ...empty(sources)] };
}

/**
 * A name for the file of each source, no two alike on any system. brat takes `a.ann` for the annotations of `a.txt`, so
 * `a.md` beside it has `a.md.ann`.
 */
function namesOf(sources: readonly string[]): string[] {
  const texts = new Set(sources.filter((source) => /\.txt$/i.test(source)).map((source) => stem(source).toLowerCase()));
  const taken = new Set<string>();
  return sources.map((source) => {
    const ours = /\.txt$/i.test(source) || !texts.has(stem(source).toLowerCase());
    let name = ours ? stem(source) : source;
    for (let n = 1; taken.has(name.toLowerCase()); n++) name = n === 1 ? source : `${source}-${n}`;
    taken.add(name.toLowerCase());
    return `${name}.ann`;
  });
}

/** Spans of nothing but line ends, which brat can't hold. */
function empty(sources: readonly Exported[]): Dropped[] {
  const count = sources.flatMap(({ text, annotations }) =>
    annotations.filter(({ span }) => span && text.slice(span.from, span.to).trim() === ''),
  ).length;
  return count > 0 ? [{ field: 'lost', count }] : [];
}

function linesOf(text: string, { span, tag, note }: Placed, n: number, counter: Counter): string[] {
  const parts = span ? unbroken(text, span.from, span.to) : [];
  if (parts.length === 0) return [];
  const offsets = parts.map(({ from, to }) => `${counter.count(from)} ${counter.count(to)}`).join(';');
  const words = parts.map(({ from, to }) => text.slice(from, to)).join(' ');
  const bound = `T${n}\t${typeOf(tag)} ${offsets}\t${words}`;
  return note === undefined
    ? [bound]
    : [
        bound,
        `#${n}\tAnnotatorNotes T${n}\t${note
          .trim()
          .split(/[\r\n]+/)
          .map((line) => line.trim())
          .join(' ')}`,
      ];
}

/** The parts of a span between its line ends. */
function unbroken(text: string, start: number, end: number): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  for (const line of text.slice(start, end).matchAll(/[^\r\n]+/g)) {
    const from = start + line.index;
    if (line[0].trim() !== '') parts.push({ from, to: from + line[0].length });
  }
  return parts;
}

/** brat's types are ASCII letters, digits, `-` and `_`. */
function typeOf(tag: string): string {
  return tag.replace(/[^A-Za-z0-9_-]+/g, '_') || '_';
}

function read(content: string | Uint8Array, context: ReadContext): Read {
  const { source } = context;
  if (source === undefined) return { sources: [], problems: [{ code: 'no-text' }] };
  const problems: ReadProblem[] = [];
  const lines = withLf(typeof content === 'string' ? content : decodeUtf8(content)).split('\n');
  const foreign = lines.every((line) => !/^(?:[TREAMN#]\S*|\*)\t/.test(line)) && lines.some((line) => line !== '');
  if (foreign) return { sources: [], problems: [{ code: 'not-this-format' }] };
  const notes = notesOf(lines);
  const taken = new Set<string>();
  const entries = lines.flatMap((line, i) => {
    const entry = line.startsWith('T') ? entryOf(line, i + 1, notes, taken) : undefined;
    if (!entry && line.startsWith('T')) problems.push({ code: 'bad-entry', at: i + 1, source });
    return entry ?? [];
  });
  return { sources: [place({ source, entries }, context, 'code-points', problems)], problems };
}

function entryOf(
  line: string,
  at: number,
  notes: ReadonlyMap<string, string>,
  taken: Set<string>,
): Unplaced | undefined {
  const [, name = '', tag = '', offsets = '', text = ''] =
    /^(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)$/s.exec(line) ?? [];
  if (tag === '') return undefined;
  const numbers = offsets.split(/[ ;]/).map(Number);
  const note = notes.get(name);
  const annotation = { id: idFor(undefined, line, taken), tag, text, ...(note !== undefined && { note }) };
  return { annotation, at, from: Math.min(...numbers), to: Math.max(...numbers), loose: numbers.length > 2 };
}

function notesOf(lines: readonly string[]): Map<string, string> {
  const notes = new Map<string, string>();
  for (const line of lines) {
    const [, target, note] = /^#\S*\tAnnotatorNotes (\S+)\t(.*)$/s.exec(line) ?? [];
    if (target !== undefined && note !== undefined)
      notes.set(target, [notes.get(target) ?? [], note].flat().join('\n'));
  }
  return notes;
}
