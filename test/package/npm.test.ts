import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const shell = process.platform === 'win32';

/** Packs the built package, installs it into an empty folder without a network, and uses it there. */
describe('the npm package', () => {
  let folder: string;
  const bare = (...names: string[]): string => path.join(folder, 'bare', ...names);
  const npm = (cwd: string, ...args: string[]): string => execFileSync('npm', args, { cwd, encoding: 'utf8', shell });
  const claimmark = (cwd: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(bare('node_modules/.bin/claimmark'), args, { cwd, encoding: 'utf8', shell });

  before(function () {
    this.timeout(180_000);
    folder = mkdtempSync(path.join(tmpdir(), 'claimmark-npm-'));
    npm(root, 'run', '-s', 'build:types');
    npm(root, 'pack', '--silent', '--ignore-scripts', '--pack-destination', folder);
    const [packed = ''] = readdirSync(folder);
    mkdirSync(bare());
    writeFileSync(bare('package.json'), '{ "name": "bare", "private": true }');
    npm(bare(), 'install', '--offline', '--no-audit', '--no-fund', path.join(folder, packed));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has no dependencies', () =>
    assert.deepEqual(
      readdirSync(bare('node_modules')).filter((name) => !name.startsWith('.')),
      ['claimmark'],
    ));

  it('holds nothing that needs VS Code', () => {
    const files = readdirSync(bare('node_modules/claimmark'), { recursive: true, encoding: 'utf8' });
    const code = files.filter((file) => /\.(?:cjs|js|mjs|ts)$/.test(file));
    assert.ok(code.includes(path.join('dist', 'cli.cjs')) && code.includes(path.join('dist', 'core.cjs')));
    const needing = code.filter((file) =>
      /["']vscode["']/.test(readFileSync(bare('node_modules/claimmark', file), 'utf8')),
    );
    assert.deepEqual(needing, []);
  });

  it('runs from the shell', () => {
    cpSync(path.join(root, 'test/fixtures/sample'), bare('sources'), { recursive: true });
    assert.match(claimmark(bare('sources'), '--help').stdout, /^claimmark: annotations of sources/);
    const { status, stdout, stderr } = claimmark(bare('sources'), 'check');
    assert.equal(status, 1);
    assert.match(stdout, /^lake-ostra\/brief\.txt\.claims\.yaml:\d+:\d+: warning: Contested, by Bo Chen/);
    assert.match(stderr, /^sidecars: 2, findings: 1, remarks: 1\n$/);
    assert.equal(claimmark(bare('sources'), 'nothing').status, 2);
    // A list as a shell of Windows hands it on.
    const list = Buffer.from('\ufefflake-ostra\\brief.txt\r\n'.replaceAll('\\', shell ? '\\' : '/'), 'utf16le');
    const { stderr: said } = spawnSync(bare('node_modules/.bin/claimmark'), ['check', '-'], { cwd: bare('sources'), encoding: 'utf8', input: list, shell }); // prettier-ignore
    assert.match(said, /^sidecars: 1, findings: 1, remarks: /);
  });

  it('runs for a user unknown to the system, as in a container, and then caches nothing', () => {
    writeFileSync(
      bare('nobody.cjs'),
      "require('node:os').homedir = () => { throw new Error('uv_os_homedir returned ENOENT'); };",
    );
    const cli = bare('node_modules/claimmark/dist/cli.cjs');
    const { status, stdout } = spawnSync(process.execPath, ['--require', bare('nobody.cjs'), cli, '--help'], {
      encoding: 'utf8',
    });
    assert.equal(status, 0);
    assert.match(stdout, /^claimmark: annotations of sources/);
  });

  it('gives the same results for hundreds of sources in several threads, and again from its cache', () => {
    const [name, other] = ['thread', 'home'].map((one) => bare(one)) as [string, string];
    mkdirSync(name);
    for (let i = 0; i < 320; i++) {
      writeFileSync(path.join(name, `${i}.txt`), `The ferry carried ${i} crates.\n`);
      writeFileSync(path.join(name, `${i}.txt.claims.yaml`), `claimmark: 1\nsource: ${i}.txt\nannotations:\n  - id: crates${i}\n    tag: quote\n    text: ${i} crates\n`); // prettier-ignore
    }
    const env = { ...process.env, XDG_CACHE_HOME: other, XDG_CONFIG_HOME: other, LOCALAPPDATA: other, HOME: other };
    const call = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
      spawnSync(bare('node_modules/.bin/claimmark'), args, { cwd: name, encoding: 'utf8', shell, env });
    const [cold, warm, fresh] = [call('check'), call('check'), call('check', '--no-cache')];
    assert.equal(cold.status, 1);
    assert.match(cold.stderr, /^sidecars: \d+, findings: \d+, remarks: \d+\n$/);
    assert.equal(cold.stdout.match(/warning: A quote without a speaker/g)?.length, 320);
    for (const one of [warm, fresh]) assert.deepEqual([one.status, one.stdout, one.stderr], [cold.status, cold.stdout, cold.stderr]); // prettier-ignore
  }).timeout(120_000);

  it('is a library for both kinds of modules', () => {
    writeFileSync(bare('a.cjs'), "const { sentenceAt } = require('claimmark'); console.log(JSON.stringify(sentenceAt('One. Two.', 6)));"); // prettier-ignore
    writeFileSync(bare('a.mjs'), "import core from 'claimmark'; console.log(JSON.stringify(core.sentenceAt('One. Two.', 6)));"); // prettier-ignore
    for (const file of ['a.cjs', 'a.mjs'])
      assert.equal(execFileSync(process.execPath, [bare(file)], { encoding: 'utf8' }), '{"from":5,"to":9}\n', file);
  });

  it('has types that a strict project compiles against without any other package', function () {
    this.timeout(60_000);
    writeFileSync(bare('use.ts'), "import { detect, sentenceAt } from 'claimmark';\nexport const span: { readonly from: number } = sentenceAt('One. Two.', 6);\nexport const found: readonly { readonly kind: string }[] = detect('It rained.');\n// @ts-expect-error: a text is no number\nsentenceAt(7, 6);\n"); // prettier-ignore
    writeFileSync(bare('tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, module: 'node16', target: 'es2022', lib: ['es2022'], types: [], noEmit: true }, files: ['use.ts'] })); // prettier-ignore
    const { status, stdout } = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', bare()], { encoding: 'utf8' }); // prettier-ignore
    assert.equal(status, 0, stdout);
  });

  it('starts in at most twice the time of Node itself', function () {
    this.timeout(60_000);
    writeFileSync(bare('nothing.cjs'), '');
    const cli = bare('node_modules/claimmark/dist/cli.cjs');
    const timed = (args: readonly string[]): number => {
      const begun = process.hrtime.bigint();
      execFileSync(process.execPath, [...args]);
      return Number(process.hrtime.bigint() - begun);
    };
    const ratios = Array.from({ length: 9 }, () => timed([cli, '--help']) / timed([bare('nothing.cjs')]));
    const median = ratios.sort((a, b) => a - b)[4] ?? Infinity;
    assert.ok(median <= 2, `${median.toFixed(2)} times as long`);
  });
});
