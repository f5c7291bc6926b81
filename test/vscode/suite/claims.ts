import * as vscode from 'vscode';
import type { AnchoredAnnotation } from '../../../src/core/state/sheet';
import type { Api } from '../../../src/vscode/extension';
import { eventually, fileExists, openSituation, openSource, readFile } from './workspace';

/** Claimmark's API for other extensions. */
export async function claimmark(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('claimmark.claimmark');
  if (!extension) throw new Error('Claimmark is not here.');
  return extension.activate();
}

/** The article in a folder of its own, open in an editor, without annotations, for a named person. */
export async function openArticle(): Promise<vscode.TextEditor> {
  await annotateAs('Ana Lima');
  await openSituation('article');
  const editor = await openSource('market-hall.txt');
  // The editor may still have content saved by an earlier test.
  await eventually(
    'the text on the disk',
    async () => editor.document.getText() === (await readFile('market-hall.txt')),
  );
  await claimmark();
  await eventuallyStanding(editor.document, []);
  return editor;
}

/** Annotates under this name from now on. */
export async function annotateAs(author: string): Promise<void> {
  await vscode.workspace.getConfiguration('claimmark').update('author', author, vscode.ConfigurationTarget.Global);
}

/** The present words of each annotation, with its tag and state: `verified found: the words`. */
export async function standing(document: vscode.TextDocument): Promise<string[]> {
  const { marks } = await claimmark();
  return marks(document.uri).map((mark) => wordsOf(document, mark));
}

function wordsOf(document: vscode.TextDocument, { annotation, span, state }: AnchoredAnnotation): string {
  const range = span && new vscode.Range(document.positionAt(span.from), document.positionAt(span.to));
  return `${annotation.tag} ${state}: ${range ? document.getText(range) : annotation.text}`;
}

/** Waits until the annotations are as `expected`, in any order. */
export async function eventuallyStanding(document: vscode.TextDocument, expected: readonly string[]): Promise<void> {
  let last: readonly string[] = [];
  const wanted = JSON.stringify([...expected].sort());
  await eventually(`annotations ${wanted}`, async () => {
    last = await standing(document);
    return JSON.stringify([...last].sort()) === wanted;
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; they stand as ${JSON.stringify(last)}`);
  });
}

export async function eventuallyReads(name: string, pattern: RegExp): Promise<string> {
  return eventually(`${name} reads ${String(pattern)}`, async () => {
    const text = (await fileExists(name)) ? await readFile(name) : '';
    return pattern.test(text) ? text : undefined;
  });
}

/** Selects the first occurrence of some words. */
export function select(editor: vscode.TextEditor, words: string): void {
  const at = editor.document.getText().indexOf(words);
  if (at < 0) throw new Error(`“${words}” is not in the source.`);
  const { document } = editor;
  editor.selection = new vscode.Selection(document.positionAt(at), document.positionAt(at + words.length));
}

/** Puts the cursor before the first occurrence of some words. */
export function placeCursor(editor: vscode.TextEditor, words: string): void {
  select(editor, words);
  editor.selection = new vscode.Selection(editor.selection.start, editor.selection.start);
}

export async function run(command: string, ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(`claimmark.${command}`, ...args);
}

/**
 * Answers Claimmark's next input box like a person, who may do something else first. The replaced function is restored
 * once it was called.
 */
export function answerNext(answer: (asked: vscode.InputBoxOptions) => Promise<string | undefined>): void {
  const { showInputBox } = vscode.window;
  const asked: typeof showInputBox = (options = {}) => {
    Object.assign(vscode.window, { showInputBox });
    return answer(options);
  };
  Object.assign(vscode.window, { showInputBox: asked });
}

/** Stands for a person at a list: chooses items, or nothing to close it. */
export type Chooser = (items: readonly vscode.QuickPickItem[], options?: unknown) => unknown;

/** VS Code's functions for lists, with somebody to choose; the caller has to restore the original ones. */
export function answeringLists(choose: Chooser): Pick<typeof vscode.window, 'showQuickPick' | 'createQuickPick'> {
  return { showQuickPick: choose, createQuickPick: () => listFor(choose) } as unknown as ReturnType<
    typeof answeringLists
  >;
}

/** A list that is answered as soon as it is filled. */
function listFor(choose: Chooser): unknown {
  const [accepted, hidden] = [new vscode.EventEmitter<void>(), new vscode.EventEmitter<void>()];
  const items: readonly vscode.QuickPickItem[] = [];
  const list = { items, busy: false, activeItems: items, selectedItems: items, isDisposed: false };
  const answer = async (): Promise<void> => {
    await eventually('the list', () => list.isDisposed || (list.items.length > 0 && !list.busy));
    const chosen = list.isDisposed ? undefined : ((await choose(list.items)) as typeof items | undefined);
    if (chosen === undefined) return hidden.fire();
    list.activeItems = list.selectedItems = Array.isArray(chosen) ? chosen : ([chosen] as unknown as typeof items);
    accepted.fire();
  };
  const events = { onDidAccept: accepted.event, onDidHide: hidden.event };
  return Object.assign(list, events, { show: () => void answer(), dispose: () => (list.isDisposed = true) });
}

/** The next warning that Claimmark gives, which nobody answers. What is put in its place is taken back once it came. */
export function warnedNext(): Promise<string> {
  const { showWarningMessage } = vscode.window;
  return new Promise((resolve) => {
    const warned = (message: string): Promise<undefined> => {
      // The sidecars of the test before were taken away, and are offered back.
      if (message.startsWith('Another program deleted')) return Promise.resolve(undefined);
      Object.assign(vscode.window, { showWarningMessage });
      resolve(message);
      return Promise.resolve(undefined);
    };
    Object.assign(vscode.window, { showWarningMessage: warned });
  });
}
