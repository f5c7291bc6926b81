import type { Revision } from '../model/action';
import type { Annotation, Review } from '../model/annotation';
import { applyChanges } from '../text/change';
import { splitConflict, marked, conflictOf } from './conflict';
import { mergeEntry, open, saysMore } from './mergeEntry';
import { mergedTrivia, joinedUnits, type MergedUnit } from './mergeTrivia';
import {
  orderOf,
  asWhole,
  atColumns,
  columnIn,
  isWhole,
  listOf,
  lists,
  unitsOf,
  type Columns,
  type Merge,
  type Unit,
  type Units,
} from './mergeUnit';
import { readSidecar, type Sidecar } from './read';
import { signatureFields } from './schema';
import { saysSame } from './threeWay';
import { revise } from './write';
import { eolOf } from './yaml/splice';

export { splitConflict };

/** A conflict for a person: both sides changed the same field of an entry differently. */
interface MergeConflict {
  /** The entry's id or key, or a key of the file. */
  readonly entry: string;
  /** `*` for the whole entry, as when one side changed what the other removed. */
  readonly field: string;
}

interface MergedSidecars {
  /** The merged text, with git's conflict markers around what is in `conflicts` only. */
  readonly text: string;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Merges two versions of a sidecar by content: entries by id, field by field, against their common ancestor; lists as
 * sets. Comments, unknown keys and the bytes of all that only one side changed stay. `base` is empty if the ancestor is
 * not known; then whatever one side lacks is taken from the other.
 */
export function mergeSidecars(base: string, ours: string, theirs: string): MergedSidecars {
  const eol = eolOf(ours);
  const [b, t] = [base, theirs].map((text) => unmarked(text).replace(/\r?\n/g, eol)) as [string, string];
  const bom = ours.startsWith('\ufeff') ? '\ufeff' : '';
  const o = unmarked(ours);
  // A version in which somebody removed all entries still names its source; an empty one was emptied by accident.
  const isEmptied = b.trim() !== '' && [o, t].some((side) => side.trim() === '');
  if (o === t || (b === t && !isEmptied)) return { text: ours, conflicts: [] };
  if (b === o && !isEmptied) return { text: bom + t, conflicts: [] };
  const versions = [b, o, t].map(readSidecar);
  const [old, mine, other] = versions.map(unitsOf);
  if (isEmptied || !mine || !other) return { text: bom + wholeConflict(o, t, eol), conflicts: wholeFile };
  const { read, conflicts } = mergeUnits(oneForm(old ?? { units: [], tail: '' }, mine, other, eol));
  return { text: bom + (read ? withJudgedTags(read, versions) : wholeConflict(o, t, eol)), conflicts };
}

function unmarked(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function wholeConflict(ours: string, theirs: string, eol: string): string {
  const lines = (text: string): string => text.replace(/\r?\n$/, '');
  return marked(lines(ours), lines(theirs), eol) + eol;
}

/** The versions with each list in the same form: split into entries at the same column, or whole if one version has it so. */
function oneForm(base: Units, ours: Units, theirs: Units, eol: string): Merge {
  const all = [base, ours, theirs];
  const wholes = lists.filter((key) => all.some((side) => isWhole(side.units, key)));
  const columns = Object.fromEntries(
    lists.map((key) => [key, columnIn(ours, key) ?? columnIn(theirs, key) ?? 2]),
  ) as Columns;
  const formed = (side: Units): Units => atColumns(wholes.reduce(asWhole, side), columns);
  return { base: formed(base), ours: formed(ours), theirs: formed(theirs), eol };
}

function named({ units }: Units): ReadonlyMap<string, Unit> {
  return new Map(units.map((unit) => [unit.name, unit]));
}

interface MergedText {
  /** The merged text, parsed; undefined where no text can show the result. */
  readonly read: Sidecar | undefined;
  readonly conflicts: readonly MergeConflict[];
}

function mergeUnits(merge: Merge): MergedText {
  const [base, ours, theirs] = [named(merge.base), named(merge.ours), named(merge.theirs)];
  const conflicts: MergeConflict[] = [];
  const units = orderOf(merge).map((name) => {
    const [b, o, t] = [base.get(name), ours.get(name), theirs.get(name)];
    const { body, conflicts: fields } = mergeBody(b, o, t, merge.eol);
    for (const field of fields) conflicts.push({ entry: entryOf(name), field });
    return { name, kind: (o ?? t)?.kind ?? 'section', body, ...mergedTrivia(b, o, t) };
  });
  const merged = units.map((unit) => keyFitted(unit, units, ours.get(unit.name) ?? theirs.get(unit.name)));
  const read = readSidecar(joinedUnits(merge, merged));
  return readsAs(read, merged, merge.eol) ? { read, conflicts } : { read: undefined, conflicts: wholeFile };
}

const wholeFile: readonly MergeConflict[] = [{ entry: '', field: '*' }];

/** The name of a unit for people. */
function entryOf(name: string): string {
  return name.startsWith('dismissed ') ? 'dismissed' : name.replace(/^\w+ /, '');
}

/**
 * Fits the key of a list: `[]` is added where the list is empty now, and removed where it no longer is. The key stays
 * while there are entries, even if a side removed it; that of `dismissed` goes with its last entry.
 */
function keyFitted(unit: MergedUnit, all: readonly MergedUnit[], there: Unit | undefined): MergedUnit {
  const key = there && listOf(there);
  if (!key || (unit.body !== undefined && listOf(unit) === undefined)) return unit;
  const entries = all.filter(({ kind }) => kind === key);
  if (entries.some(({ body }) => body !== undefined)) {
    return { ...unit, body: (unit.body ?? there.body).replace(/^(\w+:)[ \t]*(?:\[\s*\]|null|~)/, '$1') };
  }
  const { body } = unit;
  if (entries.length === 0 || body === undefined || !/^\w+:\s*(?:#|$)/.test(body)) return unit;
  const isRemoved = key === 'dismissed' && unit.comments.length === 0;
  return { ...unit, body: isRemoved ? undefined : body.replace(/^\w+:/, '$& []') };
}

interface Body {
  readonly body: string | undefined;
  readonly conflicts: readonly string[];
}

/** Merges the bodies of a unit; no body where the unit is removed. */
function mergeBody(base: Unit | undefined, ours: Unit | undefined, theirs: Unit | undefined, eol: string): Body {
  const only = ours ?? theirs;
  if (!ours || !theirs) {
    if (!only || !base) return { body: only?.body, conflicts: [] };
    if (only.kind === 'section' && !isWholeList(only)) {
      return { body: only.body === base.body ? undefined : only.body, conflicts: [] };
    }
    if (saysTheSame(base, only)) return { body: undefined, conflicts: [] };
    return { body: marked(ours?.body ?? '', theirs?.body ?? '', eol), conflicts: ['*'] };
  }
  if (ours.body === theirs.body || base?.body === theirs.body) return { body: ours.body, conflicts: [] };
  if (base?.body === ours.body) return { body: theirs.body, conflicts: [] };
  if (listOf(ours) && listOf(theirs)) return { body: ours.body, conflicts: [] };
  const signed = ours.name === 'section finished' ? laterFinished(base, ours, theirs, eol) : undefined;
  if (signed !== undefined) return { body: signed, conflicts: [] };
  return mergeEntry(base, ours, theirs, eol);
}

/** The later of two finishes; undefined where one can't be read, or the earlier one has other content beside it. */
function laterFinished(base: Unit | undefined, ours: Unit, theirs: Unit, eol: string): string | undefined {
  const [o, t] = [ours, theirs].map((unit) => open(unit, signatureFields, eol)?.values.created);
  if (o === undefined || t === undefined) return undefined;
  const [later, earlier] = o < t ? [theirs, ours] : [ours, theirs];
  return saysMore(earlier, [later, ...(base ? [base] : [])], signatureFields, eol) ? undefined : later.body;
}

function isWholeList(unit: Unit): boolean {
  return lists.some((key) => isWhole([unit], key));
}

/** Whether a unit differs only in fields that the program updates by itself. */
function saysTheSame(base: Unit, unit: Unit): boolean {
  if (base.body === unit.body) return true;
  const words = (body: string): string => body.replace(/^\s*(?:- +)?(?:line|column|before|after|updated):.*$/gm, '');
  return (
    base.values !== undefined &&
    unit.values !== undefined &&
    saysSame(base.values, unit.values) &&
    words(base.body) === words(unit.body)
  );
}

/**
 * Whether a merged file parses to the units it was joined from, none lost and none in another list; with conflict
 * markers, whether each side does.
 */
function readsAs(read: Sidecar, merged: readonly MergedUnit[], eol: string): boolean {
  const wholes = lists.filter((key) => isWhole(merged, key));
  const isReadAs = (sidecar: Sidecar, bodyOf: (body: string) => string): boolean => {
    const all = unitsOf(sidecar);
    const units = all && wholes.reduce(asWhole, all).units;
    const wanted = merged.flatMap(({ kind, body }) => {
      const own = body && bodyOf(body);
      return own ? [{ kind, body: own }] : [];
    });
    return (
      units?.length === wanted.length &&
      wanted.every(({ kind, body }, i) => kind === units[i]?.kind && isAll(units[i].body, body))
    );
  };
  const conflict = conflictOf(read.text);
  if (!conflict) return isReadAs(read, (body) => body);
  return (['ours', 'theirs'] as const).every((side) =>
    isReadAs(readSidecar(conflict[side].text), (body) => {
      return conflictOf(body + eol)?.[side].text.slice(0, -eol.length) ?? body;
    }),
  );
}

/** Whether a unit is all of the written text except comments at its end, which belong to the next unit. */
function isAll(unit: string, written: string): boolean {
  const rest = written.startsWith(unit) ? written.slice(unit.length) : 'more';
  return rest.split('\n').every((line) => /^\s*(?:#.*)?$/.test(line));
}

/**
 * Adds to reviews the tag that they judged, where the merged entry has another. A review without a tag judged the tag
 * of its entry in the first version that has the review.
 */
function withJudgedTags(sidecar: Sidecar, versions: readonly Sidecar[]): string {
  const { text: merged } = sidecar;
  const silent = sidecar.entries.filter(({ annotation }) => annotation.reviews?.some(({ tag }) => tag === undefined));
  if (sidecar.state !== 'writable' || silent.length === 0) return merged;
  const before = versions.map(({ entries }) => new Map(entries.map(({ annotation }) => [annotation.id, annotation])));
  const revisions = silent.flatMap(({ annotation }): Revision[] => {
    const reviews = annotation.reviews?.map((review) => judged(review, annotation, before));
    return reviews?.some((review, i) => review !== annotation.reviews?.[i])
      ? [{ of: 'annotation', id: annotation.id, before: annotation, after: { ...annotation, reviews } }]
      : [];
  });
  return revisions.length > 0 ? applyChanges(merged, revise(sidecar, revisions).changes) : merged;
}

function judged(review: Review, { id, tag }: Annotation, versions: readonly ReadonlyMap<string, Annotation>[]): Review {
  if (review.tag !== undefined) return review;
  const first = versions
    .map((entries) => entries.get(id))
    .find((entry) => entry?.reviews?.some(({ by, created }) => by === review.by && created === review.created));
  return first === undefined || first.tag === tag ? review : { ...review, tag: first.tag };
}
