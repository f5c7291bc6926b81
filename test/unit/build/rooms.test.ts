import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');

/** Code that replaces `vscode` with an object that accepts every call and does nothing. */
function standIn(): string {
  const sources = readdirSync(path.join(root, 'src/vscode'), { recursive: true, encoding: 'utf8' });
  const texts = sources.filter((file) => file.endsWith('.ts')).map((file) => readFileSync(path.join(root, 'src/vscode', file), 'utf8')); // prettier-ignore
  const names = new Set([...texts.join('\n').matchAll(/\bvscode\.(\w+)/g)].map(([, name]) => name));
  return `
    class Disposable { static from() { return new Disposable(); } dispose() {} }
    class EventEmitter { event = () => new Disposable(); fire() {} dispose() {} }
    const settings = { get: (name, otherwise) => otherwise, inspect: () => undefined };
    const memento = { get: settings.get, keys: () => [], update: () => silent };
    const known = { Disposable, EventEmitter, getConfiguration: () => settings, t: (text) => text, activeTextEditor: undefined,
      textDocuments: [], visibleTextEditors: [], workspaceFolders: [], tabGroups: [], then: undefined, length: 0,
      [Symbol.toPrimitive]: () => '', [Symbol.iterator]: function* () {} };
    const silent = new Proxy(function () {}, { apply: () => silent, construct: () => silent,
      set: () => true, get: (_, key) => key in known ? known[key] : /^on(Did|Will)/.test(String(key)) ? () => new Disposable() : silent });
    const vscode = Object.fromEntries(${JSON.stringify([...names])}.map((name) => [name, known[name] ?? silent]));
    const Module = require('node:module');
    const { _load: load } = Module;
    Module._load = function (name, ...rest) { return name === 'vscode' ? vscode : load.call(this, name, ...rest); };
    process.on('unhandledRejection', () => {});
    const context = { subscriptions: [], workspaceState: memento, globalState: memento, extensionUri: silent, globalStorageUri: silent,
      storageUri: silent, extension: { packageJSON: { version: '1', contributes: { keybindings: [] } } } };`;
}

/** The bundles, built as they are packaged, and what they load when. */
describe('the bundles', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'claimmark-build-'));
    execFileSync(process.execPath, [path.join(root, 'esbuild.mjs'), `--out=${folder}`], { cwd: root });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** The files of ours that a program has loaded at its end, by name. */
  function loadedBy(program: string): readonly string[] {
    const script = `const { log } = console; console.log = () => {}; process.stdout.write = () => true;
      process.on('exit', () => console.error(JSON.stringify(Object.keys(require.cache))));
      ${program};`;
    const { stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', cwd: folder });
    const files = JSON.parse(stderr.trim().split('\n').at(-1) ?? '[]') as string[];
    return files.map((file) => path.relative(folder, file).replaceAll(path.sep, '/')).sort();
  }
  const cli = (...args: string[]): string =>
    `process.argv = ['node', 'cli', ...${JSON.stringify(args)}]; require('./cli.cjs')`;

  it('load no room of the core for the help of the program', () => {
    assert.deepEqual(loadedBy(cli('--help')), ['cli.cjs']);
    assert.deepEqual(loadedBy(cli('check', '--help')), ['cli.cjs']);
  });

  it('load the formats only where they are listed', () => {
    const loaded = loadedBy(cli('export', '--help'));
    assert.ok(loaded.includes('rooms/exchange.cjs') && !loaded.includes('rooms/detect.cjs'), loaded.join());
  });

  it('hold the library in one file that can be copied elsewhere', () => {
    assert.deepEqual(loadedBy("require('./core.cjs').sentenceAt('One. Two.', 6)"), ['core.cjs']);
  });

  it('keep what the editor loads at activation under 250 KB, without parts that are used later', () => {
    const loaded = loadedBy(`${standIn()} require('./node.cjs').activate(context).then(() => process.exit())`);
    const rooms = ['anchor', 'asked', 'crosslink', 'detect', 'exchange', 'report', 'rounds', 'tracking', 'yaml'];
    assert.deepEqual(rooms.filter((room) => loaded.includes(`rooms/${room}.cjs`)), []); // prettier-ignore
    assert.ok(loaded.includes('rooms/editor.cjs'), loaded.join());
    const bytes = loaded.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
    assert.ok(bytes < 250_000, `${bytes} bytes: ${loaded.join(', ')}`);
  });

  it('hold the YAML reader once, except in what only looks at names', () => {
    const files = ['node.cjs', 'cli.cjs', ...readdirSync(path.join(folder, 'rooms')).map((file) => `rooms/${file}`)]; // prettier-ignore
    const holding = files.filter((file) =>
      readFileSync(path.join(folder, file), 'utf8').includes('tag:yaml.org,2002:merge'),
    );
    assert.deepEqual(holding, ['rooms/yaml.cjs']);
  });
});
