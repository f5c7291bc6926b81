import * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import { onOneLine } from '../../core/text/oneLine';
import { toRange } from '../ui/convert';
import { sourceOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { tagOf, tagsFor } from '../ui/tags';
import { showLenses } from './codeLenses';
import { completionsAt } from './completion';
import { definitionAt } from './definition';
import { showSidecarProblems } from './diagnostics';
import { sidecarDocuments, sidecarIn } from './document';
import { meaningAt } from './hover';
import { fixesIn } from './quickFixes';

/** Makes `.claims.yaml` a language of its own, for people who write sidecars by hand. */
export function supportSidecars(store: Store, platform: Platform): vscode.Disposable {
  return vscode.Disposable.from(
    showSidecarProblems(store, platform),
    showLenses(store),
    showEntries(store),
    helpWriting(store),
  );
}

/** Registers help at the cursor; its code is loaded when first asked. */
function helpWriting(store: Store): vscode.Disposable {
  const { languages } = vscode;
  const completions: vscode.CompletionItemProvider = {
    provideCompletionItems: (document, position) => completionsAt(store, document, position),
  };
  const fixes: vscode.CodeActionProvider = {
    provideCodeActions: (document, _, { diagnostics }) =>
      diagnostics.length > 0 ? fixesIn(document, diagnostics) : [],
  };
  return vscode.Disposable.from(
    languages.registerCompletionItemProvider(sidecarDocuments, completions, ':', ' ', '-'),
    languages.registerHoverProvider(sidecarDocuments, {
      provideHover: (document, position) => meaningAt(document, position),
    }),
    languages.registerDefinitionProvider(sidecarDocuments, {
      provideDefinition: (document, position) => definitionAt(store, document, position),
    }),
    languages.registerCodeActionsProvider(sidecarDocuments, fixes, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}

/** Shows the entries of a sidecar in the outline and the breadcrumbs. */
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
