import * as vscode from 'vscode';
import type { Verdict } from '../../core/model/annotation';
import { assessmentOf, ownDoubts, statusWith, type Assessment, type Doubt } from '../../core/review/grounds';
import type { Tally } from '../../core/query/count';
import type { ReviewStatus } from '../../core/review/status';
import { reviewStatusName, sayDoubt } from '../../core/review/words';
import type { AnchoredAnnotation } from '../../core/state/sheet';
import { placeOf } from './names';

/** How many agreeing reviewers the team requires before an annotation is settled. */
export function settledBy(scope: vscode.Uri | undefined): number {
  return vscode.workspace.getConfiguration('claimmark.review', scope).get('settledBy', 1);
}

/** The review status of an annotation, including what other entries of the workspace speak against it. */
export function reviewStatusIn({ annotation, state, doubts }: AnchoredAnnotation, scope: vscode.Uri): ReviewStatus {
  return statusWith(annotation, settledBy(scope), state === 'edited', doubts);
}

/** The assessment of an annotation by the whole workspace. */
export function assessmentIn(anchored: AnchoredAnnotation, source: vscode.Uri): Assessment {
  return assessmentOf(anchored, placeOf(source), settledBy(source), anchored.doubts);
}

/** What prevents an annotation from being stated, in sentences without full stops, except that it is lost or edited. */
export function doubtsIn(anchored: AnchoredAnnotation): readonly string[] {
  return sayAll(anchored, () => true);
}

/** The same for places that list the reviews, too: without who disagrees and why. */
export function doubtsBesideReviews(anchored: AnchoredAnnotation): readonly string[] {
  return sayAll(anchored, (doubt) => doubt.why !== 'contested' || doubt.by.length === 0);
}

function sayAll(anchored: AnchoredAnnotation, isWanted: (doubt: Doubt) => boolean): readonly string[] {
  const telling = [...ownDoubts(anchored), ...(anchored.doubts ?? [])].filter(
    ({ why }) => why !== 'lost' && why !== 'edited',
  );
  return telling.filter(isWanted).map((doubt) => sayDoubt(doubt, vscode.l10n.t));
}

/** The name of a review status, for trees, hovers and bars. */
export function wordOfReviewStatus(status: ReviewStatus): string {
  return reviewStatusName(status, vscode.l10n.t);
}

/** How many annotations need a person, in words for each need. */
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

/** What a reviewer does, in words to follow their name. */
export function wordOfVerdict(verdict: Verdict): string {
  const { t } = vscode.l10n;
  return { agree: t('agrees'), disagree: t('disagrees'), unsure: t('is unsure') }[verdict];
}
