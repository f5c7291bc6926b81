import type { Annotation } from '../model/annotation';
import type { Assessment, Assessments } from '../review/grounds';
import { withLf } from '../text/lines';

/**
 * What became of an annotation between two states of a folder, worst first:
 * `lost`: its words are gone; `contested`: something speaks against it that did not before; `verified-edited`: its words
 * changed after it was verified; `quote-altered`: a quote is no longer word for word; `edited`: the words of another one
 * changed; `removed`; `retagged`; `new`; `moved`: it belongs to another source; `found`: its words are back, or were
 * confirmed; `uncontested`: nothing speaks against it any more; `reviewed`: somebody gave a verdict; `changed`: what is
 * said of it is another.
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
  /** As it is; as it was, where it is removed. */
  readonly now: Assessment;
  /** As it was; undefined where it is new. */
  readonly before?: Assessment | undefined;
  /** Of `changed`, what of it: names of fields, in the order in which a sidecar has them. */
  readonly fields?: readonly (keyof Annotation)[];
}

/** A side of a comparison: how all stands, and the texts of sources, by which it is seen that words changed again. */
export interface ComparedSide {
  readonly assessments: Assessments;
  text(source: string): string | undefined;
}

/**
 * The changes from one state to another, in the order of kinds, and in each in the order of `after`. An annotation is the
 * same where its id is; where it has moved to another source, too. One may have changed in several ways.
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

/** The words at its span; undefined where it is lost, or its source is not there. */
export function wordsOf({ source, span }: Assessment, side: ComparedSide): string | undefined {
  const text = side.text(source);
  return span && text !== undefined ? withLf(text.slice(span.from, span.to)) : undefined;
}

/** What people say of an annotation. Where it stands, and when it was written, is told by other means or by nobody. */
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
