// Bundles: node.cjs and web.js (the extension), cli.cjs (the command line), core.cjs (the library), and rooms/, the
// parts of the core and of the extension that node.cjs and cli.cjs load when they are first needed.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { context, transform } from 'esbuild';

const watch = process.argv.includes('--watch');
/** The output folder: `dist`, unless a test passes `--out=FOLDER`. */
const out = process.argv.find((one) => one.startsWith('--out='))?.slice('--out='.length) ?? 'dist';
const src = path.resolve('src');
const shared = {
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  sourcemap: watch,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
};
const node = { ...shared, platform: 'node', target: 'node20', write: false };

/**
 * The rooms that are loaded separately, by their folders and files; a file belongs to the first that matches. One room
 * holds the code that all others need, and the names of sidecars. Of the extension, one room holds the code that runs
 * at activation; the rest is loaded when it is first drawn or requested by a person.
 */
const rooms = {
  base: ['core/text', 'core/model', 'core/sidecar/path.ts'],
  // Of core/state, the code that tracks the words of an open source, and that compares sources.
  tracking: `anchorAgain edgeRules lastText moves ownWords reconcile restore step track tracker undoLog`
    .split(' ')
    .map((file) => `core/state/${file}.ts`),
  sources: ['clusters', 'draft', 'sourceIndex'].map((file) => `core/state/${file}.ts`),
  ...Object.fromEntries(
    ['anchor', 'sidecar', 'detect', 'crosslink', 'review', 'state', 'exchange', 'query', 'brief', 'report'].map(
      (room) => [room, [`core/${room}`]],
    ),
  ),
  drawn: [
    ...['details/body', 'details/parts', 'tree/filter', 'tree/items', 'tree/suggestionRows', 'tree/tooltip'].map(
      (file) => `vscode/views/${file}.ts`,
    ),
    ...['convert', 'icons', 'linkLines', 'reviewStatus', 'stances', 'targets', 'treeNodes'].map(
      (file) => `vscode/ui/${file}.ts`,
    ),
    ...['fieldDocs', 'values'].map((file) => `vscode/sidecarLanguage/${file}.ts`),
    ...['openAnnotation', 'refusal'].map((file) => `vscode/documents/${file}.ts`),
    'vscode/storage/readSource.ts',
    'vscode/suggestions/reasons.ts',
    'vscode/crosslink/quoteHover.ts',
  ],
  asked: [
    ...`brief compareWith copy edit evidence exchange findText gather goToAnnotation import merge newTag pickGuess report statement`
      .split(' ')
      .map((file) => `vscode/commands/${file}.ts`),
    ...['asked', 'askForLink', 'draft', 'hits', 'kin', 'linking'].map((file) => `vscode/crosslink/${file}.ts`),
    ...['boxes', 'dialogs', 'revisions'].map((file) => `vscode/ui/${file}.ts`),
    ...['references', 'undo'].map((file) => `vscode/storage/${file}.ts`),
    'vscode/documents/git.ts',
    ...['adjudicate', 'annotators', 'comparison'].map((file) => `vscode/review/${file}.ts`),
    ...['completion', 'definition', 'hover', 'quickFixes'].map((file) => `vscode/sidecarLanguage/${file}.ts`),
    'vscode/suggestions/decide.ts',
  ],
  rounds: ['ui/round', 'ui/roundBar', 'review/review', 'suggestions/triage'].map((file) => `vscode/${file}.ts`),
  globs: ['vscode/storage/globs.ts'],
  views: ['vscode/views', 'vscode/sidecarLanguage'],
  editor: ['vscode'],
};

/** The room of a file, or of `yaml`, and its name there. */
function placeOf(file) {
  if (file === 'yaml') return { room: 'yaml', name: 'yaml' };
  const inside = path
    .relative(src, file)
    .replaceAll(path.sep, '/')
    .replace(/(?:\.ts)?$/, '.ts');
  const holds = (part) => inside === part || inside.startsWith(`${part}/`);
  const room = Object.keys(rooms).find((name) => rooms[name].some(holds));
  return room ? { room, name: inside.replace(/\.ts$/, '').replace(/\W/g, '_') } : undefined;
}

