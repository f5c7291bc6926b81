import * as vscode from 'vscode';
import { kin } from '../../core/crosslink/kin';
import type { Annotation, Relation } from '../../core/model/annotation';
import { indexSources } from '../../core/state/sourceIndex';
import type { Store } from '../../core/state/store';
import { onOneLine } from '../../core/text/oneLine';
import type { CommandContext } from '../storage/commandContext';
import { revised } from '../ui/revisions';
import { inform, withoutIcons } from '../ui/dialogs';
import { linksWith, relationChoices } from '../ui/linkLines';
import { placeOf } from '../ui/names';
import { wait } from '../ui/timeSlices';
import { latest, targetOf, type Rows, type Target } from '../ui/targets';

/** An annotation of the workspace that a person may choose. */
interface Choice extends vscode.QuickPickItem {
  readonly source: string;
  readonly id: string;
}

/** Asks what an annotation is to be linked with, and how, and links it. */
export async function askForLink(desk: CommandContext, rows: Rows): Promise<void> {
  const target = targetOf(desk.store, rows);
  const other = target && (await chooseOther(desk.store, target));
  const relation = other && (await chooseRelation());
  if (target && other && relation) await link(desk, target, other, relation);
}

async function link(
  desk: CommandContext,
  target: Target,
  { source: file, id }: Choice,
  relation: Relation,
): Promise<void> {
  const { source, annotation } = latest(desk.store, target);
  const from = vscode.Uri.parse(source);
  const by = await desk.author(from);
  const links = linksWith(annotation.links, [from, vscode.Uri.parse(file)], { id, relation, by });
  await desk.actions.perform({
    label: vscode.l10n.t('Link'),
    steps: [{ source, revisions: [revised(annotation, { links })] }],
  });
}

/** All other annotations, those that seem to state the same first. */
async function chooseOther(store: Store, { source, annotation }: Target): Promise<Choice | undefined> {
  const choices = store
    .all()
    .flatMap((sheet) =>
      sheet.records
        .filter(({ id }) => sheet.source !== source || id !== annotation.id)
        .map((record) => choiceOf(sheet.source, record)),
    );
  if (choices.length === 0) {
    void inform(vscode.l10n.t('There is no other annotation to link to.'));
    return undefined;
  }
  return vscode.window.showQuickPick(likestFirst(choices, annotation.text), {
    placeHolder: vscode.l10n.t('Which annotation does it belong with?'),
    matchOnDescription: true,
  });
}

/** Those that seem to state the same as some words come first; ten thousand take so long that the list is shown before. */
async function likestFirst(choices: readonly Choice[], text: string): Promise<Choice[]> {
  await wait(0);
  const index = indexSources(choices.map(({ label }, i) => ({ name: String(i), text: label })));
  const near = kin(index, { text }, 20).map(({ source }) => Number(source));
  const rank = new Map([...near].reverse().map((i, at) => [i, at + 1]));
  const sorted = choices.map((choice, i) => ({ choice, rank: rank.get(i) ?? 0 })).sort((a, b) => b.rank - a.rank);
  return sorted.map(({ choice }) => choice);
}

function choiceOf(source: string, { id, text }: Annotation): Choice {
  const place = withoutIcons(placeOf(vscode.Uri.parse(source)));
  return { label: withoutIcons(onOneLine(text)), description: place, source, id };
}

async function chooseRelation(): Promise<Relation | undefined> {
  const placeHolder = vscode.l10n.t('How do they belong together?');
  return (await vscode.window.showQuickPick(relationChoices(), { placeHolder }))?.relation;
}
