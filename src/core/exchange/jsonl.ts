import type { Annotation } from '../model/annotation';
import { lineStarts, placeAt } from '../text/lines';
import { aboutOf, fieldsOf, standsOf, isObject, ownOffset, ownString, parseJson, type Json } from './records';
import type { Exported, Format, Imported, Placed, Read, ReadContext, ReadProblem, Written } from './format';
import { idFor } from './ids';
import { pathOf, place, type Group, type Unplaced } from './place';
import { decodeUtf8 } from './bytes';

/**
 * JSON Lines: one annotation a line with all its fields, its source and its place, `from` and `to` in UTF-16 units.
 * A line without `tag` says where its source comes from.
 */
export const jsonl: Format = { id: 'jsonl', extension: '.jsonl', lossless: true, write, read };

function write(sources: readonly Exported[]): Written {
  const lines = sources.flatMap(({ source, text, about, annotations }) => {
    const starts = lineStarts(text);
    const head = Object.keys(about).length > 0 ? [{ source, about }] : [];
    return [...head, ...annotations.map((annotation) => recordOf(source, text, annotation, starts))];
  });
  const content = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return { files: [{ name: 'annotations.jsonl', content }], dropped: [] };
}

function recordOf(source: string, whole: string, placed: Placed, starts: readonly number[]): Json {
  const { span, ...annotation } = placed;
  const { id, tag, text, line, column, ...rest } = annotation;
  const at = span ? { ...placeAt(starts, span.from), ...span } : { ...(line && { line }), ...(column && { column }) };
  return { source, id, tag, text, ...standsOf(whole, placed), ...at, ...rest };
}

function read(content: string | Uint8Array, context: ReadContext): Read {
  const problems: ReadProblem[] = [];
  const groups = new Map<string, Group & { entries: Unplaced[] }>();
  const taken = new Set<string>();
  const lines = (typeof content === 'string' ? content : decodeUtf8(content)).split('\n');
  lines.forEach((line, i) => {
    if (line.trim() === '') return;
    const record = parseJson(line);
    const source = pathOf(ownString(record, 'source') ?? '', context);
    if (!isObject(record) || source === undefined) return void problems.push({ code: 'bad-entry', at: i + 1 });
    const group = groups.get(source) ?? { source, entries: [] };
    groups.set(source, 'about' in record ? { ...group, about: aboutOf(record['about']) } : group);
    if ('about' in record && !('tag' in record)) return;
    const entry = unplaced(record, i + 1, taken);
    if (entry) group.entries.push(entry);
    else problems.push({ code: 'bad-entry', at: i + 1, source });
  });
  const sources = [...groups.values()].map((group): Imported => place(group, context, 'utf-16', problems));
  return { sources, problems: groups.size === 0 && problems.length > 0 ? [{ code: 'not-this-format' }] : problems };
}

/** A record with all the fields of an annotation by their own names. */
export function unplaced(record: Json, at: number, taken: Set<string>): Unplaced | undefined {
  const tag = ownString(record, 'tag');
  const text = ownString(record, 'text');
  if (!tag || text === undefined) return undefined;
  const [from, to] = [ownOffset(record, 'from'), ownOffset(record, 'to')];
  const id = idFor(ownString(record, 'id'), `${tag}\n${text}\n${from ?? ''}`, taken);
  const annotation: Annotation = { id, tag, text, ...fieldsOf(record) };
  const stands = ownString(record, 'stands');
  const offsets = from !== undefined && to !== undefined ? { from, to } : {};
  return { annotation, at, ...offsets, ...(stands !== undefined && { stands }) };
}
