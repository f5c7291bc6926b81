import type { Revision } from '../model/action';
import type { Annotation, Selector } from '../model/annotation';
import { applyChanges, type Change } from '../text/change';
import { editMap, filled, setFields, type Edit, type Added } from './edit';
import { nodeOf, readChunk } from './entry';
import { editList, sectionPair, insertSection, ownLines } from './list';
import { keyIn, printPairs, printString, quoted, type Style } from './print';
import { readSidecar, type Sidecar, type Entry } from './read';
import { aboutFields, finishedShape, version, annotationFields } from './schema';
import { composed, same, selectorsApart, withFields, sameWords, type AnnotationRevision } from './threeWay';
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

interface Revised {
  /** Simultaneous, in order, for the sidecar's text. */
  readonly changes: readonly Change[];
  readonly collisions: readonly Collision[];
  /** The lines of the entries that were taken away, by id: given back to `revise`, an undo brings back every byte. */
  readonly removed: ReadonlyMap<string, string>;
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
 * against what the revision started from. Everything else keeps its bytes. A sidecar that is not writable is left
 * alone: no changes, no collisions. An entry that comes back is written with its lines in
 * `remembered`, if they still say the same: so its comments and unknown keys come back, too.
 */
export function revise(
  sidecar: Sidecar,
  revisions: readonly Revision[],
  remembered: ReadonlyMap<string, string> = new Map(),
): Revised {
  const removed = new Map<string, string>();
  if (sidecar.state !== 'writable') return { changes: [], collisions: [], removed };
  if (sidecar.problems.some(({ code }) => code === 'empty')) return begin(sidecar, revisions, remembered);
  const changes: Change[] = [];
  const collisions: Collision[] = [];
  const editFor = (revision: Revision): Edit => ({
    text: sidecar.text,
    eol: eolOf(sidecar.text),
    changes,
    collide: (field, theirs, ours) => collisions.push({ revision, field, theirs, ours }),
  });
  reviseAnnotations({ sidecar, editFor, remembered, removed }, composed(revisions));
  reviseDismissed(sidecar, revisions, editFor);
  reviseHeader(sidecar, revisions, editFor);
  return { changes: coalesced(clearOfComments(sidecar.text, changes)), collisions, removed };
}

/** A file of nothing but blanks and comments becomes a sidecar below these; only a revision can name its source. */
function begin({ text }: Sidecar, revisions: readonly Revision[], remembered: ReadonlyMap<string, string>): Revised {
  const eol = eolOf(text);
  const fresh = readSidecar([`claimmark: ${String(version)}`, 'annotations: []', ''].join(eol));
  const revised = revise(fresh, revisions, remembered);
  if (revised.changes.length === 0) return revised;
  const start = /(?:^|\n|^\ufeff)$/.test(text) ? '' : eol;
  const added = start + applyChanges(fresh.text, revised.changes);
  return { ...revised, changes: [{ from: text.length, to: text.length, text: added }] };
}

function reviseDismissed(sidecar: Sidecar, revisions: readonly Revision[], editFor: EditFor): void {
  const mine = revisions.filter((revision) => revision.of === 'dismissed');
  const [first] = mine;
  if (!first) return;
  const items = sidecar.parts.dismissed;
  const removed = new Set<number>();
  let added: Selector[] = [];
  const find = (selector: Selector): number =>
    items.findIndex(({ values }, i) => values && !removed.has(i) && isSame(values as unknown as Selector, selector));
  for (const { before, after } of mine) {
    if (before) {
      const index = find(before);
      if (index >= 0) removed.add(index);
      else added = added.filter((selector) => !isSame(selector, before));
    }
    if (!after || added.some((selector) => isSame(selector, after))) continue;
    const gone = items.findIndex(
      ({ values }, i) => values && removed.has(i) && isSame(values as unknown as Selector, after),
    );
    if (gone >= 0) removed.delete(gone);
    else if (find(after) < 0) added.push(after);
  }
  const last = items.length - 1;
  const edit = editFor(first);
  editList(edit, sidecar, 'dismissed', { removed, added: added.map((item) => ({ after: last, item })) });
}

function isSame(a: Selector, b: Selector): boolean {
  return a.text === b.text && (a.before ?? '') === (b.before ?? '') && (a.after ?? '') === (b.after ?? '');
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

function reviseAbout(sidecar: Sidecar, { before, after }: Revision & { of: 'about' }, edit: Edit): void {
  const found = sectionPair(sidecar, 'about');
  if (found?.pair.value.kind === 'map') return editMap(edit, found.pair.value, aboutFields, before, after);
  const fresh = Object.entries(after).filter(([key, value]) => !same((before as Record<string, unknown>)[key], value));
  if (fresh.length === 0) return;
  const print = (style: Style): string => {
    const deeper = { ...style, indent: style.indent + 2 };
    const pairs = printPairs(Object.fromEntries(fresh), aboutFields, deeper);
    const line = style.eol + ' '.repeat(deeper.indent);
    return style.flow ? ` {${pairs.join(', ')}}` : pairs.map((pair) => line + pair).join('');
  };
  if (found)
    edit.changes.push(filled(edit, found.pair.keySpan, print({ flow: found.map.flow, indent: 0, eol: edit.eol })));
  else edit.changes.push(insertSection(sidecar, 'about', (style) => `${keyIn('about', style)}:${print(style)}`));
}

function reviseFinished(sidecar: Sidecar, { before, after }: Revision & { of: 'finished' }, edit: Edit): void {
  if (same(before, after)) return;
  const shape = new Map([['finished', { shape: finishedShape, needed: false }]]);
  const found = sectionPair(sidecar, 'finished');
  if (found && (after || found.map.flow || !same(before, sidecar.finished))) {
    editMap(edit, found.map, shape, { finished: before }, { finished: after });
  } else if (found) {
    edit.changes.push(withoutLinesBelow(edit.text, spanFrom(edit.text, found.pair.keySpan.from, found.pair.value), 0));
  } else if (after) {
    edit.changes.push(
      insertSection(sidecar, 'finished', (style) => printPairs({ finished: after }, shape, style).join('')),
    );
  }
}

function reviseSource(sidecar: Sidecar, source: string, edit: Edit): void {
  const found = sectionPair(sidecar, 'source');
  const shape = new Map([['source', { shape: { kind: 'text' as const }, needed: true }]]);
  if (found) setFields(edit, found.map, shape, new Map([['source', source]]));
  else edit.changes.push(insertSection(sidecar, 'source', (style) => printPairs({ source }, shape, style).join('')));
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
  /** The lines of entries that were once taken away, by id. */
  readonly remembered: ReadonlyMap<string, string>;
  /** Takes the lines of those that are taken away now. */
  readonly removed: Map<string, string>;
}

/** Brings what people did to annotations into the entries of a sidecar; at most one revision for each. */
function reviseAnnotations(revising: Revising, revisions: readonly AnnotationRevision[]): void {
  const [first] = revisions;
  if (!first) return;
  const { sidecar, editFor } = revising;
  const wanted = new Map(revisions.map((revision) => [revision.id, revision]));
  const removed = new Set<number>();
  let next = 0;
  sidecar.parts.annotations.forEach((item, index) => {
    const entry = item.values && sidecar.entries[next++];
    const revision = entry && wanted.get(entry.key);
    if (!entry || !revision) return;
    wanted.delete(entry.key);
    if (removes(revising, index, entry, revision)) removed.add(index);
  });
  const added = [...wanted.values()].flatMap((revision) => comesBack(revision, editFor) ?? []);
  editList(editFor(first), sidecar, 'annotations', { removed, added: placed(revising, added) });
}

/** Revises one entry; gives true where it is to go. */
function removes(revising: Revising, index: number, entry: Entry, revision: AnnotationRevision): boolean {
  const { sidecar, editFor, removed } = revising;
  const { before, after } = revision;
  const edit = editFor(revision);
  if (after) {
    editEntry(sidecar, edit, index, entry, before, after);
    return false;
  }
  if (before && !sameWords(before, entry.annotation)) {
    edit.collide('entry', entry.annotation, undefined);
    return false;
  }
  const lines = ownLines(sidecar.text, entry.span);
  removed.set(entry.key, sidecar.text.slice(lineStart(sidecar.text, lines.from), lines.to));
  return true;
}

/** What is to be added: what is new, and what was revised here while somebody else took it away. */
function comesBack(revision: AnnotationRevision, editFor: EditFor): Annotation | undefined {
  const { before, after } = revision;
  if (!after || (before && sameWords(before, after))) return undefined;
  if (before) editFor(revision).collide('entry', undefined, after);
  return after;
}

function editEntry(
  sidecar: Sidecar,
  edit: Edit,
  index: number,
  entry: Entry,
  before: Annotation | undefined,
  after: Annotation,
): void {
  const item = sidecar.parts.annotations[index];
  const map = item && nodeOf(sidecar.text, item);
  if (!map) return;
  const [known, to] = selectorsApart<Partial<Annotation>>(before ?? {}, after, entry.annotation);
  // Whoever says which words a span has, says with them whether others were tagged.
  const from = before?.text === after.text ? known : withFields(known, entry.annotation, ['was']);
  if (!entry.hasId) setFields(edit, map, annotationFields, new Map([['id', entry.key]]));
  editMap(edit, map, annotationFields, { ...from, id: '' }, { ...to, id: '' });
}

/** New annotations where they belong in the order of the source: after the entry before the first that follows. */
function placed({ sidecar, remembered }: Revising, added: readonly Annotation[]): readonly Added[] {
  const items = sidecar.parts.annotations;
  const sorted = [...added].sort(
    (a, b) => (a.line ?? Infinity) - (b.line ?? Infinity) || (a.column ?? 1) - (b.column ?? 1) || 0,
  );
  return sorted.map((item) => {
    const next = items.findIndex(({ values }) => values && isBefore(item, values as unknown as Selector));
    const lines = remembered.get(item.id);
    const whole = lines !== undefined && saysStill(lines, item) ? { lines } : {};
    return { after: (next < 0 ? items.length : next) - 1, item, ...whole };
  });
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
