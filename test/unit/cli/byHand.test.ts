import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workplace, type Outcome } from './calling';

const claim = 'The lock was closed for nine days.';
const head = `claimmark: 1\nsource: lock.txt\nannotations:\n  - id: llll1111\n    tag: verified\n    text: ${claim}\n    line: 1\n    column: 1\n    by: Ana\n    evidence:\n      - url: https://example.org/lock\n`;

/** Reviews as people write them in a text editor, or in the web page of a pull request. */
describe('a review written by hand', () => {
  let folder: string;

  const call = (...args: string[]): Promise<Outcome> => workplace(folder).call(...args);
  const put = (name: string, text: string): Promise<void> => writeFile(path.join(folder, name), text);
  const sidecar = (rest: string): Promise<void> => put('lock.txt.claims.yaml', head + rest);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'claimmark-byhand-'));
    await put('lock.txt', `${claim}\n`);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const facts = async (): Promise<string> =>
    /## Verified facts\n([^]*?)\n## /.exec((await call('brief')).out)?.[1]?.trim() ?? '';

  it('counts without a time', async () => {
    await sidecar('');
    assert.match(await facts(), /nine days/);
    await sidecar('    reviews:\n      - by: Bo\n        verdict: disagree\n        note: It was eleven.\n');
    assert.equal(await facts(), '');
    const { code, out } = await call('check');
    assert.equal(code, 1);
    assert.match(out, /^lock\.txt\.claims\.yaml:4:3: warning: Contested, by Bo \(It was eleven\.\)/m);
  });

  for (const [what, rest, said] of [
    ['that has no such verdict', 'reviews:\n      - by: Bo\n        verdict: no way\n', /:14:18: error: /],
    ['of nobody', 'reviews:\n      - verdict: disagree\n', /:13:9: error: “by” is missing here/],
    ['under a misspelt key', 'review:\n      - by: Bo\n        verdict: disagree\n', /:12:5: error: /],
    ['that is no list', 'reviews: Bo disagrees\n', /:12:14: error: /],
  ] as const)
    it(`${what} stops briefs and reports, and a check says where it is`, async () => {
      await sidecar(`    ${rest}`);
      for (const made of [['brief'], ['report'], ['export', '--format', 'claimreview']]) {
        const { code, out, err } = await call(...made);
        assert.deepEqual([code, out, /not all of this sidecar can be read/.test(err)], [1, '', true], made[0]);
      }
      const { code, out } = await call('check');
      assert.equal(code, 1);
      assert.match(out, said);
    });

  it('is kept by a merge together with another one that a colleague wrote by hand without a time', async () => {
    const one = (by: string, verdict: string): string => `      - by: ${by}\n        verdict: ${verdict}\n`;
    await put('base.yaml', head);
    await put('ours.yaml', `${head}    reviews:\n${one('Bo', 'disagree')}`);
    await put('theirs.yaml', `${head}    reviews:\n${one('Cem', 'agree')}${one('Bo', 'unsure')}`);
    const { code, err } = await call('merge', 'base.yaml', 'ours.yaml', 'theirs.yaml');
    assert.deepEqual([code, err], [0, '']);
    const merged = await readFile(path.join(folder, 'ours.yaml'), 'utf8');
    for (const review of [one('Bo', 'disagree'), one('Cem', 'agree'), one('Bo', 'unsure')])
      assert.equal(merged.split(review).length, 2, merged);
  });
});
