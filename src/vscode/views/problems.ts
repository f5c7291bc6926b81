import * as vscode from 'vscode';
import { afterPause } from '../ui/debounce';
import { lineOfLost } from '../../core/anchor/selector';
import type { Annotation } from '../../core/model/annotation';
import { onOneLine } from '../../core/text/oneLine';
import { findings, type Finding, type Level, type Rule } from '../../core/review/rules';
import { sayFinding } from '../../core/review/words';
import { annotationsAt, anchoredAnnotations } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { toRange } from '../ui/convert';
import { assessmentIn } from '../ui/reviewStatus';
import type { AnnotationNode } from '../ui/treeNodes';
import { openDocument } from '../ui/open';

/** Most UTF-16 units searched at once for the likely places of a source's lost annotations, in all. */
const soughtAtOnce = 4_000_000;

/** A finding about an annotation in the Problems panel. */
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

/** Shows the findings on open sources in the Problems panel, and the serious ones on all others, with quick fixes. */
export function showProblems(store: Store): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('claimmark');

  function look(source: string): void {
    const document = openDocument(source);
    const uri = vscode.Uri.parse(source);
    const problems = document ? problemsOf(store, document) : problemsOnDisk(store, uri);
    if (problems.length > 0 || collection.has(uri)) collection.set(uri, problems);
  }

  const looking = afterPause(250, look);
  const isShown = (source: string): boolean => (collection.get(vscode.Uri.parse(source))?.length ?? 0) > 0;
  const lookAtAll = (): void => store.all().forEach(({ source }) => looking.soon(source));
  lookAtAll();
  return vscode.Disposable.from(
    collection,
    // The problems show line numbers, which change with the text.
    store.onDidChange(({ source, stirred }) => (stirred || isShown(source)) && looking.soon(source)),
    vscode.workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration('claimmark.problems') && lookAtAll(),
    ),
    vscode.languages.registerCodeActionsProvider(
      [{ scheme: '*' }],
      {
        provideCodeActions: (document, range, context) =>
          quickFixes(store, collection.get(document.uri) ?? [], document, range, context),
      },
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
  const sought = anchoredAnnotations(sheet)
    .filter(({ state }) => state !== 'unsought')
    .map((anchored) => assessmentIn(anchored, document.uri));
  const levels = settings.get<Partial<Record<Rule, Level>>>('rules', {});
  const text = document.getText();
  const lost = sought.filter(({ span }) => !span).length;
  const lineOf = (annotation: Annotation): number =>
    lost * text.length <= soughtAtOnce
      ? lineOfLost(text, annotation) - 1
      : Math.min(Math.max((annotation.line ?? 1) - 1, 0), document.lineCount - 1);
  return findings(sought, levels).map((finding) => diagnose(document, finding, lineOf));
}

/** The rules reported for closed sources, too: lost or edited words, what speaks against annotations, and open questions. */
const always: ReadonlySet<Rule> = new Set([
  'lost',
  'verified-but-edited',
  'quote-but-edited',
  'contested',
  'contradicted-by-evidence',
  'contradicts-verified',
  'tagged-otherwise',
  'rests-on-doubtful',
  'circular-evidence',
  'open-question',
]);

/** The problems of a closed source, at the lines that are known. */
function problemsOnDisk(store: Store, uri: vscode.Uri): AnnotationDiagnostic[] {
  const sheet = store.get(uri.toString());
  const settings = vscode.workspace.getConfiguration('claimmark.problems', uri);
  if (!sheet || sheet.open || !settings.get('enabled', true)) return [];
  const annotations = anchoredAnnotations(sheet);
  const lines = new Map(annotations.map(({ annotation, line }) => [annotation.id, line ?? annotation.line ?? 1]));
  const assessed = annotations.map((anchored) => assessmentIn(anchored, uri));
  const found = findings(assessed, settings.get<Partial<Record<Rule, Level>>>('rules', {}));
  return found
    .filter(({ rule }) => always.has(rule))
    .map((finding) => {
      const line = Math.max(0, (lines.get(finding.assessment.annotation.id) ?? 1) - 1);
      return diagnosed(uri, finding, new vscode.Range(line, 0, line, 0));
    });
}

