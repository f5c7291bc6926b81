import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../src/cli/run';

const source = 'It rained for nine days. The dam held, the mayor said. Nobody was hurt.\n';
const sidecar = `# Claims in rain.txt. Safe to edit by hand.
claimmark: 1
source: rain.txt
annotations:
  - id: aaaa1111
    tag: verified
    text: It rained for nine days.
    line: 1
    column: 1
    before: ""
    after: " The dam held, the mayor said. Nobody was hurt.\\n"
    by: Ana Lima

  # Ask the mayor again.
  - id: bbbb2222
    tag: quote
    text: The dam held
    line: 1
    column: 26
    before: "It rained for nine days. "
    after: ", the mayor said. Nobody was hurt.\\n"
    speaker: the mayor
    by: Bo Chen
`;

interface Outcome {
  code: number;
  out: string;
  err: string;
}

describe('the command line', () => {
  let folder: string;

  async function call(...args: string[]): Promise<Outcome> {
    const outcome = { code: -1, out: '', err: '' };
    outcome.code = await run(args, {
      cwd: folder,
      watched: false,
      out: (text) => void (outcome.out += typeof text === 'string' ? text : new TextDecoder().decode(text)),
      err: (line) => void (outcome.err += `${line}\n`),
      progress: () => undefined,
    });
    return outcome;
  }

  const put = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  const get = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'claimmark-cli-'));
    await put('rain.txt', source);
    await put('rain.txt.claims.yaml', sidecar);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  describe('check', () => {
    it('is silent and answers 0 where all is sound', async () =>
      assert.deepEqual(await call('check'), { code: 0, out: '', err: 'sidecars: 1, findings: 0, remarks: 0\n' }));

    it('says which folder a pattern speaks of that is not there, and answers 2', async () => {
      const { code, err } = await call('check', 'nowhere/*.txt');
      assert.deepEqual([code, /nowhere\/\*\.txt: there is no folder .*nowhere/.test(err)], [2, true]);
    });

    it('prints each finding with its place in the sidecar, and answers 1', async () => {
      await put('rain.txt', source.replace('The dam held, the mayor said. ', ''));
      const { code, out } = await call('check', 'rain.txt');
      assert.equal(code, 1);
      assert.match(
        out,
        /^rain\.txt\.claims\.yaml:\d+:\d+: error: These words are not in the source any more: “The dam held”/m,
      );
    });

    it('says where a file that is no YAML is wrong', async () => {
      await put('rain.txt.claims.yaml', sidecar.replace('tag: quote', 'tag: "quote'));
      const { code, out } = await call('check');
      assert.equal(code, 1);
      assert.match(out, /^rain\.txt\.claims\.yaml:\d+:\d+: error: /m);
    });

    it('keeps the rules that the team set in its workspace', async () => {
      await put(
        '.vscode/settings.json',
        '{\n  // ours\n  "claimmark.problems.rules": { "quote-without-speaker": "error", },\n}',
      );
      await put('rain.txt.claims.yaml', sidecar.replace('    speaker: the mayor\n', ''));
      assert.match((await call('check')).out, /error: A quote without a speaker/);
    });

    it('speaks JSON and SARIF', async () => {
      await put('rain.txt', 'Nothing of it.\n');
      const [finding] = JSON.parse((await call('check', '--json')).out) as { rule: string }[];
      assert.equal(finding?.rule, 'lost');
      const sarif = JSON.parse((await call('check', '--format', 'sarif')).out) as {
        version: string;
        runs: { results: unknown[] }[];
      };
      assert.equal(sarif.version, '2.1.0');
      assert.equal(sarif.runs[0]?.results.length, 2);
    });

    it('finds sidecars by folder, by source and by pattern', async () => {
      await put('deep/er/snow.txt', source);
      await put('deep/er/snow.txt.claims.yaml', sidecar.replaceAll('rain.txt', 'snow.txt'));
      for (const [given, count] of [
        ['.', 2],
        ['deep', 1],
        ['rain.txt', 1],
        ['**/*.txt', 2],
        ['deep/**/s?ow.{md,txt}', 1],
      ] as const)
        assert.match((await call('check', given)).err, new RegExp(`^sidecars: ${count},`), given);
    });
  });

  it('answers 2 for wrong use, and says what to do', async () => {
    for (const args of [
      ['frobnicate'],
      ['check', 'nowhere.txt'],
      ['merge', 'one'],
      ['check', '--no-such-flag'],
      ['__proto__'],
    ]) {
      const { code, out, err } = await call(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(err, /^claimmark: /);
    }
  });

  it('lists annotations where they stand now', async () => {
    await put('rain.txt', `New on top.\n${source}`);
    assert.equal(
      (await call('list')).out,
      'rain.txt:2:1: verified: “It rained for nine days.”\nrain.txt:2:26: quote: “The dam held” — the mayor\n',
    );
  });

  it('shows nothing of a hostile sidecar as a terminal command', async () => {
    await put('rain.txt.claims.yaml', sidecar.replace('speaker: the mayor', 'speaker: "\\e]0;owned\\a\\u202e"'));
    const { out } = await call('list');
    assert.ok(![...out].some((c) => c !== '\n' && (c < ' ' || c === '\u202e')), JSON.stringify(out));
  });

  describe('anchor', () => {
    it('writes new places, and leaves comments and all else', async () => {
      await put('rain.txt', `New on top.\n${source}`);
      assert.equal((await call('anchor', '--dry-run')).code, 0);
      assert.equal(await get('rain.txt.claims.yaml'), sidecar);
      await call('anchor');
      const text = await get('rain.txt.claims.yaml');
      assert.match(text, /line: 2\n {4}column: 26/);
      assert.match(text, /# Ask the mayor again\.\n/);
    });

    it('takes edited words over only when asked', async () => {
      await put('rain.txt', source.replace('for nine days', 'for eight days'));
      await call('anchor');
      assert.match(await get('rain.txt.claims.yaml'), /text: It rained for nine days\./);
      await call('anchor', '--accept-edited');
      assert.match(await get('rain.txt.claims.yaml'), /text: It rained for eight days\./);
    });
  });

  describe('merge', () => {
    const ours = sidecar.replace('tag: verified', 'tag: unconfirmed');
    const theirs = sidecar.replace('speaker: the mayor', 'speaker: Mayor Judith Okafor');

    it('puts both sides into OURS', async () => {
      await put('base', sidecar);
      await put('ours', ours);
      await put('theirs', theirs);
      assert.equal((await call('merge', 'base', 'ours', 'theirs')).code, 0);
      assert.equal(await get('ours'), ours.replace('speaker: the mayor', 'speaker: Mayor Judith Okafor'));
    });

    it('answers 1 where both changed the same field', async () => {
      await put('base', sidecar);
      await put('ours', ours);
      await put('theirs', sidecar.replace('tag: verified', 'tag: quote'));
      const { code, err } = await call('merge', 'base', 'ours', 'theirs');
      assert.equal(code, 1);
      assert.match(err, /aaaa1111: tag changed on both sides/);
      assert.match(await get('ours'), /<<<<<<</);
    });

    it('shows both sides whole where one cannot be read: nobody is to take OURS for the merge', async () => {
      await put('base', sidecar);
      await put('ours', ours);
      await put('theirs', 'annotations: [\n');
      const { code, err } = await call('merge', 'base', 'ours', 'theirs');
      assert.equal(code, 1);
      assert.match(err, /theirs: error: this side can’t be read/);
      assert.equal(await get('ours'), `<<<<<<< ours\n${ours}=======\nannotations: [\n>>>>>>> theirs\n`);
    });

    it('goes without the ancestor where that has conflict markers, as git makes it of two ancestors', async () => {
      const entry = (id: string): string => `\n  - id: ${id}\n    tag: verified\n    text: Nobody was hurt.\n`;
      await put(
        'base',
        sidecar.replace('    tag: verified\n', '<<<<<<< ours\n=======\n    tag: verified\n>>>>>>> theirs\n'),
      );
      await put('ours', `${sidecar}${entry('mine1111')}`);
      await put('theirs', `${sidecar}${entry('other222')}`);
      assert.equal((await call('merge', 'base', 'ours', 'theirs')).code, 0);
      assert.equal(await get('ours'), `${sidecar}${entry('mine1111')}${entry('other222')}`);
    });
  });

  it('completes entries that were written by hand', async () => {
    await put(
      'rain.txt.claims.yaml',
      'claimmark: 1\nsource: rain.txt\nannotations:\n  - tag: verified\n    text: Nobody was hurt.\n',
    );
    assert.equal((await call('fmt', '--check')).code, 1);
    await call('fmt');
    assert.match(await get('rain.txt.claims.yaml'), /id: \w+/);
    assert.match(await get('rain.txt.claims.yaml'), /line: 1\n {4}column: 56/);
    assert.equal((await call('fmt', '--check')).code, 0);
  });

  it('says what is worth a look in a source', async () => {
    const { out } = await call('detect', 'rain.txt', '--json');
    const rows = JSON.parse(out) as { kind: string; text: string }[];
    assert.ok(rows.every((row) => source.includes(row.text)));
  });

  it('makes a brief that cites word for word', async () => {
    const { out } = await call('brief');
    assert.match(out, /It rained for nine days\./);
    assert.match(out, /“The dam held”/);
  });

  it('makes a report as one page, and as Markdown', async () => {
    assert.match((await call('report')).out, /^<!doctype html>/i);
    assert.match((await call('report', '--format', 'markdown')).out, /^# /);
  });

  it('brings its own export back as the same annotations', async () => {
    await call('export', 'rain.txt', '--format', 'jsonl', '--out', 'rain.jsonl');
    await put('rain.txt.claims.yaml', 'claimmark: 1\nsource: rain.txt\nannotations: []\n');
    await call('import', 'rain.jsonl', '--format', 'jsonl');
    const { out } = await call('list', '--json');
    assert.deepEqual(
      (JSON.parse(out) as { id: string }[]).map(({ id }) => id),
      ['aaaa1111', 'bbbb2222'],
    );
  });

  it('overwrites nothing that is here where an import is to stand beside it, however often', async () => {
    await call('export', 'rain.txt', '--format', 'jsonl', '--out', 'rain.jsonl');
    const both = () => call('import', 'rain.jsonl', '--format', 'jsonl', '--existing', 'both');
    await both();
    const edited = (await get('rain.txt.claims.yaml')).replace(/(id: aaaa11112\n {4}tag: )verified/, '$1unconfirmed');
    await put('rain.txt.claims.yaml', edited);
    await both();
    const list = JSON.parse((await call('list', '--json')).out) as { id: string; tag: string }[];
    assert.deepEqual(
      list.map(({ id, tag }) => `${id} ${tag}`).sort(),
      ['aaaa1111 verified', 'aaaa11112 unconfirmed', 'aaaa111122 verified', 'bbbb2222 quote', 'bbbb22222 quote', 'bbbb222222 quote'], // prettier-ignore
    );
  });

  it('keeps an import inside the workspace', async () => {
    const hostile = { source: '../../out.txt', id: 'cccc3333', tag: 'verified', text: 'x' };
    await put('hostile.jsonl', `${JSON.stringify(hostile)}\n`);
    const { code } = await call('import', 'hostile.jsonl', '--format', 'jsonl');
    assert.notEqual(code, 0);
  });
});
