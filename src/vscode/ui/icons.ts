import * as vscode from 'vscode';
import { neededBy, type Attention } from '../../core/query/attention';
import type { AnchoredAnnotation } from '../../core/state/sheet';
import type { Tag } from './tags';
import type { SourceList } from './treeNodes';
import { openDocument } from './open';

/** The attention that an annotation needs; for a closed source not read yet, decided by its record alone. */
export function attentionOf({ state, annotation, doubts }: AnchoredAnnotation): Attention {
  if (state === 'lost') return state;
  return neededBy(annotation, state === 'edited' || (state === 'unsought' && annotation.was !== undefined), doubts);
}

/** The icon of a tag in its colour, or the icon of what needs attention: shapes differ, so colour is never the only sign. */
export function iconOf(tag: Tag, attention: Attention = 'none'): vscode.ThemeIcon {
  if (attention !== 'none') return attentionIcon(attention);
  // Icons take only theme colours, so a tag with another colour gets that of the team's tags.
  const own = typeof tag.color === 'string' ? themed(tag.color) : tag.color;
  return new vscode.ThemeIcon(tag.icon, own);
}

/** The icon for what needs a person. */
export function attentionIcon(attention: Exclude<Attention, 'none'>): vscode.ThemeIcon {
  const icons = { lost: 'warning', contested: 'comment-unresolved', questioned: 'feedback', edited: 'edit' };
  const color = attention === 'questioned' ? 'contested' : attention;
  return new vscode.ThemeIcon(icons[attention], new vscode.ThemeColor(`claimmark.${color}Foreground`));
}

/** The icon for the state of sources. */
export const iconOfSources = (which: SourceList): vscode.ThemeIcon =>
  new vscode.ThemeIcon({ untouched: 'circle-large-outline', begun: 'color-mode', finished: 'pass-filled' }[which]);

function themed(color: string): vscode.ThemeColor {
  return new vscode.ThemeColor(color.startsWith('#') ? 'claimmark.teamTagForeground' : color);
}

/** The line, from 1, at which an annotation begins now if known, else when it was last written. */
export function lineOf(source: string, { span, annotation, line }: AnchoredAnnotation): number | undefined {
  const document = span && openDocument(source);
  return document && span ? document.positionAt(span.from).line + 1 : (line ?? annotation.line);
}
