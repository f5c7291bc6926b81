import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pages } from '../docs/pages';

const root = path.resolve(__dirname, '../..');
const docs = readdirSync(path.join(root, 'docs')).map((file) => `docs/${file}`);
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** The blocks of a page that are marked as being in a language. */
function blocks(page: string, language: string): readonly string[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, body = '']) => (name === language ? [body] : [])); // prettier-ignore
}

describe('the pages of docs/', () => {
  it('agree with the program in the parts that are made from it (npm run docs)', () => {
    for (const [file, page] of Object.entries(pages)) assert.equal(read(file), page(), file);
  });

  it('are all listed on the first page', () => {
    const listed = [...read('docs/README.md').matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, file]) => `docs/${file}`);
    assert.deepEqual([...listed, 'docs/README.md'].sort(), [...docs].sort());
  });

  it('link only to files and headings that exist', () => {
    const wrong = [...docs, 'README.md', 'CONTRIBUTING.md'].flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].flatMap(([, target = '']) => {
        const [name = '', heading] = target.split('#');
        const there = name === '' ? file : path.posix.join(path.posix.dirname(file), name);
        if (!existsSync(path.join(root, there))) return [`${file}: ${target}`];
        return heading === undefined || headings(read(there)).includes(heading) ? [] : [`${file}: ${target}`];
      }),
    );
    assert.deepEqual(wrong, []);
  });
});

/** The anchors of a page’s headings, as GitHub makes them. */
function headings(page: string): readonly string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title.toLowerCase().replace(/[^\p{L}\p{N}\s-]/gu, '').trim().replace(/\s/g, '-'),
  ); // prettier-ignore
}

describe('the examples of docs/', function () {
  this.timeout(120_000);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'claimmark-docs-'));
    const claimmark = path.join(folder, 'claimmark');
    writeFileSync(claimmark, `#!/bin/sh\nexec "${process.execPath}" "${path.join(root, 'dist/cli.cjs')}" "$@"\n`);
    chmodSync(claimmark, 0o755);
    cpSync(path.join(root, 'test/fixtures/sample'), path.join(folder, 'sources'), { recursive: true });
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', ...args], { cwd: path.join(folder, 'sources'), encoding: 'utf8' }); // prettier-ignore
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'Sources');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a line of a page; 1 are findings, and no failure. */
  function run(line: string): string {
    const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env['PATH'] ?? ''}` };
    const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: path.join(folder, 'sources'), encoding: 'utf8', env }); // prettier-ignore
    assert.ok(status === 0 || status === 1, `${line}\n${stderr}`);
    return stdout;
  }

  for (const file of docs) {
    const lines = blocks(read(file), 'sh').flatMap((block) => block.trim().split('\n'));
    if (lines.length > 0)
      it(`run as written in ${file}`, () => {
        for (const line of lines) run(line);
      });
  }

  it('use the library as its page shows, with the results on that page', () => {
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(root, path.join(folder, 'node_modules/claimmark'), 'junction');
    const examples = blocks(read('docs/library.md'), 'js');
    assert.equal(examples.length, 4);
    for (const [i, example] of examples.entries()) {
      const script = path.join(folder, `example-${i}.cjs`);
      writeFileSync(script, example);
      const said = execFileSync(process.execPath, [script], { encoding: 'utf8' });
      for (const [, expected = ''] of example.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm))
        assert.ok(said.split('\n').includes(expected), `${expected} is not in: ${said}`);
    }
  });

  it('turn all annotations into a bulk request of pairs of lines', () => {
    for (const line of blocks(read('docs/opensearch.md'), 'sh').join('').trim().split('\n')) run(line);
    const lines = readFileSync(path.join(folder, 'sources/bulk.ndjson'), 'utf8').trim().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as { index?: { _id: string }; source?: string; id?: string });
    assert.ok(rows.length >= 20 && rows.length % 2 === 0);
    for (let i = 0; i < rows.length; i += 2)
      assert.equal(rows[i]?.index?._id, `${rows[i + 1]?.source}#${rows[i + 1]?.id}`);
    for (const block of blocks(read('docs/opensearch.md'), 'json')) JSON.parse(block);
  });

  it('ask DuckDB questions that it can answer', async function () {
    const installed = spawnSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', folder, '@duckdb/node-api@1.5.6-r.1'], { encoding: 'utf8' }); // prettier-ignore
    // Without a registry there is no DuckDB to ask.
    if (installed.status !== 0) this.skip();
    const page = read('docs/duckdb.md');
    for (const line of blocks(page, 'sh').join('').trim().split('\n')) run(line);
    const [view = '', ...questions] = blocks(page, 'sql');
    const script = path.join(folder, 'ask.mjs');
    writeFileSync(script, `import { DuckDBInstance } from '@duckdb/node-api';
      const connection = await (await DuckDBInstance.create(':memory:')).connect();
      process.chdir(${JSON.stringify(path.join(folder, 'sources'))});
      await connection.run(${JSON.stringify(view)});
      const answers = [];
      for (const question of ${JSON.stringify(questions)}) answers.push((await connection.runAndReadAll(question)).getRowObjectsJson());
      console.log(JSON.stringify(answers));`); // prettier-ignore
    const answers = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })) as Record<
      string,
      unknown
    >[][];
    assert.equal(answers.length, questions.length);
    const [tags = [], sources = [], , disagreements = []] = answers;
    const all = JSON.parse(run('claimmark list --json')) as { tag: string }[];
    const counted = (rows: Record<string, unknown>[]): number => rows.reduce((sum, { annotations }) => sum + Number(annotations), 0); // prettier-ignore
    assert.deepEqual([counted(tags), counted(sources)], [all.length, all.length]);
    assert.deepEqual(disagreements.map(({ reviewer }) => reviewer), ['Bo Chen']); // prettier-ignore
    // In the sample, every verified claim has evidence.
    assert.deepEqual(answers.map((answer) => answer.length > 0), [true, true, false, true, true, true, true]); // prettier-ignore
  });
});
