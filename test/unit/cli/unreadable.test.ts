import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { dropFolder, makeFolder, workplace, type Outcome, type Workplace } from './calling';

const text = 'The windmill at Oster Dyke ground 40 sacks a day. “Never on Sundays,” the miller said.\n';
const good = 'claimmark: 1\nsource: mill.txt\nannotations:\n  - id: sack1111\n    tag: verified\n    text: ground 40 sacks a day\n    evidence:\n      - note: ledger of 1904\n'; // prettier-ignore
const half = `${good}  - id: sund1111\n    tag: @quote\n    text: Never on Sundays\n`;

describe('files that the command line can’t read', () => {
  let place: Workplace;
  let folder: string;
  const call = (...args: string[]): Promise<Outcome> => place.call(...args);
  const link = (target: string, name: string): Promise<void> => symlink(target, path.join(folder, name));

  beforeEach(async () => {
    folder = await makeFolder();
    place = workplace(folder);
    await place.put('mill.txt', text);
    await place.put('mill.txt.claims.yaml', good);
  });
  afterEach(() => dropFolder(folder));

  it('are named with the fault if the system refuses them', async () => {
    await mkdir(path.join(folder, 'attic'));
    await link('round', 'round');
    const calls: readonly (readonly [args: string, said: string])[] = [
      ['import attic --format csv', 'attic is a folder. Name a file.'],
      ['import round --format csv', 'round is a link that leads back to itself, so there is nothing to read or write.'],
      ['merge attic attic attic', 'attic is a folder. Name a file.'],
      ['quotes attic', 'attic is a folder. Name a file.'],
      ['report --out attic', 'attic is not a file.'],
      ['report --out mill.txt/page.html', 'mill.txt is a file, where a folder is needed.'],
    ];
    for (const [args, said] of calls) {
      const { code, err } = await call(...args.split(' '));
      assert.deepEqual([code, err], [2, `claimmark: ${said}\n`], args);
    }
  });

  it('are reported if they are sidecars with a broken link, and the other sidecars are checked', async () => {
    const links = {
      'a.txt.claims.yaml': ['a.txt.claims.yaml', 'is a link that leads back to itself'],
      'b.txt.claims.yaml': ['gone.yaml', 'is a link to a file that is not there'],
      'c.txt.claims.yaml': [path.join(folder, '..'), 'is a link that leads outside the folder'],
    } as const;
    for (const [name, [target]] of Object.entries(links)) await link(target, name);
    const { code, out, err } = await call('check');
    assert.equal(code, 1);
    for (const [name, [, said]] of Object.entries(links))
      assert.match(out, new RegExp(`^${name}:1:1: error: ${name} ${said}`, 'm'));
    assert.match(err, /^sidecars: 4, findings: 3, remarks: 0$/m);
    for (const command of ['brief', 'list']) assert.equal((await call(command)).code, 1, command);
  });

  it('are skipped behind such links when a source or an address is looked for', async () => {
    await link('a.txt.claims.yaml', 'a.txt.claims.yaml');
    await link('gone.yaml', 'b.txt.claims.yaml');
    await link('.', 'c.txt.claims.yaml');
    const { code, out, err } = await place.callWith('mill.txt\n', 'check', '-');
    assert.deepEqual([code, out, /^sidecars: 1, findings: 0/m.test(err)], [0, '', true], err);
    await place.put(
      'mill.txt.claims.yaml',
      good.replace('annotations', 'about:\n  url: https://example.org/mill\nannotations'),
    );
    const page = 'https://example.org/mill';
    const target = [{ source: page, selector: [{ type: 'TextQuoteSelector', exact: 'Never on Sundays' }] }];
    await place.put('rows.json', JSON.stringify({ rows: [{ uri: page, text: 'Ask him.', tags: [], target }] }));
    const brought = await call('import', 'rows.json', '--format', 'hypothesis');
    assert.equal(brought.code, 0, brought.err);
    assert.match(brought.err + brought.out, /mill\.txt/);
  });

  it('do not include sidecars behind a link that stays in the folder', async () => {
    await place.put('kept/mill.yaml', half);
    await place.put('mill2.txt', text);
    await link('kept/mill.yaml', 'mill2.txt.claims.yaml');
    const { code, out } = await call('check');
    assert.equal(code, 1);
    assert.match(out, /^mill2\.txt\.claims\.yaml:10:10: error: Text can’t begin with this character/m);
  });

  it('are named if a source is a link to itself, and nothing is anchored by it', async () => {
    await dropFolder(path.join(folder, 'mill.txt'));
    await link('mill.txt', 'mill.txt');
    for (const command of ['check', 'anchor']) {
      const { code, out, err } = await call(command);
      assert.match(out + err, /mill\.txt is a link that leads back to itself/, command);
      assert.equal(code, 1, command);
    }
  });

  it('are named if a sidecar could only be read in part, in every command', async () => {
    const said = 'mill.txt.claims.yaml: error: not all of this sidecar can be read (“claimmark check” says why); what can be read of it may be half.\n'; // prettier-ignore
    for (const [args, code] of [
      ['list', 1],
      ['list --json', 1],
      ['search sacks', 0],
      ['search Sundays', 1],
      ['links', 1],
      ['matrix', 1],
      ['agreement', 1],
    ] as const) {
      await place.put('mill.txt.claims.yaml', good);
      assert.equal((await call(...args.split(' '))).err, '', args);
      await place.put('mill.txt.claims.yaml', half);
      const { err, ...outcome } = await call(...args.split(' '));
      assert.deepEqual([outcome.code, err], [code, said], args);
    }
  });
});
