import * as vscode from 'vscode';
import type { SuggestionContext } from '../suggestions/suggestions';
import type { WorkspaceSources } from '../documents/workspaceSources';
import type { AskOthers } from '../ui/answers';
import type { Platform } from '../ui/platform';
import { Comparisons } from './compared';
import { Drafts } from './draft';
import { FolderIndex } from './folderIndex';
import { othersOn, registerKin } from './kin';
import { showQuoteHovers } from './quoteHover';

/** What the other sources of the folder say: to a sentence, to a quotation, to a draft. */
export function registerCrosslink(
  desk: SuggestionContext,
  sources: WorkspaceSources,
  platform: Platform,
): { readonly all: vscode.Disposable; readonly askOthers: AskOthers } {
  const folder = new FolderIndex(desk.store, sources, platform);
  const compared = new Comparisons();
  const all = vscode.Disposable.from(
    compared,
    registerKin(desk, folder, compared),
    new Drafts(folder, platform),
    showQuoteHovers(desk.store, folder),
  );
  return { all, askOthers: othersOn(desk, folder, compared) };
}
