import * as vscode from 'vscode';
import type { SuggestionContext } from '../suggestions/suggestions';
import { registerBrief } from './brief';
import { registerCompareWith } from './compareWith';
import { registerWords } from './compareWords';
import { registerCopying } from './copy';
import { registerEditing } from './edit';
import { registerEvidence } from './evidence';
import { registerExchange } from './exchange';
import { registerFinishing } from './finish';
import { registerGoToAnnotation } from './goToAnnotation';
import { registerLinks } from './links';
import { registerLost } from './lost';
import { registerMerge } from './merge';
import { registerNavigation } from './navigate';
import { registerReport } from './report';
import { registerOffers } from './suggestions';
import { registerTagging } from './tag';
import { redoLast, undoLast } from '../storage/commandContext';
import { oneAfterAnother } from '../ui/debounce';

/** Everything that a person can do to annotations by command, key or menu. */
export function registerCommands(desk: SuggestionContext): vscode.Disposable {
  const inTurn = oneAfterAnother();
  /** A tag whose key was pressed before is there, to be taken back, when this is done. */
  const tagged = (): Promise<void> => inTurn(() => Promise.resolve());
  return vscode.Disposable.from(
    registerTagging(desk, inTurn),
    registerEditing(desk),
    registerEvidence(desk),
    registerLinks(desk),
    registerNavigation(desk),
    registerGoToAnnotation(desk),
    vscode.commands.registerCommand('claimmark.undo', () => tagged().then(() => undoLast(desk))),
    vscode.commands.registerCommand('claimmark.redo', () => tagged().then(() => redoLast(desk))),
    registerCopying(desk),
    registerWords(desk),
    registerLost(desk),
    registerOffers(desk),
    registerFinishing(desk),
    registerCompareWith(desk.store, desk.platform),
    registerMerge(),
  );
}

/** What leaves the workspace: briefs, reports, and exchange with other tools. */
export function registerSharing(desk: SuggestionContext, media: vscode.Uri): vscode.Disposable {
  return vscode.Disposable.from(registerBrief(desk), registerExchange(desk), registerReport(desk, media));
}
