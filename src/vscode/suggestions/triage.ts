import * as vscode from 'vscode';
import { confirm, showBriefly } from '../ui/dialogs';
import type { Suggestion } from '../../core/detect/suggestion';
import { tagOfKind } from '../../core/state/suggestions';
import { acceptAll, dismissAll, type Accepted } from './decide';
import { undoLast, type CommandContext } from '../ui/commandContext';
import { openAt } from '../ui/open';
import { refusal } from '../documents/refusal';
import { headingOf, reasonsOf, wordOfKind } from './reasons';
import { registerSteps, KeyMode, type KeyAction, type KeyModeOptions, type Stop } from '../ui/keyMode';
import { nameOf, type OfferedSuggestion, type Suggestions } from './suggestions';
import { tagsFor } from '../ui/tags';
import type { AnnotationNode, SuggestionsNode } from '../ui/treeNodes';

type Triage = KeyMode<Proposal>;

/** Asks for an annotation's note. */
export type EditNote = (node: AnnotationNode) => Promise<void>;

/** Triage: one goes from suggestion to suggestion and decides each with one key. */
export function registerTriage(desk: CommandContext, editNote: EditNote): vscode.Disposable {
  const tour = new KeyMode(triageOf(desk.suggestions));
  const on = (name: string, run: (key: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`claimmark.triage.${name}`, run);
  const decide = (tag: string): void => accept(desk, tour, tag);
  const byKey = (key: unknown): void => {
    const scope = tour.current()?.editor.document.uri;
    const tag = tagsFor(scope).find((one) => !one.builtIn && one.key === key);
    if (tag) decide(tag.id);
  };
  return vscode.Disposable.from(
    tour,
    vscode.commands.registerCommand('claimmark.triage', (row) => begin(desk, tour, row as SuggestionsNode | undefined)),
    on('verified', () => decide('verified')),
    on('unconfirmed', () => decide('unconfirmed')),
    on('quote', () => decide('quote')),
    on('accept', () => acceptAsOffered(desk, tour)),
    on('key', byKey),
    on('dismiss', () => dismiss(desk, tour)),
    on('note', () => acceptAndNote(desk, tour, editNote)),
    on('section', () => acceptSection(desk, tour)),
    registerSteps(tour, 'claimmark.triage', () => undoLast(desk)),
  );
}

/** Begins in the source whose suggestions the row stands for, else in the active editor. */
async function begin(
  { suggestions, platform }: CommandContext,
  tour: Triage,
  row: SuggestionsNode | undefined,
): Promise<void> {
  if (row?.kind === 'offers' && !(await openAt(vscode.Uri.parse(row.source), undefined))) return;
  const document = vscode.window.activeTextEditor?.document;
  const refused = document && (await refusal(document, platform));
  if (refused) return void (await refused());
  if (document) await suggestions.ask(document);
  if (vscode.window.activeTextEditor?.document === document) await tour.begin();
}

/** A stop that may stand under a heading which says what is below it. */
interface Proposal extends Stop {
  readonly heading: string | undefined;
}

function triageOf(suggestions: Suggestions): KeyModeOptions<Proposal> {
  return {
    name: vscode.l10n.t('Triage'),
    context: 'claimmark.triaging',
    actions: triageActions,
    stops: (document) => suggestions.in(document.uri.toString()).all.map(stopOf),
    decided: (document) => suggestions.in(document.uri.toString()).decided,
    next: (document) => nextSource(suggestions, document),
    onward: { key: '↵', label: vscode.l10n.t('next source'), command: 'claimmark.triage.onward' },
  };
}

/** Another source that has been looked at and has suggestions that wait. */
function nextSource(suggestions: Suggestions, document: vscode.TextDocument): ReturnType<KeyModeOptions['next']> {
  const others = suggestions.sources().filter((source) => source !== document.uri.toString());
  const waiting = others.filter((source) => suggestions.in(source).open.length > 0);
  const [source] = waiting;
  const left = waiting.reduce((sum, one) => sum + suggestions.in(one).open.length, 0);
  return source === undefined ? undefined : { source: vscode.Uri.parse(source), left };
}

function triageActions(document: vscode.TextDocument, stop: Proposal): readonly KeyAction[] {
  const { t } = vscode.l10n;
  const action = (key: string, label: string, name: string): KeyAction => ({
    key,
    label,
    command: `claimmark.triage.${name}`,
  });
  const tags = tagsFor(document.uri).flatMap(({ id, key, label, builtIn }): KeyAction[] => {
    if (!key) return [];
    return [
      builtIn ? action(key.toUpperCase(), label, id) : { ...action(key.toUpperCase(), label, 'key'), args: [key] },
    ];
  });
  const whole = stop.heading === undefined ? [] : [action('A', t('all of “{0}”', stop.heading), 'section')];
  return [
    ...tags,
    action('↵', t('as offered'), 'accept'),
    action('D', t('dismiss'), 'dismiss'),
    action('N', t('note'), 'note'),
    action('Z', t('undo'), 'undo'),
    action('Esc', t('leave'), 'leave'),
    // Last, since a heading may be long and would push the others out of sight.
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
  };
}

/** The suggestion of a stop. */
function suggestionAt(
  { suggestions }: CommandContext,
  stop: Proposal,
  document: vscode.TextDocument,
): OfferedSuggestion | undefined {
  return suggestions.find(document.uri.toString(), stop.id);
}

function accept(desk: CommandContext, tour: Triage, tag: string): void {
  tour.decide(async (stop, document) => {
    const place = suggestionAt(desk, stop, document);
    if (place) await acceptAll(desk, [{ ...place, tag }]);
  });
}

/** One key for what comes with its tag: quotes, doubts, and what stands under a heading that says so. */
function acceptAsOffered(desk: CommandContext, tour: Triage): void {
  tour.press(() => {
    const here = tour.current();
    const place = here && suggestionAt(desk, here.stop, here.editor.document);
    const tag = place && tagOfKind(place.suggestion.kind);
    if (tag || !here) accept(desk, tour, tag ?? 'unconfirmed');
    else showBriefly(vscode.l10n.t('A claim has no tag yet: press V where it is verified, U where it is not.'));
  });
}

function dismiss(desk: CommandContext, tour: Triage): void {
  tour.decide(async (stop, document) => {
    const place = suggestionAt(desk, stop, document);
    if (place) await dismissAll(desk, [place]);
  });
}

/** A note needs an annotation to stand on: the suggestion is accepted as offered, a claim as unconfirmed. */
function acceptAndNote(desk: CommandContext, tour: Triage, editNote: EditNote): void {
  tour.decide(async (stop, document) => {
    const place = suggestionAt(desk, stop, document);
    if (!place) return;
    const source = document.uri.toString();
    const [id] = await acceptAll(desk, [{ ...place, tag: tagOfKind(place.suggestion.kind) ?? 'unconfirmed' }]);
    if (id !== undefined) await editNote({ kind: 'annotation', source, id });
  });
}

/** Accepts, as one step, all that stands under the same heading as the current suggestion and comes with a tag. */
async function acceptSection(desk: CommandContext, tour: Triage): Promise<void> {
  const here = tour.current();
  const place = here && suggestionAt(desk, here.stop, here.editor.document);
  if (!place) return;
  const { document } = place;
  const heading = headingOf(place.suggestion);
  const all = under(heading, document, desk.suggestions);
  if (all.length === 0) {
    showBriefly(vscode.l10n.t('This suggestion does not come from a section’s heading.'));
    return;
  }
  const yes = vscode.l10n.t('Accept {0}', all.length);
  const question = vscode.l10n.t(
    'Accept all {0} suggestions under “{1}”? It can be undone in one step.',
    all.length,
    heading ?? '',
  );
  if (!(await confirm(question, yes))) return;
  // As they stand now: the source may have changed on the disk while one was asked.
  await acceptAll(desk, under(heading, document, desk.suggestions));
  tour.advance();
}

/** What is suggested under a heading and comes with a tag. */
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
