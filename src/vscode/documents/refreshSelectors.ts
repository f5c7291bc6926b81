import * as vscode from 'vscode';
import { sidesStanding } from '../../core/anchor/selector';
import { locating } from '../../core/anchor/locate';
import type { Annotation } from '../../core/model/annotation';
import type { Span } from '../../core/text/change';
import type { Revision } from '../../core/model/action';
import { anchoredAnnotation, anchoredAnnotations, type AnchoredAnnotation, type Sheet } from '../../core/state/sheet';
import { withLf } from '../../core/text/lines';
import type { CommandContext } from '../storage/commandContext';
import { selectorOf } from '../ui/revisions';
import type { Platform } from '../ui/platform';
import { inSlices } from '../ui/timeSlices';
import type { Writer } from '../storage/writer';
import { searchedFor } from '../../core/state/anchorAgain';
import type { Seeker } from './anchoring';

/**
 * When a person saves a source, those of its annotations are written anew whose saved selectors would not lead to the
 * span that they stand on. All others keep their bytes, however far they moved.
 */
export function refreshSelectorsOnSave(
  { store, actions }: Pick<CommandContext, 'store' | 'actions'>,
  seeker: Seeker,
  writer: Writer,
  platform: Platform,
): vscode.Disposable {
  async function refresh(document: vscode.TextDocument): Promise<void> {
    const source = document.uri.toString();
    await seeker.idle(source);
    const sheet = store.get(source);
    if (!sheet?.open || sheet.records.length === 0 || !sheet.sidecar) return;
    const version = document.version;
    const astray = await wouldGoAstray(sheet, document.getText(), platform);
    const now = store.get(source);
    if (!now || document.version !== version) return;
    const still = astray.filter((anchored) => isStill(now, anchored));
    if (still.length === 0) return;
    const revisions = still.map(({ annotation, span }): Revision => {
      const fresh = selectorOf(document, span);
      return { of: 'annotation', id: annotation.id, before: annotation, after: reselected(annotation, fresh) };
    });
    const places = new Map(still.map(({ annotation, span }) => [annotation.id, span]));
    await actions.keepUp(source, revisions, places);
  }

  return vscode.workspace.onDidSaveTextDocument((document) => void writer.prepare(() => refresh(document)));
}

type Placed = AnchoredAnnotation & { readonly span: NonNullable<AnchoredAnnotation['span']> };

/** Whether nobody has put an annotation elsewhere since it was looked at. */
function isStill(sheet: Sheet, { annotation: { id, text, was }, span }: Placed): boolean {
  const now = anchoredAnnotation(sheet, id);
  return (
    now?.annotation.text === text &&
    now.annotation.was === was &&
    now.span?.from === span.from &&
    now.span.to === span.to
  );
}

/** The annotations that stand somewhere, but would be sought elsewhere or in vain. */
async function wouldGoAstray(sheet: Sheet, text: string, platform: Platform): Promise<readonly Placed[]> {
  const doubtful = anchoredAnnotations(sheet).filter(
    (anchored): anchored is Placed => anchored.span !== undefined && !isAsSaved(text, anchored, anchored.span),
  );
  if (doubtful.length === 0) return [];
  const sought = doubtful.map((anchored) => anchored.annotation);
  const searched = searchedFor(sheet, sought);
  const found = await inSlices(locating(text, searched), platform);
  const places = new Map(searched.map((record, index) => [record.id, found[index]?.span]));
  return doubtful.filter(({ annotation, span }) => {
    const place = places.get(annotation.id);
    return place?.from !== span.from || place.to !== span.to;
  });
}

/** Whether words and surroundings at a span are those that the sidecar has: then nothing needs to be sought. */
function isAsSaved(text: string, { annotation }: AnchoredAnnotation, span: Span): boolean {
  const stands = sidesStanding(text, annotation, span);
  return stands.before && stands.after && withLf(text.slice(span.from, span.to)) === annotation.text;
}

/** The annotation with another selector. Where its words changed, the tagged ones stay in `was` until somebody confirms, or they are back. */
function reselected(annotation: Annotation, fresh: ReturnType<typeof selectorOf>): Annotation {
  if (fresh.text === annotation.text) return { ...annotation, ...fresh };
  const { was, ...rest } = annotation;
  if (fresh.text === was) return { ...rest, ...fresh };
  return { ...annotation, ...fresh, was: annotation.was ?? annotation.text };
}
