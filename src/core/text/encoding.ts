/**
 * Text that was read from bytes, or the offset of the first byte that is not in their encoding: from 0, as programs that
 * show bytes count them, and as every message says it.
 */
export type Decoded =
  { readonly text: string; readonly encoding: Encoding } | { readonly encoding: Encoding; readonly invalidAt: number };

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * The text of bytes, without its byte-order mark. The mark decides between UTF-8 and UTF-16; without one they are UTF-8.
 * Bytes that are not in that encoding are an answer of their own and never become U+FFFD:
 * `48 69` -> `Hi`; `ff fe 48 00` -> `H`; `48 fc` -> invalid at 1.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  const text = decoded(encoding, bytes);
  return text === undefined ? { encoding, invalidAt: firstInvalid(bytes, encoding) } : { text, encoding };
}

/** The same with the mark of UTF-8 left in the text, for files that are written back byte by byte. */
export function decodeWithMark(bytes: Uint8Array): Decoded {
  const read = decodeText(bytes);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked && 'text' in read ? { ...read, text: `\ufeff${read.text}` } : read;
}

/** What an editor shows of bytes that are not UTF-8, with U+FFFD for what it can't read: never to be written or judged by. */
export function shownText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function decoded(encoding: Encoding, bytes: Uint8Array): string | undefined {
  try {
    return encoding === 'utf-16be'
      ? new TextDecoder('utf-16le', { fatal: true }).decode(swapped(bytes))
      : new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** UTF-16 with the bytes of each unit exchanged; not every host has a decoder for both orders. */
function swapped(bytes: Uint8Array): Uint8Array {
  const other = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) other[i ^ 1] = bytes[i] ?? 0;
  return other;
}

/** Where the longest start ends that can be decoded, found by halving. */
function firstInvalid(bytes: Uint8Array, encoding: Encoding): number {
  const ok = (end: number): boolean => {
    for (let back = 0; back < 4 && back <= end; back++)
      if (decoded(encoding, bytes.subarray(0, end - back)) !== undefined) return true;
    return false;
  };
  let low = 0;
  let high = bytes.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (ok(middle)) low = middle;
    else high = middle;
  }
  while (low > 0 && decoded(encoding, bytes.subarray(0, low)) === undefined) low--;
  return low;
}

/** The bytes of a text in UTF-8; a lone surrogate becomes U+FFFD, as UTF-8 can't hold it. */
export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