/**
 * One `vscode` for all files of a bundle. Otherwise each file's import would copy its three hundred names, which took a
 * sixth of the time until activation.
 */
const vscodeOnce = {
  name: 'vscode once',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'host' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'host' },
    );
    onLoad({ filter: /.*/, namespace: 'host' }, () => ({ contents: "export * from 'vscode';" }));
  },
};

const files = (await readdir(src, { recursive: true }))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => path.join(src, file))
  .sort();

/** The build of `yaml` from which a bundle takes only the used parts; its build for Node is indivisible. */
const yamlInModules = path.resolve('node_modules/yaml/browser/dist/index.js');

/** The names that other rooms import from each file and from `yaml`; all others are left out of a room. */
const wanted = new Map([...files, 'yaml'].map((file) => [file, new Set()]));
for (const file of files) {
  const imports = /^(?:import|export) \{([^}]*)\} from '(\.[^']+|yaml)';$/gm;
  for (const [, names, from] of (await readFile(file, 'utf8')).matchAll(imports)) {
    const target = from === 'yaml' ? from : `${path.resolve(path.dirname(file), from)}.ts`;
    if (placeOf(target)?.room === placeOf(file)?.room) continue;
    for (const name of names.split(',').map((one) => one.trim()))
      if (name !== '' && !name.startsWith('type ')) wanted.get(target)?.add(name.replace(/ as .*/, ''));
  }
}

/** Whether a room exports a name. A name imported in a form not recognized above would be missing at run time. */
function isGiven(room, file, name) {
  return [...wanted].some(
    ([one, names]) => placeOf(one)?.room === room && placeOf(one).name === file && names.has(name),
  );
}

/**
 * Stands for `exports` in a room until it is bundled: for recognized exports, the bundler adds unneeded helpers to each
 * room.
 */
const laterExports = '__exports';

/**
 * Leaves imports from other rooms out of a bundle, and takes their values from the room's own file at their first use.
 * Nothing runs on import in this project, so the moment of loading a room affects nothing but time. `here` is the
 * folder of rooms as seen from the bundle.
 */
function lazyRooms(own, here) {
  return {
    name: 'lazy rooms',
    setup({ onResolve, onEnd }) {
      onResolve({ filter: /^yaml$/ }, () => ({ path: 'room:yaml/yaml', external: true, sideEffects: false }));
      onResolve({ filter: /^\.{1,2}\// }, ({ path: imported, resolveDir }) => {
        const place = placeOf(path.resolve(resolveDir, imported));
        return place && place.room !== own
          ? { path: `room:${place.room}/${place.name}`, external: true, sideEffects: false }
          : undefined;
      });
      onEnd(async ({ outputFiles = [] }) => {
        for (const { path: file, text } of outputFiles) {
          const code = lazily(text.replaceAll(`${laterExports}.`, 'exports.'), here);
          const content = file.endsWith('.map') || watch ? code : await minified(code);
          await mkdir(path.dirname(file), { recursive: true });
          await writeFile(file, content);
        }
      });
    },
  };
}

const lazyValues =
  'var __lazily = (load, names) => { const room = {}; for (const name of names) Object.defineProperty(room, name, { configurable: true, enumerable: true, get() { const value = load()[name]; Object.defineProperty(room, name, { value }); return value; } }); return room; };';

