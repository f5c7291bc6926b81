import * as vscode from 'vscode';

/** Tells the manifest's welcome texts whether everything has been read, and whether there is anything to annotate. */
export function followWelcome(read: Promise<unknown>): vscode.Disposable {
  const say = (key: string, value: boolean): void =>
    void vscode.commands.executeCommand('setContext', `claimmark.${key}`, value);

  let hasSources = false;
  async function look(): Promise<void> {
    const found = await vscode.workspace.findFiles('**/*.{txt,md}', '**/node_modules/**', 1);
    hasSources = found.length > 0;
    say('hasSources', hasSources);
    await read;
    say('hasRead', true);
  }

  // A folder that can't be searched has no welcome; the trees work all the same.
  const again = (): void => void look().catch((error) => console.warn('Claimmark could not look for sources.', error));
  again();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeWorkspaceFolders(again),
    vscode.workspace.onDidCreateFiles(again),
    vscode.workspace.onDidOpenTextDocument(() => void (hasSources || again())),
  );
}
