import * as vscode from 'vscode';

const close = 'workbench.action.files.setActiveEditorReadonlyInSession';
const open = 'workbench.action.files.resetActiveEditorReadonlyInSession';

/** The argument in the manifest's keys for commands that open a list: the key itself has closed the source. */
const byKey = 'closed';

/**
 * Sources closed to typing while keys mean something else. VS Code closes and opens only the active editor, so a source
 * released while the person is elsewhere is opened when they return to it, perhaps much later.
 */
export class ClosedToTyping implements vscode.Disposable {
  /** The sources that the editor keeps closed: deliberately, or released but not yet active again. */
  private readonly closed = new Map<string, 'meant' | 'let go'>();
  private readonly listening = vscode.window.onDidChangeActiveTextEditor((editor) => void this.openActive(editor));

  dispose(): void {
    this.listening.dispose();
  }

  /** Closes the source of the active editor. */
  async close({ document }: vscode.TextEditor): Promise<void> {
    this.closed.set(document.uri.toString(), 'meant');
    await vscode.commands.executeCommand(close);
  }

  /** Releases a source: it accepts typing again, at the latest when it is next active. */
  async letGo({ uri }: vscode.TextDocument): Promise<void> {
    if (this.closed.has(uri.toString())) this.closed.set(uri.toString(), 'let go');
    await this.openActive(vscode.window.activeTextEditor);
  }

  /**
   * Registers a command that opens a list or a box, which `run` must show before it awaits anything. The command's key
   * closes the source in the editor itself, before the extension gets the command, so that nothing typed before the
   * list is shown goes into the source. The source is opened right after the list is shown, as the editor gets both in
   * this order; or when `run` is done, if something else than a list takes the keyboard at the end. `ready` waits until
   * earlier keys have made what `run` is about.
   */
  onKey<Args extends unknown[]>(
    command: string,
    run: (...args: Args) => Promise<unknown>,
    until: 'shown' | 'done' = 'shown',
    ready?: () => Promise<void>,
  ): vscode.Disposable {
    return vscode.commands.registerCommand(command, async (...args: unknown[]) => {
      const isByKey = args[0] === byKey;
      const editor = isByKey ? vscode.window.activeTextEditor : undefined;
      const source = editor?.document.uri.toString();
      if (source !== undefined && !this.closed.has(source)) this.closed.set(source, 'let go');
      const open = (): unknown => editor && this.letGo(editor.document);
      const begin = (): Promise<unknown> => {
        const running = run(...((isByKey ? args.slice(1) : args) as Args));
        if (until === 'shown') void open();
        return running;
      };
      await (ready ? ready().then(begin) : begin()).finally(() => until === 'done' && open());
    });
  }

  private async openActive(editor: vscode.TextEditor | undefined): Promise<void> {
    const source = editor?.document.uri.toString();
    if (source === undefined || this.closed.get(source) !== 'let go') return;
    await vscode.commands.executeCommand(open);
    // If the person changed editors meanwhile, that one was opened instead: this one is opened when they return.
    const isStillHere = vscode.window.activeTextEditor?.document.uri.toString() === source;
    if (isStillHere && this.closed.get(source) === 'let go') this.closed.delete(source);
  }
}
