import * as vscode from 'vscode';
import { placing, type Exported } from '../../core/exchange/format';
import {
  changesBetween,
  wordsOf,
  type AnnotationChange,
  type ChangeKind,
  type ComparedSide,
} from '../../core/query/changes';
import { assessTexts } from '../../core/review/grounds';
import { sayDoubt } from '../../core/review/words';
import { readSidecar } from '../../core/sidecar/read';
import type { Store } from '../../core/state/store';
import type { CommandContext } from '../storage/commandContext';
import { onOneLine } from '../../core/text/oneLine';
import { changedSince, repositoryOf, textAt, type Repository } from '../documents/git';
import { openAnnotation } from '../documents/openAnnotation';
import { currentSource } from '../documents/openSources';
import { askInTurn, type Boxes } from '../ui/boxes';
import { inform, separator, warn, withoutIcons } from '../ui/dialogs';
import { baseName, isSidecar, placeOf, sidecarOf, sourceOf } from '../ui/names';
import { openAt } from '../ui/open';
import type { Platform } from '../ui/platform';
import { settledBy } from '../ui/reviewStatus';
import { tagOf, tagsFor } from '../ui/tags';
import { inSlices } from '../ui/timeSlices';
import { exported } from './gather';

/** Most branches and tags, and most commits, that are listed; others can be typed. */
const most = 40;

/** Lists how annotations have changed since a branch or a commit, with links to the words. */
export async function compareWith({ store, platform }: CommandContext): Promise<void> {
  const { t } = vscode.l10n;
  const source = currentSource();
  const here = source === undefined ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.parse(source);
  const repository = here && (await repositoryOf(here));
  if (!repository) return void warn(t('This folder is not in a git repository, so there is nothing to compare with.'));
  const name = await askInTurn((boxes) => askForCommit(boxes, repository));
  if (name === undefined) return;
  const base = await forkFrom(repository, name);
  if (base === undefined) return void warn(t('Git knows no branch or commit “{0}”.', name));
  const options = { location: vscode.ProgressLocation.Window, title: t('Comparing annotations') };
  const compared = await vscode.window.withProgress(options, () => compare(store, platform, repository, base));
  if (compared.changes.length === 0) return void inform(t('No annotation has changed since “{0}”.', name));
  await show(store, compared, name);
}

interface CommitItem extends vscode.QuickPickItem {
  readonly commit: string;
}

/** Asks for a branch, tag or commit. Returns its name or hash. */
async function askForCommit(boxes: Boxes, repository: Repository): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const refs = await repository.getRefs({ sort: 'committerdate' });
  const current = repository.state.HEAD?.name;
  const branches = refs.flatMap(({ name, commit }): CommitItem[] => {
    return name === undefined || commit === undefined || name === current
      ? []
      : [{ label: name, description: commit.slice(0, 8), commit: name }];
  });
  const commits = (await repository.log({ maxEntries: most })).map(({ hash, message }): CommitItem => {
    return { label: withoutIcons(onOneLine(message, 80)), description: hash.slice(0, 8), commit: hash };
  });
  const other: vscode.QuickPickItem = { label: t('Other…'), alwaysShow: true };
  const items = [
    separator(t('Branches and tags')),
    ...branches.slice(0, most),
    separator(t('Commits')),
    ...commits,
    other,
  ];
  const options = {
    title: t('Compare Annotations With'),
    placeHolder: t('A branch, tag or commit'),
    matchOnDescription: true,
  };
  const chosen: vscode.QuickPickItem | undefined = await boxes.choose(items, options);
  if (chosen !== other) return (chosen as CommitItem | undefined)?.commit;
  return boxes.type({ title: options.title, prompt: options.placeHolder });
}

/**
 * The commit at which the present branch forked from another: later changes of others there are not ours. Without
 * common history, as in a shallow clone, the commit itself; undefined where git has none with the name.
 */
async function forkFrom(repository: Repository, name: string): Promise<string | undefined> {
  if (name.trim() === '' || name.startsWith('-')) return undefined;
  try {
    const { hash } = await repository.getCommit(name);
    return (await repository.getMergeBase(hash, 'HEAD')) ?? hash;
  } catch (error) {
    console.debug('Claimmark asked git for a commit that it does not know.', error);
    return undefined;
  }
}

interface Compared {
  readonly changes: readonly AnnotationChange[];
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  readonly uris: ReadonlyMap<string, vscode.Uri>;
}

