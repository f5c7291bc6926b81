import * as vscode from 'vscode';
import type { Span } from '../../core/text/change';
import {
  adjudicate,
  compare,
  isAdjudicated,
  takenNone,
  type Comparison,
  type Decision,
} from '../../core/review/adjudicate';
import { onOneLine } from '../../core/text/oneLine';
import type { Revision } from '../../core/model/action';
import { pendingIn } from '../../core/state/log';
import type { ClosedToTyping } from '../ui/closedToTyping';
import type { CommandContext } from '../storage/commandContext';
import { now } from '../ui/revisions';
import { placeOf, sidecarOf, worksApart } from '../ui/names';
import { openAt, reveal } from '../ui/open';
import { tagOf, tagsFor } from '../ui/tags';
import { currentSource } from '../documents/openSources';
import { readNow } from '../storage/sidecars';
import { annotatedApart, type Apart } from './annotators';
import { tellThatNobodyIsApart, wordOfOutcome } from './comparison';
import { inform, pickOfAll, withoutIcons } from '../ui/dialogs';

/** A decision of an adjudicator on a comparison: one annotator's entry, possibly with another tag, or none. */
interface Choice extends vscode.QuickPickItem {
  readonly take?: { readonly chosen: number; readonly tag?: string };
  readonly does: 'take' | 'tag' | 'none' | 'back';
}

/** A source being adjudicated. */
interface Sitting {
  readonly context: CommandContext;
  readonly apart: Apart;
}

/** What is asked at once: all that was marked the same in a source, or one comparison that was not. */
interface Question {
  readonly sitting: Sitting;
  readonly comparisons: readonly Comparison[];
  readonly isAlike: boolean;
}

/** The outcome of a question: whether something was written, or the previous question is asked again, or the round ends. */
type Answer = 'written' | 'nothing' | 'back' | 'end';

/** Whether the source still has the text in which the annotators' entries were found. */
function isStill({ apart }: Sitting, editor: vscode.TextEditor): boolean {
  return editor.document.getText() === apart.text;
}

/** Goes through the sources that wait for an adjudicator, the current one first. */
export async function adjudicateSources(context: CommandContext, closed: ClosedToTyping): Promise<void> {
  const { t } = vscode.l10n;
  const current = currentSource();
  if (!(await sharesAgain())) return;
  const all = await annotatedApart(context.store, context.platform, undefined);
  if (all.length === 0) return tellThatNobodyIsApart();
  const isCurrent = ({ source }: Apart): boolean => source.toString() === current;
  const questions: Question[] = [];
  for (const apart of [...all.filter(isCurrent), ...all.filter((one) => !isCurrent(one))])
    questions.push(...questionsIn({ context, apart }, await openIn(context, apart)));
  if (questions.length === 0) return void inform(t('Everything the annotators marked has been adjudicated.'));
  const asked = await askAll(questions, closed);
  const sources = new Set(asked.map(({ sitting }) => sitting.apart.source.toString())).size;
  const unasked = questions.length - asked.length;
  const done = t('Adjudicated: {0} of {1} questions, in {2} sources.', asked.length, questions.length, sources);
  void inform(unasked > 0 ? `${done} ${t('The rest come up when you adjudicate again.')}` : done);
}

/** The questions on a source: all that was marked the same first, as a group, then one by one. */
function questionsIn(sitting: Sitting, open: readonly Comparison[]): readonly Question[] {
  const alike = open.filter(({ outcome }) => outcome === 'same');
  const differing = open.filter(({ outcome }) => outcome !== 'same');
  return [
    ...(alike.length > 0 ? [{ sitting, comparisons: alike, isAlike: true }] : []),
    ...differing.map((comparison) => ({ sitting, comparisons: [comparison], isAlike: false })),
  ];
}

