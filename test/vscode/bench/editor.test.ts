import * as fs from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { activate, median, put, quiet, report, until, watchLag } from './measured';
import { workspaceFolder } from '../suite/workspace';

/** Only reports; it fails if what is measured does not happen at all. */
describe('measured in a real VS Code', function () {
  this.timeout(600_000);
  const root = workspaceFolder().fsPath;

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
    const bare = path.join(root, 'bare.txt');
    await fs.copyFile(source.fsPath, bare);
    const typed = await typedInTurn([source, vscode.Uri.file(bare)]);
    const [own, other] = typed.map((one) => one.toFixed(1));
    report(
      'a keystroke in it',
      `${own} ms, VS Code's own work included; ${other} ms in the same text without annotations: ${((typed[0] ?? 0) / (typed[1] ?? 1)).toFixed(2)} times`,
    );
  });
});

/** The time of a keystroke in some texts, in milliseconds: medians of twenty in each, six times in turn. */
async function typedInTurn(sources: readonly vscode.Uri[]): Promise<readonly number[]> {
  const times: number[][] = sources.map(() => []);
  for (let round = 0; round < 6; round++)
    for (const [i, source] of sources.entries()) {
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(source));
      await quiet();
      for (let key = 0; key < 20; key++) {
        const start = performance.now();
        await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), 'x'));
        times[i]?.push(performance.now() - start);
      }
    }
  return times.map(median);
}
