import { inverse, type Revision } from '../model/action';

/** What a person did in one go, possibly to several sources. */
export interface Action {
  /** What it was, in the words of the menu. */
  readonly label: string;
  readonly steps: readonly { readonly source: string; readonly revisions: readonly Revision[] }[];
}

/** The actions that can be undone and redone, an immutable value. It is apart from the text's own undo. */
export interface History {
  readonly done: readonly Action[];
  readonly undone: readonly Action[];
}

export const noHistory: History = { done: [], undone: [] };

const limit = 1000;

/** After a new action nothing can be redone. */
export function withAction(history: History, action: Action): History {
  return { done: [...history.done, action].slice(-limit), undone: [] };
}

/** The action that undoes the last one, and the history after that; undefined where there is none. */
export function undo(history: History): { action: Action; history: History } | undefined {
  const last = history.done.at(-1);
  if (!last) return undefined;
  return { action: reversed(last), history: { done: history.done.slice(0, -1), undone: [...history.undone, last] } };
}

/** The last undone action, and the history after it is done again; undefined where there is none. */
export function redo(history: History): { action: Action; history: History } | undefined {
  const last = history.undone.at(-1);
  if (!last) return undefined;
  return { action: last, history: { done: [...history.done, last], undone: history.undone.slice(0, -1) } };
}

/** The history after sources were renamed: what was done to them is undone where they are now. `names` leads from old to new. */
export function withNames(history: History, names: ReadonlyMap<string, string>): History {
  const all = (actions: readonly Action[]): readonly Action[] => actions.map((action) => renamed(action, names));
  return { done: all(history.done), undone: all(history.undone) };
}

/** The action done to the sources under their new names. */
export function renamed({ label, steps }: Action, names: ReadonlyMap<string, string>): Action {
  return { label, steps: steps.map((step) => ({ ...step, source: names.get(step.source) ?? step.source })) };
}

/** The annotations of a source that something was done to. */
export function idsIn({ done, undone }: History, source: string): ReadonlySet<string> {
  const steps = [...done, ...undone].flatMap((action) => action.steps.filter((step) => step.source === source));
  const revisions = steps.flatMap((step) => step.revisions);
  return new Set(revisions.flatMap((revision) => (revision.of === 'annotation' ? [revision.id] : [])));
}

function reversed({ label, steps }: Action): Action {
  return {
    label,
    steps: [...steps]
      .reverse()
      .map(({ source, revisions }) => ({ source, revisions: [...revisions].reverse().map(inverse) })),
  };
}
