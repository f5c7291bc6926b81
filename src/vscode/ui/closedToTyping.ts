import * as vscode from 'vscode';

const close = 'workbench.action.files.setActiveEditorReadonlyInSession';
const open = 'workbench.action.files.resetActiveEditorReadonlyInSession';

/**
 * Sources that take no typing while keys mean something else. VS Code closes and opens the active editor alone, so one
 * that is let go while the person is elsewhere is opened when they come back to it: it may be long after.
 */
export class ClosedToTyping implements vscode.Disposable {
  private readonly shut = new Set<string>();
  private readonly wanted = new Set<string>();
  private readonly listening = vscode.window.onDidChangeActiveTextEditor((editor) => void this.openActive(editor));

  dispose(): void {
    this.listening.dispose();
  }

  /** Closes the source of the active editor. */
  async close({ document }: vscode.TextEditor): Promise<void> {
    const source = document.uri.toString();
    this.shut.add(source);
    this.wanted.add(source);
    await vscode.commands.executeCommand(close);
  }

  /** Lets a source go: it takes typing again, at the latest when it is the active editor again. */
  async letGo({ uri }: vscode.TextDocument): Promise<void> {
    this.wanted.delete(uri.toString());
    await this.openActive(vscode.window.activeTextEditor);
  }

  private async openActive(editor: vscode.TextEditor | undefined): Promise<void> {
    const source = editor?.document.uri.toString();
    if (source === undefined || this.wanted.has(source)) return;
    if (this.shut.delete(source)) await vscode.commands.executeCommand(open);
  }
}
