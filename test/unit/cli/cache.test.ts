import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Cache, largestFolder, mostUnits } from '../../../src/cli/cache';
import { readSettings } from '../../../src/cli/settings';
import { userFolders, type UserFolders } from '../../../src/cli/folders';
import { seeded } from '../random';
import { dropFolder, makeFolder, sidecarOf, workplace, type Outcome, type Workplace } from './calling';

/** A harbour's log of one day; no two are alike. */
function textOf(number: number): string {
  return [
    `Day ${number} at the harbour of Vellmar.`,
    `The ferry Osprey brought ${number * 7 + 3} crates of salt.`,
    `“We counted them twice,” said Iris Holm on day ${number}.`,
    'Nobody has seen the second lighter.',
  ].join('\n');
}

function sidecarFor(number: number, more = ''): string {
  const text = textOf(number);
  const lines = text.split('\n');
  return sidecarOf(`day-${number}.txt`, text, [
    { id: `count-${number}`, tag: 'verified', text: lines[1] ?? '', more },
    { id: `said-${number}`, tag: 'quote', text: lines[2] ?? '' },
    { id: `lighter-${number}`, tag: 'unconfirmed', text: lines[3] ?? '' },
  ]);
}

const many = 70;

describe('a check with a cache', () => {
  let folder: string;
  let home: string;
  let folders: UserFolders;
  let kept: Workplace;
  let plain: Workplace;

  beforeEach(async () => {
    [folder, home] = [await makeFolder(), await makeFolder()];
    folders = { cache: path.join(home, 'cache'), secrets: path.join(home, 'config') };
    kept = workplace(folder, undefined, { folders });
    plain = workplace(folder);
    for (let i = 0; i < many; i++) {
      await plain.put(`day-${i}.txt`, textOf(i));
      await plain.put(`day-${i}.txt.claims.yaml`, sidecarFor(i));
    }
  });

  afterEach(() => Promise.all([dropFolder(folder), dropFolder(home)]));

  const cacheFile = async (): Promise<string> => {
    const [name, ...others] = await readdir(folders.cache);
    assert.deepEqual(others, []);
    return path.join(folders.cache, name ?? '');
  };

  async function same(): Promise<Outcome> {
    const [cached, fresh] = [await kept.call('check'), await plain.call('check')];
    assert.deepEqual(cached, fresh);
    return cached;
  }

  it('has the same findings as without, whether the cache is empty, full or deleted', async () => {
    const cold = await same();
    assert.equal(cold.code, 1);
    assert.match(cold.err, /^sidecars: 70, findings: 70, remarks: 70$/m);
    assert.deepEqual(await same(), cold);
    await rm(folders.cache, { recursive: true });
    assert.deepEqual(await same(), cold);
  });

  it('has the same findings if a file has become a link to itself', async () => {
    await same();
    for (const name of ['day-3.txt.claims.yaml', 'day-5.txt']) {
      await rm(path.join(folder, name));
      await symlink(name, path.join(folder, name));
    }
    const { code, out } = await same();
    assert.equal(code, 1);
    for (const name of ['day-3.txt.claims.yaml', 'day-5.txt'])
      assert.match(out, new RegExp(`: error: .*${name} is a link that leads back to itself`), name);
  });

  it('has the same findings from any folder, and follows other settings', async () => {
    await same();
    const below = workplace(path.join(folder, 'notes'), undefined, { folders });
    await below.put('here.txt', 'Nothing.');
    await plain.put('.vscode/settings.json', '{ "claimmark.problems.rules": { "quote-without-speaker": "off" } }');
    const off = await same();
    assert.match(off.err, /^sidecars: 70, findings: 0, remarks: 70$/m);
    assert.deepEqual(await below.call('check', '..'), await workplace(below.folder).call('check', '..'));
  });

  it('has the same findings after any edits of sources, sidecars, links and files, whatever was cached', async () => {
    for (const seed of [1, 2]) {
      const random = seeded(seed);
      const pick = (below: number): number => Math.floor(random() * below);
      for (let step = 0; step < 8; step++) {
        const [one, other] = [pick(many), pick(many)];
        const file = `day-${one}.txt`;
        const edits: (() => Promise<void>)[] = [
          () => plain.put(file, textOf(one).replace('salt', `salt and ${pick(90)} barrels`)),
          () => plain.put(file, ''),
          () => plain.put(file, textOf(one)),
          () => rm(path.join(folder, file), { force: true }),
          () => plain.put(`${file}.claims.yaml`, sidecarFor(one)),
          () => plain.put(`${file}.claims.yaml`, sidecarFor(one, `    links:\n      - to: day-${other}.txt#count-${other}\n        relation: contradicts\n`)), // prettier-ignore
          () => plain.put(`${file}.claims.yaml`, sidecarFor(one, `    evidence:\n      - source: day-${other}.txt\n        id: lighter-${other}\n        quote: crates\n`)), // prettier-ignore
          () => plain.put(`${file}.claims.yaml`, 'claimmark: 1\nsource: [\n'),
          () => plain.put(`${file}.mo.claims.yaml`, sidecarFor(one).replace('tag: verified', 'tag: unconfirmed')),
          () => rm(path.join(folder, `${file}.mo.claims.yaml`), { force: true }),
        ];
        for (let i = 0; i < 3; i++) await edits[pick(edits.length)]?.();
        await same();
      }
    }
  });

  it('has the same findings for sources that depend on each other as if all were judged together', async () => {
    for (let i = 0; i < many; i += 3)
      await plain.put(`day-${i}.txt.claims.yaml`, sidecarFor(i, `    evidence:\n      - source: day-${(i * 5) % many}.txt\n        id: count-${(i * 5) % many}\n`)); // prettier-ignore
    await plain.put('day-7.txt.mo.claims.yaml', sidecarFor(7).replace('tag: verified', 'tag: unconfirmed'));
    const names = (await readdir(folder)).filter((name) => name.endsWith('.claims.yaml')).sort();
    const together = await plain.callWith(names.join('\n'), 'check', '-');
    assert.match(together.out, /rests on/);
    assert.deepEqual(await plain.call('check'), together);
    assert.deepEqual(await kept.call('check'), together);
    assert.deepEqual(await kept.call('check'), together);
  });

  it('judges nothing anew that has not changed', async () => {
    await same();
    const { root, tags, rules, settledBy } = await readSettings(folder);
    const cache = await Cache.open(folders, root, { tags, rules, settledBy });
    for (let i = 0; i < many; i++) {
      const known = cache?.get(`day-${i}.txt.claims.yaml`);
      assert.ok(known);
      cache?.keep(`day-${i}.txt.claims.yaml`, { ...known, result: known.result.replace('Verified, and', 'Kept, and') });
    }
    await cache?.save();
    await plain.put('day-3.txt.claims.yaml', sidecarFor(3, '    note: counted again\n'));
    await plain.put('day-4.txt', `${textOf(4)}\n`);
    const { out } = await kept.call('check');
    const told = out.split('\n').flatMap((line) => (line.includes('Verified, and') ? [line.split(':')[0]] : []));
    assert.deepEqual(told, ['day-3.txt.claims.yaml', 'day-4.txt.claims.yaml']);
    assert.equal(out.match(/Kept, and/g)?.length, many - 2);
  });

  it('starts anew if a file has the right signature but can’t be read, and replaces it', async () => {
    const before = await same();
    const file = await cacheFile();
    const whole = await readFile(file);
    const key = await readFile(path.join(folders.secrets, 'cache.key'));
    const packed = whole.subarray(32);
    const text = inflateRawSync(packed).toString('utf8');
    const head = text.slice(0, text.indexOf('\n') + 1);
    const bodies: Uint8Array[] = [
      Buffer.from(text), // not packed, as it once was
      packed.subarray(0, packed.length - 40),
      Buffer.alloc(0),
      ...['no JSON\t{}\n', 'null\t{}\n', '["x","","",""]{}\n'].map((line) => deflateRawSync(Buffer.from(head + line))),
    ];
    for (const body of bodies) {
      await writeFile(file, Buffer.concat([createHmac('sha256', key).update(body).digest(), body]));
      assert.deepEqual(await kept.call('check'), before);
      assert.equal(await cacheFile(), file);
      assert.deepEqual(await readFile(file), whole);
    }
  });

  it('writes nothing with --no-cache, or for a few sources', async () => {
    await kept.call('check', '--no-cache');
    for (let i = 20; i < many; i++) await rm(path.join(folder, `day-${i}.txt.claims.yaml`));
    await kept.call('check');
    await assert.rejects(readdir(folders.cache), { code: 'ENOENT' });
  });

  describe('if somebody else can write it', () => {
    const hide = (text: string): string => text.replaceAll(/"findings":\[[^\n]*\]\}/g, '"findings":[]}');
    const packed = (signature: Uint8Array, text: string): Uint8Array => Buffer.concat([signature, deflateRawSync(Buffer.from(text), { level: 1 })]); // prettier-ignore
    const textIn = (file: Buffer): string => inflateRawSync(file.subarray(32)).toString('utf8');

    it('neither hides nor invents findings: changed, cut or wrongly signed entries are not read', async () => {
      const before = await same();
      const file = await cacheFile();
      const whole = await readFile(file);
      const text = textIn(whole);
      const signature = whole.subarray(0, 32);
      assert.notEqual(hide(text), text);
      assert.deepEqual(packed(signature, text), whole, 'else the others would not be read for their form alone');
      const hostile: Uint8Array[] = [
        packed(signature, hide(text)),
        packed(signature, text.replaceAll('Verified, and', '\u001b[2JVerified, and')),
        whole.subarray(0, whole.length - 40),
        whole.subarray(0, 20),
        Buffer.alloc(0),
        Buffer.concat([whole, Buffer.from('["x","","",""]\t{\n')]),
        packed(signature, `${text}["x","","",""]\t{\n`),
        Buffer.from(JSON.stringify({ __proto__: null, findings: [] })),
      ];
      for (const content of hostile) {
        await writeFile(file, content);
        assert.deepEqual(await kept.call('check'), before);
      }
      const theirs = { cache: folders.cache, secrets: path.join(home, 'theirs') };
      await rm(file);
      await workplace(folder, undefined, { folders: theirs }).call('check');
      const [foreign = ''] = await readdir(folders.cache);
      const theirFile = await readFile(path.join(folders.cache, foreign));
      await writeFile(file, packed(theirFile.subarray(0, 32), hide(textIn(theirFile))));
      assert.deepEqual(await kept.call('check'), before);
    });

    it('writes through no link, and is not stopped by a folder, link or file in its place', async () => {
      const before = await same();
      const file = await cacheFile();
      const precious = path.join(home, 'precious.txt');
      await writeFile(precious, 'mine');
      await rm(file);
      await symlink(precious, file);
      assert.deepEqual(await kept.call('check'), before);
      assert.equal(await readFile(precious, 'utf8'), 'mine');
      await rm(file);
      await mkdir(file);
      assert.deepEqual(await kept.call('check'), before);
      await rm(folders.cache, { recursive: true });
      await writeFile(folders.cache, 'no folder');
      assert.deepEqual(await kept.call('check'), before);
    });

    it('is not trusted if others can read the key', async function () {
      if (process.platform === 'win32') this.skip();
      await same();
      const key = path.join(folders.secrets, 'cache.key');
      assert.equal((await stat(key)).mode & 0o777, 0o600);
      assert.equal((await stat(await cacheFile())).mode & 0o777, 0o600);
      await chmod(key, 0o644);
      assert.equal(await Cache.open(folders, folder, {}), undefined);
      await same();
    });
  });

  it('is bounded: the entries used last are kept', async () => {
    const cache = await Cache.open(folders, folder, {});
    const bytes = { sidecar: 'a', source: 'a.txt', text: 'b' };
    const result = JSON.stringify('x'.repeat(mostUnits / 3));
    for (const name of ['one', 'two', 'three']) cache?.keep(name, { bytes, result });
    await cache?.save();
    assert.ok((await stat(await cacheFile())).size < mostUnits / 100, 'what is alike takes little room');
    const again = await Cache.open(folders, folder, {});
    assert.deepEqual(['one', 'two', 'three'].map((name) => again?.get(name)?.result.length), [result.length, result.length, undefined]); // prettier-ignore
    const old = path.join(folders.cache, 'old.check');
    await writeFile(old, Buffer.alloc(largestFolder));
    await utimes(old, 1, 1);
    again?.keep('four', { bytes, result: '{}' });
    await again?.save();
    await assert.rejects(stat(old), { code: 'ENOENT' });
    assert.deepEqual((await Cache.open(folders, folder, {}))?.get('four')?.bytes, bytes);
  });

  it('ignores entries of another version, other settings or another folder', async () => {
    const cache = await Cache.open(folders, folder, { settledBy: 1 });
    cache?.keep('one', { bytes: { sidecar: 'a', source: undefined, text: 'b' }, result: '{}' });
    await cache?.save();
    assert.notEqual((await Cache.open(folders, folder, { settledBy: 1 }))?.get('one'), undefined);
    assert.equal((await Cache.open(folders, folder, { settledBy: 2 }))?.get('one'), undefined);
    assert.equal((await Cache.open(folders, home, { settledBy: 1 }))?.get('one'), undefined);
  });
});

