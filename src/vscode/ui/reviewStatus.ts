import * as vscode from 'vscode';
import { assess, keyOf, type Assessments } from '../../core/review/grounds';
import { reviewStatusOf, type ReviewStatus } from '../../core/review/status';
import { reviewStatusName } from '../../core/review/words';
import { anchoredAnnotations, type AnchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { placeOf } from './names';

/** How many agreeing reviewers the team asks for before an annotation is settled. */
export function settledBy(scope: vscode.Uri | undefined): number {
  return vscode.workspace.getConfiguration('claimmark.review', scope).get('settledBy', 1);
}

/** What the workspace as a whole says of each annotation, by the path of its source and its id. */
export function assessStore(store: Store, scope: vscode.Uri | undefined): Assessments {
  const sources = store.all().map((sheet) => {
    return { source: placeOf(vscode.Uri.parse(sheet.source)), annotations: anchoredAnnotations(sheet) };
  });
  return assess(sources, settledBy(scope));
}

/** Where an annotation stands among its reviewers. */
export function reviewStatusIn({ annotation, state }: AnchoredAnnotation, scope: vscode.Uri): ReviewStatus {
  return reviewStatusOf(annotation, settledBy(scope), state === 'edited');
}

/**
 * The same with what other entries speak against it: a link, another tag on the same words, what it rests on. It reads
 * all of the store, so it is for one annotation that somebody asks about, not for rows.
 */
export function statusAmongAll(store: Store, mark: AnchoredAnnotation, source: vscode.Uri): ReviewStatus {
  const assessment = assessStore(store, source).get(keyOf(placeOf(source), mark.annotation.id));
  return assessment?.status ?? reviewStatusIn(mark, source);
}

/** A review status in a word, for trees, hovers and bars. */
export function wordOfReviewStatus(status: ReviewStatus): string {
  return reviewStatusName(status, vscode.l10n.t);
}
