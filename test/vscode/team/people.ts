import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { statusWith } from '../../../src/core/review/grounds';
import { annotateAs, claimmark } from '../suite/claims';
import { eventually, workspaceFolder } from '../suite/workspace';

/** The actions of one person, in a window on their own clone. */
export interface Step {
  readonly who: string;
  readonly does: string;
  run(): Promise<void>;
}

const home = (): string => path.dirname(workspaceFolder().fsPath);
const done = (): string => path.join(home(), 'done');

export const cloneOf = (who: string): string => path.join(home(), who);

/** The number of steps taken in other windows. */
export function stepsDone(): number {
  return existsSync(done()) ? Number(readFileSync(done(), 'utf8')) : 0;
}

/** Reports the progress of the team, and where the next window opens; nobody if all is done. */
export function handOver(steps: number, to: string | undefined): void {
  writeFileSync(done(), String(steps));
  if (to !== undefined) console.log(AGAIN, to);
}

/** Git in one's own clone, or in another folder beside it. */
export function git(...args: readonly string[]): string {
  return gitIn(workspaceFolder().fsPath, ...args);
}

export function gitIn(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', [...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Sets a clone's name for its person, and Claimmark as the merge driver for its sidecars. */
export function settle(folder: string, who: string): void {
  const extension = vscode.extensions.getExtension('claimmark.claimmark')?.extensionPath ?? '';
  const driver = `"${process.execPath}" "${path.join(extension, 'dist/cli.cjs')}" merge %O %A %B`;
  for (const [name, value] of [
    ['user.name', who],
    ['user.email', `${who.toLowerCase()}@example.org`],
    ['merge.claimmark.driver', driver],
  ] as const)
    gitIn(folder, 'config', name, value);
}

/** Puts all that is in the clone into a commit. */
export async function commit(words: string): Promise<void> {
  await (await claimmark()).settled();
  git('add', '-A');
  git('commit', '-qm', words);
}

/** Everybody annotates under their own name, since each window of this VS Code is another person. */
export const sitDown = (who: string): Promise<void> => annotateAs(who);

/** Whether this person's tags go into a file of their own. */
export async function workApart(on: boolean): Promise<void> {
  const settings = vscode.workspace.getConfiguration('claimmark.review');
  await settings.update('separateFiles', on || undefined, vscode.ConfigurationTarget.Global);
}

/** Presses keys one after the other, in the page with this window. */
export function press(...keys: readonly string[]): void {
  for (const name of keys) console.log(KEY, name);
}

/** Types words letter by letter. */
export const type = (words: string): void => press(...words);

/** Waits until the keys of a round are shown over some words. */
export async function keysOver(editor: vscode.TextEditor, words: string): Promise<void> {
  const { document } = editor;
  await eventually(`the keys over “${words}”`, async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const lens = lenses.find(({ command }) => command?.command === 'claimmark.review.agree');
    return lens && document.getText().startsWith(words, document.offsetAt(lens.range.start));
  });
}

/** The status of each annotation of a source by its first word, worded as in every view. */
export async function statuses(source: vscode.Uri): Promise<Record<string, string>> {
  const { marks } = await claimmark();
  return Object.fromEntries(
    marks(source).map(({ annotation, state, doubts }) => {
      const word = annotation.text.split(' ').slice(0, 2).join(' ');
      return [word, `${annotation.tag}, ${statusWith(annotation, 1, state === 'edited', doubts)}`];
    }),
  );
}

export async function eventuallyStatuses(source: vscode.Uri, wanted: Record<string, string>): Promise<void> {
  let last = {};
  await eventually(`statuses ${JSON.stringify(wanted)}`, async () => {
    last = await statuses(source);
    return JSON.stringify(Object.entries(last).sort()) === JSON.stringify(Object.entries(wanted).sort());
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; they are ${JSON.stringify(last)}`);
  });
}

type Ask = 'showQuickPick' | 'showInputBox' | 'createQuickPick';

/** Shows the program's questions: the person answers them by keys. `asked` waits for a question. */
export function listen(): { asked(what: string): Promise<void>; stop(): void } {
  const titles: string[] = [];
  const { showQuickPick, showInputBox, createQuickPick } = vscode.window;
  const kept = { showQuickPick, showInputBox, createQuickPick } as unknown as Record<
    Ask,
    (...args: unknown[]) => unknown
  >;
  const hear =
    (name: 'showQuickPick' | 'showInputBox') =>
    (...args: readonly unknown[]): unknown => {
      const options = (name === 'showInputBox' ? args[0] : args[1]) as { readonly title?: string } | undefined;
      const answer = kept[name].apply(vscode.window, [...args]);
      titles.push(options?.title ?? '');
      return answer;
    };
  const create = (): unknown => {
    const list = kept.createQuickPick.apply(vscode.window) as vscode.QuickPick<vscode.QuickPickItem>;
    const show = list.show.bind(list);
    list.show = () => {
      show();
      titles.push(list.title ?? '');
    };
    return list;
  };
  Object.assign(vscode.window, {
    showQuickPick: hear('showQuickPick'),
    showInputBox: hear('showInputBox'),
    createQuickPick: create,
  });
  return {
    asked: async (what) => {
      await eventually(`the question “${what}”`, () => titles.some((title) => title.includes(what)));
      titles.splice(0, titles.findIndex((title) => title.includes(what)) + 1);
    },
    stop: () => void Object.assign(vscode.window, kept),
  };
}
