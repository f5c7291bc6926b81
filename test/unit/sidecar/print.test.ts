import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { printString } from '../../../src/core/sidecar/print';
import { readSidecar } from '../../../src/core/sidecar/read';
import { newSidecar } from '../../../src/core/sidecar/write';
import { anything, runs } from './any';

const style = { flow: false, indent: 4, eol: '\n' };

describe('printing a string', () => {
  const cases: Readonly<Record<string, string>> = {
    'Leaders met in May': 'Leaders met in May',
    '26 countries': '26 countries',
    'https://example.org/a#b': 'https://example.org/a#b',
    '“Quote,” he said': '“Quote,” he said',
    '日本語。': '日本語。',
    '': '""',
    no: '"no"',
    Y: '"Y"',
    '~': '"~"',
    '1e3': '"1e3"',
    '12:30': '"12:30"',
    '0o7': '"0o7"',
    '12345678': '"12345678"',
    '2026-11-20': '"2026-11-20"',
    '=': '"="',
    '<<': '"<<"',
    '- a': '"- a"',
    'a: b': '"a: b"',
    'a #b': '"a #b"',
    'a:': '"a:"',
    ' a': '" a"',
    'a ': '"a "',
    'a\tb': '"a\\tb"',
    'a\u2028b': '"a\\u2028b"',
    '\ufeff': '"\\ufeff"',
    '\ud800': '"\\ud800"',
    '---': '"---"',
    'a\nb': '|-\n      a\n      b',
    'a\n\n- b\n': '|\n      a\n\n      - b',
    'a \nb': '"a \\nb"',
    ' a\nb': '" a\\nb"',
    'a\n\n': '"a\\n\\n"',
    'a\rb': '"a\\rb"',
  };
  for (const [value, printed] of Object.entries(cases)) {
    it(`writes ${JSON.stringify(value)} as ${JSON.stringify(printed)}`, () => {
      assert.equal(printString(value, style), printed);
    });
  }

  it('reads back the same under YAML 1.1 and 1.2, in blocks and in braces, and in our reader', () => {
    for (let seed = 0; seed < runs(300); seed++) {
      const value = anything(seed).string();
      for (const flow of [false, true]) {
        const text = flow
          ? `- {k: ${printString(value, { ...style, flow })}}\n`
          : `  - k: ${printString(value, style)}\n`;
        for (const version of ['1.1', '1.2'] as const) {
          const schema = version === '1.1' ? 'yaml-1.1' : 'core';
          assert.deepEqual(parse(text, { version, schema }), [{ k: value }], text);
        }
      }
      const entry = `claimmark: 1\nannotations:\n  - tag: quote\n    text: x\n    note: ${printString(value, style)}\n`;
      assert.equal(readSidecar(entry).entries[0]?.annotation.note, value);
    }
  }).timeout(1e9);

  it('begins a new file so that it reads back', () => {
    const nasty = ['paris-summit.txt', 'a: b #1.txt', ' a.txt', 'a\nb.txt', '日本.md', 'no', '\u202ea.txt'];
    for (const source of nasty) {
      for (const eol of ['\n', '\r\n']) {
        const sidecar = readSidecar(newSidecar(source, eol));
        assert.deepEqual([sidecar.state, sidecar.source, sidecar.problems], ['writable', source, []]);
      }
    }
  });
});
