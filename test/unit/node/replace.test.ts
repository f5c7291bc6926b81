import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import type { Disk } from '../../../src/node/lock';
import { replaceFile } from '../../../src/node/replace';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const given = bytes('before');
const next = bytes('after, and longer');

describe('replacing a file', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(tmpdir(), 'claimmark-replace-'));
    file = path.join(folder, 'rain.txt.claims.yaml');
    await fs.writeFile(file, given, { mode: 0o640 });
  });
  afterEach(() => fs.rm(folder, { recursive: true, force: true }));

  const now = async (): Promise<string> => fs.readFile(file, 'utf8');

  const litter = async (): Promise<string[]> =>
    (await fs.readdir(folder)).filter((name) => /\.(?:tmp|lock)$/.test(name));

  it('puts the new content in place, and keeps the permissions', async () => {
    assert.equal(await replaceFile(file, given, next), true);
    assert.equal(await now(), 'after, and longer');
    assert.equal((await fs.stat(file)).mode & 0o777, 0o640);
    assert.deepEqual(await fs.readdir(folder), [path.basename(file)]);
  });

  it('writes nothing if the file holds something else', async () => {
    assert.equal(await replaceFile(file, bytes('other'), next), false);
    assert.equal(await replaceFile(file, undefined, next), false);
    assert.equal(await now(), 'before');
  });

  it('overwrites nothing that another program writes while the new content goes to the disk', async () => {
    for (const expected of [given, undefined]) {
      if (!expected) await fs.rm(file);
      const open = async (...args: Parameters<typeof fs.open>): Promise<fs.FileHandle> => {
        if (String(args[0]).endsWith('.tmp')) await fs.writeFile(file, 'theirs');
        return fs.open(...args);
      };
      assert.equal(await replaceFile(file, expected, next, { ...fs, open }), false);
      assert.equal(await now(), 'theirs');
      assert.deepEqual(await litter(), []);
    }
  });

  it('waits on Windows until no other program has the file open, and gives up after a while', async () => {
    const failing = (times: number, code: string): { disk: Disk; tried: () => number } => {
      let tried = 0;
      const rename = (...args: Parameters<typeof fs.rename>): Promise<void> =>
        tried++ < times ? Promise.reject(Object.assign(new Error('in use'), { code })) : fs.rename(...args);
      return { disk: { ...fs, rename }, tried: () => tried };
    };
    for (const code of ['EPERM', 'EACCES', 'EBUSY']) {
      await fs.writeFile(file, given);
      const { disk, tried } = failing(3, code);
      assert.equal(await replaceFile(file, given, next, disk, 'win32'), true);
      assert.deepEqual([await now(), tried(), await litter()], ['after, and longer', 4, []]);
    }
    await fs.writeFile(file, given);
    const held = failing(Infinity, 'EPERM');
    await assert.rejects(replaceFile(file, given, next, held.disk, 'win32'), { code: 'EPERM' });
    assert.deepEqual([await now(), held.tried(), await litter()], ['before', 9, []]);
    const elsewhere = failing(1, 'EPERM');
    await assert.rejects(replaceFile(file, given, next, elsewhere.disk, 'linux'), { code: 'EPERM' });
    assert.equal(elsewhere.tried(), 1);
  });

  it('loses nothing of a program that wrote the file while it could not be replaced', async () => {
    let tried = 0;
    const rename = async (...args: Parameters<typeof fs.rename>): Promise<void> => {
      if (tried++ > 0) return fs.rename(...args);
      await fs.writeFile(file, 'theirs');
      throw Object.assign(new Error('in use'), { code: 'EBUSY' });
    };
    assert.equal(await replaceFile(file, given, next, { ...fs, rename }, 'win32'), false);
    assert.deepEqual([await now(), await litter()], ['theirs', []]);
  });

  it('creates a missing file, and only if none is expected', async () => {
    const fresh = path.join(folder, 'fresh');
    assert.equal(await replaceFile(fresh, given, next), false);
    assert.equal(await replaceFile(fresh, undefined, next), true);
    assert.equal(await fs.readFile(fresh, 'utf8'), 'after, and longer');
  });

  it('writes through a symbolic link', async () => {
    const link = path.join(folder, 'link');
    await fs.symlink(file, link);
    assert.equal(await replaceFile(link, given, next), true);
    assert.equal(await now(), 'after, and longer');
    assert.ok((await fs.lstat(link)).isSymbolicLink());
  });

  it('keeps a symbolic link to something missing, such as an unplugged drive', async () => {
    const link = path.join(folder, 'link');
    await fs.symlink(path.join(folder, 'drive', 'far'), link);
    await assert.rejects(replaceFile(link, undefined, next), { code: 'ELINK' });
    assert.ok((await fs.lstat(link)).isSymbolicLink());
  });

  it('keeps the owner of the file', async function () {
    if (process.getuid?.() !== 0) this.skip(); // only root can make a file another’s
    await fs.chown(file, 1234, 5678);
    assert.equal(await replaceFile(file, given, next), true);
    const { uid, gid, mode } = await fs.stat(file);
    assert.deepEqual([uid, gid, mode & 0o777], [1234, 5678, 0o640]);
  });

  it('keeps at least the group if only the writer can be the owner', async () => {
    const asked: [number, number][] = [];
    const stat = async (...args: Parameters<typeof fs.stat>) =>
      Object.assign(await fs.stat(...args), { uid: 1234, gid: 5678 });
    const open = async (...args: Parameters<typeof fs.open>): Promise<fs.FileHandle> =>
      Object.assign(await fs.open(...args), {
        async chown(uid: number, gid: number) {
          asked.push([uid, gid]);
          if (uid === 1234) throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
        },
      });
    assert.equal(await replaceFile(file, given, next, { ...fs, open, stat } as Disk), true);
    assert.deepEqual(asked, [[1234, 5678], [(await fs.stat(file)).uid, 5678]]); // prettier-ignore
  });

  it('says so if nothing can be created in the folder', async () => {
    const open = async (...args: Parameters<typeof fs.open>): Promise<fs.FileHandle> => {
      if (!String(args[0]).endsWith('.tmp')) return fs.open(...args);
      throw Object.assign(new Error('not permitted'), { code: 'EACCES' });
    };
    await assert.rejects(replaceFile(file, given, next, { ...fs, open }), { code: 'EFOLDER' });
    assert.equal(await now(), 'before');
  });

  it('works although something else has the name of its lock, and leaves that alone', async () => {
    const lock = path.join(folder, '.rain.txt.claims.yaml.lock');
    for (const plant of [
      () => fs.mkdir(lock),
      () => fs.symlink(path.join(folder, 'nowhere'), lock),
      () => void execFileSync('mkfifo', [lock]),
    ]) {
      if (process.platform === 'win32' && plant !== undefined) return;
      await plant();
      await fs.writeFile(file, given);
      const begun = Date.now();
      assert.equal(await replaceFile(file, given, next), true);
      assert.ok(Date.now() - begun < 2000);
      assert.equal((await fs.lstat(lock)).isFile(), false);
      await fs.rm(lock, { recursive: true });
    }
  });

  it('says so if a folder or a pipe has the name of the file', async () => {
    await fs.rm(file);
    await fs.mkdir(file);
    await assert.rejects(replaceFile(file, undefined, next), { code: 'ENOFILE' });
  });

  it('excludes programs with another folder for temporary files, and loses none of 200 lines', async () => {
    const writers = ['one', 'two'].map(async (name) => {
      const own = await fs.mkdtemp(path.join(tmpdir(), 'claimmark-own-'));
      const child = spawn(process.execPath, ['--import=tsx', path.join(__dirname, 'appending.ts'), file, name], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, TMPDIR: own },
      });
      const [code] = (await once(child, 'close')) as [number];
      await fs.rm(own, { recursive: true, force: true });
      assert.equal(code, 0);
    });
    await Promise.all(writers);
    const lines = (await now()).split('\n').filter((line) => /^(?:one|two) \d+$/.test(line));
    assert.equal(new Set(lines).size, 200);
    assert.equal(lines.length, 200);
    assert.deepEqual(await litter(), []);
  });

  it('lets many writers each add their line, and loses none', async () => {
    const append = async (line: string): Promise<void> => {
      for (;;) {
        const current = await fs.readFile(file);
        if (await replaceFile(file, current, bytes(`${current.toString()}\n${line}`))) return;
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, i) => append(`line ${i}`)));
    assert.equal(new Set((await now()).split('\n')).size, 21);
  });

  it('leaves the old file or the new one, whichever operation fails', async () => {
    for (let step = 0; step < 40; step++) {
      await fs.writeFile(file, given);
      const { disk, reached } = faulty(step, 'fails');
      await replaceFile(file, given, next, disk).catch((error: NodeJS.ErrnoException) => {
        assert.equal(error.code, 'EIO');
      });
      assert.ok(['before', 'after, and longer'].includes(await now()), `step ${step}`);
      assert.deepEqual(
        (await litter()).filter((name) => name.endsWith('.tmp')),
        [],
        `step ${step}`,
      );
      await forgetLocks(file);
      if (!reached()) return;
    }
    assert.fail('there was no end to the operations');
  });

  it('leaves the old file or the new one when the process is killed at any step', async () => {
    for (let step = 0; step < 40; step++) {
      await fs.writeFile(file, given);
      const { disk, reached } = faulty(step, 'dies');
      const ended = { yet: false };
      void replaceFile(file, given, next, disk).finally(() => (ended.yet = true));
      while (!ended.yet && !reached()) await new Promise((resolve) => setTimeout(resolve, 1));
      assert.ok(['before', 'after, and longer'].includes(await now()), `step ${step}`);
      await forgetLocks(file);
      if (!reached()) return;
    }
    assert.fail('there was no end to the operations');
  });

  it('does not wait for a process that was killed, and cleans up after it', async () => {
    const child = spawn(process.execPath, ['--import=tsx', path.join(__dirname, 'dying.ts'), file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    assert.equal((await litter()).length, 2);
    child.kill('SIGKILL');
    await once(child, 'close');
    const begun = Date.now();
    assert.equal(await replaceFile(file, given, next), true);
    assert.ok(Date.now() - begun < 1000);
    assert.deepEqual(await litter(), []);
  });

  it('cleans up after a killed process, and keeps its lock until then in case it is killed, too', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const [lock, left] = ['lock', 'abcdef.tmp'].map((ending) => path.join(folder, `.rain.txt.claims.yaml.${ending}`)) as [string, string]; // prettier-ignore
    for (let step = 0; step < 60; step++) {
      await fs.writeFile(file, given);
      await fs.writeFile(lock, `${pid} abcdef ${hostname()}`);
      await fs.writeFile(left, 'half');
      const { disk, reached } = faulty(step, 'dies');
      const ended = { yet: false };
      void replaceFile(file, given, next, disk).finally(() => (ended.yet = true));
      while (!ended.yet && !reached()) await new Promise((resolve) => setTimeout(resolve, 1));
      const told = await fs.readFile(lock, 'utf8').catch(() => '');
      assert.ok(told.includes('abcdef') || !(await litter()).includes(path.basename(left)), `step ${step}`);
      for (const name of await fs.readdir(folder)) if (name.startsWith('.')) await fs.rm(path.join(folder, name));
      if (!reached()) return;
    }
    assert.fail('there was no end to the operations');
  });

  it('writes nothing after a wait so long that others took its turn', async () => {
    const gate: { open?: (value: unknown) => void } = {};
    const slow = new Promise((resolve) => (gate.open = resolve));
    const reached = { writing: false };
    const open = async (...args: Parameters<typeof fs.open>): Promise<fs.FileHandle> => {
      if (!String(args[0]).endsWith('.tmp')) return fs.open(...args);
      reached.writing = true;
      await slow;
      return fs.open(...args);
    };
    const first = replaceFile(file, given, next, { ...fs, open } as Disk);
    while (!reached.writing) await new Promise((resolve) => setTimeout(resolve, 5));
    await forgetLocks(file);
    assert.equal(await replaceFile(file, given, bytes('theirs')), true);
    gate.open?.(undefined);
    assert.equal(await first, false);
    assert.equal(await now(), 'theirs');
    assert.deepEqual(await litter(), []);
  });
});

