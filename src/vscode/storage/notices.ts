import * as vscode from 'vscode';
import type { Collision } from '../../core/sidecar/write';
import { mergeSidecars } from '../../core/sidecar/merge';
import { copiedFrom } from '../../core/sidecar/path';
import { exists, findFiles, reasonOf } from './files';
import { readNow } from './sidecars';
import { baseName, placeOf, sidecarOf } from '../ui/names';
import type { Held } from './sidecarWriter';
import type { Writer } from './writer';
import { inform, warn } from '../ui/dialogs';
import { openAt, openSidecar } from '../ui/open';
import { wait } from '../ui/timeSlices';

/** Merges both sides of a sidecar with conflict markers, or a sidecar and the text of a copy of it. */
export type MergeSides = (sidecar: vscode.Uri, copy?: string) => Promise<void>;

/** Tells people why their work is not on the disk yet, once for each reason, and offers what helps. */
export function tellOfTrouble(writer: Writer, mergeSides: MergeSides): vscode.Disposable {
  const told = new Map<string, string>();

  async function tell(held: Held): Promise<void> {
    const name = held.source.toString();
    const reason = held.why === 'failed' ? reasonOf(held.error) : held.why;
    if (told.get(name) === reason) return;
    told.set(name, reason);
    const isThere = await exists(sidecarOf(held.source)).catch(() => true);
    const { message, actions } = wordsFor(held, isThere, writer, mergeSides);
    const chosen = await warn(message, ...actions.map((action) => action.title));
    await actions.find((action) => action.title === chosen)?.run();
    if (chosen) told.delete(name);
  }

  return vscode.Disposable.from(
    writer.onDidHold((held) => void tell(held)),
    writer.onDidRelease((source) => void told.delete(source.toString())),
    writer.onDidCollide(({ source, collisions }) => void inform(wordsOf(baseName(sidecarOf(source)), collisions))),
  );
}

/** Files that may be copies of sidecars. */
const copies = '**/*.claims*.{yaml,yml}';

/** How long a copy waits, in milliseconds: the sidecar itself may come after it. Guessed. */
const patience = 1000;

/** Tells of copies of sidecars, made by programs when two of them wrote at once, and offers to merge in what they say more. */
export function tellOfCopies(mergeSides: MergeSides): vscode.Disposable & { tellOfAll(): Promise<void> } {
  const told = new Set<string>();

  async function tell(copy: vscode.Uri): Promise<void> {
    const path = copiedFrom(copy.path);
    if (path === undefined || told.has(copy.path)) return;
    told.add(copy.path);
    await wait(patience);
    const sidecar = copy.with({ path });
    const [file, now] = [await readNow(copy, undefined), await readNow(sidecar, undefined)];
    if (!file || !now || isIn(file.sidecar.text, now.sidecar.text)) return;
    const { t } = vscode.l10n;
    const [merge, open] = [t('Merge It In'), t('Open It')];
    const choices = file.sidecar.state === 'writable' ? [merge, open] : [open];
    const message = t('{0} is a copy of {1}, and is not read.', placeOf(copy), baseName(sidecar));
    const chosen = await warn(message, ...choices);
    if (chosen === merge) await mergeSides(sidecar, file.sidecar.text);
    else if (chosen === open) await openAt(copy, undefined);
  }

  const each = (copy: vscode.Uri): void =>
    void tell(copy).catch((error: unknown) => console.warn('Claimmark could not look into a copy.', error));
  const watcher = vscode.workspace.createFileSystemWatcher(copies, false, true, false);
  watcher.onDidCreate(each);
  // Some programs give the next copy the name of one that was merged and deleted.
  watcher.onDidDelete((copy) => told.delete(copy.path));
  return Object.assign(watcher, { tellOfAll: async () => (await findFiles(copies)).forEach(each) });
}

/** Whether merging a copy into a sidecar would change nothing. */
const isIn = (copy: string, sidecar: string): boolean => mergeSidecars('', sidecar, copy).text === sidecar;

/** Tells how fields and entries that two people changed at the same time were merged. */
function wordsOf(name: string, collisions: readonly Collision[]): string {
  const { t } = vscode.l10n;
  const isEntry = ({ field }: Collision): boolean => field === 'entry';
  const staying = collisions.filter((collision) => isEntry(collision) && collision.ours === undefined).length;
  const back = collisions.filter(isEntry).length - staying;
  const fields = [...new Set(collisions.filter((each) => !isEntry(each)).map(({ field }) => field))].join(', ');
  const sentences = [
    ...(staying > 0
      ? [t('{1} that you removed from {0} stay: somebody else changed them meanwhile.', name, staying)]
      : []),
    ...(back > 0 ? [t('{1} that you changed in {0} are back: somebody else removed them meanwhile.', name, back)] : []),
    ...(fields === ''
      ? []
      : [
          t(
            'Meanwhile somebody else changed the same fields in {0} ({1}). Your values are kept; notes and claims keep the words of both.',
            name,
            fields,
          ),
        ]),
  ];
  return sentences.join(' ');
}

interface Action {
  readonly title: string;
  run(): Thenable<unknown>;
}

interface Words {
  readonly message: string;
  readonly actions: readonly Action[];
}

async function putInUsualForm(writer: Writer, source: vscode.Uri): Promise<void> {
  const name = baseName(sidecarOf(source));
  if (!(await writer.putInUsualForm(source)))
    void warn(vscode.l10n.t('{0} could not be converted to the usual form. It stays as it is.', name));
}

/** The message for each reason, with what helps: opening the file if there is one, a merge, or another try. */
function wordsFor(held: Held, isThere: boolean, writer: Writer, mergeSides: MergeSides): Words {
  const { t } = vscode.l10n;
  const sidecar = sidecarOf(held.source);
  const name = baseName(sidecar);
  const open = { title: t('Open It'), run: () => openSidecar(sidecar) };
  const merge = { title: t('Merge Both Sides'), run: () => mergeSides(sidecar) };
  const retry = { title: t('Try Again'), run: () => writer.write(held.source) };
  const kept = t('Your annotations are kept here until it can be written.');
  const say = (message: string, ...actions: Action[]): Words => ({ message: `${message} ${kept}`, actions });
  switch (held.why) {
    case 'conflicted':
      return say(t('{0} has merge conflicts, so nothing is written to it.', name), merge, open);
    case 'broken':
      return say(t('{0} can’t be read, so nothing is written to it.', name), open, retry);
    case 'unusual-form':
      return say(
        t(
          '{0} is in brackets or JSON, where single entries can’t be changed. Convert it to the usual form? Everything it says stays.',
          name,
        ),
        { title: t('Convert to the Usual Form'), run: () => putInUsualForm(writer, held.source) },
        open,
      );
    case 'unsound':
      return say(
        t('{0} has a form in which this can’t be written safely, so nothing is written to it.', name),
        open,
        retry,
      );
    case 'newer':
      return say(
        t('{0} was written by a newer Claimmark and is read-only here. Update Claimmark to write to it.', name),
        open,
      );
    case 'gone':
      return say(t('{0} is no longer on the disk, so nothing is written next to it.', baseName(held.source)), retry);
    case 'failed':
      return say(t('{0} could not be written: {1}.', name, reasonOf(held.error)), retry, ...(isThere ? [open] : []));
  }
}
