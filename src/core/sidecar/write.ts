import { idsOf, type Revision } from '../model/action';
import type { Annotation, Selector } from '../model/annotation';
import { applyChanges, differenceOf, inverseOf, type Change } from '../text/change';
import { countWhere } from '../text/sorted';
import { fingerprint } from '../text/hashes';
import { editMap, setFields, type Edit, type Added } from './edit';
import { nodeOf, readChunk, type Item } from './entry';
import { editList, sectionPair, insertSection, ownLines } from './list';
import { printPairs, printString, quoted } from './print';
import { readSidecar, reread, type Sidecar, type Entry } from './read';
import { aboutFields, finishedShape, version, annotationFields, type Field, type Fields } from './schema';
import {
  composed,
  meant,
  mergeValue,
  same,
  sameSelector,
  saysSame,
  staysAway,
  type ComposedRevision,
} from './threeWay';
import { isUsual, usualParts } from './usualForm';
import { isWritten } from './verify';
import type { MapNode } from './yaml/node';
import { coalesced, eolOf, spanFrom, lineStart } from './yaml/splice';
import { clearOfComments, withoutLinesBelow } from './yaml/trivia';

/** A change by somebody else at the same time, to the same field or entry. */
export interface Collision {
  readonly revision: Revision;
  /** The field in question; `entry` where one side changed what the other removed. */
  readonly field: string;
  readonly theirs: unknown;
  readonly ours: unknown;
}

/** Why nothing is written. */
export type Refusal =
  /** The file is broken, of a newer version or has conflict markers. */
  | Exclude<Sidecar['state'], 'writable'>
  /** The file is in brackets, JSON or another form without lines for each entry: `toUsualForm` first. */
  | 'unusual-form'
  /** The result would not read back as intended. */
  | 'unsound';

/** A removed entry. */
export interface Removed {
  /** Its lines, from the line of its dash on. */
  readonly lines: string;
  /** The keys of the entries above and below. */
  readonly above: string | undefined;
  readonly below: string | undefined;
  readonly undo: Undo;
}

/** A removed entry with the fingerprint of the text without it: with this `revise` can restore every byte. */
export interface Remembered extends Removed {
  readonly without: string;
}

/** The changes that restore the whole file, as long as nobody has changed it since. */
interface Undo {
  readonly changes: readonly Change[];
  /** The keys of all entries removed in the same write. */
  readonly keys: readonly string[];
}

interface Revised {
  /** Simultaneous changes of the sidecar's text, in order. */
  readonly changes: readonly Change[];
  /** The sidecar after the changes, read back. */
  readonly after: Sidecar;
  readonly collisions: readonly Collision[];
  /** The removed entries, by key. */
  readonly removed: ReadonlyMap<string, Removed>;
  /** Why nothing could be written; then there are no changes. */
  readonly refused?: Refusal;
}

/** The text of a new sidecar. `source` is the source's name, relative to the sidecar. */
export function newSidecar(source: string, eol = '\n'): string {
  const printed = printString(source, { flow: false, indent: 0, eol });
  const value = printed.includes('\n') ? quoted(source) : printed;
  return [headerOf(source), 'claimmark: 1', `source: ${value}`, 'annotations: []', ''].join(eol);
}

function headerOf(source: string): string {
  const name = quoted(source) === `"${source}"` ? source : quoted(source);
  return `# Claims in ${name}. Safe to edit by hand.`;
}

/**
 * The changes that bring revisions into a sidecar, each field merged with what others did meanwhile, against what the
 * revision started from. Everything else keeps its bytes. The result is read back: if a revision is missing in it, or
 * anything else differs, plainer forms are tried (quotes instead of literal blocks, then the usual form for the entries
 * in question), and otherwise nothing is written and `refused` says why. A restored entry gets its lines from
 * `remembered` if they still say the same, so that its comments, unknown keys and place return, too.
 */
export function revise(
  sidecar: Sidecar,
  revisions: readonly Revision[],
  remembered: ReadonlyMap<string, Remembered> = new Map(),
): Revised {
  const none = { changes: [], after: sidecar, collisions: [], removed: new Map<string, Removed>() };
  if (revisions.length === 0) return none;
  if (sidecar.state !== 'writable') return { ...none, refused: sidecar.state };
  if (sidecar.problems.some(({ code }) => code === 'empty')) return begin(sidecar, revisions, remembered);
  if (!isUsual(sidecar)) return { ...none, refused: 'unusual-form' };
  for (const attempt of [undone, spliced, quotedOnly, usualFirst]) {
    const revised = attempt(sidecar, revisions, remembered);
    if (revised && isWritten(sidecar, revised.after, revisions, revised.collisions)) return revised;
  }
  return { ...none, refused: 'unsound' };
}

