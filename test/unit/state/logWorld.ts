import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import type { Revision } from '../../../src/core/model/action';
import { readSidecar, type Sidecar } from '../../../src/core/sidecar/read';
import { newSidecar, revise } from '../../../src/core/sidecar/write';
import { applyActions } from '../../../src/core/state/apply';
import {
  answered,
  begun,
  isInDoubt,
  isUnread,
  recovered,
  refused,
  seenIn,
  shownIn,
  written,
  type Seen,
} from '../../../src/core/state/progress';
import {
  emptyLog,
  journalOf,
  pendingIn,
  restored,
  withAction,
  withNames,
  withUpkeep,
  type ActionLog,
  type LoggedAction,
  type Taking,
  type Write,
} from '../../../src/core/state/log';
import { takeBack } from '../../../src/core/state/takeBack';
import { applyChanges } from '../../../src/core/text/change';
import { fingerprint } from '../../../src/core/text/hashes';

const of = 'annotation';
const tags = ['verified', 'unconfirmed', 'quote'] as const;

/** Possible events; the first changes nothing, so that failures shrink to it. A repeated one is twice as frequent. */
export const kinds = [
  ...(['persist', 'tag', 'tag', 'retag', 'remove', 'back', 'keepUp', 'begin', 'begin', 'replace', 'replace'] as const),
  ...(['note', 'note', 'write', 'write', 'theyRetag', 'theyRemove', 'theyAdd', 'open', 'read', 'type'] as const),
  ...(['save', 'revert', 'close', 'look', 'rename', 'crash', 'answer'] as const),
];
type Kind = (typeof kinds)[number];

/** A sidecar in an editor: `base` is the disk's content when the editor last read it. */
interface Document {
  text: string;
  base: string;
  isDirty: boolean;
  /** Ids changed on the disk by another program since then. */
  readonly unread: Set<string>;
  /** Whether its edits were thrown away since the log last looked at it. */
  isReverted?: boolean;
}

/** A write in progress: the text to be replaced, and its replacement. */
interface Writing {
  readonly write: Write;
  readonly before: string | undefined;
  readonly after: string;
  readonly document: Document | undefined;
  isDone: boolean;
}

/** The required final state of an annotation; undefined if it is unknown. */
interface Fate {
  isThere: boolean | undefined;
  tag: string | undefined;
  /** Whether two people changed it before either had seen the other's change, so that either may win. */
  isCrossed?: boolean;
}

/**
 * A model of a window with its log and journal, the disk, editors of sidecars, and another program: each `step` is one
 * action of one of them, and the required outcome for every annotation is computed apart from the log.
 */
export class LogWorld {
  private log: ActionLog = emptyLog;
  private journal = '[]';
  private readonly disk = new Map<string, string>();
  private readonly documents = new Map<string, Document>();
  private readonly writing = new Map<string, Writing>();
  private readonly toLookAt = new Set<string>();
  private readonly fates = new Map<string, Fate>();
  private sources = ['a', 'b'];
  private turn = 0;

  step(kind: Kind, which: number, how: number): void {
    const source = this.sources[which % this.sources.length] as string;
    const acts: Readonly<Record<Kind, () => void>> = {
      persist: () => this.persist(),
      tag: () => this.tag(source),
      retag: () => this.retag(source, how),
      remove: () => this.remove(source, how),
      back: () => this.back(how % 3 === 0 ? 'redo' : 'undo'),
      keepUp: () => this.keepUp(source, how),
      begin: () => this.begin(source),
      replace: () => this.replace(source),
      note: () => this.note(source),
      write: () => this.write(source),
      theyRetag: () => this.theyRetag(source, how),
      theyRemove: () => this.theyRemove(source, how),
      theyAdd: () => this.theyAdd(source),
      open: () => this.open(source),
      read: () => this.read(source),
      type: () => this.type(source),
      save: () => this.save(source),
      revert: () => this.revert(source),
      close: () => this.close(source),
      look: () => this.look(source),
      rename: () => this.rename(source),
      crash: () => this.crash(how),
      answer: () => this.answer(source, how % 2 === 0),
    };
    acts[kind]();
    this.check();
  }

