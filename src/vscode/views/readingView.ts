import * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import { inform } from '../ui/dialogs';

/**
 * Offers the reading view once: prose has a paragraph on a line, so without wrapping it runs off the screen. What the
 * person answers is kept in the settings and never asked again.
 */
export function offerReadingView(store: Store): vscode.Disposable {
  let asked = false;
  const apply = async (): Promise<void> => {
    for (const language of ['plaintext', 'markdown', 'claimmark-source']) await wrap(language);
    await settings().update('readingView', 'always', vscode.ConfigurationTarget.Global);
  };

  async function offer(editor: vscode.TextEditor | undefined): Promise<void> {
    if (asked || !editor || !needsIt(editor, store) || settings().get('readingView') === 'never') return;
    asked = true;
    if (settings().get('readingView') === 'always') return apply();
    const { t } = vscode.l10n;
    const yes = t('Use Reading View');
    const no = t('Not Now');
    const never = t('Never');
    const chosen = await inform(
      t('The lines of this source run off the screen. Wrap text files at a comfortable width for reading?'),
      yes,
      no,
      never,
    );
    if (chosen === yes) await apply();
    if (chosen === never) await settings().update('readingView', 'never', vscode.ConfigurationTarget.Global);
  }

  void offer(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor((editor) => void offer(editor)),
    vscode.commands.registerCommand('claimmark.readingView', apply),
  );
}

const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('claimmark');

/** Whether long lines of a source are cut off by what the editor's settings say. */
function needsIt({ document }: vscode.TextEditor, store: Store): boolean {
  if (!['plaintext', 'markdown', 'claimmark-source'].includes(document.languageId)) return false;
  const wraps = vscode.workspace.getConfiguration('editor', document).get<string>('wordWrap') !== 'off';
  if (wraps || (document.languageId === 'markdown' && !store.get(document.uri.toString()))) return false;
  for (let line = 0; line < Math.min(document.lineCount, 50); line++)
    if (document.lineAt(line).text.length > 160) return true;
  return false;
}

async function wrap(language: string): Promise<void> {
  const width = settings().get('readingWidth', 88);
  const values = { wordWrap: 'bounded', wordWrapColumn: width, wrappingIndent: 'same', lineHeight: 1.7 };
  const editor = vscode.workspace.getConfiguration('editor', { languageId: language });
  for (const [name, value] of Object.entries(values))
    await editor.update(name, value, vscode.ConfigurationTarget.Global, true);
}
