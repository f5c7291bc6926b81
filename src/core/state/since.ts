import type { Annotation, Selector } from '../model/annotation';
import type { Revision } from '../model/action';
import { composed, withFields, type AnnotationRevision } from '../sidecar/threeWay';
import type { Sidecar } from '../sidecar/read';
import { same } from '../sidecar/threeWay';
import { applyActions, sameSelector } from './apply';

// What became, since, of something that was done: questions that are answered by what the records say.

/** Where a span stands. The program writes it anew by itself, but for the words that were tagged. */
const selector = ['text', 'was', 'before', 'after', 'line', 'column'] as const satisfies readonly (keyof Annotation)[];

/** What says nothing of a span: which one it is, and who wrote it when. */
const stamps = ['id', 'by', 'created', 'updated'] as const satisfies readonly (keyof Annotation)[];

const unsaid: ReadonlySet<string> = new Set([...selector, ...stamps]);

type Field = keyof Annotation;

/** What people say of a span, in the one or the other record. */
function saidFields(a: Annotation, b: Annotation): readonly Field[] {
  return ([...new Set([...Object.keys(a), ...Object.keys(b)])] as Field[]).filter((field) => !unsaid.has(field));
}

/** The words that people tagged: where the source says others, nobody has confirmed those yet. */
const taggedWords = ({ text, was }: Annotation): string => was ?? text;

/** What somebody else did to what is to be undone, so that it stays. */
export interface Kept {
  readonly source: string;
  readonly annotation: Annotation;
  readonly why: 'changed' | 'reviewed' | 'removed';
}

interface ToUndo {
  readonly again: readonly Revision[];
  readonly kept: readonly Omit<Kept, 'source'>[];
}

/**
 * What revisions come to that undo something, oldest first, on top of what the records say by now: whatever somebody
 * else has changed or reviewed since stays. Words and places that the program wrote down since are nobody's change.
 */
export function stillToUndo(revisions: readonly Revision[], records: readonly Annotation[]): ToUndo {
  const there = new Map(records.map((record) => [record.id, record]));
  const again: Revision[] = [];
  const kept: Omit<Kept, 'source'>[] = [];
  for (const revision of composed(revisions)) {
    const { revision: still, why } = onTopOf(revision, there.get(revision.id));
    if (still) again.push(still);
    const annotation = there.get(revision.id) ?? revision.before;
    if (why && annotation) kept.push({ annotation, why });
  }
  return { again: [...again, ...revisions.filter(({ of }) => of !== 'annotation')], kept };
}

interface OnTop {
  readonly revision?: AnnotationRevision;
  readonly why?: Kept['why'];
}

function onTopOf({ of, id, before, after }: AnnotationRevision, record: Annotation | undefined): OnTop {
  if (!before) return record || !after ? {} : { revision: { of, id, after } };
  if (!record) return after ? { why: 'removed' } : {};
  if (!after) {
    const why = whyChanged(before, record);
    return why ? { why } : { revision: { of, id, before: record } };
  }
  return revisedOnTop(id, before, after, record);
}

function whyChanged(before: Annotation, record: Annotation): Kept['why'] | undefined {
  const changed = saidFields(before, record).filter((field) => !same(before[field], record[field]));
  if (changed.length === 0 && taggedWords(before) === taggedWords(record)) return undefined;
  return changed.length > 0 && changed.every(isSaidBelow) ? 'reviewed' : 'changed';
}

const isSaidBelow = (field: Field): boolean => field === 'reviews' || field === 'discussion';

function revisedOnTop(id: string, before: Annotation, after: Annotation, record: Annotation): OnTop {
  const meant = saidFields(before, after).filter((field) => !same(before[field], after[field]));
  const isMine = (field: Field): boolean => Array.isArray(record[field]) || same(record[field], before[field]);
  const mine = meant.filter(isMine);
  const merged: Record<string, unknown> = { ...record };
  for (const field of mine) setField(merged, field, mergedList(before[field], after[field], record[field]));
  const movesWords = before.text !== after.text || before.was !== after.was;
  const isOnWords = movesWords && taggedWords(before) === taggedWords(record);
  if (isOnWords) for (const field of selector) setField(merged, field, after[field]);
  setField(merged, 'updated', after.updated);
  const changed = merged as unknown as Annotation;
  const isAny = !same(withFields(changed, record, ['updated']), record);
  const isAll = mine.length === meant.length && isOnWords === movesWords;
  return {
    ...(isAny ? { revision: { of: 'annotation', id, before: record, after: changed } } : {}),
    ...(isAll ? {} : { why: 'changed' }),
  };
}

function setField(record: Record<string, unknown>, field: Field, value: unknown): void {
  if (value === undefined) delete record[field];
  else record[field] = value;
}

/** A list with what is gone between `before` and `after` taken out, and what has come put in; any other value is `after`. */
function mergedList(before: unknown, after: unknown, record: unknown): unknown {
  if (!Array.isArray(record)) return after;
  const [old, wanted, list] = [listOf(before), listOf(after), record as readonly unknown[]];
  const stays = list.filter((item) => isIn(wanted, item) || !isIn(old, item));
  const comes = wanted.filter((item) => !isIn(old, item) && !isIn(list, item));
  return stays.length + comes.length > 0 ? [...stays, ...comes] : undefined;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);
