import * as vscode from 'vscode';
import type { Problem } from '../../core/sidecar/problem';
import { SidecarDiagnostic } from './diagnostics';

/** Quick fixes for problems that one step can correct. */
export function fixesIn(document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  return diagnostics.flatMap((one) => (one instanceof SidecarDiagnostic ? fixesFor(document, one) : []));
}

function fixesFor(document: vscode.TextDocument, diagnostic: SidecarDiagnostic): vscode.CodeAction[] {
  const { problem, node } = diagnostic;
  if (problem)
    return replacements(problem)
      .map(([title, text]) => replacing(document, diagnostic, title, text))
      .concat(merging(document, diagnostic));
  const { t } = vscode.l10n;
  return [
    calling(diagnostic, t('Choose where these words belong…'), 'claimmark.pickGuess', node),
    calling(diagnostic, t('Show where they were'), 'claimmark.open', node),
  ];
}

/** The replacements for a problem, with titles. */
function replacements(problem: Problem): (readonly [title: string, text: string])[] {
  const { t } = vscode.l10n;
  const change = (text: string): readonly [string, string] => [t('Change to “{0}”', text), text];
  switch (problem.code) {
    case 'misspelt':
      return [change(problem.like)];
    case 'choice':
      return problem.choices.map(change);
    case 'unknown-tag':
      return problem.tags.slice(0, 6).map(change);
    case 'other-source':
      return [change(JSON.stringify(problem.expected))];
    case 'unquoted':
      return [[t('Put it in quotes'), JSON.stringify(problem.value)]];
    default:
      return [];
  }
}

function replacing(
  document: vscode.TextDocument,
  diagnostic: SidecarDiagnostic,
  title: string,
  text: string,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, diagnostic.range, text);
  action.diagnostics = [diagnostic];
  return action;
}

function merging(document: vscode.TextDocument, diagnostic: SidecarDiagnostic): vscode.CodeAction[] {
  if (diagnostic.problem?.code !== 'conflict') return [];
  const action = calling(diagnostic, vscode.l10n.t('Merge both sides'), 'claimmark.mergeConflict', document.uri);
  action.isPreferred = true;
  return [action];
}

function calling(diagnostic: SidecarDiagnostic, title: string, command: string, argument: unknown): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command, title, arguments: [argument] };
  action.diagnostics = [diagnostic];
  return action;
}
