import * as vscode from 'vscode';
import type { Verdict } from '../../core/model/annotation';
import { assessmentOf, ownDoubts, statusWith, type Assessment, type Doubt } from '../../core/review/grounds';
import type { Tally } from '../../core/query/count';
import type { ReviewStatus } from '../../core/review/status';
import { reviewStatusName, sayDoubt } from '../../core/review/words';
import type { AnchoredAnnotation } from '../../core/state/sheet';
import { placeOf } from './names';

/** How many agreeing reviewers the team asks for before an annotation is settled. */
export function settledBy(scope: vscode.Uri | undefined): number {
  return vscode.workspace.getConfiguration('claimmark.review', scope).get('settledBy', 1);
}

/** The one review status of an annotation, with what other entries of the workspace speak against it. */
export function reviewStatusIn({ annotation, state, doubts }: AnchoredAnnotation, scope: vscode.Uri): ReviewStatus {
  return statusWith(annotation, settledBy(scope), state === 'edited', doubts);
}

/** All that the workspace says of an annotation. */
export function assessmentIn(anchored: AnchoredAnnotation, source: vscode.Uri): Assessment {
  return assessmentOf(anchored, placeOf(source), settledBy(source), anchored.doubts);
}

/** What keeps an annotation from being stated, each in a sentence without its full stop; that it is lost or edited is told elsewhere. */
export function doubtsIn(anchored: AnchoredAnnotation): readonly string[] {
  return sayAll(anchored, () => true);
}

/** The same where the reviews themselves are listed, too: without who disagrees and why. */
export function doubtsBesideReviews(anchored: AnchoredAnnotation): readonly string[] {
  return sayAll(anchored, (doubt) => doubt.why !== 'contested' || doubt.by.length === 0);
}

function sayAll(anchored: AnchoredAnnotation, isWanted: (doubt: Doubt) => boolean): readonly string[] {
  const telling = [...ownDoubts(anchored), ...(anchored.doubts ?? [])].filter(
    ({ why }) => why !== 'lost' && why !== 'edited',
  );
  return telling.filter(isWanted).map((doubt) => sayDoubt(doubt, vscode.l10n.t));
}

/** A review status in a word, for trees, hovers and bars. */
export function wordOfReviewStatus(status: ReviewStatus): string {
  return reviewStatusName(status, vscode.l10n.t);
}

/** How many annotations need a person for what, each in words. */
export function wordsOfNeeds({ lost, contested, questioned, edited, discussed }: Tally): readonly string[] {
  const { t } = vscode.l10n;
  return [
    ...(lost > 0 ? [t('{0} lost', lost)] : []),
    ...(contested > 0 ? [t('{0} contested', contested)] : []),
    ...(questioned > 0 ? [t('{0} with open questions', questioned)] : []),
    ...(edited > 0 ? [t('{0} edited', edited)] : []),
    ...(discussed > 0 ? [t('{0} with open discussions', discussed)] : []),
  ];
}

/** What a reviewer does with an annotation, as said behind their name. */
export function wordOfVerdict(verdict: Verdict): string {
  const { t } = vscode.l10n;
  return { agree: t('agrees'), disagree: t('disagrees'), unsure: t('is unsure') }[verdict];
}
