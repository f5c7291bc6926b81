import * as vscode from 'vscode';
import { makeBrief, type Brief } from '../../core/brief/brief';
import { defaultTemplate, type BriefTemplate } from '../../core/brief/template';
import type { Exported } from '../../core/exchange/format';
import { onOneLine } from '../../core/text/oneLine';
import { relativePath } from '../../core/text/links';
import type { CommandContext } from '../storage/commandContext';
import { placeOf } from '../ui/names';
import { gatherStatement } from './statement';
import { askInTurn, type Boxes } from '../ui/boxes';
import { inform, withoutIcons } from '../ui/dialogs';
import type { TreeNode } from '../ui/treeNodes';
import type { Gathered } from './gather';

/**
 * Makes a brief in Markdown beside the sources, or updates an existing one. Called on the tree's row of finished
 * sources, it has these ticked.
 */
export async function brief(context: CommandContext, row?: TreeNode): Promise<void> {
  const statement = await gatherStatement(context, undefined);
  const isPicked = ({ uri }: Gathered): boolean => row?.kind !== 'step' || context.isFinished(uri.toString());
  if (!statement) return;
  const chosen = await askInTurn(async (boxes) => {
    const sources = await chooseSources(boxes, statement.sources, isPicked);
    const file = sources && (await chooseFile());
    const takeaways = sources && file && (await chooseTakeaways(boxes, sources));
    return takeaways && { sources, file, takeaways };
  });
  if (!chosen) return;
  const { sources, file, takeaways } = chosen;
  const options = {
    template: templateFor(file),
    takeaways,
    context: statement.context,
    href: (source: string) => relativePath(`/${placeOf(file)}`, `/${source}`),
  };
  const made = await bringUpToDate(file, (existing) => makeBrief(sources, { ...options, existing }));
  tell(made);
}

function templateFor(file: vscode.Uri): Partial<BriefTemplate> {
  const own = vscode.workspace.getConfiguration('claimmark', file).get<Partial<BriefTemplate>>('brief.template', {});
  return { ...defaultTemplate(vscode.l10n.t), ...own };
}

async function chooseSources(
  boxes: Boxes,
  all: readonly Gathered[],
  isPicked: (source: Gathered) => boolean,
): Promise<readonly Gathered[] | undefined> {
  if (all.length === 0) {
    void inform(vscode.l10n.t('There are no annotations to make a brief from yet.'));
    return undefined;
  }
  if (all.length === 1) return all;
  const picks = all.map((source) => ({
    label: withoutIcons(source.source),
    description: vscode.l10n.t('{0} annotations', source.annotations.length),
    picked: isPicked(source),
    source,
  }));
  const title = vscode.l10n.t('Which sources belong in the brief?');
  const chosen = await boxes.some(picks, { title });
  return chosen && chosen.length > 0 ? chosen.map((pick) => pick.source) : undefined;
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Where should the brief be saved? An existing one is updated.'),
    saveLabel: vscode.l10n.t('Make Brief'),
    filters: { Markdown: ['md'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, 'brief.md') } : {}),
  });
}

/** Asks for the key takeaways, the author's choice; an existing brief keeps those it has. */
async function chooseTakeaways(boxes: Boxes, sources: readonly Exported[]): Promise<readonly string[] | undefined> {
  const picks = sources.flatMap(({ source, annotations }) =>
    annotations.map((annotation) => ({
      label: withoutIcons(onOneLine(annotation.claim ?? annotation.text, 120)),
      description: withoutIcons(`${annotation.tag} · ${source}`),
      key: `${source}#${annotation.id}`,
    })),
  );
  const title = vscode.l10n.t('Key takeaways: choose those that matter most, or none');
  const chosen = await boxes.some(picks, { title, matchOnDescription: true });
  return chosen?.map((pick) => pick.key);
}

/** Updates the brief in the editor, created if missing, so that unsaved edits, undo and the file's encoding are kept. */
async function bringUpToDate(file: vscode.Uri, make: (existing: string) => Brief): Promise<Brief> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(file, { ignoreIfExists: true });
  await vscode.workspace.applyEdit(edit);
  const document = await vscode.workspace.openTextDocument(file);
  const made = await replace(document, make);
  await document.save();
  await vscode.window.showTextDocument(document);
  return made;
}

/** Makes the brief again from the document's text until nothing was typed meanwhile. */
async function replace(document: vscode.TextDocument, make: (existing: string) => Brief): Promise<Brief> {
  for (;;) {
    const { version } = document;
    const existing = document.getText();
    const made = make(existing);
    const all = new vscode.Range(document.positionAt(0), document.positionAt(existing.length));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, all, made.markdown);
    // The editor refuses an edit made for another version of the text.
    if ((await vscode.workspace.applyEdit(edit)) || document.version === version) return made;
  }
}

function tell({ withheld, kept }: Brief): void {
  const { t } = vscode.l10n;
  const lost = withheld.filter(({ why }) => why === 'lost').length;
  const doubtful = withheld.length - lost;
  const parts = [
    doubtful > 0 ? t('{0} contested or edited claims are listed under Unconfirmed.', doubtful) : '',
    lost > 0 ? t('{0} lost annotations are left out.', lost) : '',
    kept > 0 ? t('{0} lines that you rewrote were kept.', kept) : '',
  ].filter(Boolean);
  void inform([t('The brief is ready.'), ...parts].join(' '));
}
