import * as vscode from 'vscode';
import type { ExportedTag } from '../../core/exchange/format';
import { builtInTags } from '../../core/model/annotation';

/** A tag as people see it. */
export interface Tag {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** A theme colour's id or a colour such as `#3a7`. */
  readonly color: vscode.ThemeColor | string;
  readonly icon: string;
  /** The single key that sets it in triage. */
  readonly key: string | undefined;
  readonly builtIn: boolean;
}

interface TagSetting {
  readonly id?: unknown;
  readonly label?: unknown;
  readonly description?: unknown;
  readonly color?: unknown;
  readonly icon?: unknown;
  readonly key?: unknown;
}

const icons: Readonly<Record<string, string>> = { verified: 'pass', unconfirmed: 'question', quote: 'quote' };
const keys: Readonly<Record<string, string>> = { verified: 'v', unconfirmed: 'u', quote: 'q' };

/** The tags in order: missing built-in ones first, then those of the settings. */
export function tagsFor(scope: vscode.Uri | undefined): readonly Tag[] {
  const settings = vscode.workspace.getConfiguration('claimmark', scope).get<unknown>('tags');
  const named = (Array.isArray(settings) ? (settings as readonly TagSetting[]) : []).flatMap(tagFrom);
  const missing = builtInTags.filter((id) => !named.some((tag) => tag.id === id)).map(builtIn);
  return [...missing, ...named];
}

/** `tagsFor`, evaluated once for each folder, for work on many sources while the settings stay the same. */
export function tagsByFolder(): (source: vscode.Uri) => readonly Tag[] {
  const known = new Map<string, readonly Tag[]>();
  return (source) => {
    const folder = vscode.workspace.getWorkspaceFolder(source)?.uri.toString() ?? '';
    const tags = known.get(folder) ?? tagsFor(source);
    known.set(folder, tags);
    return tags;
  };
}

/** The tags for exports and reports. These know no themes, so only the team's own colours are included. */
export function exportedTags(scope: vscode.Uri | undefined): readonly ExportedTag[] {
  return tagsFor(scope).map(({ id, label, description, color }) => ({
    id,
    label,
    description,
    ...(typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? { color } : {}),
  }));
}

/** The tag with an id; one that no setting has is shown by its id. */
export function tagOf(id: string, tags: readonly Tag[]): Tag {
  return tags.find((tag) => tag.id === id) ?? unknownTag(id);
}

function builtIn(id: (typeof builtInTags)[number]): Tag {
  const shown = { icon: icons[id] ?? 'tag', key: keys[id], color: new vscode.ThemeColor(`claimmark.${id}Foreground`) };
  return { id, builtIn: true, ...shown, ...wordsOf(id) };
}

function wordsOf(id: (typeof builtInTags)[number]): { label: string; description: string } {
  switch (id) {
    case 'verified':
      return {
        label: vscode.l10n.t('Verified'),
        description: vscode.l10n.t('Checked against evidence and found true'),
      };
    case 'unconfirmed':
      return {
        label: vscode.l10n.t('Unconfirmed'),
        description: vscode.l10n.t('Not checked yet, or impossible to settle'),
      };
    case 'quote':
      return { label: vscode.l10n.t('Quote'), description: vscode.l10n.t('Somebody’s words, quoted exactly') };
  }
}

function unknownTag(id: string): Tag {
  const color = new vscode.ThemeColor('claimmark.teamTagForeground');
  return { id, label: id, description: '', color, icon: 'tag', key: undefined, builtIn: false };
}

function tagFrom(setting: TagSetting): Tag[] {
  if (typeof setting !== 'object' || typeof setting?.id !== 'string' || !/^[\w-]{1,40}$/.test(setting.id)) return [];
  const base = builtInTags.find((id) => id === setting.id);
  const plain = base ? builtIn(base) : unknownTag(setting.id);
  return [
    {
      ...plain,
      label: text(setting.label) ?? plain.label,
      description: text(setting.description) ?? plain.description,
      color: text(setting.color) ?? plain.color,
      icon: iconName(setting.icon) ?? plain.icon,
      key: text(setting.key)?.slice(0, 1).toLowerCase() ?? plain.key,
    },
  ];
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() ? value.trim() : undefined;

/** The name of a codicon, given with or without `$(…)`. */
function iconName(value: unknown): string | undefined {
  return /^(?:\$\()?([a-z][a-z0-9-]*)\)?$/.exec(text(value) ?? '')?.[1];
}
