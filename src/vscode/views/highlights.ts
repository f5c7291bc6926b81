import * as vscode from 'vscode';
import { neededBy } from '../../core/query/attention';
import { aroundSight, drawnEverywhere, isNearEnd, spansOnRuler, spansWithin } from '../../core/query/drawnSpans';
import { anchoredAnnotations, type AnchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import type { Span } from '../../core/text/change';
import { addTo } from '../../core/text/grouped';
import { toRange } from '../ui/convert';
import { onDidClose } from '../ui/open';
import { redrawing } from '../ui/redrawing';
import { gathered } from '../ui/debounce';
import { tagOf, tagsFor, type Tag } from '../ui/tags';

/** The look of a tag's annotations. Line styles and gutter shapes differ, so that no one needs colour to tell them apart. */
interface Style {
  /** Styles with equal keys look the same. */
  readonly key: string;
  readonly text: vscode.DecorationRenderOptions;
  /** For the start of a span only: wrapped text would show it beside each of its lines. */
  readonly gutter: vscode.DecorationRenderOptions;
  /** For the overview ruler only, if not all annotations are drawn in the text. */
  readonly ruler: vscode.DecorationRenderOptions;
}

/** The line under the words, by tag: solid, dashed or dotted; for tags of the team, double. */
const lines: Readonly<Record<string, string>> = { verified: 'solid', unconfirmed: 'dashed', quote: 'dotted' };

/** What matters more than the tag: edited words, or something that speaks against the annotation. */
type Look = 'found' | 'edited' | 'contested';

/** The style of a tag. */
function styleOf(tag: Tag, look: Look, media: vscode.Uri, scope: vscode.Uri): Style {
  const settings = vscode.workspace.getConfiguration('claimmark.highlights', scope);
  const gutter = settings.get('gutter', true);
  const ruler = settings.get('overviewRuler', true);
  const name = lines[tag.id] ? tag.id : 'teamTag';
  const color = new vscode.ThemeColor(`claimmark.${name}Foreground`);
  const own = typeof tag.color === 'string' ? tag.color : undefined;
  const onRuler = ruler ? { overviewRulerColor: own ?? color, overviewRulerLane: vscode.OverviewRulerLane.Right } : {};
  const picture = look !== 'found' ? look : lines[tag.id] ? tag.id : 'team';
  return {
    key: JSON.stringify([tag, look, gutter, ruler]),
    text: {
      backgroundColor: own ? translucent(own) : new vscode.ThemeColor(`claimmark.${name}Background`),
      borderWidth: '0 0 2px 0',
      borderStyle: lines[tag.id] ?? 'double',
      borderColor: own ?? new vscode.ThemeColor(`claimmark.${name}Border`),
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      ...onRuler,
      ...(look === 'edited' ? { textDecoration: 'underline wavy 1px var(--vscode-claimmark-editedBorder)' } : {}),
    },
    gutter: gutter ? icons(media, picture) : {},
    ruler: onRuler,
  };
}

function icons(media: vscode.Uri, picture: string): vscode.DecorationRenderOptions {
  const icon = (theme: 'light' | 'dark'): vscode.ThemableDecorationRenderOptions => ({
    gutterIconPath: vscode.Uri.joinPath(media, 'gutter', `${picture}-${theme}.svg`),
    gutterIconSize: 'contain',
  });
  return { light: icon('light'), dark: icon('dark') };
}

/** A team's colour as a background on which text stays readable. */
function translucent(color: string): string {
  return /^#[0-9a-f]{6}$/i.test(color) ? `${color}30` : /^#[0-9a-f]{3}$/i.test(color) ? `${color}3` : 'transparent';
}

/** The decoration types for one tag and look. */
interface Brush {
  readonly text: vscode.TextEditorDecorationType;
  readonly gutter: vscode.TextEditorDecorationType;
  readonly ruler: vscode.TextEditorDecorationType;
  /** The number of spans marked on the ruler, by editor. */
  readonly marked: WeakMap<vscode.TextEditor, number>;
  readonly key: string;
}

/**
 * Draws the annotations of all visible editors: all of them, or, if they are very many, those around the part in sight,
 * with the others marked on the ruler. Until the set changes the editor moves them by itself, except a drawing that was
 * still on its way when a key was pressed: that is drawn again.
 */
export class Highlights implements vscode.Disposable {
  private readonly brushes = new Map<string, Brush>();
  /** The stretch drawn in editors where not everything is. */
  private readonly drawnIn = new WeakMap<vscode.TextEditor, Span>();
  /** Joins all requests within a frame to one drawing. */
  private readonly drawing = gathered(16, (sources) => sources.forEach((source) => this.drawSource(source)));
  private readonly redrawing = redrawing((source) => this.drawSource(source));
  private readonly listening: vscode.Disposable;

  constructor(
    private readonly store: Store,
    private readonly media: vscode.Uri,
  ) {
    this.listening = vscode.Disposable.from(
      store.onDidChange(({ source, stirred }) => stirred && this.drawing.soon(source)),
      vscode.workspace.onDidChangeTextDocument(
        ({ document, contentChanges }) =>
          contentChanges.length > 0 && this.redrawing.changed(document.uri.toString(), document.version),
      ),
      onDidClose(({ uri }) => this.redrawing.forget(uri.toString())),
      vscode.window.onDidChangeVisibleTextEditors(() => this.drawAll()),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.scrolled(textEditor)),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('claimmark') && this.drawAll()),
      vscode.commands.registerCommand('claimmark.toggleHighlights', toggle),
    );
    this.drawAll();
  }

  dispose(): void {
    this.listening.dispose();
    this.drawing.dispose();
    this.redrawing.dispose();
    this.brushes.forEach(drop);
  }

  private drawAll(): void {
    vscode.window.visibleTextEditors.forEach((editor) => this.draw(editor));
  }

  private drawSource(source: string): void {
    const editors = vscode.window.visibleTextEditors.filter(({ document }) => document.uri.toString() === source);
    editors.forEach((editor) => this.draw(editor));
  }

  private draw(editor: vscode.TextEditor): void {
    const { document } = editor;
    const sheet = this.store.get(document.uri.toString());
    const annotations = sheet?.open && isOn(document.uri) ? anchoredAnnotations(sheet) : [];
    const groups = group(annotations);
    const length = sheet?.open ? lengthOf(document) : 0;
    const drawn = annotations.length > drawnEverywhere ? aroundSight(sightOf(editor), length) : undefined;
    if (drawn) this.drawnIn.set(editor, drawn);
    else this.drawnIn.delete(editor);
    for (const name of groups.keys()) this.brushFor(name, document.uri);
    for (const [name, brush] of this.brushes) {
      const spans = groups.get(name) ?? [];
      const ranges = (drawn ? spansWithin(spans, drawn) : spans).map((span) => toRange(document, span));
      editor.setDecorations(brush.text, ranges);
      editor.setDecorations(
        brush.gutter,
        ranges.map(({ start }) => new vscode.Range(start, start)),
      );
      this.drawRuler(editor, brush, drawn ? spans : [], length);
    }
    if (groups.size > 0) this.redrawing.drawn(document.uri.toString(), document.version);
  }

  /** Draws the marks of spans not drawn in the text. While their number stays the same, the editor moves them by itself. */
  private drawRuler(editor: vscode.TextEditor, brush: Brush, spans: readonly Span[], length: number): void {
    if ((brush.marked.get(editor) ?? 0) === spans.length) return;
    brush.marked.set(editor, spans.length);
    const ranges = spansOnRuler(spans, length).map((span) => toRange(editor.document, span));
    editor.setDecorations(brush.ruler, ranges);
  }

  /** Draws what comes into sight, if not everything is drawn. */
  private scrolled(editor: vscode.TextEditor): void {
    const drawn = this.drawnIn.get(editor);
    if (drawn && isNearEnd(sightOf(editor), drawn, lengthOf(editor.document)))
      this.drawing.soon(editor.document.uri.toString());
  }

  /** Makes the brush of a group, again if the settings have changed its style. */
  private brushFor(name: string, scope: vscode.Uri): void {
    const [look, tag] = splitName(name);
    const style = styleOf(tagOf(tag, tagsFor(scope)), look, this.media, scope);
    const known = this.brushes.get(name);
    if (known?.key === style.key) return;
    if (known) drop(known);
    this.brushes.set(name, {
      text: vscode.window.createTextEditorDecorationType(style.text),
      gutter: vscode.window.createTextEditorDecorationType(style.gutter),
      ruler: vscode.window.createTextEditorDecorationType(style.ruler),
      marked: new WeakMap(),
      key: style.key,
    });
  }
}

