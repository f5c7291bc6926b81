import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

export const root = path.resolve(__dirname, '../../..');
const fixtures = path.join(root, 'test/fixtures');

/** The first argument of everything the suites print. */
export const mark = '[suite]';

/** Printed by a suite that will end its host and continue in a new one; perhaps with the folder to open. */
export const again = '[again]';

/** Printed before a key for the runner to press. */
export const key = '[key]';

export type Host = 'node' | 'web';

/**
 * Bundles every `*.test.ts` of a folder of test/vscode, the suites unless `CLAIMMARK_SUITES` names another, with mocha
 * into one module with a `run()`, as VS Code requires. Returns its path. `*.node.test.ts` are left out in the web host,
 * `*.web.test.ts` in the others. `grep` chooses tests by name, `CLAIMMARK_SUITE` files; `edition` names the module,
 * since two editions may run at the same time.
 */
export async function bundleSuites(
  host: Host,
  grep = '',
  folder = process.env['CLAIMMARK_SUITES'] ?? 'suite',
  edition: string = host,
): Promise<string> {
  const outfile = path.join(root, 'out/suites', `${folder}.${edition}.js`);
  await build({
    entryPoints: [path.join(__dirname, 'mocha.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    target: 'es2022',
    platform: host === 'node' ? 'node' : 'browser',
    sourcemap: 'external',
    external: ['vscode'],
    define: Object.fromEntries(Object.entries({ GREP: grep, MARK: mark, AGAIN: again, KEY: key }).map(([name, value]) => [name, JSON.stringify(value)])), // prettier-ignore
    ...(host === 'web' ? { alias: { 'node:assert/strict': path.join(__dirname, 'assert.ts') } } : {}),
    plugins: [suitesOf(host, path.join(root, 'test/vscode', folder)), situations],
    logLevel: 'warning',
  });
  return outfile;
}

/** `import 'claimmark:suites'` runs each suite file. */
function suitesOf(host: Host, suites: string): Plugin {
  return virtual('suites', async () => {
    const files = await readdir(suites, { recursive: true });
    const only = (process.env['CLAIMMARK_SUITE'] ?? '').split(',');
    const chosen = files
      .filter((file) => file.endsWith('.test.ts') && !file.includes(host === 'web' ? '.node.' : '.web.'))
      .filter((file) => only.some((part) => file.includes(part)));
    const requires = chosen.sort().map((file) => `require(${JSON.stringify(path.join(suites, file))});`);
    return { contents: requires.join('\n'), resolveDir: suites };
  });
}

/** `import fixtures from 'claimmark:fixtures'` has the files of test/fixtures, as base64 by relative path. */
const situations = virtual('fixtures', async () => {
  const entries = await readdir(fixtures, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    files.map(async (file) => [
      path.relative(fixtures, file).replaceAll('\\', '/'),
      (await readFile(file)).toString('base64'),
    ]),
  );
  return { contents: `export default ${JSON.stringify(Object.fromEntries(contents))}`, resolveDir: fixtures };
});

function virtual(name: string, load: () => Promise<{ contents: string; resolveDir: string }>): Plugin {
  return {
    name,
    setup(plugin) {
      plugin.onResolve({ filter: new RegExp(`^claimmark:${name}$`) }, () => ({ path: name, namespace: name }));
      plugin.onLoad({ filter: /.*/, namespace: name }, load);
    },
  };
}
