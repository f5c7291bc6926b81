import * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import { canBeSource, ownLanguages, readingLanguages, sourceLanguages } from '../documents/openSources';
import { isWorkspaceSource } from '../documents/workspaceSources';
import { oneAfterAnother } from '../ui/debounce';
import { inform, showBriefly } from '../ui/dialogs';

/** Line length in characters from which a source counts as prose, with a paragraph on a line, and gets the offer. Guessed. */
const longLine = 160;

/** The usual languages, by the languages of the reading view. */
const plainLanguages: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(readingLanguages).map(([plain, reading]) => [reading, plain]),
);

/**
 * The reading view wraps sources at a comfortable width, without aids for writing code. The editor has such settings
 * only by language, so sources get a language of ours, with its settings in the manifest. It is offered once in a
 * workspace, which keeps the answer, and one key turns it on and off.
 */
export function offerReadingView(store: Store): vscode.Disposable {
  const view = new ReadingView(store);
  return vscode.Disposable.from(
    view,
    vscode.commands.registerCommand('claimmark.readingView', () => view.toggle()),
  );
}

class ReadingView implements vscode.Disposable {
  private readonly listening: vscode.Disposable;
  /** Whether the person has been asked to use it, once in a window. */
  private question: 'unasked' | 'open' | 'over' = 'unasked';
  /** The choice in this window, if no folder is open that could keep it. */
  private isOnHere = false;
  /** Documents whose language we are changing, and those whose language a person has changed, which stay so. */
  private readonly changing = new WeakSet<vscode.TextDocument>();
  private readonly left = new WeakSet<vscode.TextDocument>();
  /** The widths and fonts last written, by setting and scope. */
  private readonly written = new Map<string, Shape>();
  private readonly inTurn = oneAfterAnother();

  constructor(private readonly store: Store) {
    const { workspace, window } = vscode;
    this.listening = vscode.Disposable.from(
      workspace.onDidOpenTextDocument((document) => this.dress(document)),
      workspace.onDidCloseTextDocument((document) => this.noteLeft(document)),
      // A text that the settings don't count as a source becomes one when its file has annotations; one that a person
      // tags is left unchanged while they work.
      store.onDidChange(({ source, origin, before }) => {
        if (origin === 'disk' && (before?.records.length ?? 0) === 0)
          workspace.textDocuments.filter((open) => open.uri.toString() === source).forEach(this.dress);
      }),
      window.onDidChangeActiveTextEditor((editor) => void this.offer(editor).catch(report)),
      workspace.onDidChangeConfiguration((event) => {
        const isAbout = (...names: readonly string[]): boolean =>
          names.some((name) => event.affectsConfiguration(`claimmark.${name}`));
        if (isAbout('readingView', 'sources')) this.dressAll();
        if (isAbout('readingWidth', 'readingFont')) this.writeShapes(true);
      }),
    );
    this.writeShapes(false);
    this.dressAll();
    void this.offer(window.activeTextEditor).catch(report);
  }

  dispose(): void {
    this.listening.dispose();
  }

  async toggle(): Promise<void> {
    const wanted = !this.isOn();
    // Pressing the key answers the question.
    if (this.question === 'open') {
      this.question = 'over';
      await vscode.commands.executeCommand('notifications.hideToasts');
    }
    await this.keep(wanted);
    showBriefly(wanted ? vscode.l10n.t('Reading view on.') : vscode.l10n.t('Reading view off.'));
  }

  private writeShapes(isChange: boolean): void {
    void this.inTurn(() => writeShapes(this.written, isChange)).catch(report);
  }

  private isOn(): boolean {
    return isKept() ? settings().get('readingView') === 'always' : this.isOnHere;
  }

  private async keep(isWanted: boolean): Promise<void> {
    if (isKept())
      return settings().update('readingView', isWanted ? 'always' : 'never', vscode.ConfigurationTarget.Workspace);
    this.isOnHere = isWanted;
    this.dressAll();
  }

  private async offer(editor: vscode.TextEditor | undefined): Promise<void> {
    if (!editor || this.question !== 'unasked' || !isKept() || settings().get('readingView') !== 'ask') return;
    if (!this.isSource(editor.document) || !isProse(editor.document)) return;
    const { t } = vscode.l10n;
    const [yes, no] = [t('Use Reading View'), t('No')];
    const question = t(
      'Show the sources of this workspace as prose: at a comfortable width, without word completion and guides? Shift+Alt+I turns it on and off.',
    );
    this.question = 'open';
    const chosen = await inform(question, yes, no);
    if (chosen !== undefined && this.question === 'open') await this.keep(chosen === yes);
    this.question = 'over';
  }

