import * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import { onOneLine } from '../../core/text/oneLine';
import { toRange } from '../ui/convert';
import { sourceOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { tagOf, tagsFor } from '../ui/tags';
import { showLenses } from './codeLenses';
import { showCompletions } from './completion';
import { showDefinitions } from './definition';
import { showSidecarProblems } from './diagnostics';
import { sidecarDocuments, sidecarIn } from './document';
import { showMeanings } from './hover';
import { offerFixes } from './quickFixes';

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

/** The entries of a sidecar in the outline and the breadcrumbs. */
function showEntries(store: Store): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(sidecarDocuments, {
    provideDocumentSymbols(document) {
      const tags = tagsFor(sourceOf(document.uri));
      return sidecarIn(store, document).entries.map(({ annotation, span }) => {
        const range = toRange(document, span);
        const name = onOneLine(annotation.text, 60) || annotation.id;
        const detail = [tagOf(annotation.tag, tags).label, annotation.speaker].filter(Boolean).join(' · ');
        return new vscode.DocumentSymbol(name, detail, vscode.SymbolKind.Object, range, range);
      });
    },
  });
}
