import * as vscode from 'vscode';
import type { Taken } from '../../core/state/takeBack';
import type { Taking } from '../../core/state/log';
import { onOneLine } from '../../core/text/oneLine';
import { inform, showBriefly } from '../ui/dialogs';
import type { CommandContext } from './commandContext';

type Doing = Pick<CommandContext, 'actions' | 'platform'>;

/** Takes back a person's last action, and says which one, and what of it stays and why. */
export async function undoLast(context: Doing): Promise<void> {
  const { t } = vscode.l10n;
  const taken = await inParts(context, 'undo', (label) => t('Undoing: {0}', label));
  tell(taken, {
    none: t('There is no annotation action to undo.'),
    all: (label) => t('Undone: {0}', label),
    part: (label) => t('Partly undone: {0}.', label),
    nothing: (label) => t('Not undone: {0}.', label),
    rest: t('Undo once more to undo the rest.'),
  });
}

/** Redoes the action undone last, in the same way. */
export async function redoLast(context: Doing): Promise<void> {
  const { t } = vscode.l10n;
  const taken = await inParts(context, 'redo', (label) => t('Redoing: {0}', label));
  tell(taken, {
    none: t('There is no annotation action to redo.'),
    all: (label) => t('Redone: {0}', label),
    part: (label) => t('Partly redone: {0}.', label),
    nothing: (label) => t('Not redone: {0}.', label),
    rest: t('Redo once more to redo the rest.'),
  });
}

/** Takes back an action of thousands of annotations in parts, with progress, until it is done or the person stops it. */
async function inParts({ actions, platform }: Doing, by: Taking, title: Say): Promise<Taken | undefined> {
  const first = await actions[by]();
  if (!first?.rest) return first;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: title(first.action.label), cancellable: true },
    async (_progress, cancelled) => {
      let taken = first;
      while (taken.rest && !cancelled.isCancellationRequested) {
        // Lets the window draw what was written, and react to keys.
        await platform.pause();
        const more = await actions[by](taken);
        if (!more) break;
        taken = more;
      }
      return taken;
    },
  );
}

type Say = (label: string) => string;

/** Says how much of an action was taken back, or done again. */
function tell(taken: Taken | undefined, say: Sayings): void {
  if (!taken) return showBriefly(say.none);
  const { label, steps } = taken.action;
  if (taken.kept.length === 0 && !taken.rest) return showBriefly(say.all(label));
  const done = steps.length > 0 ? say.part(label) : say.nothing(label);
  void inform([done, whyKept(taken.kept), taken.rest ? say.rest : ''].filter((one) => one !== '').join(' '));
}

interface Sayings {
  readonly none: string;
  readonly all: Say;
  readonly part: Say;
  readonly nothing: Say;
  /** For an action that the person stopped in the middle. */
  readonly rest: string;
}

function whyKept(kept: Taken['kept']): string {
  if (kept.length === 0) return '';
  const { t } = vscode.l10n;
  const [first] = kept;
  if (!first || kept.length > 1)
    return t(
      '{0} annotations have since been changed, reviewed or removed by somebody else, and stay as they are.',
      kept.length,
    );
  const words = onOneLine(first.annotation.text, 60);
  return {
    changed: t('“{0}” has since been changed by somebody else or by hand, and stays as it is.', words),
    reviewed: t('“{0}” has since been reviewed or discussed by somebody else, so it stays.', words),
    removed: t('“{0}” has since been removed by somebody else or by hand, and stays removed.', words),
  }[first.why];
}