/** Turns each `require` of another room into an object whose values are loaded at first use and kept. */
function lazily(code, here) {
  const required = /^var (\w+) = require\("room:(\w+)\/(\w+)"\);$/gm;
  /** The variables for a file of another room: each importer has its own, and all are replaced by the first. */
  const variables = new Map();
  for (const [, variable, room, file] of code.matchAll(required))
    variables.set(`${room}/${file}`, [...(variables.get(`${room}/${file}`) ?? []), variable]);
  const lazy = code.replace(required, (_, variable, room, file) => {
    const all = variables.get(`${room}/${file}`);
    if (variable !== all[0]) return `var ${variable} = ${all[0]};`;
    const used = new Set(
      [...code.matchAll(new RegExp(`\\b(?:${all.join('|')})\\.(\\w+)`, 'g'))].map(([, name]) => name),
    );
    const missing = [...used].find((name) => !isGiven(room, file, name));
    if (missing) throw new Error(`${missing} of ${room}/${file} is imported in a form that the build does not see.`);
    return `var ${variable} = __lazily(() => require("${here}/${room}.cjs").${file}, ${JSON.stringify([...used])});`;
  });
  if (/require\("room:/.test(lazy)) throw new Error('A room is imported in a way that can’t be made lazy.');
  // Inserted on the line of the following code, so that source maps stay valid.
  return lazy === code ? code : lazy.replace(/^(?:#!.*\n)?(?:"use strict";\n)?/, (head) => `${head}${lazyValues} `);
}

/** A second step, since names can be recognized only before minifying. */
async function minified(code) {
  return (
    await transform(code, { minify: true, format: 'cjs', target: 'node20', legalComments: 'none', charset: 'utf8' })
  ).code;
}

/** The bundle of a room: the names that others import from its files, under the name of each file. */
function roomBundle(room) {
  const entries = files
    .filter((file) => placeOf(file)?.room === room && wanted.get(file).size > 0)
    .map((file) => {
      const { name } = placeOf(file);
      const names = [...wanted.get(file)];
      const taken = names.map((one) => `${one} as ${name}_${one}`);
      const values = names.map((one) => `${one}: ${name}_${one}`);
      return `import { ${taken.join(', ')} } from ${JSON.stringify(file)};\n${laterExports}.${name} = { ${values.join(', ')} };`;
    });
  const isThere = (part) =>
    files.some((file) => file === path.join(src, part) || file.startsWith(path.join(src, part) + path.sep));
  const gone = rooms[room].filter((part) => !isThere(part));
  if (gone.length > 0) throw new Error(`The room ${room} names what is not there: ${gone.join(', ')}.`);
  return roomOf(room, entries.join('\n'));
}

function roomOf(room, contents) {
  return {
    ...node,
    stdin: { contents, resolveDir: src, sourcefile: `${room}.ts`, loader: 'ts' },
    outfile: `${out}/rooms/${room}.cjs`,
    plugins: [vscodeOnce, lazyRooms(room, '.')],
  };
}

const ofYaml = [...wanted.get('yaml')].join(', ');

/** `vscode` is known only to bundles that may import it, so that an import elsewhere fails the build. */
const bundles = [
  {
    ...shared,
    minify: !watch,
    platform: 'browser',
    entryPoints: ['src/web/main.ts'],
    outfile: `${out}/web.js`,
    plugins: [vscodeOnce],
  },
  {
    ...node,
    entryPoints: ['src/node/main.ts'],
    outfile: `${out}/node.cjs`,
    plugins: [vscodeOnce, lazyRooms('', './rooms')],
  },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: `${out}/cli.cjs`,
    banner: { js: '#!/usr/bin/env node' },
    // The other build of this package loads its parts in a way that bundlers can't follow.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    plugins: [lazyRooms('', './rooms')],
  },
  // One file, since other programs call it in loops, and some copy it elsewhere.
  {
    ...node,
    minify: !watch,
    write: true,
    entryPoints: ['src/core/api.ts'],
    outfile: `${out}/core.cjs`,
    alias: { yaml: yamlInModules },
  },
  ...Object.keys(rooms).map(roomBundle),
  // The largest package, needed only for reading sidecars.
  roomOf('yaml', `import { ${ofYaml} } from ${JSON.stringify(yamlInModules)};\n${laterExports}.yaml = { ${ofYaml} };`),
];

const contexts = await Promise.all(bundles.map((bundle) => context(bundle)));
if (watch) await Promise.all(contexts.map((one) => one.watch()));
else {
  await Promise.all(contexts.map((one) => one.rebuild()));
  await Promise.all(contexts.map((one) => one.dispose()));
}
