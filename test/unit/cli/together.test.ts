import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../src/cli/run';
import { readSidecar } from '../../../src/core/sidecar/read';

/** So often two write at once: 200 times with `CLAIMMARK_RUNS`, else as often as a quick run can. */
const rounds = process.env['CLAIMMARK_RUNS'] === undefined ? 20 : 200;

const words = ['The crane stood still', 'Nobody had the key', 'The barge left at dawn'];

describe('two who import into one source at once', () => {
  for (const isThere of [false, true])
    it(`lose no entry and leave no temporary file, ${rounds} times, ${isThere ? 'with entries there already' : 'without any entries yet'}`, async function () {
      this.timeout(rounds * 2000);
      const counts = { both: 0, refused: 0 };
      for (let round = 0; round < rounds; round++) {
        const folder = await mkdtemp(path.join(tmpdir(), 'claimmark-together-'));
        const sidecar = path.join(folder, 'quay.txt.claims.yaml');
        await writeFile(path.join(folder, 'quay.txt'), `${words.join('. ')}.\n`);
        if (isThere)
          await writeFile(sidecar, `claimmark: 1\nsource: quay.txt\nannotations:\n  - id: aaaa1111\n    tag: quote\n    text: ${words[2] ?? ''}\n`); // prettier-ignore
        const importing = async (n: number): Promise<{ n: number; code: number; err: string }> => {
          const file = `in${n}.jsonl`;
          await writeFile(path.join(folder, file), `${JSON.stringify({ source: 'quay.txt', tag: 'verified', text: words[n] })}\n`); // prettier-ignore
          // One of them begins a little later, each time by another number of turns.
          for (let turn = 0; turn < 8 * round * n; turn++) await new Promise((resolve) => setImmediate(resolve));
          let err = '';
          const shell = { cwd: folder, out: () => undefined, err: (line: string) => void (err += line), progress: () => undefined }; // prettier-ignore
          return { n, code: await run(['import', file, '--format', 'jsonl'], shell), err };
        };
        const done = await Promise.all([importing(0), importing(1)]);
        const read = readSidecar(await readFile(sidecar, 'utf8'));
        assert.equal(read.state, 'writable');
        const texts = new Set(read.entries.map(({ annotation }) => annotation.text));
        if (isThere) assert.ok(texts.has(words[2] ?? ''), 'what was there is gone');
        for (const { n, code, err } of done) {
          // Who says that it is in, has it in; who does not, says so.
          assert.equal(texts.has(words[n] ?? ''), code === 0, err);
          if (code !== 0) assert.match(err, /meanwhile/);
        }
        if (done.every(({ code }) => code === 0)) counts.both++;
        else counts.refused++;
        assert.ok(done.some(({ code }) => code === 0));
        await rm(folder, { recursive: true });
      }
      console.log(
        `      ${rounds} rounds: both in ${counts.both} times, one told that it is not in ${counts.refused} times`,
      );
    });
});