  /** Completes everything in progress, answers every question, and checks the result. */
  comeToRest(): void {
    for (let round = 0; round < 4; round++)
      for (const source of this.sources) {
        this.replace(source);
        this.note(source);
        this.read(source);
        this.look(source);
        this.answer(source, true);
        this.write(source);
      }
    this.check();
    for (const source of this.sources) assert.deepEqual(pendingIn(this.log, source), [], 'something is still pending');
    const there = this.allThere();
    for (const [id, { isThere, tag, isCrossed }] of this.fates) {
      if (isCrossed) continue;
      if (isThere !== undefined) assert.equal(there.has(id), isThere, `${id} ${isThere ? 'is lost' : 'came back'}`);
      if (isThere && tag !== undefined) assert.equal(there.get(id)?.tag, tag, `the tag of ${id}`);
    }
  }

  // ── the person ──────────────────────────────────────────────────────────────────────────────────────────────────

  private tag(source: string): void {
    const id = `id${String(++this.turn)}`;
    const after: Annotation = { id, tag: 'verified', text: `words ${id}`, line: this.turn };
    this.fates.set(id, { isThere: true, tag: 'verified' });
    this.perform(source, { of, id, after });
  }

  private retag(source: string, how: number): void {
    const before = this.pick(source, how);
    if (!before) return;
    const tag = tags[how % 3] as string;
    if (tag === before.tag) return;
    this.fateOf(before.id).tag = tag;
    this.perform(source, { of, id: before.id, before, after: { ...before, tag } });
  }

  private remove(source: string, how: number): void {
    const before = this.pick(source, how);
    if (!before) return;
    this.fateOf(before.id).isThere = false;
    this.perform(source, { of, id: before.id, before });
  }

  private perform(source: string, revision: Revision): void {
    this.log = withAction(this.log, { label: 'do', steps: [{ source, revisions: [revision] }] });
    this.persist();
  }

  private back(by: Taking): void {
    const taken = takeBack(this.log, by, (source) => this.shown(source));
    if (!taken) return;
    this.log = taken.log;
    for (const revision of taken.action.steps.flatMap(({ revisions }) => revisions)) {
      if (revision.of !== 'annotation') continue;
      const fate = this.fateOf(revision.id);
      fate.isThere = revision.after !== undefined;
      if (revision.after && revision.before?.tag !== revision.after.tag) fate.tag = revision.after.tag;
    }
    this.persist();
  }

  private keepUp(source: string, how: number): void {
    const before = this.pick(source, how);
    if (!before) return;
    const { was = before.text } = before;
    const text = `${was} ${String(++this.turn)}`;
    const revisions = [{ of, id: before.id, before, after: { ...before, text, was } }] as const;
    this.log = withUpkeep(this.log, { label: '', steps: [{ source, revisions }] });
    this.persist();
  }

  // ── the writer ──────────────────────────────────────────────────────────────────────────────────────────────────

  private begin(source: string): void {
    if (this.writing.has(source)) return;
    if (isInDoubt(this.log, source)) this.recover(source);
    const document = this.documents.get(source);
    const dirty = document?.isDirty ? document : undefined;
    if (dirty) this.seen(source, false);
    const batch = pendingIn(this.log, source);
    if (batch.length === 0) return;
    const before = dirty?.text ?? this.disk.get(source);
    const sidecar = readSidecar(before ?? newSidecar(source));
    const after = applyChanges(sidecar.text, revise(sidecar, batch).changes);
    const isUnsaved = dirty !== undefined;
    const write = { before: fingerprint(this.disk.get(source) ?? ''), after: fingerprint(after), isUnsaved };
    this.log = begun(this.log, source, write);
    this.persist();
    this.writing.set(source, { write, before, after, document: dirty, isDone: false });
  }

  private replace(source: string): void {
    const writing = this.writing.get(source);
    if (!writing || writing.isDone) return;
    const { document, before, after } = writing;
    const now = document
      ? document === this.documents.get(source)
        ? document.text
        : undefined
      : this.disk.get(source);
    const isDirty = this.documents.get(source)?.isDirty === true;
    if (now !== before || isDirty !== (document !== undefined)) {
      this.log = refused(this.log, source);
      this.writing.delete(source);
    } else {
      if (document) document.text = after;
      else this.disk.set(source, after);
      writing.isDone = true;
    }
  }

  private note(source: string): void {
    const writing = this.writing.get(source);
    if (!writing?.isDone) return;
    this.writing.delete(source);
    const { write } = writing;
    const document = this.documents.get(source);
    const shown = document && fingerprint(document.text);
    const isBehind = shown !== undefined && (shown !== write.after || isUnread(this.log, source));
    if (writing.document) {
      this.log = written(this.log, source, write, 'in the file');
      if (!document?.isDirty) this.toLookAt.add(source);
    } else if (isBehind) this.log = written(this.log, source, write, 'in the file', shown);
    else this.log = written(this.log, source, write, 'saved');
    if (document?.isDirty && isBehind) this.toLookAt.add(source);
  }

