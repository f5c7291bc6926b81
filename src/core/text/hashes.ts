import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { withLf } from './lines';
import { wellFormed } from './links';

/**
 * A short hash: two texts with the same one are practically always equal (53 bits and the length). It is no protection
 * against somebody who makes two texts with the same hash on purpose.
 */
export function fingerprint(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return `${text.length.toString(36)}-${(4294967296 * (2097151 & b) + (a >>> 0)).toString(36)}`;
}

/** The first 8 hex digits of the SHA-256 of a text in UTF-8 with `\n`: identifies the words that a verdict judged. */
export function wordsHash(text: string): string {
  return bytesToHex(sha256(wellFormed(withLf(text)))).slice(0, 8);
}
