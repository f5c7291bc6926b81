import * as vscode from 'vscode';
import { newId, type Annotation } from '../core/annotation';
import type { Span } from '../core/change';
import { why, type Suggestion } from '../core/detect/suggestion';
import { tagOfKind } from '../core/offer';
import type { Revision } from '../core/revision';
import { now, selectorOf, type Desk } from './desk';
import { Tour, type Action, type Round, type Stop } from './rounds';
import { speakerIn, type Suggestions } from './suggestions';
import { tagOf, tagsFor } from './tags';

type Triage = Tour<Offered>;

/** Triage: one goes from suggestion to suggestion and decides each with one key. */
export function registerTriage(desk: Desk, suggestions: Suggestions): vscode.Disposable {
  const tour = new Tour(triageOf(desk, suggestions));
  const on = (name: string, run: (key: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`claimmark.triage.${name}`, run);
  const decide = (tag: string): Promise<void> => accept(desk, suggestions, tour, tag);
  const byKey = async (key: unknown): Promise<void> => {
    const scope = tour.current()?.editor.document.uri;
    const tag = tagsFor(scope).find((one) => !one.builtIn && one.key === key);
    if (tag) await decide(tag.id);
  };
  return vscode.Disposable.from(
    tour,
    vscode.commands.registerCommand('claimmark.triage', () => tour.begin()),
    on('verified', () => decide('verified')),
    on('unconfirmed', () => decide('unconfirmed')),
    on('quote', () => decide('quote')),
    on('accept', () => acceptAsOffered(desk, suggestions, tour)),
    on('key', byKey),
    on('dismiss', () => dismiss(desk, suggestions, tour)),
    on('note', () => acceptAndNote(desk, suggestions, tour)),
    on('section', () => acceptSection(desk, suggestions, tour)),
    on('undo', async () => {
      await vscode.commands.executeCommand('claimmark.undo');
      tour.go(1);
    }),
    on('next', () => tour.go(1)),
    on('previous', () => tour.go(-1)),
    on('leave', () => tour.end()),
  );
}

/** A stop that may stand under a heading which says what is below it. */
interface Offered extends Stop {
  readonly heading: string | undefined;
}

function triageOf(desk: Desk, suggestions: Suggestions): Round<Offered> {
  return {
    name: vscode.l10n.t('Triage'),
    context: 'claimmark.triaging',
    actions: triageActions,
    stops: (document) => suggestions.of(document).map(stopOf),
    decided: (document) => {
      const sheet = desk.store.get(document.uri.toString());
      return (sheet?.records.length ?? 0) + (sheet?.dismissed.length ?? 0);
    },
  };
}

function triageActions(document: vscode.TextDocument, stop: Offered): readonly Action[] {
  const { t } = vscode.l10n;
  const action = (key: string, label: string, name: string): Action => ({
    key,
    label,
    command: `claimmark.triage.${name}`,
  });
  const tags = tagsFor(document.uri).flatMap(({ id, key, label, builtIn }): Action[] => {
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
    ...whole,
    action('Z', t('undo'), 'undo'),
    action('Esc', t('leave'), 'leave'),
  ];
}

const idOf = ({ kind, from, to }: Suggestion): string => `${kind}:${from}-${to}`;

function stopOf(suggestion: Suggestion): Offered {
  const { t } = vscode.l10n;
  const kinds = { claim: t('Claim'), quote: t('Quote'), unconfirmed: t('Unconfirmed'), verified: t('Verified') };
  const label = t('{0}? {1}', kinds[suggestion.kind], why(suggestion.why));
  return { id: idOf(suggestion), span: spanOf(suggestion), label, heading: headingOf(suggestion) };
}

/** The suggestion at which the person is. */
function here(
  suggestions: Suggestions,
  tour: Triage,
): { editor: vscode.TextEditor; suggestion: Suggestion } | undefined {
  const current = tour.current();
  if (!current) return undefined;
  const suggestion = suggestions.of(current.editor.document).find((one) => idOf(one) === current.stop.id);
  return suggestion && { editor: current.editor, suggestion };
}

/** The revision that makes a suggestion an annotation, its speaker filled in where the text names one. */
async function annotate(
  desk: Desk,
  document: vscode.TextDocument,
  suggestion: Suggestion,
  tag: string,
): Promise<Revision & { of: 'annotation' }> {
  const by = await desk.author(document.uri);
  const id = newId(Math.random);
  const speaker = tag === 'quote' ? speakerIn(document, suggestion) : undefined;
  const who = speaker ? { speaker } : {};
  const after: Annotation = {
    id,
    tag,
    ...selectorOf(document, suggestion),
    ...who,
    ...(by ? { by } : {}),
    created: now(),
  };
  return { of: 'annotation', id, after };
}

async function accept(desk: Desk, suggestions: Suggestions, tour: Triage, tag: string): Promise<void> {
  const place = here(suggestions, tour);
  if (!place) return;
  await acceptAll(desk, place.editor.document, [[place.suggestion, tag]]);
  tour.advance();
}

async function acceptAll(
  desk: Desk,
  document: vscode.TextDocument,
  pairs: readonly (readonly [Suggestion, string])[],
): Promise<void> {
  const revisions = await Promise.all(pairs.map(([suggestion, tag]) => annotate(desk, document, suggestion, tag)));
  const places = new Map<string, Span>(revisions.map(({ id }, index) => [id, spanOf(pairs[index]?.[0])]));
  const tags = [...new Set(pairs.map(([, tag]) => tagOf(tag, tagsFor(document.uri)).label))].join(', ');
  const label = vscode.l10n.t('Tag as {0}', tags);
  await desk.ledger.perform({ label, steps: [{ source: document.uri.toString(), revisions }] }, places);
}

const spanOf = (suggestion: Suggestion | undefined): Span => ({ from: suggestion?.from ?? 0, to: suggestion?.to ?? 0 });

/** One key for what comes with its tag: quotes, doubts, and what stands under a heading that says so. */
async function acceptAsOffered(desk: Desk, suggestions: Suggestions, tour: Triage): Promise<void> {
  const place = here(suggestions, tour);
  const tag = place && tagOfKind(place.suggestion.kind);
  if (tag) await accept(desk, suggestions, tour, tag);
  else
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('A claim has no tag yet: press V where it is verified, U where it is not.'),
      4000,
    );
}

async function dismiss(desk: Desk, suggestions: Suggestions, tour: Triage): Promise<void> {
  const place = here(suggestions, tour);
  if (!place) return;
  const { document } = place.editor;
  const after = selectorOf(document, place.suggestion);
  const revisions: Revision[] = [{ of: 'dismissed', after }];
  await desk.ledger.perform({
    label: vscode.l10n.t('Dismiss suggestion'),
    steps: [{ source: document.uri.toString(), revisions }],
  });
  tour.advance();
}

/** A note needs an annotation to stand on: the suggestion is accepted as offered, a claim as unconfirmed. */
async function acceptAndNote(desk: Desk, suggestions: Suggestions, tour: Triage): Promise<void> {
  const place = here(suggestions, tour);
  if (!place) return;
  await acceptAll(desk, place.editor.document, [[place.suggestion, tagOfKind(place.suggestion.kind) ?? 'unconfirmed']]);
  await vscode.commands.executeCommand('claimmark.editNote');
  tour.advance();
}

/** Accepts, as one step, all that stands under the same heading as the current suggestion and comes with a tag. */
async function acceptSection(desk: Desk, suggestions: Suggestions, tour: Triage): Promise<void> {
  const place = here(suggestions, tour);
  if (!place) return;
  const { document } = place.editor;
  const heading = headingOf(place.suggestion);
  const all = suggestions.of(document).flatMap((suggestion) => {
    const tag = tagOfKind(suggestion.kind);
    return heading !== undefined && tag && headingOf(suggestion) === heading ? [[suggestion, tag] as const] : [];
  });
  if (all.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('This suggestion does not come from a section’s heading.'), 4000);
    return;
  }
  const yes = vscode.l10n.t('Accept {0}', all.length);
  const question = vscode.l10n.t(
    'Accept all {0} suggestions under “{1}”? It can be undone in one step.',
    all.length,
    heading ?? '',
  );
  if ((await vscode.window.showInformationMessage(question, { modal: true }, yes)) !== yes) return;
  await acceptAll(desk, document, all);
  tour.advance();
}

const headingOf = (suggestion: Suggestion): string | undefined =>
  suggestion.why.flatMap((reason) => (reason.code === 'section' ? [reason.heading] : []))[0];
