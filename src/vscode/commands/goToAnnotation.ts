import * as vscode from 'vscode';
import { createSearch, type Search, type SearchHit } from '../../core/query/search';
import { anchoredAnnotation, type AnchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { onOneLine } from '../../core/text/oneLine';
import { openAnnotation } from '../documents/openAnnotation';
import { currentSource } from '../documents/openSources';
import { afterPause } from '../ui/debounce';
import { toRange } from '../ui/convert';
import { wordsItem } from '../ui/dialogs';
import { attentionOf, iconOf, lineOf } from '../ui/icons';
import { baseName, placeOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { tagOf, tagsByFolder, type Tag } from '../ui/tags';
import { inSlices } from '../ui/timeSlices';
import { openDocument } from '../ui/open';

/** Most annotations listed; a person who wants another types more words. */
const most = 200;

/** Searches the annotations of the workspace. */
export interface Finder {
  readonly store: Store;
  find(query: string): Promise<readonly SearchHit[]>;
}

/** Searches the current source first. */
export function finderOf(store: Store, platform: Platform): Finder {
  let made: Search | undefined;
  const find = (query: string): Promise<readonly SearchHit[]> => {
    const current = currentSource();
    const here = store.all().filter(({ source }) => source === current);
    const elsewhere = store.all().filter(({ source }) => source !== current);
    const tagsOf = tagsByFolder();
    const names = {
      nameOf: (source: string) => placeOf(vscode.Uri.parse(source)),
      labelOf: (source: string, tag: string) => tagOf(tag, tagsOf(vscode.Uri.parse(source))).label,
    };
    made ??= createSearch();
    return inSlices(made.find([...here, ...elsewhere], query, most, names), platform);
  };
  return { store, find };
}

interface Item extends vscode.QuickPickItem {
  readonly hit: SearchHit;
}

/** Asks for an annotation and shows it. Active items are previewed; Escape returns to where the person was. */
export async function pick(finder: Finder): Promise<void> {
  const goBack = rememberPlace();
  const picker = vscode.window.createQuickPick<Item>();
  picker.title = vscode.l10n.t('Go to Annotation');
  picker.placeholder = vscode.l10n.t('Type words of the claim, note, speaker, evidence, tag or source');
  const list = async (): Promise<void> => {
    const query = picker.value;
    picker.busy = true;
    const hits = await finder.find(query);
    if (query !== picker.value) return;
    const tagsOf = tagsByFolder();
    picker.items = hits.flatMap((hit) => itemOf(finder.store, hit, tagsOf));
    picker.busy = false;
  };
  let isShown = false;
  let isLeft = false;
  /** Previews the active item; if that ends after the person has left the list, it is undone, too. */
  const preview = async (): Promise<void> => {
    isShown = true;
    await show(finder.store, picker.activeItems[0], true);
    if (isLeft) await goBack();
  };
  const shown = afterPause(120, preview);
  let listed = Promise.resolve();
  const chosen = await new Promise<Item | undefined>((resolve) => {
    picker.onDidChangeValue(() => (listed = list()));
    picker.onDidChangeActive(() => shown.soon());
    // A person who types and presses Enter at once means the result for the words, not what was listed before.
    picker.onDidAccept(() => void listed.then(() => resolve(activeOf(picker))));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
    listed = list();
  });
  shown.dispose();
  picker.dispose();
  if (chosen) return show(finder.store, chosen, false);
  isLeft = true;
  if (isShown) await goBack();
}

/** The active item of a list, or the first one if the active one is no longer listed. */
function activeOf({ activeItems: [active], items }: vscode.QuickPick<Item>): Item | undefined {
  return active && items.includes(active) ? active : items[0];
}

async function show(store: Store, item: Item | undefined, preview: boolean): Promise<void> {
  if (!item) return;
  const { source, annotation } = item.hit;
  await openAnnotation(store, { kind: 'annotation', source, id: annotation.id }, { preserveFocus: preview });
}

/**
 * Returns a function that leads back to the active editor, its cursor and visible range. The keyboard stays where it
 * is: VS Code has returned it already, or something opened at the same moment has it.
 */
function rememberPlace(): () => Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return () => Promise.resolve();
  const { document, selection, viewColumn } = editor;
  const [visible] = editor.visibleRanges;
  return async () => {
    const reopened = await vscode.window.showTextDocument(document, {
      selection,
      preserveFocus: true,
      ...(viewColumn ? { viewColumn } : {}),
    });
    if (visible) reopened.revealRange(visible, vscode.TextEditorRevealType.AtTop);
  };
}

function itemOf(store: Store, hit: SearchHit, tagsOf: (source: vscode.Uri) => readonly Tag[]): Item[] {
  const anchored = anchoredAnnotation(store.get(hit.source), hit.annotation.id);
  if (!anchored) return [];
  const file = vscode.Uri.parse(hit.source);
  const tag = tagOf(hit.annotation.tag, tagsOf(file));
  const line = lineOf(hit.source, anchored);
  const place = line === undefined ? baseName(file) : `${baseName(file)}:${line}`;
  const { speaker, note } = hit.annotation;
  const known = [place, tag.label, stateOf(anchored), speaker ?? '', onOneLine(note ?? '', 160)];
  const item = wordsItem(hit.annotation.text, known);
  return [
    {
      hit,
      ...item,
      label: item.label || vscode.l10n.t('(blank)'),
      iconPath: iconOf(tag, attentionOf(anchored)),
      // All results are shown, as the list itself would match words differently.
      alwaysShow: true,
    },
  ];
}

function stateOf(anchored: AnchoredAnnotation): string {
  const { t } = vscode.l10n;
  const words = {
    lost: t('lost'),
    edited: t('edited'),
    contested: t('contested'),
    questioned: t('open question'),
  };
  const attention = attentionOf(anchored);
  return attention === 'none' ? '' : words[attention];
}

/** Symbols at the present places in open sources, else at the places last written. */
export function symbolsOf(store: Store, hits: readonly SearchHit[]): vscode.SymbolInformation[] {
  return hits.flatMap(({ source, annotation }) => {
    const span = anchoredAnnotation(store.get(source), annotation.id)?.span;
    const uri = vscode.Uri.parse(source);
    const document = span && openDocument(source);
    const line = Math.max(0, (annotation.line ?? 1) - 1);
    const place = document && span ? toRange(document, span) : new vscode.Range(line, 0, line, 0);
    const name = onOneLine(annotation.text, 300);
    const kind = vscode.SymbolKind.String;
    return new vscode.SymbolInformation(name, kind, placeOf(uri), new vscode.Location(uri, place));
  });
}
