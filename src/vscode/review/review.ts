import * as vscode from 'vscode';
import type { Annotation, Review, Verdict } from '../../core/model/annotation';
import { isOpenFor } from '../../core/query/filter';
import { onOneLine } from '../../core/text/oneLine';
import type { Revision } from '../../core/model/action';
import type { Span } from '../../core/text/change';
import { anchoredAnnotations, type AnchoredAnnotation } from '../../core/state/sheet';
import { asOfNow, latest, targetOf, targetsOf, type Rows, type Target } from '../ui/targets';
import { now, undoLast, type CommandContext } from '../ui/commandContext';
import { showBriefly } from '../ui/dialogs';
import { registerSteps, KeyMode, type KeyAction, type KeyModeOptions, type Stop } from '../ui/keyMode';
import { reviewStatusIn, wordOfReviewStatus } from '../ui/reviewStatus';
import { tagOf, tagsFor } from '../ui/tags';

/** Review: a reviewer goes from one unreviewed annotation to the next and gives a verdict with one key. */
export function registerReview(context: CommandContext): vscode.Disposable {
  const reviewer: { name: string } = { name: '' };
  const tour = new KeyMode(roundOf(context, reviewer));
  const on = (name: string, run: (...rows: Rows) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`claimmark.${name}`, (...rows: [...Rows]) => run(...rows));
  const verdict =
    (name: Verdict) =>
    async (...rows: Rows) =>
      judge(context, tour, rows, name);
  return vscode.Disposable.from(
    tour,
    on('review', async () => {
      const document = vscode.window.activeTextEditor?.document;
      reviewer.name = (document && (await context.author(document.uri))) ?? '';
      if (reviewer.name) await tour.begin();
      else showBriefly(vscode.l10n.t('A verdict needs a name: set “Claimmark: Author” in the settings.'));
    }),
    on('agree', verdict('agree')),
    on('disagree', verdict('disagree')),
    on('unsure', verdict('unsure')),
    on('review.agree', verdict('agree')),
    on('review.disagree', verdict('disagree')),
    on('review.unsure', verdict('unsure')),
    on('review.note', () => noteOn(context, tour)),
    registerSteps(tour, 'claimmark.review', () => undoLast(context)),
  );
}

function roundOf(context: CommandContext, reviewer: { readonly name: string }): KeyModeOptions {
  const marks = (document: vscode.TextDocument): readonly AnchoredAnnotation[] => {
    const sheet = context.store.get(document.uri.toString());
    return sheet ? anchoredAnnotations(sheet).filter(({ annotation }) => annotation.by !== reviewer.name) : [];
  };
  const isOpen = ({ annotation, state }: AnchoredAnnotation): boolean =>
    isOpenFor(reviewer.name, annotation, state === 'edited');
  return {
    name: vscode.l10n.t('Review'),
    context: 'claimmark.reviewing',
    actions: reviewActions,
    stops: (document) =>
      inOrder(marks(document).filter(isOpen)).flatMap((mark) => (mark.span ? [stopOf(mark, mark.span, document)] : [])),
    decided: (document) => marks(document).filter((mark) => !isOpen(mark)).length,
  };
}

function reviewActions(): readonly KeyAction[] {
  const { t } = vscode.l10n;
  const action = (key: string, label: string, name: string): KeyAction => ({
    key,
    label,
    command: `claimmark.review.${name}`,
  });
  return [
    action('A', t('agree'), 'agree'),
    action('D', t('disagree'), 'disagree'),
    action('S', t('unsure'), 'unsure'),
    action('N', t('note'), 'note'),
    action('Z', t('undo'), 'undo'),
    action('Esc', t('leave'), 'leave'),
  ];
}

/** In the order of the source: a round that jumped about would be hard to follow. */
function inOrder(marks: readonly AnchoredAnnotation[]): readonly AnchoredAnnotation[] {
  return [...marks].sort((a, b) => (a.span?.from ?? 0) - (b.span?.from ?? 0));
}

