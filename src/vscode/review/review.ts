import * as vscode from 'vscode';
import type { CommandContext } from '../storage/commandContext';
import type { Annotation, Review, Verdict } from '../../core/model/annotation';
import { reviewWork, waitsFor } from '../../core/query/reviewWork';
import { onOneLine } from '../../core/text/oneLine';
import type { Revision } from '../../core/model/action';
import type { Span } from '../../core/text/change';
import { judgedIn, judgements } from '../../core/review/status';
import { sayChange } from '../../core/review/words';
import { anchoredAnnotations, type AnchoredAnnotation, type Sheet } from '../../core/state/sheet';
import { withoutMarkup } from '../../core/text/markdown';
import { whenSearched } from '../documents/openAnnotation';
import { asOfNow, latest, stepsOf, targetOf, targetsOf, type Rows, type Target } from '../ui/targets';
import { now, replying } from '../ui/revisions';
import { showBriefly } from '../ui/dialogs';
import { Round, type Stop } from '../ui/round';
import { keyActions, type KeyAction } from '../ui/roundBar';
import { reviewStatusIn, wordOfReviewStatus } from '../ui/reviewStatus';
import { tagOf, tagsFor } from '../ui/tags';
import { openAt } from '../ui/open';
import type { AnnotationNode } from '../ui/treeNodes';

/** The reviewer in this window. */
export interface Reviewer {
  name: string;
}

/** Begins in the active source; if nothing waits there, or called on a row, in the next source with something. */
export async function beginReview(
  context: CommandContext,
  round: Round,
  reviewer: Reviewer,
  rows: Rows,
): Promise<void> {
  if (rows.length > 0 || !vscode.window.activeTextEditor) await openSource(context);
  const document = vscode.window.activeTextEditor?.document;
  await round.begin(async () => {
    reviewer.name = (document && (await context.author(document.uri))) ?? '';
    if (!reviewer.name) showBriefly(vscode.l10n.t('A verdict needs a name: set “Claimmark: Author” in the settings.'));
    return reviewer.name !== '';
  });
}

/** Gives the active editor the keyboard, or opens the first source in which something waits. */
async function openSource({ store, author, whenRead }: CommandContext): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor) return void (await vscode.window.showTextDocument(editor.document, editor.viewColumn));
  await whenRead();
  const [first] = reviewWork((await author.known(undefined)) ?? '')(store.all()).sources;
  if (first !== undefined) await openAt(vscode.Uri.parse(first), undefined);
}

export function reviewOfSources(context: CommandContext, reviewer: Reviewer): Round {
  const sheetOf = (document: vscode.TextDocument): readonly Sheet[] => {
    const sheet = context.store.get(document.uri.toString());
    return sheet ? [sheet] : [];
  };
  const open = (document: vscode.TextDocument): readonly AnchoredAnnotation[] =>
    sheetOf(document)
      .flatMap(anchoredAnnotations)
      .filter((one) => waitsFor(reviewer.name, one));
  return new Round({
    name: vscode.l10n.t('Review'),
    prefix: 'claimmark.review',
    context: 'claimmark.reviewing',
    actions: reviewActions,
    ready: async (document) => {
      await context.whenRead(document.uri);
      await whenSearched(context.store, document.uri);
    },
    stops: (document) =>
      inOrder(open(document)).flatMap((one) => (one.span ? [stopOf(one, one.span, document, reviewer.name)] : [])),
    decided: (document) => reviewWork(reviewer.name)(sheetOf(document)).judged,
    next: (document) => {
      const here = document.uri.toString();
      const work = reviewWork(reviewer.name)(context.store.all().filter(({ source }) => source !== here));
      // The next in a fixed order of sources, and around at the end, each once.
      const first = work.sources.find((source) => source.localeCompare(here) > 0) ?? work.sources[0];
      return first === undefined ? undefined : vscode.Uri.parse(first);
    },
    elsewhere: () => context.whenRead(),
    isFinished: (document) => context.isFinished(document.uri.toString()),
  });
}

