import * as vscode from 'vscode';
import type { CommandContext } from '../storage/commandContext';
import type { AnnotationNode } from '../ui/treeNodes';
import type { Suggestions } from '../suggestions/suggestions';
import type { AskOthers } from '../ui/askOthers';
import { showBadges } from './badges';
import { Discussion } from './comments';
import { keepContexts, type Finished } from './contextKeys';
import { Details, type DetailActions } from './details/details';
import { Highlights } from './highlights';
import { showHovers } from './hover';
import { offerActions, type Keybinding } from './lightbulb';
import { showProblems } from './problems';
import { offerReadingView } from './readingView';
import { showStatus } from './statusBar';
import { showFolds, showSymbols } from './symbols';

/** The part of the manifest that is read. */
export interface Manifest {
  readonly contributes: { readonly keybindings: readonly Keybinding[] };
}

/** The views, and the means for trees to tell which row was chosen. */
interface Views {
  readonly all: vscode.Disposable;
  showDetails(node: AnnotationNode): void;
}

/** What views are given in addition. */
interface Given {
  readonly media: vscode.Uri;
  readonly finished: Finished;
  readonly keys: readonly Keybinding[];
  /** Finds what the other sources say to an annotation. */
  readonly askOthers: AskOthers;
}

/** Shows everything that people see of their annotations. */
export function showViews(
  context: CommandContext,
  suggestions: Suggestions,
  { media, finished, keys, askOthers }: Given,
  actions: DetailActions,
): Views {
  const { store } = context;
  const discussion = new Discussion(context);
  const details = new Details(context, actions, media, askOthers);
  const all = vscode.Disposable.from(
    details,
    discussion,
    new Highlights(store, media),
    showHovers(store),
    offerActions(store, suggestions, keys),
    offerReadingView(store),
    showProblems(store),
    showSymbols(store),
    showFolds(),
    showStatus(store),
    showBadges(store),
    keepContexts(store, suggestions, finished),
  );
  return { all, showDetails: (node) => details.show(node) };
}
