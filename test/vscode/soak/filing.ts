import { rename, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Change } from '../../../src/core/text/change';
import { snapToGraphemes } from '../../../src/core/text/graphemes';
import { replaceFile } from '../../../src/node/replace';
import { claimmark, run } from '../suite/claims';
import { git } from '../suite/repository';
import { eventually, fileExists, fileUri, readFile, rename as renameInEditor } from '../suite/workspace';
import type { Day } from './day';

/** What happens to the files: by the person, in the shell, by other programs. */
export const filing = { save, correct, note, move, moveInShell, checkout, reload, kill };

const names = ['market-hall.txt', 'hall.txt'] as const;

async function save(day: Day): Promise<void> {
  await day.document.save();
}

/** Another program rewrites the saved source in several places; the editor reads it anew. */
async function correct(day: Day): Promise<void> {
  await day.save();
  const { text } = day.model;
  const places = Array.from({ length: 1 + day.pick(3) }, () => day.pick(text.length + 1)).sort((a, b) => a - b);
  const changes = [...new Set(places)].map((from): Change => ({
    from,
    to: from,
    text: ` (corrected ${String(day.pick(10_000))})`,
  }));
  day.model.edit(changes);
  await writeFile(day.document.uri.fsPath, day.model.text);
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await day.shows();
  day.clipboard = [];
  day.undoable = 0;
}

/** Another program adds a note to an entry of the sidecar. */
async function note(day: Day): Promise<void> {
  const file = fileUri(day.sidecar).fsPath;
  for (let tries = 0; tries < 20 && (await fileExists(day.sidecar)); tries++) {
    const text = await readFile(day.sidecar);
    const entries = [...text.matchAll(/^ {2}- id: "?(\w+)"?\n/gm)];
    const entry = entries[day.pick(entries.length)];
    if (!entry?.[1]) return;
    const at = entry.index + entry[0].length;
    const end = text.indexOf('\n\n  - ', at);
    const own = text.slice(at, end < 0 ? undefined : end);
    const words = `elsewhere ${String(day.step)}`;
    const noted = /^ {4}note: .*$/m.test(own)
      ? own.replace(/^ {4}note: .*$/m, `    note: ${words}`)
      : `    note: ${words}\n${own}`;
    const next = text.slice(0, at) + noted + text.slice(at + own.length);
    const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);
    if (!(await replaceFile(file, bytes(text), bytes(next)))) continue;
    if (day.model.words.has(entry[1])) day.model.notes.set(entry[1], words);
    return;
  }
}

/** The source is renamed in the editor, saved or not. */
async function move(day: Day): Promise<void> {
  const name = otherName(day);
  const hasSidecar = await fileExists(day.sidecar);
  await renameInEditor(day.model.source, name);
  day.model.source = name;
  await day.reopen();
  const isNamed = async (): Promise<boolean> => (await readFile(day.sidecar)).includes(`source: ${name}\n`);
  if (hasSidecar)
    await eventually('the sidecar to be named after it', async () => (await fileExists(day.sidecar)) && isNamed());
}

/** The source, or it and its sidecar, is renamed where the editor does not see it. */
async function moveInShell(day: Day): Promise<void> {
  await day.save();
  await day.check();
  const alone = day.pick(2) === 1 && (await claimmark()).marks(day.document.uri).some(({ state }) => state === 'found');
  const [source, sidecar, hasSidecar] = [
    day.document.uri.fsPath,
    fileUri(day.sidecar).fsPath,
    await fileExists(day.sidecar),
  ];
  day.model.source = otherName(day);
  await rename(source, fileUri(day.model.source).fsPath);
  if (!alone && hasSidecar) await rename(sidecar, fileUri(day.sidecar).fsPath);
  if (hasSidecar) await eventually('the sidecar to follow', () => fileExists(day.sidecar), 20_000);
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await day.reopen();
}

const otherName = (day: Day): string => names[day.model.source === names[0] ? 1 : 0];

/** Commits everything, and checks out the other branch: source and sidecar change at once, under the editor. */
async function checkout(day: Day): Promise<void> {
  await commit(day);
  day.branches.set(day.onBranch, day.model.branch());
  const before = day.model.source;
  day.onBranch = day.onBranch === 'main' ? 'side' : 'main';
  const branch = day.branches.get(day.onBranch);
  git('checkout', '-q', ...(branch ? [] : ['-b']), day.onBranch);
  if (branch) day.model.checkout(branch);
  day.hasTagged = false;
  if (before !== day.model.source) await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await day.reopen();
}

async function commit(day: Day): Promise<void> {
  await day.save();
  await eventually('all to be committed', async () => {
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', `Step ${String(day.step)}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await (await claimmark()).settled();
    return git('status', '--porcelain') === '';
  });
}

/** The window is closed and opened again, with unsaved work or without. */
async function reload(day: Day): Promise<void> {
  if (day.document.isDirty) await backedUp();
  day.keep();
  await vscode.commands.executeCommand('workbench.action.reloadWindow');
  await gone();
}

/** The extensions' process is killed during a tag, and the runner opens the window again. */
async function kill(day: Day): Promise<void> {
  const length = day.document.getText().length;
  const from = day.pick(length);
  const to = Math.min(length, from + 12 + day.pick(80));
  await backedUp();
  const span = snapToGraphemes(day.model.text, { from, to });
  day.tagging = span && day.model.slice(span.from, span.to);
  day.keep();
  console.log(AGAIN);
  // The runner must be informed before the host dies, even on a busy machine.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  day.select(from, to);
  void run('tagVerified');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), day.pick(20));
  await gone();
}

/** The editor keeps unsaved text a second or so after it was typed. */
const backedUp = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2500));

/** Nothing more happens in this window. */
const gone = (): Promise<never> => new Promise(() => undefined);
