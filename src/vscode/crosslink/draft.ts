import * as vscode from 'vscode';
import type { SourceIndex } from '../../core/crosslink/index';
import type { QuoteMatch } from '../../core/crosslink/quoteCheck';
import { mended, readingDraft, type DraftClaim, type DraftQuote } from '../../core/state/draft';
import type { Span } from '../../core/text/change';
import { lineStarts, placeAt } from '../../core/text/lines';
import { onOneLine } from '../../core/text/oneLine';
import { toRange } from '../ui/convert';
import { afterPause } from '../ui/debounce';
import { inform, showBriefly } from '../ui/dialogs';
import { isSidecar, placeOf } from '../ui/names';
import { onDidClose, openAt, openDocument } from '../ui/open';
import type { Platform } from '../ui/platform';
import { inSlices } from '../ui/timeSlices';
import type { FolderIndex } from './folderIndex';
import { unlikeWords } from './hits';

/** A place in a source that a finding on a draft leads to. */
interface SourcePlace extends Span {
  readonly source: string;
}

/** A finding on a quotation or sentence of a draft. */
class DraftDiagnostic extends vscode.Diagnostic {
  constructor(
    range: vscode.Range,
    message: string,
    severity: vscode.DiagnosticSeverity,
    readonly place: SourcePlace | undefined,
    /** The quotation with the source's words. */
    readonly mended?: string,
  ) {
    super(range, message, severity);
    this.source = 'Claimmark';
  }
}

/** How long a person must pause before a draft is read again, in milliseconds. */
const pause = 800;

/**
 * Checks a draft against the sources of the folder on request, and again after each pause in typing until it is closed.
 * Reports quotations that are not verbatim, and sentences that no source surely states, with quick fixes.
 */
export class Drafts implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('claimmark-draft');
  private readonly followed = new Set<string>();
  private readonly again = afterPause(pause, (name) => this.readAgain(name));
  private readonly listening: vscode.Disposable;

  constructor(
    private readonly folder: FolderIndex,
    private readonly platform: Platform,
  ) {
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const name = document.uri.toString();
        if (contentChanges.length > 0 && this.followed.has(name)) this.again.soon(name);
      }),
      onDidClose(({ uri }) => this.forget(uri)),
      vscode.languages.registerCodeActionsProvider(
        [{ scheme: '*' }],
        { provideCodeActions: (document, _, { diagnostics }) => diagnostics.flatMap((one) => fixesFor(document, one)) },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
    );
  }

  /** Checks the draft in the active editor, and summarises the result. */
  async check(): Promise<void> {
    const { t } = vscode.l10n;
    const document = vscode.window.activeTextEditor?.document;
    if (!document || isSidecar(document.uri)) {
      void inform(t('Open the draft whose quotations you want to check.'));
      return;
    }
    this.followed.add(document.uri.toString());
    const found = await this.read(document);
    if (!found) return;
    const altered = found.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Warning).length;
    const message =
      altered > 0
        ? t('Quotations not word for word in the sources in this folder: {0}.', altered)
        : found.length > 0
          ? t(
              'All quotations match the sources in this folder word for word. Statements to look at: {0}.',
              found.length,
            )
          : t('All quotations in this draft match the sources in this folder word for word.');
    const show = t('Show Problems');
    if (found.length === 0) showBriefly(message);
    else if ((await inform(message, show)) === show)
      await vscode.commands.executeCommand('workbench.actions.view.problems');
  }

  private async readAgain(name: string): Promise<void> {
    const document = openDocument(name);
    if (document && this.followed.has(name)) await this.read(document);
  }

  /** Undefined where the draft was changed or closed meanwhile; it is then read again. */
  private async read(document: vscode.TextDocument): Promise<readonly DraftDiagnostic[] | undefined> {
    const { version } = document;
    const text = document.getText();
    const index = await this.folder.now(document.uri);
    if (index.names.length === 0) {
      void inform(vscode.l10n.t('There is no source in this folder to search.'));
      return undefined;
    }
    const { quotes, claims } = await inSlices(readingDraft(index, text), this.platform);
    if (document.isClosed || document.version !== version) return undefined;
    const found = [
      ...quotes.flatMap((one) => aboutQuote(index, document, one)),
      ...claims.flatMap((one) => aboutClaim(index, document, one)),
    ];
    this.collection.set(document.uri, found);
    return found;
  }

  private forget(uri: vscode.Uri): void {
    this.followed.delete(uri.toString());
    this.again.cancel(uri.toString());
    this.collection.delete(uri);
  }

  dispose(): void {
    this.again.dispose();
    this.listening.dispose();
    this.collection.dispose();
  }
}

