import * as vscode from 'vscode';
import type { Revision } from '../../core/model/action';
import { overwritten } from '../../core/state/progress';
import type { Sheet } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { fingerprint } from '../../core/text/hashes';
import { afterPause, gathered } from '../ui/debounce';
import { warn } from '../ui/dialogs';
import { baseName, isSidecar, sidecarOf, sourceOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { exists, readIfThere } from './files';
import type { Actions } from './log';
import type { Sidecars } from './sidecars';
import type { Asked } from './sidecarWriter';
import type { Writer } from './writer';
import { openDocument } from '../ui/open';

/** How long a program may take to remove a file and write it again, in milliseconds. */
const untilSettled = 1000;

/** How long after a read or a write the checked-out branch is asked for, in milliseconds. Guessed. */
const untilKnown = 200;

interface OverwrittenParts {
  readonly store: Store;
  readonly sidecars: Sidecars;
  readonly actions: Actions;
  readonly writer: Pick<Writer, 'onDidAsk' | 'answer'>;
  readonly platform: Platform;
}

/** A source, and its sheet before another program changed its sidecar. */
interface Before {
  readonly source: vscode.Uri;
  readonly sheet: Sheet;
}

/** What is known of a source's sidecar. */
interface Known {
  /** The URI of the sidecar when it was last complete, and what was checked out then. */
  readonly file?: string;
  readonly head?: string | undefined;
  /** The fingerprint of the content that a person last saved from an editor, and so intends. */
  readonly meant?: string;
  /** The sheet before another program took something out, until the person is told. */
  readonly before?: Sheet | undefined;
  /** Whether the person has been asked about writes of a closed window. */
  readonly isAsked?: boolean;
}

/**
 * Tells when another program, unaware of it, took out of a sidecar what was done and saved here, or deleted a sidecar,
 * and offers to put it back. Checking out another branch with git is intended, and not reported.
 */
export class Overwritten implements vscode.Disposable {
  /** By source. */
  private readonly known = new Map<string, Known>();
  /** Files and folders that were deleted in the editor. */
  private readonly deleted = new Set<string>();
  private readonly listening: vscode.Disposable;

  constructor(private readonly parts: OverwrittenParts) {
    const offering = gathered(untilKnown, (names) => void this.offerBack(names).catch(report));
    const looking = afterPause(untilSettled, async (name) => {
      if (await this.look(name)) offering.soon(name);
      else this.note(name, { before: undefined });
    });
    const remembering = gathered(untilKnown, (names) => this.remember(names));
    this.listening = vscode.Disposable.from(
      looking,
      offering,
      remembering,
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (isSidecar(document.uri))
          this.note(sourceOf(document.uri).toString(), { meant: fingerprint(document.getText()) });
      }),
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((file) => this.deleted.add(file.toString()))),
      parts.writer.onDidAsk((asked) => void this.ask(asked).catch(report)),
      parts.store.onDidChange(({ source, origin, before }) => {
        if (origin !== 'disk') return;
        const earlier = this.known.get(source)?.before;
        const lost = [earlier, before].find((sheet) => sheet && this.hasLost(source, sheet));
        if (lost) {
          this.note(source, { before: lost });
          looking.soon(source);
        } else if (parts.store.get(source)?.sidecar) {
          const uri = sidecarOf(vscode.Uri.parse(source));
          this.deleted.delete(uri.toString());
          this.note(source, { file: uri.toString() });
          remembering.soon(source);
        }
      }),
    );
  }

  dispose(): void {
    this.listening.dispose();
  }

  private note(name: string, more: Known): void {
    this.known.set(name, { ...this.known.get(name), ...more });
  }

  /** Notes the checked-out branch for sidecars, asked once for each folder. */
  private async remember(names: ReadonlySet<string>): Promise<void> {
    const heads = new Map<string, Promise<string | undefined>>();
    for (const name of names) {
      const source = vscode.Uri.parse(name);
      const folder = vscode.Uri.joinPath(source, '..').toString();
      const asked = heads.get(folder) ?? checkedOut(source);
      heads.set(folder, asked);
      const head = await asked;
      if (!this.known.get(name)?.before) this.note(name, { head });
    }
  }

  /** Reports what was taken out of a sidecar. True where a deleted sidecar is to be offered back. */
  private async look(name: string): Promise<boolean> {
    const { before: sheet, head } = this.known.get(name) ?? {};
    const source = vscode.Uri.parse(name);
    // A source that is gone took its sidecar with it.
    if (!sheet || !(await exists(source)) || (await checkedOut(source)) !== head) return false;
    if (this.isDeleted(name, sheet)) return true;
    if (this.taken(name, sheet).length > 0) void this.tell({ source, sheet }).catch(report);
    return false;
  }

  private hasLost(name: string, before: Sheet): boolean {
    return this.isDeleted(name, before) || this.taken(name, before).length > 0;
  }

  private async tell({ source, sheet }: Before): Promise<void> {
    const putBack = vscode.l10n.t('Restore');
    const sidecar = baseName(sidecarOf(source));
    const message = vscode.l10n.t('Another program removed what you just did from {0}.', sidecar);
    if ((await warn(message, putBack)) !== putBack) return;
    await this.putBack(source, this.taken(source.toString(), sheet));
  }

  /** Offers to put deleted sidecars back, byte by byte; where a new file is in the place, only the missing entries. */
  private async offerBack(names: ReadonlySet<string>): Promise<void> {
    const { t } = vscode.l10n;
    const gone = [...names].flatMap((name): Before[] => {
      const sheet = this.known.get(name)?.before;
      this.note(name, { before: undefined });
      return sheet && this.isDeleted(name, sheet) ? [{ source: vscode.Uri.parse(name), sheet }] : [];
    });
    if (gone.length === 0) return;
    const [first] = gone;
    const count = gone.reduce((sum, { sheet }) => sum + (sheet.sidecar?.entries.length ?? 0), 0);
    const putBack = t('Restore');
    const message =
      gone.length === 1 && first
        ? t('Another program deleted {0} with {1} annotations.', baseName(sidecarOf(first.source)), count)
        : t('Another program deleted {0} sidecars with {1} annotations.', gone.length, count);
    if ((await warn(message, putBack)) !== putBack) return;
    for (const { source, sheet } of gone) {
      const { text = '', entries = [] } = sheet.sidecar ?? {};
      const file = sidecarOf(source);
      if (await this.parts.platform.replaceFile(file, undefined, new TextEncoder().encode(text)))
        await this.parts.sidecars.reload(file);
      const present = new Set(this.parts.store.get(source.toString())?.records.map(({ id }) => id));
      const missing = entries.filter(({ annotation }) => !present.has(annotation.id));
      await this.putBack(
        source,
        missing.map(({ annotation }) => ({ of: 'annotation', id: annotation.id, after: annotation })),
      );
    }
  }

  private async putBack(source: vscode.Uri, revisions: readonly Revision[]): Promise<void> {
    if (revisions.length === 0) return;
    const steps = [{ source: source.toString(), revisions }];
    await this.parts.actions.perform({ label: vscode.l10n.t('Restore'), steps });
  }

  /** Whether a sidecar with entries is gone: not moved, not deleted in this window, not unused because of other settings. */
  private isDeleted(name: string, { sidecar }: Sheet): boolean {
    const { store } = this.parts;
    if (!sidecar || sidecar.state === 'broken' || sidecar.entries.length === 0) return false;
    if (store.get(name)?.sidecar) return false;
    const file = sidecarOf(vscode.Uri.parse(name)).toString();
    if (file !== this.known.get(name)?.file || openDocument(vscode.Uri.parse(file))?.isDirty) return false;
    if ([...this.deleted].some((other) => file === other || file.startsWith(`${other}/`))) return false;
    const ids = new Set(sidecar.entries.map(({ annotation }) => annotation.id));
    return !store.all().some(({ source, records }) => source !== name && records.some(({ id }) => ids.has(id)));
  }

  /** The revisions that bring back what another program took out. What an editor takes out is intended. */
  private taken(name: string, before: Sheet): readonly Revision[] {
    const now = this.parts.store.get(name)?.sidecar;
    const isSettled = !now || now.state === 'writable';
    if (!isSettled || openDocument(sidecarOf(vscode.Uri.parse(name)))?.isDirty) return [];
    if (now && this.known.get(name)?.meant === fingerprint(now.text)) return [];
    return overwritten(this.parts.store.log, name, before.sidecar, now);
  }

  /** Asks, once in each window until it is answered, whether to redo what a window closed while writing may have lost. */
  private async ask({ source, revisions }: Asked): Promise<void> {
    if (this.known.get(source.toString())?.isAsked) return;
    this.note(source.toString(), { isAsked: true });
    const { t } = vscode.l10n;
    const [putBack, leave] = [t('Restore'), t('Leave Them Out')];
    const message = t(
      'A window was closed while it was writing {0}, which has changed since: {1} of your last changes are not in it.',
      baseName(sidecarOf(source)),
      revisions.length,
    );
    const answer = await warn(message, putBack, leave);
    if (answer === undefined) return;
    await this.parts.writer.answer(source, answer === putBack);
  }
}

