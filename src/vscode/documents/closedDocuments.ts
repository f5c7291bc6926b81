import type * as vscode from 'vscode';
import { placedAs, type Sheet } from '../../core/state/sheet';

/** So many sources are remembered: the rename of a folder takes all that are open in it. */
const most = 20;

/**
 * How annotations stood in the sources that were closed or renamed last. One that is opened with the very text of such
 * a source (it was renamed, saved or not, or its language was changed) needs no search, which might be less than sure.
 */
export class ClosedDocuments {
  private last: readonly { readonly text: string; readonly sheet: Sheet }[] = [];

  add(document: vscode.TextDocument, sheet: Sheet): void {
    if (sheet.records.length === 0) return;
    const others = this.last.filter((left) => left.sheet.source !== sheet.source);
    this.last = [{ text: document.getText(), sheet }, ...others].slice(0, most);
  }

  /** The sheet with those of its annotations that have not been looked for where they stood before. */
  recall(document: vscode.TextDocument, sheet: Sheet): Sheet {
    if (!sheet.spans.state.includes(0)) return sheet;
    const ids = new Set(sheet.records.map(({ id }) => id));
    const known = this.last.filter((left) => left.sheet.records.some(({ id }) => ids.has(id)));
    if (known.length === 0) return sheet;
    const text = document.getText();
    const same = known.find((left) => left.text === text);
    return same ? placedAs(sheet, same.sheet) : sheet;
  }
}
