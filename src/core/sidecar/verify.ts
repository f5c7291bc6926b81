import type { Revision } from '../model/action';
import type { Annotation } from '../model/annotation';
import type { Entry, Item } from './entry';
import type { Sidecar } from './read';
import { annotationFields, type Fields } from './schema';
import {
  composed,
  itemsOf,
  meant,
  mergeValue,
  namingOf,
  nameOfSelector,
  same,
  staysAway,
  type ComposedRevision,
  type Named,
} from './threeWay';
import { countBy } from '../text/grouped';

type Values = Readonly<Record<string, unknown>>;

/** A field that two people changed, or an entry that one changed and the other removed. */
interface Collided {
  readonly revision: Revision;
  readonly field: string;
}

/**
 * Whether a sidecar read back after writing has its former content with the revisions applied, and nothing else. Fields
 * that two people changed are reported to them, and not checked here.
 */
export function isWritten(
  before: Sidecar,
  after: Sidecar,
  revisions: readonly Revision[],
  collisions: readonly Collided[],
): boolean {
  return (
    after.state === 'writable' &&
    headerHolds(before, after, revisions) &&
    dismissedHold(before, after, revisions) &&
    entriesHold(before, after, composed(revisions), collisions)
  );
}

function headerHolds(before: Sidecar, after: Sidecar, revisions: readonly Revision[]): boolean {
  const last = <Of extends Revision['of']>(of: Of): (Revision & { of: Of }) | undefined =>
    revisions.filter((revision): revision is Revision & { of: Of } => revision.of === of).at(-1);
  const source = last('source');
  const about = last('about');
  const finished = last('finished');
  return (
    after.source === (source ? source.after : before.source) &&
    (about
      ? Object.entries(about.after).every(([key, value]) => isIn((after.about as Values)[key], value))
      : same(before.about, after.about)) &&
    (finished?.after ? after.finished !== undefined : finished !== undefined || same(before.finished, after.finished))
  );
}

/** Whether a person's text is there, alone or joined with what somebody else wrote at the same time. */
function isIn(now: unknown, wanted: unknown): boolean {
  return same(now, wanted) || (typeof now === 'string' && typeof wanted === 'string' && now.includes(wanted.trim()));
}

function dismissedHold(before: Sidecar, after: Sidecar, revisions: readonly Revision[]): boolean {
  const [was, is] = [countBy(before.dismissed, nameOfSelector), countBy(after.dismissed, nameOfSelector)];
  const touched = new Map<string, boolean>();
  for (const revision of revisions) {
    if (revision.of !== 'dismissed') continue;
    if (revision.before) touched.set(nameOfSelector(revision.before), false);
    if (revision.after) touched.set(nameOfSelector(revision.after), true);
  }
  for (const key of new Set([...was.keys(), ...is.keys(), ...touched.keys()])) {
    const [old, now, wanted] = [was.get(key) ?? 0, is.get(key) ?? 0, touched.get(key)];
    if (wanted === undefined ? old !== now : wanted ? now === 0 : now > Math.max(0, old - 1)) return false;
  }
  return unreadable(before, 'dismissed') === unreadable(after, 'dismissed');
}

function entriesHold(
  before: Sidecar,
  after: Sidecar,
  revisions: readonly ComposedRevision[],
  collisions: readonly Collided[],
): boolean {
  const wanted = new Map(revisions.map((revision) => [revision.id, revision]));
  const [was, is] = [before, after].map((sidecar) => entriesOf(sidecar, wanted)) as [Entries, Entries];
  const untouched =
    was.others.length === is.others.length && was.others.every((one, i) => isAsBefore(one, is.others[i]));
  if (!untouched) return false;
  for (const [id, revision] of wanted) {
    const [theirs, now] = [was.touched.get(id), is.touched.get(id)];
    if (theirs) {
      if (!entryHolds(theirs, now, revision, collisions)) return false;
      continue;
    }
    if (staysAway(revision) ? now : !now || !same(now.annotation, { ...revision.after, id })) return false;
  }
  return unreadable(before, 'annotations') === unreadable(after, 'annotations');
}

