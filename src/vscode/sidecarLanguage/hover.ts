import * as vscode from 'vscode';
import { escapeForHover } from '../../core/text/markdown';
import { cursorAt, fieldsAt } from '../../core/sidecar/cursor';
import { sourceOf } from '../ui/names';
import { tagsFor } from '../ui/tags';
import { meaningOf, meaningOfChoice } from './fieldDocs';

/** Explains a key, a tag or another value of a choice. */
export function meaningAt(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  const range = document.getWordRangeAtPosition(position, /[\w-]+/);
  const word = range && document.getText(range);
  const cursor = range && cursorAt(document.getText(), document.offsetAt(range.end));
  if (!range || !word || !cursor) return undefined;
  const text =
    cursor.key === undefined ? aboutKey(cursor.path, word) : aboutValue(document, cursor.path, cursor.key, word);
  return text === undefined ? undefined : new vscode.Hover(new vscode.MarkdownString(text, true), range);
}

function aboutKey(path: readonly string[], key: string): string | undefined {
  const meaning = meaningOf(path, key, vscode.l10n.t);
  const field = fieldsAt(path)?.get(key);
  if (meaning === undefined || !field) return undefined;
  const needed = field.needed ? ` *(${vscode.l10n.t('needed')})*` : '';
  const { shape } = field;
  const choices = shape.kind === 'choice' ? [shape.choices.map((choice) => `\`${choice}\``).join(' · ')] : [];
  return [`**${key}**${needed}`, meaning, ...choices].join('\n\n');
}

function aboutValue(
  document: vscode.TextDocument,
  path: readonly string[],
  key: string,
  word: string,
): string | undefined {
  if (path.join('.') === 'annotations' && key === 'tag') {
    const tag = tagsFor(sourceOf(document.uri)).find(({ id }) => id === word);
    if (!tag) return undefined;
    return [`$(${tag.icon}) **${escapeForHover(tag.label)}**`, escapeForHover(tag.description)].join('\n\n');
  }
  const shape = fieldsAt(path)?.get(key)?.shape;
  return shape?.kind === 'choice' && shape.choices.includes(word) ? meaningOfChoice(word, vscode.l10n.t) : undefined;
}