type Attempt = (
  sidecar: Sidecar,
  revisions: readonly Revision[],
  remembered: ReadonlyMap<string, Remembered>,
) => Revised | undefined;

const spliced: Attempt = (sidecar, revisions, remembered) => revised(sidecar, revisions, remembered, true);

const quotedOnly: Attempt = (sidecar, revisions, remembered) => revised(sidecar, revisions, remembered, false);

/** Puts the entries in question into the usual form first. */
const usualFirst: Attempt = (sidecar, revisions, remembered) => {
  const changes = usualParts(sidecar, idsOf(revisions));
  if (!changes) return undefined;
  const usual = reread(sidecar, changes);
  const result = revised(usual, revisions, remembered, false);
  return { ...result, changes: differenceOf(sidecar.text, result.after.text) };
};

/** Restores every byte if the revisions just bring back all entries that the last write removed. */
const undone: Attempt = (sidecar, revisions, remembered) => {
  const keys = revisions.map((revision) => (revision.of === 'annotation' && !revision.before ? revision.id : ''));
  const [first] = keys.map((key) => remembered.get(key));
  if (!first || first.undo.keys.length !== keys.length || !first.undo.keys.every((key) => keys.includes(key)))
    return undefined;
  if (first.without !== fingerprint(sidecar.text)) return undefined;
  const { changes } = first.undo;
  return { changes, after: reread(sidecar, changes), collisions: [], removed: new Map() };
};

function revised(
  sidecar: Sidecar,
  revisions: readonly Revision[],
  remembered: ReadonlyMap<string, Remembered>,
  literal: boolean,
): Revised {
  const { text } = sidecar;
  const changes: Change[] = [];
  const collisions: Collision[] = [];
  const gone = new Map<string, Omit<Removed, 'undo'>>();
  const editFor = (revision: Revision): Edit => ({
    text,
    eol: eolOf(text),
    changes,
    collide: (field, theirs, ours) => collisions.push({ revision, field, theirs, ours }),
    literal,
  });
  reviseAnnotations({ sidecar, editFor, remembered, gone }, composed(revisions));
  reviseDismissed(sidecar, revisions, editFor);
  reviseHeader(sidecar, revisions, editFor);
  const all = coalesced(clearOfComments(text, changes));
  const after = reread(sidecar, all);
  const undo = { changes: gone.size === 0 ? [] : inverseOf(text, all), keys: [...gone.keys()] };
  const removed = new Map([...gone].map(([key, entry]) => [key, { ...entry, undo }]));
  return { changes: all, after, collisions, removed };
}

/** Makes a sidecar below the blanks and comments of a file with nothing else; only a revision can name its source. */
function begin(sidecar: Sidecar, revisions: readonly Revision[], remembered: ReadonlyMap<string, Remembered>): Revised {
  const { text } = sidecar;
  const eol = eolOf(text);
  const fresh = readSidecar([`claimmark: ${String(version)}`, 'annotations: []', ''].join(eol));
  const revised = revise(fresh, revisions, remembered);
  if (revised.changes.length === 0) return { ...revised, after: sidecar };
  const start = /(?:^|\n|^\ufeff)$/.test(text) ? '' : eol;
  const changes = [{ from: text.length, to: text.length, text: start + applyChanges(fresh.text, revised.changes) }];
  return { ...revised, changes, after: reread(sidecar, changes) };
}

function reviseDismissed(sidecar: Sidecar, revisions: readonly Revision[], editFor: EditFor): void {
  const mine = revisions.filter((revision) => revision.of === 'dismissed');
  const [first] = mine;
  if (!first) return;
  const items = sidecar.parts.dismissed;
  const removed = new Set<number>();
  let added: Selector[] = [];
  const find = (selector: Selector): number =>
    items.findIndex(
      ({ values }, i) => values && !removed.has(i) && sameSelector(values as unknown as Selector, selector),
    );
  for (const { before, after } of mine) {
    if (before) {
      const index = find(before);
      if (index >= 0) removed.add(index);
      else added = added.filter((selector) => !sameSelector(selector, before));
    }
    if (!after || added.some((selector) => sameSelector(selector, after))) continue;
    const gone = items.findIndex(
      ({ values }, i) => values && removed.has(i) && sameSelector(values as unknown as Selector, after),
    );
    if (gone >= 0) removed.delete(gone);
    else if (find(after) < 0) added.push(after);
  }
  const last = items.length - 1;
  const edit = editFor(first);
  editList(edit, sidecar, 'dismissed', { removed, added: added.map((item) => ({ after: last, item })) });
}

