import { unzipSync, zipSync } from 'fflate';

/** The first bits of a character of two, three and four bytes. */
const heads = [0, 0xc0, 0xe0, 0xf0];

/** The bytes of a text; a lone surrogate becomes U+FFFD, as UTF-8 can't hold it. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let end = 0;
  for (const character of text) {
    const read = character.codePointAt(0) ?? 0;
    const code = read >= 0xd800 && read < 0xe000 ? 0xfffd : read;
    if (code < 0x80) bytes[end++] = code;
    else {
      const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      bytes[end++] = (heads[more] ?? 0) | (code >> (6 * more));
      for (let shift = 6 * (more - 1); shift >= 0; shift -= 6) bytes[end++] = 0x80 | ((code >> shift) & 0x3f);
    }
  }
  return bytes.slice(0, end);
}

/** The text of bytes, without its byte-order mark; what isn't UTF-8 becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  let units: number[] = [];
  for (let i = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0; i < bytes.length;) {
    const { code, length } = characterAt(bytes, i);
    i += length;
    if (code > 0xffff) units.push(0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff));
    else units.push(code);
    if (units.length > 8192) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
  }
  return parts.join('') + String.fromCharCode(...units);
}

function characterAt(bytes: Uint8Array, at: number): { code: number; length: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { code: first, length: 1 };
  const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  let code = first & (0x3f >> more);
  for (let i = 1; i <= more; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return { code: 0xfffd, length: i };
    code = (code << 6) | (next & 0x3f);
  }
  const least = [0, 0x80, 0x800, 0x10000][more] ?? 0;
  const sound = first >= 0xc2 && code >= least && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return { code: sound ? code : 0xfffd, length: more + 1 };
}

/** No archive of text sources is larger; a larger one is refused before it is unpacked. */
const largest = 256 * 1024 * 1024;
const most = 20_000;

/** Files by name, as a zip archive whose bytes depend on nothing else. */
export function pack(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipSync(files, { mtime: '1980-01-01T00:00:00', level: 6 });
}

/** The files of a zip archive that are `wanted`; why not, where it isn't one or unpacks to too much. */
export function unpack(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): ReadonlyMap<string, Uint8Array> | 'not-this-format' | 'forbidden' {
  let total = 0;
  let count = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!wanted(name)) return false;
        total += originalSize;
        return ++count <= most && total <= largest;
      },
    });
    return count > most || total > largest ? 'forbidden' : new Map(Object.entries(files));
  } catch (error) {
    // fflate throws errors with a number as their code on whatever isn't a sound archive.
    if (error instanceof Error && 'code' in error) return 'not-this-format';
    if (error instanceof RangeError) return 'forbidden';
    throw error;
  }
}