function reviewActions(): readonly KeyAction[] {
  const { t } = vscode.l10n;
  const action = keyActions('claimmark.review');
  return [
    action('A', t('agree'), 'agree', true),
    action('D', t('disagree'), 'disagree', true),
    action('S', t('unsure'), 'unsure', true),
    action('N', t('note'), 'note'),
    action('Z', t('undo'), 'undo'),
    action('Esc', t('leave'), 'leave'),
  ];
}

/** Sorts by place, since a round that jumped about would be hard to follow. */
function inOrder(annotations: readonly AnchoredAnnotation[]): readonly AnchoredAnnotation[] {
  return [...annotations].sort((a, b) => (a.span?.from ?? 0) - (b.span?.from ?? 0));
}

function stopOf(anchored: AnchoredAnnotation, span: Span, document: vscode.TextDocument, reviewer: string): Stop {
  const { id, note = '' } = anchored.annotation;
  const aside = [changeSinceOwn(anchored, reviewer), ...contextOf(anchored, document), onOneLine(withoutMarkup(note))];
  return { id, span, label: labelOf(anchored, document), aside: aside.filter(Boolean).join(' · ') };
}

/** What has changed since the reviewer's own verdict, if there is one. */
function changeSinceOwn({ annotation, state }: AnchoredAnnotation, reviewer: string): string {
  const own = judgements(annotation, state === 'edited').find(({ review }) => review.by === reviewer);
  return own?.changed ? sayChange(own.review, own.changed, vscode.l10n.t) : '';
}

function labelOf(anchored: AnchoredAnnotation, document: vscode.TextDocument): string {
  const { annotation } = anchored;
  const { t } = vscode.l10n;
  const tag = tagOf(annotation.tag, tagsFor(document.uri)).label;
  const parts = [annotation.by ? t('{0}, by {1}', tag, annotation.by) : tag, annotation.speaker ?? ''];
  return parts.filter(Boolean).join(' · ');
}

/** Its evidence and review status. */
function contextOf(anchored: AnchoredAnnotation, document: vscode.TextDocument): readonly string[] {
  const evidence = anchored.annotation.evidence?.length ?? 0;
  const words = evidence > 0 ? vscode.l10n.t('evidence: {0}', evidence) : vscode.l10n.t('no evidence');
  return [words, wordOfReviewStatus(reviewStatusIn(anchored, document.uri))];
}

function nodeOf(stop: Stop, document: vscode.TextDocument): AnnotationNode {
  return { kind: 'annotation', source: document.uri.toString(), id: stop.id };
}

/** Gives a verdict on the present stop, else on what the command was called on. In a round it counts at once. */
export async function judge(context: CommandContext, round: Round, rows: Rows, verdict: Verdict): Promise<void> {
  if (round.isOn() && !rows[0]) {
    const store = (stop: Stop, document: vscode.TextDocument): Promise<void> =>
      judgeAll(context, targetsOf(context.store, [nodeOf(stop, document)]), verdict);
    if (verdict === 'agree') round.decide(store);
    else round.decideAndAsk(store, (stop, document) => askWhy(context, round, nodeOf(stop, document), verdict));
    return;
  }
  const targets = rows[0]
    ? targetsOf(context.store, rows)
    : [targetOf(context.store, rows)].flatMap((one) => one ?? []);
  await judgeAll(context, targets, verdict);
}

/** Gives the person's verdict on one annotation. */
export async function giveVerdict(context: CommandContext, node: AnnotationNode, verdict: Verdict): Promise<void> {
  await judgeAll(context, targetsOf(context.store, [node]), verdict);
}

async function judgeAll(context: CommandContext, targets: readonly Target[], verdict: Verdict): Promise<void> {
  const first = targets[0];
  const by = first && (await context.author(vscode.Uri.parse(first.source)));
  if (!by) return;
  const theirs = targets.filter(({ annotation }) => annotation.by !== by);
  if (theirs.length === 0)
    return showBriefly(vscode.l10n.t('This is your own annotation: only others can give a verdict on it.'));
  await perform(context, asOfNow(context.store, theirs), by, verdict, undefined);
}

