import type { Annotation, Selector } from '../model/annotation';
import type { Revision } from '../model/action';
import { editMap, setFields, type Edit } from './edit';
import { nodeOf, readChunk } from './entry';
import { selectorsApart, withFields, type AnnotationRevision } from './fold';
import type { Added } from './item';
import { ownLines } from './lines';
import { editList } from './list';
import type { Entry, Sidecar } from './read';
import { annotationFields } from './schema';
import { lineStart } from './splice';
import { same, sameWords } from './three';

export type EditFor = (revision: Revision) => Edit;

/** A revision of a sidecar under way. */
export interface Revising {
  readonly sidecar: Sidecar;
  readonly editFor: EditFor;
  /** The lines of entries that were once taken away, by id. */
  readonly remembered: ReadonlyMap<string, string>;
  /** Takes the lines of those that are taken away now. */
  readonly removed: Map<string, string>;
}

/** Brings what people did to annotations into the entries of a sidecar; at most one revision for each. */
export function reviseAnnotations(revising: Revising, revisions: readonly AnnotationRevision[]): void {
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
