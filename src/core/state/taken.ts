import type { Annotation } from '../model/annotation';
import type { Revision } from '../model/action';

/** What people say of a span; its place is not said by anybody. */
const said = [
  'tag',
  'text',
  'note',
  'claim',
  'speaker',
  'evidence',
  'reviews',
  'discussion',
  'links',
] as const satisfies readonly (keyof Annotation)[];

/**
 * What brings back what these revisions did, oldest first, where the records stand as they did before: an annotation
 * that is gone, or what was said of one. What somebody changed otherwise since, or removed on purpose, stays so.
 */
export function bringingBack(done: readonly Revision[], records: readonly Annotation[]): readonly Revision[] {
  const last = new Map<string, { before: Annotation | undefined; after: Annotation | undefined }>();
  for (const revision of done) {
    if (revision.of !== 'annotation') continue;
    const { id, before, after } = revision;
    const known = last.get(id);
    last.set(id, { before: known ? known.before : before, after });
  }
  const there = new Map(records.map((record) => [record.id, record]));
  return [...last].flatMap(([id, { before, after }]): Revision[] => {
    if (!after) return [];
    const record = there.get(id);
    if (!record) return [{ of: 'annotation', id, after }];
    const isBack = before && said.some((field) => isAsBefore(field, record, before, after));
    return isBack
      ? [{ of: 'annotation', id, before: record, after: { ...after, ...othersSince(record, before) } }]
      : [];
  });
}

function isAsBefore(field: keyof Annotation, record: Annotation, before: Annotation, after: Annotation): boolean {
  return isSame(record[field], before[field]) && !isSame(before[field], after[field]);
}

/** The fields in which a record is neither as it was before nor merely without something. */
function othersSince(record: Annotation, before: Annotation): Partial<Annotation> {
  const fields = Object.keys(record) as (keyof Annotation)[];
  return Object.fromEntries(
    fields.filter((field) => !isSame(record[field], before[field])).map((field) => [field, record[field]]),
  );
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
