import * as vscode from 'vscode';
import type { Span } from '../../core/text/change';
import { adjudicate, compare, type Comparison } from '../../core/review/adjudicate';
import type { Revision } from '../../core/model/action';
import { now, type CommandContext } from '../ui/commandContext';
import { worksApart } from '../ui/names';
import { reveal } from '../ui/open';
import type { Platform } from '../ui/platform';
import { tagOf, tagsFor } from '../ui/tags';
import { currentSource } from '../documents/sources';
import { annotatedApart, type Apart } from './annotators';
import { tellThatNobodyIsApart, wordOfOutcome } from './comparison';
import { inform, withoutIcons } from '../ui/dialogs';

/** What an adjudicator can do about a comparison: take the entry of one annotator, or none. */
interface Choice extends vscode.QuickPickItem {
  readonly chosen?: number;
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
    const open = openOf(context, source, compare(apart.annotators));
    const alike = open.filter(({ outcome }) => outcome === 'same');
    await take(sitting, alike, 0);
    const differing = open.filter(({ outcome }) => outcome !== 'same');
    for (const [index, comparison] of differing.entries()) {
      const choice = await ask(sitting, comparison, `${String(index + 1)}/${String(differing.length)}`);
      if (!choice) return;
      if (choice.chosen !== undefined) await take(sitting, [comparison], choice.chosen);
    }
    const { t } = vscode.l10n;
    void inform(t('{0} were marked alike, {1} have been gone through.', alike.length, differing.length));
  });
}

/** What has not been adjudicated yet: of which no entry is in the shared sidecar. */
function openOf(context: CommandContext, source: string, comparisons: readonly Comparison[]): readonly Comparison[] {
  const shared = new Set((context.store.get(source)?.records ?? []).map(({ id }) => id));
  return comparisons.filter(({ entries }) => !entries.some((entry) => entry && shared.has(entry.id)));
}

/** Whether what is written goes into the shared sidecar; where annotators work apart, asks to end that. */
async function sharesAgain(): Promise<boolean> {
  if (!worksApart()) return true;
  const { t } = vscode.l10n;
  const yes = t('Show Shared Annotations');
  const message = t('You work in a file of your own. What is adjudicated goes into the shared one.');
  if ((await inform(message, yes)) !== yes) return false;
  const settings = vscode.workspace.getConfiguration('claimmark.review');
  await settings.update('separateFiles', false, vscode.ConfigurationTarget.Workspace);
  return true;
}

async function ask(sitting: Sitting, { entries, outcome }: Comparison, progress: string): Promise<Choice | undefined> {
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
        chosen,
      },
    ];
  });
  return vscode.window.showQuickPick([...choices, { label: `$(circle-slash) ${t('Take none')}` }], {
    title: t('Adjudicate {0}: {1}', progress, wordOfOutcome(outcome)),
    placeHolder: t('Whose entry goes into the shared sidecar?'),
    ignoreFocusOut: true,
    matchOnDetail: true,
  });
}

/** Writes the chosen entries as one step that can be undone. Where the source has changed since, they are looked for anew. */
async function take(sitting: Sitting, comparisons: readonly Comparison[], chosen: number): Promise<void> {
  if (comparisons.length === 0) return;
  const { context, apart } = sitting;
  const still = isStill(sitting);
  const by = (await context.author(apart.source)) ?? '';
  const places = new Map<string, Span>();
  const revisions = comparisons.map((comparison): Revision => {
    const after = adjudicate(comparison, apart.annotators, chosen, { by, created: now() });
    const span = comparison.entries[chosen]?.span;
    if (span && still) places.set(after.id, span);
    return { of: 'annotation', id: after.id, after };
  });
  const steps = [{ source: apart.source.toString(), revisions }];
  await context.ledger.perform({ label: vscode.l10n.t('Adjudicate'), steps }, places);
}
