import * as vscode from 'vscode';
import type { Annotation } from '../../../core/model/annotation';
import type { Attention, Head } from '../../../core/query/attention';
import type { Count } from '../../../core/query/count';
import { hitsIn, isEmpty } from '../../../core/query/filter';
import type { Layout, Summary } from '../../../core/query/group';
import { severityOf } from '../../../core/sidecar/problem';
import type { Sidecar } from '../../../core/sidecar/read';
import { anchoredAnnotation, wordsNow, type AnchoredAnnotation, type Sheet } from '../../../core/state/sheet';
import type { Store } from '../../../core/state/store';
import type { PendingSuggestions } from '../../../core/state/suggestions';
import { lineStarts, placeAt } from '../../../core/text/lines';
import { bar, onOneLine } from '../../../core/text/oneLine';
import { baseName, placeOf, sidecarOf } from '../../ui/names';
import { attentionIcon, attentionOf, iconOf, iconOfSources, lineOf } from '../../ui/icons';
import { reviewStatusIn, wordOfReviewStatus, wordsOfNeeds } from '../../ui/reviewStatus';
import { tagOf, tagsFor, type Tag } from '../../ui/tags';
import {
  idOf,
  type AnnotationNode,
  type MoreNode,
  type GroupNode,
  type SourceNode,
  type SourcesNode,
  type StepNode,
  type SummaryNode,
  type TroubleNode,
  type TreeNode,
} from '../../ui/treeNodes';
import type { Outline } from './outline';
import { signsOfEvidence, wordsOfEvidence } from '../../ui/stances';
import { progressOf, suggestionItem, suggestionsItem, type OpenSuggestions } from './suggestionRows';
import { tooltipOf } from './tooltip';

/** An item for a node, without its tooltip, which is made on request. */
function itemFor(
  node: AnnotationNode | GroupNode | MoreNode | SummaryNode,
  label: string | vscode.TreeItemLabel,
  state = vscode.TreeItemCollapsibleState.None,
): vscode.TreeItem {
  return Object.assign(new vscode.TreeItem(label, state), { id: idOf(node) });
}

/** The line with the progress: of the workspace with its queue of sources, or of one source. */
export function summaryItem(
  node: SummaryNode,
  summary: Summary,
  pending: readonly PendingSuggestions[],
  queue?: Queue,
): vscode.TreeItem {
  const { t } = vscode.l10n;
  const { count, checked } = summary.shown;
  const share = t('{0} of {1} checked', checked, count);
  const drawn = `${bar(checked, count, 6)} ${share}`;
  const { toReview = 0, finished = 0 } = queue ?? {};
  const more = [
    ...(finished > 0 ? [t('{0} finished', finished)] : []),
    ...(toReview > 0 ? [t('{0} to review', toReview)] : []),
    ...wordsOfNeeds(summary),
    ...progressOf(pending),
  ];
  const state = vscode.TreeItemCollapsibleState[queue?.steps ? 'Expanded' : 'None'];
  const item = itemFor(node, queue ? wordsOfBegun(queue) : drawn, state);
  item.description = [...(queue ? [drawn] : []), ...more].join(' · ');
  item.contextValue = 'summary';
  const words = [...(queue ? [wordsOfBegun(queue)] : []), share, ...more];
  const meaning = t(
    'An annotation is checked if its words are unchanged, it is not tagged as unconfirmed and it is not contested.',
  );
  item.tooltip = [...words, meaning].join('\n');
  item.accessibilityInformation = { label: words.join(', ') };
  return item;
}

function wordsOfBegun({ begun, all }: Queue): string {
  const { t } = vscode.l10n;
  return all === undefined ? t('{0} begun', begun) : t('{0} of {1} begun', begun, all);
}

/** The states of the workspace's sources. */
interface Queue {
  /** Undefined until the workspace has been searched. */
  readonly all: number | undefined;
  readonly begun: number;
  readonly finished: number;
  readonly toReview: number;
  /** Whether there are rows for next steps. */
  readonly steps: boolean;
}

