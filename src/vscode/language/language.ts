import * as vscode from 'vscode';
import type { Store } from '../../core/store';
import type { Platform } from '../platform';
import { showSidecarProblems } from './check';
import { showCompletions } from './completion';
import { showDefinitions } from './definition';
import { offerFixes } from './fixes';
import { showMeanings } from './hover';
import { showLenses } from './lenses';
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
