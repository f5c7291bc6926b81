import * as vscode from 'vscode';
import { cursorAt, fieldsAt, type Cursor } from '../../core/sidecar/cursor';
import type { Field } from '../../core/sidecar/schema';
import type { Store } from '../../core/state/store';
import { toRange } from '../ui/convert';
import { sourceOf } from '../ui/names';
import { tagsFor } from '../ui/tags';
import { valuesFor } from './values';
import { meaningOf } from './fieldDocs';

/** Completes keys that fit at the cursor, and values of keys with a choice. */
export function completionsAt(
  store: Store,
  document: vscode.TextDocument,
  position: vscode.Position,
): ReturnType<typeof valuesFor> {
  const cursor = cursorAt(document.getText(), document.offsetAt(position));
  if (!cursor) return [];
  const range = toRange(document, cursor.typed);
  if (cursor.key !== undefined) return valuesFor(store, document, cursor, range);
  return cursor.wantsDash ? newItems(document, cursor, range) : keysFor(cursor, range);
}

function keysFor(cursor: Cursor, range: vscode.Range): vscode.CompletionItem[] {
  const fields = [...(fieldsAt(cursor.path) ?? [])].filter(([key]) => !cursor.siblings.has(key));
  return fields.map(([key, field], index) => {
    const item = new vscode.CompletionItem(key, vscode.CompletionItemKind.Property);
    const meaning = meaningOf(cursor.path, key, vscode.l10n.t);
    if (meaning !== undefined) item.documentation = meaning;
    if (field.needed) item.detail = vscode.l10n.t('needed');
    item.range = range;
    item.sortText = String(index).padStart(2, '0');
    item.insertText = insertion(cursor, key, field);
    item.keepWhitespace = true;
    item.command = { command: 'editor.action.triggerSuggest', title: '' };
    return item;
  });
}

function insertion({ path, column }: Cursor, key: string, { shape }: Field): string {
  const inner = '\n' + ' '.repeat(column + 2);
  const isList = shape.kind === 'list' || (path.length === 0 && (key === 'annotations' || key === 'dismissed'));
  if (isList) return `${key}:${inner}- `;
  return shape.kind === 'map' || (path.length === 0 && key === 'about') ? `${key}:${inner}` : `${key}: `;
}

/** Completes a whole item of a list: an entry needs a tag and the words. */
function newItems(document: vscode.TextDocument, { path }: Cursor, range: vscode.Range): vscode.CompletionItem[] {
  const list = path.at(-1);
  if (list !== 'annotations') return [];
  const item = new vscode.CompletionItem(
    { label: '- tag: …', description: vscode.l10n.t('new entry') },
    vscode.CompletionItemKind.Snippet,
  );
  const tags = tagsFor(sourceOf(document.uri)).map((tag) => tag.id);
  item.insertText = new vscode.SnippetString(`- tag: \${1|${tags.join(',')}|}\n  text: $0`);
  item.documentation = vscode.l10n.t('An entry needs a tag and the words of the source; the rest is filled in.');
  item.filterText = '-';
  item.range = range;
  return [item];
}
