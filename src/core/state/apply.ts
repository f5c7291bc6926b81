import type { About, Annotation, Selector } from '../model/annotation';
import type { Revision } from '../model/action';
import { composed, same, sameSelector, staysAway, withFields, type ComposedRevision } from '../sidecar/threeWay';
import type { Sidecar } from '../sidecar/read';
import { countWhere } from '../text/sorted';

/** The records of a source after revisions, which need not be written yet. */
export interface AppliedActions {
  readonly records: readonly Annotation[];
  readonly dismissed: readonly Selector[];
  readonly about: About;
}

/** The content of a sidecar after revisions, oldest first. */
export function applyActions(sidecar: Sidecar | undefined, revisions: readonly Revision[]): AppliedActions {
  return laidOver(contentOf(sidecar), revisions);
}

function contentOf(sidecar: Sidecar | undefined): AppliedActions {
  if (!sidecar) return { records: [], dismissed: [], about: {} };
  const { entries, dismissed, about } = sidecar;
  return { records: entries.map((entry) => entry.annotation), dismissed, about };
}

/**
 * Applies revisions to content, oldest first. An added annotation is put before the first record that follows it in the
 * source. The time grows with the sum of records and revisions, not with their product.
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

/** Takes at most one revision for each annotation. */
function recordsAfter(records: readonly Annotation[], revisions: readonly ComposedRevision[]): readonly Annotation[] {
  if (revisions.length === 0) return records;
  const wanted = new Map(revisions.map((revision) => [revision.id, revision]));
  const result: Annotation[] = [];
  for (const record of records) {
    const revision = wanted.get(record.id);
    wanted.delete(record.id);
    if (!revision) result.push(record);
    else if (revision.after)
      result.push(
        revision.before ? revisedBy(record, revision.before, revision.after, revision.states) : revision.after,
      );
  }
  // A removed annotation returns if a person has said something of it since.
  const added = [...wanted.values()].flatMap((revision) =>
    revision.after && !staysAway(revision) ? revision.after : [],
  );
  return added.length === 0 ? result : inserted(result, added);
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
    // What was done and taken back is taken back in the file, too, even if a write has reached it meanwhile.
    const isBack = isMore && states.some((state) => same(state[field], current[field]));
    if (!isBack && same(before[field], after[field])) continue;
    if (after[field] === undefined) delete result[field];
    else result[field] = after[field];
  }
  const changed = result as unknown as Annotation;
  // A revision of a span's words also tells whether others had been tagged.
  return before.text === after.text ? changed : withFields(changed, after, ['was']);
}

/** Inserts records, each before the first one that follows it in the source. */
function inserted(records: readonly Annotation[], added: readonly Annotation[]): readonly Annotation[] {
  // The furthest place up to each record: what comes before it also comes before a record up to there.
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

/** Selectors without a line come last. */
function isBefore(a: Selector, b: Selector): boolean {
  const [line, other] = [a.line ?? Infinity, b.line ?? Infinity];
  return line < other || (line === other && (a.column ?? 0) < (b.column ?? 0));
}
