import * as vscode from 'vscode';
import { withLf } from '../../core/text/lines';
import { webAddressOf, relativePath } from '../../core/text/links';
import type { Evidence, Stance } from '../../core/model/annotation';
import { onOneLine } from '../../core/text/oneLine';
import { same } from '../../core/sidecar/threeWay';
import type { Store } from '../../core/state/store';
import { findFiles } from '../storage/files';
import { readSource } from '../storage/readSource';
import type { CommandContext } from '../storage/commandContext';
import type { Platform } from '../ui/platform';
import { changing, now } from '../ui/revisions';
import { askInTurn, chosenIn, type Boxes } from '../ui/boxes';
import { separator, showBriefly, withoutIcons, wordsItem } from '../ui/dialogs';
import { isSidecar, placeOf } from '../ui/names';
import { iconsOfStances, wordsOfStances } from '../ui/stances';
import { latest, targetOf, targetsOf, type Rows, type Target } from '../ui/targets';
import type { AnnotationNode } from '../ui/treeNodes';

/** Asks for evidence of an annotation, and removes it. */
export async function removeEvidence(context: CommandContext, rows: Rows): Promise<void> {
  const target = targetOf(context.store, rows);
  const gone = target && (await chooseOwn(target.annotation.evidence ?? []));
  if (!target || !gone) return;
  await change(context, target, vscode.l10n.t('Remove evidence'), (evidence) => {
    const at = evidence.findIndex((one) => same(one, gone));
    return evidence.filter((_, index) => index !== at);
  });
}

/** Asks for evidence for an annotation's tag, and for its stance. */
export async function addEvidence(context: CommandContext, rows: Rows): Promise<void> {
  const target = targetOf(context.store, rows);
  if (!target) return;
  const said = await askInTurn(async (boxes) => {
    const found = await chooseEvidence(boxes, context, target);
    const says = found && (await chooseStance(boxes));
    return says && { ...found, ...says };
  });
  if (!said) return;
  const added = { ...said, retrieved: now().slice(0, 10) };
  await change(context, target, vscode.l10n.t('Add evidence'), (evidence) => [...evidence, added]);
}

/** Changes the present evidence: others may have added some while the person was asked. */
async function change(
  context: CommandContext,
  target: Target,
  label: string,
  changed: (evidence: readonly Evidence[]) => readonly Evidence[],
): Promise<void> {
  const current = latest(context.store, target);
  const evidence = changed(current.annotation.evidence ?? []);
  const fields = { evidence: evidence.length > 0 ? evidence : undefined };
  await context.actions.perform(changing(label, current, fields));
}

/** A piece of evidence in the list of the first box. */
interface EvidenceItem extends vscode.QuickPickItem {
  readonly evidence?: Evidence;
  readonly file?: vscode.Uri;
  /** A line of the file, from 1. */
  readonly line?: number;
}

/**
 * Asks for evidence in one box: typed or pasted text is an address if it looks like one, or a line of a file if it ends
 * in a line number; otherwise it filters files and annotations. An address in the clipboard is offered first.
 */
async function chooseEvidence(
  boxes: Boxes,
  { store, platform }: CommandContext,
  target: Target,
): Promise<Evidence | undefined> {
  const { t } = vscode.l10n;
  const picker = vscode.window.createQuickPick<EvidenceItem>();
  picker.title = t('Evidence for “{0}”', onOneLine(withoutIcons(target.annotation.text), 48));
  picker.placeholder = t('Paste a web address, or type to find a file or an annotation');
  picker.matchOnDescription = picker.matchOnDetail = true;
  let listed: readonly EvidenceItem[] = [];
  const list = (): void => {
    const typed = typedItems(picker.value, listed, !picker.busy);
    picker.items = [...typed, ...listed.filter(({ file }) => !file || !typed.some((one) => one.file === file))];
  };
  picker.onDidChangeValue(list);
  picker.busy = true;
  const chosen = boxes.show(picker, () => {
    const item = chosenIn(picker);
    if (item?.evidence) return item;
    if (!picker.busy)
      picker.title = t(
        'This is not a web address, and no file or annotation has that name. An address looks like example.org/readout.',
      );
    return undefined;
  });
  const fill = async (): Promise<void> => {
    listed = [...(await clipboardItems()), ...annotationItems(store, target)];
    list();
    // Files come last, and later: a person with an address need not wait for them.
    const files = await fileItems(target).finally(() => (picker.busy = false));
    const [active] = picker.activeItems;
    listed = [...listed, ...files];
    list();
    if (active && picker.items.includes(active)) picker.activeItems = [active];
  };
  void fill().catch(report);
  const item = await chosen;
  return item?.evidence && { ...item.evidence, ...(await lineOfFile(item, platform)) };
}

