import * as vscode from 'vscode';
import type { AnnotationNode } from './treeNodes';

/** The scheme of texts that hold the words of one annotation, to be compared. */
export const comparedScheme = 'claimmark-words';

/** The scheme of texts that hold words of two sources, to be compared. */
export const betweenScheme = 'claimmark-between';

/** Words as they were tagged, or as they stood when they were to be compared. */
export type Side = 'then' | 'now';

/** The address of a text with words of an annotation, in a comparison of that time. */
export function addressOf({ source, id }: AnnotationNode, side: Side, time: number): vscode.Uri {
  const query = new URLSearchParams({ source, time: String(time) }).toString();
  return vscode.Uri.from({ scheme: comparedScheme, path: `/${id}/${side}.txt`, query });
}

/** The address of the other words, or of these, in the same comparison. */
export function sideOf(address: vscode.Uri, side: Side): vscode.Uri {
  return address.with({ path: address.path.replace(/[^/]+$/, `${side}.txt`) });
}

/** The annotation whose words a text shows, if it shows any. */
export function comparedIn({ scheme, path, query }: vscode.Uri): AnnotationNode | undefined {
  const [, id] = path.split('/');
  const source = new URLSearchParams(query).get('source');
  return scheme === comparedScheme && id && source ? { kind: 'annotation', source, id } : undefined;
}
