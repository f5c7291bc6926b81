import * as vscode from 'vscode';
import { tagIdOf } from '../../core/model/annotation';
import { askInTurn, chosenIn, type Boxes } from '../ui/boxes';
import { withoutIcons } from '../ui/dialogs';
import { tagsFor, type Tag } from '../ui/tags';

interface TagPick extends vscode.QuickPickItem {
  /** Undefined for a tag that does not exist yet. */
  readonly id: string | undefined;
}

/** Asks for a tag; a typed name without a tag may become a new one. */
export const pickTag = (scope: vscode.Uri | undefined): Promise<string | undefined> =>
  askInTurn((boxes) => chooseTag(boxes, scope));

async function chooseTag(boxes: Boxes, scope: vscode.Uri | undefined): Promise<string | undefined> {
  const tags = tagsFor(scope);
  const picker = vscode.window.createQuickPick<TagPick>();
  picker.title = vscode.l10n.t('Tag');
  picker.placeholder = vscode.l10n.t('Choose a tag, or type the name of a new one');
  picker.matchOnDescription = true;
  picker.items = picksOf(tags, '');
  picker.onDidChangeValue((value) => (picker.items = picksOf(tags, value.trim())));
  const chosen = await boxes.show(picker, () => {
    const pick = chosenIn(picker);
    return pick && { id: pick.id, label: picker.value.trim() };
  });
  return chosen && (chosen.id ?? (await makeTag(boxes, chosen.label, tags, scope)));
}

/** The tags, and a new one at the end if none has the typed name. */
function picksOf(tags: readonly Tag[], typed: string): readonly TagPick[] {
  const picks = tags.map((tag) => ({
    label: `$(${tag.icon}) ${tag.label}`,
    description: [tag.id === tag.label ? '' : tag.id, tag.key?.toUpperCase() ?? ''].filter(Boolean).join(' · '),
    detail: tag.description,
    id: tag.id,
  }));
  const isNamed = tags.some(({ id, label }) => [id, label].some((name) => name.toLowerCase() === typed.toLowerCase()));
  if (typed === '' || isNamed) return picks;
  const label = `$(add) ${vscode.l10n.t('New tag “{0}”…', withoutIcons(typed))}`;
  return [...picks, { label, alwaysShow: true, id: undefined }];
}

/** Asks for a key, a colour and the settings to write to, and makes the tag. Returns its id. */
async function makeTag(
  boxes: Boxes,
  label: string,
  tags: readonly Tag[],
  scope: vscode.Uri | undefined,
): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const title = t('New tag “{0}”', label);
  const key = await askForKey(boxes, title, tags);
  if (key === undefined) return undefined;
  const color = await boxes.choose(colors(), { title, placeHolder: t('Its colour') });
  if (!color) return undefined;
  const place = await askForPlace(boxes, title, scope);
  if (!place) return undefined;
  const id = tagIdOf(
    label,
    tags.map((tag) => tag.id),
  );
  const configuration = vscode.workspace.getConfiguration('claimmark', scope);
  const found = configuration.inspect<readonly unknown[]>('tags');
  const inPlace = {
    [vscode.ConfigurationTarget.Global]: found?.globalValue,
    [vscode.ConfigurationTarget.Workspace]: found?.workspaceValue,
    [vscode.ConfigurationTarget.WorkspaceFolder]: found?.workspaceFolderValue,
  }[place.target];
  // Nearer settings hide others, so the tags in effect are written with the new one.
  const before = Array.isArray(inPlace) ? inPlace : place.isNearest ? configuration.get<unknown[]>('tags', []) : [];
  const made = {
    id,
    label,
    ...(key === '' ? {} : { key }),
    ...(color.color === undefined ? {} : { color: color.color }),
  };
  await configuration.update('tags', [...before, made], place.target);
  return id;
}

/** Asks for a triage key that no tag or command has; empty where the person wants none. */
async function askForKey(boxes: Boxes, title: string, tags: readonly Tag[]): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const used = new Set([...tags.flatMap(({ key }) => key ?? []), ...'dnazjk']);
  const answer = await boxes.type({
    title,
    prompt: t('Its key in triage: one letter or digit. Press Enter for none.'),
    faultOf: (value) => {
      const key = value.trim().toLowerCase();
      if (key === '') return undefined;
      if (!/^[a-z0-9]$/.test(key)) return t('One letter from A to Z, or one digit.');
      return used.has(key) ? t('{0} is already taken.', key.toUpperCase()) : undefined;
    },
  });
  return answer?.trim().toLowerCase();
}

interface ColorPick extends vscode.QuickPickItem {
  readonly color: string | undefined;
}

/** The colours of charts, readable in each theme, and the one of the team's tags. */
function colors(): readonly ColorPick[] {
  const { t } = vscode.l10n;
  const pick = (label: string, name: string): ColorPick => ({
    label,
    color: `charts.${name}`,
    iconPath: new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor(`charts.${name}`)),
  });
  const plain = new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor('claimmark.teamTagForeground'));
  return [
    { label: t('Like the team’s other tags'), color: undefined, iconPath: plain },
    pick(t('Purple'), 'purple'),
    pick(t('Blue'), 'blue'),
    pick(t('Green'), 'green'),
    pick(t('Yellow'), 'yellow'),
    pick(t('Orange'), 'orange'),
    pick(t('Red'), 'red'),
  ];
}

interface PlacePick extends vscode.QuickPickItem {
  readonly target:
    | vscode.ConfigurationTarget.Global
    | vscode.ConfigurationTarget.Workspace
    | vscode.ConfigurationTarget.WorkspaceFolder;
  /** Whether these settings override all others for the source. */
  readonly isNearest: boolean;
}

/** Asks where the tag is written, unless there is only one place. */
async function askForPlace(boxes: Boxes, title: string, scope: vscode.Uri | undefined): Promise<PlacePick | undefined> {
  const { t } = vscode.l10n;
  const { Global, Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const mine: PlacePick = {
    label: t('My settings'),
    detail: t('In all workspaces, for nobody else'),
    target: Global,
    isNearest: folders.length === 0,
  };
  if (folders.length === 0) return mine;
  const team: PlacePick = {
    label: t('Settings of the workspace'),
    detail: t('For everyone who opens it: .vscode/settings.json can be shared'),
    target: Workspace,
    isNearest: true,
  };
  const folder = scope && folders.length > 1 ? vscode.workspace.getWorkspaceFolder(scope) : undefined;
  const own: PlacePick[] = folder
    ? [{ label: t('Settings of the folder {0}', folder.name), target: WorkspaceFolder, isNearest: true }]
    : [];
  return boxes.choose([team, ...own, mine], { title, placeHolder: t('Where to save it') });
}
