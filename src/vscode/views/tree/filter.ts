import * as vscode from 'vscode';
import { noFilter, type Filter } from '../../../core/query/filter';
import { onOneLine } from '../../../core/text/oneLine';
import { reviewStatuses, type ReviewStatus } from '../../../core/review/status';
import { anchoredAnnotations } from '../../../core/state/sheet';
import type { Store } from '../../../core/state/store';
import { withoutIcons } from '../../ui/dialogs';
import { settledBy, reviewStatusIn, wordOfReviewStatus } from '../../ui/reviewStatus';
import { tagOf, tagsFor } from '../../ui/tags';

/** A condition of the filter that can be ticked. */
export interface FilterPick extends vscode.QuickPickItem {
  readonly tag?: string;
  readonly author?: string;
  readonly reviewStatus?: ReviewStatus;
  readonly reviewedBy?: string;
  readonly openFor?: string;
}

/** The filter that typed words and ticked conditions make. */
export function filterOf(value: string, picks: readonly FilterPick[]): Filter {
  return {
    ...noFilter,
    text: value.trim(),
    tags: picks.flatMap(({ tag }) => tag ?? []),
    authors: picks.flatMap(({ author }) => author ?? []),
    reviewStatuses: picks.flatMap(({ reviewStatus }) => reviewStatus ?? []),
    settledBy: settledBy(undefined),
    reviewedBy: picks.flatMap(({ reviewedBy }) => reviewedBy ?? []),
    openFor: picks.flatMap(({ openFor }) => openFor ?? []),
  };
}

export function isTicked(pick: FilterPick, filter: Filter): boolean {
  const among = <T>(value: T | undefined, list: readonly T[]): boolean => value !== undefined && list.includes(value);
  return (
    among(pick.tag, filter.tags) ||
    among(pick.author, filter.authors) ||
    among(pick.reviewStatus, filter.reviewStatuses) ||
    among(pick.reviewedBy, filter.reviewedBy) ||
    among(pick.openFor, filter.openFor)
  );
}

/** What there is to tick, each with how many annotations it stands for; what the filter already asks for is among it. */
export function filterPicks(store: Store, filter: Filter): FilterPick[] {
  const { tags, authors, reviewers, byReviewStatus } = count(store, filter);
  const { t } = vscode.l10n;
  const known = tagsFor(undefined);
  const face = (id: string): string => `$(${tagOf(id, known).icon}) ${tagOf(id, known).label}`;
  const used = reviewStatuses.filter(
    (reviewStatus) => byReviewStatus.has(reviewStatus) || filter.reviewStatuses.includes(reviewStatus),
  );
  return [
    ...group(t('Tags'), tags, (tag) => ({ label: face(tag), tag })),
    ...group(t('Authors'), authors, (author) => ({
      label: `$(account) ${withoutIcons(onOneLine(author)) || t('Without an author')}`,
      author,
    })),
    ...group(
      t('Reviews'),
      used.map((reviewStatus) => [reviewStatus, byReviewStatus.get(reviewStatus) ?? 0] as const),
      (reviewStatus) => ({ label: wordOfReviewStatus(reviewStatus), reviewStatus }),
    ),
    ...group(t('Reviewers'), reviewers, (person) => ({ label: t('reviewed by {0}', person), reviewedBy: person })),
    ...group('', reviewers, (person) => ({ label: t('not reviewed by {0}', person), openFor: person })).map(
      ({ description, ...pick }) => (void description, pick),
    ),
  ];
}

function group<T>(
  label: string,
  values: Iterable<readonly [T, number]>,
  pickOf: (value: T) => FilterPick,
): FilterPick[] {
  const picks = [...values].map(([value, count]) => ({
    ...pickOf(value),
    description: String(count),
    alwaysShow: true,
  }));
  if (picks.length === 0 || label === '') return picks;
  return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...picks];
}

function count(
  store: Store,
  filter: Filter,
): Record<'tags' | 'authors' | 'reviewers', Map<string, number>> & {
  byReviewStatus: Map<ReviewStatus, number>;
} {
  const asked = (...values: readonly string[]): Map<string, number> => new Map(values.map((value) => [value, 0]));
  const me = vscode.workspace.getConfiguration('claimmark').get('author', '').trim();
  const tags = asked(...filter.tags);
  const authors = asked(...filter.authors);
  const reviewers = asked(...filter.reviewedBy, ...filter.openFor, ...(me ? [me] : []));
  const byReviewStatus = new Map<ReviewStatus, number>();
  for (const sheet of store.all()) {
    const scope = vscode.Uri.parse(sheet.source);
    for (const mark of anchoredAnnotations(sheet)) {
      const { tag, by = '', reviews = [] } = mark.annotation;
      add(tags, tag);
      add(authors, by);
      add(byReviewStatus, reviewStatusIn(mark, scope));
      for (const person of new Set(reviews.map((review) => review.by))) add(reviewers, person);
    }
  }
  return { tags, authors, reviewers, byReviewStatus };
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
