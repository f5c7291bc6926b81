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
      if (editor) this.shut.add(editor.document.uri.toString());
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
    if (source === undefined || this.wanted.has(source) || !this.shut.has(source)) return;
    await vscode.commands.executeCommand(open);
    // Whoever went elsewhere meanwhile had that editor opened, and not this one: it is opened when they are back.
    const isStillHere = vscode.window.activeTextEditor?.document.uri.toString() === source;
    if (isStillHere && !this.wanted.has(source)) this.shut.delete(source);
  }
}
