import * as vscode from 'vscode';
import { inform, showBriefly } from '../ui/dialogs';
import { onOneLine } from '../../core/text/oneLine';
import { snapToGraphemes } from '../../core/text/graphemes';
import type { Store } from '../../core/state/store';
import { openAt, select } from '../ui/open';
import { toSpan } from '../ui/convert';
import type { CommandContext } from '../storage/commandContext';
import { changing, revised, selectorOf } from '../ui/revisions';
import { whenAnchored } from '../documents/openAnnotation';
import { sidecarIn } from '../sidecarLanguage/document';
import { sidecarOf } from '../ui/names';
import { asOfNow, stepsOf, targetOf, targetsOf, type Rows, type Target } from '../ui/targets';

interface Field {
  readonly name: 'note' | 'speaker' | 'claim';
  readonly label: string;
  readonly title: (words: string) => string;
  readonly prompt: string;
}

const noteField = (): Field => ({
  name: 'note',
  label: vscode.l10n.t('Note'),
  title: (words) => vscode.l10n.t('Note on “{0}”', words),
  prompt: vscode.l10n.t(
    'What do you want to note about this claim? Markdown is welcome. Leave it empty to remove the note.',
  ),
});

const speakerField = (): Field => ({
  name: 'speaker',
  label: vscode.l10n.t('Speaker'),
  title: (words) => vscode.l10n.t('Speaker of “{0}”', words),
  prompt: vscode.l10n.t('Who is quoted? Leave it empty to remove the speaker.'),
});

const claimField = (): Field => ({
  name: 'claim',
  label: vscode.l10n.t('Claim'),
  title: (words) => vscode.l10n.t('Claim in “{0}”', words),
  prompt: vscode.l10n.t('The claim in one self-contained sentence. Leave it empty to remove it.'),
});

/** Asks for an annotation's note. */
export const editNote = (context: CommandContext, rows: Rows): Promise<void> => editField(context, rows, noteField());

/** Asks for the speaker of a quote. */
export const editSpeaker = (context: CommandContext, rows: Rows): Promise<void> =>
  editField(context, rows, speakerField());

/** Asks for the claim in one sentence. */
export const editClaim = (context: CommandContext, rows: Rows): Promise<void> => editField(context, rows, claimField());

/** Asks for a field's new value. A text of several lines is edited in the sidecar itself. */
async function editField(context: CommandContext, rows: Rows, field: Field): Promise<void> {
  const target = targetOf(context.store, rows);
  if (!target) return;
  const value = target.annotation[field.name] ?? '';
  if (value.includes('\n')) return editInSidecar(context.store, target, field.name);
  const answer = await vscode.window.showInputBox({
    title: field.title(onOneLine(target.annotation.text, 48)),
    prompt: field.prompt,
    value,
    ignoreFocusOut: true,
  });
  if (answer === undefined || answer.trim() === value) return;
  await context.actions.perform(changing(field.label, target, { [field.name]: answer.trim() || undefined }));
}

/** Opens the sidecar with the field selected. */
async function editInSidecar(store: Store, { source, annotation }: Target, field: Field['name']): Promise<void> {
  const document = await vscode.workspace.openTextDocument(sidecarOf(vscode.Uri.parse(source)));
  const entry = sidecarIn(store, document).entries.find(({ key }) => key === annotation.id);
  const editor = await openAt(document.uri, undefined);
  const span = entry?.fieldSpans().get(field)?.value ?? entry?.span;
  if (editor && span) select(editor, span);
}

export async function remove(context: CommandContext, rows: Rows): Promise<void> {
  const targets = targetsOf(context.store, rows);
  if (targets.length === 0) return void targetOf(context.store, rows);
  const steps = stepsOf(targets, ({ annotation }) => ({ of: 'annotation', id: annotation.id, before: annotation }));
  const label =
    targets.length === 1 ? vscode.l10n.t('Remove annotation') : vscode.l10n.t('Remove {0} annotations', targets.length);
  await context.actions.perform({ label, steps });
  showBriefly(vscode.l10n.t('{0}. Undo it with “Claimmark: Undo Annotation Action”.', label));
}

/** Moves an annotation to the words selected in its source. By default it is the annotation that the selection touches. */
export async function setSpan(context: CommandContext, rows: Rows): Promise<void> {
  const target = targetOf(context.store, rows);
  if (!target) return;
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor = [activeTextEditor, ...visibleTextEditors].find(
    (shown) => shown?.document.uri.toString() === target.source && !shown.selection.isEmpty,
  );
  const span = editor && snapToGraphemes(editor.document.getText(), toSpan(editor.document, editor.selection));
  if (!editor || !span) {
    void inform(vscode.l10n.t('First select the words in the source, then try again.'));
    return;
  }
  const { document } = editor;
  const fields = { ...selectorOf(document, span), was: undefined };
  const places = new Map([[target.annotation.id, span]]);
  await context.actions.perform(changing(vscode.l10n.t('Attach annotation'), target, fields), places);
}

/** Takes the present words in the source as the annotation's own. */
export async function confirmWords(context: CommandContext, rows: Rows): Promise<void> {
  const edited = targetsOf(context.store, rows).filter((target) => target.state === 'edited');
  if (edited.length === 0) {
    if (targetOf(context.store, rows))
      showBriefly(vscode.l10n.t('These words have not changed since they were tagged: there is nothing to confirm.'));
    return;
  }
  for (const source of new Set(edited.map((target) => target.source))) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source));
    const meant = edited.filter((target) => target.source === source);
    for (const { annotation } of meant) await whenAnchored(context.store, document.uri, annotation.id);
    const own = asOfNow(context.store, meant).filter((target) => target.state === 'edited');
    const revisions = own.flatMap(({ annotation, span }) =>
      span ? [revised(annotation, { ...selectorOf(document, span), was: undefined })] : [],
    );
    const places = new Map(own.flatMap(({ annotation, span }) => (span ? [[annotation.id, span] as const] : [])));
    await context.actions.perform(
      { label: vscode.l10n.t('Confirm new words'), steps: [{ source, revisions }] },
      places,
    );
  }
}