function reviseHeader(sidecar: Sidecar, revisions: readonly Revision[], editFor: EditFor): void {
  for (const revision of revisions) {
    if (revision.of === 'about' && !same(revision.before, revision.after))
      reviseAbout(sidecar, revision, editFor(revision));
    else if (revision.of === 'finished') reviseFinished(sidecar, revision, editFor(revision));
    else if (revision.of === 'source' && sidecar.source !== revision.after) {
      reviseSource(sidecar, revision.after, editFor(revision));
    }
  }
}

const headerFields: Fields = new Map<string, Field>([
  ['source', { shape: { kind: 'text' }, needed: true }],
  ['about', { shape: { kind: 'map', of: aboutFields }, needed: false }],
  ['finished', { shape: finishedShape, needed: false }],
]);

/** Sets a key of the file, or inserts it at its place. */
function setSection(sidecar: Sidecar, key: 'source' | 'about' | 'finished', value: unknown, edit: Edit): void {
  const found = sectionPair(sidecar, key);
  if (found) setFields(edit, found.map, headerFields, new Map([[key, value]]));
  else
    edit.changes.push(
      insertSection(edit, sidecar, key, (style) => printPairs({ [key]: value }, headerFields, style).join('')),
    );
}

function reviseAbout(sidecar: Sidecar, { before, after }: Revision & { of: 'about' }, edit: Edit): void {
  const value = sectionPair(sidecar, 'about')?.pair.value;
  if (value?.kind === 'map' && value.pairs.length > 0) return editMap(edit, value, aboutFields, before, after);
  const fresh = Object.entries(after).filter(([key, value]) => !same((before as Record<string, unknown>)[key], value));
  if (fresh.length > 0) setSection(sidecar, 'about', Object.fromEntries(fresh), edit);
}

function reviseFinished(sidecar: Sidecar, { before, after }: Revision & { of: 'finished' }, edit: Edit): void {
  const theirs = sidecar.finished;
  const { value, collides } = mergeValue('finished', before, after, theirs);
  if (collides) edit.collide('finished', theirs, after);
  if (same(value, theirs)) return;
  if (value !== undefined) return setSection(sidecar, 'finished', value, edit);
  const found = sectionPair(sidecar, 'finished');
  if (found)
    edit.changes.push(withoutLinesBelow(edit.text, spanFrom(edit.text, found.pair.keySpan.from, found.pair.value), 0));
}

function reviseSource(sidecar: Sidecar, source: string, edit: Edit): void {
  setSection(sidecar, 'source', source, edit);
  const header = sidecar.source === undefined ? '' : headerOf(sidecar.source);
  const at = sidecar.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (header !== '' && sidecar.text.startsWith(header, at)) {
    edit.changes.push({ from: at, to: at + header.length, text: headerOf(source) });
  }
}

type EditFor = (revision: Revision) => Edit;

/** The revision of a sidecar under way. */
interface Revising {
  readonly sidecar: Sidecar;
  readonly editFor: EditFor;
  /** The entries removed before, by key. */
  readonly remembered: ReadonlyMap<string, Remembered>;
  /** Collects the entries removed now. */
  readonly gone: Map<string, Omit<Removed, 'undo'>>;
}

/** Applies composed revisions to the entries of a sidecar. */
function reviseAnnotations(revising: Revising, revisions: readonly ComposedRevision[]): void {
  const [first] = revisions;
  if (!first) return;
  const { sidecar, editFor, gone } = revising;
  const wanted = new Map(revisions.map((revision) => [revision.id, revision]));
  const removed = new Set<number>();
  let next = 0;
  sidecar.parts.annotations.forEach((item, index) => {
    if (!item.values) return;
    const place = next++;
    const entry = sidecar.entries[place];
    if (!entry) return;
    const revision = wanted.get(entry.key);
    if (!revision) {
      // With the id of a removed entry, this one would take its place.
      if (!entry.hasId && gone.has(String(item.values['id'])))
        giveId(editFor(first), nodeOf(sidecar.text, item), entry);
      return;
    }
    wanted.delete(entry.key);
    if (removes(revising, index, place, entry, revision)) removed.add(index);
  });
  const added = [...wanted.values()].flatMap((revision) => comesBack(revision, editFor) ?? []);
  editList(editFor(first), sidecar, 'annotations', { removed, added: placed(revising, added) });
}

