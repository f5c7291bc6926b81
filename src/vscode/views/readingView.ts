import * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import { sourceLanguages } from '../documents/sources';
import { inform, showBriefly } from '../ui/dialogs';

/** Prose has a paragraph on a line: a source with a line of so many characters is offered the reading view. Guessed. */
const longLine = 160;

/**
 * The reading view: text files of the workspace are wrapped at a comfortable width, without what helps to write code. It is
 * offered once in a workspace, its settings stand in those of the workspace, and one key turns it on and off.
 */
export function offerReadingView(store: Store): vscode.Disposable {
  let isAsked = false;
  /** Presses have their effect one after the other: the settings of a language take a moment to be written. */
  let working: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => (working = working.then(work).catch(report));

  async function offer(editor: vscode.TextEditor | undefined): Promise<void> {
    if (!editor || isAsked || !isProse(editor.document, store)) return;
    const wish = settings().get('readingView');
    if (wish === 'never' || isOn()) return;
    isAsked = true;
    if (wish === 'always') return inTurn(() => turn(true));
    const { t } = vscode.l10n;
    const [yes, no] = [t('Use Reading View'), t('No')];
    const question = t(
      'Show the texts of this workspace as prose: at a comfortable width, without word completion and guides? Shift+Alt+I turns it on and off.',
    );
    const chosen = await inform(question, yes, no);
    if (chosen !== undefined) await inTurn(() => keep(chosen === yes));
  }

  void offer(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor((editor) => void offer(editor)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const isForm = ['readingWidth', 'readingFont'].some((name) => event.affectsConfiguration(`claimmark.${name}`));
      if (isForm && isOn()) void inTurn(() => turn(true));
    }),
    vscode.commands.registerCommand('claimmark.readingView', () => inTurn(toggle)),
  );
}

async function toggle(): Promise<void> {
  const wanted = !isOn();
  await keep(wanted);
  showBriefly(wanted ? vscode.l10n.t('Reading view on.') : vscode.l10n.t('Reading view off.'));
}

function report(error: unknown): void {
  console.warn('Claimmark could not change the reading view.', error);
}

const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('claimmark');

/** Of the workspace; of the person where no folder is open, since there is none of a workspace then. */
const target = (): vscode.ConfigurationTarget =>
  (vscode.workspace.workspaceFolders?.length ?? 0) > 0
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;

/** Turns it on or off, and remembers that for the workspace. */
async function keep(isWanted: boolean): Promise<void> {
  await turn(isWanted);
  await settings().update('readingView', isWanted ? 'always' : 'never', target());
}

function isProse(document: vscode.TextDocument, store: Store): boolean {
  if (!sourceLanguages.includes(document.languageId)) return false;
  // Most Markdown is no source.
  if (document.languageId === 'markdown' && !store.get(document.uri.toString())) return false;
  for (let line = 0; line < Math.min(document.lineCount, 50); line++)
    if (document.lineAt(line).text.length > longLine) return true;
  return false;
}

/** What the editor is told of each language of sources. */
function values(): Readonly<Record<string, unknown>> {
  const font = settings().get('readingFont', '').trim();
  return {
    'editor.wordWrap': 'bounded',
    'editor.wordWrapColumn': settings().get('readingWidth', 90),
    'editor.wrappingIndent': 'same',
    'editor.lineHeight': 1.7,
    'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
    'editor.wordBasedSuggestions': 'off',
    'editor.occurrencesHighlight': 'off',
    'editor.selectionHighlight': false,
    // The words that a hover is about stand above it.
    'editor.hover.above': false,
    'editor.guides.indentation': false,
    'editor.renderWhitespace': 'none',
    ...(font === '' ? {} : { 'editor.fontFamily': font }),
  };
}

/** All that it may ever have set. */
const names = (): ReadonlySet<string> => new Set([...Object.keys(values()), 'editor.fontFamily']);

type Section = Readonly<Record<string, unknown>> | undefined;

/** What the workspace, or the person where there is none, says of a language so far. */
function sectionOf(language: string): Section {
  const found = vscode.workspace.getConfiguration().inspect<Section>(`[${language}]`);
  return target() === vscode.ConfigurationTarget.Workspace ? found?.workspaceValue : found?.globalValue;
}

function isOn(): boolean {
  return sectionOf('plaintext')?.['editor.lineHeight'] !== undefined;
}

async function turn(isWanted: boolean): Promise<void> {
  for (const language of sourceLanguages) {
    const others = Object.entries(sectionOf(language) ?? {}).filter(([name]) => !names().has(name));
    const section = { ...Object.fromEntries(others), ...(isWanted ? values() : {}) };
    const value = Object.keys(section).length > 0 ? section : undefined;
    await vscode.workspace.getConfiguration().update(`[${language}]`, value, target());
  }
}
