import * as vscode from 'vscode';
import { differingWords } from '../../core/crosslink/differing';
import type { Store } from '../../core/state/store';
import type { Span } from '../../core/text/change';
import type { CommandContext } from '../storage/commandContext';
import { openAnnotation, type Opened } from '../documents/openAnnotation';
import { toRange } from '../ui/convert';
import { inform, showBriefly, wordsItem } from '../ui/dialogs';
import { linkEnds, type LinkEnd } from '../ui/linkLines';
import { targetOf, type Rows } from '../ui/targets';
import type { AnnotationNode } from '../ui/treeNodes';

/** Registers the command that follows a link from either end, and shows both ends side by side. */
export function registerFollowing({ store, closed }: CommandContext): vscode.Disposable {
  const marks = new DifferingMarks();
  return vscode.Disposable.from(
    marks,
    closed.onKey('claimmark.followLink', async (...rows: [...Rows]) => {
      const target = targetOf(store, rows);
      if (!target) return;
      const own: AnnotationNode = { kind: 'annotation', source: target.source, id: target.annotation.id };
      const end = await chooseEnd(linkEnds(store, own.source, own.id));
      if (end) await showBoth(store, marks, own, end);
    }),
  );
}

async function chooseEnd(ends: readonly LinkEnd[]): Promise<LinkEnd | undefined> {
  if (ends.length === 0) {
    void inform(vscode.l10n.t('This annotation has no links.'));
    return undefined;
  }
  if (ends.length === 1) return ends[0];
  const items = ends.map((end) => ({ ...wordsItem(end.words, [end.relation, end.place]), end }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Follow Link'), matchOnDetail: true }))?.end;
}

/** Shows the other end beside the own one, with the cursor in it, and marks words that differ on both sides. */
async function showBoth(store: Store, marks: DifferingMarks, own: AnnotationNode, end: LinkEnd): Promise<void> {
  marks.clear();
  if (own.source === end.node.source) return void (await openAnnotation(store, end.node));
  const left = await openAnnotation(store, own, columnOf(own.source, vscode.ViewColumn.Active));
  const right = await openAnnotation(store, end.node, columnOf(end.node.source, vscode.ViewColumn.Beside));
  if (!left?.span || !right?.span) return;
  const count = marks.show({ ...left, span: left.span }, { ...right, span: right.span });
  showBriefly(
    count === 0
      ? vscode.l10n.t('{0}: no word differs.', end.relation)
      : vscode.l10n.t('{0}: differences are underlined on both sides.', end.relation),
  );
}

/** The column in which a source is visible already, else the given one. */
function columnOf(source: string, otherwise: vscode.ViewColumn): { readonly viewColumn: vscode.ViewColumn } {
  const visible = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === source);
  return { viewColumn: visible?.viewColumn ?? otherwise };
}

type Placed = Opened & { readonly span: Span };

/** Marks what differs in two editors, until one of the texts changes or one of the editors is closed. */
class DifferingMarks implements vscode.Disposable {
  private readonly type = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('diffEditor.insertedTextBackground'),
    textDecoration: 'underline dotted 2px',
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private shown: readonly vscode.TextEditor[] = [];
  private readonly listening = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && this.shown.some((editor) => editor.document === document)) this.clear();
    }),
    vscode.window.onDidChangeVisibleTextEditors((editors) => {
      if (this.shown.some((editor) => !editors.includes(editor))) this.clear();
    }),
  );

  /** Returns how many stretches of words differ. */
  show(left: Placed, right: Placed): number {
    const words = ({ editor, span }: Placed): string => editor.document.getText(toRange(editor.document, span));
    const { a, b } = differingWords(words(left), words(right));
    const mark = ({ editor, span }: Placed, spans: readonly Span[]): void => {
      const ranges = spans.map(({ from, to }) =>
        toRange(editor.document, { from: span.from + from, to: span.from + to }),
      );
      editor.setDecorations(this.type, ranges);
    };
    mark(left, a);
    mark(right, b);
    this.shown = [left.editor, right.editor];
    return a.length + b.length;
  }

  clear(): void {
    for (const editor of this.shown) editor.setDecorations(this.type, []);
    this.shown = [];
  }

  dispose(): void {
    this.listening.dispose();
    this.type.dispose();
  }
}