  private isSource(document: vscode.TextDocument): boolean {
    if (document.isUntitled || !sourceLanguages.includes(document.languageId)) return false;
    // The old version of a source, shown beside the present one.
    if (document.uri.scheme === 'git') return isWorkspaceSource(document);
    const isAnnotated = (this.store.get(document.uri.toString())?.records.length ?? 0) > 0;
    return canBeSource(document) && (isAnnotated || isWorkspaceSource(document));
  }

  /** Gives an opened source its language. */
  private readonly dress = (document: vscode.TextDocument): void => {
    const language = readingLanguages[document.languageId];
    if (language !== undefined && this.isOn() && !this.left.has(document) && this.isSource(document))
      this.change(document, language);
  };

  /** Gives all open documents their present languages. */
  private dressAll(): void {
    for (const document of vscode.workspace.textDocuments) {
      const plain = plainLanguages[document.languageId];
      if (plain === undefined) this.dress(document);
      else if (!this.isOn() || !this.isSource(document)) this.change(document, plain);
    }
  }

  private change(document: vscode.TextDocument, language: string): void {
    this.changing.add(document);
    void Promise.resolve(vscode.languages.setTextDocumentLanguage(document, language))
      // The document was closed meanwhile.
      .catch(report)
      .finally(() => this.changing.delete(document));
  }

  /** Notes documents that a person gave another language, which VS Code reports as closed and opened. */
  private noteLeft(document: vscode.TextDocument): void {
    const isReading = plainLanguages[document.languageId] !== undefined;
    if (isReading && !document.isClosed && !this.changing.has(document)) this.left.add(document);
  }
}

function report(error: unknown): void {
  console.warn('Claimmark could not change the reading view.', error);
}

const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('claimmark');

/** Whether there is a workspace to keep the choice. */
const isKept = (): boolean => (vscode.workspace.workspaceFolders?.length ?? 0) > 0;

function isProse(document: vscode.TextDocument): boolean {
  for (let line = 0; line < Math.min(document.lineCount, 50); line++)
    if (document.lineAt(line).text.length > longLine) return true;
  return false;
}

/** Our settings that are editor settings for our languages, with the names of these. */
const shapeSettings = [
  ['readingWidth', 'wordWrapColumn'],
  ['readingFont', 'fontFamily'],
] as const;

/** A width or font in one of the two scopes; undefined where it is not set. */
type Shape = number | string | undefined;

/**
 * Writes a chosen width and font as settings of our languages, in the same scope as the choice: the person's or the
 * workspace's. Values written there by hand are replaced only by a choice made now (`isChange`): an earlier choice is
 * written only where there is no value, and when a choice is removed, only a value that it wrote (`written`) is
 * removed.
 */
async function writeShapes(written: Map<string, Shape>, isChange: boolean): Promise<void> {
  for (const [ours, its] of shapeSettings) {
    const chosen = settings().inspect<number | string>(ours);
    for (const isGlobal of isKept() ? [true, false] : [true]) {
      const value = isGlobal ? chosen?.globalValue : chosen?.workspaceValue;
      const wanted = value === '' ? undefined : value;
      const scope = `${ours} ${isGlobal ? 'person' : 'workspace'}`;
      const before = written.get(scope);
      if (wanted === before) continue;
      const isDue = (now: Shape): boolean =>
        wanted === undefined ? now === before : wanted !== now && (isChange || now === undefined);
      await writeShape(its, wanted, isGlobal, isDue);
      written.set(scope, wanted);
    }
  }
}

/** Writes an editor setting for those of our languages whose present value may be replaced. */
async function writeShape(
  name: string,
  value: Shape,
  isGlobal: boolean,
  isDue: (now: Shape) => boolean,
): Promise<void> {
  for (const languageId of ownLanguages) {
    const editor = vscode.workspace.getConfiguration('editor', { languageId });
    const told = editor.inspect<number | string>(name);
    if (isDue(isGlobal ? told?.globalLanguageValue : told?.workspaceLanguageValue))
      await editor.update(name, value, isGlobal, true);
  }
}