/**
 * Reports a finding at the start of the words: the highlight underlines them already, and a person who comes from the
 * Problems panel has nothing selected that the next letter would replace.
 */
function diagnose(
  document: vscode.TextDocument,
  finding: Finding,
  lineOf: (annotation: Annotation) => number,
): AnnotationDiagnostic {
  const { annotation, span } = finding.assessment;
  // At the end of the line, where nothing is underlined: the words there are not the lost ones.
  const nowhere = (): vscode.Position => document.lineAt(lineOf(annotation)).range.end;
  const at = span ? toRange(document, span).start : nowhere();
  return diagnosed(document.uri, finding, new vscode.Range(at, at));
}

function diagnosed(source: vscode.Uri, finding: Finding, range: vscode.Range): AnnotationDiagnostic {
  const { rule, level } = finding;
  const { annotation } = finding.assessment;
  const severities = {
    error: vscode.DiagnosticSeverity.Error,
    warning: vscode.DiagnosticSeverity.Warning,
    information: vscode.DiagnosticSeverity.Information,
  };
  const node: AnnotationNode = { kind: 'annotation', source: source.toString(), id: annotation.id };
  const message = vscode.l10n.t('{0} — “{1}”', sayFinding(finding, vscode.l10n.t), onOneLine(annotation.text, 48));
  return new AnnotationDiagnostic(range, message, severities[level], rule, node);
}

/** The quick fixes for all findings on the annotations at a place, anywhere in their words. */
function quickFixes(
  store: Store,
  told: readonly vscode.Diagnostic[],
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const sheet = store.get(document.uri.toString());
  const annotations = sheet?.open ? annotationsAt(sheet, document.offsetAt(range.start)) : [];
  const ids = new Set(annotations.map(({ annotation }) => annotation.id));
  return told.flatMap((diagnostic) =>
    diagnostic instanceof AnnotationDiagnostic &&
    (ids.has(diagnostic.node.id) || context.diagnostics.includes(diagnostic))
      ? fixesFor(diagnostic.rule).map(([title, command]) => {
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          action.command = { title, command, arguments: [diagnostic.node] };
          action.diagnostics = [diagnostic];
          return action;
        })
      : [],
  );
}

/** The quick fixes for a rule: titles with our commands. */
function fixesFor(rule: Rule): readonly (readonly [string, string])[] {
  const { t } = vscode.l10n;
  const unconfirmed = [t('Tag as Unconfirmed'), 'claimmark.tagUnconfirmed'] as const;
  const evidence = [t('Add evidence…'), 'claimmark.addEvidence'] as const;
  const show = [t('Show in the tree'), 'claimmark.revealInTree'] as const;
  const discuss = [t('Discuss'), 'claimmark.discuss'] as const;
  const confirm = [t('Confirm new words'), 'claimmark.confirmWords'] as const;
  const compare = [t('Compare with tagged words'), 'claimmark.compareWords'] as const;
  const fixes: Readonly<Record<Rule, readonly (readonly [string, string])[]>> = {
    lost: [
      [t('Find where it is now…'), 'claimmark.pickGuess'],
      [t('Attach to selection'), 'claimmark.setSpan'],
      [t('Remove annotation'), 'claimmark.remove'],
    ],
    contested: [discuss, unconfirmed],
    'open-question': [discuss, unconfirmed],
    'open-discussion': [discuss],
    'contradicted-by-evidence': [unconfirmed, evidence, show],
    'contradicts-verified': [unconfirmed, evidence, show],
    'tagged-otherwise': [unconfirmed, evidence, show],
    'rests-on-doubtful': [unconfirmed, evidence, show],
    'circular-evidence': [unconfirmed, evidence, show],
    'stale-review': [show],
    'verified-but-edited': [confirm, compare, unconfirmed],
    'quote-but-edited': [confirm, compare],
    'verified-without-evidence': [evidence, unconfirmed],
    'unconfirmed-without-evidence': [evidence],
    'quote-without-speaker': [[t('Add speaker…'), 'claimmark.editSpeaker']],
  };
  return fixes[rule];
}