  /** A complete write in one step. */
  private write(source: string): void {
    this.replace(source);
    this.note(source);
    this.begin(source);
    this.replace(source);
    this.note(source);
  }

  private recover(source: string): readonly Revision[] {
    const { log, asked } = recovered(this.log, source, this.seenNow(source));
    this.log = log;
    return asked;
  }

  private seenNow(source: string): Seen {
    const document = this.documents.get(source);
    return { sidecar: this.sidecarOf(source), isUnsaved: document?.isDirty === true };
  }

  private answer(source: string, putBack: boolean): void {
    if (this.writing.has(source) || !isInDoubt(this.log, source)) return;
    const asked = this.recover(source);
    if (asked.length === 0) return;
    const later = new Set(
      pendingIn(this.log, source).map((revision) => (revision.of === 'annotation' ? revision.id : '')),
    );
    for (const revision of asked) {
      // Changes since then apply on top of the restored annotation.
      if (revision.of !== 'annotation') continue;
      if (later.has(revision.id) && !putBack) this.fateOf(revision.id).isCrossed = true;
      if (later.has(revision.id)) continue;
      const fate = this.fateOf(revision.id);
      fate.isThere = putBack ? revision.after !== undefined : undefined;
      fate.tag = putBack ? revision.after?.tag : undefined;
    }
    this.log = answered(this.log, source, putBack, this.seenNow(source));
    this.persist();
  }

  // ── another program ─────────────────────────────────────────────────────────────────────────────────────────────

  private theyRetag(source: string, how: number): void {
    this.theyWrite(source, how, (before) => {
      const tag = tags[how % 3] as string;
      if (tag === before.tag) return undefined;
      const fate = this.fateOf(before.id);
      fate.isCrossed ||= this.isUnsaved(before.id) || this.isEdited(source);
      fate.tag = tag;
      return { of, id: before.id, before, after: { ...before, tag } };
    });
  }

  private theyRemove(source: string, how: number): void {
    this.theyWrite(source, how, (before) => {
      const fate = this.fateOf(before.id);
      fate.isCrossed ||= this.isUnsaved(before.id) || this.isEdited(source);
      fate.isThere = false;
      return { of, id: before.id, before };
    });
  }

  private theyAdd(source: string): void {
    const id = `their${String(++this.turn)}`;
    const sidecar = readSidecar(this.disk.get(source) ?? newSidecar(source));
    const after = { id, tag: 'quote', text: `words ${id}`, line: this.turn };
    this.disk.set(source, applyChanges(sidecar.text, revise(sidecar, [{ of, id, after }]).changes));
  }

  private theyWrite(source: string, how: number, act: (before: Annotation) => Revision | undefined): void {
    const sidecar = readSidecar(this.disk.get(source) ?? '');
    const before = sidecar.entries[how % Math.max(1, sidecar.entries.length)]?.annotation;
    const revision = before && act(before);
    if (revision) this.documents.get(source)?.unread.add(before.id);
    if (revision) this.disk.set(source, applyChanges(sidecar.text, revise(sidecar, [revision]).changes));
  }

  // ── editors ─────────────────────────────────────────────────────────────────────────────────────────────────────

  private open(source: string): void {
    const text = this.disk.get(source);
    if (text !== undefined && !this.documents.has(source))
      this.documents.set(source, { text, base: text, isDirty: false, unread: new Set() });
  }

  /** An editor without edits reads the present content of the disk. */
  private read(source: string): void {
    const document = this.documents.get(source);
    const text = this.disk.get(source);
    if (!document || document.isDirty || text === undefined || document.text === text) return;
    Object.assign(document, { text, base: text });
    document.unread.clear();
    this.toLookAt.add(source);
  }

  private type(source: string): void {
    const document = this.documents.get(source);
    if (!document) return;
    // The log looks at a document after its edits were thrown away, before anybody types.
    if (document.isReverted) this.look(source);
    // An edited document that has not read others' changes will overwrite them; ours must be told to it.
    for (const id of document.unread) this.fateOf(id).isCrossed = true;
    Object.assign(document, { text: `# Mine ${String(++this.turn)}.\n${document.text}`, isDirty: true });
    this.toLookAt.add(source);
  }