function isAsBefore(was: Entry, now: Entry | undefined): boolean {
  return (
    now !== undefined &&
    was.key === now.key &&
    (was.annotation === now.annotation || same(was.annotation, now.annotation))
  );
}

interface ReadEntry {
  readonly annotation: Annotation;
  readonly item: Item;
}

interface Entries {
  /** The entries that revisions are about, by key. */
  readonly touched: ReadonlyMap<string, ReadEntry>;
  /** The others, in the order of the file. */
  readonly others: readonly Entry[];
}

function entriesOf({ entries, parts }: Sidecar, wanted: ReadonlyMap<string, unknown>): Entries {
  const touched = new Map<string, ReadEntry>();
  const others: Entry[] = [];
  let next = 0;
  for (const item of parts.annotations) {
    const entry = item.values && entries[next++];
    if (!entry) continue;
    if (wanted.has(entry.key)) touched.set(entry.key, { annotation: entry.annotation, item });
    else others.push(entry);
  }
  return { touched, others };
}

function entryHolds(
  theirs: ReadEntry,
  now: ReadEntry | undefined,
  revision: ComposedRevision,
  collisions: readonly Collided[],
): boolean {
  const collided = new Set(
    collisions.flatMap(({ revision: other, field }) =>
      other.of === 'annotation' && other.id === revision.id ? [field] : [],
    ),
  );
  if (!revision.after) return collided.has('entry') ? now !== undefined : now === undefined;
  if (!now) return false;
  const [from, to] = meant({ ...revision, after: revision.after }, theirs.annotation);
  if (
    !fieldsHold(annotationFields, from, to, { ...theirs.annotation, id: '' }, { ...now.annotation, id: '' }, collided)
  )
    return false;
  return same(theirs.item.unknown, now.item.unknown);
}

/**
 * Whether a record has the fields that ours changed from `was`, and otherwise those of theirs. A field that both
 * changed (`collided`) may have any value.
 */
export function fieldsHold(
  fields: Fields,
  was: Values | object,
  ours: Values | object,
  theirs: Values | object,
  now: Values | object,
  collided: ReadonlySet<string>,
): boolean {
  for (const [key, { shape }] of fields) {
    const [b, o, t, n] = [was, ours, theirs, now].map((record) => (record as Values)[key]);
    if (same(b, o) ? same(t, n) : collided.has(key)) continue;
    if (same(b, o)) return false;
    if (
      shape.kind === 'list' ? listHolds(key, shape.of, b, o, t, n, collided) : same(mergeValue(key, b, o, t).value, n)
    )
      continue;
    return false;
  }
  return true;
}

function listHolds(
  field: string,
  of: Fields,
  was: unknown,
  ours: unknown,
  theirs: unknown,
  now: unknown,
  collided: ReadonlySet<string>,
): boolean {
  const named = namingOf(field, was, ours, theirs);
  const [b, o, t, n] = [was, ours, theirs, now].map((list) => named(itemsOf(list))) as [Named, Named, Named, Named];
  for (const name of new Set([...b.keys(), ...o.keys(), ...t.keys(), ...n.keys()])) {
    const [old, mine, other, is] = [b.get(name), o.get(name), t.get(name), n.get(name)];
    if (mine && other) {
      if (!is || !(collided.size > 0 || fieldsHold(of, old ?? {}, mine, other, is, collided))) return false;
    } else if (mine) {
      // What ours added or changed is there; what ours left unchanged and somebody else removed is not.
      if (old && same(old, mine) ? is : !is || !same(is, mine)) return false;
    } else if (other) {
      // What ours removed is gone, unless somebody else changed it.
      if (old && same(old, other) ? is : !is || !same(is, other)) return false;
    } else if (is) return false;
  }
  return true;
}

/** The text of the unreadable items. */
function unreadable({ text, parts }: Sidecar, key: 'annotations' | 'dismissed'): string {
  const items = parts[key].filter(({ values }) => !values);
  return items.map(({ from, span }) => text.slice(from + span.from, from + span.to).trimEnd()).join('\n');
}
