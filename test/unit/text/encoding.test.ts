import assert from 'node:assert/strict';
import { decodeText, encodeUtf8 } from '../../../src/core/text/encoding';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('the text of bytes', () => {
  it('is UTF-8 without a byte-order mark, and otherwise as the mark says', () => {
    assert.deepEqual(decodeText(encodeUtf8('añ😀')), { text: 'añ😀', encoding: 'utf-8' });
    assert.deepEqual(decodeText(bytes(0xef, 0xbb, 0xbf, 0x61)), { text: 'a', encoding: 'utf-8' });
    assert.deepEqual(decodeText(bytes(0xff, 0xfe, 0x61, 0, 0x3d, 0xd8, 0, 0xde)), {
      text: 'a😀',
      encoding: 'utf-16le',
    });
    assert.deepEqual(decodeText(bytes(0xfe, 0xff, 0, 0x61, 0xd8, 0x3d, 0xde, 0)), {
      text: 'a😀',
      encoding: 'utf-16be',
    });
    assert.deepEqual(decodeText(bytes()), { text: '', encoding: 'utf-8' });
  });

  it('is undefined if they are in no known encoding, with the first wrong byte', () => {
    for (const [wrong, at] of [
      [[0x4d, 0xfc, 0x6c], 1],
      [[0x80], 0],
      [[0x61, 0xc3], 1],
      [[0x61, 0x62, 0xe2, 0x82], 2],
      [[0xc3, 0xa4, 0xed, 0xa0, 0x80, 0x61], 2],
      [[0x61, 0xf4, 0x90, 0x80, 0x80], 1],
    ] as const)
      assert.deepEqual(decodeText(bytes(...wrong)), { encoding: 'utf-8', invalidAt: at }, wrong.join());
    assert.deepEqual(decodeText(bytes(0xff, 0xfe, 0x61, 0, 0x61)), { encoding: 'utf-16le', invalidAt: 4 });
    assert.deepEqual(decodeText(bytes(0xff, 0xfe, 0x3d, 0xd8, 0x61, 0)), { encoding: 'utf-16le', invalidAt: 2 });
  });

  it('is found wrong at the end of a long text in little time', () => {
    const long = new Uint8Array(2_000_001).fill(0x61);
    long[2_000_000] = 0xff;
    assert.deepEqual(decodeText(long), { encoding: 'utf-8', invalidAt: 2_000_000 });
  });
});