/** Asks for the reason of a disagreement, or an unsure reviewer's question. The verdict is given already; Enter skips. */
async function askWhy(context: CommandContext, round: Round, node: AnnotationNode, verdict: Verdict): Promise<void> {
  const { t } = vscode.l10n;
  const prompt =
    verdict === 'disagree'
      ? t('Why do you disagree? Press Enter to give no reason.')
      : t('What do you want to know? A question is shown to the author. Press Enter to ask nothing.');
  await noteOnVerdict(context, round, node, prompt);
}

async function noteOnVerdict(
  context: CommandContext,
  round: Round,
  node: AnnotationNode,
  prompt: string,
): Promise<void> {
  const [target] = targetsOf(context.store, [node]);
  const by = target && (await context.author(vscode.Uri.parse(target.source)));
  if (!target || !by) return;
  const said = (await askFor(target, prompt, reviewOf(target.annotation, by)?.note ?? ''))?.trim();
  if (said === undefined) return;
  // Stored in its turn, after the verdict: nobody waits for the disk.
  round.enqueue(async () => {
    const current = latest(context.store, target);
    const earlier = reviewOf(current.annotation, by);
    if (said === (earlier?.note ?? '')) return;
    if (earlier) await perform(context, [current], by, earlier.verdict, said);
    else await sendMessage(context, current, by, said);
  });
}

/** Asks for a note: right after a verdict on the one just judged, else on the present one. */
export async function noteOn(context: CommandContext, round: Round): Promise<void> {
  const here = round.current();
  const document = round.source() ?? vscode.window.activeTextEditor?.document;
  const stop = round.justDecided() ?? here?.stop;
  const node = stop && document ? nodeOf(stop, document) : undefined;
  const target = node ? targetsOf(context.store, [node])[0] : targetOf(context.store, []);
  const by = target && (await context.author(vscode.Uri.parse(target.source)));
  if (!target || !by) return;
  const { t } = vscode.l10n;
  const prompt = reviewOf(target.annotation, by)
    ? t('What do you want to say with your verdict?')
    : t('A message to the author, not a verdict: for that, press A, D or S.');
  await noteOnVerdict(context, round, { kind: 'annotation', source: target.source, id: target.annotation.id }, prompt);
}

function askFor({ annotation }: Target, prompt: string, value: string): Thenable<string | undefined> {
  const title = vscode.l10n.t('Note on “{0}”', onOneLine(annotation.text, 48));
  return vscode.window.showInputBox({ title, prompt, value, ignoreFocusOut: true });
}

/** Sends a note without a verdict as a message. */
async function sendMessage(context: CommandContext, target: Target, by: string, note: string): Promise<void> {
  if (note !== '') await context.actions.perform(replying(vscode.l10n.t('Note'), target, by, note));
}

function reviewOf({ reviews }: Annotation, by: string): Review | undefined {
  return reviews?.find((review) => review.by === by);
}

/**
 * Writes a person's verdict in place of their earlier one, with the tag and words that it is about; the author's record
 * is not changed. Without `note` the earlier note is kept; an empty one removes it.
 */
async function perform(
  context: CommandContext,
  targets: readonly Target[],
  by: string,
  verdict: Verdict,
  note: string | undefined,
): Promise<void> {
  const steps = stepsOf(targets, (target) => reviewed(target, by, verdict, note));
  const { t } = vscode.l10n;
  const labels = { agree: t('Agree'), disagree: t('Disagree'), unsure: t('Unsure') };
  await context.actions.perform({ label: labels[verdict], steps });
}

function reviewed(
  { annotation: before, state }: Target,
  by: string,
  verdict: Verdict,
  note: string | undefined,
): Revision {
  const earlier = reviewOf(before, by);
  // A note on another verdict is not the reason for this one.
  const said = note ?? (earlier?.verdict === verdict ? earlier.note : undefined);
  const review = {
    by,
    verdict,
    ...judgedIn(before, state === 'edited'),
    created: now(),
    ...(said ? { note: said } : {}),
  };
  const reviews = [...(before.reviews ?? []).filter((one) => one.by !== by), review];
  return { of: 'annotation', id: before.id, before, after: { ...before, reviews } };
}