/** Asks questions in turn, with a way back; the source is closed to typing meanwhile. Returns those answered. */
async function askAll(questions: readonly Question[], closed: ClosedToTyping): Promise<readonly Question[]> {
  const written: boolean[] = [];
  let document: vscode.TextDocument | undefined;
  try {
    while (written.length < questions.length) {
      const index = written.length;
      const question = questions[index];
      const editor = question && (await openAt(question.sitting.apart.source, undefined));
      if (!editor) break;
      if (document !== editor.document) {
        if (document) await closed.letGo(document);
        await closed.close(editor);
      }
      document = editor.document;
      const progress = `${placeOf(document.uri)}, ${String(index + 1)}/${String(questions.length)}`;
      const answer = question.isAlike
        ? await takeAlike(question, editor, progress, index > 0)
        : await decide(question, editor, progress, index > 0);
      if (answer === 'end') break;
      if (answer !== 'back') written.push(answer === 'written');
      else if (written.pop()) await question.sitting.context.actions.undo();
    }
  } finally {
    if (document) await closed.letGo(document);
  }
  return questions.slice(0, written.length);
}

/** Asks about a comparison that was not marked the same. */
async function decide(
  { sitting, comparisons }: Question,
  editor: vscode.TextEditor,
  progress: string,
  isBack: boolean,
): Promise<Answer> {
  const [comparison] = comparisons;
  if (!comparison) return 'nothing';
  for (;;) {
    const choice = await ask(sitting, editor, comparison, progress, isBack);
    if (!choice) return 'end';
    if (choice.does === 'back') return 'back';
    if (!choice.take) {
      await takeNone(sitting, comparison);
      return 'written';
    }
    const { chosen, tag } = choice.take;
    const note = comparison.outcome === 'tag' || tag !== undefined ? await askReason(choice.label) : '';
    if (note === undefined) continue;
    await take(sitting, editor, [comparison], chosen, { ...(tag !== undefined && { tag }), note });
    return 'written';
  }
}

/** Asks why the adjudicator decided so: empty for no reason, undefined to choose again. */
function askReason(label: string): Thenable<string | undefined> {
  const title = vscode.l10n.t('Why “{0}”?', label.replace(/^\$\([^)]*\) /, ''));
  const prompt = vscode.l10n.t('The reason is kept with the decision. Press Enter to give none, Esc to choose again.');
  return vscode.window.showInputBox({ title, prompt, ignoreFocusOut: true });
}

/** Shows what was marked the same, and writes what is ticked in one action. */
async function takeAlike(
  { sitting, comparisons: alike }: Question,
  editor: vscode.TextEditor,
  progress: string,
  isBack: boolean,
): Promise<Answer> {
  const { t } = vscode.l10n;
  const tags = tagsFor(sitting.apart.source);
  const picks = alike.flatMap(({ entries: [entry] }) =>
    entry ? [{ label: withoutIcons(onOneLine(entry.text, 100)), description: tagOf(entry.tag, tags).label }] : [],
  );
  const title = t('Adjudicate {0}: {1} were marked alike; keep those that are ticked', progress, alike.length);
  const chosen = await pickOfAll(picks, title, isBack);
  if (chosen === 'back') return 'back';
  if (!chosen) return 'end';
  const taken = alike.filter((_, i) => chosen.includes(picks[i] as (typeof picks)[number]));
  await take(sitting, editor, taken, 0, {});
  return taken.length > 0 ? 'written' : 'nothing';
}

/**
 * The comparisons not adjudicated yet: no entry of theirs is in the shared sidecar, or pending for it, and none was
 * dismissed. The file itself is read, as the store may still hold the person's own sidecar.
 */
async function openIn({ store }: CommandContext, { source, annotators }: Apart): Promise<readonly Comparison[]> {
  const shared = (await readNow(sidecarOf(source), undefined))?.sidecar;
  const pending = pendingIn(store.log, source.toString());
  const taken = new Set([
    ...(shared?.entries ?? []).map(({ annotation }) => annotation.id),
    ...pending.flatMap((one) => (one.of === 'annotation' && one.after ? [one.id] : [])),
  ]);
  const dismissed = [
    ...(shared?.dismissed ?? []),
    ...pending.flatMap((one) => (one.of === 'dismissed' && one.after ? [one.after] : [])),
  ];
  return compare(annotators).filter((comparison) => !isAdjudicated(comparison, taken, dismissed));
}

