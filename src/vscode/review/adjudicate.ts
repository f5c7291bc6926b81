import * as vscode from 'vscode';
import type { Span } from '../../core/text/change';
import { adjudicate, compare, isAdjudicated, takenNone, type Comparison } from '../../core/review/adjudicate';
import { onOneLine } from '../../core/text/oneLine';
import type { Revision } from '../../core/model/action';
import { now, type CommandContext } from '../ui/commandContext';
import { worksApart } from '../ui/names';
import { reveal } from '../ui/open';
import type { Platform } from '../ui/platform';
import { tagOf, tagsFor } from '../ui/tags';
import { currentSource } from '../documents/sources';
import { annotatedApart, type Apart } from './annotators';
import { tellThatNobodyIsApart, wordOfOutcome } from './comparison';
import { confirm, inform, withoutIcons } from '../ui/dialogs';

/** What an adjudicator can do about a comparison: take the entry of one annotator, perhaps under another tag, or none. */
interface Choice extends vscode.QuickPickItem {
  readonly take?: { readonly chosen: number; readonly tag?: string };
  readonly does: 'take' | 'tag' | 'none' | 'back';
}

interface Sitting {
  readonly context: CommandContext;
  readonly editor: vscode.TextEditor;
  readonly apart: Apart;
}

/** Whether the source is still the text in which the annotators' entries were found. */
const isStill = ({ editor, apart }: Sitting): boolean => editor.document.getText() === apart.text;

/** The command that goes through what annotators marked apart and writes what is chosen into the shared sidecar. */
export function registerAdjudication(context: CommandContext, platform: Platform): vscode.Disposable {
  return vscode.commands.registerCommand('claimmark.adjudicate', async () => {
    const source = currentSource();
    if (source === undefined || !(await sharesAgain())) return;
    const [apart] = await annotatedApart(context.store, platform, vscode.Uri.parse(source));
    if (!apart) return tellThatNobodyIsApart();
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(apart.source));
    const sitting = { context, editor, apart };
    await adjudicateAll(sitting, openOf(context, source, compare(apart.annotators)));
  });
}

/** First what was marked alike, as a group, then one after the other; a way back leads to the one before. */
async function adjudicateAll(sitting: Sitting, open: readonly Comparison[]): Promise<void> {
  const { t } = vscode.l10n;
  const alike = open.filter(({ outcome }) => outcome === 'same');
  if (alike.length > 0 && !(await takeAlike(sitting, alike))) return;
  const differing = open.filter(({ outcome }) => outcome !== 'same');
  for (let index = 0; index < differing.length;) {
    const comparison = differing[index];
    const progress = `${String(index + 1)}/${String(differing.length)}`;
    const choice = comparison && (await ask(sitting, comparison, progress, index > 0));
    if (!comparison || !choice) return;
    if (choice.does === 'back') {
      await sitting.context.actions.undo();
      index--;
      continue;
    }
    if (choice.take) await take(sitting, [comparison], choice.take.chosen, choice.take.tag);
    else await takeNone(sitting, comparison);
    index++;
  }
  void inform(t('{0} were marked alike, {1} have been gone through.', alike.length, differing.length));
}

