import type { Annotation } from '../model/annotation';
import { isThreadOpen } from '../review/status';
import type { Sheet } from '../state/sheet';
import { attentionAt } from './attention';
import { isEmpty, matcher, type Filter } from './filter';

export type Grouping = 'source' | 'tag' | 'author' | 'speaker' | 'cluster';

/** The numbers of annotations in a group. */
export interface Count {
  readonly count: number;
  /** Neither unconfirmed nor in need of attention. */
  readonly checked: number;
}

/** The numbers of annotations of a sheet under a grouping and a filter. */
export interface Tally {
  /** Before the filter. */
  readonly total: number;
  /** How many need a person or have an open discussion, before the filter. */
  readonly attention: number;
  /** The annotations that pass the filter. */
  readonly shown: Count;
  readonly lost: number;
  readonly edited: number;
  readonly contested: number;
  readonly questioned: number;
  /** How many have an open discussion, whatever else they need. */
  readonly discussed: number;
  /** The annotations that pass the filter, by group. */
  readonly groups: ReadonlyMap<string, Count>;
}

/** The group of an annotation: the source's URI, the tag's id, a name or its cluster; `''` for none. */
export function groupOf(by: Grouping, { source, clusters }: Sheet, annotation: Annotation): string {
  switch (by) {
    case 'source':
      return source;
    case 'tag':
      return annotation.tag;
    case 'author':
      return annotation.by ?? '';
    case 'speaker':
      return annotation.speaker ?? '';
    case 'cluster':
      return clusters?.get(annotation.id) ?? '';
  }
}

/** Returns a function that tallies sheets under a grouping and filter. A sheet is immutable, so each is tallied once. */
export function tallying(by: Grouping, filter: Filter): (sheet: Sheet) => Tally {
  const passes = isEmpty(filter) ? undefined : matcher(filter);
  const known = new WeakMap<Sheet, Tally>();
  return (sheet) => {
    const tally = known.get(sheet) ?? tallyOf(sheet, by, passes);
    known.set(sheet, tally);
    return tally;
  };
}

/** The tally of a sheet whose source the filter leaves out. */
export const hidden = ({ total, attention }: Tally): Tally => ({
  total,
  attention,
  shown: { count: 0, checked: 0 },
  lost: 0,
  edited: 0,
  contested: 0,
  questioned: 0,
  discussed: 0,
  groups: new Map(),
});

function tallyOf(sheet: Sheet, by: Grouping, passes: ReturnType<typeof matcher> | undefined): Tally {
  const groups = new Map<string, { count: number; checked: number }>();
  const shown = { count: 0, checked: 0 };
  const needs = { lost: 0, edited: 0, contested: 0, questioned: 0, none: 0 };
  let attention = 0;
  let discussed = 0;
  sheet.records.forEach((annotation, index) => {
    const need = attentionAt(sheet, index);
    const isDiscussed = isThreadOpen(annotation);
    if (need !== 'none' || isDiscussed) attention++;
    const { source, doubts } = sheet;
    if (passes && !passes(annotation, { source, need, doubts: doubts?.get(annotation.id) })) return;
    const checked = need === 'none' && annotation.tag !== 'unconfirmed' ? 1 : 0;
    needs[need]++;
    if (isDiscussed) discussed++;
    shown.count++;
    shown.checked += checked;
    const group = groupOf(by, sheet, annotation);
    const count = groups.get(group) ?? { count: 0, checked: 0 };
    groups.set(group, { count: count.count + 1, checked: count.checked + checked });
  });
  const { lost, edited, contested, questioned } = needs;
  return { total: sheet.records.length, attention, shown, lost, edited, contested, questioned, discussed, groups };
}
