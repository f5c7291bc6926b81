import assert from 'node:assert/strict';
import { readSidecar } from '../../../src/core/sidecar/read';
import { oddForms } from './oddForms';

const entry = (i: number): string =>
  `  - id: e${String(i).padStart(7, '0')}\n    tag: quote\n    text: The tram number ${i} turns here and there\n    line: ${i + 1}\n    before: "it was said that "\n    after: " and so on, and on, for a long while"\n\n`;
const entries = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => entry(from + i)).join('');
const head = 'claimmark: 1\nsource: a.txt\nannotations:\n';
const braces = (i: number): string => `{"id": "e${i}", "tag": "quote", "text": "The tram number ${i} turns here and there, and so on", "line": ${i + 1}},\n`; // prettier-ignore

/** Lines that no sidecar has at its margin. */
const broken = [': : :', '*x : y', '&x', '!!! x', '%x y', '@x', '---', '|', '"abc', '{', '[', ']', '\tx', '\0', 'a\u2028b', '\ufeff', 'words\n: x', '`x`', '-x: -', 'words']; // prettier-ignore

const isFull = process.env['CLAIMMARK_RUNS'] !== undefined;

/** A quick run reads shorter ones, in half of the time. */
const [count, limit] = isFull ? [11_000, 1_000_000] : [3000, 500_000];

describe('a long sidecar', () => {
  for (const line of broken)
    it(`that is broken by ${JSON.stringify(line)} at its margin is salvaged in under a second, wherever the line is`, () => {
      const whole = entries(0, count);
      for (const text of [
        `${head}${entries(0, count / 2)}${line}\n${entries(count / 2, count)}`,
        `${head}${whole}${line}\n`,
        `${head}${line}\n${whole}`,
      ]) {
        const before = process.cpuUsage();
        const sidecar = readSidecar(text);
        const { user, system } = process.cpuUsage(before);
        assert.equal(sidecar.state, 'broken');
        assert.equal(sidecar.source, 'a.txt');
        assert.ok(sidecar.entries.length >= count - 1);
        assert.ok(!sidecar.problems.some(({ code }) => code === 'missing'));
        assert.ok(user + system < limit, `${(user + system) / 1000} ms`);
      }
    });

  it('in braces that was cut off is recognised in under a second', () => {
    const text = `{"claimmark": 1, "source": "a.txt", "annotations": [${Array.from({ length: 20_000 }, (_, i) => braces(i)).join('')}`;
    const before = process.cpuUsage();
    const sidecar = readSidecar(text);
    const { user, system } = process.cpuUsage(before);
    assert.deepEqual([sidecar.state, sidecar.source, sidecar.problems[0]?.code], ['broken', 'a.txt', 'syntax']);
    assert.ok(user + system < 1_000_000, `${(user + system) / 1000} ms`);
  });

  for (const end of ['...\n', '...', '... # done\n\n# more\n', '...\r\n'])
    it(`whose document ends in ${JSON.stringify(end)} is read as without it, in under a second`, () => {
      const text = `${head}${entries(0, count)}`;
      const before = process.cpuUsage();
      const { state, source, problems, entries: read } = readSidecar(text + end);
      const { user, system } = process.cpuUsage(before);
      assert.deepEqual([state, source, problems, read.length], ['writable', 'a.txt', [], count]);
      const plain = readSidecar(text).entries;
      assert.deepEqual(read.map(({ key, annotation, span }) => [key, annotation, span]), plain.map(({ key, annotation, span }) => [key, annotation, span])); // prettier-ignore
      assert.ok(user + system < 500_000, `${(user + system) / 1000} ms`);
    });

  it('with a second document, or half a value above the end, is still broken', () => {
    for (const text of [
      `${head}${entries(0, 3)}...\n---\na: b\n`,
      `${head}${entries(0, 3)}...\nannotations: []\n`,
      `claimmark: 1\nsource: "a.txt\n...\n# "\n`,
      `${head}${entries(0, 3)}...\r\n${'# more\r\n'.repeat(60)}and: more\r\n`,
    ])
      assert.equal(readSidecar(text).state, 'broken', text);
    const [, half] = readSidecar(
      `${head}${entry(1)}${entry(2).replace('tag: quote', 'tag: "quote')}...\n# "\n`,
    ).entries;
    assert.equal(half, undefined);
  });

  it('is read like a short one, in any form', () => {
    const read = (text: string): unknown => {
      const { state, source, entries } = readSidecar(text);
      return [state, source, entries.map(({ annotation }) => annotation)];
    };
    for (const [index, [name, text]] of [...oddForms()].entries()) {
      if (!isFull && index % 6 !== 0) continue;
      if (text.startsWith('\ufeff')) continue;
      const eol = text.includes('\r\n') ? '\r\n' : '\n';
      const long = `# ${'x'.repeat(97)}${eol}`.repeat(600);
      assert.deepEqual(read(long + text), read(text), name);
      const end = text.endsWith('\n') ? '' : eol;
      if (readSidecar(text).state !== 'broken') assert.deepEqual(read(text + end + long), read(text + end), name);
    }
  });
});
