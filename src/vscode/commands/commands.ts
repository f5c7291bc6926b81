import * as vscode from 'vscode';
import type { Desk } from '../desk';
import { registerCopying } from './copy';
import { registerEditing } from './edit';
import { registerEvidence } from './evidence';
import { registerHistory } from './history';
import { registerLost } from './lost';
import { registerMerge } from './merge';
import { registerNavigation } from './navigate';
import { registerOffers } from './offers';
import { registerTagging } from './tag';
import { registerWords } from './words';

/** Everything that a person can do to annotations by command, key or menu. */
export function registerCommands(desk: Desk): vscode.Disposable {
  return vscode.Disposable.from(
    registerTagging(desk),
    registerEditing(desk),
    registerEvidence(desk),
    registerNavigation(desk),
    registerHistory(desk),
    registerCopying(desk),
    registerWords(desk),
    registerLost(desk),
    registerOffers(desk),
    registerMerge(),
  );
}
