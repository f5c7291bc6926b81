import * as vscode from 'vscode';
import type { SuggestionContext } from '../suggestions/suggestions';
import type { WorkspaceSources } from '../documents/workspaceSources';
import type { AskOthers } from '../ui/askOthers';
import type { Rows } from '../ui/targets';
import type { AnnotationNode } from '../ui/treeNodes';
import { betweenScheme, showWords } from '../ui/comparedWords';
import { WhenNeeded } from '../ui/whenNeeded';
import { Drafts, openPlace } from './draft';
import { FolderIndex } from './folderIndex';
import { findKin, othersOn } from './kin';
import { askForLink } from './askForLink';
import { quoteHoverAt } from './quoteHover';
import { SelectedWords } from './selected';

/** What this room gives to others: answers for views, and linking from an annotation's details. */
interface Crosslink {
  readonly all: vscode.Disposable;
  readonly askOthers: AskOthers;
  readonly link: (node: AnnotationNode) => Promise<void>;
}

/** Registers questions to the other sources of the folder: about a sentence, a quotation, a draft. */
export function registerCrosslink(context: SuggestionContext, sources: WorkspaceSources): Crosslink {
  const { store, platform } = context;
  const folder = new FolderIndex(store, sources, platform);
  const selected = new SelectedWords();
  const link = (rows: Rows): Promise<void> => askForLink(context, selected, rows);
  const onKey = (command: string, run: (rows: Rows) => Promise<unknown>): vscode.Disposable =>
    context.closed.onKey(command, (...rows: [...Rows]) => run(rows), 'shown', context.tagged);
  const drafts = new WhenNeeded(() => new Drafts(folder, platform));
  const hovers: vscode.HoverProvider = {
    provideHover: (document, position, token) => quoteHoverAt({ store, folder }, document, position, token),
  };
  const all = vscode.Disposable.from(
    showWords(betweenScheme),
    selected,
    drafts,
    onKey('claimmark.link', link),
    onKey('claimmark.findKin', (rows) => findKin(context, folder, rows)),
    vscode.commands.registerCommand('claimmark.checkDraft', () => drafts.get().check()),
    vscode.commands.registerCommand('claimmark.openPlace', (place: unknown) => openPlace(place)),
    vscode.languages.registerHoverProvider([{ scheme: '*' }], hovers),
  );
  return { all, askOthers: (node) => othersOn(context, folder, node), link: (node) => link([node]) };
}
