import * as vscode from 'vscode';
import type { Span } from '../../core/text/change';
import {
  idsIn,
  noHistory,
  redo,
  renamed,
  undo,
  withAction,
  withNames,
  type Action,
  type History,
} from '../../core/state/history';
import { newSheet, withRevisions } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { exists } from './files';
import { sidecarOf } from '../ui/names';
import type { Sidecars } from './sidecars';
import type { Writer } from './writer';

/** Where people's actions go in: into the store at once, to the disk right after, and into the history for undo. */
export interface Ledger {
  /** Does an action. `places` tells where annotations that it adds or re-places stand, by their ids. */
  perform(action: Action, places?: Places): Promise<void>;
  /** Undoes the last action and answers it; undefined where there is none. */
  undo(): Promise<Action | undefined>;
  redo(): Promise<Action | undefined>;
  /** Must be told where sources are renamed: what was done to them is undone under their new names. */
  renamed(names: ReadonlyMap<string, string>): void;
  /** Must be told where other sidecars than before are written to: what was done in the one is not undone in the other. */
  forget(): void;
}

type Places = ReadonlyMap<string, Span>;

/** Where annotations of a source stand at this moment. */
type PlacesIn = (source: string) => Places;

const nowhere: Places = new Map();

/** The places of an action in those of its sources that are still the texts of this moment; in others its annotations are sought. */
function stillIn({ steps }: Action, places: Places): PlacesIn {
  const sources = new Set(steps.map(({ source }) => source));
  const documents = vscode.workspace.textDocuments.filter(({ uri }) => sources.has(uri.toString()));
  const then = new Map(documents.map((document) => [document.uri.toString(), { document, version: document.version }]));
  return (source) => {
    const { document, version } = then.get(source) ?? {};
    return document?.isClosed === false && document.version === version ? places : nowhere;
  };
}

export function createLedger(store: Store, sidecars: Sidecars, writer: Writer): Ledger {
  let history: History = noHistory;
  /** Actions go in one after another, in the order in which people did them, however long one must look around first. */
  let turn: Promise<unknown> = Promise.resolve();

  async function carryOut(find: () => Promise<Action>, placesIn: PlacesIn): Promise<Action> {
    const goingIn = turn.then(async () => goIn(store, sidecars, await find(), placesIn));
    turn = goingIn.catch(report);
    const action = await goingIn;
    await Promise.all(action.steps.map(({ source }) => writer.write(vscode.Uri.parse(source))));
    return action;
  }

  async function step(take: typeof undo): Promise<Action | undefined> {
    const taken = take(history);
    if (!taken) return undefined;
    // At once: the next key must not find the same action again.
    history = taken.history;
    return carryOut(
      async () => {
        const names = await movedUnseen(store, history, taken.action);
        history = withNames(history, names);
        return renamed(taken.action, names);
      },
      () => nowhere,
    );
  }

  return {
    async perform(action, places = nowhere) {
      history = withAction(history, action);
      await carryOut(() => Promise.resolve(action), stillIn(action, places));
    },
    undo: () => step(undo),
    redo: () => step(redo),
    renamed(names) {
      history = withNames(history, names);
    },
    forget() {
      history = noHistory;
    },
  };
}

/** Puts an action into the store. */
async function goIn(store: Store, sidecars: Sidecars, action: Action, placesIn: PlacesIn): Promise<Action> {
  for (const { source } of action.steps) {
    // A sidecar that can't be read keeps nobody from annotating: the writer says so, and keeps what is done.
    if (!store.get(source)) await sidecars.load(sidecarOf(vscode.Uri.parse(source))).catch(report);
  }
  for (const { source, revisions } of action.steps) {
    store.set(withRevisions(store.get(source) ?? newSheet(source), revisions, placesIn(source)), 'person');
  }
  return action;
}

/** Where sources of an action are that were renamed with their sidecars behind the editor's back: their annotations tell. */
async function movedUnseen(store: Store, history: History, { steps }: Action): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { source } of steps) {
    const uri = vscode.Uri.parse(source);
    const files = await Promise.all([uri, sidecarOf(uri)].map((file) => exists(file).catch(() => true)));
    if (files.includes(true)) continue;
    const ids = idsIn(history, source);
    const now = store.all().find((sheet) => sheet.source !== source && sheet.records.some(({ id }) => ids.has(id)));
    if (now) names.set(source, now.source);
  }
  return names;
}

function report(error: unknown): void {
  console.warn('Claimmark could not prepare an action.', error);
}
