import type { Annotation, Selector } from '../model/annotation';
import type { Revision } from '../model/action';
import { composed, nameOfSelector, withFields, same, sameSelector, type AnnotationRevision } from '../sidecar/threeWay';
import type { Sidecar } from '../sidecar/read';
import { applyActions } from './apply';

// Compares what was done with what the records say now: what can still be undone, what still has to be written.

/** The fields that place a span. The program updates them by itself, except the tagged words. */
const selector = ['text', 'was', 'before', 'after', 'line', 'column'] as const satisfies readonly (keyof Annotation)[];

/** The fields that identify an annotation and say who wrote it when. */
const stamps = ['id', 'by', 'created', 'updated'] as const satisfies readonly (keyof Annotation)[];

const unsaid: ReadonlySet<string> = new Set([...selector, ...stamps]);

type Field = keyof Annotation;

/** The fields in any of the records that hold what people say of a span. */
function fieldsOf(records: readonly Annotation[]): readonly Field[] {
  return ([...new Set(records.flatMap(Object.keys))] as Field[]).filter((field) => !unsaid.has(field));
}

/** The words that people tagged: if the source has changed since, nobody has confirmed its new words yet. */
const taggedWords = ({ text, was }: Annotation): string => was ?? text;

/** An annotation that undo leaves as it is, because somebody else changed it. */
export interface Kept {
  readonly source: string;
  readonly annotation: Annotation;
  readonly why: 'changed' | 'reviewed' | 'removed';
}

interface ToUndo {
  readonly revisions: readonly Revision[];
  readonly kept: readonly Omit<Kept, 'source'>[];
}

/**
 * Rebases revisions that undo something, oldest first, on the present records: whatever somebody else has changed or
 * reviewed since stays. New words and places that the program wrote by itself are nobody's change.
 */
export function stillToUndo(revisions: readonly Revision[], records: readonly Annotation[]): ToUndo {
  const present = new Map(records.map((record) => [record.id, record]));
  const rebasedAll: Revision[] = [];
  const kept: Omit<Kept, 'source'>[] = [];
  for (const revision of composed(revisions)) {
    const { revision: rebasedRevision, why } = rebased(revision, present.get(revision.id));
    if (rebasedRevision) rebasedAll.push(rebasedRevision);
    const annotation = present.get(revision.id) ?? revision.before;
    if (why && annotation) kept.push({ annotation, why });
  }
  return { revisions: [...rebasedAll, ...revisions.filter(({ of }) => of !== 'annotation')], kept };
}

interface Rebased {
  readonly revision?: AnnotationRevision;
  readonly why?: Kept['why'];
}

function rebased({ of, id, before, after }: AnnotationRevision, record: Annotation | undefined): Rebased {
  if (!before) return record || !after ? {} : { revision: { of, id, after } };
  if (!record) return after ? { why: 'removed' } : {};
  if (!after) {
    const why = whyChanged([before], record);
    return why ? { why } : { revision: { of, id, before: record } };
  }
  return rebasedChange([before], after, record);
}

/** How somebody changed a record apart from the known states; undefined where each field equals that of one of `states`. */
function whyChanged(states: readonly Annotation[], record: Annotation): Kept['why'] | undefined {
  const isKnown = (field: Field): boolean => states.some((state) => same(state[field], record[field]));
  const changed = fieldsOf([...states, record]).filter((field) => !isKnown(field));
  if (changed.length === 0 && isOnWordsOf(states, record)) return undefined;
  return changed.length > 0 && changed.every(isSaidBelow) ? 'reviewed' : 'changed';
}

const isSaidBelow = (field: Field): boolean => field === 'reviews' || field === 'discussion';

const isOnWordsOf = (states: readonly Annotation[], record: Annotation): boolean =>
  states.some((state) => taggedWords(state) === taggedWords(record));

/**
 * Revises a record by what was done from the first of `states` to `after`, but only the fields that still equal one of
 * the states: any other field was changed by somebody else, and stays.
 */
