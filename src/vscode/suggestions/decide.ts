import * as vscode from 'vscode';
import {
  type SuggestionContext,
  speakerIn,
  suggestionsOf,
  type OfferedSuggestion,
  type Suggestions,
} from './suggestions';
import { tagOfKind } from '../../core/state/suggestions';
import type { Rows } from '../ui/targets';
import { newId, type Annotation } from '../../core/model/annotation';
import type { Span } from '../../core/text/change';
import type { Revision } from '../../core/model/action';
import { toRange } from '../ui/convert';
import { now, selectorOf } from '../ui/revisions';
import { showBriefly } from '../ui/dialogs';
import { refusal } from '../documents/refusal';
import { tagOf, tagsFor } from '../ui/tags';

/** A suggestion to be accepted, with its tag. */
export type Accepted = OfferedSuggestion & { readonly tag: string };

/** Decides suggestions outside triage: those of the tree's rows, or the one at the cursor. */
export async function decideOffered(context: SuggestionContext, rows: Rows, isAccepted: boolean): Promise<void> {
  const offered = rows[0] ? suggestionsOf(context.suggestions, rows) : atCursor(context.suggestions);
  if (offered.length === 0) showBriefly(vscode.l10n.t('There is no longer a suggestion here.'));
  else if (isAccepted) await acceptAsOffered(context, offered);
  else await dismissAll(context, offered);
}

function atCursor(suggestions: Suggestions): readonly OfferedSuggestion[] {
  const editor = vscode.window.activeTextEditor;
  const suggestion = editor && suggestions.atCursor(editor);
  return suggestion ? [{ document: editor.document, suggestion }] : [];
}

/** Accepts suggestions that have a tag; a claim has none until somebody has checked it. */
async function acceptAsOffered(context: SuggestionContext, offered: readonly OfferedSuggestion[]): Promise<void> {
  const accepted = offered.flatMap((one) => {
    const tag = tagOfKind(one.suggestion.kind);
    return tag ? [{ ...one, tag }] : [];
  });
  await acceptAll(context, accepted);
  if (accepted.length < offered.length) showBriefly(vscode.l10n.t('One suggestion has no tag: choose one for it.'));
}

/**
 * Accepts suggestions as annotations in one action, with the speakers of quotes that the text names. Returns the ids.
 * Learning the author's name may take a while: suggestions gone by then are left out, with a message.
 */
export async function acceptAll(context: SuggestionContext, chosen: readonly Accepted[]): Promise<readonly string[]> {
  const chosenNow = chosen.map((one) => ({ ...one, ...saidBy(one), version: one.document.version }));
  const meant = await thatCanBeKept(context, chosenNow);
  const authors = new Map<vscode.TextDocument, string | undefined>();
  for (const { document } of meant) authors.set(document, await context.author(document.uri));
  const found = meant.flatMap((one) => foundAgain(context, one) ?? []);
  if (found.length < meant.length)
    showBriefly(vscode.l10n.t('The text has changed meanwhile. Check what is left again.'));
  if (found.length === 0) return [];
  const places = new Map<string, Span>();
  const steps = bySource(found).map(([source, ones]) => ({
    source,
    revisions: ones.map((one): Revision => {
      const after = annotation(one, authors.get(one.document));
      places.set(after.id, { from: one.suggestion.from, to: one.suggestion.to });
      return { of: 'annotation', id: after.id, after };
    }),
  }));
  const labels = new Set(found.map(({ tag, document }) => tagOf(tag, tagsFor(document.uri)).label));
  await context.actions.perform({ label: vscode.l10n.t('Tag as {0}', [...labels].join(', ')), steps }, places);
  return [...places.keys()];
}

/** Dismisses suggestions in one action, for everybody who shares the sidecars. */
export async function dismissAll(context: SuggestionContext, offered: readonly OfferedSuggestion[]): Promise<void> {
  const meant = offered.map((one) => ({ ...one, selector: selectorOf(one.document, one.suggestion) }));
  const steps = bySource(await thatCanBeKept(context, meant)).map(([source, ones]) => ({
    source,
    revisions: ones.map(({ selector }): Revision => ({ of: 'dismissed', after: selector })),
  }));
  if (steps.length > 0) await context.actions.perform({ label: vscode.l10n.t('Dismiss suggestion'), steps });
}

/** The suggestions in sources that can be annotated; says so if one can't. */
async function thatCanBeKept<T extends OfferedSuggestion>(
  { platform }: SuggestionContext,
  offered: readonly T[],
): Promise<readonly T[]> {
  const documents = new Set(offered.map(({ document }) => document));
  const refused = new Map<vscode.TextDocument, () => Promise<void>>();
  for (const document of documents) {
    const refuse = await refusal(document, platform);
    if (refuse) refused.set(document, refuse);
  }
  const [refuse] = refused.values();
  void refuse?.();
  return offered.filter(({ document }) => !refused.has(document));
}

function bySource<T extends OfferedSuggestion>(offered: readonly T[]): (readonly [string, readonly T[]])[] {
  const sources = [...new Set(offered.map(({ document }) => document.uri.toString()))];
  return sources.map((source) => [source, offered.filter(({ document }) => document.uri.toString() === source)]);
}

/** A suggestion as it was when a person accepted it. */
interface Meant extends Accepted {
  readonly words: string;
  readonly speaker: string | undefined;
  readonly version: number;
}

function saidBy({ document, suggestion, tag }: Accepted): Pick<Meant, 'words' | 'speaker'> {
  const speaker = tag === 'quote' ? speakerIn(document, suggestion) : undefined;
  return { words: document.getText(toRange(document, suggestion)), speaker };
}

/** The suggestion in the present text; undefined where its words are no longer suggested there, or twice. */
function foundAgain({ suggestions }: SuggestionContext, meant: Meant): Meant | undefined {
  const { document, version, words } = meant;
  if (document.version === version) return meant;
  const alike = suggestions
    .in(document.uri.toString())
    .all.filter((one) => one.kind === meant.suggestion.kind && document.getText(toRange(document, one)) === words);
  const [suggestion] = alike;
  return suggestion && alike.length === 1 ? { ...meant, suggestion } : undefined;
}

function annotation({ document, suggestion, tag, speaker }: Meant, by: string | undefined): Annotation {
  return {
    id: newId(Math.random),
    tag,
    ...selectorOf(document, suggestion),
    ...(speaker ? { speaker } : {}),
    ...(by ? { by } : {}),
    created: now(),
  };
}
