import type { About, Annotation, Selector } from '../model/annotation';
import type { Revision } from '../model/action';
import { withFields } from '../sidecar/threeWay';
import type { Sidecar } from '../sidecar/read';

/** What a source's records are once the revisions have been made, without any byte being written. */
export interface AppliedActions {
  readonly records: readonly Annotation[];
  readonly dismissed: readonly Selector[];
  readonly about: About;
}

/** The sidecar's content with revisions laid over it, oldest first. One added stands before the first that follows it in the source. */
export function applyActions(sidecar: Sidecar | undefined, revisions: readonly Revision[]): AppliedActions {
  const records = sidecar ? sidecar.entries.map((entry) => entry.annotation) : [];
  let dismissed = sidecar ? [...sidecar.dismissed] : [];
  let about: About = sidecar?.about ?? {};
  for (const revision of revisions) {
    if (revision.of === 'annotation') layOver(records, revision);
    else if (revision.of === 'about') about = revision.after;
    else if (revision.of === 'dismissed') {
      const { before, after } = revision;
      if (before) dismissed = dismissed.filter((selector) => !sameSelector(selector, before));
      if (after) dismissed.push(after);
    }
  }
  return { records, dismissed, about };
}

function layOver(records: Annotation[], { id, before, after }: Revision & { of: 'annotation' }): void {
  const index = records.findIndex((record) => record.id === id);
  const current = records[index];
  if (!after) {
    if (current) records.splice(index, 1);
  } else if (!current) {
    const next = records.findIndex((record) => isBefore(after, record));
    records.splice(next < 0 ? records.length : next, 0, after);
  } else records[index] = before ? fieldsChanged(current, before, after) : after;
}

function fieldsChanged(current: Annotation, before: Annotation, after: Annotation): Annotation {
  const result: Record<string, unknown> = { ...current };
  const was: Record<string, unknown> = { ...before };
  const becomes: Record<string, unknown> = { ...after };
  for (const field of new Set([...Object.keys(was), ...Object.keys(becomes)])) {
    if (JSON.stringify(was[field]) === JSON.stringify(becomes[field])) continue;
    if (becomes[field] === undefined) delete result[field];
    else result[field] = becomes[field];
  }
  const changed = result as unknown as Annotation;
  // Whoever says which words a span has, says with them whether others were tagged.
  return before.text === after.text ? changed : withFields(changed, after, ['was']);
}

function isBefore(a: Selector, b: Selector): boolean {
  const line = (a.line ?? Infinity) - (b.line ?? Infinity);
  return line < 0 || (line === 0 && (a.column ?? 0) < (b.column ?? 0));
}

/** Whether two selectors mean the same span: the same words in the same surroundings. */
export function sameSelector(a: Selector, b: Selector): boolean {
  return a.text === b.text && (a.before ?? '') === (b.before ?? '') && (a.after ?? '') === (b.after ?? '');
}
