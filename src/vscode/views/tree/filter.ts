import * as vscode from 'vscode';
import { attentionAt, attentions, type Attention } from '../../../core/query/attention';
import {
  features,
  hasFeature,
  noFilter,
  sourceStates,
  type Feature,
  type Filter,
  type SourceState,
} from '../../../core/query/filter';
import { onOneLine } from '../../../core/text/oneLine';
import { reviewStatuses, type ReviewStatus } from '../../../core/review/status';
import { anchoredAnnotations } from '../../../core/state/sheet';
import type { Store } from '../../../core/state/store';
import { separator, withoutIcons } from '../../ui/dialogs';
import { placeOf } from '../../ui/names';
import { settledBy, reviewStatusIn, wordOfReviewStatus } from '../../ui/reviewStatus';
import { tagOf, tagsFor } from '../../ui/tags';

/** The lists of a filter, each with any number of ticked values. */
type ListName = Exclude<keyof Filter, 'text' | 'settledBy'>;

const lists = [
  'needs',
  'features',
  'tags',
  'speakers',
  'authors',
  'sources',
  'folders',
  'reviewStatuses',
  'reviewedBy',
  'openFor',
] as const satisfies readonly ListName[];

/** A condition that can be ticked: a value of a list. */
export interface FilterPick extends vscode.QuickPickItem {
  readonly list?: ListName;
  readonly value?: string;
}

/** Makes a filter of typed words and ticked conditions. */
export function filterOf(value: string, picks: readonly FilterPick[]): Filter {
  const ticked = (name: ListName): readonly string[] =>
    picks.flatMap((pick) => (pick.list === name && pick.value !== undefined ? [pick.value] : []));
  const asked = Object.fromEntries(lists.map((name) => [name, ticked(name)])) as unknown as Filter;
  return { ...noFilter, ...asked, text: value.trim(), settledBy: settledBy(undefined) };
}

export function isTicked({ list, value }: FilterPick, filter: Filter): boolean {
  const values: readonly string[] = list === undefined ? [] : filter[list];
  return value !== undefined && values.includes(value);
}

/** A filter in words. */
export function wordsOfFilter(filter: Filter): string {
  const parts = lists.map((list) => filter[list].map((value) => wordsOf(list, value)).join(', '));
  const text = filter.text.trim();
  return [text ? `“${text}”` : '', ...parts].filter((part) => part !== '').join(' · ');
}

/** What filters need to know: the person, and the state of sources. */
export interface Asker {
  person(): string;
  stateOf(source: string): SourceState | undefined;
}

/** The conditions to tick, with the number of annotations for each; including all of the present filter. */
export function filterPicks(store: Store, filter: Filter, asker: Asker): FilterPick[] {
  const person = asker.person();
  const counts = count(store, filter, asker);
  return lists.flatMap((list) => {
    const values = inOrder(list, counts[list], person);
    if (values.length === 0) return [];
    const picks = values.map(([value, many]): FilterPick => ({
      list,
      value,
      label: iconOf(list, value) + labelOf(list, value, person),
      ...(many === undefined ? {} : { description: String(many) }),
      alwaysShow: true,
    }));
    const title = titleOf(list);
    return title === '' ? picks : [separator(title), ...picks];
  });
}

type Counts = Readonly<Record<ListName, Map<string, number | undefined>>>;

/** Sorts the values of a list: in its own order if it has one, one's own name first, names by count. */
function inOrder(
  list: ListName,
  counts: Counts[ListName],
  person: string,
): readonly (readonly [string, number | undefined])[] {
  const values = [...counts];
  const order: Partial<Record<ListName, readonly string[]>> = {
    needs: attentions,
    features,
    sources: sourceStates,
    reviewStatuses,
    tags: tagsFor(undefined).map((tag) => tag.id),
    ...(person === '' ? {} : { authors: [person] }),
  };
  const rank = (value: string): number => {
    const at = order[list]?.indexOf(value) ?? -1;
    return at < 0 ? Infinity : at;
  };
  const compare = (a: string, b: string): number => (rank(a) === rank(b) ? 0 : rank(a) - rank(b));
  const isByCount = list === 'speakers' || list === 'authors';
  return values.sort(([a, m = 0], [b, n = 0]) => compare(a, b) || (isByCount ? n - m : 0));
}

