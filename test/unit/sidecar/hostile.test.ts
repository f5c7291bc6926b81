import assert from 'node:assert/strict';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { revise } from '../../../src/core/sidecar/write';

const head = 'claimmark: 1\nsource: a.txt\nannotations:\n';
const good = '  - id: good0001\n    tag: quote\n    text: Found\n';

/** `depth` lines, each deeper than the one before. */
function staircase(line: string, depth = 2000, from = 0): string {
  return Array.from({ length: depth }, (_, i) => ' '.repeat(i + from) + line).join('\n');
}

const attacks: Readonly<Record<string, string>> = {
  'brackets in an entry': `${head}  - text: ${'['.repeat(1e5)}\n${good}`,
  'a file of braces': '{a: '.repeat(1e5),
  'dashes on one line': `${head}  - ${'- '.repeat(1e5)}x\n${good}`,
  'question marks': '? '.repeat(1e5),
  'a staircase of maps': staircase('a:'),
  'a staircase of lists': `${head}${staircase('-', 2000, 2)}\n`,
  'a staircase in an entry': `${head}  - a:\n${staircase('a:', 2000, 6)}\n${good}`,
  'a staircase of question marks': `${head}  -\n${staircase('?', 2000, 3)}\n${good}`,
  'a thousand million laughs': `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n${head}${good}`,
  'many keys': `${head}  - {${Array.from({ length: 3000 }, (_, i) => `k${String(i)}: 1`).join(', ')}}\n${good}`,
  'one key many times': `${head}  - id: x\n${'    k: 1\n'.repeat(2e4)}${good}`,
  'many entries alike': `${head}${'  - tag: quote\n    text: x\n'.repeat(8000)}${good}`,
  'one id many times': `${head}${'  - id: a\n    tag: quote\n    text: x\n'.repeat(1e4)}${good}`,
  backslashes: `${head}  - tag: quote\n    text: "${'\\'.repeat(3e5 + 1)}"\n${good}`,
  quotes: `${head}  - tag: quote\n    text: '${"'".repeat(3e5)}\n${good}`,
  'quotes never closed': `${head}${'  - tag: quote\n    text: "a\n'.repeat(500)}${good}`,
  blanks: `${head}  - tag: quote\n    text: a${' '.repeat(3e5)}b: c\n${good}`,
  'empty lines': `${head}${'\n'.repeat(3e5)}${good}${'\n'.repeat(3e5)}`,
  comments: `${head}${'# x\n'.repeat(5e4)}${good}${'  # x\n'.repeat(5e4)}`,
  markers: '<<<<<<< a\n=======\n>>>>>>> b\n'.repeat(1e4) + head + good,
  'markers that do not match': '<<<<<<< a\n'.repeat(1e4) + head + good,
  documents: '---\n'.repeat(3000) + head + good,
  types: `${head}  - ${'- !a '.repeat(5e4)}x\n${good}`,
  exclamations: '! '.repeat(1e5),
  directives: '% a\n'.repeat(3000),
  zeros: '\0'.repeat(3e5),
  'one line': 'x'.repeat(1e6),
};

describe('a hostile sidecar', () => {
  for (const [name, text] of Object.entries(attacks)) {
    it(`is read fast enough: ${name}`, () => {
      const start = process.cpuUsage();
      const sidecar = readSidecar(text);
      revise(sidecar, [{ of: 'annotation', id: 'new00001', after: { id: 'new00001', tag: 'quote', text: 'x' } }]);
      mergeSidecars('', text, head + good);
      assert.ok(process.cpuUsage(start).user < 4e6);
      if (text.startsWith(head) && text.includes(good))
        assert.ok(sidecar.entries.some(({ key }) => key === 'good0001'));
    });
  }

  it('has no aliases, anchors or types followed, and no prototype changed', () => {
    const text = `${head}  - id: a\n    tag: &t quote\n    text: x\n  - tag: *t\n    text: y\n  - tag: !!js/function quote\n    text: z\n  - tag: quote\n    text: w\n    __proto__: {polluted: yes}\n    <<: {note: merged}\n${good}`;
    const { entries, problems } = readSidecar(text);
    assert.deepEqual(
      entries.map(({ annotation }) => annotation.text),
      ['w', 'Found'],
    );
    assert.equal(entries[0]?.annotation.note, undefined);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    assert.deepEqual(
      problems.flatMap((problem) => (problem.code === 'refused' ? [problem.what] : [])),
      ['anchor', 'alias', 'type', 'prototype', 'merge'],
    );
  });
});