/** The row over the sources in one state. */
export function sourcesItem(node: SourcesNode, count: number): vscode.TreeItem {
  const { t } = vscode.l10n;
  const { label, tooltip, spoken } = {
    untouched: {
      label: t('Untouched'),
      tooltip: t('Texts in the workspace in which nothing is tagged yet; claimmark.sources says which texts count.'),
      spoken: t('Untouched sources: {0}', count),
    },
    begun: {
      label: t('Begun'),
      tooltip: t('Sources in which something was tagged or dismissed, not yet marked as finished.'),
      spoken: t('Sources begun and not finished: {0}', count),
    },
    finished: {
      label: t('Finished'),
      tooltip: t('Sources marked as finished whose text has not changed since.'),
      spoken: t('Finished sources: {0}', count),
    },
  }[node.which];
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = idOf(node);
  item.description = String(count);
  item.iconPath = iconOfSources(node.which);
  item.contextValue = node.which;
  item.tooltip = tooltip;
  item.accessibilityInformation = { label: spoken };
  return item;
}

/** A source in a list of sources. */
export function sourceItem(node: SourceNode, name: string, title: string | undefined): vscode.TreeItem {
  const uri = vscode.Uri.parse(node.source);
  const item = new vscode.TreeItem(title ?? baseName(uri));
  item.id = idOf(node);
  item.description =
    title !== undefined ? name : name === baseName(uri) ? '' : name.slice(0, -baseName(uri).length - 1);
  item.tooltip = title === undefined ? name : `${title}\n${name}`;
  item.iconPath = node.which === 'finished' ? iconOfSources(node.which) : new vscode.ThemeIcon('file-text');
  item.contextValue = node.which === 'finished' ? 'source.finished' : 'source';
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri] };
  return item;
}

/** The title of a source from its sidecar, on one line. */
export function titleOf(store: Store, source: string): string | undefined {
  const title = onOneLine(store.get(source)?.about.title ?? '');
  return title === '' ? undefined : title;
}

/** The state of a group: whether it is open, its number of suggestions, and what is known of its source. */
interface GroupState {
  readonly isOpen: boolean;
  readonly offered: number;
  readonly title: string | undefined;
  readonly isFinished: boolean;
}

export function groupItem(
  node: GroupNode,
  layout: Layout,
  counts: Count,
  { isOpen, offered, title, isFinished }: GroupState,
): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const { label, description, icon, context } = groupFace(node, layout, counts);
  const item = itemFor(node, title ?? label, counts.count + offered === 0 ? None : isOpen ? Expanded : Collapsed);
  // VS Code remembers by id which rows are open; a filtered tree has other ids, so the full tree keeps its state.
  if (!isEmpty(layout.filter)) item.id = `${idOf(node)}?`;
  const parts = [
    ...(title === undefined ? [] : [label]),
    ...(counts.count > 0 || offered === 0 ? [description] : []),
    ...(offered > 0 ? [vscode.l10n.t('{0} suggested', offered)] : []),
  ];
  // The icon tells that it is finished.
  item.description = parts.join(' · ');
  item.iconPath = isFinished ? iconOfSources('finished') : icon;
  item.contextValue = isFinished ? `${context}.finished` : context;
  if (isFinished) parts.push(vscode.l10n.t('finished'));
  item.tooltip = [title ?? label, ...parts].join('\n');
  const word = vscode.l10n.t('{0}, annotations: {1}', title ?? label, parts.join(' · '));
  item.accessibilityInformation = { label: word };
  return item;
}

interface Face {
  readonly label: string;
  readonly description: string;
  readonly icon: vscode.ThemeIcon;
  readonly context: string;
}

function groupFace({ group, source }: GroupNode, { by }: Layout, { count, checked }: Count): Face {
  const { t } = vscode.l10n;
  if ('need' in group) return attentionFace(group.need, count);
  const share = t('{0} of {1} checked', checked, count);
  if (source !== undefined) {
    return {
      label: baseName(vscode.Uri.parse(source)),
      description: share,
      icon: new vscode.ThemeIcon('file-text'),
      context: 'source',
    };
  }
  if (by === 'tag') {
    const tag = tagOf(group.value, tagsFor(undefined));
    return { label: tag.label, description: String(count), icon: iconOf(tag), context: 'tag' };
  }
  if (by === 'cluster') {
    const label = group.value === '' ? t('Not linked') : t('Linked');
    return { label, description: share, icon: new vscode.ThemeIcon('link'), context: by };
  }
  const nobody = by === 'author' ? t('Without an author') : t('Without a speaker');
  const icon = new vscode.ThemeIcon(by === 'author' ? 'account' : 'comment');
  return { label: onOneLine(group.value) || nobody, description: share, icon, context: by };
}

