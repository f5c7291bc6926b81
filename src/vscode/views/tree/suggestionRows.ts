import * as vscode from 'vscode';
import type { Suggestion } from '../../../core/detect/suggestion';
import type { PendingSuggestions } from '../../../core/state/suggestions';
import { onOneLine } from '../../../core/text/oneLine';
import { toRange } from '../../ui/convert';
import { baseName } from '../../ui/names';
import { reasonsOf, wordOfKind } from '../../suggestions/reasons';
import { nameOf, speakerIn, type OfferedSuggestion, type Suggestions } from '../../suggestions/suggestions';
import { idOf, type SuggestionNode, type SuggestionsNode } from '../../ui/treeNodes';

/** What the trees need of suggestions. */
export type OpenSuggestions = Pick<Suggestions, 'in' | 'find' | 'sources'>;

/** The row over a source's suggestions; none if all are decided or none are known. */
export function suggestionsIn(suggestions: OpenSuggestions, source: string): SuggestionsNode[] {
  return suggestions.in(source).open.length > 0 ? [{ kind: 'suggestions', source }] : [];
}

export function suggestionNodes(suggestions: OpenSuggestions, { source }: SuggestionsNode): SuggestionNode[] {
  return suggestions.in(source).open.map((suggestion) => ({ kind: 'suggestion', source, name: nameOf(suggestion) }));
}

/** How many suggestions are decided, shown or not, as counted in triage; empty if there are none. */
export function progressOf(pending: readonly PendingSuggestions[]): string[] {
  const decided = pending.reduce((sum, one) => sum + one.decided, 0);
  const open = pending.reduce((sum, one) => sum + one.all.length, 0);
  return open + decided === 0 ? [] : [vscode.l10n.t('suggestions: {0} of {1} decided so far', decided, open + decided)];
}

export function suggestionsItem(node: SuggestionsNode, { open, all, decided }: PendingSuggestions): vscode.TreeItem {
  const { t } = vscode.l10n;
  const item = new vscode.TreeItem(t('Suggestions'), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = idOf(node);
  const more = all.length - open.length;
  item.description = [
    t('{0} of {1} decided', decided, decided + all.length),
    ...(more > 0 ? [t('{0} not marked', more)] : []),
  ].join(' · ');
  item.iconPath = new vscode.ThemeIcon('lightbulb');
  item.contextValue = more > 0 ? 'suggestions.more' : 'suggestions';
  item.tooltip = t('What looks like a claim, a quote or a doubt and is not decided yet.');
  const words = t(
    'Suggestions in {0}: {1} left, {2} decided',
    baseName(vscode.Uri.parse(node.source)),
    all.length,
    decided,
  );
  item.accessibilityInformation = { label: words };
  return item;
}

/** A row for a suggestion: its words; then the line, the kind, and the speaker. */
export function suggestionItem(node: SuggestionNode, { document, suggestion }: OfferedSuggestion): vscode.TreeItem {
  const { t } = vscode.l10n;
  const line = document.positionAt(suggestion.from).line + 1;
  const text = document.getText(toRange(document, suggestion));
  const kind = t('{0}?', wordOfKind(suggestion.kind));
  const speaker = onOneLine(speakerIn(document, suggestion) ?? '');
  const item = new vscode.TreeItem(onOneLine(text));
  item.id = idOf(node);
  item.description = [t('line {0}', line), kind, speaker].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon(iconOf(suggestion), new vscode.ThemeColor('claimmark.suggestionForeground'));
  item.contextValue = suggestion.kind === 'claim' ? 'suggestion.claim' : 'suggestion.tagged';
  item.tooltip = `${kind} ${reasonsOf(suggestion)}`;
  item.command = { command: 'claimmark.open', title: t('Show in Source'), arguments: [node, 'stay'] };
  const label = t('{0} Line {1}: {2}', kind, line, onOneLine(text, 200));
  item.accessibilityInformation = { label: speaker ? `${label} ${t('Said by {0}.', speaker)}` : label };
  return item;
}

function iconOf({ kind }: Suggestion): string {
  return { claim: 'circle-outline', quote: 'quote', unconfirmed: 'question', verified: 'check' }[kind];
}