/** The evidence meant by the typed text: a listed file, with a line (`council/minutes.txt:12`), or a web address. */
function typedItems(value: string, listed: readonly EvidenceItem[], isListed: boolean): readonly EvidenceItem[] {
  const typed = value.trim().replaceAll('\\', '/');
  const [, name = typed, number] = /^(.+?)(?::|#L)(\d+)(?::\d+)?$/.exec(typed) ?? [];
  const files = listed.flatMap((item): readonly EvidenceItem[] => {
    if (name === '' || !item.file || !`/${placeOf(item.file)}`.endsWith(`/${name}`)) return [];
    if (number === undefined) return [{ ...item, alwaysShow: true }];
    return [{ ...item, label: `${item.label}:${number}`, line: Number(number), alwaysShow: true }];
  });
  // An address without a scheme could be the name of a file that is not listed yet.
  const url = isListed || /^\w+:\/\//.test(typed) ? webAddressOf(value) : undefined;
  return [...files, ...(url === undefined ? [] : [addressItem(url, vscode.l10n.t('Web address'))])];
}

/** The words of a line, kept as the passage since the line may move. */
async function lineOfFile({ file, line }: EvidenceItem, platform: Platform): Promise<Pick<Evidence, 'quote'>> {
  if (!file || line === undefined) return {};
  const read = await readSource(file, platform);
  const quote = 'text' in read ? read.text.split(/\r\n?|\n/)[line - 1]?.trim() : undefined;
  return quote ? { quote } : {};
}

const addressItem = (url: string, description: string): EvidenceItem => ({
  label: `$(link) ${withoutIcons(url)}`,
  description,
  evidence: { url },
  // The list itself may match it only in part.
  alwaysShow: true,
});

function report(error: unknown): void {
  console.warn('Claimmark could not list all that can be evidence.', error);
}

async function clipboardItems(): Promise<EvidenceItem[]> {
  const text = (await vscode.env.clipboard.readText()).trim();
  // Only an address, possibly as a Markdown link: an address within copied text is not meant.
  const isOne = /^(?:\[[^\]\n]*\]\()?\S{1,2000}$/u.test(text) && /https?:\/\/|^(?:doi:|10\.\d{4})/iu.test(text);
  const url = isOne ? webAddressOf(text) : undefined;
  return url === undefined ? [] : [{ ...addressItem(url, vscode.l10n.t('From the clipboard')), alwaysShow: false }];
}

async function fileItems({ source }: Target): Promise<EvidenceItem[]> {
  const files = await findFiles('**/*', { except: '**/{node_modules,.git}/**', most: 5000 });
  const items = files
    .filter((file) => !isSidecar(file) && file.toString() !== source)
    .map((file) => ({
      label: `$(file) ${withoutIcons(placeOf(file))}`,
      evidence: { source: fromSource(source, file) },
      file,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return items.length === 0 ? [] : [separator(vscode.l10n.t('Files')), ...items];
}

function annotationItems(store: Store, target: Target): EvidenceItem[] {
  const items = store.all().flatMap(({ source, records }) => {
    const file = vscode.Uri.parse(source);
    const place = placeOf(file);
    return records
      .filter(({ id }) => id !== target.annotation.id)
      .map((record) => {
        const item = wordsItem(record.text, [place]);
        const evidence = { source: fromSource(target.source, file), id: record.id };
        return { ...item, label: `$(tag) ${item.label}`, evidence };
      });
  });
  return items.length === 0 ? [] : [separator(vscode.l10n.t('Annotations')), ...items];
}

const fromSource = (source: string, file: vscode.Uri): string => relativePath(vscode.Uri.parse(source).path, file.path);

type StanceItem = vscode.QuickPickItem & Pick<Evidence, 'says'>;

function stanceItems(passage: string): StanceItem[] {
  const { t } = vscode.l10n;
  const words = wordsOfStances();
  const detail = passage ? { detail: `“${passage}”` } : {};
  const item = (label: string, description: string): StanceItem => ({
    label,
    description,
    alwaysShow: true,
    ...detail,
  });
  const stance = (says: Stance, description: string): StanceItem => ({
    says,
    ...item(`$(${iconsOfStances[says]}) ${words[says]}`, description),
  });
  return [
    stance('supports', t('The evidence supports the claim')),
    stance('contradicts', t('The evidence contradicts the claim')),
    stance('context', t('It helps to assess the claim')),
    item(`$(dash) ${t('Skip')}`, t('You can add this later in the details')),
  ];
}

/** Asks for the stance, which may be skipped, and for the passage in the same box, unless that is known. */
async function chooseStance(boxes: Boxes, passage?: string): Promise<Pick<Evidence, 'says' | 'quote'> | undefined> {
  const { t } = vscode.l10n;
  const picker = vscode.window.createQuickPick<StanceItem>();
  const isAsked = passage === undefined;
  picker.placeholder = isAsked
    ? t('What does it say? Paste the passage that says so, if you like')
    : t('What does it say?');
  const quoted = (): string => passage ?? picker.value.trim();
  const list = (): void => void (picker.items = stanceItems(onOneLine(withoutIcons(quoted()), 60)));
  list();
  if (isAsked) picker.onDidChangeValue(list);
  const chosen = await boxes.show(picker, () => picker.activeItems[0]);
  const quote = quoted();
  return chosen && { ...(chosen.says ? { says: chosen.says } : {}), ...(quote ? { quote } : {}) };
}

/** Takes the selection as evidence for an annotation of another source. The annotations last visited come first. */
export async function useSelection(context: CommandContext, visited: readonly string[]): Promise<void> {
  const { t } = vscode.l10n;
  const editor = vscode.window.activeTextEditor;
  const quote = editor ? withLf(editor.document.getText(editor.selection)).trim() : '';
  if (!editor || quote === '' || isSidecar(editor.document.uri)) {
    return showBriefly(t('Select the passage that says so, in its source, and try again.'));
  }
  const here = editor.document.uri;
  const annotations = elsewhere(context.store, here, visited);
  if (annotations.length === 0)
    return showBriefly(t('No other source has an annotation yet. First tag the claim that this is evidence for.'));
  const options = {
    title: t('Use Selection as Evidence'),
    placeHolder: t('For which annotation?'),
    matchOnDetail: true,
  };
  const chosen = await askInTurn(async (boxes) => {
    const pick = await boxes.choose(annotations, options);
    const [target] = pick ? targetsOf(context.store, [pick.node]) : [];
    const said = target && (await chooseStance(boxes, quote));
    return said && { target, said };
  });
  if (!chosen) return;
  const { target, said } = chosen;
  const added: Evidence = {
    source: fromSource(target.source, here),
    ...said,
    retrieved: now().slice(0, 10),
  };
  await change(context, target, t('Add evidence'), (evidence) => [...evidence, added]);
}

/** The annotations of other sources, those visited last first. */
function elsewhere(
  store: Store,
  here: vscode.Uri,
  visited: readonly string[],
): readonly (vscode.QuickPickItem & { readonly node: AnnotationNode })[] {
  const rank = new Map(visited.map((name, index) => [name, index]));
  return store
    .all()
    .filter(({ source }) => source !== here.toString())
    .flatMap(({ source, records }) =>
      records.map((annotation) => ({
        ...wordsItem(annotation.text, [placeOf(vscode.Uri.parse(source))]),
        rank: rank.get(`${source}#${annotation.id}`) ?? visited.length,
        node: { kind: 'annotation', source, id: annotation.id } as const,
      })),
    )
    .sort((a, b) => a.rank - b.rank);
}

async function chooseOwn(evidence: readonly Evidence[]): Promise<Evidence | undefined> {
  const stances = stanceItems('');
  const picks = evidence.map((one) => ({
    label: withoutIcons(one.url ?? one.source ?? ''),
    description: stances.find(({ says }) => says === one.says)?.label ?? '',
    detail: withoutIcons(onOneLine(one.quote ?? one.note ?? '', 160)),
    one,
  }));
  return (
    await vscode.window.showQuickPick(picks, { placeHolder: vscode.l10n.t('Which evidence do you want to remove?') })
  )?.one;
}
