import type { Annotation } from '../model/annotation';
import { withLf } from '../text/lines';
import {
  circumstances,
  aboutOf,
  droppedLost,
  fieldsOf,
  pick,
  isObject,
  objectsIn,
  own,
  ownOffset,
  ownString,
  parseJson,
  type Json,
} from './records';
import type { Exported, Format, Placed, Read, ReadContext, ReadProblem, Written } from './format';
import { idFor } from './ids';
import { pathOf, place, placedByOwnText, type Unplaced } from './place';
import { decodeUtf8 } from './bytes';

/**
 * Label Studio's JSON tasks (https://labelstud.io/guide/tasks): a task for each source with its text and one
 * annotation whose regions are the spans, in UTF-16 units. The note is the region's note; what a region has no place
 * for stands in its `meta`, which Label Studio keeps. For a labelling setup with `<Labels name="label" toName="text">`.
 */
export const labelStudio: Format = { id: 'label-studio', extension: '.json', lossless: false, write, read };

const ours = ['claim', 'speaker', ...circumstances, 'before', 'after'] as const;

function write(sources: readonly Exported[]): Written {
  const tasks = sources.map(({ source, text, about, annotations }) => ({
    data: { text, source, ...(Object.keys(about).length > 0 && { about }) },
    annotations: [{ result: annotations.flatMap((annotation) => regionOf(text, annotation)) }],
  }));
  const content = `${JSON.stringify(tasks, null, 2)}\n`;
  return { files: [{ name: 'tasks.json', content }], dropped: droppedLost(sources) };
}

function regionOf(text: string, annotation: Placed): Json[] {
  const { span, id, tag, note } = annotation;
  if (!span) return [];
  const words = text.slice(span.from, span.to);
  const claimmark = { ...(annotation.text !== withLf(words) && { text: annotation.text }), ...pick(annotation, ours) };
  const meta = {
    ...(note !== undefined && { text: [note] }),
    ...(Object.keys(claimmark).length > 0 && { claimmark }),
  };
  return [
    {
      id,
      from_name: 'label',
      to_name: 'text',
      type: 'labels',
      value: { start: span.from, end: span.to, text: words, labels: [tag] },
      ...(Object.keys(meta).length > 0 && { meta }),
    },
  ];
}

function read(content: string | Uint8Array, context: ReadContext): Read {
  const document = parseJson(typeof content === 'string' ? content : decodeUtf8(content));
  const tasks = objectsIn(document).filter((task) => isObject(own(task, 'data')));
  if (tasks.length === 0) return { sources: [], problems: [{ code: 'not-this-format' }] };
  const problems: ReadProblem[] = [];
  const taken = new Set<string>();
  const sources = tasks.flatMap((task, i) => {
    const data = own(task, 'data');
    const named = ownString(data, 'source') ?? context.source ?? `task-${i + 1}.txt`;
    const source = pathOf(named, context);
    if (source === undefined) {
      problems.push({ code: 'bad-entry', at: i + 1 });
      return [];
    }
    const done = [...objectsIn(own(task, 'annotations') ?? []), ...objectsIn(own(task, 'completions') ?? [])];
    const regions = done.flatMap((annotation) => regionsIn(annotation, i + 1, taken));
    const about = aboutOf(own(data, 'about'));
    const text = textOf(data, regions);
    if (text === undefined) return [place({ source, about, entries: regions }, context, 'utf-16', problems)];
    return [placedByOwnText({ source, text, about, entries: regions }, context, 'utf-16', problems)];
  });
  return { sources, problems };
}

/** The text is under the name that the labelling setup gives it: the field in which the regions' words stand. */
function textOf(data: unknown, regions: readonly Unplaced[]): string | undefined {
  const named = ownString(data, 'text');
  if (named !== undefined || !isObject(data)) return named;
  const fields = Object.values(data).filter((value) => typeof value === 'string');
  return fields.find((field) =>
    regions.some(({ annotation }) => annotation.text !== '' && field.includes(annotation.text)),
  );
}

function regionsIn(annotation: Json, at: number, taken: Set<string>): Unplaced[] {
  const who = own(annotation, 'completed_by');
  const by = typeof who === 'string' ? who : (ownString(who, 'email') ?? ownString(who, 'username'));
  const [created, updated] = [ownString(annotation, 'created_at'), ownString(annotation, 'updated_at')];
  const said = { ...(by && { by }), ...(created && { created }), ...(updated && updated !== created && { updated }) };
  return objectsIn(own(annotation, 'result') ?? []).flatMap((region): Unplaced[] => {
    const value = own(region, 'value');
    const [from, to] = [ownOffset(value, 'start'), ownOffset(value, 'end')];
    const tags = [own(value, 'labels')].flat().filter((tag) => typeof tag === 'string');
    if (ownString(region, 'type') !== 'labels' || from === undefined || to === undefined) return [];
    return tags.map((tag) => entryOf(region, { tag, from, to, at }, said, taken));
  });
}

function entryOf(
  region: Json,
  { tag, from, to, at }: { tag: string; from: number; to: number; at: number },
  said: Partial<Annotation>,
  taken: Set<string>,
): Unplaced {
  const meta = own(region, 'meta');
  const record = own(meta, 'claimmark');
  const stands = ownString(own(region, 'value'), 'text');
  const words = ownString(record, 'text') ?? stands;
  const [note] = [own(meta, 'text')].flat();
  const id = idFor(ownString(region, 'id'), JSON.stringify([tag, from, to]), taken);
  const annotation = {
    id,
    tag,
    text: words ?? '',
    ...said,
    ...(typeof note === 'string' && { note }),
    ...(isObject(record) && fieldsOf(record)),
  };
  return {
    annotation,
    at,
    from,
    to,
    ...(stands !== undefined && { stands }),
    ...(words === undefined && { wordless: true }),
  };
}
