import * as vscode from 'vscode';
import { locating } from '../core/anchor/locate';
import type { Annotation } from '../core/annotation';
import type { Revision } from '../core/revision';
import { marksOf, withRevisions, type Mark, type Sheet } from '../core/sheet';
import type { Store } from '../core/store';
import { selectorOf } from './desk';
import type { Platform } from './platform';
import { inSlices } from './slices';
import type { Writer } from './writer';

/**
 * When a person saves a source, those of its annotations are written anew whose saved selectors would not lead to the
 * span that they stand on. All others keep their bytes, however far they moved.
 */
export function resettleOnSave(store: Store, writer: Writer, platform: Platform): vscode.Disposable {
  async function resettle(document: vscode.TextDocument): Promise<void> {
    const source = document.uri.toString();
    const sheet = store.get(source);
    if (!sheet?.open || sheet.records.length === 0 || !sheet.sidecar) return;
    const version = document.version;
    const astray = await wouldGoAstray(sheet, document.getText(), platform);
    const now = store.get(source);
    if (!now || document.version !== version || astray.length === 0) return;
    const revisions = astray.map(({ annotation, span }): Revision => {
      const fresh = selectorOf(document, span);
      return { of: 'annotation', id: annotation.id, before: annotation, after: reselected(annotation, fresh) };
    });
    const places = new Map(astray.map(({ annotation, span }) => [annotation.id, span]));
    store.set(withRevisions(now, revisions, places), 'person');
    await writer.write(document.uri);
  }

  return vscode.workspace.onDidSaveTextDocument((document) => void resettle(document).catch(report));
}

type Placed = Mark & { readonly span: NonNullable<Mark['span']> };

/** The annotations that stand somewhere, but would be sought elsewhere or in vain. */
async function wouldGoAstray(sheet: Sheet, text: string, platform: Platform): Promise<readonly Placed[]> {
  const found = await inSlices(locating(text, sheet.records), platform);
  return marksOf(sheet).filter((mark, index): mark is Placed => {
    const hit = found[index]?.span;
    return mark.span !== undefined && (hit?.from !== mark.span.from || hit.to !== mark.span.to);
  });
}

/** The annotation with another selector. Where its words changed, the tagged ones stay in `was` until somebody confirms. */
function reselected(annotation: Annotation, fresh: ReturnType<typeof selectorOf>): Annotation {
  if (fresh.text === annotation.text) return { ...annotation, ...fresh };
  return { ...annotation, ...fresh, was: annotation.was ?? annotation.text };
}

function report(error: unknown): void {
  console.warn('Claimmark could not check the annotations of a saved source.', error);
}
