import * as vscode from 'vscode';
import type { Revision } from '../../core/model/action';
import { overwritten } from '../../core/state/log';
import type { Sheet } from '../../core/state/sheet';
import { fingerprint } from '../../core/text/fingerprint';
import type { Store } from '../../core/state/store';
import { warn } from '../ui/dialogs';
import { baseName, isSidecar, sidecarOf, sourceOf } from '../ui/names';
import { wait } from '../ui/timeSlices';
import { exists } from './files';
import type { Actions } from './log';
import { openDocument } from './sidecars';
import type { Asked, Writer } from './writer';

/** How long a program may take that removes a file and writes it anew, in milliseconds. */
const untilSettled = 1000;

/** Tells where another program took out of a sidecar what was done and saved here, not knowing of it, and offers it back. */
export class Overwritten implements vscode.Disposable {
  private readonly looking = new Set<string>();
  private readonly asked = new Set<string>();
  /** What people saved last from editors of sidecars, by source: they mean it. */
  private readonly meant = new Map<string, string>();
  private readonly listening: vscode.Disposable;

  constructor(
    private readonly store: Store,
    private readonly actions: Actions,
    private readonly writer: Pick<Writer, 'onDidAsk' | 'answer'>,
  ) {
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (isSidecar(document.uri)) this.meant.set(sourceOf(document.uri).toString(), fingerprint(document.getText()));
      }),
      writer.onDidAsk((asked) => void this.ask(asked).catch(report)),
      store.onDidChange(({ source, origin, before }) => {
        if (origin === 'disk' && before && !this.looking.has(source) && this.taken(source, before).length > 0)
          void this.look(source, before).catch(report);
      }),
    );
  }

  dispose(): void {
    this.listening.dispose();
  }

  private async look(name: string, before: Sheet): Promise<void> {
    this.looking.add(name);
    try {
      await wait(untilSettled);
    } finally {
      this.looking.delete(name);
    }
    const source = vscode.Uri.parse(name);
    // A source that is gone took its sidecar along.
    if (this.taken(name, before).length === 0 || !(await exists(source))) return;
    const putBack = vscode.l10n.t('Put It Back');
    const sidecar = baseName(sidecarOf(source));
    const message = vscode.l10n.t('Another program took out of {0} what you did there just now.', sidecar);
    if ((await warn(message, putBack)) !== putBack) return;
    await this.actions.perform(puttingBack(name, this.taken(name, before)));
  }

  /** What would bring back what is gone of what was done. What is taken out in an editor is meant. */
  private taken(name: string, before: Sheet): readonly Revision[] {
    const now = this.store.get(name)?.sidecar;
    const isSettled = !now || now.state === 'writable';
    if (!isSettled || openDocument(sidecarOf(vscode.Uri.parse(name)))?.isDirty) return [];
    if (now && this.meant.get(name) === fingerprint(now.text)) return [];
    return overwritten(this.store.log, name, before.sidecar, now);
  }

  /** Whether a window that was closed amid its writing has written is asked once in each window, until somebody answers. */
  private async ask({ source, revisions }: Asked): Promise<void> {
    if (this.asked.has(source.toString())) return;
    this.asked.add(source.toString());
    const { t } = vscode.l10n;
    const [putBack, leave] = [t('Put Them Back'), t('Leave Them Out')];
    const message = t(
      'A window was closed while it wrote {0}, which was changed since: {1} of your last changes are not in it.',
      baseName(sidecarOf(source)),
      revisions.length,
    );
    const answer = await warn(message, putBack, leave);
    if (answer === undefined) return;
    await this.writer.answer(source, answer === putBack);
  }
}

function puttingBack(source: string, revisions: readonly Revision[]): Parameters<Actions['perform']>[0] {
  return { label: vscode.l10n.t('Put back'), steps: [{ source, revisions }] };
}

function report(error: unknown): void {
  console.warn('Claimmark could not see what became of what was written, or put it back.', error);
}
