import * as vscode from 'vscode';
import type { Platform } from '../ui/platform';
import type { CommandContext } from '../ui/commandContext';
import { registerBrief } from './brief';
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
import { registerHistory } from './undo';

/** Everything that a person can do to annotations by command, key or menu. */
export function registerCommands(desk: CommandContext, platform: Platform): vscode.Disposable {
  return vscode.Disposable.from(
    registerTagging(desk),
    registerEditing(desk),
    registerEvidence(desk),
    registerLinks(desk),
    registerNavigation(desk),
    registerGoToAnnotation(desk.store, platform),
    registerHistory(desk),
    registerCopying(desk),
    registerWords(desk),
    registerLost(desk),
    registerOffers(desk),
    registerFinishing(desk),
    registerMerge(),
  );
}

/** What leaves the workspace: briefs, reports, and exchange with other tools. */
export function registerSharing(desk: CommandContext, platform: Platform, media: vscode.Uri): vscode.Disposable {
  return vscode.Disposable.from(
    registerBrief(desk, platform),
    registerExchange(desk, platform),
    registerReport(desk, platform, media),
  );
}