function drop({ text, gutter, ruler }: Brush): void {
  text.dispose();
  gutter.dispose();
  ruler.dispose();
}

function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

/** The stretch of text that an editor shows, folded lines included. */
function sightOf({ document, visibleRanges }: vscode.TextEditor): Span {
  const [first, last] = [visibleRanges[0]?.start, visibleRanges.at(-1)?.end];
  return { from: first ? document.offsetAt(first) : 0, to: last ? document.offsetAt(last) : 0 };
}

/** The spans to draw, by look and tag: `found:verified`, `edited:quote`. */
function group(annotations: readonly AnchoredAnnotation[]): ReadonlyMap<string, readonly Span[]> {
  const groups = new Map<string, Span[]>();
  for (const anchored of annotations) {
    if (!anchored.span) continue;
    const name = `${lookOf(anchored)}:${anchored.annotation.tag}`;
    addTo(groups, name, anchored.span);
  }
  return groups;
}

function lookOf({ annotation, state, doubts }: AnchoredAnnotation): Look {
  const need = neededBy(annotation, state === 'edited', doubts);
  return need === 'edited' || need === 'contested' ? need : 'found';
}

function splitName(name: string): readonly [look: Look, tag: string] {
  const colon = name.indexOf(':');
  return [name.slice(0, colon) as Look, name.slice(colon + 1)];
}

const isOn = (scope: vscode.Uri): boolean =>
  vscode.workspace.getConfiguration('claimmark', scope).get('highlights.enabled', true);

async function toggle(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('claimmark');
  const on = settings.get('highlights.enabled', true);
  await settings.update('highlights.enabled', !on, vscode.ConfigurationTarget.Global);
}
