import * as vscode from 'vscode';
import { onOneLine } from '../../core/text/oneLine';

// Messages may contain file names and words of sources, which are untrusted. In a notification, `[words](command:…)`
// would become a link that runs a command; these functions prevent that.

/** Shows a message, with a question if there are choices. Returns the choice, undefined if the notification was closed. */
export function inform(message: string, ...choices: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(withoutLinks(message), ...choices);
}

/** Warns of a failure, or of something that waits for a decision. */
export function warn(message: string, ...choices: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(withoutLinks(message), ...choices);
}

/** Says that what was asked for could not be done. */
export function reportError(message: string): void {
  void vscode.window.showErrorMessage(withoutLinks(message));
}

/** Asks whether to continue, in a modal dialog. */
export async function confirm(message: string, yes: string): Promise<boolean> {
  return (await vscode.window.showInformationMessage(withoutLinks(message), { modal: true }, yes)) === yes;
}

/** Asks in a list, by keyboard, which stays while the person looks elsewhere. Returns whether the answer was yes. */
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

/** A list item for words of a source. What is known of them gets its own line, since it would be invisible beside long words. */
export const wordsItem = (
  words: string,
  known: readonly string[],
): { readonly label: string; readonly detail: string } => ({
  label: withoutIcons(onOneLine(words, 160)),
  detail: withoutIcons(known.filter((part) => part !== '').join(' · ')),
});

/**
 * Asks for any of the items, all ticked at first. Returns those left ticked; undefined where the list is closed, `back`
 * where the person wants the previous question, offered if `isBack` by VS Code's usual button and key.
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

/** Warns in a modal dialog with details. Returns whether a button was chosen. */
export async function warnInDetail(message: string, detail: string, ...yes: readonly string[]): Promise<boolean> {
  const options = { modal: true, detail: withoutLinks(detail) };
  return (await vscode.window.showWarningMessage(withoutLinks(message), options, ...yes)) !== undefined;
}

/** People's words for a list or the status bar, where `$(name)` would become an icon. */
export function withoutIcons(words: string): string {
  return words.replaceAll('$(', '$ (');
}

function withoutLinks(message: string): string {
  return message.replaceAll('](', '] (');
}

/** Shows a message that needs no answer in the status bar for a few seconds. */
export function showBriefly(message: string): void {
  vscode.window.setStatusBarMessage(withoutIcons(message), 4000);
}
