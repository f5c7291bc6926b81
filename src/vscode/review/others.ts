import * as vscode from 'vscode';
import { escapeForHover } from '../../core/text/markdown';
import type { Store } from '../../core/state/store';
import { toRange } from '../ui/convert';
import type { CommandContext } from '../storage/commandContext';
import { now } from '../ui/revisions';
import { confirm } from '../ui/dialogs';
import { placeOf, worksApart } from '../ui/names';
import type { Platform } from '../ui/platform';
import { tagOf, tagsFor } from '../ui/tags';
import { annotatedApart, type Apart } from './annotators';
import { tellThatNobodyIsApart } from './comparison';
import { onDidClose } from '../ui/open';

/** Registers the command that shows and hides the marks of others over one's own annotations. None of them is stored. */
export function registerOthers(context: CommandContext): vscode.Disposable {
  const { store, platform } = context;
  const frame = vscode.window.createTextEditorDecorationType({
    border: '1px dashed',
    borderColor: new vscode.ThemeColor('claimmark.teamTagForeground'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const shown = new Set<vscode.TextDocument>();
  const hide = (editor: vscode.TextEditor): void => {
    shown.delete(editor.document);
    editor.setDecorations(frame, []);
  };
  return vscode.Disposable.from(
    frame,
    onDidClose((document) => shown.delete(document)),
    vscode.commands.registerCommand('claimmark.showOthers', async () => {
      const editor = vscode.window.activeTextEditor;
      if (!editor) return;
      if (shown.has(editor.document)) return hide(editor);
      if (worksApart() && !(await mayShowOthers(context, [editor.document.uri]))) return;
      const apart = await apartNow(store, platform, editor.document);
      if (!apart) return tellThatNobodyIsApart();
      shown.add(editor.document);
      editor.setDecorations(frame, framesOf(store, apart, editor.document));
    }),
  );
}

/**
 * Whether others' marks may be shown to a person who works apart and should judge alone: only if they agree. Their own
 * work on the source then counts as finished, and the comparison tells what they mark later.
 */
export async function mayShowOthers(
  { store, actions, author }: CommandContext,
  sources: readonly vscode.Uri[],
): Promise<boolean> {
  const { t } = vscode.l10n;
  const open = sources.filter((source) => !store.get(source.toString())?.sidecar?.finished);
  const [first] = open;
  const asked =
    first === undefined
      ? t('You work separately and have finished. Show what the others marked?')
      : open.length === 1
        ? t(
            'You work separately, so that nobody’s marks influence yours. Once you have seen what the others marked, your own work on {0} counts as finished; the comparison shows what you mark later.',
            placeOf(first),
          )
        : t(
            'You work separately, so that nobody’s marks influence yours. Once you have seen what the others marked, your own work on {0} sources counts as finished; the comparison shows what you mark later.',
            open.length,
          );
  if (!(await confirm(asked, t('Show Others')))) return false;
  const by = first && (await author(first));
  const created = now();
  const steps = by
    ? open.map((source) => ({
        source: source.toString(),
        revisions: [{ of: 'finished' as const, after: { by, created } }],
      }))
    : [];
  if (steps.length > 0) await actions.perform({ label: t('Show Others'), steps });
  return true;
}

/** The marks of others in the present text of a document; they are read again if the person types meanwhile. */
async function apartNow(store: Store, platform: Platform, document: vscode.TextDocument): Promise<Apart | undefined> {
  for (;;) {
    const [apart] = await annotatedApart(store, platform, document.uri);
    if (!apart || document.isClosed || apart.text === document.getText()) return apart;
  }
}

/** Frames for all marks that are not one's own, with names and tags. */
function framesOf(
  store: Store,
  { source, annotators }: Apart,
  document: vscode.TextDocument,
): vscode.DecorationOptions[] {
  const tags = tagsFor(source);
  const own = new Set((store.get(source.toString())?.records ?? []).map(({ id }) => id));
  return annotators.flatMap(({ name, annotations }) =>
    annotations.flatMap(({ id, span, tag, note }) => {
      if (!span || own.has(id)) return [];
      const label = `**${escapeForHover(name)}**: ${escapeForHover(tagOf(tag, tags).label)}`;
      const hover = new vscode.MarkdownString(note ? `${label}\n\n${escapeForHover(note)}` : label);
      return [{ range: toRange(document, span), hoverMessage: hover }];
    }),
  );
}
