import * as vscode from 'vscode';
import { foldsOf } from '../../core/query/folds';

/** Longer texts fold by indentation, as the editor does by itself. */
const longest = 500_000;

/** Folding by section, in source documents only: plain text stays as it was. */
export function showFolds(): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider('claimmark-source', {
    provideFoldingRanges: (document) => {
      const text = document.getText();
      if (text.length > longest) return undefined;
      return foldsOf(text).map(({ first, last }) => new vscode.FoldingRange(first - 1, last - 1));
    },
  });
}
