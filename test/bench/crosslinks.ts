// Measures the work across sources beside BM25 and rules of thumb, by the judge that comes with the data:
// `npm run bench:crosslinks -- [folder] [--only kin,quotes,disagreement,seeds,speed]`. With CROSSLINKS_DEPS, a folder in
// which `npm install minisearch` was run, speed is also given as a ratio to MiniSearch.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type * as core from '../../src/core/api';

const flags = process.argv.slice(2);
const only = flags.includes('--only') ? flags[flags.indexOf('--only') + 1] : undefined;
const given = flags.find((flag, i) => !flag.startsWith('--') && flags[i - 1] !== '--only');
const folder = resolve(given ?? process.env['CLAIMMARK_BENCH'] ?? '../shared/bench');
const data = join(folder, 'crosslinks');

/** Memory of an index: the growth of the heap with invented sentences, as a share of the texts themselves. */
function memory(): void {
  const { createIndex, kin } = createRequire(import.meta.url)('../../dist/core.cjs') as typeof core;
  const gc = (globalThis as { gc?: () => void }).gc;
  if (!gc) return;
  const towns = 'Holm Varga Ostra Lind Marsk Torne Brunn Ask'.split(' ');
  const things = 'silo ferry bridge school market harbour library mill tower orchard'.split(' ');
  const sentence = (n: number): string =>
    `The ${things[n % 10]!} of ${towns[n % 8]!} took in ${n % 977} visitors in week ${n % 53}, said number ${n % 4999} of the list.`;
  const texts = Array.from({ length: 1000 }, (_, i) => ({
    name: `${i}.txt`,
    text: Array.from({ length: 30 }, (__, k) => sentence(i * 31 + k * 7)).join(' '),
  }));
  const bytes = texts.reduce((sum, { text }) => sum + text.length, 0);
  gc();
  const before = process.memoryUsage();
  const index = createIndex(texts);
  kin(index, { text: sentence(5) }, 10);
  gc();
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  console.log(
    `memory  the index takes ${(grown / bytes).toFixed(2)} times the size of ${(bytes / 1e6).toFixed(1)} MB of texts`,
  );
}

if (existsSync(join(data, 'run.mjs'))) {
  const impls = [resolve('dist/core.cjs'), join(data, 'baselines/bm25.mjs')].join(',');
  const news = join(folder, '../seeds');
  const seeds = existsSync(news) ? ['--seeds', news, '--pooled', join(data, 'seeds-pooled.json')] : [];
  const args = ['run.mjs', '--impl', impls, '--cases', 'cases', ...seeds, ...(only ? ['--only', only] : [])];
  const { status } = spawnSync(process.execPath, args, { cwd: data, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else
  console.log(
    `There is no data in ${data}: name its folder as an argument or in CLAIMMARK_BENCH. Only memory is measured.`,
  );
memory();
