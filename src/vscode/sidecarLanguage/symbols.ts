import * as vscode from 'vscode';
import { onOneLine } from '../../core/text/oneLine';
import type { Store } from '../../core/state/store';
import { toRange } from '../ui/convert';
import { sourceOf } from '../ui/names';
import { tagOf, tagsFor } from '../ui/tags';
import { sidecarDocuments, sidecarIn } from './document';

/** The entries of a sidecar in the outline and the breadcrumbs. */
export function showEntries(store: Store): vscode.Disposable {
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