/** A disk whose operation number `step` fails, or after whose operation number `step` nothing happens any more. */
function faulty(step: number, how: 'fails' | 'dies'): { disk: Disk; reached: () => boolean } {
  let count = 0;
  let reached = false;
  const wrap = <A extends unknown[], R>(operation: (...args: A) => Promise<R>): ((...args: A) => Promise<R>) => {
    return async (...args) => {
      const mine = count++;
      if (mine === step) reached = true;
      if (mine === step && how === 'fails') throw Object.assign(new Error('the disk is broken'), { code: 'EIO' });
      if (mine >= step && how === 'dies') return new Promise<R>(() => undefined);
      return operation(...args);
    };
  };
  const open = wrap(async (...args: Parameters<typeof fs.open>) => {
    const handle = await fs.open(...args);
    return new Proxy(handle, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        const bound = (value as (...args: unknown[]) => Promise<unknown>).bind(target);
        return name === 'close' && how === 'fails' ? bound : wrap(bound);
      },
    });
  });
  const { access, link, lstat, readFile, realpath, rename, rm, stat } = fs;
  const disk = {
    access: wrap(access),
    link: wrap(link),
    lstat: wrap(lstat),
    open,
    readFile: wrap(readFile),
    realpath: wrap(realpath),
  };
  const cleaning = how === 'fails' ? rm : wrap(rm);
  return {
    disk: { ...disk, rename: wrap(rename), rm: cleaning, stat: wrap(stat) } as unknown as Disk,
    reached: () => reached,
  };
}

/** A lock of this process, which is running, becomes void after a while; a test does not wait for that. */
async function forgetLocks(file: string): Promise<void> {
  const folder = path.dirname(file);
  for (const name of await fs.readdir(folder)) if (/\.lock/.test(name)) await fs.rm(path.join(folder, name));
}
