// Re-anchoring, side by side in one run with the peers: how right on edited files and on look-alikes, by label and against
// Hypothesis' method, then how fast.
// usage: npm run bench:anchoring [-- DATA]   DATA: the folder with anchoring/dev.jsonl.gz, else CLAIMMARK_BENCH, else ../shared/bench
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');
const data = join(
  resolve(process.argv[2] ?? process.env.CLAIMMARK_BENCH ?? join(root, '../shared/bench')),
  'anchoring',
);
if (!existsSync(data)) {
  console.error(`no benchmark data in ${data}: name its folder as an argument or in CLAIMMARK_BENCH`);
  process.exit(1);
}

const work = mkdtempSync(join(tmpdir(), 'claimmark-anchoring-'));
const bundle = join(work, 'anchor.mjs');
const entry = `
  export { reanchor, reanchorAll } from './src/core/anchor/locate';
  export { follow } from './src/core/anchor/withOlderText';
  export { describe } from './src/core/anchor/selector';`;
await build({
  stdin: { contents: entry, resolveDir: root, loader: 'ts' },
  bundle: true,
  format: 'esm',
  outfile: bundle,
  logLevel: 'warning',
});

/** The benchmark's selector as ours: without the offsets, its lines and columns from 1. */
const selector = `({ text: s.exact, before: s.prefix, after: s.suffix, line: s.startLine + 1, column: s.startCol + 1 })`;
const adapters = {
  claimmark: `import { reanchor as one, reanchorAll as all } from '${pathToFileURL(bundle)}';
    const ours = (s) => ${selector};
    export const name = 'Claimmark';
    export const reanchor = (s, text) => one(ours(s), text);
    export const reanchorAll = (list, text) => all(list.map(ours), text);`,
  withgit: `import { follow } from '${pathToFileURL(bundle)}';
    export const name = 'Claimmark, old text known';
    export const needsOldText = true;
    export const reanchorAll = (list, text, old) =>
      follow(old, text, list.map((s) => ({ from: s.start, to: s.end })))
        .map((found) => found && { start: found.span.from, end: found.span.to });`,
};
for (const [name, code] of Object.entries(adapters)) writeFileSync(join(work, `${name}.mjs`), code);

const ours = Object.keys(adapters).map((name) => join(work, `${name}.mjs`));
const peers = ['exact-nearest', 'dmp-match', 'dmp-patch', 'hypothesis'].map((name) =>
  join(data, 'adapters', `${name}.mjs`),
);
const env = { ...process.env, ANCHORBENCH_DEPS: root };
const parts = [
  { cases: join(data, 'dev.jsonl.gz'), by: 'label,kind' },
  { cases: join(data, 'lookalikes', 'dev.jsonl.gz'), by: 'label,file' },
].filter(({ cases }) => existsSync(cases));
const right = parts.map(({ cases, by }) => {
  const flags = ['--cases', cases, '--context', '64', '--by', by];
  return spawnSync(process.execPath, [join(data, 'run.mjs'), '--impl', [...ours, ...peers].join(), ...flags], {
    env,
    stdio: 'inherit',
  }).status;
});
const speed = spawnSync(process.execPath, [join(import.meta.dirname, 'anchoring-speed.mjs'), bundle, data], {
  env,
  stdio: 'inherit',
});
rmSync(work, { recursive: true });
process.exitCode = right.find((status) => status !== 0) ?? speed.status ?? 0;
