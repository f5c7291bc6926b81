import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { seeded } from '../random';

/** So many processes are killed: 300 with `CLAIMMARK_RUNS`, else as many as a quick run can. */
const kills = process.env['CLAIMMARK_RUNS'] === undefined ? 12 : 300;

describe('a process that is killed while it writes', () => {
  it(`leaves a whole file, and loses nothing that it reported as written, ${kills} times in a row`, async function () {
    this.timeout(kills * 5000);
    const folder = await fs.mkdtemp(path.join(tmpdir(), 'claimmark-kills-'));
    const [file, worker] = [path.join(folder, 'ferry.txt.claims.yaml'), path.join(folder, 'worker.cjs')];
    await build({
      entryPoints: [path.join(__dirname, 'numbering.ts')],
      outfile: worker,
      bundle: true,
      platform: 'node',
    });
    await fs.writeFile(file, '0\n0');
    const any = seeded(300);
    let last = 0;
    let written = 0;
    for (let kill = 0; kill < kills; kill++) {
      const child = spawn(process.execPath, [worker, file], { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      child.stdout.on('data', (data: Buffer) => (said += data.toString()));
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, any() * 200));
      child.kill('SIGKILL');
      await once(child, 'close');
      // A line that was cut off by the end of the process says nothing.
      const numbers = said.split('\n').slice(1, -1).map(Number);
      const lines = (await fs.readFile(file, 'utf8')).split('\n');
      const now = Number(lines[0]);
      assert.equal(lines.at(-1), lines[0], `half a file after kill ${kill}`);
      assert.ok(now >= Math.max(last, ...numbers), `${now} after ${numbers.join(' ')}`);
      written += now - last;
      last = now;
    }
    // Later processes clean up after each killed one; only what the last one left may remain.
    const left = (await fs.readdir(folder)).filter((name) => /\.(?:tmp|lock)$/.test(name));
    assert.ok(left.length <= 2, left.join(' '));
    assert.ok(written > 0);
    console.log(`      ${kills} killed, ${written} files put in place, none broken, none lost`);
    await fs.rm(folder, { recursive: true });
  });
});
