import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { withLf } from './lines';
import { wellFormed } from './links';

/** The first 8 hex digits of the SHA-256 of a text in UTF-8 with `\n`: tells whether somebody judged these very words. */
export function wordsHash(text: string): string {
  return bytesToHex(sha256(wellFormed(withLf(text)))).slice(0, 8);
}
