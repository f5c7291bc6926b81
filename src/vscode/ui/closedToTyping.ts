import * as vscode from 'vscode';

const close = 'workbench.action.files.setActiveEditorReadonlyInSession';
const open = 'workbench.action.files.resetActiveEditorReadonlyInSession';

/** What the manifest's keys tell a command that opens a list: the source was closed by the key itself. */
const byKey = 'closed';

/**
 * Sources that take no typing while keys mean something else. VS Code closes and opens the active editor alone, so one
 * that is let go while the person is elsewhere is opened when they come back to it: it may be long after.
 */
export class ClosedToTyping implements vscode.Disposable {
  /** Those that the editor keeps closed: they are meant to be, or were let go and wait until they are the active one. */
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

  /** Lets a source go: it takes typing again, at the latest when it is the active editor again. */
  async letGo({ uri }: vscode.TextDocument): Promise<void> {
    if (this.closed.has(uri.toString())) this.closed.set(uri.toString(), 'let go');
    await this.openActive(vscode.window.activeTextEditor);
  }

  /**
   * Registers a command that opens a list or a box, which `run` has to show before it awaits anything. The command's key
   * closes the source in the editor itself, before the extension hears of it: what is typed before the list is there
   * falls into no source. The source opens again right after the list, since the editor is told of both in this order;
   * or when `run` is done, where something else than a list takes the keyboard at the end. What `run` is about may still be
   * coming from a key before: `ready` waits for it.
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
    // Whoever went elsewhere meanwhile had that editor opened, and not this one: it is opened when they are back.
    const isStillHere = vscode.window.activeTextEditor?.document.uri.toString() === source;
    if (isStillHere && this.closed.get(source) === 'let go') this.closed.delete(source);
  }
}
