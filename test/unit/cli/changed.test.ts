import assert from 'node:assert/strict';
import { mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { dropFolder, makeFolder, sidecarOf, workplace, type Workplace } from './calling';

const ferry = 'The ferry sank at noon.\nForty people were saved.\nThe captain stayed aboard.\n';
const port = 'The port was closed for a week.\nSix boats were moved.\n';
const radio = 'A radio call came at 11.50.\nNobody answered it.\n';

const disagree = '    reviews:\n      - by: Bo\n        verdict: disagree\n        created: "2026-01-02T03:04:05Z"\n';

describe('claimmark check --changed-since', () => {
  let folder: string;
  let at: Workplace;

  beforeEach(async () => {
    folder = await makeFolder();
    at = workplace(folder);
    at.git('init', '-q', '-b', 'main');
    await at.put('news/ferry.txt', ferry);
    await at.put('news/ferry.txt.claims.yaml', sidecarOf('ferry.txt', ferry, [{ id: 'fffff111', tag: 'verified', text: 'Forty people were saved.' }])); // prettier-ignore
    const rests = '    evidence:\n      - source: news/ferry.txt\n        id: fffff111\n';
    await at.put('port.txt', port);
    await at.put('port.txt.claims.yaml', sidecarOf('port.txt', port, [{ id: 'ppppp111', tag: 'verified', text: 'Six boats were moved.', more: rests }])); // prettier-ignore
    await at.put('radio.txt', radio);
    await at.put('radio.txt.claims.yaml', sidecarOf('radio.txt', radio, [{ id: 'rrrrr111', tag: 'verified', text: 'Nobody answered it.', more: disagree }])); // prettier-ignore
    at.git('add', '.');
    at.git('commit', '-qm', 'All');
  });
  afterEach(() => dropFolder(folder));

  it('checks nothing if nothing differs, although other sources have findings', async () => {
    assert.equal((await at.call('check')).code, 1);
    assert.deepEqual(await at.call('check', '--changed-since', 'HEAD'), {
      code: 0,
      out: '',
      err: 'sidecars: 0, findings: 0, remarks: 0\n',
    });
  });

  it('checks a changed source and the claims that rest on it, whatever the folder is called', async () => {
    await at.put('news/ferry.txt', ferry.replace('Forty people were saved.\n', ''));
    const { code, out, err } = await at.call('check', '--changed-since', 'HEAD');
    assert.equal(code, 1);
    assert.deepEqual(
      out
        .split('\n')
        .map((line) => line.split(':').slice(0, 1).join())
        .filter((name, i, all) => all.indexOf(name) === i),
      ['news/ferry.txt.claims.yaml', 'port.txt.claims.yaml', ''],
    );
    assert.match(
      out,
      /^port\.txt\.claims\.yaml:\d+:\d+: warning: It rests on “Forty people were saved\.” \(news\/ferry\.txt\)/m,
    );
    assert.match(err, /^sidecars: 2, /);
  });

  it('checks files that git does not know yet, even if only annotators have them', async () => {
    await at.put('storm.txt', port);
    await at.put('storm.txt.bo.claims.yaml', sidecarOf('storm.txt', port, [{ id: 'sssss111', tag: 'verified', text: 'Two boats sank.' }])); // prettier-ignore
    const { out, err } = await at.call('check', '--changed-since', 'HEAD');
    assert.match(out, /^storm\.txt\.bo\.claims\.yaml:\d+:\d+: error: /m);
    assert.match(err, /^sidecars: 1, /);
  });

  it('checks claims that rested on a deleted source', async () => {
    await rm(path.join(folder, 'news'), { recursive: true });
    const { out, err } = await at.call('check', '--changed-since', 'HEAD');
    assert.match(out, /^port\.txt\.claims\.yaml:\d+:\d+: warning: The evidence names a source that is not there/m);
    assert.match(err, /^sidecars: 1, /);
  });

  it('ignores what others changed on the base branch since', async () => {
    at.git('checkout', '-qb', 'mine');
    await at.put('port.txt', `${port}Rain fell.\n`);
    at.git('commit', '-qam', 'Rain');
    at.git('checkout', '-q', 'main');
    await at.put('radio.txt', `${radio}Static followed.\n`);
    at.git('commit', '-qam', 'Static');
    at.git('checkout', '-q', 'mine');
    assert.match((await at.call('check', '--changed-since', 'main')).err, /^sidecars: 1, /);
  });

  it('says what is wrong with the name of a commit, and which folder it was run in', async () => {
    for (const [name, said] of [
      ['nowhere', /Git knows no commit nowhere/],
      ['--output=x', /not the name of a commit/],
      ['main..HEAD', /main\.\.HEAD is not the name of a commit/],
      ['', /The name of a commit is empty/],
    ] as const) {
      const { code, err } = await at.call('check', `--changed-since=${name}`);
      assert.deepEqual([code, said.test(err)], [2, true], err);
    }
    assert.equal((await at.call('check', '--changed-since', 'HEAD', 'port.txt')).code, 2);
    assert.equal((await at.call('check', '--changed-since', 'HEAD', '--staged')).code, 2);
    const outside = await makeFolder();
    const { code, err } = await workplace(outside).call('check', '--changed-since', 'HEAD');
    assert.deepEqual([code, /--changed-since reads a git repository/.test(err)], [2, true], err);
    await dropFolder(outside);
  });

  it('takes file names from standard input, separated by lines or as git does, and skips those without annotations', async () => {
    assert.match((await at.callWith('radio.txt\nREADME.md\n', 'check', '-')).err, /^sidecars: 1, findings: 1/);
    assert.match((await at.callWith('news/ferry.txt\0radio.txt\0', 'check', '-')).err, /^sidecars: 3, findings: 1/);
    assert.match((await at.callWith('', 'check', '-')).err, /^sidecars: 0, findings: 0/);
    await at.put('fähre "7".txt', 'Nothing left the quay.\n');
    await at.put('fähre "7".txt.claims.yaml', sidecarOf('fähre "7".txt', 'Nothing left the quay.\n', []));
    assert.match((await at.callWith('"f\\303\\244hre \\"7\\".txt"\n', 'check', '-')).err, /^sidecars: 1, /);
    assert.equal((await at.callWith('radio.txt\n', 'check', '-', 'port.txt')).code, 2);
  });

  it('takes a folder for all files in it, and a name from the root of the repository', async () => {
    assert.match((await at.callWith('news\n', 'check', '-')).err, /^sidecars: 2, /);
    const below = workplace(path.join(folder, 'news'));
    assert.match((await below.callWith('news/ferry.txt\n', 'check', '-')).err, /^sidecars: 1, /);
    assert.match((await below.callWith('ferry.txt\n', 'check', '-')).err, /^sidecars: 1, /);
    await rm(path.join(folder, 'news/ferry.txt'));
    assert.match((await below.callWith('news/ferry.txt\n', 'check', '-')).out, /The source ferry\.txt is not here/);
  });

  it('ignores how a person has configured git to show names', async () => {
    for (const [name, value] of [['diff.relative', 'true'], ['color.ui', 'always'], ['color.grep', 'always']] as const)
      at.git('config', name, value); // prettier-ignore
    await at.put('news/ferry.txt', `${ferry}It was raised.\n`);
    const below = workplace(path.join(folder, 'news'));
    assert.match((await below.call('check', '--changed-since', 'HEAD')).err, /^sidecars: 1, /);
    assert.match((await at.call('check', '--changed-since', 'HEAD')).err, /^sidecars: 2, /);
    await at.put('news/ferry.txt', ferry.replace('Forty people were saved.\n', ''));
    const told = (place: Workplace, name: string): Promise<unknown> => place.call('diff', 'HEAD').then(({ out }) => assert.ok(out.startsWith(`${name}: lost: verified: “Forty people were saved.”\n`), out)); // prettier-ignore
    await told(below, 'ferry.txt');
    await told(at, 'news/ferry.txt');
  });

  it('checks a submodule that is at another commit, or has changes of its own', async () => {
    const outer = await withSubmodule();
    const inner = workplace(path.join(outer.folder, 'lib'));
    assert.match((await outer.call('check', '--changed-since', 'HEAD')).err, /^sidecars: 0, /);
    await inner.put('radio.txt', `${radio}Static followed.\n`);
    assert.match((await outer.call('check', '--changed-since', 'HEAD')).err, /^sidecars: 1, /);
    inner.git('commit', '-qam', 'Static');
    outer.git('commit', '-qam', 'Another commit of the library');
    assert.match((await outer.call('check', '--changed-since', 'HEAD~1')).err, /^sidecars: 1, /);
    await dropFolder(outer.folder);
  });

  it('checks a submodule in a hook, where git names only the outer index', async () => {
    const outer = await withSubmodule();
    await workplace(path.join(outer.folder, 'lib')).put('radio.txt', `${radio}Static followed.\n`);
    process.env['GIT_INDEX_FILE'] = '.git/index';
    const { err } = await outer
      .call('check', '--changed-since', 'HEAD')
      .finally(() => delete process.env['GIT_INDEX_FILE']);
    assert.match(err, /^sidecars: 1, /);
    await dropFolder(outer.folder);
  });

  it('checks all of a submodule if its former commit is missing', async () => {
    const outer = await withSubmodule();
    await at.put('radio.txt', `${radio}Static followed.\n`);
    at.git('commit', '-qam', 'Static');
    await rm(path.join(outer.folder, 'lib'), { recursive: true });
    outer.git('clone', '-q', '--depth=1', `file://${folder}`, 'lib');
    outer.git('commit', '-qam', 'Another commit of the library');
    assert.match((await outer.call('check', '--changed-since', 'HEAD~1')).err, /^sidecars: 3, /);
    await dropFolder(outer.folder);
  });

  it('checks very many changed sources, and the claims that rest on one of them', async () => {
    for (let i = 0; i < 210; i++) {
      await at.put(`many/${i}.txt`, 'It froze.\n');
      await at.put(`many/${i}.txt.claims.yaml`, sidecarOf(`${i}.txt`, 'It froze.\n', []));
    }
    await at.put('news/ferry.txt', ferry.replace('Forty people were saved.\n', ''));
    const { out, err } = await at.call('check', '--changed-since', 'HEAD');
    assert.match(out, /^port\.txt\.claims\.yaml:\d+:\d+: warning: It rests on “Forty people were saved\.”/m);
    assert.match(err, /^sidecars: 212, /);
  });

  describe('or with --staged', () => {
    it('checks staged files and the claims that rest on them, whatever is in the folder', async () => {
      await at.put('news/ferry.txt', ferry.replace('Forty people were saved.\n', ''));
      assert.match((await at.call('check', '--staged')).err, /^sidecars: 0, /);
      at.git('add', '.');
      await at.put('news/ferry.txt', ferry);
      const { out, err } = await at.call('check', '--staged');
      assert.match(out, /^port\.txt\.claims\.yaml:\d+:\d+: warning: It rests on “Forty people were saved\.”/m);
      assert.match(err, /^sidecars: 2, /);
    });

    it('reports a source that is deleted or renamed without its sidecar', async () => {
      at.git('mv', 'radio.txt', 'wireless.txt');
      assert.match((await at.call('check', '--staged')).out, /^radio\.txt\.claims\.yaml:1:1: error: The source radio/);
      at.git('reset', '-q', '--hard');
      at.git('rm', '-q', 'radio.txt');
      assert.match((await at.call('check', '--staged')).out, /^radio\.txt\.claims\.yaml:1:1: error: The source radio/);
    });

    it('reports evidence in a folder that was moved away', async () => {
      at.git('mv', 'news', 'olds');
      const { out, err } = await at.call('check', '--staged');
      assert.match(out, /^port\.txt\.claims\.yaml:\d+:\d+: warning: The evidence names a source that is not there/m);
      assert.match(err, /^sidecars: 2, /);
    });

    it('follows links, and checks a source that is a link when its target changes', async () => {
      await mkdir(path.join(folder, 'today'));
      await symlink('../radio.txt', path.join(folder, 'today/first.txt'));
      await symlink('first.txt', path.join(folder, 'today/second.txt'));
      await at.put('today/second.txt.claims.yaml', sidecarOf('second.txt', radio, [{ id: 'sssss111', tag: 'quote', text: 'Nobody answered it.', more: '    speaker: Ana\n' }])); // prettier-ignore
      at.git('add', '.');
      assert.deepEqual(await at.call('check', '--staged'), {
        code: 0,
        out: '',
        err: 'sidecars: 1, findings: 0, remarks: 0\n',
      });
      at.git('commit', '-qm', 'Today');
      await at.put('radio.txt', radio.replace('Nobody', 'A girl'));
      const said =
        /^today\/second\.txt\.claims\.yaml:4:3: warning: A quote whose words have changed: “Nobody answered it\.”/m;
      assert.match((await at.call('check', '--changed-since', 'HEAD')).out, said);
      assert.match((await at.call('diff', 'HEAD')).out, /^today\/second\.txt:2:1: .*→ “A girl answered it\.”/m);
      at.git('add', '.');
      assert.match((await at.call('check', '--staged')).out, said);
    });

    it('checks a sidecar that is a link when something it rests on changes', async () => {
      const rests = '    evidence:\n      - source: news/ferry.txt\n        id: fffff111\n';
      await at.put('quay.txt', port);
      await at.put('kept/quay.yaml', sidecarOf('quay.txt', port, [{ id: 'qqqqq111', tag: 'verified', text: 'Six boats were moved.', more: rests }])); // prettier-ignore
      await symlink('kept/quay.yaml', path.join(folder, 'quay.txt.claims.yaml'));
      at.git('add', '.');
      at.git('commit', '-qm', 'Quay');
      await at.put('news/ferry.txt', ferry.replace('Forty people were saved.\n', ''));
      const here = await at.call('check', '--changed-since', 'HEAD');
      at.git('add', '.');
      assert.deepEqual(await at.call('check', '--staged'), here);
      assert.match(here.out, /^quay\.txt\.claims\.yaml:4:3: warning: It rests on “Forty people were saved\.”/m);
    });

    it('reads a source with a newline in its name', async () => {
      await at.put('two\nlines.txt', radio);
      const one = sidecarOf('lines.txt', radio, [{ id: 'lllll111', tag: 'verified', text: 'Nobody answered it.', more: disagree }]); // prettier-ignore
      await at.put('two\nlines.txt.claims.yaml', one.replace(/^source:.*\n/m, ''));
      at.git('add', '.');
      assert.match((await at.call('check', '--staged')).out, /: warning: .*“Nobody answered it\.” \(lllll111\)/);
    });

    it('finds its folder in a hook of a linked worktree, where git names only its own folder', async () => {
      const linked = workplace(path.join(await makeFolder(), 'linked'));
      at.git('worktree', 'add', '-q', linked.folder);
      await linked.put('news/ferry.txt', ferry.replace('Forty people were saved.\n', ''));
      linked.git('add', '.');
      const hook = workplace(path.join(linked.folder, 'news'));
      process.env['GIT_DIR'] = linked.git('rev-parse', '--absolute-git-dir').trim();
      const { out } = await hook.call('check', '--staged').finally(() => delete process.env['GIT_DIR']);
      assert.match(out, /^ferry\.txt\.claims\.yaml:\d+:\d+: error: These words are no longer in the source/);
      await dropFolder(path.dirname(linked.folder));
    });
  });

  /** A repository that has this one as its submodule. */
  async function withSubmodule(): Promise<Workplace> {
    const outer = workplace(await makeFolder());
    outer.git('init', '-q', '-b', 'main');
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', folder, 'lib');
    outer.git('commit', '-qm', 'The library');
    return outer;
  }

  it('has exactly the findings that a check of everything has for the same files', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const folders = fc.record({
      edges: fc.array(fc.record({ from: fc.nat(5), to: fc.nat(5), link: fc.boolean() }), { maxLength: 9 }),
      disagreed: fc.array(fc.nat(5), { maxLength: 2 }),
      changed: fc.array(fc.nat(5), { minLength: 1, maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(folders, async ({ edges, disagreed, changed }) => {
        const inner = path.join(folder, 'random');
        await rm(inner, { recursive: true, force: true });
        const there = workplace(inner);
        const textOf = (name: string): string => `Text ${name} has a head.\nThe claim of ${name} is here.\nIt ends.\n`;
        for (const [i, name] of names.entries()) {
          const mine = edges.filter(({ from }) => from === i);
          const grounds = mine.filter(({ link }) => !link).map(({ to }) => `      - source: ${names[to]}.txt\n        id: claim-${names[to]}\n`); // prettier-ignore
          const links = mine.filter(({ link }) => link).map(({ to }) => `      - to: ${names[to]}.txt#claim-${names[to]}\n        relation: contradicts\n`); // prettier-ignore
          const more = `${grounds.length > 0 ? `    evidence:\n${grounds.join('')}` : ''}${links.length > 0 ? `    links:\n${links.join('')}` : ''}${disagreed.includes(i) ? disagree : ''}`;
          await there.put(`${name}.txt`, textOf(name));
          await there.put(`${name}.txt.claims.yaml`, sidecarOf(`${name}.txt`, textOf(name), [{ id: `claim-${name}`, tag: 'verified', text: `The claim of ${name} is here.`, more }])); // prettier-ignore
        }
        for (const i of changed)
          await there.put(`${names[i]}.txt`, textOf(names[i] ?? '').replace(/^The claim.*\n/m, ''));
        const all = JSON.parse((await there.call('check', '--json')).out) as { file: string }[];
        const input = changed.map((i) => `${names[i]}.txt`).join('\n');
        const some = JSON.parse((await there.callWith(input, 'check', '-', '--json')).out) as { file: string }[];
        const looked = dependents(changed, edges).map((i) => `${names[i]}.txt.claims.yaml`);
        assert.deepEqual(some, all.filter(({ file }) => looked.includes(file))); // prettier-ignore
      }),
      { seed: 24, numRuns: 25 },
    );
  });
});

/** The changed sources, and all that refer to them by a link or as evidence, over any number of steps. */
function dependents(changed: readonly number[], edges: readonly { from: number; to: number }[]): readonly number[] {
  const found = new Set(changed);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const { from, to } of edges) if (found.has(to)) found.add(from);
  }
  return [...found];
}
