import * as vscode from 'vscode';
import { type SuggestionContext, nameOf, type OfferedSuggestion, type Suggestions } from './suggestions';
import { confirm, showBriefly } from '../ui/dialogs';
import type { Suggestion } from '../../core/detect/suggestion';
import { settles, tagOfKind } from '../../core/state/suggestions';
import { acceptAll, dismissAll, type Accepted } from './decide';
import { openAt } from '../ui/open';
import { refusal } from '../documents/refusal';
import { headingOf, reasonsOf, wordOfKind } from './reasons';
import { Round, type Stop } from '../ui/round';
import { keyActions, type KeyAction } from '../ui/roundBar';
import { onOneLine } from '../../core/text/oneLine';
import { tagsFor } from '../ui/tags';
import type { AnnotationNode, SuggestionsNode } from '../ui/treeNodes';

type Triage = Round<Proposal>;

/** Asks for an annotation's note. */
export type EditNote = (node: AnnotationNode) => Promise<void>;

/** The texts of the workspace, in working order. */
export type Queue = () => readonly vscode.Uri[];

/** Begins in the source of a tree row, else in the active editor. */
export async function beginTriage(
  { platform }: SuggestionContext,
  round: Triage,
  row: SuggestionsNode | undefined,
): Promise<void> {
  if (row?.kind === 'suggestions' && !(await openAt(vscode.Uri.parse(row.source), undefined))) return;
  await round.begin(async () => {
    const document = round.source();
    const refused = document && (await refusal(document, platform));
    await refused?.();
    return refused === undefined && round.source() === document;
  });
}

/** A stop, possibly under a heading that tells its tag. */
interface Proposal extends Stop {
  readonly heading: string | undefined;
  /** The suggested tag; a claim has none. */
  readonly tag: string | undefined;
}

export function triageOf({ suggestions, store, isFinished }: SuggestionContext, queue: Queue): Triage {
  return new Round({
    name: vscode.l10n.t('Triage'),
    prefix: 'claimmark.triage',
    context: 'claimmark.triaging',
    actions: triageActions,
    stops: (document) => suggestions.in(document.uri.toString()).all.map(stopOf),
    decided: (document) => suggestions.in(document.uri.toString()).decided,
    next: (document) => nextSource(suggestions, store, document, queue()),
    ready: (document) => suggestions.ask(document),
    isFinished: (document) => isFinished(document.uri.toString()),
  });
}

/**
 * Another source with suggestions left, or in which nobody has decided anything yet: the next in order, and around at
 * the end.
 */
function nextSource(
  suggestions: Suggestions,
  store: SuggestionContext['store'],
  document: vscode.TextDocument,
  queue: readonly vscode.Uri[],
): vscode.Uri | undefined {
  const here = document.uri.toString();
  const known = new Set(suggestions.sources());
  const isWaiting = (source: string): boolean => {
    if (known.has(source)) return suggestions.in(source).open.length > 0;
    const sheet = store.get(source);
    return !sheet || (sheet.records.length === 0 && sheet.dismissed.length === 0 && !sheet.sidecar?.finished);
  };
  const all = [...new Set([...queue.map(String), ...known])].filter((source) => source !== here);
  const waiting = all.filter(isWaiting).sort();
  const next = waiting.find((source) => source > here) ?? waiting[0];
  return next === undefined ? undefined : vscode.Uri.parse(next);
}

function triageActions(document: vscode.TextDocument, stop: Proposal): readonly KeyAction[] {
  const { t } = vscode.l10n;
  const action = keyActions('claimmark.triage');
  const tags = tagsFor(document.uri).flatMap(({ id, key, label, builtIn }): KeyAction[] => {
    if (!key) return [];
    return [
      builtIn
        ? action(key.toUpperCase(), label, id, true)
        : { ...action(key.toUpperCase(), label, 'key', true), args: [key] },
    ];
  });
  const { heading, tag } = stop;
  const whole = heading === undefined ? [] : [action('A', t('all of “{0}”', onOneLine(heading, 24)), 'section')];
  return [
    ...tags,
    action('D', t('dismiss'), 'dismiss', true),
    // A claim has no tag to be accepted with.
    ...(tag === undefined ? [] : [action('↵', t('as offered'), 'accept')]),
    action('N', t('note'), 'note'),
    action('Z', t('undo'), 'undo'),
    action('Esc', t('leave'), 'leave'),
    ...whole,
  ];
}

