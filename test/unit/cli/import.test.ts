import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../src/cli/run';

const text = 'The lock gate opened at noon. Two barges waited, the keeper said.\n';
const jsonl = (...records: object[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');

describe('claimmark import', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'claimmark-import-'));
    await put('lock.txt', text);
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function put(name: string, content: string | Uint8Array): Promise<void> {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }

  async function call(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const outcome = { code: -1, out: '', err: '' };
    outcome.code = await run(args, {
      cwd: folder,
      out: (said) => void (outcome.out += typeof said === 'string' ? said : new TextDecoder().decode(said)),
      err: (line) => void (outcome.err += `${line}\n`),
      progress: () => undefined,
    });
    return outcome;
  }

  const files = (): Promise<string[]> => readdir(folder);
  const sidecar = (): Promise<string> => readFile(path.join(folder, 'lock.txt.claims.yaml'), 'utf8');

  it('writes into a list in brackets that has no entry yet, and keeps the comment in it', async () => {
    await put('lock.txt.claims.yaml', 'claimmark: 1\nsource: lock.txt\nannotations: [\n  # to be filled\n]\n');
    await put('in.jsonl', jsonl({ source: 'lock.txt', tag: 'quote', text: 'Two barges waited' }));
    assert.equal((await call('import', 'in.jsonl', '--format', 'jsonl')).code, 0);
    assert.match(await sidecar(), /# to be filled\n[^]*text: Two barges waited\n/);
  });

  it('reports what becomes of each record, then the totals, and writes', async () => {
    await put('in.jsonl', jsonl({ source: 'lock.txt', tag: 'quote', text: 'Two barges waited' }, { source: 'lock.txt', tag: 'quote', text: 'Three barges waited' })); // prettier-ignore
    const { code, err } = await call('import', 'in.jsonl', '--format', 'jsonl');
    assert.equal(code, 1);
    assert.deepEqual(err.trim().split('\n'), [
      'in.jsonl:1: Two barges waited: imported (lock.txt)',
      'in.jsonl:2: Three barges waited: left out: its words are not in the source (lock.txt)',
      'in.jsonl: Records: 2. Imported: 1. Already there: 0. Left out: 1.',
      'Wrote lock.txt.claims.yaml',
    ]);
    assert.match(await sidecar(), /text: Two barges waited\n/);
  });

  it('exits with 1 if all records came in, but without some of their content', async () => {
    await put('in.jsonl', jsonl({ source: 'lock.txt', tag: 'quote', text: 'Two barges waited', priority: 'high' }));
    const { code, err } = await call('import', 'in.jsonl', '--format', 'jsonl');
    assert.equal(code, 1);
    assert.match(err, /^in\.jsonl: warning: Left out because there is no place .*: priority \(1\)\.$/m);
    await put('page.jsonld', JSON.stringify({ type: 'AnnotationCollection', total: 9, first: 'https://example.org/page/1' })); // prettier-ignore
    assert.equal((await call('import', 'page.jsonld', '--format', 'w3c')).code, 1);
  });

  it('says whose verdicts stay if a format carries none', async () => {
    await put('lock.txt.claims.yaml', 'claimmark: 1\nsource: lock.txt\nannotations:\n  - id: aaaa1111\n    tag: quote\n    text: Two barges waited\n    reviews:\n      - by: Bo\n        verdict: agree\n        created: "2026-11-02T10:00:00Z"\n'); // prettier-ignore
    const words = 'Two barges waited';
    const from = text.indexOf(words);
    await put('lock.ann', `T1\tquote ${from} ${from + words.length}\t${words}\n#1\tAnnotatorNotes T1\tBy the log.\n`);
    const { err } = await call('import', 'lock.ann', '--format', 'brat', '--existing', 'replace');
    assert.match(err, /^lock\.ann: The verdicts of Bo remain as they are here\.$/m);
    assert.match(
      await sidecar(),
      /note: By the log\.\n[^]*by: Bo\n {8}verdict: agree\n[^]*imported:\n {6}from: lock\.ann\n/,
    );
  });

  it('writes nothing if nothing is new, or with --dry-run, with the same report', async () => {
    await put('none.jsonl', jsonl({ source: 'lock.txt', tag: 'quote', text: 'Nobody waited' }));
    assert.equal((await call('import', 'none.jsonl', '--format', 'jsonl')).code, 1);
    await put('in.jsonl', jsonl({ source: 'lock.txt', tag: 'quote', text: 'Two barges waited' }));
    const { code, err } = await call('import', 'in.jsonl', '--format', 'jsonl', '--dry-run');
    assert.deepEqual([code, await files()], [0, ['in.jsonl', 'lock.txt', 'none.jsonl']]);
    assert.match(err, /Imported: 1\.[^]*Would write lock\.txt\.claims\.yaml/);
  });

  it('prints the ledger for machines with --json', async () => {
    await put('in.jsonl', jsonl({ source: 'lock.txt', tag: 'quote', text: 'Two barges waited' }));
    const { out } = await call('import', 'in.jsonl', '--format', 'jsonl', '--json');
    const { records, broughtIn, lines } = JSON.parse(out) as {
      records: number;
      broughtIn: number;
      lines: { outcome: string }[];
    };
    assert.deepEqual([records, broughtIn, lines.map(({ outcome }) => outcome)], [1, 1, ['new']]);
  });

  it('reads any text that a record names, but none in ignored folders or through a link out of the workspace', async () => {
    await put('talk.srt', '1\n00:00:01,000 --> 00:00:02,000\nTwo barges waited\n');
    await put('.git/notes.txt', text);
    await put('a/node_modules/notes.txt', text);
    const outside = await mkdtemp(path.join(tmpdir(), 'claimmark-outside-'));
    await writeFile(path.join(outside, 'secret.txt'), text);
    await symlink(path.join(outside, 'secret.txt'), path.join(folder, 'link.txt'));
    const names = [
      'talk.srt',
      '.git/notes.txt',
      '.GIT/notes.txt',
      '.git./notes.txt',
      'a/node_modules/notes.txt',
      'link.txt',
      '../x.txt',
    ];
    await put('in.jsonl', jsonl(...names.map((source) => ({ source, tag: 'quote', text: 'Two barges waited' }))));
    const { code, err } = await call('import', 'in.jsonl', '--format', 'jsonl');
    await rm(outside, { recursive: true });
    assert.equal(code, 1);
    assert.match(err, /Imported: 1\. Already there: 0\. Left out: 6\./);
    assert.ok((await files()).includes('talk.srt.claims.yaml'));
    assert.deepEqual(await readdir(path.join(folder, '.git')), ['notes.txt']);
    assert.deepEqual(await readdir(path.join(folder, 'a/node_modules')), ['notes.txt']);
  });

  it('matches a file without a source name to the text next to it', async () => {
    await put('lock.ann', 'T1\tquote 30 47\tTwo barges waited\n');
    assert.equal((await call('import', 'lock.ann', '--format', 'brat')).code, 0);
    assert.match(await sidecar(), /text: Two barges waited\n/);
  });

  it('makes sources from texts in the file only if asked to, and overwrites none', async () => {
    await put('in.jsonl', jsonl({ text: 'A crane fell.', label: [[0, 7, 'x']], filename: 'lock.txt' }, { text: 'No ship sank.', label: [[0, 7, 'y']] })); // prettier-ignore
    assert.equal((await call('import', 'in.jsonl', '--format', 'doccano')).code, 1);
    assert.deepEqual(await files(), ['in.jsonl', 'lock.txt']);
    assert.equal((await call('import', 'in.jsonl', '--format', 'doccano', '--create-sources')).code, 0);
    assert.equal(await readFile(path.join(folder, 'lock.txt'), 'utf8'), text);
    assert.equal(await readFile(path.join(folder, 'lock-2.txt'), 'utf8'), 'A crane fell.');
    assert.equal(await readFile(path.join(folder, 'text-2.txt'), 'utf8'), 'No ship sank.');
    assert.ok((await files()).includes('lock-2.txt.claims.yaml'));
  });

  it('puts the entries of both into a new sidecar if two import at once, or says that one came too late', async () => {
    const many = (tag: string): string => jsonl(...Array.from({ length: 400 }, (_, i) => ({ id: `${tag}${i}`, source: 'lock.txt', tag, text: 'Two barges waited' }))); // prettier-ignore
    await put('a.jsonl', many('a'));
    await put('b.jsonl', many('b'));
    const outcomes = await Promise.all(['a', 'b'].map((name) => call('import', `${name}.jsonl`, '--format', 'jsonl')));
    const written = await sidecar();
    ['a', 'b'].forEach((tag, i) => {
      const count = written.split(`tag: ${tag}\n`).length - 1;
      assert.equal(count, outcomes[i]?.code === 0 ? 400 : 0, tag);
      if (outcomes[i]?.code !== 0) assert.match(outcomes[i]?.err ?? '', /meanwhile/);
    });
    assert.ok(outcomes.some(({ code }) => code === 0));
  });

  it('names the file and its first byte that is not UTF-8, and reads UTF-16 by its byte-order mark', async () => {
    await put('in.csv', Uint8Array.from([...'tag;text\nquote;Z'].map((letter) => letter.charCodeAt(0)).concat(0xfc)));
    const { code, err } = await call('import', 'in.csv', '--format', 'csv', '--source', 'lock.txt');
    assert.equal(code, 1);
    assert.match(err, /^in\.csv: error: This file is not UTF-8: byte 16 /);
    await put('wide.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
    await put('in.jsonl', jsonl({ source: 'wide.txt', tag: 'quote', text: 'Two barges waited' }));
    assert.equal((await call('import', 'in.jsonl', '--format', 'jsonl')).code, 0);
    assert.match((await call('list', 'wide.txt')).out, /^wide\.txt:1:31: quote/);
  });

  it('says what a source is that is not text, in check and anchor, and leaves its sidecar unchanged', async () => {
    await put('in.jsonl', jsonl({ source: 'lock.txt', tag: 'quote', text: 'Two barges waited' }));
    await call('import', 'in.jsonl', '--format', 'jsonl');
    const before = await sidecar();
    await put('lock.txt', Uint8Array.from([0x4d, 0xfc, 0x6c]));
    const checked = await call('check', '--json');
    assert.equal(checked.code, 1);
    assert.match(checked.out, /lock\.txt is not UTF-8: byte 1 /);
    assert.equal((await call('anchor', '--accept-edited')).code, 1);
    assert.equal(await sidecar(), before);
    assert.doesNotMatch((await call('list')).out + checked.out, /\ufffd/);
  });
});
