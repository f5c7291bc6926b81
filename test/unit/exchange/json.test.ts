import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsingInPieces } from '../../../src/core/exchange/json';
import { parseJson } from '../../../src/core/exchange/records';
import { drain } from '../../../src/core/text/steps';

/** What the host makes of a text. */
function byHost(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const inPieces = (text: string, size: number): unknown => drain(parsingInPieces(text, size));

describe('JSON that is parsed in pieces', () => {
  it('is the same as the host parses, however small the pieces', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 6 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(undefined, 1, '\t'),
        (text, size, indent) => {
          const spaced = JSON.stringify(JSON.parse(text), undefined, indent);
          assert.deepEqual(inPieces(spaced, size), byHost(spaced));
        },
      ),
      { seed: 20261130, numRuns: 1500 },
    );
  });

  it('is refused if the host refuses it', () => {
    const parts = ['[', ']', '{', '}', ',', ':', '"', '"a"', '"b":', '\\', '\\"', '1', '-', '0', '1e', '.5', 'null', 'tru', ' ', '\n', '"__proto__":', '[1,2]', '{"c":[]}']; // prettier-ignore
    let [sound, refused] = [0, 0];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...parts), { maxLength: 14 }),
        fc.integer({ min: 1, max: 12 }),
        (some, size) => {
          const text = some.join('');
          const expected = byHost(text);
          if (expected === undefined) refused++;
          else sound++;
          assert.deepEqual(inPieces(text, size), expected, text);
        },
      ),
      { seed: 20261130, numRuns: 4000 },
    );
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.constantFrom(...parts, ''),
        fc.nat(3),
        fc.integer({ min: 1, max: 20 }),
        (text, place, put, cut, size) => {
          const at = place % (text.length + 1);
          const wounded = text.slice(0, at) + put + text.slice(at + cut);
          assert.deepEqual(inPieces(wounded, size), byHost(wounded), wounded);
        },
      ),
      { seed: 20261130, numRuns: 4000 },
    );
    assert.ok(sound > 100 && refused > 2000, `${sound} ${refused}`);
  });

  it('keeps a key with the name of the prototype, and the last of two keys with one name', () => {
    const text = '{"__proto__": [1, 2, 3], "a": {"b": 1, "c": 2}, "a": [4, 5, 6, 7, 8, 9]}';
    const value = inPieces(text, 3) as Record<string, unknown>;
    assert.deepEqual(Object.keys(value), ['__proto__', 'a']);
    assert.deepEqual(value['a'], [4, 5, 6, 7, 8, 9]);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
  });

  it('is cut even if it is one list in objects, or one object with many keys', () => {
    const rows = Array.from({ length: 4000 }, (_, i) => ({
      id: i,
      text: `Ferry ${i} “left” \\ [early] {so}`,
      at: [i, i + 5],
    }));
    for (const value of [
      rows,
      { total: rows.length, rows },
      { page: { items: rows, next: null } },
      Object.fromEntries(rows.map((row) => [`k${row.id}`, row])),
    ]) {
      const text = JSON.stringify(value, null, 1);
      const size = 5000;
      const steps = parsingInPieces(text, size);
      let count = 0;
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) count++;
      assert.deepEqual(step.value, value);
      // Once over all of it, once in pieces.
      assert.ok(count > (1.5 * text.length) / size, `${count} steps for ${text.length} units`);
    }
  });

  it('takes no more memory than the text if brackets are nested without end', () => {
    for (const text of [
      '['.repeat(3e6),
      '[{"a":'.repeat(4e5),
      `${'['.repeat(1e5)}${']'.repeat(1e5)},`,
      '[],'.repeat(1e6),
    ])
      assert.equal(inPieces(text, 1000), undefined);
    const deep = `${'['.repeat(1000)}${']'.repeat(1000)}`;
    assert.deepEqual(inPieces(deep, 100), byHost(deep));
  });

  it('reads numbers as Python writes them, even in long texts', () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `{"text": "NaN is no number", "score": ${i % 2 ? 'NaN' : '-Infinity'}}`,
    );
    const value = parseJson(`[${rows.join(', ')}]`) as { text: string; score: unknown }[];
    assert.equal(value.length, rows.length);
    assert.deepEqual(value[7], { text: 'NaN is no number', score: null });
  });
});