function attentionFace(head: Head, count: number): Face {
  const { t } = vscode.l10n;
  const labels = {
    lost: t('Lost'),
    contested: t('Contested'),
    questioned: t('Open questions'),
    edited: t('Edited since tagged'),
    discussed: t('Open discussions'),
  };
  const icon = head === 'discussed' ? new vscode.ThemeIcon('comment-discussion') : attentionIcon(head);
  return { label: labels[head], description: String(count), icon, context: head };
}

/**
 * A row for an annotation: the signs of its evidence and its words; then place, tag and speaker unless the rows around
 * it give them. A side bar of usual width shows little more than the words.
 */
function annotationItem(
  node: AnnotationNode,
  anchored: AnchoredAnnotation,
  layout: Layout | undefined,
  { tags, words }: { readonly tags: readonly Tag[]; readonly words: string },
): vscode.TreeItem {
  const { annotation } = anchored;
  const uri = vscode.Uri.parse(node.source);
  const tag = tagOf(annotation.tag, tags);
  const attention = attentionOf(anchored);
  const signs = signsOfEvidence(annotation.evidence ?? []);
  const label = `${signs} ${onOneLine(words) || vscode.l10n.t('(blank)')}`.trimStart();
  const highlights = layout ? hitsIn(label, layout.filter).map(({ from, to }): [number, number] => [from, to]) : [];
  const item = itemFor(node, { label, highlights });
  const line = lineOf(node.source, anchored);
  const place = line === undefined ? '' : vscode.l10n.t('line {0}', line);
  const isAlone = layout !== undefined && (layout.by !== 'source' || node.need !== undefined);
  const hidesTag = layout?.by === 'tag' && node.need === undefined;
  const parts = [
    node.need === undefined ? stateOf(attention) : '',
    node.need === 'discussed' ? saidLast(annotation) : '',
    reviewed(anchored, uri),
    evidenced(annotation),
    isAlone ? baseName(uri) : '',
    place,
    hidesTag ? '' : tag.label,
    annotation.speaker ?? '',
  ];
  item.description = onOneLine(parts.filter((part) => part !== '').join(' · '), 120);
  item.iconPath = iconOf(tag, attention);
  item.contextValue = `annotation.${attention}`;
  // The focus stays in the tree, so that the next key acts on the row.
  item.command = { command: 'claimmark.open', title: vscode.l10n.t('Show in Source'), arguments: [node, 'stay'] };
  item.accessibilityInformation = { label: spoken(anchored, words, tag.label, uri, line) };
  return item;
}

function saidLast({ discussion = [] }: Annotation): string {
  const last = discussion.at(-1);
  return last ? `${last.by}: ${onOneLine(last.note, 60)}` : '';
}

function stateOf(attention: Attention): string {
  if (attention === 'lost') return vscode.l10n.t('lost');
  return attention === 'edited' ? vscode.l10n.t('edited') : '';
}

/** The review status; empty if nobody has reviewed it, or its words have been edited anyway. */
function reviewed(anchored: AnchoredAnnotation, source: vscode.Uri): string {
  const status = reviewStatusIn(anchored, source);
  return status === 'unreviewed' || attentionOf(anchored) === 'edited' ? '' : wordOfReviewStatus(status);
}

/** The evidence in words, by stance. */
function evidenced({ evidence = [] }: Annotation): string {
  return evidence.length === 0 ? '' : vscode.l10n.t('Evidence: {0}', wordsOfEvidence(evidence));
}