function aboutQuote(
  index: SourceIndex,
  document: vscode.TextDocument,
  { from, to, found }: DraftQuote,
): DraftDiagnostic[] {
  const { t } = vscode.l10n;
  if (found.verdict === 'verbatim' || found.verdict === 'honest') return [];
  const range = toRange(document, { from, to });
  const { Warning } = vscode.DiagnosticSeverity;
  if (found.verdict === 'absent')
    return [new DraftDiagnostic(range, t('No source in this folder has these words.'), Warning, undefined)];
  const quote = document.getText(range);
  const text = index.source(found.source)?.text ?? '';
  const place = { source: found.source, from: found.from, to: found.to };
  const message = saidOf(found, quote, text);
  const diagnostic = new DraftDiagnostic(range, message, Warning, place, mended(index, quote, found));
  diagnostic.relatedInformation = [placeInformation(index, place)];
  return [diagnostic];
}

function saidOf({ fault, differences }: QuoteMatch, quote: string, text: string): string {
  const { t } = vscode.l10n;
  if (fault === 'speaker') return t('The source attributes these words to somebody else.');
  if (fault === 'joined') return t('These words come from different people.');
  if (fault === 'negation') return t('A “not” was left out or added.');
  const [first] = differences;
  if (!first) return t('Not word for word as in the source.');
  const here = onOneLine(quote.slice(first.quote.from, first.quote.to), 60);
  const there = onOneLine(text.slice(first.source.from, first.source.to), 60);
  const more = differences.length - 1;
  const said =
    here === ''
      ? t('Not word for word: the source also has “{0}”.', there)
      : there === ''
        ? t('Not word for word: the source does not have “{0}”.', here)
        : t('Not word for word: “{0}” here, “{1}” in the source.', here, there);
  return more > 0 ? `${said} ${t('More differences: {0}.', more)}` : said;
}

/** A hint on who states it; information if a source differs in a detail, or if none surely states it. */
function aboutClaim(
  index: SourceIndex,
  document: vscode.TextDocument,
  { from, to, nearest, isStated, unlike }: DraftClaim,
): DraftDiagnostic[] {
  const { t } = vscode.l10n;
  const range = toRange(document, { from, to });
  const stated = nearest.filter(({ score }) => score >= (nearest[0]?.score ?? 0) && isStated);
  const text = document.getText();
  const otherwise = unlike.map(({ aspect, a, b, source }) =>
    unlikeWords(aspect, text.slice(a.from, a.to), (index.source(source)?.text ?? '').slice(b.from, b.to)),
  );
  const said = isStated
    ? t('Stated in {0}.', [...new Set(stated.map(({ source }) => placeOf(vscode.Uri.parse(source))))].join(', '))
    : t('No source clearly states this.');
  const { Hint, Information } = vscode.DiagnosticSeverity;
  const message = [said, ...otherwise].join(' ');
  const level = isStated && otherwise.length === 0 ? Hint : Information;
  const diagnostic = new DraftDiagnostic(range, message, level, nearest[0]);
  diagnostic.relatedInformation = nearest.map((one) => placeInformation(index, one));
  return [diagnostic];
}

function placeInformation(index: SourceIndex, { source, from, to }: SourcePlace): vscode.DiagnosticRelatedInformation {
  const text = index.source(source)?.text ?? '';
  const starts = lineStarts(text);
  const [start, end] = [placeAt(starts, from), placeAt(starts, to)];
  const range = new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
  const location = new vscode.Location(vscode.Uri.parse(source), range);
  return new vscode.DiagnosticRelatedInformation(location, onOneLine(text.slice(from, to), 160));
}

function fixesFor(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
  if (!(diagnostic instanceof DraftDiagnostic)) return [];
  const { t } = vscode.l10n;
  const { place, mended: words, range } = diagnostic;
  const actions: vscode.CodeAction[] = [];
  if (words !== undefined) {
    const action = new vscode.CodeAction(t('Use the source’s words'), vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, range, words);
    action.isPreferred = true;
    actions.push(action);
  }
  if (place) {
    const title = t('Show the source');
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { command: 'claimmark.openPlace', title, arguments: [place] };
    actions.push(action);
  }
  for (const action of actions) action.diagnostics = [diagnostic];
  return actions;
}

/** Shows the place of a finding in its source, beside the draft. */
export async function openPlace(place: unknown): Promise<void> {
  if (isPlace(place)) await openAt(vscode.Uri.parse(place.source), place, { viewColumn: vscode.ViewColumn.Beside });
}

function isPlace(value: unknown): value is SourcePlace {
  if (typeof value !== 'object' || value === null) return false;
  const { source, from, to } = value as Record<string, unknown>;
  return typeof source === 'string' && typeof from === 'number' && typeof to === 'number';
}
