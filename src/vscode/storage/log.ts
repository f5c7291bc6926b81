import * as vscode from 'vscode';
import { portionSize, type Revision } from '../../core/model/action';
import type { Span } from '../../core/text/change';
import {
  idsIn,
  journalOf,
  lastThatCan,
  pendingIn,
  restored,
  withAction,
  withMore,
  withNames,
  withUpkeep,
  type Action,
  type ActionLog,
  type LoggedAction,
  type Taking,
} from '../../core/state/log';
import { takeBack, takenTogether, withoutUndo, type Taken } from '../../core/state/takeBack';
import { newSheet, withRevisions, withSidecar } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { oneAfterAnother } from '../ui/debounce';
import { sidecarOf } from '../ui/names';
import { exists } from './files';
import type { Sidecars } from './sidecars';
import type { Writer } from './writer';

/** Stores the unsaved part of the action log where it survives the window, however that ends. */
export class Journal implements vscode.Disposable {
  private readonly listening: { dispose(): void };
  private isBehind = false;
  private isEmpty = false;
  private writing: Promise<void> | undefined;

  constructor(
    private readonly store: Store,
    private readonly memento: vscode.Memento,
  ) {
    this.listening = store.onDidChangeLog(() => void this.settled());
  }

  dispose(): void {
    this.listening.dispose();
  }

  /** Restores what earlier windows did not bring into a saved sidecar. */
  restore(): void {
    const log = restored([...this.beforeTheLog(), ...this.memento.get<readonly LoggedAction[]>('log', [])]);
    this.store.setLog(log);
    for (const source of new Set(log.actions.flatMap(({ steps }) => steps.map((step) => step.source)))) {
      const sheet = this.store.get(source) ?? newSheet(source);
      this.store.set(withSidecar(sheet, sheet.sidecar, pendingIn(log, source)), 'person');
    }
  }

  /** Resolves once the present log is stored. */
  settled(): Promise<void> {
    this.isBehind = true;
    return (this.writing ??= this.write());
  }

  private async write(): Promise<void> {
    // What else is done in this turn is stored with it.
    await Promise.resolve();
    while (this.isBehind) {
      this.isBehind = false;
      const journal = journalOf(this.store.log);
      if (journal.length === 0 && this.isEmpty) continue;
      await this.keep('log', journal.length === 0 ? undefined : journal);
      this.isEmpty = journal.length === 0;
    }
    this.writing = undefined;
  }

  private async keep(key: string, value: unknown): Promise<void> {
    await Promise.resolve(this.memento.update(key, value)).catch(report);
  }

  /** The pending revisions that versions before the log stored, by source. */
  private beforeTheLog(): readonly LoggedAction[] {
    const work = this.memento.get<Readonly<Record<string, readonly Revision[]>>>('pending', {});
    const steps = Object.entries(work).map(([source, revisions]) => ({
      source,
      revisions,
      status: 'pending' as const,
    }));
    if (steps.length === 0) return [];
    void this.settled().then(() => this.keep('pending', undefined));
    return [{ label: '', steps }];
  }
}

/** The entry point for people's actions: they go into the store and its log at once, and to the disk right after. */
export interface Actions {
  /** Performs an action. `places` are the spans of annotations that it adds or moves, by id. */
  perform(action: Action, places?: Places): Promise<void>;
  /** Performs a further part of the last action, with the same label: undo takes both back at once. */
  goOn(action: Action): Promise<void>;
  /** Performs revisions of the program itself, which are never undone. */
  keepUp(source: string, revisions: readonly Revision[], places: Places): Promise<void>;
  /**
   * Undoes the last action, except what somebody else has changed since; undefined where there is none. Of an action
   * with thousands of annotations only a part is undone: if the result has a `rest`, call again with that result as
   * `before`.
   */
  undo(before?: Taken): Promise<Taken | undefined>;
  redo(before?: Taken): Promise<Taken | undefined>;
  /** Must be called when other sidecars than before are written: what was done in those is not undone in these. */
  forget(): void;
}