/** Compares the sources that differ; others with links or evidence are assessed, too, on both sides. */
async function compare(store: Store, platform: Platform, repository: Repository, base: string): Promise<Compared> {
  const unsaved = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri);
  const uris = new Map<string, vscode.Uri>();
  for (const file of [...(await changedSince(repository, base)), ...unsaved]) {
    const source = isSidecar(file) ? sourceOf(file) : file;
    const isMeant = isSidecar(file) || store.get(source.toString()) !== undefined;
    if (isMeant && vscode.workspace.getWorkspaceFolder(source)) uris.set(placeOf(source), source);
  }
  const [old, now]: Exported[][] = [[], []];
  for (const uri of uris.values()) {
    const then = await exportedAt(repository, base, uri, platform);
    const one = await exported(store, uri, platform);
    if (then) old?.push(then);
    if (one) now?.push(one);
  }
  const context: Exported[] = [];
  for (const { source, records } of store.all()) {
    const uri = vscode.Uri.parse(source);
    if (uris.has(placeOf(uri)) || !records.some(({ links, evidence }) => links ?? evidence?.some((one) => one.source)))
      continue;
    const one = await exported(store, uri, platform);
    if (!one) continue;
    context.push(one);
    uris.set(one.source, uri);
  }
  const [before, after] = [sideOf(old ?? [], context), sideOf(now ?? [], context)];
  return { changes: changesBetween(before, after), before, after, uris };
}

/** A source in its state at a commit; undefined if it had no sidecar then. */
async function exportedAt(
  repository: Repository,
  commit: string,
  uri: vscode.Uri,
  platform: Platform,
): Promise<Exported | undefined> {
  const sidecar = await textAt(repository, commit, sidecarOf(uri));
  if (sidecar === undefined) return undefined;
  const text = (await textAt(repository, commit, uri)) ?? '';
  const { about, entries } = readSidecar(sidecar);
  const records = entries.map(({ annotation }) => annotation);
  return { source: placeOf(uri), text, about, annotations: await inSlices(placing(text, records), platform) };
}

function sideOf(sources: readonly Exported[], context: readonly Exported[]): ComparedSide {
  const texts = new Map([...context, ...sources].map(({ source, text }) => [source, text]));
  const assessments = assessTexts([...sources, ...context], settledBy(undefined));
  return { assessments, text: (source) => texts.get(source) };
}

interface ChangeItem extends vscode.QuickPickItem {
  readonly change: AnnotationChange;
}

/** Lists the changes by kind; a chosen one is shown in its source. */
async function show(store: Store, compared: Compared, name: string): Promise<void> {
  const { changes, uris } = compared;
  const items = changes.flatMap((change, index): (ChangeItem | vscode.QuickPickItem)[] => {
    const { kind } = change;
    const isFirst = changes[index - 1]?.kind !== kind;
    const count = changes.filter((other) => other.kind === kind).length;
    return [...(isFirst ? [separator(`${nameOf(kind)} (${count})`)] : []), itemOf(change, compared)];
  });
  const title = vscode.l10n.t('Annotations since “{0}”', name);
  const options = { title, matchOnDescription: true, matchOnDetail: true };
  const chosen = (await vscode.window.showQuickPick(items, options)) as ChangeItem | undefined;
  if (!chosen) return;
  const { kind, now } = chosen.change;
  const uri = uris.get(now.source);
  if (!uri) return;
  if (kind === 'removed') await openAt(uri, undefined);
  else await openAnnotation(store, { kind: 'annotation', source: uri.toString(), id: now.annotation.id });
}

function itemOf(change: AnnotationChange, { before, after, uris }: Compared): ChangeItem {
  const { kind, now, before: was } = change;
  const { annotation, source } = now;
  const uri = uris.get(source);
  const tags = tagsFor(uri);
  const tag = tagOf(annotation.tag, tags).label;
  const from = was && was.annotation.tag !== annotation.tag ? `${tagOf(was.annotation.tag, tags).label} → ${tag}` : tag;
  const words = wordsOf(now, kind === 'removed' ? before : after);
  const tagged = annotation.was ?? annotation.text;
  const detail = [words !== undefined && words !== tagged ? `→ ${words}` : '', ...whyOf(change)].filter(
    (one) => one !== '',
  );
  return {
    label: withoutIcons(onOneLine(tagged, 160)),
    description: withoutIcons(
      [uri ? baseName(uri) : source, from, annotation.by ?? ''].filter((part) => part !== '').join(' · '),
    ),
    ...(detail.length > 0 ? { detail: withoutIcons(onOneLine(detail.join(' · '), 300)) } : {}),
    change,
  };
}

function whyOf({ kind, now, before, fields = [] }: AnnotationChange): readonly string[] {
  if (kind === 'contested') return now.doubts.map((doubt) => sayDoubt(doubt, vscode.l10n.t));
  if (kind === 'moved') return before ? [before.source] : [];
  return kind === 'changed' ? fields : [];
}

function nameOf(kind: ChangeKind): string {
  const { t } = vscode.l10n;
  const names: Readonly<Record<ChangeKind, string>> = {
    lost: t('Lost'),
    contested: t('Contested'),
    'verified-edited': t('Edited since verified'),
    'quote-altered': t('Quotes no longer word for word'),
    edited: t('Edited'),
    removed: t('Removed'),
    retagged: t('Retagged'),
    new: t('New'),
    moved: t('Moved to another source'),
    found: t('Words found again or confirmed'),
    uncontested: t('No longer contested'),
    reviewed: t('Reviewed'),
    changed: t('Other changes'),
  };
  return names[kind];
}
