/** Decoded text, or the offset of the first invalid byte, from 0, as programs that show bytes count. */
export type Decoded =
  { readonly text: string; readonly encoding: Encoding } | { readonly encoding: Encoding; readonly invalidAt: number };

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Decodes bytes, without their byte-order mark. The mark tells UTF-8 from UTF-16; without one they are UTF-8. Invalid
 * bytes never become U+FFFD: `48 69` -> `Hi`; `ff fe 48 00` -> `H`; `48 fc` -> invalid at 1.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  const text = decoded(encoding, bytes);
  return text === undefined ? { encoding, invalidAt: firstInvalid(bytes, encoding) } : { text, encoding };
}

/** The same, but with the mark of UTF-8 kept in the text, for files that are written back byte by byte. */
export function decodeWithMark(bytes: Uint8Array): Decoded {
  const read = decodeText(bytes);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked && 'text' in read ? { ...read, text: `\ufeff${read.text}` } : read;
}

/** Bytes that are not UTF-8 as an editor shows them, with U+FFFD for invalid ones: never to be written or judged by. */
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

/** Swaps the bytes of each UTF-16 unit, since not every host can decode both orders. */
function swapped(bytes: Uint8Array): Uint8Array {
  const other = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) other[i ^ 1] = bytes[i] ?? 0;
  return other;
}

/** The end of the longest prefix that can be decoded, by binary search. */
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

/** Encodes a text in UTF-8; a lone surrogate becomes U+FFFD, as UTF-8 can't hold it. */
export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
