import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { dropFolder, makeFolder, sidecarOf, workplace, type Workplace } from './calling';

const text = [
  'The lighthouse was lit in 1904.',
  'It burns gas from the works at Holm.',
  'Four keepers lived there.',
  'The last one left in June.',
  '',
].join('\n');
const [lit = '', gas = '', keepers = '', last = ''] = text.split('\n');

const review = (by: string, verdict: string, tag: string, note = ''): string =>
  `    reviews:\n      - by: ${by}\n        verdict: ${verdict}\n        tag: ${tag}\n        created: "2026-11-02T10:00:00Z"\n${note && `        note: ${note}\n`}`;

/** A bare repository as a server, and a clone of it for each of three people, with Claimmark merging their sidecars. */
describe('a team of three on three clones', () => {
  let home: string;
  let ana: Workplace;
  let bo: Workplace;
  let cem: Workplace;
  const file = 'light.txt.claims.yaml';

  const clone = (name: string): Workplace => {
    execFileSync('git', ['clone', '-q', path.join(home, 'server.git'), path.join(home, name)], { stdio: 'ignore' });
    const person = workplace(path.join(home, name));
    const program = path.resolve('src/cli/main.ts');
    const loader = require.resolve('tsx');
    person.git('config', 'merge.claimmark.driver', `"${process.execPath}" --require "${loader}" "${program}" merge %O %A %B`); // prettier-ignore
    return person;
  };
  const read = (person: Workplace): Promise<string> => readFile(path.join(person.folder, file), 'utf8');
  const commit = (person: Workplace, words: string): void => {
    person.git('add', '-A');
    person.git('commit', '-qm', words);
  };
  const share = (person: Workplace): void => {
    person.git('pull', '-q', '--no-rebase', '--no-edit', 'origin', 'main');
    person.git('push', '-q', 'origin', 'HEAD:main');
  };
  const facts = async (person: Workplace): Promise<string> => {
    const { code, out } = await person.call('brief', 'light.txt');
    assert.equal(code, 0);
    return /## Verified facts\n([^]*?)\n## /.exec(out)?.[1]?.trim() ?? '';
  };
  const change = async (person: Workplace, from: string | RegExp, to: string): Promise<void> => {
    const before = await read(person);
    const after = before.replace(from, to);
    assert.notEqual(after, before, String(from));
    await person.put(file, after);
  };

  beforeEach(async () => {
    home = await makeFolder();
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', path.join(home, 'server.git')]);
    ana = clone('ana');
    ana.git('checkout', '-q', '-b', 'main');
    await ana.put('.gitattributes', '*.claims.yaml merge=claimmark\n');
    await ana.put('light.txt', text);
    const by = '    by: Ana\n    created: "2026-11-01T10:00:00Z"\n';
    const entries = [
      { id: 'aaaa1111', tag: 'verified', text: lit, more: by },
      { id: 'bbbb1111', tag: 'unconfirmed', text: gas, more: by },
    ];
    await ana.put(file, sidecarOf('light.txt', text, entries));
    commit(ana, 'The lighthouse');
    ana.git('push', '-q', 'origin', 'main');
    [bo, cem] = [clone('bo'), clone('cem')];
  });
  afterEach(() => dropFolder(home));

  it('settles nothing as verified by a verdict on another tag, after a clean merge in either direction', async () => {
    await change(bo, /(id: bbbb1111\n[^]*?)$/, `$1${review('Bo', 'agree', 'unconfirmed')}`);
    commit(bo, 'Bo agrees');
    await change(ana, /(id: bbbb1111\n {4}tag: )unconfirmed/, '$1verified');
    commit(ana, 'Ana has the papers');
    share(ana);
    share(bo);
    share(ana);
    assert.equal(await read(ana), await read(bo));
    const list = JSON.parse((await bo.call('list', '--json')).out) as readonly { id: string; status: string }[];
    assert.equal(list.find(({ id }) => id === 'bbbb1111')?.status, 'stale');
    assert.match((await bo.call('check')).out, /The verdict of Bo \(agree\) is about another tag: unconfirmed/);
  });

  it('keeps a disagreement through merges and the author’s correction, in every view', async () => {
    await change(cem, /(id: aaaa1111\n[^]*?created: "2026-11-01T10:00:00Z"\n)/, `$1${review('Cem', 'disagree', 'verified', 'The log says 1905.')}`); // prettier-ignore
    commit(cem, 'Cem disagrees');
    share(cem);
    await change(ana, /(id: aaaa1111\n {4}tag: verified\n)/, '$1    note: From the parish book.\n');
    commit(ana, 'A note');
    share(ana);
    assert.doesNotMatch(await facts(ana), /1904/);
    assert.match((await ana.call('check')).out, /warning: Contested, by Cem \(The log says 1905\.\)/);
    assert.match(
      (await ana.call('report', '--format', 'markdown')).out,
      /\*\*Contested\*\*[^]*Cem disagrees: The log says 1905\./,
    );
    const list = JSON.parse((await ana.call('list', '--json')).out) as readonly { id: string; status: string }[];
    assert.equal(list.find(({ id }) => id === 'aaaa1111')?.status, 'contested');
  });

  it('makes nothing from a sidecar in conflict, and the right thing once it is resolved', async () => {
    await change(bo, /(id: aaaa1111\n {4}tag: )verified/, '$1unconfirmed');
    commit(bo, 'Bo doubts');
    share(bo);
    await change(ana, /(id: aaaa1111\n {4}tag: )verified/, '$1quote');
    commit(ana, 'Ana takes it for a quote');
    assert.throws(() => share(ana));
    for (const args of [['brief', 'light.txt'], ['report'], ['export', 'light.txt', '--format', 'claimreview']]) {
      const { code, out, err } = await ana.call(...args);
      assert.deepEqual([code, out], [1, ''], args.join(' '));
      assert.match(err, /light\.txt\.claims\.yaml[^]*conflict/);
    }
    ana.git('checkout', '--theirs', file);
    commit(ana, 'As Bo has it');
    share(ana);
    assert.equal(await facts(ana), '');
  });

  it('reports what all agree on after a blind round, with figures worked out by hand', async () => {
    const tags: Readonly<Record<string, readonly (string | undefined)[]>> = {
      Ana: ['verified', 'verified', 'unconfirmed', undefined],
      Bo: ['verified', 'unconfirmed', 'unconfirmed', 'quote'],
      Cem: ['verified', 'verified', 'unconfirmed', 'quote'],
    };
    ana.git('rm', '-q', file);
    ana.git('commit', '-qm', 'Everybody begins anew, apart');
    share(ana);
    for (const [person, name] of [
      [ana, 'Ana'],
      [bo, 'Bo'],
      [cem, 'Cem'],
    ] as const) {
      const entries = [lit, gas, keepers, last].flatMap((words, i) => {
        const tag = tags[name]?.[i];
        return tag ? [{ id: `${name.toLowerCase()}${String(i)}000`, tag, text: words, more: `    by: ${name}\n` }] : [];
      });
      await person.put(`light.txt.${name}.claims.yaml`, sidecarOf('light.txt', text, entries));
      commit(person, `${name} is done`);
      share(person);
    }
    share(ana);
    assert.equal(await facts(ana), `- ${lit} ([light.txt, line 1](light.txt#L1,1 "ana0000"))`);
    // κ: Ana and Bo agree on 2 of 4, by chance on 4/16; the others on 3 of 4, by chance on 5/16. α: 1 − 11·4/98.
    const { out } = await ana.call('agreement');
    assert.match(out, /Ana and Bo, 1 sources\n[^]*?kappa: 0\.333[^]*Ana and Cem[^]*?kappa: 0\.636[^]*Bo and Cem[^]*?kappa: 0\.636/); // prettier-ignore
    assert.match(out, /Overall\n {2}Krippendorff’s alpha: 0\.551\./);
  });
});
