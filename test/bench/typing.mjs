// Spans through edits as an editor sends them, beside plain mapping of positions in the same run.
// usage: npm run bench:typing [-- DATA]   DATA: the folder with anchoring/typing/dev.jsonl.gz, else CLAIMMARK_BENCH, else ../shared/bench
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');
const bench = resolve(process.argv[2] ?? process.env.CLAIMMARK_BENCH ?? join(root, '../shared/bench'));
const data = join(bench, 'anchoring', 'typing');
if (!existsSync(data)) {
  console.error(`no benchmark data in ${data}: name its folder as an argument or in CLAIMMARK_BENCH`);
  process.exit(1);
}

const work = mkdtempSync(join(tmpdir(), 'claimmark-typing-'));
const bundle = join(work, 'tracker.mjs');
await build({
  stdin: { contents: `export { createTracker } from './src/core/state/tracker';`, resolveDir: root, loader: 'ts' },
  bundle: true,
  format: 'esm',
  outfile: bundle,
  logLevel: 'warning',
});
const adapter = join(work, 'claimmark.mjs');
writeFileSync(
  adapter,
  `import { createTracker } from '${pathToFileURL(bundle)}';
  export const name = 'Claimmark';
  export function open(text, spans) {
    const tracker = createTracker(text, spans);
    return { edit: (changes, now, reason) => tracker.edit(changes, reason), spans: () => tracker.spans() };
  }`,
);
const flags = [
  '--impl',
  [adapter, join(data, 'adapters', 'mapping.mjs')].join(),
  '--cases',
  join(data, 'dev.jsonl.gz'),
];
const run = spawnSync(process.execPath, [join(data, 'run.mjs'), ...flags, '--failures', '20'], { stdio: 'inherit' });
rmSync(work, { recursive: true });
process.exitCode = run.status ?? 1;
