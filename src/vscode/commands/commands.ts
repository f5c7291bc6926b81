import * as vscode from 'vscode';
import type { SuggestionContext } from '../suggestions/suggestions';
import { registerBrief } from './brief';
import { registerCompareWith } from './compareWith';
import { registerWords } from './compareWords';
import { registerCopying } from './copy';
import { confirmWords, registerEditing, remove } from './edit';
import { addEvidence, registerEvidence } from './evidence';
import { registerExchange } from './exchange';
import { registerFinishing } from './finish';
import { registerGoToAnnotation } from './goToAnnotation';
import { askForLink, registerLinks } from './links';
import { registerLost } from './lost';
import { registerMerge } from './merge';
import { registerNavigation } from './navigate';
import { registerReport } from './report';
import { registerOffers } from './suggestions';
import { registerTagging } from './tag';
import { giveVerdict } from '../review/review';
import { redoLast, undoLast } from '../storage/commandContext';
import { oneAfterAnother } from '../ui/debounce';
import type { AnnotationNode } from '../ui/treeNodes';

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

/** What people do to an annotation from its details. */
export function detailActions(
  desk: SuggestionContext,
): Readonly<Record<DetailAction, (node: AnnotationNode) => Promise<void>>> {
  return {
    addEvidence: (node) => addEvidence(desk, [node]),
    confirmWords: (node) => confirmWords(desk, [node]),
    link: (node) => askForLink(desk, [node]),
    remove: (node) => remove(desk, [node]),
    agree: (node) => giveVerdict(desk, node, 'agree'),
    disagree: (node) => giveVerdict(desk, node, 'disagree'),
    unsure: (node) => giveVerdict(desk, node, 'unsure'),
  };
}

type DetailAction = 'addEvidence' | 'confirmWords' | 'link' | 'remove' | 'agree' | 'disagree' | 'unsure';