describe('the folder of a user’s cache', () => {
  it('is the system’s own place for caches', () => {
    const { posix, win32 } = path;
    assert.deepEqual(userFolders('linux', {}, '/home/ana', posix), { cache: '/home/ana/.cache/claimmark', secrets: '/home/ana/.config/claimmark' }); // prettier-ignore
    assert.deepEqual(userFolders('linux', { XDG_CACHE_HOME: '/fast', XDG_CONFIG_HOME: '/etc/ana' }, '/home/ana', posix), { cache: '/fast/claimmark', secrets: '/etc/ana/claimmark' }); // prettier-ignore
    assert.deepEqual(userFolders('darwin', { XDG_CACHE_HOME: '/fast' }, '/Users/ana', posix), { cache: '/Users/ana/Library/Caches/claimmark', secrets: '/Users/ana/Library/Application Support/claimmark' }); // prettier-ignore
    assert.deepEqual(userFolders('win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\ana', win32), { cache: 'D:\\Local\\Claimmark\\Cache', secrets: 'D:\\Local\\Claimmark\\Keys' }); // prettier-ignore
    assert.deepEqual(userFolders('win32', {}, 'C:\\Users\\ana', win32)?.cache, 'C:\\Users\\ana\\AppData\\Local\\Claimmark\\Cache'); // prettier-ignore
  });

  it('is undefined without an absolute path: a relative one would be among the sources', () => {
    assert.deepEqual(userFolders('linux', { XDG_CACHE_HOME: 'cache' }, '/home/ana', path.posix)?.cache, '/home/ana/.cache/claimmark'); // prettier-ignore
    assert.equal(userFolders('linux', { XDG_CACHE_HOME: 'cache' }, '', path.posix), undefined);
  });
});
