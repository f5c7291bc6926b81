import * as vscode from 'vscode';
import type { Span } from '../../core/text/change';
import { canBeSource } from '../documents/openSources';
import { toSpan } from '../ui/convert';
import { spanOfWords, type Place } from './linking';

/** Words selected in an editor, at present or when it was last shown. */
interface Selected {
  readonly file: vscode.Uri;
  /** The column of the editor: two editors may show the same source. */
  readonly column: vscode.ViewColumn | undefined;
  readonly from: number;
  readonly words: string;
}

/** Most selections remembered. Guessed. */
const mostRemembered = 5;
/** Longest selection remembered, in UTF-16 units: a longer one is no passage to link. Guessed. */
const longest = 4000;

/**
 * The selections in all editors, the latest first, each of several in one editor separately. VS Code does not tell the
 * selections of editors hidden behind other tabs, so they are remembered here until they are cleared.
 */
export class SelectedWords implements vscode.Disposable {
  private latest: readonly Selected[] = [];
  private readonly listening = vscode.window.onDidChangeTextEditorSelection((event) => this.see(event));

  dispose(): void {
    this.listening.dispose();
  }

  /** Whether anything is selected outside of this span. */
  isAnywhereBut(source: string, span: Span | undefined): boolean {
    return this.others(source, span).length > 0;
  }

  /** All selections outside of this span whose words still exist, the latest first. */
  async besides(source: string, span: Span | undefined): Promise<readonly (Selected & Place)[]> {
    const found = await Promise.all(
      this.others(source, span).map(async (selected) => {
        const document = await vscode.workspace.openTextDocument(selected.file).then(undefined, () => undefined);
        const place = document && spanOfWords(document, selected.words, selected.from);
        return document && place ? [{ ...selected, document, span: place }] : [];
      }),
    );
    return found.flat();
  }

  private others(source: string, span: Span | undefined): readonly Selected[] {
    return this.latest.filter(
      ({ file, from, words }) =>
        file.toString() !== source || (span !== undefined && (from + words.length <= span.from || span.to <= from)),
    );
  }

  private see({ textEditor: { document, viewColumn }, selections }: vscode.TextEditorSelectionChangeEvent): void {
    const others = this.latest.filter(
      ({ file, column }) => column !== viewColumn || file.toString() !== document.uri.toString(),
    );
    if (selections.every(({ isEmpty }) => isEmpty) && others.length === this.latest.length) return;
    const own = canBeSource(document) ? selections.flatMap((one) => this.wordsOf(document, viewColumn, one)) : [];
    this.latest = [...own, ...others].slice(0, mostRemembered);
  }

  private wordsOf(
    document: vscode.TextDocument,
    column: vscode.ViewColumn | undefined,
    selection: vscode.Selection,
  ): readonly Selected[] {
    const { from, to } = toSpan(document, selection);
    const words = to - from <= longest ? document.getText(selection) : '';
    return words.trim() === '' ? [] : [{ file: document.uri, column, from, words }];
  }
}