function stopOf(mark: AnchoredAnnotation, span: Span, document: vscode.TextDocument): Stop {
  const { id, note = '' } = mark.annotation;
  // The marks of Markdown mean nothing where it is not rendered.
  const plain = onOneLine(note.replace(/\*\*|__|`/g, ''));
  const aside = [...contextOf(mark, document), plain].filter(Boolean).join(' · ');
  return { id, span, label: labelOf(mark, document), aside };
}

function labelOf(mark: AnchoredAnnotation, document: vscode.TextDocument): string {
  const { annotation } = mark;
  const { t } = vscode.l10n;
  const tag = tagOf(annotation.tag, tagsFor(document.uri)).label;
  const parts = [annotation.by ? t('{0}, by {1}', tag, annotation.by) : tag, annotation.speaker ?? ''];
  return parts.filter(Boolean).join(' · ');
}

/** What it rests on, and where it stands among reviewers. */
function contextOf(mark: AnchoredAnnotation, document: vscode.TextDocument): readonly string[] {
  const evidence = mark.annotation.evidence?.length ?? 0;
  const words = evidence > 0 ? vscode.l10n.t('evidence: {0}', evidence) : vscode.l10n.t('no evidence');
  return [words, wordOfReviewStatus(reviewStatusIn(mark, document.uri))];
}

/** The annotation a verdict is about: that of the round, else what the command was called on. */
function subject(context: CommandContext, tour: KeyMode, rows: Rows): readonly Target[] {
  const current = tour.current();
  if (!current)
    return rows[0] ? targetsOf(context.store, rows) : [targetOf(context.store, rows)].flatMap((one) => one ?? []);
  const source = current.editor.document.uri.toString();
  return targetsOf(context.store, [{ kind: 'annotation', source, id: current.stop.id }]);
}

async function judge(context: CommandContext, tour: KeyMode, rows: Rows, verdict: Verdict): Promise<void> {
  const targets = subject(context, tour, rows);
  const first = targets[0];
  const by = first && (await context.author(vscode.Uri.parse(first.source)));
  if (!by) return;
  const own = targets.filter(({ annotation }) => annotation.by === by);
  if (own.length === targets.length)
    return showBriefly(vscode.l10n.t('This is your own annotation: a verdict is somebody else’s to give.'));
  const theirs = targets.filter(({ annotation }) => annotation.by !== by);
  await perform(context, asOfNow(context.store, theirs), by, verdict, undefined);
  tour.advance();
}

async function noteOn(context: CommandContext, tour: KeyMode): Promise<void> {
  const target = subject(context, tour, [])[0];
  const by = target && (await context.author(vscode.Uri.parse(target.source)));
  if (!target || !by) return;
  const before = reviewOf(target.annotation, by);
  const note = await vscode.window.showInputBox({
    title: vscode.l10n.t('Verdict on “{0}”', onOneLine(target.annotation.text, 48)),
    prompt: vscode.l10n.t('What do you want to say with your verdict? Then press A, D or S for the verdict itself.'),
    value: before?.note ?? '',
    ignoreFocusOut: true,
  });
  if (note === undefined) return;
  const current = latest(context.store, target);
  const said = note.trim();
  const earlier = reviewOf(current.annotation, by);
  if (said !== (earlier?.note ?? '')) await perform(context, [current], by, earlier?.verdict ?? 'unsure', said);
}

function reviewOf({ reviews }: Annotation, by: string): Review | undefined {
  return reviews?.find((review) => review.by === by);
}

/**
 * Writes a person's verdict in place of their earlier one; the author's own record stays as it is. So does their
 * earlier note where none is given; an empty one removes it.
 */
async function perform(
  context: CommandContext,
  targets: readonly Target[],
  by: string,
  verdict: Verdict,
  note: string | undefined,
): Promise<void> {
  const sources = [...new Set(targets.map(({ source }) => source))];
  const steps = sources.map((source) => ({
    source,
    revisions: targets
      .filter((target) => target.source === source)
      .map(({ annotation }) => reviewed(annotation, by, verdict, note)),
  }));
  const { t } = vscode.l10n;
  const labels = { agree: t('Agree'), disagree: t('Disagree'), unsure: t('Unsure') };
  await context.ledger.perform({ label: labels[verdict], steps });
}

function reviewed(before: Annotation, by: string, verdict: Verdict, note: string | undefined): Revision {
  const earlier = reviewOf(before, by);
  const said = note ?? earlier?.note;
  const review = { by, verdict, created: now(), ...(said ? { note: said } : {}) };
  const reviews = [...(before.reviews ?? []).filter((one) => one !== earlier), review];
  return { of: 'annotation', id: before.id, before, after: { ...before, reviews } };
}
