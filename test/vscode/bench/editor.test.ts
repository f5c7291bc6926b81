import * as fs from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { applyChanges } from '../../../src/core/text/change';
import { readSidecar } from '../../../src/core/sidecar/read';
import { newSidecar, revise } from '../../../src/core/sidecar/write';
import { annotate, prose } from '../../bench/large';
import type { Api } from '../../../src/vscode/extension';
import { workspaceFolder } from '../suite/workspace';

declare const MARK: string;

/** Reports; it fails only where what is measured does not happen at all. */
describe('measured in a real VS Code', function () {
  this.timeout(600_000);
  const root = workspaceFolder().fsPath;

  async function put(name: string, length: number, count: number, seed: number): Promise<vscode.Uri> {
    const text = prose(length, seed);
    const empty = readSidecar(newSidecar(path.basename(name)));
    const revisions = annotate(text, count).records.map((record) => {
      const after = { ...record, id: `${seed.toString(36)}${record.id}`.slice(0, 10) };
      return { of: 'annotation' as const, id: after.id, after };
    });
    const file = path.join(root, name);
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, text);
    await fs.writeFile(`${file}.claims.yaml`, applyChanges(empty.text, revise(empty, revisions).changes));
    return vscode.Uri.file(file);
  }

  it('a workspace of 1,000 sources with 50,000 annotations', async () => {
    const sources: vscode.Uri[] = [];
    for (let i = 0; i < 1000; i++) sources.push(await put(`many/${i % 20}/source-${i}.txt`, 5000, 50, i));
    const before = process.memoryUsage().heapUsed;
    const start = performance.now();
    const lag = watchLag();
    const { marks } = await activate();
    const activated = performance.now() - start;
    await until(() => sources.every((source) => marks(source).length === 50));
    report('activation', `${activated.toFixed(0)} ms`);
    report(
      'until all 50,000 stand',
      `${(performance.now() - start).toFixed(0)} ms, longest block ${lag().toFixed(0)} ms`,
    );
    report('memory', `${((process.memoryUsage().heapUsed - before) / 1e6).toFixed(0)} MB`);
  });

  it('a source of 5 MB with 10,000 annotations', async () => {
    const { marks } = await activate();
    const source = await put('large.txt', 5_000_000, 10_000, 7);
    const lag = watchLag();
    const start = performance.now();
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(source));
    const opened = performance.now() - start;
    await until(() => marks(source).filter(({ state }) => state === 'found').length === 10_000);
    report(
      'opening 5 MB',
      `${opened.toFixed(0)} ms by VS Code; until its 10,000 highlights stand ${(performance.now() - start).toFixed(0)} ms, longest block ${lag().toFixed(0)} ms`,
    );
    editor.selection = new vscode.Selection(3, 10, 3, 40);
    const tagging = performance.now();
    await vscode.commands.executeCommand('claimmark.tagVerified');
    report('tagging in it', `${(performance.now() - tagging).toFixed(0)} ms until it is on the disk`);
    const typed = await keystroke(editor);
    const bare = path.join(root, 'bare.txt');
    await fs.copyFile(source.fsPath, bare);
    const other = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(bare));
    const bareTyped = await keystroke(other);
    report(
      'a keystroke in it',
      `${typed.toFixed(1)} ms, VS Code's own work included; ${bareTyped.toFixed(1)} ms in the same text without annotations: ${(typed / bareTyped).toFixed(2)} times`,
    );
  });
});

/** How long a keystroke takes, in milliseconds: the median of a hundred. */
async function keystroke(editor: vscode.TextEditor): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 100; i++) {
    const start = performance.now();
    await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), 'x'));
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[50] ?? 0;
}

async function activate(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('claimmark.claimmark');
  if (!extension) throw new Error('Claimmark is not here.');
  return extension.activate();
}

/** Of all that an extension host prints, the runner passes on what carries the mark. */
function report(what: string, figure: string): void {
  console.log(MARK, `${what}: ${figure}`);
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** The longest time for which nothing else could run in this extension host since it was called. */
function watchLag(): () => number {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  return () => {
    clearInterval(timer);
    return longest;
  };
}