/** Revises one entry: item `index` of the list and entry `place` of the readable ones. True where it is to be removed. */
function removes(revising: Revising, index: number, place: number, entry: Entry, revision: ComposedRevision): boolean {
  const { sidecar, editFor, gone } = revising;
  const { after, states } = revision;
  const edit = editFor(revision);
  if (after) {
    editEntry(sidecar, edit, index, entry, { ...revision, after });
    return false;
  }
  if (!states.some((state) => saysSame(state, entry.annotation))) {
    edit.collide('entry', entry.annotation, undefined);
    return false;
  }
  const own = ownLines(sidecar.text, entry.span);
  const lines = sidecar.text.slice(lineStart(sidecar.text, own.from), own.to);
  const [above, below] = [place - 1, place + 1].map((other) => sidecar.entries[other]?.key);
  gone.set(entry.key, { lines, above, below });
  return true;
}

/** The annotation to be added: a new one, or one that was revised here while somebody else removed it. */
function comesBack(revision: ComposedRevision, editFor: EditFor): Annotation | undefined {
  const { before, after, isAddedAgain } = revision;
  if (!after || staysAway(revision)) return undefined;
  if (before && !isAddedAgain) editFor(revision).collide('entry', undefined, after);
  return after;
}

function editEntry(
  sidecar: Sidecar,
  edit: Edit,
  index: number,
  entry: Entry,
  revision: ComposedRevision & { readonly after: Annotation },
): void {
  const item = sidecar.parts.annotations[index];
  const map = item && nodeOf(sidecar.text, item);
  if (!map) return;
  if (!entry.hasId) giveId(edit, map, entry);
  editMap(edit, map, annotationFields, ...meant(revision, entry.annotation));
}

/** Writes the key of an entry as its id, if it has none, or the id of another entry. */
function giveId(edit: Edit, map: MapNode | undefined, { key }: Entry): void {
  if (map) setFields(edit, map, annotationFields, new Map([['id', key]]));
}

/**
 * Places new annotations in the order of the source: before the first entry that follows them. A restored one gets its
 * former place, if its neighbour is still there.
 */
function placed({ sidecar, remembered }: Revising, added: readonly Annotation[]): readonly Added[] {
  const items = sidecar.parts.annotations;
  const sorted = [...added].sort(
    (a, b) => (a.line ?? Infinity) - (b.line ?? Infinity) || (a.column ?? 1) - (b.column ?? 1) || 0,
  );
  const follows = firstAfter(items);
  const places = new Map<string, number>();
  let next = 0;
  if (sorted.some(({ id }) => remembered.has(id)))
    items.forEach(({ values }, index) => values && places.set(sidecar.entries[next++]?.key ?? '', index));
  return sorted.map((item) => {
    const { lines, above = '', below = '' } = remembered.get(item.id) ?? {};
    const [top, bottom] = [places.get(above), places.get(below)];
    const whole = lines !== undefined && saysStill(lines, item) ? { lines } : {};
    return { after: top ?? (bottom ?? follows(item)) - 1, item, ...whole };
  });
}

/** Returns a function that finds the first item behind a selector in the source, even in a list that is out of order. */
function firstAfter(items: readonly Item[]): (selector: Selector) => number {
  let latest: Selector = { text: '' };
  const latestTo = items.map(({ values }) => {
    const own = values as unknown as Selector | undefined;
    if (own?.line !== undefined && (latest.line === undefined || isBefore(latest, own))) latest = own;
    return latest;
  });
  return (selector) => countWhere(latestTo, (latest) => !isBefore(selector, latest));
}

function isBefore(a: Selector, b: Selector): boolean {
  if (a.line === undefined || b.line === undefined) return false;
  return a.line < b.line || (a.line === b.line && (a.column ?? 1) < (b.column ?? 1));
}

/** Whether the lines of an entry have the content of an annotation. */
function saysStill(lines: string, annotation: Annotation): boolean {
  const { values, sound } = readChunk(lines, { from: 0, to: lines.length }, annotationFields);
  return sound && values !== undefined && same({ ...values, id: annotation.id }, annotation);
}