/** Whether writes go into the shared sidecar; where annotators work apart, asks to end that. */
async function sharesAgain(): Promise<boolean> {
  if (!worksApart()) return true;
  const { t } = vscode.l10n;
  const yes = t('Show Shared Annotations');
  const message = t('You work in your own file. What is adjudicated goes into the shared one.');
  if ((await inform(message, yes)) !== yes) return false;
  await endWorkingApart();
  return !worksApart();
}

/**
 * Ends working apart for this person only. The workspace's setting for everybody stays: an adjudicator is set in their
 * own settings.
 */
async function endWorkingApart(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('claimmark.review');
  const { workspaceValue, workspaceFolderValue } = settings.inspect<boolean>('separateFiles') ?? {};
  const isForAll = workspaceValue === true || workspaceFolderValue === true;
  if (isForAll) await settings.update('adjudicator', true, vscode.ConfigurationTarget.Global);
  else await settings.update('separateFiles', false, vscode.ConfigurationTarget.Global);
}

async function ask(
  sitting: Sitting,
  editor: vscode.TextEditor,
  { entries, outcome }: Comparison,
  progress: string,
  isBack: boolean,
): Promise<Choice | undefined> {
  const { t } = vscode.l10n;
  const { apart } = sitting;
  const tags = tagsFor(editor.document.uri);
  const span = entries.find((entry) => entry?.span)?.span;
  if (span && isStill(sitting, editor)) reveal(editor, span);
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
    { label: `$(circle-slash) ${t('Keep none of them')}`, does: 'none' },
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

/** Asks for a tag of the adjudicator's own, for the words of the first annotator. */
async function askTag(entries: Comparison['entries'], tags: ReturnType<typeof tagsFor>): Promise<Choice | undefined> {
  const chosen = entries.findIndex((entry) => entry !== undefined);
  const picks = tags.map(({ id, label, icon }) => ({ label: `$(${icon}) ${label}`, id }));
  const title = vscode.l10n.t('Which tag should it get?');
  const pick = await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true });
  return pick && { label: pick.label, does: 'take', take: { chosen, tag: pick.id } };
}

/** Notes in the shared sidecar that nothing of a comparison is taken. */
async function takeNone({ context, apart }: Sitting, comparison: Comparison): Promise<void> {
  const revisions = takenNone(comparison).map((after): Revision => ({ of: 'dismissed', after }));
  const steps = [{ source: apart.source.toString(), revisions }];
  await context.actions.perform({ label: vscode.l10n.t('Keep none of them'), steps });
}

/** Writes the chosen entries in one action. If the source has changed since, their places are searched again. */
async function take(
  sitting: Sitting,
  editor: vscode.TextEditor,
  comparisons: readonly Comparison[],
  chosen: number,
  decision: Pick<Decision, 'tag' | 'note'>,
): Promise<void> {
  if (comparisons.length === 0) return;
  const { context, apart } = sitting;
  const isUnchanged = isStill(sitting, editor);
  const by = (await context.author(apart.source)) ?? '';
  const places = new Map<string, Span>();
  const revisions = comparisons.map((comparison): Revision => {
    const after = adjudicate(comparison, apart.annotators, chosen, { by, created: now(), ...decision });
    const span = comparison.entries[chosen]?.span;
    if (span && isUnchanged) places.set(after.id, span);
    return { of: 'annotation', id: after.id, after };
  });
  const steps = [{ source: apart.source.toString(), revisions }];
  await context.actions.perform({ label: vscode.l10n.t('Adjudicate'), steps }, places);
}
