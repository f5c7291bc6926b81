import * as vscode from 'vscode';
import { afterPause } from '../ui/debounce';
import type { Span } from '../../core/text/change';
import { lineOfLost } from '../../core/anchor/selector';
import { placedAt, type Placed } from '../../core/exchange/format';
import { onOneLine } from '../../core/text/oneLine';
import { findings, type Finding, type Level, type Rule } from '../../core/review/rules';
import { anchoredAnnotations } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { toRange } from '../ui/convert';
import type { AnnotationNode } from '../ui/treeNodes';

/** Characters that may be searched, all lost annotations of a source together, for where each would stand. */
const soughtAtOnce = 4_000_000;

/** A finding about one annotation, as the Problems panel shows it. */
class AnnotationDiagnostic extends vscode.Diagnostic {
  constructor(
    range: vscode.Range,
    message: string,
    severity: vscode.DiagnosticSeverity,
    readonly rule: Rule,
    readonly node: AnnotationNode,
  ) {
    super(range, message, severity);
    this.source = 'Claimmark';
    this.code = rule;
  }
}

/** Shows in the Problems panel what a team wants to be told of its open sources, with quick fixes. */
export function showProblems(store: Store): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('claimmark');

  function look(source: string): void {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === source);
    const uri = vscode.Uri.parse(source);
    if (document) collection.set(uri, problemsOf(store, document));
    else if (collection.has(uri)) collection.delete(uri);
  }

  const looking = afterPause(250, look);
  const lookAtAll = (): void => store.all().forEach(({ source }) => looking.soon(source));
  lookAtAll();
  return vscode.Disposable.from(
    collection,
    store.onDidChange(({ source, stirred }) => stirred && looking.soon(source)),
    vscode.workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration('claimmark.problems') && lookAtAll(),
    ),
    vscode.languages.registerCodeActionsProvider(
      [{ scheme: '*' }],
      { provideCodeActions: quickFixes },
      {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      },
    ),
    looking,
  );
}

function problemsOf(store: Store, document: vscode.TextDocument): AnnotationDiagnostic[] {
  const source = document.uri.toString();
  const sheet = store.get(source);
  const settings = vscode.workspace.getConfiguration('claimmark.problems', document);
  if (!sheet?.open || !settings.get('enabled', true)) return [];
  const sought = anchoredAnnotations(sheet).filter(({ state }) => state !== 'unsought');
  const judged = sought.map(({ annotation, span }) => placedAt(annotation, span));
  const levels = settings.get<Partial<Record<Rule, Level>>>('rules', {});
  const text = document.getText();
  const lost = judged.filter(({ span }) => !span).length;
  const lineOf = (annotation: Placed): number =>
    lost * text.length <= soughtAtOnce
      ? lineOfLost(text, annotation) - 1
      : Math.min(Math.max((annotation.line ?? 1) - 1, 0), document.lineCount - 1);
  return findings(text, judged, levels).map((finding) => diagnose(document, finding, lineOf));
}

function diagnose(
  document: vscode.TextDocument,
  { rule, level, annotation }: Finding<Placed>,
  lineOf: (annotation: Placed) => number,
): AnnotationDiagnostic {
  const { span } = annotation;
  // At the end of the line nothing is underlined: what stands there is not what was lost.
  const nowhere = (): vscode.Position => document.lineAt(lineOf(annotation)).range.end;
  const range = span ? drawn(document, span, rule) : new vscode.Range(nowhere(), nowhere());
  const severities = {
    error: vscode.DiagnosticSeverity.Error,
    warning: vscode.DiagnosticSeverity.Warning,
    information: vscode.DiagnosticSeverity.Information,
  };
  const node: AnnotationNode = { kind: 'annotation', source: document.uri.toString(), id: annotation.id };
  return new AnnotationDiagnostic(
    range,
    sentenceFor(rule, onOneLine(annotation.text, 48)),
    severities[level],
    rule,
    node,
  );
}

/** Changed words are underlined whole; what merely lacks something is marked at its first word, out of the reader's way. */
function drawn(document: vscode.TextDocument, span: Span, rule: Rule): vscode.Range {
  const whole = toRange(document, span);
  if (rule === 'verified-but-edited') return whole;
  const word = document.getWordRangeAtPosition(whole.start) ?? whole;
  return new vscode.Range(whole.start, word.end.isBefore(whole.end) ? word.end : whole.end);
}

function sentenceFor(rule: Rule, words: string): string {
  const { t } = vscode.l10n;
  switch (rule) {
    case 'lost':
      return t('Lost: “{0}” is not in this source any more.', words);
    case 'contested':
      return t('Contested: a reviewer disagrees with the tag of “{0}”.', words);
    case 'verified-but-edited':
      return t('Verified, but the words have changed since: “{0}”.', words);
    case 'unconfirmed-without-evidence':
      return t('Unconfirmed, and no evidence is given yet: “{0}”.', words);
    case 'quote-without-speaker':
      return t('A quote without a speaker: “{0}”.', words);
  }
}

function quickFixes(_: vscode.TextDocument, __: vscode.Range, context: vscode.CodeActionContext): vscode.CodeAction[] {
  return context.diagnostics.flatMap((diagnostic) =>
    diagnostic instanceof AnnotationDiagnostic
      ? fixesFor(diagnostic.rule).map(([title, command]) => {
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          action.command = { title, command, arguments: [diagnostic.node] };
          action.diagnostics = [diagnostic];
          return action;
        })
      : [],
  );
}

function fixesFor(rule: Rule): readonly (readonly [string, string])[] {
  const { t } = vscode.l10n;
  switch (rule) {
    case 'lost':
      return [
        [t('Find where it stands now…'), 'claimmark.pickGuess'],
        [t('Attach to the selection'), 'claimmark.attachToSelection'],
        [t('Remove annotation'), 'claimmark.remove'],
      ];
    case 'contested':
      return [[t('Show in the tree'), 'claimmark.revealInTree']];
    case 'verified-but-edited':
      return [
        [t('Confirm the new words'), 'claimmark.confirmWords'],
        [t('Compare with the tagged words'), 'claimmark.compareWords'],
        [t('Tag as Unconfirmed'), 'claimmark.tagUnconfirmed'],
      ];
    case 'unconfirmed-without-evidence':
      return [[t('Add evidence…'), 'claimmark.addEvidence']];
    case 'quote-without-speaker':
      return [[t('Add the speaker…'), 'claimmark.editSpeaker']];
  }
}
