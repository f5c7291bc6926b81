import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import * as vscode from 'vscode';
import { annotateAs, claimmark, eventuallyReads, openArticle, run, select, standing, warnedNext } from './claims';
import { eventually, fileUri, openSource, rename, writeFile } from './workspace';

const sidecar = 'drive/stalls.txt.claims.yaml';
const sentences = Array.from({ length: 60 }, (_, n) => `Stall ${n} was let for ${n * 7 + 3} crowns a year.`);

/** A real drive of 256 KB; only root can mount it, and not in every container. Elsewhere these are skipped. */
describe('a drive', () => {
  let editor: vscode.TextEditor;

  before(async function () {
    await openArticle();
    mkdirSync(fileUri('drive').fsPath);
    if (!mounted()) this.skip();
    await annotateAs('Ana Lima');
    await writeFile('drive/stalls.txt', sentences.join('\n\n'));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const name of ['kept', 'drive']) unmount(name);
    for (const name of ['kept', 'drive']) rmSync(fileUri(name).fsPath, { recursive: true, force: true });
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  beforeEach(async () => {
    editor = await openSource('drive/stalls.txt');
  });

  async function tag(n: number): Promise<void> {
    select(editor, sentences[n] ?? '');
    await run('tagVerified');
  }

  const settled = async (): Promise<void> => (await claimmark()).settled();

  const onDisk = (): string => readFileSync(fileUri(sidecar).fsPath, 'utf8');

  const stalls = (): readonly number[] => [...onDisk().matchAll(/text: Stall (\d+)/g)].map(([, n]) => Number(n));

  async function eventuallyHolds(count: number): Promise<void> {
    await eventually(`${count} stalls on the drive`, () => stalls().length === count, 15_000);
  }

  it('that is full keeps the sidecar whole even if it is open, and takes the rest once there is room', async function () {
    this.timeout(40_000);
    for (let n = 0; n < 40; n++) await tag(n);
    await settled();
    await showBeside();
    const whole = onDisk();
    fill();
    for (let n = 40; n < 58; n++) await tag(n);
    await settled();
    assert.equal(onDisk(), whole);
    rmSync(fileUri('drive/filled').fsPath);
    await eventuallyHolds(58);
  });

  it('that is full keeps the report saved there earlier', async () => {
    const { showSaveDialog } = vscode.window;
    await writeFile('drive/report.md', 'Earlier.\n');
    fill();
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(fileUri('drive/report.md')) });
    try {
      await assert.rejects(async () => run('saveReport'), /report\.md could not be written: the disk is full\./);
    } finally {
      Object.assign(vscode.window, { showSaveDialog });
      rmSync(fileUri('drive/filled').fsPath);
    }
    assert.equal(readFileSync(fileUri('drive/report.md').fsPath, 'utf8'), 'Earlier.\n');
  });

  it('that sends the editor no events loses no annotation when a sidecar that was read earlier is edited', async () => {
    await tag(0);
    await settled();
    const before = stalls().length;
    const document = await showBeside();
    await tag(58);
    await settled();
    assert.ok(stalls().includes(58));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# Mine.\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually('the entry in the document', () => document.getText().includes('text: Stall 58'));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventuallyHolds(before + 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await settled();
  });

  it('that is unmounted under an open source gets the tags made meanwhile when it is back', async function () {
    this.timeout(40_000);
    await tag(0);
    await settled();
    const before = stalls().length;
    mkdirSync(fileUri('kept').fsPath);
    bind('drive', 'kept');
    unmount('drive');
    await tag(59);
    await settled();
    assert.ok((await standing(editor.document)).includes(`verified found: ${sentences[59] ?? ''}`));
    bind('kept', 'drive');
    await eventuallyHolds(before + 1);
  });

  /** Shows the sidecar on the disk next to its source. */
  async function showBeside(): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(fileUri(sidecar));
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
    editor = await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
    return document;
  }
});

/** Whether this machine let it be mounted. */
function mounted(): boolean {
  const args = ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', fileUri('drive').fsPath];
  return process.getuid?.() === 0 && spawnSync('mount', args).status === 0;
}

function bind(from: string, to: string): void {
  execFileSync('mount', ['--bind', fileUri(from).fsPath, fileUri(to).fsPath]);
}

/** Nothing may be mounted. */
function unmount(name: string): void {
  spawnSync('umount', ['--lazy', fileUri(name).fsPath]);
}

/** Leaves no room on the drive. */
function fill(): void {
  const file = openSync(fileUri('drive/filled').fsPath, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(1024));
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
  } finally {
    closeSync(file);
  }
}

describe('a source with a name too long for its sidecar', () => {
  it('says so, and has its tags written once it is renamed', async () => {
    await openArticle();
    const name = `${'a'.repeat(244)}.txt`;
    await writeFile(name, 'The hall is long. The roof garden may open.');
    const editor = await openSource(name);
    const said = warnedNext();
    select(editor, 'roof garden');
    await run('tagVerified');
    assert.match(await said, /could not be written: its name would be too long\. Give the source a shorter one\./);
    assert.deepEqual(await standing(editor.document), ['verified found: roof garden']);
    await rename(name, 'short.txt');
    await eventuallyReads('short.txt.claims.yaml', /text: roof garden/);
  });
});
