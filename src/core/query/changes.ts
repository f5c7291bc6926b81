import type { Annotation } from '../model/annotation';
import type { Assessment, Assessments } from '../review/grounds';
import { withLf } from '../text/lines';

/**
 * How an annotation changed between two states of a folder, worst first: `lost`: its words are gone; `contested`:
 * something new speaks against it; `verified-edited`: its words changed after it was verified; `quote-altered`: a quote
 * is no longer verbatim; `edited`: the words of any other changed; `removed`; `retagged`; `new`; `moved`: to another
 * source; `found`: its words are back, or were confirmed; `uncontested`: nothing speaks against it any more;
 * `reviewed`: somebody gave a verdict; `changed`: other fields changed.
 */
export const changeKinds = [
  'lost',
  'contested',
  'verified-edited',
  'quote-altered',
  'edited',
  'removed',
  'retagged',
  'new',
  'moved',
  'found',
  'uncontested',
  'reviewed',
  'changed',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface AnnotationChange {
  readonly kind: ChangeKind;
  /** The state after, or before if it is removed. */
  readonly now: Assessment;
  /** The state before; undefined if it is new. */
  readonly before?: Assessment | undefined;
  /** The changed fields of a `changed` one, in the order of a sidecar. */
  readonly fields?: readonly (keyof Annotation)[];
}

/** One side of a comparison: its assessments, and the texts of its sources, which tell whether words changed again. */
export interface ComparedSide {
  readonly assessments: Assessments;
  text(source: string): string | undefined;
}

/**
 * The changes from one state to another, in the order of kinds, and within each in the order of `after`. Annotations
 * are identified by id, even in another source. One annotation may have several changes.
 */
export function changesBetween(before: ComparedSide, after: ComparedSide): readonly AnnotationChange[] {
  const elsewhere = new Map<string, Assessment>();
  for (const [key, one] of before.assessments) if (!after.assessments.has(key)) elsewhere.set(one.annotation.id, one);
  const changes: AnnotationChange[] = [];
  for (const [key, now] of after.assessments) {
    const here = before.assessments.get(key);
    const moved = here ? undefined : elsewhere.get(now.annotation.id);
    if (moved) elsewhere.delete(now.annotation.id);
    const was = here ?? moved;
    for (const kind of kindsOf(was, now, before, after)) changes.push({ kind, now, before: was });
    const fields = was ? changedFields(was.annotation, now.annotation) : [];
    if (fields.length > 0) changes.push({ kind: 'changed', now, before: was, fields });
  }
  for (const was of elsewhere.values()) changes.push({ kind: 'removed', now: was, before: was });
  return [...changes].sort((a, b) => changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind));
}

function kindsOf(
  was: Assessment | undefined,
  now: Assessment,
  before: ComparedSide,
  after: ComparedSide,
): readonly ChangeKind[] {
  const kinds: ChangeKind[] = [];
  const { tag } = now.annotation;
  if (!was) kinds.push('new');
  else {
    if (was.source !== now.source) kinds.push('moved');
    if (was.annotation.tag !== tag) kinds.push('retagged');
  }
  if (now.state === 'lost' && was?.state !== 'lost') kinds.push('lost');
  const isNewlyEdited =
    now.state === 'edited' &&
    !(was?.state === 'edited' && was.annotation.tag === tag && wordsOf(was, before) === wordsOf(now, after));
  if (isNewlyEdited) kinds.push(tag === 'verified' ? 'verified-edited' : tag === 'quote' ? 'quote-altered' : 'edited');
  if (now.state === 'found' && (was?.state === 'lost' || was?.state === 'edited')) kinds.push('found');
  if (now.status === 'contested' && was?.status !== 'contested') kinds.push('contested');
  if (now.status !== 'contested' && was?.status === 'contested') kinds.push('uncontested');
  const known = new Set((was?.annotation.reviews ?? []).map((review) => JSON.stringify(review)));
  if ((now.annotation.reviews ?? []).some((review) => !known.has(JSON.stringify(review)))) kinds.push('reviewed');
  return kinds;
}

/** The present words of an annotation; undefined where it is lost, or its source is missing. */
export function wordsOf({ source, span }: Assessment, side: ComparedSide): string | undefined {
  const text = side.text(source);
  return span && text !== undefined ? withLf(text.slice(span.from, span.to)) : undefined;
}

/** The fields that people say something in, apart from those that other kinds of changes report. */
const said = [
  'claim',
  'speaker',
  'note',
  'evidence',
  'links',
  'notLinked',
  'discussion',
  'adjudicated',
  'resolved',
] as const;

function changedFields(was: Annotation, now: Annotation): readonly (keyof Annotation)[] {
  return said.filter((field) => JSON.stringify(was[field]) !== JSON.stringify(now[field]));
}