type Places = ReadonlyMap<string, Span>;

/** Gives the places for sources whose text has not changed since this call; annotations of others are searched. */
function stillIn({ steps }: Action, places: Places): (source: string) => Places {
  const sources = new Set(steps.map(({ source }) => source));
  const documents = vscode.workspace.textDocuments.filter(({ uri }) => sources.has(uri.toString()));
  const then = new Map(documents.map((document) => [document.uri.toString(), { document, version: document.version }]));
  return (source) => {
    const { document, version } = then.get(source) ?? {};
    return document?.isClosed === false && document.version === version ? places : new Map<string, Span>();
  };
}

export function createActions(store: Store, sidecars: Sidecars, writer: Writer): Actions {
  /** Actions are applied in the order in which people did them, however long each has to wait for files. */
  const inTurn = oneAfterAnother();

  const write = ({ steps }: Action): Promise<unknown> =>
    Promise.all(steps.map(({ source }) => writer.write(vscode.Uri.parse(source))));

  async function takeLastBack(by: Taking, before?: Taken): Promise<Taken | undefined> {
    const taken = await inTurn(async () => {
      const names = await movedUnseen(store, by);
      if (names.size > 0) store.setLog(withNames(store.log, (source) => names.get(source) ?? source));
      await load(store, sidecars, lastThatCan(store.log.actions, by));
      const found = takeBack(store.log, by, (source) => store.get(source)?.records ?? [], portionSize, before);
      if (found) applyTo(store, found.log, found.action, () => new Map());
      return found;
    });
    if (taken) await write(taken.action);
    return taken && takenTogether(before, taken);
  }

  async function act(action: Action, places: Places, withIt: typeof withAction): Promise<void> {
    const placesIn = stillIn(action, places);
    await inTurn(async () => {
      await load(store, sidecars, action);
      applyTo(store, withIt(store.log, action), action, placesIn);
    });
    await write(action);
  }

  return {
    perform: (action, places = new Map()) => act(action, places, withAction),
    goOn: (action) => act(action, new Map(), withMore),
    async keepUp(source, revisions, places) {
      const action = { label: '', steps: [{ source, revisions }] };
      applyTo(store, withUpkeep(store.log, action), action, () => places);
      await write(action);
    },
    undo: (before) => takeLastBack('undo', before),
    redo: (before) => takeLastBack('redo', before),
    forget: () => store.setLog(withoutUndo(store.log)),
  };
}

/** An unreadable sidecar does not stop annotating: the writer reports it, and keeps what is done. */
async function load(store: Store, sidecars: Sidecars, action: Action | undefined): Promise<void> {
  for (const { source } of action?.steps ?? [])
    if (!store.get(source)) await sidecars.load(sidecarOf(vscode.Uri.parse(source))).catch(report);
}

/** Puts the log after an action, and the revised sheets, into the store. */
function applyTo(store: Store, log: ActionLog, { steps }: Action, placesIn: (source: string) => Places): void {
  store.setLog(log);
  for (const { source, revisions } of steps)
    store.set(withRevisions(store.get(source) ?? newSheet(source), revisions, placesIn(source)), 'person');
}

/** The new names of sources in the action taken back next that were renamed outside the editor; ids identify them. */
async function movedUnseen(store: Store, by: Taking): Promise<ReadonlyMap<string, string>> {
  const last = lastThatCan(store.log.actions, by);
  const names = new Map<string, string>();
  for (const { source } of last?.steps ?? []) {
    const uri = vscode.Uri.parse(source);
    const files = await Promise.all([uri, sidecarOf(uri)].map((file) => exists(file).catch(() => true)));
    if (files.includes(true)) continue;
    const ids = idsIn(store.log, source);
    const now = store.all().find((sheet) => sheet.source !== source && sheet.records.some(({ id }) => ids.has(id)));
    if (now) names.set(source, now.source);
  }
  return names;
}

function report(error: unknown): void {
  console.warn('Claimmark could not prepare or keep an action.', error);
}
