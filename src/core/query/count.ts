import type { Annotation } from '../model/annotation';
import { statusWith, type Doubt } from '../review/grounds';
import { onDiskAt, type Sheet } from '../state/sheet';
import { isEmpty, matcher, type Filter } from './filter';

export type Grouping = 'source' | 'tag' | 'author' | 'speaker';

/** Why a person should look at an annotation: it is nowhere in its source, its words have changed, something speaks against it, a reviewer asks. */
export type Attention = 'lost' | 'edited' | 'contested' | 'questioned' | 'none';

/** What needs a person, in the order in which it is shown. */
export const attentions = ['lost', 'contested', 'questioned', 'edited'] as const satisfies readonly Attention[];

/** What the annotations of a group come to. */
export interface Count {
  readonly count: number;
  /** Neither unconfirmed nor in need of attention. */
  readonly decided: number;
}

/** What the annotations of one sheet come to under a grouping and a filter. */
export interface Tally {
  /** Before the filter. */
  readonly total: number;
  /** Those that need a person, before the filter. */
  readonly attention: number;
  /** Those that pass the filter. */
  readonly shown: Count;
  readonly lost: number;
  readonly edited: number;
  readonly contested: number;
  readonly questioned: number;
  /** Those that pass the filter and need no attention, by group. */
  readonly groups: ReadonlyMap<string, Count>;
}

/** Of a source that is not open and not looked into it is only known whether the changed words have been confirmed. */
export function attentionAt(sheet: Sheet, index: number): Attention {
  const state = sheet.spans.state[index];
  const known = state === 0 ? onDiskAt(sheet, index)?.state : undefined;
  if (state === 3 || known === 'lost') return 'lost';
  const annotation = sheet.records[index];
  const isEdited = known ? known === 'edited' : state === 0 && annotation?.was !== undefined;
  return neededBy(annotation, state === 2 || isEdited, annotation && sheet.doubts?.get(annotation.id));
}

/** What an annotation that is in its source needs; `doubts` are what other entries speak against it. */
export function neededBy(
  annotation: Annotation | undefined,
  edited: boolean,
  doubts: readonly Doubt[] | undefined,
): Attention {
  if (edited) return 'edited';
  const status = annotation && statusWith(annotation, 1, false, doubts);
  return status === 'contested' || status === 'questioned' ? status : 'none';
}

/** The group of an annotation: the source's URI, the tag's id, a name, or `''` for nobody. */
export function groupOf(by: Grouping, source: string, annotation: Annotation): string {
  switch (by) {
    case 'source':
      return source;
    case 'tag':
      return annotation.tag;
    case 'author':
      return annotation.by ?? '';
    case 'speaker':
      return annotation.speaker ?? '';
  }
}

/** Tallies sheets under one grouping and filter. A sheet is an immutable value, so each is tallied once while it stands. */
export function tallying(by: Grouping, filter: Filter): (sheet: Sheet) => Tally {
  const passes = isEmpty(filter) ? undefined : matcher(filter);
  const known = new WeakMap<Sheet, Tally>();
  return (sheet) => {
    const tally = known.get(sheet) ?? tallyOf(sheet, by, passes);
    known.set(sheet, tally);
    return tally;
  };
}

function tallyOf(sheet: Sheet, by: Grouping, passes: ReturnType<typeof matcher> | undefined): Tally {
  const groups = new Map<string, { count: number; decided: number }>();
  const shown = { count: 0, decided: 0 };
  const needs = { lost: 0, edited: 0, contested: 0, questioned: 0, none: 0 };
  let attention = 0;
  sheet.records.forEach((annotation, index) => {
    const need = attentionAt(sheet, index);
    if (need !== 'none') attention++;
    if (passes && !passes(annotation, need === 'edited', sheet.doubts?.get(annotation.id))) return;
    const decided = need === 'none' && annotation.tag !== 'unconfirmed' ? 1 : 0;
    needs[need]++;
    shown.count++;
    shown.decided += decided;
    if (need !== 'none') return;
    const group = groupOf(by, sheet.source, annotation);
    const count = groups.get(group) ?? { count: 0, decided: 0 };
    groups.set(group, { count: count.count + 1, decided: count.decided + decided });
  });
  const { lost, edited, contested, questioned } = needs;
  return { total: sheet.records.length, attention, shown, lost, edited, contested, questioned, groups };
}
