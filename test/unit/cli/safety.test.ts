import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workplace, type Outcome } from './calling';

const text = 'The kiosk by the pier closed early. “We ran out of ice,” André said.\n';
const sidecarOf = (source: string, note = 'n'): string =>
  `claimmark: 1\nsource: ${source}\nannotations:\n  - id: aaaa1111\n    tag: quote\n    text: We ran out of ice\n    note: ${note}\n`;

describe('the command line, on files that it should not trust', () => {
  let folder: string;
  /** Done while a call reads sidecars. */
  let whileItReads: () => void = () => undefined;
  const call = (...args: string[]): Promise<Outcome> => workplace(folder, () => whileItReads()).call(...args);
  const put = async (name: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  };
  const bytesOf = (name: string): Promise<Buffer> => readFile(path.join(folder, name));
  const latin1 = (words: string): Uint8Array => Uint8Array.from(Buffer.from(words, 'latin1'));
  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'claimmark-safety-')), 'work');
    await mkdir(path.join(folder, '.vscode'), { recursive: true });
    await put('.vscode/settings.json', '{}');
  });
  afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

  it('reads a source in UTF-16 by its byte-order mark, with the offsets that an editor shows', async () => {
    await put('kiosk.txt', Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le')));
    await put('kiosk.txt.claims.yaml', sidecarOf('kiosk.txt'));
    const { out } = await call('list', '--json');
    const [row] = JSON.parse(out) as { line: number; column: number; lost: boolean }[];
    assert.deepEqual([row?.line, row?.column, row?.lost], [1, text.indexOf('We') + 1, false]);
    assert.match((await call('detect', 'kiosk.txt')).out, /We ran out of ice/);
  });

  it('lists words with line and paragraph separators unchanged', async () => {
    const [words, note] = ['out\u2028of\u2029ice', 'first\u2029then\nlast'];
    await put('kiosk.txt', text.replace('out of ice', words));
    const sidecar = sidecarOf('kiosk.txt', JSON.stringify(note)).replace('We ran out of ice', JSON.stringify(`We ran ${words}`)); // prettier-ignore
    await put('kiosk.txt.claims.yaml', sidecar);
    const { out } = await call('list', '--json');
    const [row] = JSON.parse(out) as { text: string; note: string }[];
    assert.deepEqual([row?.text, row?.note], [`We ran ${words}`, note]);
    assert.match(out, /^\[\n {2}\{\n {4}"source": "kiosk\.txt",\n/);
  });

  it('says that nobody reads a copy of a sidecar, as sync programs make when two people write at once', async () => {
    await put('kiosk.txt', text);
    await put('kiosk.txt.claims.yaml', sidecarOf('kiosk.txt', 'the desk\n    speaker: André'));
    const { code, out } = await call('check');
    assert.equal(code, 0, out);
    const copies = [
      ' (Bo’s conflicted copy 2026-05-04)',
      '.sync-conflict-20260504-101112-ABCDEFG',
      '-LAPTOP',
      ' (1)',
      ' 2',
    ];
    for (const [name, is] of [
      ...copies.map((words) => [`kiosk.txt.claims${words}.yaml`, true] as const),
      ['kiosk.txt.claims.yml', true],
      ['kiosk.txt.claims.yaml.orig', false],
      ['pier.txt.claims (1).yaml', false],
      ['kiosk.txt.bo.claims.yaml', false],
    ] as const) {
      await put(name, sidecarOf('kiosk.txt', 'the laptop\n    speaker: André'));
      assert.equal((await call('check', 'kiosk.txt.claims.yaml')).code, is ? 1 : 0, name);
      assert.equal((await call('check')).out.includes(`${name}:1:1: warning: This is a copy of`), is, name);
      await rm(path.join(folder, name));
    }
    await put(
      'kiosk.txt.claims-LAPTOP.yaml',
      sidecarOf('kiosk.txt', 'the laptop\n    speaker: André').replace('aaaa1111', 'bbbb2222'),
    );
    assert.equal((await call('merge', '/dev/null', 'kiosk.txt.claims.yaml', 'kiosk.txt.claims-LAPTOP.yaml')).code, 0);
    assert.match(String(await bytesOf('kiosk.txt.claims.yaml')), /the desk[^]*the laptop/);
  });

  it('judges nothing by a source in another encoding, and names the byte that it can’t read', async () => {
    await put('kiosk.txt', latin1(text.replace(/[“”]/g, '"')));
    const sidecar = sidecarOf('kiosk.txt');
    await put('kiosk.txt.claims.yaml', sidecar);
    const at = text.indexOf('é');
    const checked = await call('check');
    assert.equal(checked.code, 1);
    assert.match(checked.out, new RegExp(`kiosk.txt is not UTF-8: byte ${String(at)} `));
    for (const args of [['anchor', '--accept-edited'], ['fmt'], ['list'], ['brief'], ['export', '--format', 'csv']]) {
      const { out, err } = await call(...args);
      assert.doesNotMatch(out + err, /\ufffd/, args[0]);
      assert.match(err, /not UTF-8/, args[0]);
    }
    assert.match(String(await bytesOf('kiosk.txt.claims.yaml')), /text: We ran out of ice/);
    assert.equal((await call('brief')).code, 1);
  });

  it('judges nothing staged in another encoding', async () => {
    await put('kiosk.txt', latin1(text.replace(/[“”]/g, '"')));
    await put('kiosk.txt.claims.yaml', sidecarOf('kiosk.txt'));
    const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: folder });
    git('init', '-q');
    git('add', '-A');
    const { code, out } = await call('check', '--staged');
    assert.equal(code, 1);
    assert.match(out, new RegExp(`kiosk.txt is not UTF-8: byte ${String(text.indexOf('é'))} `));
  });

  it('overwrites nothing that somebody else has written since the call began', async () => {
    await put('kiosk.txt', text);
    await put('kiosk.txt.claims.yaml', sidecarOf('kiosk.txt'));
    for (const args of [
      ['report', '--out', 'page.html'],
      ['export', '--format', 'csv', '--out', 'rows.csv'],
      ['matrix', '--out', 'matrix.md'],
      ['brief', '--out', 'brief.md'],
    ]) {
      const file = args.at(-1) ?? '';
      await put(file, 'of before');
      whileItReads = () => writeFileSync(path.join(folder, file), 'of somebody else');
      const { code, err } = await call(...args);
      assert.deepEqual([code, /changed meanwhile/.test(err)], [2, true], args[0]);
      assert.equal(String(await bytesOf(file)), 'of somebody else', args[0]);
      whileItReads = () => undefined;
      assert.equal((await call(...args)).code, 0, args[0]);
      assert.notEqual(String(await bytesOf(file)), 'of somebody else', args[0]);
    }
  });

  it('overwrites no source or sidecar with a result, in any command', async () => {
    const sidecar = sidecarOf('kiosk.txt');
    await put('kiosk.txt', text);
    for (const [name, out, why] of [
      ['kiosk.txt.claims.yaml', 'kiosk.txt', 'is a source, which has a sidecar. Name another file.'],
      ['kiosk.txt.Ana.claims.yaml', './kiosk.txt', 'is a source, which has a sidecar. Name another file.'],
      ['kiosk.txt.claims.yaml', 'kiosk.txt.claims.yaml', 'is the name of a sidecar. Name another file.'],
      ['kiosk.txt.claims.yaml', 'new.txt.claims.yaml', 'is the name of a sidecar. Name another file.'],
    ] as const) {
      await put(name, sidecar);
      for (const args of [
        ['report'],
        ['brief'],
        ['export', '--format', 'csv'],
        ['matrix'],
        ['check'],
        ['diff', 'HEAD'],
      ]) {
        const said = { code: 2, out: '', err: `claimmark: ${out} ${why}\n` };
        assert.deepEqual(await call(...args, '--out', out), said, args[0]);
      }
      assert.deepEqual([String(await bytesOf('kiosk.txt')), String(await bytesOf(name))], [text, sidecar]);
      await rm(path.join(folder, name));
    }
    await put('kiosk.txt.claims.yaml', sidecar);
    for (const target of ['kiosk.txt', 'kiosk.txt.claims.yaml']) {
      await symlink(target, path.join(folder, 'table.csv'));
      assert.equal((await call('matrix', '--out', 'table.csv')).code, 2, target);
      await rm(path.join(folder, 'table.csv'));
    }
    await mkdir(path.join(folder, 'today'));
    await put('texts/plain.txt', text);
    await put('texts/kept.yaml', sidecar);
    for (const [name, target] of [
      ['today/kiosk.txt.claims.yaml', '../texts/kept.yaml'],
      ['today/kiosk.txt', '../texts/plain.txt'],
    ] as const) {
      await symlink(target, path.join(folder, name));
      assert.equal((await call('matrix', '--out', name)).code, 2, name);
    }
    assert.deepEqual(
      [String(await bytesOf('texts/plain.txt')), String(await bytesOf('texts/kept.yaml'))],
      [text, sidecar],
    );
    assert.deepEqual(
      [String(await bytesOf('kiosk.txt')), String(await bytesOf('kiosk.txt.claims.yaml'))],
      [text, sidecar],
    );
    const merge = ['merge', ...Array<string>(3).fill('kiosk.txt.claims.yaml'), '--out'];
    assert.equal((await call(...merge, 'kiosk.txt')).code, 2);
    assert.equal(String(await bytesOf('kiosk.txt')), text);
    assert.deepEqual(await call(...merge, '-'), { code: 0, out: sidecar, err: '' });
  });

  it('overwrites no brat file that holds more than an export writes', async () => {
    for (const name of ['kiosk', 'lamp']) {
      await put(`${name}.txt`, text);
      await put(`${name}.txt.claims.yaml`, sidecarOf(`${name}.txt`));
    }
    const brat = ['export', '--format', 'brat', '--out', '.'];
    assert.equal((await call(...brat)).code, 0);
    const written = String(await bytesOf('kiosk.ann'));
    assert.match(written, /^T1\t/);
    await put('lamp.ann', `${written}R1\tcauses Arg1:T1 Arg2:T1\n`);
    await put('kiosk.ann', '');
    const { code, err } = await call(...brat);
    assert.deepEqual([code, /lamp\.ann is in \. already, with more than an export writes/.test(err)], [2, true], err);
    assert.equal(String(await bytesOf('kiosk.ann')), '');
    assert.match(String(await bytesOf('lamp.ann')), /^R1\t/m);
  });

  it('updates a brief that somebody has annotated', async () => {
    await put('kiosk.txt', text);
    await put('kiosk.txt.claims.yaml', sidecarOf('kiosk.txt'));
    assert.equal((await call('brief', 'kiosk.txt', '--out', 'brief.md')).code, 0);
    await put('brief.md.claims.yaml', sidecarOf('brief.md'));
    assert.deepEqual(await call('brief', 'kiosk.txt', '--out', 'brief.md'), { code: 0, out: '', err: '' });
    assert.equal((await call('report', 'kiosk.txt', '--out', 'brief.md')).code, 2);
  });

  it('takes - for standard output, and refuses devices and an empty name', async () => {
    await put('kiosk.txt', text);
    await put('kiosk.txt.claims.yaml', sidecarOf('kiosk.txt'));
    assert.deepEqual(await call('matrix', '--out', '-'), await call('matrix'));
    if (process.platform !== 'win32')
      assert.deepEqual(await call('report', '--out', '/dev/zero'), { code: 2, out: '', err: 'claimmark: /dev/zero is not a file.\n' }); // prettier-ignore
    for (const args of [['fmt'], ['anchor', '--accept-edited'], ['check'], ['quotes', 'kiosk.txt']])
      assert.deepEqual(await call(...args, ''), { code: 2, out: '', err: 'claimmark: An empty name means no file.\n' });
    assert.equal(String(await bytesOf('kiosk.txt.claims.yaml')), sidecarOf('kiosk.txt'));
  });

  it('reports a failed write to standard output as an error, not as findings', async function () {
    if (process.platform !== 'linux') this.skip();
    await put('kiosk.txt', text);
    const cli = [process.execPath, '--import', require.resolve('tsx'), path.resolve('src/cli/main.ts')];
    const { status, stderr } = spawnSync('sh', ['-c', '"$@" detect --all kiosk.txt > /dev/full', 'sh', ...cli], { cwd: folder, encoding: 'utf8' }); // prettier-ignore
    assert.deepEqual([status, stderr], [2, 'claimmark: Standard output can’t be written: the disk is full.\n']);
  });

  it('writes the sidecars of other sources if one can’t be read, and leaves that one unchanged', async () => {
    const broken = `${sidecarOf('pier.txt')}{"bookmarks": [1, 2,]}\n`;
    for (const command of ['fmt', 'anchor']) {
      for (const source of ['kiosk.txt', 'pier.txt', 'quay.txt']) await put(source, text);
      for (const source of ['kiosk.txt', 'quay.txt']) await put(`${source}.claims.yaml`, sidecarOf(source));
      await put('pier.txt.claims.yaml', broken);
      assert.equal((await call(command)).code, 1, command);
      for (const source of ['kiosk.txt', 'quay.txt'])
        assert.match(String(await bytesOf(`${source}.claims.yaml`)), /before: The kiosk/, command);
      assert.equal(String(await bytesOf('pier.txt.claims.yaml')), broken, command);
    }
  });

  it('writes nothing to a sidecar in another encoding', async () => {
    await put('kiosk.txt', text);
    const odd = latin1(sidecarOf('kiosk.txt', 'André'));
    await put('kiosk.txt.claims.yaml', odd);
    const first = Buffer.from(odd).indexOf(0xe9);
    assert.ok((await call('check')).out.includes(`error: This file is not UTF-8 (first at byte ${first})`));
    for (const name of ['anchor', 'fmt']) {
      assert.equal((await call(name)).code, 1, name);
      assert.deepEqual(new Uint8Array(await bytesOf('kiosk.txt.claims.yaml')), odd);
    }
  });

  it('merges nothing in another encoding, and leaves OURS unchanged', async () => {
    const [base, ours] = [sidecarOf('kiosk.txt'), sidecarOf('kiosk.txt', 'mine')];
    for (const [b, o, t] of [
      [base, ours, latin1(sidecarOf('kiosk.txt', 'é'))],
      [base, latin1(sidecarOf('k', 'é')), base],
      [latin1(sidecarOf('k', 'é')), ours, base],
    ] as const) {
      // prettier-ignore
      await Promise.all([put('b', b), put('o', o), put('t', t)]);
      const { code, err } = await call('merge', 'b', 'o', 't');
      assert.equal(code, 1);
      const first = [b, o, t].map((side) => Buffer.from(side as Uint8Array).indexOf(0xe9)).find((at) => at >= 0);
      assert.match(
        err,
        new RegExp(`not UTF-8 \\(first at byte ${first}\\), so nothing was merged, and o is as it was`),
      );
      assert.deepEqual(new Uint8Array(await bytesOf('o')), Uint8Array.from(Buffer.from(o as string)));
    }
  });

  it('reads no source through a link that leads out of the folder, or to an ignored folder', async () => {
    await writeFile(path.join(folder, '..', 'secret.txt'), 'We ran out of ice, and the vault is open.\n');
    await put('.git/notes.txt', text);
    for (const target of ['../secret.txt', '.git/notes.txt']) {
      await rm(path.join(folder, 'kiosk.txt'), { force: true });
      await symlink(target, path.join(folder, 'kiosk.txt'));
      await put('kiosk.txt.claims.yaml', sidecarOf('kiosk.txt'));
      for (const args of [['anchor'], ['brief'], ['list'], ['export', '--format', 'csv'], ['detect', 'kiosk.txt']]) {
        const { out, err } = await call(...args);
        assert.doesNotMatch(out + err, /vault|pier/, args[0]);
        assert.match(err, /kiosk\.txt (?:is a link that leads out|is in a folder that editors hide)/, args[0]);
      }
      assert.equal(String(await bytesOf('kiosk.txt.claims.yaml')), sidecarOf('kiosk.txt'));
      assert.equal((await call('check')).code, 1);
    }
  });

  it('reads a source through a link that stays in the folder', async () => {
    await put('texts/kiosk.txt', text);
    await symlink('texts/kiosk.txt', path.join(folder, 'kiosk.txt'));
    await put('kiosk.txt.claims.yaml', sidecarOf('kiosk.txt'));
    assert.match((await call('list')).out, /kiosk\.txt:1:/);
  });

  it('reports rubbish above the first key, at its place', async () => {
    await put('kiosk.txt', text);
    await put('kiosk.txt.claims.yaml', `   rubbish here\n${sidecarOf('kiosk.txt')}`);
    const { code, out } = await call('check', '--json');
    assert.equal(code, 1);
    assert.ok((JSON.parse(out) as { level: string; line: number }[]).some(({ level, line }) => level === 'error' && line <= 2)); // prettier-ignore
    assert.equal((await call('fmt')).code, 1);
  });

  describe('in a git repository', () => {
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }); // prettier-ignore
    const file = 'kiosk.txt.claims.yaml';

    /** Two branches: one changes the note, the other adds a review. */
    async function branches(ours: string, theirs: string): Promise<void> {
      await put('kiosk.txt', text);
      await put(file, sidecarOf('kiosk.txt'));
      git('add', '.');
      git('commit', '-qm', 'base');
      git('checkout', '-qb', 'other');
      await put(file, theirs);
      git('commit', '-qam', 'theirs');
      git('checkout', '-q', '-');
      await put(file, ours);
      git('commit', '-qam', 'ours');
    }
    const review = '    reviews:\n      - by: Bo\n        verdict: disagree\n        created: "2026-11-22T10:00:00Z"\n';
    const merge = (): boolean => {
      try {
        git('merge', '-q', '--no-edit', 'other');
        return true;
      } catch {
        return false;
      }
    };

    beforeEach(() => void git('init', '-q'));

    it('sets git up once, and never ends with only one side if the program is missing', async () => {
      for (let times = 0; times < 2; times++) assert.equal((await call('git-setup')).code, 0);
      assert.equal(String(await bytesOf('.gitattributes')), '*.claims.yaml merge=claimmark\n');
      await put('.git/claimmark/merge.sh', String(await bytesOf('.git/claimmark/merge.sh')).replace(/command -v (?:claimmark|node)/g, 'false')); // prettier-ignore
      await branches(sidecarOf('kiosk.txt', 'changed here'), `${sidecarOf('kiosk.txt')}${review}`);
      merge();
      const merged = String(await bytesOf(file));
      assert.match(merged, /changed here/);
      assert.match(merged, /verdict: disagree/);
    });

    it('finds a file that git has not finished merging', async () => {
      await put('.gitattributes', '*.claims.yaml merge=claimmark\n');
      git('config', 'merge.claimmark.driver', 'no-such-program %O %A %B');
      await branches(sidecarOf('kiosk.txt', 'mine'), sidecarOf('kiosk.txt', 'theirs'));
      assert.equal(merge(), false);
      const said = 'kiosk.txt.claims.yaml:1:1: error: git has not finished merging this file, and it may hold only one side. Merge it (git checkout --merge, or claimmark merge), then git add it.\n'; // prettier-ignore
      for (const args of [['check'], ['check', '--staged'], ['check', '--changed-since', 'HEAD']]) {
        const { code, out } = await call(...args);
        assert.deepEqual([code, out], [1, said]);
      }
      const around = path.dirname(folder);
      git('-C', around, 'init', '-q');
      git('-C', around, 'add', 'work');
      assert.equal((await workplace(around).call('check', 'work')).out, `work/${said}`);
    });

    it('does not take the sidecar of a source for an annotator’s of a source with a shorter name', async () => {
      for (const name of ['kiosk', 'kiosk.txt']) await put(name, text);
      await put(file, sidecarOf('kiosk.txt'));
      assert.match((await call('check', 'kiosk')).err, /kiosk has no sidecar/);
      assert.match((await call('check', 'kiosk.txt')).err, /^sidecars: 1,/);
    });

    it('makes nothing from a file in a merge, or deleted by the other side, unless it is left out', async () => {
      await branches(sidecarOf('kiosk.txt', 'mine'), sidecarOf('kiosk.txt', 'theirs'));
      git('checkout', '-q', 'other');
      git('rm', '-q', file);
      git('commit', '-qm', 'removed');
      git('checkout', '-q', '-');
      assert.equal(merge(), false);
      assert.equal(String(await bytesOf(file)), sidecarOf('kiosk.txt', 'mine'));
      const commands = [['brief'], ['report'], ['export', '--format', 'csv'], ['report', '--pages', '--out', 'pages']];
      for (const args of commands) {
        const { code, out, err } = await call(...args);
        assert.deepEqual([code, out], [1, ''], args[0]);
        assert.match(err, /^kiosk\.txt\.claims\.yaml: error: git has not finished merging this sidecar, so nothing is made from it\./); // prettier-ignore
        assert.equal((await call(...args, '--leave-out-broken')).code, 0, args[0]);
      }
      const looks = [['list'], ['matrix'], ['links'], ['agreement']];
      for (const args of looks) {
        const { code, err } = await call(...args);
        assert.deepEqual([code, err], [1, 'kiosk.txt.claims.yaml: error: git has not finished merging this sidecar; what can be read of it may be half.\n']); // prettier-ignore
      }
      await mkdir(path.join(folder, 'drafts'));
      for (const command of ['check', 'list', 'brief']) {
        const { code, out, err } = await workplace(path.join(folder, 'drafts')).call(command, '../kiosk.txt');
        assert.deepEqual(
          [code, /^\.\.\/kiosk\.txt\.claims\.yaml:.* git has not finished/m.test(out + err)],
          [1, true],
          command,
        );
      }
      git('add', file);
      for (const args of [...commands, ...looks]) assert.equal((await call(...args)).code, 0, args[0]);
    });
  });
});
