import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workplace, type Outcome } from './calling';

const harbour =
  '“The silos will be rebuilt by March,” said Ilse Brandt, who heads the harbour.\n\nFire destroyed two silos in Holm on Tuesday.\n';
const courier = 'Two silos burnt down in Holm on Tuesday, the fire brigade said.\n\nHolm has a harbour.\n';
const draft =
  'Ilse Brandt said: “The silos will be rebuilt by May.” She added nothing.\n\nA visitor said: “Nobody slept that night in the old town.”\n';
const entry = (id: string, text: string, rest = ''): string =>
  `  - id: ${id}\n    tag: verified\n    text: ${text}\n    by: Ana Lima\n${rest}`;

describe('the command line across sources', () => {
  let folder: string;

  const call = (...args: string[]): Promise<Outcome> => workplace(folder).call(...args);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'claimmark-crosslink-'));
    const put = (name: string, text: string): Promise<void> => writeFile(path.join(folder, name), text);
    await put('harbour.txt', harbour);
    await put('courier.txt', courier);
    await put('draft.md', draft);
    const links =
      '    links:\n      - to: courier.txt#cccc1111\n        relation: same\n      - to: courier.txt#gone1111\n        relation: contradicts\n';
    const evidence =
      '    evidence:\n      - source: courier.txt\n        quote: The silos stand\n      - source: nowhere.txt\n';
    await put(
      'harbour.txt.claims.yaml',
      `claimmark: 1\nsource: harbour.txt\nannotations:\n${entry('hhhh1111', 'Fire destroyed two silos in Holm on Tuesday.', links + evidence)}`,
    );
    await put(
      'courier.txt.claims.yaml',
      `claimmark: 1\nsource: courier.txt\nannotations:\n${entry('cccc1111', 'Two silos burnt down in Holm on Tuesday')}`,
    );
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('reports each link and each piece of evidence that leads nowhere, at its line', async () => {
    const { code, out } = await call('check');
    assert.equal(code, 1);
    assert.deepEqual(
      out.split('\n').filter((line) => line.includes('reference') || /link|evidence names|quoted/.test(line)),
      [
        'harbour.txt.claims.yaml:11:13: warning: The link names an annotation that is not there: courier.txt#gone1111 (hhhh1111)',
        'harbour.txt.claims.yaml:15:16: warning: The words quoted as evidence are not in their source: courier.txt (hhhh1111)',
        'harbour.txt.claims.yaml:16:17: warning: The evidence names a source that is not there: nowhere.txt (hhhh1111)',
      ],
    );
  });

  it('lists the quotations of a draft that are not word for word, or in no source', async () => {
    const { code, out, err } = await call('quotes', 'draft.md', 'harbour.txt', 'courier.txt');
    assert.equal(code, 1);
    assert.deepEqual(out.split('\n'), [
      'draft.md:1:19: warning: Not word for word (“May” for “March”): “The silos will be rebuilt by May.” (harbour.txt:1)',
      'draft.md:3:17: warning: No source has these words: “Nobody slept that night in the old town.”',
      '',
    ]);
    assert.equal(err, 'quotations: 2, findings: 2\n');
    const rows = JSON.parse((await call('quotes', 'draft.md', '--json')).out) as { rule: string }[];
    assert.deepEqual(
      rows.map(({ rule }) => rule),
      ['quote-altered', 'quote-absent'],
    );
    assert.equal((await call('quotes', 'draft.md', 'gone.txt')).code, 2);
    assert.equal((await call('quotes')).code, 2);
  });

  it('marks words that only the quotation has as added', async () => {
    await writeFile(path.join(folder, 'draft.md'), 'Ilse Brandt said: “The silos will surely be rebuilt by March.”\n');
    assert.equal(
      (await call('quotes', 'draft.md', 'harbour.txt')).out,
      'draft.md:1:19: warning: Not word for word (“surely” added): “The silos will surely be rebuilt by March.” (harbour.txt:1)\n',
    );
  });

  it('reads the sources below a folder, and those that match a pattern, even without a shell to expand it', async () => {
    const put = (name: string, text: string): Promise<void> => writeFile(path.join(folder, name), text);
    await mkdir(path.join(folder, '[old] wire'));
    await put('[old] wire/first.txt', 'A visitor said: “Nobody slept that night in the old town.”\n');
    await put('[old] wire/second.md', '“The silos will be rebuilt by May,” said Ilse Brandt.\n');
    await put('[old] wire/first.txt.claims.yaml', 'claimmark: 1\nsource: first.txt\nannotations: []\n');
    const found = async (...sources: string[]): Promise<readonly string[]> => {
      const { out } = await call('quotes', 'draft.md', ...sources);
      return out.split('\n').map((line) => line.replace(/:.*: “(\w+).*/, ' $1'));
    };
    assert.deepEqual(await found('\\[old\\] wire/*.txt'), ['draft.md The', '']);
    assert.deepEqual(await found('\\[old\\] wire/*'), ['']);
    assert.deepEqual(await found('[old] wire'), ['']);
    assert.deepEqual(await found('**/sec*.md'), ['draft.md Nobody', '']);
    const { code, out } = await call('detect', '[old] wire');
    assert.equal(code, 0);
    assert.match(out, /^\[old\] wire\/first\.txt:1:17: quote: “Nobody slept that night in the old town\.”.*\n\[old\] wire\/second\.md:1:1: quote: /); // prettier-ignore
    assert.match((await call('check', '\\[old\\] wire/*.txt')).err, /^sidecars: 1, /);
  });

  it('shows the nearest sentences of other sources', async () => {
    const { out } = await call('kin', 'harbour.txt:3', '--all');
    assert.match(
      out,
      /^courier\.txt:1:1: “Two silos burnt down in Holm on Tuesday, the fire brigade said\.” \(.*Tuesday/,
    );
    assert.match((await call('kin', 'harbour.txt#hhhh1111', 'courier.txt', '--all')).out, /^courier\.txt:1:1:/);
    assert.equal((await call('kin', 'harbour.txt#none')).code, 2);
    assert.equal((await call('kin')).code, 2);
  });

  it('lists links from either end, and marks links that lead nowhere', async () => {
    const { code, out } = await call('links', 'courier.txt');
    assert.equal(code, 1);
    assert.match(out, /^harbour\.txt#hhhh1111 same courier\.txt#cccc1111: “Fire/);
    assert.match(out, /\nharbour\.txt#hhhh1111 contradicts courier\.txt#gone1111 \(not there\)/);
  });

  it('finds a link without an id, and lists it with one that leads out of the folder', async () => {
    const links = ['courier.txt', '../courier.txt#cccc1111'].map((to) => `      - to: ${to}\n        relation: same\n`);
    const file = path.join(folder, 'harbour.txt.claims.yaml');
    await writeFile(
      file,
      `claimmark: 1\nsource: harbour.txt\nannotations:\n${entry('hhhh1111', 'Fire destroyed two silos in Holm on Tuesday.', `    links:\n${links.join('')}`)}`,
    );
    const { code, out } = await call('links');
    assert.equal(code, 1);
    const words = '“Fire destroyed two silos in Holm on Tuesday.” — “”\n';
    assert.equal(
      out,
      `harbour.txt#hhhh1111 same courier.txt# (not there): ${words}harbour.txt#hhhh1111 same ../courier.txt#cccc1111 (not there): ${words}`,
    );
    assert.match(
      (await call('check')).out,
      /^harbour\.txt\.claims\.yaml:9:13: warning: The link names no annotation: add # and its id: courier\.txt \(hhhh1111\)$/m,
    );
  });

  it('makes a matrix as Markdown and as CSV', async () => {
    assert.equal(
      (await call('matrix', '--format', 'csv')).out,
      'claim,courier.txt,harbour.txt\r\nTwo silos burnt down in Holm on Tuesday,said,said\r\n',
    );
    assert.match((await call('matrix')).out, /^\| Claim \| courier\.txt \| harbour\.txt \|\n/);
    assert.equal((await call('matrix', '--format', 'pdf')).code, 2);
  });

  it('does not take a brief for a source, nor a copied sentence for a separate origin', async () => {
    await writeFile(path.join(folder, 'weekly.txt'), 'Fire destroyed two silos in Holm on Tuesday.\n');
    await call('brief', '--out', 'brief.md');
    assert.match(await readFile(path.join(folder, 'brief.md'), 'utf8'), /Fire destroyed two silos/);
    const { out, err } = await call('kin', 'harbour.txt#hhhh1111');
    assert.doesNotMatch(out, /brief\.md/);
    assert.match(out, /weekly\.txt:1:1/);
    const [, sources, origins] = /sources: (\d+), origins: (\d+)/.exec(err) ?? [];
    assert.equal(Number(sources), Number(origins) + 1);
  });

  describe('after sources were moved with their sidecars', () => {
    const move = async (from: string, to: string): Promise<void> => {
      await mkdir(path.dirname(path.join(folder, to)), { recursive: true });
      for (const ending of ['', '.claims.yaml'])
        await rename(path.join(folder, from + ending), path.join(folder, to + ending));
    };
    const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');
    const dangling = async (): Promise<readonly string[]> =>
      (await call('check')).out.split('\n').filter((line) => /no-source|not there|names a source/.test(line));

    it('updates links and evidence to them, and the source named in the sidecar', async () => {
      const before = await dangling();
      await move('courier.txt', 'papers/two/courier of Holm.txt');
      assert.equal((await call('anchor')).code, 0);
      const sidecar = await read('papers/two/courier of Holm.txt.claims.yaml');
      assert.match(sidecar, /^source: courier of Holm\.txt$/m);
      const own = await read('harbour.txt.claims.yaml');
      assert.match(own, /to: papers\/two\/courier of Holm\.txt#cccc1111/);
      assert.match(own, /source: papers\/two\/courier of Holm\.txt\n/);
      const after = (await dangling()).map((line) => line.replaceAll('papers/two/courier of Holm.txt', 'courier.txt'));
      assert.deepEqual(after, before);
    });

    it('keeps the links of a moved source to those that did not move', async () => {
      await move('harbour.txt', 'old/harbour.txt');
      assert.equal((await call('anchor')).code, 0);
      assert.match(await read('old/harbour.txt.claims.yaml'), /to: "\.\.\/courier\.txt#cccc1111"/);
    });

    it('writes nothing if nothing was moved, or if the sidecar is next to another text', async () => {
      const plain = async (): Promise<string> =>
        (await read('harbour.txt.claims.yaml')).replace(/\n\s+(?:line|column|before|after):[^\n]*/g, '');
      const before = await plain();
      await call('anchor');
      assert.equal(await plain(), before);
      await move('courier.txt', 'weather.txt');
      await writeFile(path.join(folder, 'weather.txt'), 'It rained on Monday, and the roads were closed.\n');
      await call('anchor');
      assert.match(await read('weather.txt.claims.yaml'), /^source: courier\.txt$/m);
    });
  });
});
