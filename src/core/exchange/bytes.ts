import { Inflate, strFromU8, strToU8, unzlibSync, zipSync, zlibSync } from 'fflate';
import { decodeText } from '../text/encoding';
import type { FileProblem } from './format';

/** Most bytes that an archive may unpack to, as for sources; counted while unpacking. */
const largest = 50 * 1024 * 1024;
/** Most files that an archive's directory can count. */
const most = 0xffff;

/** Decodes the text of a file, or says why its bytes are in no encoding that is read. */
export function textOf(content: Uint8Array | string): string | FileProblem {
  if (typeof content === 'string') return content.replace(/^\ufeff/, '');
  if (isArchive(content)) return { code: 'archive' };
  const decoded = decodeText(content);
  return 'text' in decoded ? decoded.text : { code: 'not-text', at: decoded.invalidAt, detail: decoded.encoding };
}

/** Whether a file begins as zip archives do; workbooks of Excel are such archives. */
function isArchive(content: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, i) => content[i] === byte);
}

/** A zip archive of files by name; its bytes depend on nothing else. */
export function pack(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipSync(files, { mtime: '1980-01-01T00:00:00', level: 6 });
}

/** The `wanted` files of a zip archive, or why not: it is damaged or unpacks to too much. */
export function* unpack(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Generator<undefined, ReadonlyMap<string, Uint8Array> | FileProblem> {
  const entries = directoryOf(bytes);
  if (!entries) return { code: 'not-this-format' };
  const files = new Map<string, Uint8Array>();
  let room = largest;
  for (const entry of entries.filter(({ name }) => wanted(name))) {
    const file = yield* inflated(bytes, entry, room);
    if (file === 'too-large') return { code: 'too-large', at: largest };
    if (!file) return { code: 'not-this-format' };
    room -= file.length;
    files.set(entry.name, file);
  }
  return files;
}

/** A file in an archive, as described by the directory at the archive's end. */
interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

function directoryOf(bytes: Uint8Array): readonly Entry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === undefined) return undefined;
  const count = view.getUint16(end + 10, true);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < Math.min(count, most); i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return undefined;
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    entries.push({
      name: nameOf(bytes.subarray(at + 46, at + 46 + (name ?? 0))),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

/** The start of the end-of-directory record, before a comment of at most 64 kB. */
function endOf(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  return undefined;
}

function nameOf(bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  return 'text' in decoded ? decoded.text : String.fromCharCode(...bytes);
}

/** Unpacks a file to at most `room` bytes; undefined if they are not what the directory says. */
function* inflated(
  bytes: Uint8Array,
  { method, packed, size, at }: Entry,
  room: number,
): Generator<undefined, Uint8Array | 'too-large' | undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (size > room) return 'too-large';
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) return undefined;
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const data = bytes.subarray(start, start + packed);
  if (data.length < packed || (method !== 0 && method !== 8)) return undefined;
  if (method === 0) return packed === size ? data : undefined;
  return yield* unfold(data, size, room);
}

function* unfold(
  data: Uint8Array,
  size: number,
  room: number,
): Generator<undefined, Uint8Array | 'too-large' | undefined> {
  const file = new Uint8Array(size);
  let count = 0;
  const stream = new Inflate((chunk) => {
    if (count + chunk.length <= size) file.set(chunk, count);
    count += chunk.length;
  });
  const step = 1 << 14;
  try {
    for (let from = 0; from < data.length && count <= size; from += step) {
      stream.push(data.subarray(from, from + step), from + step >= data.length);
      yield;
    }
  } catch (error) {
    // For damaged data, fflate throws errors with a number as their code.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
  if (count > room) return 'too-large';
  return count === size ? file : undefined;
}

/** A JSON value, compressed quickly. */
export function packed(value: unknown): Uint8Array {
  return zlibSync(strToU8(JSON.stringify(value)), { level: 1 });
}

/** The value of `packed` bytes; undefined for any other bytes, such as truncated ones. */
export function unpacked(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strFromU8(unzlibSync(bytes)));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
