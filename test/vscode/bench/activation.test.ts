import * as fs from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { workspaceFolder } from '../suite/workspace';
import { median, report, until } from './measured';

declare const AGAIN: string;

/** So many times the window is opened. */
const starts = 8;

const names = ['empty', 'claimmark'] as const;

/** By VS Code's own clock, in milliseconds: loading the code, calling `activate`, and waiting for its result. */
type Taken = Readonly<Record<(typeof names)[number], readonly number[]>>;

/** Opens windows one after the other, and reads what VS Code says of each start. */
describe('activation beside an empty extension', function () {
  this.timeout(60_000);

  it('in windows one after the other', async () => {
    const kept = path.join(workspaceFolder().fsPath, 'activation.json');
    const before = JSON.parse(await fs.readFile(kept, 'utf8').catch(() => '[]')) as readonly Taken[];
    await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'A source.\n' });
    await until(() => names.every((name) => vscode.extensions.getExtension(`claimmark.${name}`)?.isActive));
    const table = await performance();
    const all = [...before, { empty: taken(table, 'empty'), claimmark: taken(table, 'claimmark') }];
    await fs.writeFile(kept, JSON.stringify(all));
    if (all.length < starts) return console.log(AGAIN, '');
    for (const name of names) {
      const [loading, activating, after] = [0, 1, 2].map((i) => median(all.map((one) => one[name][i] ?? NaN)));
      const taken = `${loading} ms to load its code, ${activating} ms in it, ${after} ms more until it is active`;
      report(`activation of ${name}`, `${taken}; medians of ${starts}`);
    }
  });
});

/** What VS Code shows for _Developer: Startup Performance_. */
async function performance(): Promise<string> {
  await vscode.commands.executeCommand('perfview.show');
  const shown = (): string => vscode.window.activeTextEditor?.document.getText() ?? '';
  await until(() => names.every((name) => shown().includes(`| claimmark.${name} `)));
  return shown();
}

function taken(table: string, name: string): readonly number[] {
  const row = table.split('\n').find((line) => line.startsWith(`| claimmark.${name} `));
  return (row ?? '').split('|').slice(3, 6).map(Number);
}
