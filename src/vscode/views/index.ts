import * as vscode from 'vscode';
import type { CommandContext } from '../ui/commandContext';
import type { Suggestions } from '../suggestions/suggestions';
import { showBadges } from './badges';
import { Discussion } from './comments';
import { keepContexts } from './contextKeys';
import { Highlights } from './highlights';
import { showHovers } from './hover';
import { offerActions } from './lightbulb';
import { showProblems } from './problems';
import { offerReadingView } from './readingView';
import { showStatus } from './statusBar';
import { showFolds, showSymbols } from './symbols';
import { showTrees, type Ground } from './tree/trees';

/** All that people see of their annotations. */
export function showViews(context: CommandContext, suggestions: Suggestions, media: vscode.Uri): vscode.Disposable {
  const { store } = context;
  return vscode.Disposable.from(
    new Highlights(store, media),
    showHovers(store),
    offerActions(store),
    offerReadingView(store),
    showProblems(store),
    showSymbols(store),
    showFolds(),
    showStatus(store),
    showBadges(store),
    new Discussion(context),
    keepContexts(store, suggestions),
  );
}

/** The trees, once sidecars are being read. */
export function showTreeViews(ground: Ground): vscode.Disposable {
  return showTrees(ground);
}
