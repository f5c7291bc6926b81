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
 * When a person saves a source, rewrites the selectors that would no longer lead to their spans. All other entries keep
 * their bytes, however far the spans moved.
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
    const unmoved = astray.filter((anchored) => isUnmoved(now, anchored));
    if (unmoved.length === 0) return;
    const revisions = unmoved.map(({ annotation, span }): Revision => {
      const fresh = selectorOf(document, span);
      return { of: 'annotation', id: annotation.id, before: annotation, after: reselected(annotation, fresh) };
    });
    const places = new Map(unmoved.map(({ annotation, span }) => [annotation.id, span]));
    await actions.keepUp(source, revisions, places);
  }

  return vscode.workspace.onDidSaveTextDocument((document) => void writer.prepare(() => refresh(document)));
}

type Placed = AnchoredAnnotation & { readonly span: NonNullable<AnchoredAnnotation['span']> };

/** Whether an annotation is still the same, at the same place. */
function isUnmoved(sheet: Sheet, { annotation: { id, text, was }, span }: Placed): boolean {
  const now = anchoredAnnotation(sheet, id);
  return (
    now?.annotation.text === text &&
    now.annotation.was === was &&
    now.span?.from === span.from &&
    now.span.to === span.to
  );
}

/** The annotations with a place that their saved selectors would miss. */
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

/** Whether a span has the words and context of its saved selector, so that no search is needed. */
function isAsSaved(text: string, { annotation }: AnchoredAnnotation, span: Span): boolean {
  const stands = sidesStanding(text, annotation, span);
  return stands.before && stands.after && withLf(text.slice(span.from, span.to)) === annotation.text;
}

/** The annotation with a new selector. If its words differ, `was` holds the tagged ones until they are confirmed or return. */
function reselected(annotation: Annotation, fresh: ReturnType<typeof selectorOf>): Annotation {
  if (fresh.text === annotation.text) return { ...annotation, ...fresh };
  const { was, ...rest } = annotation;
  if (fresh.text === was) return { ...rest, ...fresh };
  return { ...annotation, ...fresh, was: annotation.was ?? annotation.text };
}
