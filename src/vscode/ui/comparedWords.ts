import * as vscode from 'vscode';
import { wellFormed } from '../../core/text/links';
import type { AnnotationNode } from './treeNodes';

// The compared words are kept only in the address of the text that shows them, below the address of their source.

/** The scheme of texts with the words of one annotation, for comparison. */
export const comparedScheme = 'claimmark-words';

/** The scheme of texts with words of two sources, for comparison. */
export const betweenScheme = 'claimmark-between';

/** The address of a text that shows words of a source. */
export function addressOf(scheme: string, path: string, source: string, words: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path, query: `${source}\n${wellFormed(words)}` });
}

/** The words in an address. */
export function wordsIn({ query }: vscode.Uri): string {
  return query.slice(query.indexOf('\n') + 1);
}

/** The annotation whose words a text shows, if any. */
export function comparedIn({ scheme, path, query }: vscode.Uri): AnnotationNode | undefined {
  const [, id] = path.split('/');
  const [source] = query.split('\n');
  return scheme === comparedScheme && id && source ? { kind: 'annotation', source, id } : undefined;
}

/** Shows the texts of a scheme. */
export function showWords(scheme: string): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent: wordsIn });
}
