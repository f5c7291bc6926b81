import * as vscode from 'vscode';
import { defaultAmount } from '../../core/state/suggestions';
import { toRange } from '../ui/convert';
import { showBriefly } from '../ui/dialogs';
import type { SuggestionsNode } from '../ui/treeNodes';
import type { Suggestions } from './suggestions';
import { openDocument } from '../ui/open';

/** The key under which it is kept, on all machines, that suggestions were explained. */
const told = 'claimmark.suggestions.explained';

/**
 * Registers the amount of suggestions: commands to show all suggestions of a source, or fewer everywhere, and a line
 * above the first suggestion that a person ever sees, which explains the marks and how to have fewer.
 */
export function registerAmount(suggestions: Suggestions, introduction: Introduction): vscode.Disposable {
  return vscode.Disposable.from(
    introduction,
    vscode.commands.registerCommand('claimmark.showAllSuggestions', (row?: SuggestionsNode) => show(suggestions, row)),
    vscode.commands.registerCommand('claimmark.fewerSuggestions', async () => {
      introduction.end();
      await halve();
    }),
    vscode.commands.registerCommand('claimmark.gotItSuggestions', () => introduction.end()),
    vscode.languages.registerCodeLensProvider({ scheme: '*' }, introduction),
  );
}

/** Switches between all suggestions and the worthiest, in the source of a tree row or of the active editor. */
async function show(suggestions: Suggestions, row: SuggestionsNode | undefined): Promise<void> {
  const document = row ? openDocument(row.source) : vscode.window.activeTextEditor?.document;
  if (!document) return;
  await suggestions.ask(document);
  suggestions.toggleAll(document.uri.toString());
  const { open, all } = suggestions.in(document.uri.toString());
  showBriefly(vscode.l10n.t('{0} of {1} suggestions are shown.', open.length, all.length));
}

/** Halves the share of text that suggestions mark, in the workspace's setting if there is one, else in the person's. */
async function halve(): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const settings = vscode.workspace.getConfiguration('claimmark.suggestions', uri);
  const amount = Math.max(1, Math.floor(settings.get('amount', defaultAmount) / 2));
  const isTeams = settings.inspect('amount')?.workspaceValue !== undefined;
  const target = isTeams ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await settings.update('amount', amount, target);
  showBriefly(vscode.l10n.t('Suggestions now mark up to {0} percent of a text.', amount));
}

/** The explanation above the first suggestion of the first source with any, until it is answered or a decision is made. */
export class Introduction implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly listening: vscode.Disposable;
  private source: string | undefined;
  private isOver: boolean;

  constructor(
    private readonly suggestions: Suggestions,
    private readonly memento: vscode.Memento,
  ) {
    this.isOver = memento.get(told, false);
    this.listening = suggestions.onDidChange(() => this.isOver || this.changed.fire());
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const source = document.uri.toString();
    if (this.isOver || (this.source !== undefined && this.source !== source)) return [];
    const { open, decided } = this.suggestions.in(source);
    const [first] = open;
    if (!first) return [];
    if (decided > 0) return this.end();
    this.source = source;
    void this.memento.update(told, true);
    const { t } = vscode.l10n;
    const range = toRange(document, { from: first.from, to: first.from });
    const lens = (title: string, command: string): vscode.CodeLens => new vscode.CodeLens(range, { title, command });
    return [
      lens(t('Underlined: may be worth a check. Shift+Alt+G: one by one'), 'claimmark.triage'),
      lens(t('Fewer'), 'claimmark.fewerSuggestions'),
      lens(t('Got it'), 'claimmark.gotItSuggestions'),
    ];
  }

  end(): [] {
    if (this.isOver) return [];
    this.isOver = true;
    void this.memento.update(told, true);
    this.changed.fire();
    return [];
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }
}
