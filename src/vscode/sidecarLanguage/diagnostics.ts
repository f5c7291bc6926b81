import * as vscode from 'vscode';
import { gathered } from '../ui/debounce';
import { severityOf, sayProblem, type Problem } from '../../core/sidecar/problem';
import { placementAt } from '../../core/state/ranges';
import type { Sheet } from '../../core/state/sheet';
import { checkSidecar } from '../../core/sidecar/check';
import type { Entry, Sidecar } from '../../core/sidecar/read';
import type { Store } from '../../core/state/store';
import { lineStarts, placeAt } from '../../core/text/lines';
import { baseName, sidecarOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { inSlices } from '../ui/timeSlices';
import { tagsByFolder, type Tag } from '../ui/tags';
import type { AnnotationNode } from '../ui/treeNodes';

/** Most lost entries of a file that are reported. */
const most = 200;

/** A problem of a sidecar in the Problems panel, with what its quick fixes need. */
export class SidecarDiagnostic extends vscode.Diagnostic {
  constructor(
    range: vscode.Range,
    message: string,
    severity: vscode.DiagnosticSeverity,
    readonly problem: Problem | undefined,
    readonly node: AnnotationNode | undefined,
  ) {
    super(range, message, severity);
    this.source = 'Claimmark';
    this.code = problem?.code ?? 'lost';
  }
}

/** All problems of a sheet's sidecar. */
function diagnosticsOf(sheet: Sheet, tagsOf: (source: vscode.Uri) => readonly Tag[]): SidecarDiagnostic[] {
  const { sidecar } = sheet;
  if (!sidecar) return [];
  const toRange = ranging(sidecar.text);
  const source = vscode.Uri.parse(sheet.source);
  const problems = checkSidecar(sidecar, { tags: tagsOf(source).map((tag) => tag.id), ...pathOf(sidecarOf(source)) });
  const severities = {
    error: vscode.DiagnosticSeverity.Error,
    warning: vscode.DiagnosticSeverity.Warning,
    hint: vscode.DiagnosticSeverity.Information,
  };
  return [
    ...problems.map(
      (problem) =>
        new SidecarDiagnostic(
          toRange(problem.span),
          sayProblem(problem, vscode.l10n.t),
          severities[severityOf(problem)],
          problem,
          undefined,
        ),
    ),
    ...lostOnes(sheet, sidecar, toRange),
  ];
}

/** The path of a file below its workspace folder, if it is in one. */
function pathOf(file: vscode.Uri): { path?: string } {
  const isInside = vscode.workspace.getWorkspaceFolder(file) !== undefined;
  return isInside ? { path: vscode.workspace.asRelativePath(file, false) } : {};
}

/** Makes ranges by lines and columns, since an open document may have other line ends, and no byte-order mark. */
function ranging(text: string): (span: { from: number; to: number }) => vscode.Range {
  const starts = lineStarts(text);
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const at = (offset: number): vscode.Position => {
    const { line, column } = placeAt(starts, offset);
    return new vscode.Position(line - 1, Math.max(0, column - 1 - (line === 1 ? mark : 0)));
  };
  return ({ from, to }) => new vscode.Range(at(from), at(to));
}

function fieldOf(entry: Entry, field: string): { from: number; to: number } {
  return entry.fieldSpans().get(field)?.value ?? entry.span;
}

function lostOnes(
  sheet: Sheet,
  sidecar: Sidecar,
  toRange: (span: { from: number; to: number }) => vscode.Range,
): SidecarDiagnostic[] {
  const entries = new Map(sidecar.entries.map((entry) => [entry.key, entry]));
  const lost = sheet.records.filter((_, index) => placementAt(sheet.spans, index).state === 'lost');
  const name = baseName(vscode.Uri.parse(sheet.source));
  return lost.slice(0, most).flatMap(({ id }) => {
    const entry = entries.get(id);
    if (!entry) return [];
    const message = vscode.l10n.t(
      'Lost: these words are no longer in {0}. Nothing is deleted; choose where they belong.',
      name,
    );
    const node: AnnotationNode = { kind: 'annotation', source: sheet.source, id };
    const range = toRange(fieldOf(entry, 'text'));
    return [new SidecarDiagnostic(range, message, vscode.DiagnosticSeverity.Warning, undefined, node)];
  });
}

/** Shows the problems of all sidecars in the store in the Problems panel, open or not. */
export function showSidecarProblems(store: Store, platform: Platform): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('claimmark-sidecars');
  const looking = gathered(150, (sources) => inSlices(lookAtEach(sources), platform));

  function* lookAtEach(sources: ReadonlySet<string>): Generator<void> {
    const tagsOf = tagsByFolder();
    for (const source of sources) {
      const sheet = store.get(source);
      const found = sheet ? diagnosticsOf(sheet, tagsOf) : [];
      const file = sidecarOf(vscode.Uri.parse(source));
      if (found.length > 0 || collection.has(file)) collection.set(file, found);
      yield;
    }
  }

  const soon = (source: string): void => looking.soon(source);
  const all = (): void => store.all().forEach(({ source }) => soon(source));
  all();
  return vscode.Disposable.from(
    collection,
    store.onDidChange(({ source, stirred }) => stirred && soon(source)),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('claimmark.tags') && all()),
    looking,
  );
}
