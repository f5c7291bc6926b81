import { withLf } from '../text/lines';
import { eachInSteps } from '../text/steps';
import { textOf } from './bytes';
import type { Draft, Dropped, Exported, ExportedFile, Foreign, Format, Parsing, Placed, Written } from './format';
import { linkDraft } from './links';
import { idFor, type Taken } from './ids';
import { inUnit, type Counter } from './offsets';
import { detailsBut, droppedFields, droppedLost, excerptOf } from './records';
import { stem } from './paths';

/**
 * brat standoff (https://brat.nlplab.org/standoff.html), one file for each source, offsets in code points. A tag is a
 * text-bound annotation, split at line ends as brat splits it; its note is an annotator's note.
 */
export const brat: Format = {
  id: 'brat',
  title: 'brat',
  extension: '.ann',
  reads: '.ann',
  lossless: false,
  carries: { out: ['note'], in: ['note', 'links'] },
  write,
  isReplaced,
  parse,
  tagAs: typeOf,
};

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

/** Whether a file has only what an export writes. brat works on that very file, and adds relations and more to it. */
function isReplaced(content: Uint8Array): boolean {
  const text = textOf(content);
  return (
    typeof text === 'string' &&
    withLf(text)
      .split('\n')
      .every((line) => /^(?:[T#]\d+\t|$)/.test(line))
  );
}

/**
 * A name for the file of each source, unique on any system. In brat, `a.ann` holds the annotations of `a.txt`, so
 * `a.md` beside it gets `a.md.ann`.
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

/** Counts spans of nothing but line ends, which brat can't hold. */
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

function* parse(content: string | Uint8Array): Parsing {
  const text = textOf(content);
  if (typeof text !== 'string') return text;
  const lines = withLf(text).split('\n');
  if (lines.every((line) => !/^(?:[TREAMN#]\S*|\*)\t/.test(line)) && lines.some((line) => line !== ''))
    return { code: 'not-this-format' };
  yield;
  const notes = notesOf(lines);
  yield;
  const taken: Taken = new Map();
  const spans = new Map<string, Draft>();
  const bound = yield* eachInSteps(lines, (line, i) => {
    const draft = line.startsWith('T') ? spanOf(line, i + 1, notes, taken) : undefined;
    // If two spans have the same name, as in concatenated files, others refer to the first.
    if (draft && !spans.has(draft.name)) spans.set(draft.name, draft);
    if (draft) notes.delete(draft.name);
    return draft;
  });
  const drafts = yield* eachInSteps(lines, (line, i): Draft[] => {
    if (line.trim() === '') return [];
    return [bound[i] ?? otherOf(line, i + 1, spans)];
  });
  return { documents: [{ names: [], drafts: drafts.flat() }], unit: 'code-points', lines: true };
}

function spanOf(line: string, at: number, notes: ReadonlyMap<string, string>, taken: Taken): Draft | undefined {
  const [, name = '', tag = '', offsets = '', words = ''] =
    /^(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)$/s.exec(line) ?? [];
  if (tag === '') return undefined;
  const parts = offsets.split(';').map((part) => {
    const [from = 0, to = 0] = part.split(' ').map(Number);
    return { from, to };
  });
  const [from, to] = [Math.min(...parts.map((part) => part.from)), Math.max(...parts.map((part) => part.to))];
  const note = notes.get(name);
  const annotation = { id: idFor(undefined, line, taken), tag, text: '', ...(note !== undefined && { note }) };
  return { at, name, annotation, pointer: { from, to, words, ...(parts.length > 1 && { parts }) } };
}

const kinds: Readonly<Record<string, Foreign>> = {
  R: 'relation',
  E: 'event',
  A: 'attribute',
  M: 'modification',
  N: 'normalization',
  '*': 'equivalence',
  '#': 'note',
};

/** Parses a line that is no span: a note on a span becomes its note, anything else is left out. */
function otherOf(line: string, at: number, spans: ReadonlyMap<string, Draft>): Draft {
  const name = excerptOf(line);
  const [, target] = /^#\S*\t\S+ (\S+)\t/.exec(line) ?? [];
  const subject = target === undefined ? undefined : spans.get(target);
  if (subject) return { at, name, partOf: subject };
  const [, label, from, to] = /^R\S*\t(\S+) \S+?:(\S+) \S+?:(\S+)\s*$/.exec(line) ?? [];
  if (label !== undefined)
    return linkDraft(
      { at, name },
      label,
      [from, to].map((end) => spans.get(end ?? '')),
    );
  const kind = kinds[line.charAt(0)];
  return { at, name, left: kind ? { code: 'no-place', kind } : { code: 'malformed' } };
}

/** The notes of each span; a note of another kind than an annotator's names its kind. */
function notesOf(lines: readonly string[]): Map<string, string> {
  const notes = new Map<string, string>();
  for (const line of lines) {
    const [, kind, target, note] = /^#\S*\t(\S+) (\S+)\t(.*)$/s.exec(line) ?? [];
    if (target === undefined || note === undefined) continue;
    const said = kind === 'AnnotatorNotes' ? note : `${kind}: ${note}`;
    notes.set(target, [notes.get(target) ?? [], said].flat().join('\n'));
  }
  return notes;
}
