import * as vscode from 'vscode';
import { marksOf, type Mark } from '../core/sheet';
import type { Store } from '../core/store';
import { toRange } from './convert';
import { styleOf } from './styles';
import { tagOf, tagsFor } from './tags';

/** What VS Code draws for one tag in one state. */
interface Brush {
  readonly text: vscode.TextEditorDecorationType;
  readonly gutter: vscode.TextEditorDecorationType;
  readonly key: string;
}

/** Draws every annotation of every visible editor. Between changes of the set the editor moves what is drawn by itself. */
export function showHighlights(store: Store, media: vscode.Uri): vscode.Disposable {
  const brushes = new Map<string, Brush>();
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();

  function brushFor(name: string, tag: string, scope: vscode.Uri): Brush {
    const style = styleOf(tagOf(tag, tagsFor(scope)), name.startsWith('edited:'), media, scope);
    const known = brushes.get(name);
    if (known?.key === style.key) return known;
    if (known) drop(known);
    const brush = {
      text: vscode.window.createTextEditorDecorationType(style.text),
      gutter: vscode.window.createTextEditorDecorationType(style.gutter),
      key: style.key,
    };
    brushes.set(name, brush);
    return brush;
  }

  function draw(editor: vscode.TextEditor): void {
    const { document } = editor;
    const sheet = store.get(document.uri.toString());
    const shown = sheet?.open && isOn(document.uri);
    const groups = group(shown ? marksOf(sheet) : []);
    for (const name of groups.keys()) brushFor(name, name.slice(name.indexOf(':') + 1), document.uri);
    for (const [name, brush] of brushes) {
      const spans = groups.get(name) ?? [];
      const ranges = spans.map((span) => toRange(document, span));
      editor.setDecorations(brush.text, ranges);
      editor.setDecorations(
        brush.gutter,
        ranges.map(({ start }) => new vscode.Range(start, start)),
      );
    }
  }

  function drawSource(source: string): void {
    waiting.delete(source);
    for (const editor of vscode.window.visibleTextEditors) if (editor.document.uri.toString() === source) draw(editor);
  }

  /** One drawing for whatever happens within a frame. */
  function soon(source: string): void {
    if (!waiting.has(source))
      waiting.set(
        source,
        setTimeout(() => drawSource(source), 16),
      );
  }

  const drawAll = (): void => vscode.window.visibleTextEditors.forEach(draw);
  drawAll();
  return vscode.Disposable.from(
    store.onDidChange(({ source, stirred }) => stirred && soon(source)),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('claimmark') && drawAll()),
    vscode.commands.registerCommand('claimmark.toggleHighlights', toggle),
    new vscode.Disposable(() => {
      waiting.forEach(clearTimeout);
      brushes.forEach(drop);
    }),
  );
}

function drop({ text, gutter }: Brush): void {
  text.dispose();
  gutter.dispose();
}

/** The spans to draw, by state and tag: `found:verified`, `edited:quote`. */
function group(marks: readonly Mark[]): Map<string, NonNullable<Mark['span']>[]> {
  const groups = new Map<string, NonNullable<Mark['span']>[]>();
  for (const { annotation, span, state } of marks) {
    if (!span) continue;
    const name = `${state}:${annotation.tag}`;
    const spans = groups.get(name);
    if (spans) spans.push(span);
    else groups.set(name, [span]);
  }
  return groups;
}

const isOn = (scope: vscode.Uri): boolean =>
  vscode.workspace.getConfiguration('claimmark', scope).get('highlights.enabled', true);

async function toggle(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('claimmark');
  await settings.update(
    'highlights.enabled',
    !settings.get('highlights.enabled', true),
    vscode.ConfigurationTarget.Global,
  );
}
