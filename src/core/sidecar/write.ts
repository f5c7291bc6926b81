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

/** What somebody else made of the same thing meanwhile. */
export interface Collision {
  readonly revision: Revision;
  /** The field in question; `entry` where one changed what the other removed. */
  readonly field: string;
  readonly theirs: unknown;
  readonly ours: unknown;
}

/** Why nothing is written. */
export type Refusal =
  /** The file is broken, of a newer version or has conflict markers. */
  | Exclude<Sidecar['state'], 'writable'>
  /** The file is in brackets, JSON, or else so that no single lines can be changed: `toUsualForm` first. */
  | 'unusual-form'
  /** What was to be written would not read back as it should. */
  | 'unsound';

/** An entry that was taken away. */
export interface Removed {
  /** Its lines, from its dash's line on. */
  readonly lines: string;
  /** The keys of the entries that stood above and below. */
  readonly above: string | undefined;
  readonly below: string | undefined;
  readonly undo: Undo;
}

/** The same, with the fingerprint of the text without it: given back to `revise`, an undo brings back every byte. */
export interface Remembered extends Removed {
  readonly without: string;
}

/** What brings back the whole file as it was, as long as nobody has changed it since. */
interface Undo {
  readonly changes: readonly Change[];
  /** The keys of all that went in one write. */
  readonly keys: readonly string[];
}

interface Revised {
  /** Simultaneous, in order, for the sidecar's text. */
  readonly changes: readonly Change[];
  /** The sidecar after them, as it was read back. */
  readonly after: Sidecar;
  readonly collisions: readonly Collision[];
  /** The entries that were taken away, by key. */
  readonly removed: ReadonlyMap<string, Removed>;
  /** Set where nothing could be written though something was to be: then there are no changes. */
  readonly refused?: Refusal;
}

/** The text of a sidecar that holds nothing yet. `source` is the source's name, relative to the sidecar. */
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
 * The changes that bring revisions into a sidecar as it is now, each field merged with what others did meanwhile
 * against what the revision started from. Everything else keeps its bytes. What is written is read back: if the
 * revisions are not in it, or anything else reads otherwise, odder forms give way to plainer ones (literal blocks to
 * quotes, then the entries in question to the usual form), and else nothing is written and `refused` says why. An entry that comes back is written with its lines in `remembered`, if
 * they still say the same: so its comments, unknown keys and place come back, too.
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

/** Puts the entries in question into the usual form before they are changed. */
const usualFirst: Attempt = (sidecar, revisions, remembered) => {
  const changes = usualParts(sidecar, idsOf(revisions));
  if (!changes) return undefined;
  const usual = reread(sidecar, changes);
  const result = revised(usual, revisions, remembered, false);
  return { ...result, changes: differenceOf(sidecar.text, result.after.text) };
};

/** Where all that was done was to take some entries away, and they come back, so does every byte of the file. */
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

/** A file of nothing but blanks and comments becomes a sidecar below these; only a revision can name its source. */
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

/** Sets a key of the file, or makes it at its place. */
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

/** A revision of a sidecar under way. */
interface Revising {
  readonly sidecar: Sidecar;
  readonly editFor: EditFor;
  /** The entries that were once taken away, by key. */
  readonly remembered: ReadonlyMap<string, Remembered>;
  /** Takes those that are taken away now. */
  readonly gone: Map<string, Omit<Removed, 'undo'>>;
}

/** Brings what people did to annotations into the entries of a sidecar; at most one revision for each. */
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
      // With the id of one that goes, it would take that one's place.
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

/** Revises one entry, which is item `index` of the list and entry `place` of those that can be read; true where it is to go. */
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

/** What is to be added: what is new, and what was revised here while somebody else took it away. */
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

/** Writes the id by which an entry is known that has none, or another one's. */
function giveId(edit: Edit, map: MapNode | undefined, { key }: Entry): void {
  if (map) setFields(edit, map, annotationFields, new Map([['id', key]]));
}

/**
 * New annotations where they belong in the order of the source: after the entry before the first that follows. One
 * that comes back stands where it stood, if its neighbour is still there.
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

/** Finds the first item that stands later in the source than a selector; in a list that is out of order, too. */
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

/** Whether the lines of an entry say what an annotation says. */
function saysStill(lines: string, annotation: Annotation): boolean {
  const { values, sound } = readChunk(lines, { from: 0, to: lines.length }, annotationFields);
  return sound && values !== undefined && same({ ...values, id: annotation.id }, annotation);
}
