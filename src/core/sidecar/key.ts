import type { Annotation } from '../annotation';

/**
 * A key for an entry without an id of its own, from its words and tag, so that all who read the file derive the same.
 * It looks like an id, and becomes one when the entry is next written.
 */
export function derivedKey(annotation: Pick<Annotation, 'text' | 'tag'>, taken: (key: string) => boolean): string {
  const words = `${annotation.tag}\n${annotation.text}`;
  for (let turn = 0; ; turn++) {
    const key = eight(hash(words, 2 * turn), hash(words, 2 * turn + 1));
    if (!taken(key)) return key;
  }
}

function eight(high: number, low: number): string {
  const digits = (n: number): string => n.toString(36).padStart(7, '0').slice(-4);
  return digits(high) + digits(low);
}

/** FNV-1a over UTF-16 units, 32 bits, with the finalizer of MurmurHash3. */
function hash(words: string, seed: number): number {
  let h = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1);
  for (let i = 0; i < words.length; i++) h = Math.imul(h ^ words.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
