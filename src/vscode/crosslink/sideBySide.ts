import * as vscode from 'vscode';
import { betweenScheme } from '../ui/comparedWords';
import { baseName } from '../ui/names';
import { onDidClose } from '../ui/open';

/** Words of a source. */
interface Words {
  readonly file: vscode.Uri;
  readonly text: string;
}

/** Shows words of two sources side by side, those that differ marked, by the editor's own comparison. */
export class Comparisons implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly listening: vscode.Disposable;
  private count = 0;

  constructor() {
    const provider: vscode.TextDocumentContentProvider = {
      provideTextDocumentContent: (uri) => this.texts.get(uri.toString()) ?? '',
    };
    this.listening = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(betweenScheme, provider),
      onDidClose(({ uri }) => this.texts.delete(uri.toString())),
    );
  }

  async show(left: Words, right: Words): Promise<void> {
    this.count++;
    const [a, b] = [this.put('a', left), this.put('b', right)];
    const title = `${baseName(left.file)} ↔ ${baseName(right.file)}`;
    await vscode.commands.executeCommand('vscode.diff', a, b, title, { preview: true });
  }

  private put(side: string, { file, text }: Words): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: betweenScheme, path: `/${String(this.count)}/${side}/${baseName(file)}` });
    this.texts.set(uri.toString(), inLines(text));
    return uri;
  }

  dispose(): void {
    this.listening.dispose();
  }
}

/** Line ends of a source say nothing here: words that are wrapped elsewhere are the same. */
const inLines = (text: string): string => `${text.replace(/\s*\n\s*/gu, ' ').trim()}\n`;
