import * as vscode from 'vscode';
import { addressOf, betweenScheme } from '../ui/comparedWords';
import { baseName } from '../ui/names';

/** Words of a source. */
interface Words {
  readonly file: vscode.Uri;
  readonly text: string;
}

/** Shows words of two sources side by side in the editor's own comparison, with differences marked. */
export async function showSideBySide(left: Words, right: Words): Promise<void> {
  const title = `${baseName(left.file)} ↔ ${baseName(right.file)}`;
  const address = (side: string, { file, text }: Words): vscode.Uri =>
    addressOf(betweenScheme, `/${side}/${baseName(file)}`, file.toString(), inLines(text));
  await vscode.commands.executeCommand('vscode.diff', address('a', left), address('b', right), title, {
    preview: true,
  });
}

/** Joins lines: words wrapped differently are the same. */
const inLines = (text: string): string => `${text.replace(/\s*\n\s*/gu, ' ').trim()}\n`;