const isIn = (list: readonly unknown[], item: unknown): boolean => list.some((each) => same(each, item));

/**
 * What is meant of revisions after later ones, which need not have known of them: of a field what was said of it last, and
 * of an annotation that those add or remove what they say.
 */
export function lessWhatChanged(revisions: readonly Revision[], later: readonly Revision[]): readonly Revision[] {
  const own = new Map<string, AnnotationRevision>(composed(revisions).map((revision) => [revision.id, revision]));
  for (const revision of later) {
    if (revision.of !== 'annotation') continue;
    const { id, before, after } = revision;
    const mine = own.get(id);
    if (!before || !after) {
      if (mine) own.set(id, revision);
    } else if (mine?.after) {
      const fields = ([...new Set([...Object.keys(before), ...Object.keys(after)])] as Field[]).filter(
        (field) => !same(before[field], after[field]),
      );
      own.set(id, { ...mine, after: withFields(mine.after, after, fields) });
    }
  }
  return [...own.values(), ...revisions.filter(({ of }) => of !== 'annotation')];
}

/**
 * What is missing in a sidecar of what was done, oldest first, as revisions of what it says: what it says as it did
 * before. What somebody has changed otherwise since is not missing, nor is what the program alone wrote.
 */
export function missingIn(done: readonly Revision[], sidecar: Sidecar | undefined): readonly Revision[] {
  const { below, above } = leftOf(done, sidecar, []);
  return [...below, ...above];
}

/** What is to be done again, by where it goes in: before what is pending, which builds on it, or after it. */
export interface Left {
  readonly below: readonly Revision[];
  readonly above: readonly Revision[];
}

/** `missingIn` of a sidecar with what is `pending` laid over it. */
export function leftOf(done: readonly Revision[], sidecar: Sidecar | undefined, pending: readonly Revision[]): Left {
  if (done.length === 0) return { below: [], above: [] };
  const { records, dismissed, about } = applyActions(sidecar, pending);
  const shown = new Map(records.map((record) => [record.id, record]));
  const inFile = new Map(sidecar?.entries.map(({ annotation }) => [annotation.id, annotation]));
  const last = new Map(pending.map((revision) => [revision.of === 'annotation' ? revision.id : '', revision]));
  const below: Revision[] = [];
  const above: Revision[] = [];
  for (const revision of composed(done)) {
    const record = inFile.get(revision.id);
    // What is removed since was removed as it was then.
    const isBelow = !record || isRemoval(last.get(revision.id));
    const left = leftOfOne(revision, isBelow ? record : shown.get(revision.id));
    if (left) (isBelow ? below : above).push(left);
  }
  return { below, above: [...above, ...leftOfDismissed(done, dismissed), ...leftOfHead(done, { ...sidecar, about })] };
}

const isRemoval = (revision: Revision | undefined): boolean => revision !== undefined && revision.after === undefined;

function leftOfOne(
  { of, id, before, after }: AnnotationRevision,
  record: Annotation | undefined,
): Revision | undefined {
  if (!after) {
    const isAsBefore = record && before && !whyChanged(before, record);
    return isAsBefore ? { of, id, before: record } : undefined;
  }
  if (!record) return before && !saysMore(before, after) ? undefined : { of, id, after };
  return before && saysMore(before, after) ? revisedOnTop(id, before, after, record).revision : undefined;
}

/** Whether a person said something, not the program alone. */
function saysMore(before: Annotation, after: Annotation): boolean {
  return (
    taggedWords(before) !== taggedWords(after) ||
    saidFields(before, after).some((field) => !same(before[field], after[field]))
  );
}

function leftOfDismissed(done: readonly Revision[], dismissed: readonly Selector[]): readonly Revision[] {
  const isThere = (selector: Selector): boolean => dismissed.some((each) => sameSelector(each, selector));
  const ends = new Map<string, { readonly selector: Selector; readonly isIn: boolean }>();
  const nameOf = ({ text, before = '', after = '' }: Selector): string => JSON.stringify([text, before, after]);
  for (const revision of done) {
    if (revision.of !== 'dismissed') continue;
    const { before, after } = revision;
    if (before) ends.set(nameOf(before), { selector: before, isIn: false });
    if (after) ends.set(nameOf(after), { selector: after, isIn: true });
  }
  const wrong = [...ends.values()].filter(({ selector, isIn }) => isThere(selector) !== isIn);
  return wrong.map(({ selector, isIn }) => ({
    of: 'dismissed',
    ...(isIn ? { after: selector } : { before: selector }),
  }));
}

/** Of what stands at the top of the file, each a value of its own. */
function leftOfHead(done: readonly Revision[], head: object): readonly Revision[] {
  const ends = new Map<Revision['of'], Revision>();
  for (const revision of done) {
    if (revision.of === 'annotation' || revision.of === 'dismissed') continue;
    const first = ends.get(revision.of);
    ends.set(revision.of, first ? ({ ...revision, before: first.before } as Revision) : revision);
  }
  return [...ends.values()].filter(({ of, before, after }) => {
    return !same(before, after) && same((head as Readonly<Record<string, unknown>>)[of], before);
  });
}
