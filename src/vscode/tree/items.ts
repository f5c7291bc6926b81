import * as vscode from 'vscode';
import { hitsIn, isEmpty } from '../../core/query/filter';
import type { Offer } from '../../core/state/suggestions';
import { bar, onOneLine } from '../../core/text/oneLine';
import type { Look, Summary } from '../../core/query/group';
import type { Attention, Count } from '../../core/query/count';
import type { Mark } from '../../core/state/sheet';
import { baseName } from '../storage/names';
import { standingOf, wordOf } from '../ui/reviewStatus';
import { tagOf, tagsFor, type Tag } from '../ui/tags';
import { attentionIcon, attentionOf, iconOf, lineOf } from '../ui/icons';
import { progressOf } from '../views/tree/suggestionRows';
import { idOf, type AnnotationNode, type MoreNode, type ShelfNode, type SummaryNode } from '../ui/treeNodes';

/** An item for a node, without its tooltip, which is made when somebody asks for it. */
function itemFor(
  node: AnnotationNode | ShelfNode | MoreNode | SummaryNode,
  label: string | vscode.TreeItemLabel,
  state = vscode.TreeItemCollapsibleState.None,
): vscode.TreeItem {
  return Object.assign(new vscode.TreeItem(label, state), { id: idOf(node) });
}

/** The line that says how much is decided, with a bar. */
export function summaryItem(node: SummaryNode, summary: Summary, offers: readonly Offer[]): vscode.TreeItem {
  const { t } = vscode.l10n;
  const { count, decided } = summary.shown;
  const words = t('{0} of {1} decided', decided, count);
  const needs = [
    ...(summary.lost > 0 ? [t('{0} lost', summary.lost)] : []),
    ...(summary.contested > 0 ? [t('{0} contested', summary.contested)] : []),
    ...(summary.edited > 0 ? [t('{0} edited', summary.edited)] : []),
    ...progressOf(offers),
  ];
  const item = itemFor(node, `${bar(decided, count, 6)} ${words}`);
  item.description = needs.join(' · ');
  item.contextValue = 'summary';
  item.tooltip = t('Decided is what stands on its words and is not tagged as unconfirmed.');
  item.accessibilityInformation = { label: [words, ...needs].join(', ') };
  return item;
}

export function shelfItem(
  node: ShelfNode,
  look: Look,
  counts: Count,
  { isOpen, offered }: { readonly isOpen: boolean; readonly offered: number },
): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const { label, description, icon, context } = shelfFace(node, look, counts);
  const item = itemFor(node, label, counts.count + offered === 0 ? None : isOpen ? Expanded : Collapsed);
  // What is open and closed is remembered by id; a filtered tree opens by itself and leaves the other as it was.
  if (!isEmpty(look.filter)) item.id = `${idOf(node)}?`;
  const parts = offered > 0 ? [vscode.l10n.t('{0} suggested', offered)] : [];
  item.description = (counts.count > 0 || offered === 0 ? [description, ...parts] : parts).join(' · ');
  item.iconPath = icon;
  item.contextValue = context;
  const word = vscode.l10n.t('{0}, annotations: {1}', label, item.description);
  item.accessibilityInformation = { label: word };
  return item;
}

interface Face {
  readonly label: string;
  readonly description: string;
  readonly icon: vscode.ThemeIcon;
  readonly context: string;
}

function shelfFace({ shelf, source }: ShelfNode, { by }: Look, { count, decided }: Count): Face {
  const { t } = vscode.l10n;
  if (!('value' in shelf)) return attentionFace(shelf.shelf, count);
  const share = t('{0} of {1} decided', decided, count);
  if (source !== undefined) {
    return {
      label: baseName(vscode.Uri.parse(source)),
      description: share,
      icon: new vscode.ThemeIcon('file-text'),
      context: 'source',
    };
  }
  if (by === 'tag') {
    const tag = tagOf(shelf.value, tagsFor(undefined));
    return { label: tag.label, description: String(count), icon: iconOf(tag), context: 'tag' };
  }
  const nobody = by === 'author' ? t('Without an author') : t('Without a speaker');
  const icon = new vscode.ThemeIcon(by === 'author' ? 'account' : 'comment');
  return { label: onOneLine(shelf.value) || nobody, description: share, icon, context: by };
}

function attentionFace(shelf: Exclude<Attention, 'none'>, count: number): Face {
  const { t } = vscode.l10n;
  const labels = { lost: t('Lost'), contested: t('Contested'), edited: t('Edited since tagged') };
  return { label: labels[shelf], description: String(count), icon: attentionIcon(shelf), context: shelf };
}

/** A row for an annotation: its words; then place, tag and speaker as far as the rows around it leave them open. */
export function annotationItem(
  node: AnnotationNode,
  mark: Mark,
  look: Look | undefined,
  tags: readonly Tag[],
): vscode.TreeItem {
  const { annotation } = mark;
  const uri = vscode.Uri.parse(node.source);
  const tag = tagOf(annotation.tag, tags);
  const attention = attentionOf(mark);
  const label = onOneLine(annotation.text) || vscode.l10n.t('(blank)');
  const highlights = look ? hitsIn(label, look.filter).map(({ from, to }): [number, number] => [from, to]) : [];
  const item = itemFor(node, { label, highlights });
  const line = lineOf(node.source, mark);
  const place = line === undefined ? '' : vscode.l10n.t('line {0}', line);
  const isAlone = look !== undefined && (look.by !== 'source' || attention !== 'none');
  const hidesTag = look?.by === 'tag' && attention === 'none';
  const parts = [
    look ? '' : stateOf(attention),
    reviewed(mark, uri),
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
  item.accessibilityInformation = { label: spoken(mark, tag.label, uri, line) };
  return item;
}

function stateOf(attention: Attention): string {
  if (attention === 'lost') return vscode.l10n.t('lost');
  return attention === 'edited' ? vscode.l10n.t('edited') : '';
}

/** Its standing among reviewers; nothing where nobody has reviewed it, or its words have changed anyway. */
function reviewed(mark: Mark, source: vscode.Uri): string {
  const standing = standingOf(mark, source);
  return standing === 'unreviewed' || attentionOf(mark) === 'edited' ? '' : wordOf(standing);
}

/** An annotation in a sentence. */
function spoken(mark: Mark, tag: string, source: vscode.Uri, line: number | undefined): string {
  const { t } = vscode.l10n;
  const file = baseName(source);
  const review = reviewed(mark, source);
  const { text, speaker, by } = mark.annotation;
  const words = onOneLine(text, 200);
  const what =
    line === undefined
      ? t('{0} in {1}: {2}', tag, file, stopped(words))
      : t('{0} in {1}, line {2}: {3}', tag, file, line, stopped(words));
  const attention = attentionOf(mark);
  return [
    attention === 'lost' ? t('Lost.') : attention === 'edited' ? t('Edited since tagged.') : '',
    what,
    speaker ? t('Said by {0}.', onOneLine(speaker)) : '',
    by ? t('Tagged by {0}.', onOneLine(by)) : '',
    review ? t('Review: {0}.', review) : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Words as a sentence, so that what is read out after them is another one. */
const stopped = (words: string): string => (/[.!?…][”"’»)]*$/.test(words) ? words : `${words}.`);

export function moreItem(node: MoreNode): vscode.TreeItem {
  const item = itemFor(node, vscode.l10n.t('Show more'));
  item.description = vscode.l10n.t('{0} left', node.left);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: 'claimmark.showMore', title: vscode.l10n.t('Show More'), arguments: [node] };
  return item;
}