  /** An editor saves only over content that it has read. */
  private save(source: string): void {
    const document = this.documents.get(source);
    if (!document?.isDirty || document.base !== this.disk.get(source) || this.toLookAt.has(source)) return;
    this.disk.set(source, document.text);
    Object.assign(document, { base: document.text, isDirty: false });
    this.seen(source, true);
  }

  private revert(source: string): void {
    const document = this.documents.get(source);
    const text = this.disk.get(source);
    if (!document || text === undefined) return;
    Object.assign(document, { text, base: text, isDirty: false });
    document.unread.clear();
    document.isReverted = true;
    this.log = shownIn(this.log, source, text);
    this.toLookAt.add(source);
  }

  private close(source: string): void {
    if (!this.documents.delete(source)) return;
    this.log = shownIn(this.log, source, undefined);
    this.toLookAt.add(source);
  }

  private look(source: string): void {
    if (!this.toLookAt.delete(source)) return;
    this.seen(source, false);
  }

  private seen(source: string, isMeant: boolean): void {
    const document = this.documents.get(source);
    if (document) document.isReverted = false;
    const text = document?.text ?? this.disk.get(source);
    const sidecar = text === undefined ? undefined : readSidecar(text);
    this.log = seenIn(this.log, source, { sidecar, isUnsaved: document?.isDirty === true, isMeant });
  }

  // ── what happens to all of it ───────────────────────────────────────────────────────────────────────────────────

  private rename(source: string): void {
    if (this.writing.has(source) || this.toLookAt.has(source)) return;
    const name = `${source}${String(++this.turn)}`;
    for (const map of [this.disk, this.documents] as Map<string, unknown>[]) {
      if (map.has(source)) map.set(name, map.get(source));
      map.delete(source);
    }
    this.sources = this.sources.map((each) => (each === source ? name : each));
    this.log = withNames(this.log, (each) => (each === source ? name : each));
    this.persist();
  }

  /** The window dies at this moment; the next one finds the journal, and perhaps unsaved documents. */
  private crash(how: number): void {
    for (const [source, document] of this.documents)
      if (how % 3 > 0 || !document.isDirty) this.documents.delete(source);
    this.writing.clear();
    this.toLookAt.clear();
    this.log = restored(JSON.parse(this.journal) as LoggedAction[]);
    for (const source of this.sources) this.recover(source);
  }

  private persist(): void {
    this.journal = JSON.stringify(journalOf(this.log));
  }

  // ── what is known ───────────────────────────────────────────────────────────────────────────────────────────────

  private sidecarOf(source: string): Sidecar | undefined {
    const document = this.documents.get(source);
    const text = document?.isDirty ? document.text : this.disk.get(source);
    return text === undefined ? undefined : readSidecar(text);
  }

  private shown(source: string): readonly Annotation[] {
    return applyActions(this.sidecarOf(source), pendingIn(this.log, source)).records;
  }

  private pick(source: string, how: number): Annotation | undefined {
    const own = this.shown(source).filter(({ id }) => this.fates.get(id)?.isThere);
    return own[how % Math.max(1, own.length)];
  }

  private fateOf(id: string): Fate {
    const fate = this.fates.get(id) ?? { isThere: undefined, tag: undefined };
    this.fates.set(id, fate);
    return fate;
  }

  private allThere(): ReadonlyMap<string, Annotation> {
    const all = this.sources.flatMap((source) => this.sidecarOf(source)?.entries ?? []);
    return new Map(all.map(({ annotation }) => [annotation.id, annotation]));
  }

  private isUnsaved(id: string): boolean {
    const open = [...journalOf(this.log), ...(JSON.parse(this.journal) as LoggedAction[])];
    return open.some(({ steps }) =>
      steps.some(
        ({ status, revisions }) =>
          status !== 'saved' && revisions.some((revision) => revision.of === 'annotation' && revision.id === id),
      ),
    );
  }

  /** Whether an editor has edits of the file, which may overwrite another program's changes. */
  private isEdited(source: string): boolean {
    return this.documents.get(source)?.isDirty === true;
  }

  /** Everything required is somewhere: on the disk, in an editor, or unsaved in the journal. */
  private check(): void {
    const there = this.allThere();
    for (const [id, { isThere, isCrossed }] of this.fates)
      if (isThere && !isCrossed) assert.ok(there.has(id) || this.isUnsaved(id), `${id} is nowhere`);
  }
}
