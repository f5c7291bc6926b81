import * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import { showFolds, showSymbols } from './symbols';
import { Highlights } from './highlights';
import { showHovers } from './hover';
import { offerActions } from './lightbulb';
import { showProblems } from './problems';
import { offerReadingView } from './readingView';

/** All that the editor of a source shows of its annotations. */
export function showInEditor(store: Store, media: vscode.Uri): vscode.Disposable {
  return vscode.Disposable.from(
    new Highlights(store, media),
    showHovers(store),
    offerActions(store),
    offerReadingView(store),
    showProblems(store),
    showSymbols(store),
    showFolds(),
  );
}
