import * as vscode from 'vscode';
import { suggestionsOf, type SuggestionContext } from '../suggestions/suggestions';
import { newId, type Annotation } from '../../core/model/annotation';
import { sameSpan, type Span } from '../../core/text/change';
import { sentenceAt } from '../../core/detect/sentences';
import type { Revision } from '../../core/model/action';
import { annotationsAt, anchoredAnnotations, type Sheet } from '../../core/state/sheet';
import { snapToGraphemes } from '../../core/text/graphemes';
import { toRange, toSpan } from '../ui/convert';
import { acceptAll } from '../suggestions/decide';
import { now, revised, selectorOf } from '../ui/revisions';
import { showBriefly } from '../ui/dialogs';
import { refusal } from '../documents/refusal';
import { pickTag } from './newTag';
import { tagOf, tagsFor, type Tag } from '../ui/tags';
import type { AnnotationNode } from '../ui/treeNodes';
import { stepsOf, targetsOf, type Rows } from '../ui/targets';

/** Registers the commands that set a tag: on rows of the tree, else on the selection, else at the cursor. */
export function registerTagging(context: SuggestionContext): vscode.Disposable {
  /** A known tag takes its turn at once, since the next key may undo it. */
  const on = (
    command: string,
    tag: string | ((scope: vscode.Uri | undefined) => Promise<string | undefined>),
  ): vscode.Disposable =>
    context.closed.onKey(command, async (...rows: [...Rows]) => {
      const scope = rows[0]?.source ? vscode.Uri.parse(rows[0].source) : vscode.window.activeTextEditor?.document.uri;
      const id = typeof tag === 'string' ? tag : await tag(scope);
      if (id) await tagAll(context, tagOf(id, tagsFor(scope)), rows);
    });
  return vscode.Disposable.from(
    on('claimmark.tagVerified', 'verified'),
    on('claimmark.tagUnconfirmed', 'unconfirmed'),
    on('claimmark.tagQuote', 'quote'),
    on('claimmark.tagAs', (scope) => pickTag(scope)),
    vscode.commands.registerCommand('claimmark.tagWith', async (id: unknown, node?: AnnotationNode) => {
      const scope = node ? vscode.Uri.parse(node.source) : vscode.window.activeTextEditor?.document.uri;
      if (typeof id === 'string') await tagAll(context, tagOf(id, tagsFor(scope)), [node]);
    }),
  );
}

/** Tags in the order of the keys, however long each has to wait for files. */
async function tagAll(context: SuggestionContext, tag: Tag, rows: Rows): Promise<void> {
  const [row] = rows;
  if (row?.kind === 'annotation') await retag(context, tag, rows);
  else if (row?.kind === 'suggestion')
    await acceptAll(
      context,
      suggestionsOf(context.suggestions, rows).map((one) => ({ ...one, tag: tag.id })),
    );
  else {
    const editor = vscode.window.activeTextEditor;
    const meant = editor && { editor, selections: editor.selections, version: editor.document.version };
    const finish = await context.inTurn(
      async () => (await refusal(editor?.document, context.platform)) ?? (meant && tagInEditor(context, tag, meant)),
    );
    await finish?.();
  }
}

/** Gives rows of the tree another tag, in one action; everything else stays. */
export async function retag(context: SuggestionContext, tag: Tag, rows: Rows): Promise<void> {
  const targets = targetsOf(context.store, rows).filter(({ annotation }) => annotation.tag !== tag.id);
  const steps = stepsOf(targets, ({ annotation }) => revised(annotation, { tag: tag.id }));
  if (steps.length > 0) await context.actions.perform({ label: vscode.l10n.t('Tag as {0}', tag.label), steps });
}

/** The selections when a key was pressed. */
interface Selected {
  readonly editor: vscode.TextEditor;
  readonly selections: readonly vscode.Selection[];
  readonly version: number;
}

/**
 * Tags each selection; a cursor without one retags the annotation around it, or else tags its sentence. Returns a
 * function that waits until that is written.
 */
async function tagInEditor(
  context: SuggestionContext,
  tag: Tag,
  { editor, selections, version }: Selected,
): Promise<(() => Promise<void>) | undefined> {
  const { document } = editor;
  const source = document.uri.toString();
  await context.whenRead(document.uri);
  const by = await context.author(document.uri);
  const text = document.getText();
  const sheet = context.store.get(source);
  const places = new Map<string, Span>();
  const revisions: Revision[] = [];
  // The selections from when the key was pressed, unless the text has changed since, and moved them.
  for (const selection of document.version === version ? selections : editor.selections) {
    const under = selection.isEmpty ? annotationsAt(sheet, document.offsetAt(selection.active))[0] : undefined;
    if (under) {
      if (under.annotation.tag !== tag.id) revisions.push(revised(under.annotation, { tag: tag.id }));
      continue;
    }
    const span = snapToGraphemes(
      text,
      selection.isEmpty ? sentenceAt(text, document.offsetAt(selection.active)) : toSpan(document, selection),
    );
    if (!span || isThere(sheet, span, tag.id) || [...places.values()].some((place) => sameSpan(place, span))) continue;
    const id = newId(Math.random);
    const speaker = tag.id === 'quote' ? context.suggestions.speakerOf(document, span) : undefined;
    const said = { ...(speaker ? { speaker } : {}), ...(by ? { by } : {}) };
    const after: Annotation = { id, tag: tag.id, ...selectorOf(document, span), ...said, created: now() };
    revisions.push({ of: 'annotation', id, after });
    places.set(id, span);
  }
  if (revisions.length === 0) {
    showBriefly(vscode.l10n.t('Nothing to tag here: it is {0} already, or blank.', tag.label));
    return undefined;
  }
  collapse(editor, [...places.values()]);
  const action = { label: vscode.l10n.t('Tag as {0}', tag.label), steps: [{ source, revisions }] };
  const done = context.actions.perform(action, places);
  return () => done;
}

function isThere(sheet: Sheet | undefined, span: Span, tag: string): boolean {
  return sheet
    ? anchoredAnnotations(sheet).some(
        (anchored) => anchored.annotation.tag === tag && anchored.span && sameSpan(anchored.span, span),
      )
    : false;
}

/** Collapses selections at their active ends, so that the next key retags what was just tagged. */
function collapse(editor: vscode.TextEditor, spans: readonly Span[]): void {
  editor.selections = editor.selections.map((selection) => {
    if (selection.isEmpty) return selection;
    const { active } = selection;
    const span = spans.map((place) => toRange(editor.document, place)).find((range) => range.intersection(selection));
    const at = span && !span.contains(active) ? (active.isBefore(span.start) ? span.start : span.end) : active;
    return new vscode.Selection(at, at);
  });
}
