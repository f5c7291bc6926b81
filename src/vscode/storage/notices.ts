import * as vscode from 'vscode';
import type { Collision } from '../../core/sidecar/write';
import { exists, reasonOf } from './files';
import { baseName, sidecarOf } from '../ui/names';
import type { Held, Writer } from './writer';
import { inform, warn } from '../ui/dialogs';
import { openSidecar } from '../ui/open';

/** Merges the two sides of a sidecar with conflict markers. */
export type MergeSides = (sidecar: vscode.Uri) => Promise<void>;

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

/** Says what became of fields and entries that two people changed at the same time. */
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
            'Somebody else changed the same fields in {0} meanwhile ({1}). Your values stand; notes and claims keep the words of both.',
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
    void warn(vscode.l10n.t('{0} could not be put into the usual form. It stays as it is.', name));
}

/** The message for each reason, with what helps: opening the file if there is one, a merge, or another try. */
function wordsFor(held: Held, isThere: boolean, writer: Writer, mergeSides: MergeSides): Words {
  const { t } = vscode.l10n;
  const sidecar = sidecarOf(held.source);
  const name = baseName(sidecar);
  const open = { title: t('Open It'), run: () => openSidecar(sidecar) };
  const merge = { title: t('Merge Both Sides'), run: () => mergeSides(sidecar) };
  const again = { title: t('Try Again'), run: () => writer.write(held.source) };
  const kept = t('Your annotations are kept here until it can be written.');
  const say = (message: string, ...actions: Action[]): Words => ({ message: `${message} ${kept}`, actions });
  switch (held.why) {
    case 'conflicted':
      return say(t('{0} has merge conflicts, so nothing is written to it.', name), merge, open);
    case 'broken':
      return say(t('{0} can’t be read, so nothing is written to it.', name), open, again);
    case 'unusual-form':
      return say(
        t(
          '{0} is in brackets or JSON, where single entries can’t be changed. Put it into the usual form? All that it says stays.',
          name,
        ),
        { title: t('Put It into the Usual Form'), run: () => putInUsualForm(writer, held.source) },
        open,
      );
    case 'unsound':
      return say(
        t('{0} has a form in which this can’t be written safely, so nothing is written to it.', name),
        open,
        again,
      );
    case 'newer':
      return say(
        t('{0} was written by a newer Claimmark and is read-only here. Update Claimmark to write to it.', name),
        open,
      );
    case 'gone':
      return say(t('{0} is not on the disk any more, so nothing is written beside it.', baseName(held.source)), again);
    case 'failed':
      return say(t('{0} could not be written: {1}.', name, reasonOf(held.error)), again, ...(isThere ? [open] : []));
  }
}