function rebasedChange(states: readonly Annotation[], after: Annotation, record: Annotation): Rebased {
  const wanted = fieldsOf([...states, after]).filter((field) => states.some((s) => !same(s[field], after[field])));
  const isMine = (field: Field): boolean =>
    Array.isArray(record[field]) || states.some((state) => same(record[field], state[field]));
  const mine = wanted.filter(isMine);
  const merged: Record<string, unknown> = { ...record };
  for (const field of mine) {
    const before = states.map((state) => state[field]);
    setField(merged, field, mergedList(before, after[field], record[field]));
  }
  const movesWords = states.some(({ text, was }) => text !== after.text || was !== after.was);
  const isOnWords = movesWords && isOnWordsOf(states, record);
  if (isOnWords) for (const field of selector) setField(merged, field, after[field]);
  setField(merged, 'updated', after.updated);
  const changed = merged as unknown as Annotation;
  const isAny = !same(withFields(changed, record, ['updated']), record);
  const isAll = mine.length === wanted.length && isOnWords === movesWords;
  return {
    ...(isAny ? { revision: { of: 'annotation', id: record.id, before: record, after: changed } } : {}),
    ...(isAll ? {} : { why: 'changed' }),
  };
}

function setField(record: Record<string, unknown>, field: Field, value: unknown): void {
  if (value === undefined) delete record[field];
  else record[field] = value;
}

/** Takes out of a list what went between some states and `after`, and adds what came; any other value becomes `after`. */
function mergedList(states: readonly unknown[], after: unknown, record: unknown): unknown {
  if (!Array.isArray(record)) return after;
  const [lists, wanted, list] = [states.map(listOf), listOf(after), record as readonly unknown[]];
  const stays = list.filter((item) => isIn(wanted, item) || !lists.some((old) => isIn(old, item)));
  const comes = wanted.filter((item) => lists.some((old) => !isIn(old, item)) && !isIn(list, item));
  return stays.length + comes.length > 0 ? [...stays, ...comes] : undefined;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);
const isIn = (list: readonly unknown[], item: unknown): boolean => list.some((each) => same(each, item));

/** All that was done here to one annotation, oldest first. */
interface Chain {
  /** The state before, if it existed, and all states on the way to `after`. */
  readonly states: readonly Annotation[];
  /** The intended state; undefined where the annotation is to be removed. */
  readonly after: Annotation | undefined;
  /** Whether it was added here, for the first time or again. */
  readonly isNew: boolean;
}

/** Chains revisions, oldest first, by annotation. A later revision may have been made without knowing the earlier ones. */
function chainsOf(revisions: readonly Revision[]): Map<string, Chain> {
  const chains = new Map<string, Chain>();
  for (const revision of revisions) {
    if (revision.of !== 'annotation') continue;
    const { id, before, after } = revision;
    const chain = chains.get(id);
    if (!chain) chains.set(id, { states: before ? [before] : [], after, isNew: !before });
    else chains.set(id, { ...linked(chain, before, after), isNew: chain.isNew || !before });
  }
  return chains;
}

function linked(
  { states, after: last }: Chain,
  before: Annotation | undefined,
  after: Annotation | undefined,
): Pick<Chain, 'states' | 'after'> {
  const known = last ? [...states, last] : states;
  if (!before || !after || !last) return { states: known, after };
  const fields = ([...new Set([...Object.keys(before), ...Object.keys(after)])] as Field[]).filter(
    (field) => !same(before[field], after[field]),
  );
  return { states: known, after: withFields(last, after, fields) };
}

/**
 * The revisions that a sidecar lacks, of those done, oldest first: a field is missing if it still has its value from
 * before. What somebody has changed otherwise since is not missing, nor is what the program wrote by itself.
 */
export function missingIn(done: readonly Revision[], sidecar: Sidecar | undefined): readonly Revision[] {
  return missingBeside(done, { since: done, pending: [] }, sidecar).missing;
}

/** Revisions to be done again: before what is pending and builds on them, or after it. */
export interface Missing {
  readonly below: readonly Revision[];
  readonly above: readonly Revision[];
  /** What is missing even after all that is pending, so without what is pending to be taken back. */
  readonly missing: readonly Revision[];
}

