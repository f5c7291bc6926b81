// Bundles: web.js and node.cjs (the extension), cli.cjs (the command line), core.cjs (the library).
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const shared = {
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  minify: !watch,
  keepNames: false,
  sourcemap: watch,
  legalComments: 'none',
  logLevel: 'info',
};
const node = { ...shared, platform: 'node', target: 'node20' };

/**
 * The Node host's bundle is what that host alone has; the rest it takes from web.js beside it, which has to be one
 * file, so that the package holds the program once. See the exports of src/web/main.ts.
 */
const restFromWeb = {
  name: 'rest from web.js',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\.\/vscode\// }, ({ importer }) =>
      /[\\/]src[\\/]node[\\/]/.test(importer) ? { path: './web.js', external: true } : undefined,
    ),
};

/** `vscode` is external only where it may be imported, so that an import elsewhere fails the build. */
export const bundles = [
  {
    ...node,
    entryPoints: ['src/node/main.ts'],
    outfile: 'dist/node.cjs',
    external: ['vscode'],
    plugins: [restFromWeb],
  },
  { ...shared, platform: 'browser', entryPoints: ['src/web/main.ts'], outfile: 'dist/web.js', external: ['vscode'] },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    banner: { js: '#!/usr/bin/env node' },
    // Its other build loads its parts in a way that no bundler can follow.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  },
  { ...node, entryPoints: ['src/core/api.ts'], outfile: 'dist/core.cjs' },
];

if (watch) await Promise.all(bundles.map(async (bundle) => (await context(bundle)).watch()));
else await Promise.all(bundles.map((bundle) => build(bundle)));
