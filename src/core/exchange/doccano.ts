import {
  detailsBut,
  aboutOf,
  droppedFields,
  droppedLost,
  isObject,
  objectsIn,
  own,
  ownOffset,
  ownString,
  parseJson,
  type Json,
} from './records';
import type { Exported, Format, Read, ReadContext, ReadProblem, Written } from './format';
import { idFor } from './ids';
import { pathOf, placedByOwnText, type Unplaced } from './place';
import { inUnit } from './offsets';
import { decodeUtf8 } from './bytes';

/**
 * doccano's JSONL for sequence labelling (https://doccano.github.io/doccano/tutorial/): a text a line with its
 * labels, `[start, end, label]`, in code points. Reads `label`, `labels` and the `entities` of its newer exports.
 */
export const doccano: Format = { id: 'doccano', extension: '.jsonl', lossless: false, write, read };

function write(sources: readonly Exported[]): Written {
  const lines = sources.map(({ source, text, about, annotations }) => {
    const counter = inUnit(text, 'code-points');
    const label = annotations.flatMap(({ span, tag }) =>
      span ? [[counter.count(span.from), counter.count(span.to), tag]] : [],
    );
    return `${JSON.stringify({ text, label, source, about })}\n`;
  });
  const fields = detailsBut('about');
  const dropped = [...droppedLost(sources), ...droppedFields(sources, fields)];
  return { files: [{ name: 'annotations.jsonl', content: lines.join('') }], dropped };
}

function read(content: string | Uint8Array, context: ReadContext): Read {
  const problems: ReadProblem[] = [];
  const lines = (typeof content === 'string' ? content : decodeUtf8(content)).split('\n');
  const sources = lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const record = parseJson(line);
    const text = ownString(record, 'text') ?? ownString(record, 'data');
    const named =
      ownString(record, 'source') ?? ownString(record, 'filename') ?? context.source ?? `doccano-${i + 1}.txt`;
    const source = pathOf(named, context);
    if (!isObject(record) || text === undefined || source === undefined) {
      problems.push({ code: 'bad-entry', at: i + 1 });
      return [];
    }
    const entries = labelsOf(record, i + 1, problems);
    return [
      placedByOwnText({ source, text, about: aboutOf(record['about']), entries }, context, 'code-points', problems),
    ];
  });
  return sources.length === 0 && problems.length > 0
    ? { sources: [], problems: [{ code: 'not-this-format' }] }
    : { sources, problems };
}

function labelsOf(record: Json, line: number, problems: ReadProblem[]): Unplaced[] {
  const taken = new Set<string>();
  const lists = [own(record, 'label'), own(record, 'labels')].flatMap((list) =>
    Array.isArray(list) ? (list as unknown[]) : [],
  );
  const triples = lists.map((triple) =>
    Array.isArray(triple)
      ? { start_offset: triple[0] as unknown, end_offset: triple[1] as unknown, label: triple[2] as unknown }
      : {},
  );
  return [...triples, ...objectsIn(own(record, 'entities') ?? [])].flatMap((label: Json): Unplaced[] => {
    const [from, to] = [ownOffset(label, 'start_offset'), ownOffset(label, 'end_offset')];
    const tag = ownString(label, 'label');
    if (from === undefined || to === undefined || !tag) {
      problems.push({ code: 'bad-entry', at: line });
      return [];
    }
    const id = idFor(undefined, JSON.stringify([tag, from, to, ownString(record, 'text')]), taken);
    return [{ annotation: { id, tag, text: '' }, at: line, from, to, wordless: true }];
  });
}
