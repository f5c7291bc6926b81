import type { Annotation, Selector } from '../model/annotation';
import type { Revision } from '../model/action';
import { composed, nameOfSelector, withFields, same, sameSelector, type AnnotationRevision } from '../sidecar/threeWay';
import type { Sidecar } from '../sidecar/read';
import { applyActions } from './apply';

// What became, since, of something that was done: questions that are answered by what the records say.

/** Where a span stands. The program writes it anew by itself, but for the words that were tagged. */
const selector = ['text', 'was', 'before', 'after', 'line', 'column'] as const satisfies readonly (keyof Annotation)[];

/** What says nothing of a span: which one it is, and who wrote it when. */
const stamps = ['id', 'by', 'created', 'updated'] as const satisfies readonly (keyof Annotation)[];

const unsaid: ReadonlySet<string> = new Set([...selector, ...stamps]);

type Field = keyof Annotation;

/** The fields of what people say of a span, in any of the records. */
function fieldsOf(records: readonly Annotation[]): readonly Field[] {
  return ([...new Set(records.flatMap(Object.keys))] as Field[]).filter((field) => !unsaid.has(field));
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
    const why = whyChanged([before], record);
    return why ? { why } : { revision: { of, id, before: record } };
  }
  return revisedOnTop([before], after, record);
}

/** What somebody did to a record other than what is known: undefined where each field is as in one of `states`. */
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
 * A record with what was done, from the first of `states` through the others to `after`: of each field that the record
 * has as in one of the states. A field that says something else was changed by somebody else, and stays.
 */
function revisedOnTop(states: readonly Annotation[], after: Annotation, record: Annotation): OnTop {
  const meant = fieldsOf([...states, after]).filter((field) => states.some((s) => !same(s[field], after[field])));
  const isMine = (field: Field): boolean =>
    Array.isArray(record[field]) || states.some((state) => same(record[field], state[field]));
  const mine = meant.filter(isMine);
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
  const isAll = mine.length === meant.length && isOnWords === movesWords;
  return {
    ...(isAny ? { revision: { of: 'annotation', id: record.id, before: record, after: changed } } : {}),
    ...(isAll ? {} : { why: 'changed' }),
  };
}

function setField(record: Record<string, unknown>, field: Field, value: unknown): void {
  if (value === undefined) delete record[field];
  else record[field] = value;
}

/**
 * A list with what is gone out of it between some states and `after` taken out, and what has come put in; any other value
 * is `after`.
 */
function mergedList(states: readonly unknown[], after: unknown, record: unknown): unknown {
  if (!Array.isArray(record)) return after;
  const [lists, wanted, list] = [states.map(listOf), listOf(after), record as readonly unknown[]];
  const stays = list.filter((item) => isIn(wanted, item) || !lists.some((old) => isIn(old, item)));
  const comes = wanted.filter((item) => lists.some((old) => !isIn(old, item)) && !isIn(list, item));
  return stays.length + comes.length > 0 ? [...stays, ...comes] : undefined;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);
const isIn = (list: readonly unknown[], item: unknown): boolean => list.some((each) => same(each, item));

/** All that was done here to one annotation, in the order in which it was done. */
interface Chain {
  /** What it was before, where it was there, and what it was on the way to `after`. */
  readonly states: readonly Annotation[];
  /** What it is meant to be; undefined where it is meant to be gone. */
  readonly after: Annotation | undefined;
  /** Whether it was added here, or added again. */
  readonly isNew: boolean;
}

/** Chains of revisions, oldest first, by annotation. A later one need not have known of those before. */
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
 * What is missing in a sidecar of what was done, oldest first, as revisions of what it says: what it says as it did
 * before. What somebody has changed otherwise since is not missing, nor is what the program alone wrote.
 */
export function missingIn(done: readonly Revision[], sidecar: Sidecar | undefined): readonly Revision[] {
  return leftOf(done, { since: done, pending: [] }, sidecar).missing;
}

/** What is to be done again, by where it goes in: before what is pending, which builds on it, or after it. */
export interface Left {
  readonly below: readonly Revision[];
  readonly above: readonly Revision[];
  /** What is missing with all that is pending: what that takes back is not. */
  readonly missing: readonly Revision[];
}

/** What was done here, oldest first. */
interface Besides {
  /** All that is on its way to the file or was there, from the first on of what is asked for. */
  readonly since: readonly Revision[];
  /** What is pending. */
  readonly pending: readonly Revision[];
}

/** `missingIn` of a sidecar, beside what is pending; of each field what was done last is meant. */
export function leftOf(done: readonly Revision[], { since, pending }: Besides, sidecar: Sidecar | undefined): Left {
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
    const atLast = leftOfOne(id, all.get(id), shown.get(id));
    const left = isBelow ? leftOfOne(id, written.get(id), record) : atLast;
    if (left) (isBelow ? below : above).push(left);
    if (atLast) missing.push(atLast);
  }
  const others = [...leftOfDismissed(done, dismissed), ...leftOfHead(done, { ...sidecar, about })];
  return { below, above: [...above, ...others], missing: [...missing, ...others] };
}

const idOf = (revision: Revision): string => (revision.of === 'annotation' ? revision.id : '');

/** Whether a revision started from what was done: who did it saw that. */
function isBuiltOn(chain: Chain | undefined, next: Revision | undefined): boolean {
  if (!chain || next?.of !== 'annotation') return false;
  const { states, after } = chain;
  const { before } = next;
  if (!before || !after) return before === after;
  const touched = fieldsOf([...states, after]).filter((field) => states.some((s) => !same(s[field], after[field])));
  return touched.every((field) => same(before[field], after[field])) && taggedWords(before) === taggedWords(after);
}

function leftOfOne(id: string, chain: Chain | undefined, record: Annotation | undefined): Revision | undefined {
  const of = 'annotation';
  if (!chain) return undefined;
  const { states, after, isNew } = chain;
  if (!after) return record && !whyChanged(states, record) ? { of, id, before: record } : undefined;
  const isMore = states.some((state) => saysMore(state, after));
  if (!record) return isNew || isMore ? { of, id, after } : undefined;
  return isMore ? revisedOnTop(states, after, record).revision : undefined;
}

/** Whether a person said something, not the program alone. */
function saysMore(before: Annotation, after: Annotation): boolean {
  return (
    taggedWords(before) !== taggedWords(after) ||
    fieldsOf([before, after]).some((field) => !same(before[field], after[field]))
  );
}

function leftOfDismissed(done: readonly Revision[], dismissed: readonly Selector[]): readonly Revision[] {
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
