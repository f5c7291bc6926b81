import * as vscode from 'vscode';
import { reviewStatusOf, type ReviewStatus } from '../../core/review/status';
import type { AnchoredAnnotation } from '../../core/state/sheet';

/** How many agreeing reviewers the team asks for before an annotation is settled. */
export function settledBy(scope: vscode.Uri | undefined): number {
  return vscode.workspace.getConfiguration('claimmark.review', scope).get('settledBy', 1);
}

/** Where an annotation stands among its reviewers. The settings are asked only where somebody has reviewed it. */
export function reviewStatusIn({ annotation, state }: AnchoredAnnotation, scope: vscode.Uri): ReviewStatus {
  return annotation.reviews?.length ? reviewStatusOf(annotation, settledBy(scope), state === 'edited') : 'unreviewed';
}

/** A review status in a word, for trees, hovers and bars. */
export function wordOfReviewStatus(status: ReviewStatus): string {
  const { t } = vscode.l10n;
  switch (status) {
    case 'contested':
      return t('contested');
    case 'stale':
      return t('edited since it was reviewed');
    case 'unreviewed':
      return t('not reviewed');
    case 'agreed':
      return t('agreed');
    case 'settled':
      return t('settled');
  }
}
