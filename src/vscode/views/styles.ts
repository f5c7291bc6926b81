import * as vscode from 'vscode';
import type { Tag } from '../ui/tags';

/** How annotations of one tag look. Line styles and gutter shapes differ, so that colour is never needed to tell them apart. */
export interface Style {
  /** Equal keys look equal. */
  readonly key: string;
  readonly text: vscode.DecorationRenderOptions;
  /** For the place where a span begins: wrapped text would show it beside each of its lines. */
  readonly gutter: vscode.DecorationRenderOptions;
}

/** The line under the words, by tag: solid, dashed, dotted; tags of the team have a double one. */
const lines: Readonly<Record<string, string>> = { verified: 'solid', unconfirmed: 'dashed', quote: 'dotted' };

/** What matters more than the tag: the words have changed since, or a reviewer disagrees. */
export type Look = 'found' | 'edited' | 'contested';

/** The look of a tag. */
export function styleOf(tag: Tag, look: Look, media: vscode.Uri, scope: vscode.Uri): Style {
  const settings = vscode.workspace.getConfiguration('claimmark.highlights', scope);
  const gutter = settings.get('gutter', true);
  const ruler = settings.get('overviewRuler', true);
  const name = lines[tag.id] ? tag.id : 'teamTag';
  const color = new vscode.ThemeColor(`claimmark.${name}Foreground`);
  const own = typeof tag.color === 'string' ? tag.color : undefined;
  const picture = look !== 'found' ? look : lines[tag.id] ? tag.id : 'team';
  return {
    key: JSON.stringify([tag, look, gutter, ruler]),
    text: {
      backgroundColor: own ? translucent(own) : new vscode.ThemeColor(`claimmark.${name}Background`),
      borderWidth: '0 0 2px 0',
      borderStyle: lines[tag.id] ?? 'double',
      borderColor: own ?? new vscode.ThemeColor(`claimmark.${name}Border`),
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      ...(ruler ? { overviewRulerColor: own ?? color, overviewRulerLane: vscode.OverviewRulerLane.Right } : {}),
      ...(look === 'edited' ? { textDecoration: 'underline wavy 1px var(--vscode-claimmark-editedBorder)' } : {}),
    },
    gutter: gutter ? icons(media, picture) : {},
  };
}

function icons(media: vscode.Uri, picture: string): vscode.DecorationRenderOptions {
  const icon = (theme: 'light' | 'dark'): vscode.ThemableDecorationRenderOptions => ({
    gutterIconPath: vscode.Uri.joinPath(media, 'gutter', `${picture}-${theme}.svg`),
    gutterIconSize: 'contain',
  });
  return { light: icon('light'), dark: icon('dark') };
}

/** A colour of the team's own as a background that text stays readable on. */
function translucent(color: string): string {
  return /^#[0-9a-f]{6}$/i.test(color) ? `${color}30` : /^#[0-9a-f]{3}$/i.test(color) ? `${color}3` : 'transparent';
}
