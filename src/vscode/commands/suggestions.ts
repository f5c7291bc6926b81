import * as vscode from 'vscode';
import { suggestionsOf, type SuggestionContext, type OfferedSuggestion } from '../suggestions/suggestions';
import { tagOfKind } from '../../core/state/suggestions';
import { acceptAll, dismissAll } from '../suggestions/decide';
import { showBriefly } from '../ui/dialogs';
import type { Rows } from '../ui/targets';

/** Decides suggestions outside of triage: those of the tree's rows, else the one at the cursor. */
export async function decideOffered(context: SuggestionContext, rows: Rows, isAccepted: boolean): Promise<void> {
  const offered = rows[0] ? suggestionsOf(context.suggestions, rows) : atCursor(context);
  if (offered.length === 0) showBriefly(vscode.l10n.t('There is no suggestion here any more.'));
  else if (isAccepted) await acceptAsOffered(context, offered);
  else await dismissAll(context, offered);
}

/** The shortest suggestion at the cursor, as the innermost annotation is the one that is meant. */
function atCursor({ suggestions }: SuggestionContext): readonly OfferedSuggestion[] {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return [];
  const { document } = editor;
  const at = document.offsetAt(editor.selection.active);
  const met = suggestions.of(document).filter(({ from, to }) => from <= at && at <= to);
  const [suggestion] = met.sort((a, b) => a.to - a.from - (b.to - b.from));
  return suggestion ? [{ document, suggestion }] : [];
}

/** Accepts what comes with its tag; a claim has none until somebody has checked it. */
async function acceptAsOffered(context: SuggestionContext, offered: readonly OfferedSuggestion[]): Promise<void> {
  const accepted = offered.flatMap((one) => {
    const tag = tagOfKind(one.suggestion.kind);
    return tag ? [{ ...one, tag }] : [];
  });
  await acceptAll(context, accepted);
  if (accepted.length < offered.length)
    showBriefly(vscode.l10n.t('A claim comes without a tag: give it the one that it deserves.'));
}