/** The surroundings of the revisions asked for, oldest first. */
interface Surroundings {
  /** All revisions written or being written, from the first one asked for on. */
  readonly since: readonly Revision[];
  /** What is pending. */
  readonly pending: readonly Revision[];
}

/** `missingIn` for a sidecar with pending revisions; the last revision of each field counts. */
export function missingBeside(
  done: readonly Revision[],
  { since, pending }: Surroundings,
  sidecar: Sidecar | undefined,
): Missing {
  if (done.length === 0) return { below: [], above: [], missing: [] };
  const { records, dismissed, about } = applyActions(sidecar, pending);
  const shown = new Map(records.map((record) => [record.id, record]));
  const inFile = new Map(sidecar?.entries.map(({ annotation }) => [annotation.id, annotation]));
  const [written, all] = [chainsOf(since), chainsOf([...since, ...pending])];
  const next = new Map([...pending].reverse().map((revision) => [idOf(revision), revision]));
  const below: Revision[] = [];
  const above: Revision[] = [];
  const missing: Revision[] = [];
  for (const id of chainsOf(done).keys()) {
    const record = inFile.get(id);
    const isBelow = !record || isBuiltOn(written.get(id), next.get(id));
    const atLast = missingOfOne(id, all.get(id), shown.get(id));
    const one = isBelow ? missingOfOne(id, written.get(id), record) : atLast;
    if (one) (isBelow ? below : above).push(one);
    if (atLast) missing.push(atLast);
  }
  const others = [...missingDismissed(done, dismissed), ...missingOfHead(done, { ...sidecar, about })];
  return { below, above: [...above, ...others], missing: [...missing, ...others] };
}

const idOf = (revision: Revision): string => (revision.of === 'annotation' ? revision.id : '');

/** Whether a revision started from the state that was done, so that its author saw it. */
function isBuiltOn(chain: Chain | undefined, next: Revision | undefined): boolean {
  if (!chain || next?.of !== 'annotation') return false;
  const { states, after } = chain;
  const { before } = next;
  if (!before || !after) return before === after;
  const touched = fieldsOf([...states, after]).filter((field) => states.some((s) => !same(s[field], after[field])));
  return touched.every((field) => same(before[field], after[field])) && taggedWords(before) === taggedWords(after);
}

function missingOfOne(id: string, chain: Chain | undefined, record: Annotation | undefined): Revision | undefined {
  const of = 'annotation';
  if (!chain) return undefined;
  const { states, after, isNew } = chain;
  if (!after) return record && !whyChanged(states, record) ? { of, id, before: record } : undefined;
  const isMore = states.some((state) => saysMore(state, after));
  if (!record) return isNew || isMore ? { of, id, after } : undefined;
  return isMore ? rebasedChange(states, after, record).revision : undefined;
}

/** Whether two states differ by something that a person said, not by what the program wrote alone. */
function saysMore(before: Annotation, after: Annotation): boolean {
  return (
    taggedWords(before) !== taggedWords(after) ||
    fieldsOf([before, after]).some((field) => !same(before[field], after[field]))
  );
}

function missingDismissed(done: readonly Revision[], dismissed: readonly Selector[]): readonly Revision[] {
  const isThere = (selector: Selector): boolean => dismissed.some((each) => sameSelector(each, selector));
  const ends = new Map<string, { readonly selector: Selector; readonly isIn: boolean }>();
  for (const revision of done) {
    if (revision.of !== 'dismissed') continue;
    const { before, after } = revision;
    if (before) ends.set(nameOfSelector(before), { selector: before, isIn: false });
    if (after) ends.set(nameOfSelector(after), { selector: after, isIn: true });
  }
  const wrong = [...ends.values()].filter(({ selector, isIn }) => isThere(selector) !== isIn);
  return wrong.map(({ selector, isIn }) => ({
    of: 'dismissed',
    ...(isIn ? { after: selector } : { before: selector }),
  }));
}

/** The revisions missing at the top of the file, each about a value of its own. */
function missingOfHead(done: readonly Revision[], head: object): readonly Revision[] {
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
