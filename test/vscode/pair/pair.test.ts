import assert from 'node:assert/strict';
import { mkdir, open } from 'node:fs/promises';
import * as vscode from 'vscode';
import { claimmark, run, select } from '../suite/claims';
import { eventually, fileExists, fileUri, openSource, readFile, writeFile } from '../suite/workspace';

type Source = 'minutes.txt' | 'letters.txt';

/** How many sentences each window tags in each source. */
type Share = Readonly<Record<Source, number>>;

const sources = ['minutes.txt', 'letters.txt'] as const;

/**
 * Two windows on one folder run this at the same time; the one that comes first is `first`. They meet through files.
 */
describe('two windows on one folder', () => {
  let me: 0 | 1;

  before(async () => {
    await mkdir(fileUri('.meeting').fsPath, { recursive: true });
    me = await open(fileUri('.meeting/first').fsPath, 'wx').then(
      async (handle) => (await handle.close(), 0 as const),
      () => 1 as const,
    );
    await claimmark();
  });

  async function meet(where: string): Promise<void> {
    await writeFile(`.meeting/${where}-${me}`, '');
    await eventually(`the other window at ${where}`, () => fileExists(`.meeting/${where}-${1 - me}`), 30_000);
  }

  /** Begins with fresh sources of the name, and no sidecars. */
  async function begin(round: string, share: Share): Promise<void> {
    if (me === 0) for (const source of sources) await writeFile(`${round}-${source}`, textOf(source, share));
    await meet(round);
  }

  /** Tags every other sentence of a source as fast as the commands can be called; every `n`th of them is undone. */
  async function tagMine(file: string, source: Source, share: Share, n: number): Promise<void> {
    const editor = await openSource(file);
    const doing: Promise<void>[] = [];
    for (let nth = 0; nth < share[source]; nth++) {
      select(editor, sentenceOf(source, 2 * nth + me));
      doing.push(run('tagVerified'));
      if (nth % n === n - 1) {
        await Promise.all(doing);
        await run('undo');
      }
      await new Promise(setImmediate);
    }
    await Promise.all(doing);
  }

  /** The sentences that have an entry in a sidecar. */
  async function onDisk(file: string): Promise<readonly string[]> {
    const text = await readFile(`${file}.claims.yaml`);
    return [...text.matchAll(/^ {4}text: (.*)$/gm)].map(([, words]) => words ?? '').sort();
  }

  async function seen(file: string): Promise<readonly string[]> {
    const document = await vscode.workspace.openTextDocument(fileUri(file));
    const { marks } = await claimmark();
    return marks(document.uri)
      .map(({ span }) =>
        span ? document.getText(new vscode.Range(document.positionAt(span.from), document.positionAt(span.to))) : '',
      )
      .sort();
  }

  for (const [round, what, share, every] of [
    ['all', 'lose nothing when both tag at full speed', { 'minutes.txt': 130, 'letters.txt': 20 }, Infinity],
    ['undo', 'lose nothing when both undo some of their own meanwhile', { 'minutes.txt': 40, 'letters.txt': 10 }, 5],
  ] as const)
    it(what, async function () {
      this.timeout(60_000);
      await begin(round, share);
      for (const source of sources) await tagMine(`${round}-${source}`, source, share, every);
      await meet(`${round}-tagged`);
      for (const source of sources) {
        const file = `${round}-${source}`;
        const expected = Array.from({ length: 2 * share[source] }, (_, n) => n)
          .filter((n) => Math.floor(n / 2) % every !== every - 1)
          .map((n) => sentenceOf(source, n))
          .sort();
        assert.deepEqual(await onDisk(file), expected);
        await eventually(`both windows' annotations of ${file}`, async () => same(await seen(file), expected), 20_000);
      }
      await meet(`${round}-over`);
    });
});

const same = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') === b.join('\n');

const sentenceOf = (source: Source, n: number): string =>
  `Speaker ${n} of ${source.slice(0, -4)} put ${n * 7 + 3} crowns on the table.`;

const textOf = (source: Source, share: Share): string =>
  Array.from({ length: 2 * share[source] }, (_, n) => `${sentenceOf(source, n)}\n`).join('\n');
