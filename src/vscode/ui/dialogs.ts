import * as vscode from 'vscode';
import { onOneLine } from '../../core/text/oneLine';

// Messages may hold names of files and words of sources, which nobody vouches for. A notification takes
// `[words](command:…)` in its text for a link that runs a command; here nothing can become one.

/** Tells, or asks where there are choices: the one that was chosen, undefined where the notification was closed. */
export function inform(message: string, ...choices: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(withoutLinks(message), ...choices);
}

/** Tells of what went wrong or waits for a decision. */
export function warn(message: string, ...choices: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(withoutLinks(message), ...choices);
}

/** Tells that what was asked for could not be done. */
export function reportError(message: string): void {
  void vscode.window.showErrorMessage(withoutLinks(message));
}

/** Asks before the program goes on; whether it may. */
export async function confirm(message: string, yes: string): Promise<boolean> {
  return (await vscode.window.showInformationMessage(withoutLinks(message), { modal: true }, yes)) === yes;
}

/** Asks beside what is shown, by keyboard, and stays while the person looks at something else; whether they said yes. */
export async function ask(question: string, yes: string, no: string): Promise<boolean> {
  const picks = [{ label: yes }, { label: no }];
  const options = { title: withoutIcons(question), placeHolder: withoutIcons(question), ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(picks, options))?.label === yes;
}

/** A heading in a list. */
export const separator = (label: string): { readonly label: string; readonly kind: vscode.QuickPickItemKind } => ({
  label,
  kind: vscode.QuickPickItemKind.Separator,
});

/** Words of a source in a list. What is known of them has a line of its own: beside long words nothing of it would be seen. */
export const wordsItem = (
  words: string,
  known: readonly string[],
): { readonly label: string; readonly detail: string } => ({
  label: withoutIcons(onOneLine(words, 160)),
  detail: withoutIcons(known.filter((part) => part !== '').join(' · ')),
});

/**
 * Lets a person choose among what is ticked at first: those that they leave ticked; undefined where they close the list,
 * `back` where they ask for the question before, which `isBack` offers as VS Code does, by a button and its key.
 */
export async function pickOfAll<T extends vscode.QuickPickItem>(
  items: readonly T[],
  title: string,
  isBack: boolean,
): Promise<readonly T[] | 'back' | undefined> {
  const list = vscode.window.createQuickPick<T>();
  Object.assign(list, { title, items, canSelectMany: true, ignoreFocusOut: true });
  list.selectedItems = items;
  list.buttons = isBack ? [vscode.QuickInputButtons.Back] : [];
  try {
    return await new Promise((resolve) => {
      list.onDidAccept(() => resolve(list.selectedItems));
      list.onDidTriggerButton(() => resolve('back'));
      list.onDidHide(() => resolve(undefined));
      list.show();
    });
  } finally {
    list.dispose();
  }
}

/** Warns in a dialog that has to be closed, with what there is to know; whether `yes` was chosen. */
export async function warnInDetail(message: string, detail: string, ...yes: readonly string[]): Promise<boolean> {
  const options = { modal: true, detail: withoutLinks(detail) };
  return (await vscode.window.showWarningMessage(withoutLinks(message), options, ...yes)) !== undefined;
}

/** Words of people for a list or the status bar, where `$(name)` would become an icon. */
export function withoutIcons(words: string): string {
  return words.replaceAll('$(', '$ (');
}

function withoutLinks(message: string): string {
  return message.replaceAll('](', '] (');
}

/** Says something that needs no answer, for a few seconds, where it is in nobody's way. */
export function showBriefly(message: string): void {
  vscode.window.setStatusBarMessage(withoutIcons(message), 4000);
}
