import * as vscode from 'vscode';
import { escapeMarkdown } from '../../core/text/markdown';
import type { CommandContext } from '../storage/commandContext';
import { showBriefly } from '../ui/dialogs';
import { lineOf } from '../ui/icons';
import { placeOf } from '../ui/names';
import { tagOf, tagsFor } from '../ui/tags';
import { targetOf, targetsOf, type Rows, type Target } from '../ui/targets';

/** Copies annotations as Markdown: the words as a quotation, then speaker, place and tag. */
export async function copyMarkdown(context: CommandContext, rows: Rows): Promise<void> {
  const targets = targetsOf(context.store, rows);
  if (targets.length === 0) return void targetOf(context.store, rows);
  await vscode.env.clipboard.writeText(targets.map((target) => asMarkdown(context, target)).join('\n\n') + '\n');
  showBriefly(vscode.l10n.t('Copied as Markdown.'));
}

function asMarkdown(context: CommandContext, target: Target): string {
  const { source, annotation } = target;
  const uri = vscode.Uri.parse(source);
  const line = lineOf(source, target);
  const title = context.store.get(source)?.sidecar?.about.title;
  const place = line ? `${placeOf(uri)}:${line}` : placeOf(uri);
  const from = [annotation.speaker, title, place].filter((part) => part !== undefined).map(escapeMarkdown);
  const tag = tagOf(annotation.tag, tagsFor(uri)).label;
  const quotation = annotation.text.split('\n').map((words) => `> ${escapeMarkdown(words)}`);
  const note = annotation.note ? ['', annotation.note] : [];
  return [...quotation, '>', `> — ${from.join(', ')} (${escapeMarkdown(tag)})`, ...note].join('\n');
}
