import * as vscode from 'vscode';
import { showBriefly, withoutIcons } from '../ui/dialogs';
import { guess, locate } from '../../core/anchor/locate';
import type { Selector } from '../../core/model/annotation';
import type { Span } from '../../core/text/change';
import { onOneLine } from '../../core/text/oneLine';
import { toRange } from '../ui/convert';
import type { CommandContext } from '../storage/commandContext';
import { changing, selectorOf } from '../ui/revisions';
import { openAt, select } from '../ui/open';
import { targetOf, type Rows } from '../ui/targets';

/** Offers the best guesses for a lost annotation; the active one is shown in the source. */
export async function pickGuess(context: CommandContext, rows: Rows): Promise<void> {
  const target = targetOf(context.store, rows);
  const editor = target && (await openAt(vscode.Uri.parse(target.source), undefined));
  if (!target || !editor) return;
  const { document } = editor;
  const guesses = guess(document.getText(), target.annotation, 8);
  if (guesses.length === 0) return sayThatNothingResembles();
  const { version } = document;
  const { selections, visibleRanges } = editor;
  const pick = await lookThrough(
    target.annotation.text,
    guesses.map(({ span, score }) => ({
      label: withoutIcons(onOneLine(document.getText(toRange(document, span)), 120)),
      description: vscode.l10n.t('line {0}', document.positionAt(span.from).line + 1),
      detail: vscode.l10n.t('{0}% similar', Math.round(score * 100)),
      span,
      selector: selectorOf(document, span),
    })),
    (item) => select(editor, item.span),
  );
  if (!pick) {
    editor.selections = selections;
    if (visibleRanges[0]) editor.revealRange(visibleRanges[0], vscode.TextEditorRevealType.AtTop);
    return;
  }
  // If the text has changed during the choice, the chosen words are searched in it.
  const span = document.version === version ? pick.span : exactly(document.getText(), pick.selector);
  if (!span) return sayThatNothingResembles();
  const fields = { ...selectorOf(document, span), was: undefined };
  const places = new Map([[target.annotation.id, span]]);
  await context.actions.perform(changing(vscode.l10n.t('Attach annotation'), target, fields), places);
}

function exactly(text: string, selector: Selector): Span | undefined {
  const [found] = locate(text, [selector]);
  return found && found.how !== 'edited' ? found.span : undefined;
}

function sayThatNothingResembles(): void {
  showBriefly(vscode.l10n.t('Nothing here is similar. Select where they belong, then use “Attach to Selection”.'));
}

function lookThrough<T extends vscode.QuickPickItem>(
  words: string,
  items: readonly T[],
  look: (item: T) => void,
): Promise<T | undefined> {
  const picker = vscode.window.createQuickPick<T>();
  picker.title = vscode.l10n.t('Where is “{0}” now?', onOneLine(words, 60));
  picker.placeholder = vscode.l10n.t('Choose a passage, or press Escape to leave the annotation as it is');
  picker.items = items;
  return new Promise((resolve) => {
    picker.onDidChangeActive(([item]) => item && look(item));
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}