/** Shows what was marked alike, and takes all of it in one step. */
async function takeAlike(sitting: Sitting, alike: readonly Comparison[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const tags = tagsFor(sitting.apart.source);
  const picks = alike.flatMap(({ entries: [entry] }) =>
    entry
      ? [{ label: withoutIcons(onOneLine(entry.text, 100)), description: tagOf(entry.tag, tags).label, picked: true }]
      : [],
  );
  const title = t('{0} were marked alike: take those that are ticked', alike.length);
  const chosen = await vscode.window.showQuickPick(picks, { title, canPickMany: true, ignoreFocusOut: true });
  if (!chosen) return false;
  const taken = alike.filter((_, i) => chosen.includes(picks[i] as (typeof picks)[number]));
  await take(sitting, taken, 0, undefined);
  return true;
}

/** What has not been adjudicated yet: of which no entry is in the shared sidecar, and none was turned down. */
function openOf(context: CommandContext, source: string, comparisons: readonly Comparison[]): readonly Comparison[] {
  const { records = [], dismissed = [] } = context.store.get(source) ?? {};
  const taken = new Set(records.map(({ id }) => id));
  return comparisons.filter((comparison) => !isAdjudicated(comparison, taken, dismissed));
}

/** Whether what is written goes into the shared sidecar; where annotators work apart, asks to end that. */
async function sharesAgain(): Promise<boolean> {
  if (!worksApart()) return true;
  const { t } = vscode.l10n;
  const yes = t('Show Shared Annotations');
  const message = t('You work in a file of your own. What is adjudicated goes into the shared one.');
  if ((await inform(message, yes)) !== yes) return false;
  await endWorkingApart();
  return !worksApart();
}

/**
 * Ends it for this person alone. Where the workspace's own settings say so for everybody, that would end the others'
 * blindness, too: it is asked for by itself.
 */
async function endWorkingApart(): Promise<void> {
  const { t } = vscode.l10n;
  const settings = vscode.workspace.getConfiguration('claimmark.review');
  const { workspaceValue } = settings.inspect<boolean>('separateFiles') ?? {};
  if (workspaceValue === undefined) return settings.update('separateFiles', false, vscode.ConfigurationTarget.Global);
  const yes = t('End It for Everybody');
  const message = t('The settings of the workspace let everybody work apart. Are all of them done?');
  if (await confirm(message, yes)) await settings.update('separateFiles', false, vscode.ConfigurationTarget.Workspace);
}

async function ask(
  sitting: Sitting,
  { entries, outcome }: Comparison,
  progress: string,
  isBack: boolean,
): Promise<Choice | undefined> {
  const { t } = vscode.l10n;
  const { editor, apart } = sitting;
  const tags = tagsFor(editor.document.uri);
  const span = entries.find((entry) => entry?.span)?.span;
  if (span && isStill(sitting)) reveal(editor, span);
  const choices = entries.flatMap((entry, chosen): Choice[] => {
    if (!entry) return [];
    const tag = tagOf(entry.tag, tags);
    return [
      {
        label: `$(${tag.icon}) ${tag.label}`,
        description: withoutIcons(apart.annotators[chosen]?.name ?? ''),
        detail: withoutIcons([entry.text.replace(/\s+/g, ' '), entry.speaker, entry.note].filter(Boolean).join(' · ')),
        does: 'take',
        take: { chosen },
      },
    ];
  });
  const more: Choice[] = [
    { label: `$(tag) ${t('Another tag…')}`, does: 'tag' },
    { label: `$(circle-slash) ${t('Take none')}`, does: 'none' },
    ...(isBack ? [{ label: `$(arrow-left) ${t('Back')}`, does: 'back' as const }] : []),
  ];
  const choice = await vscode.window.showQuickPick([...choices, ...more], {
    title: t('Adjudicate {0}: {1}', progress, wordOfOutcome(outcome)),
    placeHolder: t('Whose entry goes into the shared sidecar?'),
    ignoreFocusOut: true,
    matchOnDetail: true,
  });
  return choice?.does === 'tag' ? askTag(entries, tags) : choice;
}

/** A tag of the adjudicator's own, on the words of the first annotator. */
async function askTag(entries: Comparison['entries'], tags: ReturnType<typeof tagsFor>): Promise<Choice | undefined> {
  const chosen = entries.findIndex((entry) => entry !== undefined);
  const picks = tags.map(({ id, label, icon }) => ({ label: `$(${icon}) ${label}`, id }));
  const title = vscode.l10n.t('Which tag does it get?');
  const pick = await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true });
  return pick && { label: pick.label, does: 'take', take: { chosen, tag: pick.id } };
}

/** Remembers, in the shared sidecar, that nothing of a comparison is taken. */
async function takeNone({ context, apart }: Sitting, comparison: Comparison): Promise<void> {
  const revisions = takenNone(comparison).map((after): Revision => ({ of: 'dismissed', after }));
  const steps = [{ source: apart.source.toString(), revisions }];
  await context.actions.perform({ label: vscode.l10n.t('Take none'), steps });
}

/** Writes the chosen entries as one step that can be undone. Where the source has changed since, they are looked for anew. */
async function take(
  sitting: Sitting,
  comparisons: readonly Comparison[],
  chosen: number,
  tag: string | undefined,
): Promise<void> {
  if (comparisons.length === 0) return;
  const { context, apart } = sitting;
  const still = isStill(sitting);
  const by = (await context.author(apart.source)) ?? '';
  const places = new Map<string, Span>();
  const revisions = comparisons.map((comparison): Revision => {
    const after = adjudicate(comparison, apart.annotators, chosen, {
      by,
      created: now(),
      ...(tag !== undefined && { tag }),
    });
    const span = comparison.entries[chosen]?.span;
    if (span && still) places.set(after.id, span);
    return { of: 'annotation', id: after.id, after };
  });
  const steps = [{ source: apart.source.toString(), revisions }];
  await context.actions.perform({ label: vscode.l10n.t('Adjudicate'), steps }, places);
}
