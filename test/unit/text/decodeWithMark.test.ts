import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText, decodeWithMark } from '../../../src/core/text/encoding';

const bytes = (...all: number[]): Uint8Array => Uint8Array.from(all);

describe('the bytes of a file', () => {
  it('are UTF-8 if the host can decode them, and otherwise a fault at the first wrong byte', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 12 }),
        fc.boolean(),
        fc.constantFrom('', 'é', '😀', '\ufeff'),
        (raw, tail, text) => {
          const known = new TextEncoder().encode(text);
          const all = Uint8Array.from(tail ? [...known, ...raw] : [...raw, ...known]);
          if (all[0] === 0xff || all[0] === 0xfe) return;
          const decoded = decodeWithMark(all);
          const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
          if ('text' in decoded) assert.equal(decoded.text, strict.decode(all));
          else {
            assert.throws(() => strict.decode(all));
            strict.decode(all.slice(0, decoded.invalidAt));
            assert.throws(() => strict.decode(all.slice(0, decoded.invalidAt + 1)));
          }
        },
      ),
      { seed: 5, numRuns: 3000 },
    );
  });

  it('are UTF-16 if a byte-order mark says so, in either order', () => {
    assert.deepEqual(decodeText(bytes(0xff, 0xfe, 0x41, 0, 0xe9, 0)), { text: 'Aé', encoding: 'utf-16le' });
    assert.deepEqual(decodeText(bytes(0xfe, 0xff, 0, 0x41, 0, 0xe9)), { text: 'Aé', encoding: 'utf-16be' });
    assert.deepEqual(decodeText(bytes(0xff, 0xfe, 0x41)), { encoding: 'utf-16le', invalidAt: 2 });
  });

  it('keep a byte-order mark of UTF-8', () => {
    assert.deepEqual(decodeWithMark(bytes(0xef, 0xbb, 0xbf, 0x41)), { text: '\ufeffA', encoding: 'utf-8' });
  });
});
