import * as vscode from 'vscode';
import { canBeSource } from '../documents/sources';
import { toSpan } from '../ui/convert';
import { spanOfWords, type Place } from './ends';

/** Words that are selected in an editor, or were when it was last shown. */
interface Selected {
  readonly file: vscode.Uri;
  readonly from: number;
  readonly words: string;
}

/** The selections of so many sources are remembered. Guessed. */
const mostRemembered = 5;
/** Longer selections are no passage that somebody links, in UTF-16 units. Guessed. */
const longest = 4000;

/**
 * What is selected in each source, the latest first: also where its editor is hidden behind another tab, where VS Code no
 * longer tells. A selection that somebody gave up is forgotten.
 */
export class SelectedWords implements vscode.Disposable {
  private latest: readonly Selected[] = [];
  private readonly listening = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.see(textEditor));

  dispose(): void {
    this.listening.dispose();
  }

  /** Whether anything is selected in a source other than this one. */
  isAnywhereBut(source: string): boolean {
    return this.others(source).length > 0;
  }

  /** Selections in sources other than this one, as far as their words still stand there, the latest first. */
  async besides(source: string): Promise<readonly (Selected & Place)[]> {
    const found = await Promise.all(
      this.others(source).map(async (selected) => {
        const document = await vscode.workspace.openTextDocument(selected.file).then(undefined, () => undefined);
        const span = document && spanOfWords(document, selected.words, selected.from);
        return document && span ? [{ ...selected, document, span }] : [];
      }),
    );
    return found.flat();
  }

  private others(source: string): readonly Selected[] {
    return this.latest.filter(({ file }) => file.toString() !== source);
  }

  private see({ document, selection }: vscode.TextEditor): void {
    const others = this.others(document.uri.toString());
    if (selection.isEmpty && others.length === this.latest.length) return;
    const { from, to } = toSpan(document, selection);
    const words = to - from <= longest && canBeSource(document) ? document.getText(selection) : '';
    const isPassage = words.trim() !== '';
    this.latest = (isPassage ? [{ file: document.uri, from, words }, ...others] : others).slice(0, mostRemembered);
  }
}
