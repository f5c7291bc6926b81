import * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import type { Platform } from '../ui/platform';
import { showSidecarProblems } from './diagnostics';
import { showCompletions } from './completion';
import { showDefinitions } from './definition';
import { offerFixes } from './quickFixes';
import { showMeanings } from './hover';
import { showLenses } from './codeLenses';
import { showEntries } from './symbols';

/** Makes `.claims.yaml` a language of its own, for people who write sidecars by hand. */
export function supportSidecars(store: Store, platform: Platform): vscode.Disposable {
  return vscode.Disposable.from(
    showSidecarProblems(store, platform),
    showCompletions(store),
    showMeanings(),
    showDefinitions(store),
    showLenses(store),
    showEntries(store),
    offerFixes(),
  );
}