function report(error: unknown): void {
  console.warn('Claimmark could not see what became of what was written, or put it back.', error);
}

/** What git has checked out around a file, as its HEAD says: a branch or a commit; undefined outside of git. */
async function checkedOut(file: vscode.Uri): Promise<string | undefined> {
  for (let folder = vscode.Uri.joinPath(file, '..'); ; folder = vscode.Uri.joinPath(folder, '..')) {
    const git = vscode.Uri.joinPath(folder, '.git');
    const head = (await textOf(vscode.Uri.joinPath(git, 'HEAD'))) ?? (await headOfWorktree(git));
    if (head !== undefined || folder.path.length <= 1) return head;
  }
}

/** The HEAD of a git worktree, which has a file in place of the folder `.git`. */
async function headOfWorktree(git: vscode.Uri): Promise<string | undefined> {
  const [, path] = /^gitdir: (.+)$/m.exec((await textOf(git)) ?? '') ?? [];
  if (path === undefined) return undefined;
  const folder = /^(?:\/|\w:)/.test(path) ? git.with({ path }) : vscode.Uri.joinPath(git, '..', path);
  return textOf(vscode.Uri.joinPath(folder, 'HEAD'));
}

/** The text of a file; undefined where it can't be read, as where a folder has its name. */
async function textOf(file: vscode.Uri): Promise<string | undefined> {
  const bytes = await readIfThere(file).catch(() => undefined);
  return bytes && new TextDecoder().decode(bytes);
}
