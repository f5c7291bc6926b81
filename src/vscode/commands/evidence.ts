import * as vscode from 'vscode';
import { webAddressOf, relativePath } from '../../core/text/links';
import type { Evidence, Stance } from '../../core/model/annotation';
import { onOneLine } from '../../core/text/oneLine';
import { same } from '../../core/sidecar/threeWay';
import type { Store } from '../../core/state/store';
import { now, revised, type CommandContext } from '../ui/commandContext';
import { withoutIcons } from '../ui/dialogs';
import { isSidecar, placeOf } from '../ui/names';
import { latest, targetOf, type Rows, type Target } from '../ui/targets';

/** The command that says what a tag rests on: an address, a file or an annotation of the workspace, and its stance. */
export function registerEvidence(desk: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('claimmark.addEvidence', async (...rows: [...Rows]) => {
      const target = targetOf(desk.store, rows);
      const found = target && (await chooseEvidence(desk.store, target));
      const says = found && (await chooseStance());
      if (!target || !found || !says) return;
      const added = { ...found, says, retrieved: now().slice(0, 10) };
      await change(desk, target, vscode.l10n.t('Add evidence'), (evidence) => [...evidence, added]);
    }),
    vscode.commands.registerCommand('claimmark.removeEvidence', async (...rows: [...Rows]) => {
      const target = targetOf(desk.store, rows);
      const gone = target && (await chooseOwn(target.annotation.evidence ?? []));
      if (!target || !gone) return;
      await change(desk, target, vscode.l10n.t('Remove evidence'), (evidence) => {
        const at = evidence.findIndex((one) => same(one, gone));
        return evidence.filter((_, index) => index !== at);
      });
    }),
  );
}

/** Changes the evidence as it is now: others may have added to it while a person was asked. */
async function change(
  desk: CommandContext,
  target: Target,
  label: string,
  changed: (evidence: readonly Evidence[]) => readonly Evidence[],
): Promise<void> {
  const { source, annotation } = latest(desk.store, target);
  const evidence = changed(annotation.evidence ?? []);
  const fields = { evidence: evidence.length > 0 ? evidence : undefined };
  await desk.ledger.perform({ label, steps: [{ source, revisions: [revised(annotation, fields)] }] });
}

async function chooseEvidence(store: Store, target: Target): Promise<Evidence | undefined> {
  const title = vscode.l10n.t('Evidence for “{0}”', onOneLine(target.annotation.text, 48));
  const kinds = [
    { label: `$(link) ${vscode.l10n.t('A web address…')}`, choose: () => askUrl(title) },
    { label: `$(file) ${vscode.l10n.t('A file of the workspace…')}`, choose: () => chooseFile(target) },
    {
      label: `$(tag) ${vscode.l10n.t('An annotation of the workspace…')}`,
      choose: () => chooseAnnotation(store, target),
    },
  ];
  const kind = await vscode.window.showQuickPick(kinds, {
    title,
    placeHolder: vscode.l10n.t('What does the tag rest on?'),
  });
  return kind?.choose();
}

async function askUrl(title: string): Promise<Evidence | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('The address of a page or document'),
    placeHolder: 'https://example.org/readout',
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' || webAddressOf(value)
        ? undefined
        : vscode.l10n.t('This is not a web address. It reads like example.org/readout and has no blanks.'),
  });
  const url = webAddressOf(typed ?? '');
  return url === undefined ? undefined : { url };
}

async function chooseFile({ source }: Target): Promise<Evidence | undefined> {
  const files = await vscode.workspace.findFiles('**/*', '**/{node_modules,.git}/**', 5000);
  const picks = files
    .filter((file) => !isSidecar(file) && file.toString() !== source)
    .map((file) => ({ label: withoutIcons(placeOf(file)), file }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const pick = await vscode.window.showQuickPick(picks, { placeHolder: vscode.l10n.t('Which file?') });
  return pick && { source: fromSource(source, pick.file) };
}

async function chooseAnnotation(store: Store, target: Target): Promise<Evidence | undefined> {
  const picks = store.all().flatMap(({ source, records }) => {
    const file = vscode.Uri.parse(source);
    const place = placeOf(file);
    return records
      .filter(({ id }) => id !== target.annotation.id)
      .map((record) => ({
        label: withoutIcons(onOneLine(record.text)),
        description: withoutIcons(place),
        id: record.id,
        file,
      }));
  });
  const pick = await vscode.window.showQuickPick(picks, {
    placeHolder: vscode.l10n.t('Which annotation?'),
    matchOnDescription: true,
  });
  return pick && { source: fromSource(target.source, pick.file), id: pick.id };
}

const fromSource = (source: string, file: vscode.Uri): string => relativePath(vscode.Uri.parse(source).path, file.path);

async function chooseStance(): Promise<Stance | undefined> {
  const { t } = vscode.l10n;
  const picks: { label: string; description: string; says: Stance }[] = [
    { label: `$(thumbsup) ${t('Supports')}`, description: t('The evidence bears the claim out'), says: 'supports' },
    {
      label: `$(thumbsdown) ${t('Contradicts')}`,
      description: t('The evidence speaks against it'),
      says: 'contradicts',
    },
    { label: `$(info) ${t('Context')}`, description: t('It helps to judge the claim'), says: 'context' },
  ];
  return (await vscode.window.showQuickPick(picks, { placeHolder: t('What does it say?') }))?.says;
}

async function chooseOwn(evidence: readonly Evidence[]): Promise<Evidence | undefined> {
  const picks = evidence.map((one) => ({
    label: withoutIcons(one.url ?? one.source ?? ''),
    description: withoutIcons(one.note ?? one.id ?? ''),
    one,
  }));
  return (await vscode.window.showQuickPick(picks, { placeHolder: vscode.l10n.t('Which evidence is to go?') }))?.one;
}
