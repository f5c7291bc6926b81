import { unzipSync, zipSync } from 'fflate';

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
