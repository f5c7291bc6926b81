import * as vscode from 'vscode';
import { kin } from '../../core/crosslink/kin';
import { keyOf, LinkGraph } from '../../core/crosslink/links';
import type { Link, Relation } from '../../core/model/annotation';
import { indexSources } from '../../core/state/sourceIndex';
import type { Store } from '../../core/state/store';
import { relativePath } from '../../core/text/links';
import { onOneLine } from '../../core/text/oneLine';
import { openAnnotation } from '../documents/openAnnotation';
import { now, revised, type CommandContext } from '../ui/commandContext';
import { inform, withoutIcons } from '../ui/dialogs';
import { pathOf, placeOf } from '../ui/names';
import { latest, targetOf, type Rows, type Target } from '../ui/targets';

/** An annotation of the workspace that a person may choose. */
interface Choice extends vscode.QuickPickItem {
  readonly source: string;
  readonly id: string;
}

/** The commands that link an annotation to another one, and follow its links from either end. */
export function registerLinks(desk: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('claimmark.link', (...rows: [...Rows]) => askForLink(desk, rows)),
    vscode.commands.registerCommand('claimmark.followLink', async (...rows: [...Rows]) => {
      const target = targetOf(desk.store, rows);
      if (target) await follow(desk.store, target);
    }),
  );
}

/** Asks what an annotation is to be linked with, and how, and links it. */
export async function askForLink(desk: CommandContext, rows: Rows): Promise<void> {
  const target = targetOf(desk.store, rows);
  const other = target && (await chooseOther(desk.store, target));
  const relation = other && (await chooseRelation());
  if (target && other && relation) await link(desk, target, other, relation);
}

async function link(desk: CommandContext, target: Target, other: Choice, relation: Relation): Promise<void> {
  const { source, annotation } = latest(desk.store, target);
  const file = relativePath(vscode.Uri.parse(source).path, vscode.Uri.parse(other.source).path);
  const by = await desk.author(vscode.Uri.parse(source));
  const added: Link = { to: `${file}#${other.id}`, relation, ...(by ? { by } : {}), created: now() };
  const links = [...(annotation.links ?? []).filter(({ to }) => to !== added.to), added];
  await desk.actions.perform({
    label: vscode.l10n.t('Link'),
    steps: [{ source, revisions: [revised(annotation, { links })] }],
  });
}

/** All other annotations, those that seem to state the same first. */
async function chooseOther(store: Store, { source, annotation }: Target): Promise<Choice | undefined> {
  const choices = store.all().flatMap((sheet) =>
    sheet.records
      .filter(({ id }) => sheet.source !== source || id !== annotation.id)
      .map((record): Choice => ({
        label: withoutIcons(onOneLine(record.text)),
        description: withoutIcons(placeOf(vscode.Uri.parse(sheet.source))),
        source: sheet.source,
        id: record.id,
      })),
  );
  if (choices.length === 0) {
    void inform(vscode.l10n.t('There is no other annotation to link to.'));
    return undefined;
  }
  const index = indexSources(choices.map(({ label }, i) => ({ name: String(i), text: label })));
  const near = kin(index, { text: annotation.text }, 20).map(({ source: name }) => Number(name));
  const rank = new Map([...near].reverse().map((i, at) => [i, at + 1]));
  const sorted = choices.map((choice, i) => ({ choice, rank: rank.get(i) ?? 0 })).sort((a, b) => b.rank - a.rank);
  return vscode.window.showQuickPick(
    sorted.map(({ choice }) => choice),
    { placeHolder: vscode.l10n.t('Which annotation does it belong with?'), matchOnDescription: true },
  );
}

async function chooseRelation(): Promise<Relation | undefined> {
  const { t } = vscode.l10n;
  const picks: { label: string; description: string; relation: Relation }[] = [
    { label: t('Same'), description: t('Both state the same fact'), relation: 'same' },
    { label: t('Supports'), description: t('This one bears the other out'), relation: 'supports' },
    { label: t('Contradicts'), description: t('Both can’t be true'), relation: 'contradicts' },
    { label: t('Differs'), description: t('Another number, scope, time or strength'), relation: 'differs' },
    { label: t('Quotes'), description: t('These words are quoted from there'), relation: 'quotes' },
  ];
  return (await vscode.window.showQuickPick(picks, { placeHolder: t('How do they belong together?') }))?.relation;
}

/** Opens what an annotation is linked with, from either end; asks where there are several. */
async function follow(store: Store, { source, annotation }: Target): Promise<void> {
  const graph = new LinkGraph(
    store.all().map((sheet) => ({ source: pathOf(vscode.Uri.parse(sheet.source)), annotations: sheet.records })),
  );
  const own = keyOf(pathOf(vscode.Uri.parse(source)), annotation.id);
  const keys = [...graph.outgoing(own).map(({ to }) => to), ...graph.incoming(own).map(({ from }) => from)];
  const choices = store.all().flatMap((sheet) =>
    sheet.records
      .filter(({ id }) => keys.includes(keyOf(pathOf(vscode.Uri.parse(sheet.source)), id)))
      .map((record): Choice => ({
        label: withoutIcons(onOneLine(record.text)),
        description: withoutIcons(placeOf(vscode.Uri.parse(sheet.source))),
        source: sheet.source,
        id: record.id,
      })),
  );
  if (choices.length === 0) {
    void inform(vscode.l10n.t('This annotation is not linked with another one.'));
    return;
  }
  const choice = choices.length === 1 ? choices[0] : await vscode.window.showQuickPick(choices);
  if (choice) await openAnnotation(store, { kind: 'annotation', source: choice.source, id: choice.id });
}
