import type { Annotation } from '../model/annotation';
import type { Measure } from './measure';
import { krippendorffsAlpha } from './alpha';
import { cohensKappa, contingency } from './kappa';
import { latestReviews } from './status';

export interface PairOfReviewers {
  readonly a: string;
  readonly b: string;
  /** Of the annotations that at least one of the two judged. */
  readonly counts: { readonly same: number; readonly other: number; readonly onlyA: number; readonly onlyB: number };
  /** The part of those judged by both on which they agree, 0 to 1; absent where there is none. */
  readonly percent?: number;
  readonly kappa: Measure;
}

export interface ReviewAgreement {
  readonly reviewers: readonly string[];
  readonly pairs: readonly PairOfReviewers[];
  /** Over all reviewers and verdicts; who did not judge leaves a gap. */
  readonly alpha: Measure;
}

/** How far reviewers judge alike, by the latest verdict of each on each annotation. */
export function reviewAgreement(annotations: readonly Annotation[]): ReviewAgreement {
  const verdicts = annotations.map((annotation) => latestReviews(annotation));
  const reviewers = [...new Set(verdicts.flatMap((reviews) => [...reviews.keys()]))].sort();
  const rows = verdicts.map((reviews) => reviewers.map((reviewer) => reviews.get(reviewer)?.verdict));
  const pairs = reviewers.flatMap((a, i) =>
    reviewers.slice(i + 1).map((b, j) =>
      pairOf(
        a,
        b,
        rows.map((row) => [row[i], row[i + 1 + j]] as const),
      ),
    ),
  );
  return { reviewers, pairs, alpha: krippendorffsAlpha(rows) };
}

function pairOf(
  a: string,
  b: string,
  rows: readonly (readonly [string | undefined, string | undefined])[],
): PairOfReviewers {
  const judged = rows.flatMap(([one, other]) =>
    one !== undefined && other !== undefined ? [[one, other] as const] : [],
  );
  const same = judged.filter(([one, other]) => one === other).length;
  const counts = {
    same,
    other: judged.length - same,
    onlyA: rows.filter(([one, other]) => one !== undefined && other === undefined).length,
    onlyB: rows.filter(([one, other]) => one === undefined && other !== undefined).length,
  };
  const percent = judged.length > 0 ? { percent: same / judged.length } : {};
  return { a, b, counts, ...percent, kappa: cohensKappa(contingency(judged)) };
}