function titleOf(list: ListName): string {
  const { t } = vscode.l10n;
  return {
    needs: t('Needs attention'),
    features: t('Has'),
    tags: t('Tags'),
    speakers: t('Speakers'),
    authors: t('Authors'),
    sources: t('Sources'),
    folders: t('Folders'),
    reviewStatuses: t('Reviews'),
    reviewedBy: t('Reviewers'),
    openFor: '',
  }[list];
}

function iconOf(list: ListName, value: string): string {
  if (list === 'tags') return `$(${tagOf(value, tagsFor(undefined)).icon}) `;
  const icons: Partial<Record<ListName, string>> = { authors: 'account', speakers: 'comment', folders: 'folder' };
  const icon = icons[list];
  return icon === undefined ? '' : `$(${icon}) `;
}

/** A condition in words; `person` works in this window, and their annotations are called theirs. */
function wordsOf(list: ListName, value: string, person = ''): string {
  const { t } = vscode.l10n;
  const name = withoutIcons(onOneLine(value));
  switch (list) {
    case 'needs':
      return wordOfNeed(value as Attention);
    case 'features':
      return wordOfFeature(value as Feature);
    case 'tags':
      return tagOf(value, tagsFor(undefined)).label;
    case 'speakers':
      return name || t('Without a speaker');
    case 'authors':
      return name === '' ? t('Without an author') : value === person ? t('Mine ({0})', name) : name;
    case 'sources':
      return value === 'finished' ? t('in finished sources') : t('in sources begun and not finished');
    case 'folders':
      return withoutIcons(placeOf(vscode.Uri.parse(value)));
    case 'reviewStatuses':
      return wordOfReviewStatus(value as ReviewStatus);
    case 'reviewedBy':
      return t('reviewed by {0}', name);
    case 'openFor':
      return t('not reviewed by {0}', name);
  }
}

/** The same for a row of a list: with a capital unless it is a name. */
function labelOf(list: ListName, value: string, person: string): string {
  const words = wordsOf(list, value, person);
  const isName = list === 'tags' || list === 'speakers' || list === 'authors' || list === 'folders';
  return isName ? words : capital(words);
}

export const capital = (words: string): string =>
  words.charAt(0).toLocaleUpperCase(vscode.env.language) + words.slice(1);

function wordOfNeed(need: Attention): string {
  const { t } = vscode.l10n;
  return {
    lost: t('lost'),
    contested: t('contested'),
    questioned: t('with an open question'),
    edited: t('edited'),
    none: t('nothing to look at'),
  }[need];
}

function wordOfFeature(feature: Feature): string {
  const { t } = vscode.l10n;
  return {
    evidence: t('with evidence'),
    'no evidence': t('without evidence'),
    note: t('with a note'),
    'no note': t('without a note'),
    number: t('with a number'),
    discussed: t('with an open discussion'),
  }[feature];
}

function count(store: Store, filter: Filter, { person, stateOf }: Asker): Counts {
  const asked = lists.map((list) => [list, new Map(filter[list].map((value) => [value, 0]))] as const);
  const counts = Object.fromEntries(asked) as unknown as Counts;
  for (const sheet of store.all()) {
    const scope = vscode.Uri.parse(sheet.source);
    const folder = vscode.Uri.joinPath(scope, '..').toString();
    const state = stateOf(sheet.source);
    anchoredAnnotations(sheet).forEach((anchored, index) => {
      const { annotation } = anchored;
      const need = attentionAt(sheet, index);
      if (need !== 'none') add(counts.needs, need);
      for (const feature of features) if (hasFeature(annotation, feature)) add(counts.features, feature);
      add(counts.tags, annotation.tag);
      add(counts.speakers, annotation.speaker ?? '');
      add(counts.authors, annotation.by ?? '');
      if (state) add(counts.sources, state);
      add(counts.folders, folder);
      add(counts.reviewStatuses, reviewStatusIn(anchored, scope));
      for (const by of new Set((annotation.reviews ?? []).map((review) => review.by))) add(counts.reviewedBy, by);
    });
  }
  // A single folder is no choice.
  if (counts.folders.size === 1 && filter.folders.length === 0) counts.folders.clear();
  const self = person();
  for (const by of [...counts.reviewedBy.keys(), ...(self === '' ? [] : [self])]) counts.openFor.set(by, undefined);
  return counts;
}

function add(counts: Map<string, number | undefined>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
