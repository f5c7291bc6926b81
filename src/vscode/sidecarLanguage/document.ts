import type * as vscode from 'vscode';
import type { Sheet } from '../../core/state/sheet';
import { readSidecar, type Entry, type Sidecar } from '../../core/sidecar/read';
import type { Store } from '../../core/state/store';
import { sourceOf } from '../ui/names';

/** The documents that are sidecars. */
export const sidecarDocuments: vscode.DocumentSelector = { language: 'claims-yaml' };

/** The sheet of a sidecar's source. */
function sheetFor(store: Store, document: vscode.TextDocument): Sheet | undefined {
  return store.get(sourceOf(document.uri).toString());
}

/** Parses a document as a sidecar; spans are offsets in the document. */
export function sidecarIn(store: Store, document: vscode.TextDocument): Sidecar {
  const known = sheetFor(store, document)?.sidecar;
  const text = document.getText();
  return known?.text === text ? known : readSidecar(text);
}

/** The entry at an offset. */
export function entryAt({ entries }: Sidecar, offset: number): Entry | undefined {
  return entries.find(({ span }) => span.from <= offset && offset <= span.to);
}
