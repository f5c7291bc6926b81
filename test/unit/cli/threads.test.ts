import assert from 'node:assert/strict';
import { cp, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { dropFolder, makeFolder, sidecarOf, threadsHere, workplace, type Workplace } from './calling';

/** A lock keeper's note of one day; no two are alike. */
const textOf = (day: number): string => `Day ${day} at the lock of Tessin.\n${day * 3 + 1} barges went down.\n“None waited,” said Ivo Brandt on day ${day}.\n`; // prettier-ignore

const name = (day: number): string => `${day % 7}/day-${day}.txt`;

const many = 340;

/** Files as they are in a folder and below it, by their names. */
async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const texts = names.sort().map(async (file) => [path.relative(folder, file), await readFile(file, 'utf8')] as const);
  return new Map(await Promise.all(texts));
}

describe('hundreds of sidecars in several threads', () => {
  let folder: string;
  let copy: string;
  let plain: Workplace;
  let threads: Workplace;
  let asked: string[];

  beforeEach(async () => {
    [folder, copy] = [await makeFolder(), await makeFolder()];
    asked = [];
    plain = workplace(folder);
    threads = workplace(copy, undefined, { threads: threadsHere((work) => void asked.push(work)) });
    for (let day = 0; day < many; day++) {
      const text = textOf(day);
      await plain.put(name(day), text);
      const [, barges = '', said = ''] = text.split('\n');
      const other = `    evidence:\n      - source: day-${day + 7}.txt\n        id: barges-${day + 7}\n`;
      const more = day % 40 === 0 ? other : '';
      await plain.put(`${name(day)}.claims.yaml`, sidecarOf(name(day), text, [
        { id: `barges-${day}`, tag: 'verified', text: barges, more },
        { id: `said-${day}`, tag: 'quote', text: said },
      ])); // prettier-ignore
    }
    // A file in conflict, words that were edited, a line on top, an annotator's own file, a source that is gone.
    await plain.put(
      `${name(8)}.claims.yaml`,
      'claimmark: 1\n<<<<<<< ours\nannotations: []\n=======\nfinished: yes\n>>>>>>> theirs\n',
    );
    await plain.put(name(9), textOf(9).replace('barges', 'long barges'));
    await plain.put(name(11), `Written at noon.\n\n${textOf(11)}`);
    await plain.put(`${name(12)}.mo.claims.yaml`, (await readFile(path.join(folder, `${name(12)}.claims.yaml`), 'utf8')).replace('tag: verified', 'tag: unconfirmed')); // prettier-ignore
    await plain.put(`gone.txt.claims.yaml`, sidecarOf('gone.txt', 'Not here', [{ id: 'gone', tag: 'quote', text: 'Not here' }])); // prettier-ignore
    await cp(folder, copy, { recursive: true });
  });

  afterEach(() => Promise.all([dropFolder(folder), dropFolder(copy)]));

  for (const args of [['check'], ['check', '--json'], ['list'], ['list', '--json'], ['list', '--json', '3']])
    it(`have the same findings from ${args.join(' ')}`, async () => {
      const expected = await plain.call(...args);
      assert.deepEqual(await threads.call(...args), expected);
      assert.ok(asked.length > many, `${asked.length} were asked of threads`);
      assert.equal(expected.code, args.length === 3 ? 0 : 1);
    });

  it('are anchored the same, file by file, with messages in the order of the files', async () => {
    const before = await filesIn(folder);
    assert.deepEqual(await threads.call('anchor'), await plain.call('anchor'));
    const after = await filesIn(folder);
    assert.deepEqual(await filesIn(copy), after);
    const changed = [...after].filter(([file, text]) => before.get(file) !== text).map(([file]) => file);
    assert.deepEqual(
      changed,
      [9, 11].map((day) => `${name(day)}.claims.yaml`),
    );
    assert.deepEqual([...new Set(asked)], ['trace', 'anchor']);
  });

  it('have the same pages of a report', async () => {
    const args = ['report', '--pages', '--leave-out-broken', '--title', 'The lock', '--out', 'pages'];
    assert.deepEqual(await threads.call(...args), await plain.call(...args));
    const pages = await filesIn(path.join(folder, 'pages'));
    assert.ok(pages.size > 1);
    assert.deepEqual(await filesIn(path.join(copy, 'pages')), pages);
    assert.deepEqual([...new Set(asked)], ['look', 'state']);
  });
});
