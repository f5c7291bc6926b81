import * as vscode from 'vscode';
import { gathered } from '../ui/debounce';
import { anchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { baseName, sidecarOf, sourceOf } from '../ui/names';
import { tagOf, tagsFor } from '../ui/tags';
import type { AnnotationNode } from '../ui/treeNodes';
import { sidecarDocuments, sidecarIn } from './document';
import { openDocument } from '../ui/open';

class EntryLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly node: AnnotationNode,
  ) {
    super(range);
  }
}

/** Shows above each entry of a sidecar where its words are in the source, with a link. */
export function showLenses(store: Store): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const missing = new Set<string>();
  const firing = gathered(150, () => changed.fire());
  const soon = (): void => firing.soon();

  /** Opens a source, since lines are known of open sources only. One that can't be opened is reported, and tried again later. */
  function open(source: vscode.Uri): void {
    const name = source.toString();
    if (store.get(name)?.open || missing.has(name)) return;
    vscode.workspace.openTextDocument(source).then(undefined, () => {
      missing.add(name);
      soon();
    });
  }

  const isShown = (source: string): boolean => {
    const sidecar = sidecarOf(vscode.Uri.parse(source)).toString();
    return vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === sidecar);
  };
  return vscode.Disposable.from(
    changed,
    firing,
    store.onDidChange(({ source, stirred }) => stirred && isShown(source) && soon()),
    vscode.workspace.onDidOpenTextDocument(({ uri }) => missing.delete(uri.toString()) && soon()),
    vscode.languages.registerCodeLensProvider(sidecarDocuments, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses(document) {
        open(sourceOf(document.uri));
        return lensesOf(store, document);
      },
      resolveCodeLens: (lens) => (lens instanceof EntryLens ? resolved(store, lens, missing) : lens),
    }),
  );
}

function lensesOf(store: Store, document: vscode.TextDocument): vscode.CodeLens[] {
  const { t } = vscode.l10n;
  const sidecar = sidecarIn(store, document);
  const source = sourceOf(document.uri);
  const top = new vscode.Range(0, 0, 0, 0);
  const open = {
    command: 'vscode.open',
    title: `$(go-to-file)\u00a0${t('Open {0}', baseName(source))}`,
    arguments: [source],
  };
  const merge = {
    command: 'claimmark.mergeConflict',
    title: `$(git-merge)\u00a0${t('Merge both sides')}`,
    arguments: [document.uri],
  };
  const entries = sidecar.entries.map(({ span, key }) => {
    const at = document.positionAt(span.from);
    return new EntryLens(new vscode.Range(at, at), { kind: 'annotation', source: source.toString(), id: key });
  });
  const file = [open, ...(sidecar.state === 'conflicted' ? [merge] : [])];
  return [...file.map((command) => new vscode.CodeLens(top, command)), ...entries];
}

function resolved(store: Store, lens: EntryLens, missing: ReadonlySet<string>): vscode.CodeLens {
  const { source, id } = lens.node;
  const anchored = anchoredAnnotation(store.get(source), id);
  const title = anchored
    ? titleOf(anchored.annotation.tag, anchored.state, lineIn(source, anchored.span), source, missing)
    : '';
  lens.command = { command: 'claimmark.open', title, arguments: [lens.node] };
  return lens;
}

function lineIn(source: string, span: { from: number } | undefined): number | undefined {
  const document = openDocument(source);
  return document && span ? document.positionAt(span.from).line + 1 : undefined;
}

function titleOf(
  tagId: string,
  state: 'unsought' | 'found' | 'edited' | 'lost',
  line: number | undefined,
  source: string,
  missing: ReadonlySet<string>,
): string {
  const { t } = vscode.l10n;
  const uri = vscode.Uri.parse(source);
  const tag = tagOf(tagId, tagsFor(uri)).label;
  if (missing.has(source)) return `$(warning)\u00a0${t('{0} · {1} is not there', tag, baseName(uri))}`;
  if (state === 'lost') return `$(warning)\u00a0${t('{0} · lost: these words are no longer in the source', tag)}`;
  if (line === undefined) return t('{0} · go to the words', tag);
  if (state === 'edited')
    return `$(edit)\u00a0${t('line {0} · {1} · edited since tagged · go to the words', line, tag)}`;
  return t('line {0} · {1} · go to the words', line, tag);
}
