import * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import type { Author } from '../ui/author';
import type { ClosedToTyping } from '../ui/closedToTyping';
import { onOneLine } from '../../core/text/oneLine';
import type { Taken } from '../../core/state/log';
import type { Actions } from './log';
import { inform, showBriefly } from '../ui/dialogs';
import type { Platform } from '../ui/platform';

/** What commands work with. */
export interface CommandContext {
  readonly store: Store;
  readonly actions: Actions;
  readonly author: Author;
  readonly platform: Platform;
  /** Sources that take no typing while a list opens over them. */
  readonly closed: ClosedToTyping;
  /** Resolves once the sidecar of a source is read, or of all of them: keys may come while the extension wakes. */
  whenRead(source?: vscode.Uri): Promise<void>;
  /** Says in their sidecars that sources are done, or that they are not. */
  finish(sources: readonly string[], isFinished: boolean): Promise<void>;
  isFinished(source: string): boolean;
}

/** Takes back the last action of a person, and says which, what of it stays and why, or that there is none. */
export async function undoLast({ actions }: Pick<CommandContext, 'actions'>): Promise<void> {
  const { t } = vscode.l10n;
  tell(await actions.undo(), {
    none: t('There is no annotation action to undo.'),
    all: (label) => t('Undone: {0}', label),
    part: (label) => t('Undone in part: {0}.', label),
    nothing: (label) => t('Not undone: {0}.', label),
  });
}

/** Does again what was undone last, in the same way. */
export async function redoLast({ actions }: Pick<CommandContext, 'actions'>): Promise<void> {
  const { t } = vscode.l10n;
  tell(await actions.redo(), {
    none: t('There is no annotation action to redo.'),
    all: (label) => t('Done again: {0}', label),
    part: (label) => t('Done again in part: {0}.', label),
    nothing: (label) => t('Not done again: {0}.', label),
  });
}

type Say = (label: string) => string;

/** Says how much of an action was taken back, or done again. */
function tell(taken: Taken | undefined, say: { none: string; all: Say; part: Say; nothing: Say }): void {
  if (!taken) return showBriefly(say.none);
  const { label, steps } = taken.action;
  if (taken.kept.length === 0) return showBriefly(say.all(label));
  const done = steps.length > 0 ? say.part(label) : say.nothing(label);
  void inform([done, whyKept(taken.kept)].join(' '));
}

function whyKept(kept: Taken['kept']): string {
  const { t } = vscode.l10n;
  const [first] = kept;
  if (!first || kept.length > 1)
    return t('{0} annotations were changed, reviewed or removed by somebody else since, and stay so.', kept.length);
  const words = onOneLine(first.annotation.text, 60);
  switch (first.why) {
    case 'changed':
      return t('“{0}” was changed by somebody else or by hand since, and stays so.', words);
    case 'reviewed':
      return t('“{0}” was reviewed or discussed by somebody else since, so it stays.', words);
    case 'removed':
      return t('“{0}” was removed by somebody else or by hand since, and stays so.', words);
  }
}
