import * as fs from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { workspaceFolder } from '../suite/workspace';
import { activate, put, report, until, watchLag } from './measured';

declare const AGAIN: string;

/** Only reports; it fails if what is measured does not happen at all. */
describe('opening a folder in a real VS Code', function () {
  this.timeout(600_000);

  it('of 1,000 sources with 50,000 annotations, as for the first time and once more', async () => {
    const made = path.join(workspaceFolder().fsPath, 'many');
    const isFirst = await fs.access(made).then(
      () => false,
      () => true,
    );
    for (let i = 0; isFirst && i < 1000; i++) await put(`many/${i % 20}/source-${i}.txt`, 5000, 50, i);
    const sources = Array.from({ length: 1000 }, (_, i) =>
      vscode.Uri.file(path.join(made, `${i % 20}/source-${i}.txt`)),
    );
    const before = process.memoryUsage().heapUsed;
    const cpu = process.cpuUsage();
    const start = performance.now();
    const lag = watchLag();
    const { marks } = await activate();
    const at = (): string => {
      const { user, system } = process.cpuUsage(cpu);
      return `${(performance.now() - start).toFixed(0)} ms, ${((user + system) / 1000).toFixed(0)} ms of CPU`;
    };
    report(isFirst ? 'cold: activation' : 'warm: activation', at());
    await until(() => sources.every((source) => marks(source).length === 50));
    report('until all 50,000 are read', at());
    await until(() => sources.every((source) => marks(source).every(({ state }) => state !== 'unsought')));
    report('until it is known how they stand', `${at()}, longest block ${lag().toFixed(0)} ms`);
    report('memory', `${((process.memoryUsage().heapUsed - before) / 1e6).toFixed(0)} MB`);
    // The cache for the next start is written a moment later.
    if (isFirst) await new Promise((resolve) => setTimeout(resolve, 10_000));
    if (isFirst) console.log(AGAIN, '');
  });
});
