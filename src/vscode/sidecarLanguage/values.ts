import * as vscode from 'vscode';
import type { Annotation } from '../../core/model/annotation';
import { fieldsAt, type Cursor } from '../../core/sidecar/cursor';
import { onOneLine } from '../../core/text/oneLine';
import { relativePath } from '../../core/text/links';
import { printString } from '../../core/sidecar/print';
import type { Store } from '../../core/state/store';
import { now } from '../ui/revisions';
import { baseName, sourceOf } from '../ui/names';
import { tagsFor } from '../ui/tags';
import { meaningOfChoice } from './fieldDocs';

/** Most annotations of other sources offered at once. */
const most = 500;

/** Completes values for the key at the cursor. */
export function valuesFor(
  store: Store,
  document: vscode.TextDocument,
  cursor: Cursor,
  range: vscode.Range,
): vscode.CompletionItem[] {
  const { key, column } = cursor;
  return choices(store, document, cursor).map(({ value, meaning, detail }, index) => {
    const item = new vscode.CompletionItem(value, vscode.CompletionItemKind.Value);
    if (meaning) item.documentation = meaning;
    if (detail) item.detail = detail;
    item.range = range;
    item.insertText = key === 'claimmark' ? value : printString(value, { flow: false, indent: column, eol: '\n' });
    item.filterText = `${value} ${detail ?? ''}`;
    item.sortText = String(index).padStart(4, '0');
    return item;
  });
}

interface Choice {
  readonly value: string;
  readonly meaning?: string;
  readonly detail?: string;
}

function choices(store: Store, document: vscode.TextDocument, { path, key = '', siblings }: Cursor): Choice[] {
  const source = sourceOf(document.uri);
  const [section, list] = path;
  const shape = fieldsAt(path)?.get(key)?.shape;
  if (shape?.kind === 'choice')
    return shape.choices.map((value) => ({ value, meaning: meaningOfChoice(value, vscode.l10n.t) }));
  if (shape?.kind === 'time') return [{ value: now(), detail: vscode.l10n.t('now') }];
  if (section === undefined)
    return key === 'source' ? [{ value: baseName(source) }] : key === 'claimmark' ? [{ value: '1' }] : [];
  if (section === 'finished' && key === 'by') return used(store, ({ by }) => by);
  if (section !== 'annotations') return [];
  if (key === 'tag') return tagChoices(source);
  if (list === undefined && key === 'speaker') return used(store, ({ speaker }) => speaker);
  if (key === 'by') return used(store, ({ by }) => by);
  if ((list === 'links' || list === 'notLinked') && key === 'to') return linkChoices(store, source);
  if (list === 'evidence' && key === 'source')
    return store.all().map((sheet) => ({ value: pathTo(source, sheet.source) }));
  if (list === 'evidence' && key === 'id')
    return idChoices(store, vscode.Uri.joinPath(source, '..', siblings.get('source') ?? ''));
  return [];
}

function tagChoices(source: vscode.Uri): Choice[] {
  return tagsFor(source).map(({ id, label, description }) => ({ value: id, detail: label, meaning: description }));
}

function used(store: Store, field: (annotation: Annotation) => string | undefined): Choice[] {
  const values = new Set(store.all().flatMap(({ records }) => records.flatMap((record) => field(record) ?? [])));
  return [...values].sort().map((value) => ({ value }));
}

function idChoices(store: Store, source: vscode.Uri): Choice[] {
  const records = store.get(source.toString())?.records ?? [];
  return records.slice(0, most).map(({ id, text }) => ({ value: id, detail: onOneLine(text, 60) }));
}

function linkChoices(store: Store, from: vscode.Uri): Choice[] {
  const others = store.all().filter(({ source }) => source !== from.toString());
  return others
    .flatMap(({ source, records }) => records.map((record) => ({ path: pathTo(from, source), record })))
    .slice(0, most)
    .map(({ path, record }) => ({ value: `${path}#${record.id}`, detail: onOneLine(record.text, 60) }));
}

const pathTo = (from: vscode.Uri, source: string): string => relativePath(from.path, vscode.Uri.parse(source).path);