/** An annotation in a sentence, with the words of its row. */
function spoken(
  anchored: AnchoredAnnotation,
  text: string,
  tag: string,
  source: vscode.Uri,
  line: number | undefined,
): string {
  const { t } = vscode.l10n;
  const file = baseName(source);
  const review = reviewed(anchored, source);
  const { speaker, by } = anchored.annotation;
  const words = onOneLine(text, 200);
  const what =
    line === undefined
      ? t('{0} in {1}: {2}', tag, file, stopped(words))
      : t('{0} in {1}, line {2}: {3}', tag, file, line, stopped(words));
  const attention = attentionOf(anchored);
  return [
    attention === 'lost' ? t('Lost.') : attention === 'edited' ? t('Edited since tagged.') : '',
    what,
    speaker ? t('Said by {0}.', onOneLine(speaker)) : '',
    by ? t('Tagged by {0}.', onOneLine(by)) : '',
    stopped(evidenced(anchored.annotation)),
    review ? t('Review: {0}.', review) : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Ends words like a sentence, so that what is read aloud after them is separate. */
const stopped = (words: string): string => (words === '' || /[.!?…][”"’»)]*$/.test(words) ? words : `${words}.`);

function moreItem(node: MoreNode): vscode.TreeItem {
  const item = itemFor(node, vscode.l10n.t('Show more'));
  item.description = vscode.l10n.t('{0} left', node.left);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: 'claimmark.showMore', title: vscode.l10n.t('Show More'), arguments: [node] };
  return item;
}

/** Whether a source's sidecar can't be written, so that it needs a person. */
export function isTroubled({ sidecar }: Sheet): boolean {
  return sidecar !== undefined && sidecar.state !== 'writable';
}

/** A row for a sidecar that needs a person: says what is wrong, and opens it there on a click. */
function troubleItem(node: TroubleNode, sidecar: Sidecar): vscode.TreeItem {
  const file = sidecarOf(vscode.Uri.parse(node.source));
  const first = sidecar.problems.find((problem) => severityOf(problem) === 'error') ?? sidecar.problems[0];
  const place = placeAt(lineStarts(sidecar.text), first?.span.from ?? 0);
  const at = new vscode.Position(place.line - 1, place.column - 1);
  const item = new vscode.TreeItem(baseName(file));
  item.id = idOf(node);
  item.description = wordsOf(sidecar.state, place.line);
  item.tooltip = `${placeOf(file)}: ${item.description}`;
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('errorForeground'));
  item.contextValue = `trouble.${sidecar.state}`;
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Open Sidecar'),
    arguments: [file, { selection: new vscode.Range(at, at) }],
  };
  return item;
}

function wordsOf(state: Sidecar['state'], line: number): string {
  return {
    conflicted: vscode.l10n.t('has conflict markers from a merge'),
    newer: vscode.l10n.t('was written by a newer Claimmark: read only'),
    broken: vscode.l10n.t('can’t be read, line {0}', line),
    writable: vscode.l10n.t('can’t be read, line {0}', line),
  }[state];
}

/** What rows are made from. */
export interface Basis {
  readonly store: Store;
  readonly outline: Outline;
  readonly suggestions: OpenSuggestions;
}

/** A row that both trees have, in its present state; an empty one if it has gone. Without a layout, all are in one source. */
export function rowItem(
  { store, outline, suggestions }: Basis,
  node: Exclude<TreeNode, GroupNode | SummaryNode | SourcesNode | SourceNode | StepNode>,
  layout: Layout | undefined,
): vscode.TreeItem {
  switch (node.kind) {
    case 'more':
      return moreItem(node);
    case 'trouble': {
      const sidecar = store.get(node.source)?.sidecar;
      return sidecar ? troubleItem(node, sidecar) : new vscode.TreeItem('');
    }
    case 'suggestions':
      return suggestionsItem(node, suggestions.in(node.source));
    case 'suggestion': {
      const offered = suggestions.find(node.source, node.name);
      return offered ? suggestionItem(node, offered) : new vscode.TreeItem('');
    }
    case 'annotation': {
      const anchored = anchoredAnnotation(store.get(node.source), node.id);
      const tags = outline.tagsOf(vscode.Uri.parse(node.source));
      return anchored
        ? annotationItem(node, anchored, layout, { tags, words: wordsOfRow(store, node, anchored) })
        : new vscode.TreeItem('');
    }
  }
}

/** Adds the tooltip to an annotation's row, on request. */
export function withTooltip(store: Store, item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
  const anchored = node.kind === 'annotation' ? anchoredAnnotation(store.get(node.source), node.id) : undefined;
  if (anchored && node.kind === 'annotation') item.tooltip = tooltipOf(store, node.source, anchored);
  return item;
}

/** The present words in the source if they were edited, else those of the annotation. */
function wordsOfRow(store: Store, { source }: AnnotationNode, anchored: AnchoredAnnotation): string {
  const sheet = store.get(source);
  return (anchored.state === 'edited' && sheet && wordsNow(sheet, anchored)) || anchored.annotation.text;
}
