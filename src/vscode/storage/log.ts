import * as vscode from 'vscode';
import { portionSize, type Revision } from '../../core/model/action';
import type { Span } from '../../core/text/change';
import {
  idsIn,
  journalOf,
  lastThatCan,
  pendingIn,
  restored,
  takeBack,
  takenTogether,
  withAction,
  withMore,
  withNames,
  withoutUndo,
  withUpkeep,
  type Action,
  type ActionLog,
  type LoggedAction,
  type Taken,
  type Taking,
} from '../../core/state/log';
import { newSheet, withRevisions, withSidecar } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { oneAfterAnother } from '../ui/debounce';
import { sidecarOf } from '../ui/names';
import { exists } from './files';
import type { Sidecars } from './sidecars';
import type { Writer } from './writer';

/** Keeps what of the action log is not saved where it outlives the window, however that ends. */
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

  /** Takes up what earlier windows did not bring into a saved sidecar. */
  restore(): void {
    const log = restored([...this.beforeTheLog(), ...this.memento.get<readonly LoggedAction[]>('log', [])]);
    this.store.setLog(log);
    for (const source of new Set(log.actions.flatMap(({ steps }) => steps.map((step) => step.source)))) {
      const sheet = this.store.get(source) ?? newSheet(source);
      this.store.set(withSidecar(sheet, sheet.sidecar, pendingIn(log, source)), 'person');
    }
  }

  /** Settles when what stands in the log now is kept. */
  settled(): Promise<void> {
    this.isBehind = true;
    return (this.writing ??= this.write());
  }

  private async write(): Promise<void> {
    // Whatever else is done in this turn is written along.
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

  /** What versions before this one kept, by source. */
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

/** Where what people do goes in: into the store and its log at once, and to the disk right after. */
export interface Actions {
  /** Does an action. `places` tells where annotations that it adds or re-places stand, by their ids. */
  perform(action: Action, places?: Places): Promise<void>;
  /** Does a further part of the last action, one of the same label: both are taken back at once. */
  goOn(action: Action): Promise<void>;
  /** Does what the program does by itself, which nobody undoes. */
  keepUp(source: string, revisions: readonly Revision[], places: Places): Promise<void>;
  /**
   * Undoes the last action, but for what somebody else has changed since; undefined where there is none. Of one with
   * thousands of annotations a part: where it has a `rest`, that is undone with another call which is given what was
   * undone `before`.
   */
  undo(before?: Taken): Promise<Taken | undefined>;
  redo(before?: Taken): Promise<Taken | undefined>;
  /** Must be told where other sidecars than before are written to: what was done in the one is not undone in the other. */
  forget(): void;
}

type Places = ReadonlyMap<string, Span>;

/** The places of an action in those of its sources that are still the texts of this moment; in others its annotations are sought. */
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
  /** Actions go in one after another, in the order in which people did them, however long one must look around first. */
  const inTurn = oneAfterAnother();

  const write = ({ steps }: Action): Promise<unknown> =>
    Promise.all(steps.map(({ source }) => writer.write(vscode.Uri.parse(source))));

  async function back(by: Taking, before?: Taken): Promise<Taken | undefined> {
    const taken = await inTurn(async () => {
      const names = await movedUnseen(store, by);
      if (names.size > 0) store.setLog(withNames(store.log, (source) => names.get(source) ?? source));
      await load(store, sidecars, lastThatCan(store.log.actions, by));
      const found = takeBack(store.log, by, (source) => store.get(source)?.records ?? [], portionSize, before);
      if (found) goIn(store, found.log, found.action, () => new Map());
      return found;
    });
    if (taken) await write(taken.action);
    return taken && takenTogether(before, taken);
  }

  async function act(action: Action, places: Places, withIt: typeof withAction): Promise<void> {
    const placesIn = stillIn(action, places);
    await inTurn(async () => {
      await load(store, sidecars, action);
      goIn(store, withIt(store.log, action), action, placesIn);
    });
    await write(action);
  }

  return {
    perform: (action, places = new Map()) => act(action, places, withAction),
    goOn: (action) => act(action, new Map(), withMore),
    async keepUp(source, revisions, places) {
      const action = { label: '', steps: [{ source, revisions }] };
      goIn(store, withUpkeep(store.log, action), action, () => places);
      await write(action);
    },
    undo: (before) => back('undo', before),
    redo: (before) => back('redo', before),
    forget: () => store.setLog(withoutUndo(store.log)),
  };
}

/** A sidecar that can't be read keeps nobody from annotating: the writer says so, and keeps what is done. */
async function load(store: Store, sidecars: Sidecars, action: Action | undefined): Promise<void> {
  for (const { source } of action?.steps ?? [])
    if (!store.get(source)) await sidecars.load(sidecarOf(vscode.Uri.parse(source))).catch(report);
}

/** Puts the log after an action into the store, and the action into the sheets. */
function goIn(store: Store, log: ActionLog, { steps }: Action, placesIn: (source: string) => Places): void {
  store.setLog(log);
  for (const { source, revisions } of steps)
    store.set(withRevisions(store.get(source) ?? newSheet(source), revisions, placesIn(source)), 'person');
}

/** Where sources of the action that is taken back next are, if they were renamed behind the editor's back: ids tell. */
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