function stopOf(suggestion: Suggestion): Proposal {
  const { from, to, kind } = suggestion;
  const label = vscode.l10n.t('{0}?', wordOfKind(kind));
  return {
    id: nameOf(suggestion),
    span: { from, to },
    label,
    aside: reasonsOf(suggestion),
    heading: headingOf(suggestion),
    tag: tagOfKind(kind),
  };
}

/** The suggestion of a stop. */
function suggestionAt(
  { suggestions }: SuggestionContext,
  stop: Proposal,
  document: vscode.TextDocument,
): OfferedSuggestion | undefined {
  return suggestions.find(document.uri.toString(), stop.id);
}

const settlesToo = (tagged: Stop, other: Stop): boolean => settles(tagged.span, other.span);

export function acceptAs(context: SuggestionContext, round: Triage, tag: string): void {
  round.decide(async (stop, document) => {
    const place = suggestionAt(context, stop, document);
    if (place) await acceptAll(context, [{ ...place, tag }]);
  }, settlesToo);
}

/** Accepts with one key what has a suggested tag: quotes, doubts, and what is under a heading that tells the tag. */
export function acceptAsOffered(context: SuggestionContext, round: Triage): void {
  round.press(() => {
    const here = round.current();
    const place = here && suggestionAt(context, here.stop, here.editor.document);
    const tag = place && tagOfKind(place.suggestion.kind);
    if (tag || !here) acceptAs(context, round, tag ?? 'unconfirmed');
    else showBriefly(vscode.l10n.t('This claim has no tag yet: press V for verified, U for unconfirmed.'));
  });
}

export function dismissHere(context: SuggestionContext, round: Triage): void {
  round.decide(async (stop, document) => {
    const place = suggestionAt(context, stop, document);
    if (place) await dismissAll(context, [place]);
  });
}

/** Accepts the suggestion, which a note needs as an annotation: as suggested, a claim as unconfirmed. */
export function acceptAndNote(context: SuggestionContext, round: Triage, editNote: EditNote): void {
  const made = new Map<string, string>();
  round.decideAndAsk(
    async (stop, document) => {
      const place = suggestionAt(context, stop, document);
      const tag = place && (tagOfKind(place.suggestion.kind) ?? 'unconfirmed');
      const [id] = place && tag ? await acceptAll(context, [{ ...place, tag }]) : [];
      if (id !== undefined) made.set(stop.id, id);
    },
    async (stop, document) => {
      await round.stored();
      const id = made.get(stop.id);
      if (id !== undefined) await editNote({ kind: 'annotation', source: document.uri.toString(), id });
    },
    settlesToo,
  );
}

/** Accepts in one action all suggestions with a tag under the same heading as the present one. */
export async function acceptSection(context: SuggestionContext, round: Triage): Promise<void> {
  const here = round.current();
  const place = here && suggestionAt(context, here.stop, here.editor.document);
  if (!place) return;
  const { document } = place;
  const heading = headingOf(place.suggestion);
  const all = under(heading, document, context.suggestions);
  if (all.length === 0) {
    showBriefly(vscode.l10n.t('This suggestion does not come from a section’s heading.'));
    return;
  }
  const yes = vscode.l10n.t('Accept {0}', all.length);
  const question = vscode.l10n.t(
    'Accept all {0} suggestions under “{1}”? You can undo this in one step.',
    all.length,
    heading ?? '',
  );
  if (!(await confirm(question, yes))) return;
  // Read again, as the source may have changed on the disk during the question.
  await acceptAll(context, under(heading, document, context.suggestions));
  round.advance();
}

/** The suggestions with a tag under a heading. */
function under(
  heading: string | undefined,
  document: vscode.TextDocument,
  suggestions: Suggestions,
): readonly Accepted[] {
  return suggestions.in(document.uri.toString()).all.flatMap((suggestion) => {
    const tag = tagOfKind(suggestion.kind);
    return heading !== undefined && tag && headingOf(suggestion) === heading ? [{ document, suggestion, tag }] : [];
  });
}
