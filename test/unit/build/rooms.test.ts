import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');

/** The bundles, built as they are packaged: what is loaded when. */
describe('the bundles', () => {
  let folder: string;
  before(function () {
    this.timeout(60_000);
    folder = mkdtempSync(path.join(tmpdir(), 'claimmark-build-'));
    execFileSync(process.execPath, [path.join(root, 'esbuild.mjs'), `--out=${folder}`], { cwd: root });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** The files of ours that a program has loaded at its end, by name. */
  function loadedBy(program: string): readonly string[] {
    const script = `const { log } = console; console.log = () => {}; process.stdout.write = () => true; ${program};
      process.on('exit', () => console.error(JSON.stringify(Object.keys(require.cache))));`;
    const { stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', cwd: folder });
    const files = JSON.parse(stderr.trim().split('\n').at(-1) ?? '[]') as string[];
    return files.map((file) => path.relative(folder, file).replaceAll(path.sep, '/')).sort();
  }
  const cli = (...args: string[]): string =>
    `process.argv = ['node', 'cli', ...${JSON.stringify(args)}]; require('./cli.cjs')`;

  it('load no room of the core for what says how the program is called', () => {
    assert.deepEqual(loadedBy(cli('--help')), ['cli.cjs']);
    assert.deepEqual(loadedBy(cli('check', '--help')), ['cli.cjs']);
  });

  it('load the formats where they are listed', () => {
    const loaded = loadedBy(cli('export', '--help'));
    assert.ok(loaded.includes('rooms/exchange.cjs') && !loaded.includes('rooms/detect.cjs'), loaded.join());
  });

  it('hold the library in one file, which can be carried elsewhere', () => {
    assert.deepEqual(loadedBy("require('./core.cjs').sentenceAt('One. Two.', 6)"), ['core.cjs']);
  });

  it('keep what the editor loads at its start well under the whole', () => {
    const size = (file: string): number => statSync(path.join(folder, file)).size;
    assert.ok(size('node.cjs') < 0.35 * size('web.js'), `${size('node.cjs')} of ${size('web.js')}`);
  });

  it('hold the reader of YAML once, apart from what only looks at names', () => {
    const files = ['node.cjs', 'cli.cjs', ...readdirSync(path.join(folder, 'rooms')).map((file) => `rooms/${file}`)]; // prettier-ignore
    const holding = files.filter((file) =>
      readFileSync(path.join(folder, file), 'utf8').includes('tag:yaml.org,2002:merge'),
    );
    assert.deepEqual(holding, ['rooms/yaml.cjs']);
  });
});
