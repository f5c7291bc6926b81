import type { Annotation } from '../model/annotation';

/**
 * Gives keys to entries without an id of their own, from their words and tags, so that all who read the file derive
 * the same. A key looks like an id, and becomes one when the entry is next written. Keys that it gives are taken.
 */
export function keysFrom(taken: Set<string>): (annotation: Pick<Annotation, 'text' | 'tag'>) => string {
  const turns = new Map<string, number>();
  return ({ tag, text }) => {
    const words = `${tag}\n${text}`;
    for (let turn = turns.get(words) ?? 0; ; turn++) {
      const key = eight(hash(words, 2 * turn), hash(words, 2 * turn + 1));
      if (taken.has(key)) continue;
      taken.add(key);
      turns.set(words, turn + 1);
      return key;
    }
  };
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
