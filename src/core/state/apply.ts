import type { About, Annotation, Selector } from '../model/annotation';
import type { Revision } from '../model/action';
import { composed, same, sameSelector, staysAway, withFields, type ComposedRevision } from '../sidecar/threeWay';
import type { Sidecar } from '../sidecar/read';
import { countWhere } from '../text/sorted';

/** What a source's records are once the revisions have been made, without any byte being written. */
export interface AppliedActions {
  readonly records: readonly Annotation[];
  readonly dismissed: readonly Selector[];
  readonly about: About;
}

/** The sidecar's content with revisions laid over it, oldest first. */
export function applyActions(sidecar: Sidecar | undefined, revisions: readonly Revision[]): AppliedActions {
  return laidOver(contentOf(sidecar), revisions);
}

function contentOf(sidecar: Sidecar | undefined): AppliedActions {
  if (!sidecar) return { records: [], dismissed: [], about: {} };
  const { entries, dismissed, about } = sidecar;
  return { records: entries.map((entry) => entry.annotation), dismissed, about };
}

/**
 * What there is with revisions laid over it, oldest first. An annotation that is added stands before the first that
 * follows it in the source. The time grows with what there is and what is done, not with their product.
 */
export function laidOver(content: AppliedActions, revisions: readonly Revision[]): AppliedActions {
  let { about } = content;
  let dismissed = [...content.dismissed];
  for (const revision of revisions) {
    if (revision.of === 'about') about = revision.after;
    else if (revision.of === 'dismissed') {
      const { before, after } = revision;
      if (before) dismissed = dismissed.filter((selector) => !sameSelector(selector, before));
      if (after) dismissed.push(after);
    }
  }
  return { records: recordsAfter(content.records, composed(revisions)), dismissed, about };
}

/** At most one revision for each annotation. */
function recordsAfter(records: readonly Annotation[], revisions: readonly ComposedRevision[]): readonly Annotation[] {
  if (revisions.length === 0) return records;
  const wanted = new Map(revisions.map((revision) => [revision.id, revision]));
  const there: Annotation[] = [];
  for (const record of records) {
    const revision = wanted.get(record.id);
    wanted.delete(record.id);
    if (!revision) there.push(record);
    else if (revision.after)
      there.push(
        revision.before ? revisedBy(record, revision.before, revision.after, revision.states) : revision.after,
      );
  }
  // What is gone comes back where a person has said something of it since.
  const added = [...wanted.values()].flatMap((revision) =>
    revision.after && !staysAway(revision) ? revision.after : [],
  );
  return added.length === 0 ? there : inserted(there, added);
}

function revisedBy(
  current: Annotation,
  before: Annotation,
  after: Annotation,
  states: readonly Annotation[],
): Annotation {
  const result: Record<string, unknown> = { ...current };
  const isMore = states.length > 2;
  const fields = [before, after, ...(isMore ? states : [])].flatMap(Object.keys) as (keyof Annotation)[];
  for (const field of new Set(fields)) {
    // What was done and taken back again is taken back, also where the file has it by now.
    const isBack = isMore && states.some((state) => same(state[field], current[field]));
    if (!isBack && same(before[field], after[field])) continue;
    if (after[field] === undefined) delete result[field];
    else result[field] = after[field];
  }
  const changed = result as unknown as Annotation;
  // Whoever says which words a span has, says with them whether others were tagged.
  return before.text === after.text ? changed : withFields(changed, after, ['was']);
}

/** Records with others among them: each before the first that follows it in the source. */
function inserted(records: readonly Annotation[], added: readonly Annotation[]): readonly Annotation[] {
  // The furthest place up to each record: the first record that follows another is the first where it is further on.
  const furthest: Selector[] = [];
  for (const record of records) {
    const last = furthest.at(-1);
    furthest.push(last && !isBefore(last, record) ? last : record);
  }
  const slots = added.map((annotation, turn) => ({ annotation, turn, at: firstAfter(furthest, annotation) }));
  slots.sort((a, b) => a.at - b.at || compare(a.annotation, b.annotation) || a.turn - b.turn);
  const result: Annotation[] = [];
  let next = 0;
  for (let at = 0; at <= records.length; at++) {
    for (let slot = slots[next]; slot?.at === at; slot = slots[++next]) result.push(slot.annotation);
    const record = records[at];
    if (record) result.push(record);
  }
  return result;
}

function firstAfter(furthest: readonly Selector[], annotation: Selector): number {
  return countWhere(furthest, (one) => !isBefore(annotation, one));
}

function compare(a: Selector, b: Selector): number {
  return isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0;
}

/** What has no line comes last. */
function isBefore(a: Selector, b: Selector): boolean {
  const [line, other] = [a.line ?? Infinity, b.line ?? Infinity];
  return line < other || (line === other && (a.column ?? 0) < (b.column ?? 0));
}
