import * as vscode from 'vscode';
import type { Desk } from '../ui/commandContext';
import { registerCopying } from './copy';
import { registerEditing } from './edit';
import { registerEvidence } from './evidence';
import { registerHistory } from './undo';
import { registerLost } from './lost';
import { registerMerge } from './merge';
import { registerNavigation } from './navigate';
import { registerOffers } from './suggestions';
import { registerTagging } from './tag';
import { registerWords } from './compareWords';

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
