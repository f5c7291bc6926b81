import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { version } from '../../package.json';
import type { UserFolders } from './folders';

/**
 * Earlier results about sidecars, by the content of these and of their sources. It is only a cache: an entry is valid
 * only for exactly the same bytes, and for the same version and settings; without the file, everything is computed
 * again with the same result. Folders of caches are often copied, as between jobs of a server, and others may write to
 * them. So the file is signed with a key that is kept elsewhere and never leaves the machine: what others wrote or
 * changed is not read.
 */

/** The result about one sidecar. */
export interface Known {
  /** Digests of the bytes that the result was made from. */
  readonly bytes: Digests;
  /** The result, as JSON. */
  readonly result: string;
}

/** Digests of a sidecar's bytes and its source's; a missing source has none. */
interface Digests {
  readonly sidecar: string;
  /** The path of the source from the workspace's folder. */
  readonly source: string | undefined;
  readonly text: string | undefined;
}

/**
 * Most content of a cache, in UTF-16 units; the rest is not kept. 10,000 sidecars with 33 findings each take 100
 * million, and a tenth of that when compressed. Below it, the most bytes of all files together. Guessed.
 */
export const mostUnits = 192 * 1024 * 1024;
export const largestFolder = 256 * 1024 * 1024;

export const digestOfBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url');

/** The cache of one question about one workspace. */
export class Cache {
  private readonly next = new Map<string, Known>();
  private changed = false;

  private constructor(
    private readonly file: string,
    private readonly key: Buffer,
    private readonly about: string,
    private readonly known: ReadonlyMap<string, Known>,
  ) {}

  /**
   * Opens the cache for a question; `about` is everything but the files that its answers depend on. Undefined if this
   * user can have none.
   */
  static async open({ cache, secrets }: UserFolders, root: string, about: unknown): Promise<Cache | undefined> {
    const key = await keyIn(secrets).catch(() => undefined);
    if (!key) return undefined;
    const head = JSON.stringify([version, root, about]);
    const file = path.join(cache, `${createHmac('sha256', key).update(root).digest('hex').slice(0, 32)}.check`);
    return new Cache(file, key, head, await readEntries(file, key, head));
  }

  /** The entry of a sidecar by its name; the caller has to compare the digests. */
  get(name: string): Known | undefined {
    return this.known.get(name);
  }

  /** Sets the entry of a sidecar. Entries that are not set again are dropped. */
  keep(name: string, known: Known): void {
    this.changed ||= this.known.get(name) !== known;
    this.next.set(name, known);
  }

  /** Writes the entries to the file. A disk that is full or write-protected does not fail the call. */
  async save(): Promise<void> {
    if (!this.changed && this.next.size === this.known.size) return;
    const folder = path.dirname(this.file);
    const temporary = `${this.file}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(temporary, signed(this.key, this.about, this.next), { flag: 'wx', mode: 0o600 });
      await rename(temporary, this.file);
      await makeRoom(folder, this.file);
    } catch {
      // Nothing is lost: the next call computes it again.
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }
}

/** The key of this user on this machine, created if missing; undefined if others could read or change it. */
async function keyIn(folder: string): Promise<Buffer | undefined> {
  const file = path.join(folder, 'cache.key');
  const made = randomBytes(32);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, made, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  // Windows lacks this flag and these bits: there, the permissions of the folder keep others out.
  const { O_NOFOLLOW = 0 } = constants as Partial<typeof constants>;
  const handle = await open(file, constants.O_RDONLY | O_NOFOLLOW);
  try {
    const { mode, uid } = await handle.stat();
    const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0);
    const key = await handle.readFile();
    return isOwn && key.length === made.length ? key : undefined;
  } finally {
    await handle.close();
  }
}

const lineBreak = 10;
const tab = 9;

const signatureOf = (key: Buffer, body: Uint8Array): Buffer => createHmac('sha256', key).update(body).digest();

/** A signature and compressed lines: the first tells what the rest is about, then there is one for each sidecar. */
function signed(key: Buffer, about: string, entries: ReadonlyMap<string, Known>): Buffer {
  const lines = [`${about}\n`];
  let size = about.length;
  for (const [name, { bytes, result }] of entries) {
    const line = `${JSON.stringify([name, bytes.sidecar, bytes.source ?? null, bytes.text ?? null])}\t${result}\n`;
    size += line.length;
    if (size > mostUnits) continue;
    lines.push(line);
  }
  // Findings resemble each other: the fastest compression reduces them to a tenth.
  const body = deflateRawSync(Buffer.from(lines.join('')), { level: 1 });
  return Buffer.concat([signatureOf(key, body), body]);
}

/** The entries of a file signed with this user's key, about the same; none if the file is anything else. */
async function readEntries(file: string, key: Buffer, about: string): Promise<ReadonlyMap<string, Known>> {
  const stats = await stat(file).catch(() => undefined);
  if (!stats?.isFile() || stats.size > largestFolder) return new Map();
  const whole = await readFile(file).catch(() => undefined);
  if (!whole || whole.length < 32) return new Map();
  if (!timingSafeEqual(whole.subarray(0, 32), signatureOf(key, whole.subarray(32)))) return new Map();
  try {
    const entries = entriesIn(inflateRawSync(whole.subarray(32)), about);
    // The folder is shrunk by deleting the least recently used files.
    if (entries.size > 0) await utimes(file, new Date(), new Date()).catch(() => undefined);
    return entries;
  } catch {
    // Another version of this program signed it, in another form; the next save overwrites it.
    return new Map();
  }
}

/** The entries of a body about the same; throws if the body has another form. */
function entriesIn(body: Buffer, about: string): ReadonlyMap<string, Known> {
  const entries = new Map<string, Known>();
  let at = body.indexOf(lineBreak) + 1;
  if (body.toString('utf8', 0, at - 1) !== about) return entries;
  while (at > 0 && at < body.length) {
    const end = body.indexOf(lineBreak, at);
    const middle = body.indexOf(tab, at);
    const [name, sidecar, source, text] = JSON.parse(body.toString('utf8', at, middle)) as [
      string,
      string,
      string | null,
      string | null,
    ];
    const bytes = { sidecar, source: source ?? undefined, text: text ?? undefined };
    entries.set(name, { bytes, result: body.toString('utf8', middle + 1, end) });
    at = end + 1;
  }
  return entries;
}

/** Deletes the least recently used files, and those of killed calls, until the folder is small enough. */
async function makeRoom(folder: string, own: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /\.check(?:\.[0-9a-f]+\.tmp)?$/.test(name));
  const files = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const { size = 0, mtimeMs = 0 } = (await stat(file).catch(() => undefined)) ?? {};
      return { file, size, mtimeMs };
    }),
  );
  const hour = 60 * 60 * 1000;
  let size = 0;
  for (const one of files.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    size += one.size;
    const isLeft = one.file.endsWith('.tmp') && Date.now() - one.mtimeMs > hour;
    if (one.file !== own && (isLeft || size > largestFolder)) await rm(one.file, { force: true });
  }
}
