import * as vscode from 'vscode';
import type { Kind, Suggestion } from '../../core/detect/suggestion';
import { toRange } from '../ui/convert';
import { gathered } from '../ui/debounce';
import { reasonsOf, wordOfKind } from './reasons';
import { nameOf, type Suggestions } from './suggestions';
import { commandTarget, type SuggestionNode } from '../ui/treeNodes';

/** Most suggestions drawn everywhere; of more, only those near the visible part, as passing them all takes too long. */
const most = 3000;

/** How far from the visible part they are drawn, in UTF-16 units. */
const margin = 20_000;

function near({ document, visibleRanges }: vscode.TextEditor, open: readonly Suggestion[]): readonly Suggestion[] {
  const seen = visibleRanges.map(({ start, end }) => [document.offsetAt(start), document.offsetAt(end)] as const);
  return open.filter(({ from, to }) => seen.some(([first, last]) => from < last + margin && to > first - margin));
}

/** Draws suggestions, lighter than annotations: a line for the kind, and pale marks in the gutter and the overview ruler. */
export function showSuggestionDecorations(suggestions: Suggestions, media: vscode.Uri): vscode.Disposable {
  const brushes = makeBrushes(media);
  const drawIn = (editor: vscode.TextEditor): void => draw(brushes, editor, suggestions.of(editor.document));
  const drawAll = (): void => vscode.window.visibleTextEditors.forEach(drawIn);
  // After the annotations, which are drawn within a frame.
  const drawing = gathered(32, (sources) =>
    vscode.window.visibleTextEditors.filter(({ document }) => sources.has(document.uri.toString())).forEach(drawIn),
  );
  drawAll();
  return vscode.Disposable.from(
    ...Object.values(brushes),
    drawing,
    suggestions.onDidChange((source) => drawing.soon(source)),
    vscode.workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration('claimmark.highlights') && drawAll(),
    ),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      if (suggestions.of(textEditor.document).length > most) drawIn(textEditor);
    }),
    vscode.languages.registerHoverProvider([{ scheme: '*' }], {
      provideHover: (document, at) => hoverOf(suggestions, document, at),
    }),
  );
}

type Brushes = Readonly<Record<Kind | 'ruler' | 'gutter', vscode.TextEditorDecorationType>>;

/** The underline of each kind, so that kinds differ without colour. */
const lines: Readonly<Record<Kind, string>> = {
  claim: 'dotted',
  quote: 'dashed',
  unconfirmed: 'wavy',
  verified: 'double',
};

function makeBrushes(media: vscode.Uri): Brushes {
  const make = vscode.window.createTextEditorDecorationType;
  const underlined = (kind: Kind): vscode.TextEditorDecorationType =>
    make({
      textDecoration: `underline ${lines[kind]} 1px var(--vscode-claimmark-suggestionBorder); text-underline-offset: 3px`,
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    });
  return {
    claim: underlined('claim'),
    quote: underlined('quote'),
    unconfirmed: underlined('unconfirmed'),
    verified: underlined('verified'),
    ruler: make({
      overviewRulerColor: new vscode.ThemeColor('claimmark.suggestionForeground'),
      overviewRulerLane: vscode.OverviewRulerLane.Left,
    }),
    // One icon for all themes: VS Code prefers an annotation's icon on the same line, as it is made for the theme.
    gutter: make({
      gutterIconPath: vscode.Uri.joinPath(media, 'gutter', 'suggestion.svg'),
      gutterIconSize: 'contain',
    }),
  };
}

function draw(brushes: Brushes, editor: vscode.TextEditor, open: readonly Suggestion[]): void {
  const settings = vscode.workspace.getConfiguration('claimmark.highlights', editor.document.uri);
  const drawn = open.length > most ? near(editor, open) : open;
  const ranges = drawn.map((one) => toRange(editor.document, one));
  const marked = settings.get('gutter', true) ? ranges : [];
  for (const kind of Object.keys(lines) as Kind[])
    editor.setDecorations(
      brushes[kind],
      ranges.filter((_, index) => drawn[index]?.kind === kind),
    );
  editor.setDecorations(brushes.ruler, settings.get('overviewRuler', true) ? ranges : []);
  editor.setDecorations(
    brushes.gutter,
    marked.map(({ start }) => new vscode.Range(start, start)),
  );
}

function hoverOf(
  suggestions: Suggestions,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.Hover | undefined {
  const found = suggestions.at(document, document.offsetAt(position));
  if (!found) return undefined;
  const markdown = new vscode.MarkdownString('', true);
  markdown.appendMarkdown(`$(lightbulb) **${vscode.l10n.t('{0}?', wordOfKind(found.kind))}** `);
  markdown.appendText(reasonsOf(found));
  markdown.isTrusted = { enabledCommands: deciding };
  const source = document.uri.toString();
  const { open, all } = suggestions.in(source);
  markdown.appendMarkdown(
    `\n\n${linksFor({ kind: 'suggestion', source, name: nameOf(found) }, all.length - open.length)}`,
  );
  return new vscode.Hover(markdown, toRange(document, found));
}

const deciding = [
  'claimmark.tagAs',
  'claimmark.dismiss',
  'claimmark.triage',
  'claimmark.showAllSuggestions',
  'claimmark.fewerSuggestions',
];

function linksFor(node: SuggestionNode, more: number): string {
  const { t } = vscode.l10n;
  return [
    `[$(tag) ${t('Tag…')}](${commandTarget('claimmark.tagAs', node)})`,
    `[$(close) ${t('Dismiss')}](${commandTarget('claimmark.dismiss', node)})`,
    `[$(checklist) ${t('Decide one by one')}](command:claimmark.triage)`,
    ...(more > 0 ? [`[${t('{0} more', more)}](command:claimmark.showAllSuggestions)`] : []),
    `[${t('Fewer')}](command:claimmark.fewerSuggestions)`,
  ].join(' &nbsp; ');
}
