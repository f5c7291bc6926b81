import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import { readSidecar, reread } from '../../../src/core/sidecar/read';
import { revise } from '../../../src/core/sidecar/write';
import { seeded } from '../random';
import { processorTime } from '../processorTime';

/** An entry of some 340 units, as the program writes it. */
const entry = (n: number): string =>
  `  - id: id${String(n).padStart(6, '0')}\n    tag: verified\n    text: Ferry ${n} left the pier at noon, and nobody had told the harbour master of it\n    line: ${n + 1}\n    column: 3\n    before: "what stood before it in the log of the day, "\n    after: ", and what stood after it in the log of the day"\n    note: Seen ${n}\n    by: Ana\n    created: "2026-11-22T10:04:00Z"\n`;
const fileOf = (count: number, between: readonly [at: number, line: string] = [-1, '']): string =>
  `claimmark: 1\nsource: a.txt\nannotations:\n${Array.from({ length: count }, (_, n) => (n === between[0] ? between[1] : '') + entry(n)).join('\n')}`;

const rubbish: Readonly<Record<string, string>> = {
  'words at the margin': 'somebody wrote this here\n',
  'words less deep than entries': ' somebody wrote this here\n',
  'words after a tab': '\tsomebody wrote this here\n',
  'a tag, an anchor, brackets that end nothing': '!!! &this is ]] what\n',
  'an open brace': '{\n',
  'an open bracket as a value': 'more: [a, b\n',
  'an open quote as a value': 'more: "a, b\n',
  'a percent sign': '%what\n',
};

describe('a broken file of two megabytes', () => {
  const count = 6000;
  const sound = fileOf(count);
  readSidecar(sound);
  const friendly = processorTime(() => readSidecar(sound));

  for (const [name, line] of Object.entries(rubbish))
    it(`is salvaged whole, in a few times the time of a sound one: ${name}`, () => {
      const text = fileOf(count, [count / 2, line]);
      const time = processorTime(() => {
        const { entries, state } = readSidecar(text);
        assert.deepEqual([entries.length, state], [count, 'broken']);
      });
      assert.ok(time < 8 * friendly + 50, `${time} ms beside ${friendly} ms`);
    });
});

describe('a line that is no YAML in its place', () => {
  const pieces = ['a', 'b c', ':', ': ', ' ', '\t', '#', '"', "'", '[', ']', '{', '}', '-', '- ', '? ', '|', '>', '!', '&x', '*x', ',', '%', '@', '.', '...', '---', '\\', 'é', '=', '<<']; // prettier-ignore

  it('is reported only if YAML does not allow it there, and the lines around it are read', () => {
    const next = seeded(20261130);
    const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
    const pick = (list: readonly string[]): string => list[int(0, list.length - 1)] ?? '';
    const counts = { broken: 0, sound: 0 };
    for (let turn = 0; turn < 1500; turn++) {
      const words = Array.from({ length: int(1, 5) }, () => pick(pieces)).join('');
      const line = `${pick(['', '', ' ', '  ', '\t'])}${words}\n`;
      const text = turn % 4 === 0 ? line + fileOf(2) : fileOf(3, [int(1, 2), line]);
      const { state, problems, entries } = readSidecar(text);
      const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false });
      const errors = Array.isArray(documents) ? documents.flatMap((one) => one.errors) : [];
      const isStray = problems.some((one) => one.code === 'syntax' && text.slice(one.span.from, one.span.to) === line.trim() && line.trim() !== ''); // prettier-ignore
      if (state === 'broken' && isStray) {
        counts.broken++;
        assert.ok(errors.length > 0, JSON.stringify(line));
        if (turn % 4 !== 0) assert.equal(entries.length, 3, JSON.stringify(line));
      } else if (errors.length === 0) counts.sound++;
    }
    assert.ok(counts.broken > 180 && counts.sound > 60, JSON.stringify(counts));
  });
});

describe('a list in the place of an entry', () => {
  const head = 'claimmark: 1\nsource: a.txt\nannotations:\n';
  const words = (text: string): string[] => readSidecar(text).entries.map(({ annotation }) => annotation.text);
  const files: Readonly<Record<string, string>> = {
    'a dash alone at the margin': '-\n  - tag: a\n    text: Gulls\n\n  - tag: b\n    text: Terns\n',
    'a dash alone below an entry': '- tag: a\n  text: Gulls\n-\n  - tag: b\n    text: Terns\n',
    'two dashes in a line': '- - tag: a\n    text: Gulls\n  - tag: b\n    text: Terns\n',
    brackets: '- [{ tag: a, text: Gulls }]\n- { tag: b, text: Terns }\n',
    'a list in a list in a list': '-\n  -\n    - tag: a\n      text: Gulls\n  - tag: b\n    text: Terns\n',
  };

  for (const [name, list] of Object.entries(files))
    it(`hides no entry, is reported with its place, and is not written to: ${name}`, () => {
      const sidecar = readSidecar(head + list);
      assert.deepEqual(words(head + list), ['Gulls', 'Terns']);
      assert.equal(sidecar.state, 'broken');
      assert.ok(sidecar.problems.some(({ code }) => code === 'type'));
      for (const entry of sidecar.entries) assert.ok(entry.fieldSpans().has('text'));
      const added = { of: 'annotation' as const, id: 'n', after: { id: 'n', tag: 'c', text: 'Skuas' } };
      assert.deepEqual(revise(sidecar, [added]).changes, []);
    });

  it('is noticed when a change adds it, and again when a change removes it', () => {
    const sound = readSidecar(`${head}- tag: a\n  text: Gulls\n- tag: b\n  text: Terns\n`);
    const at = sound.text.indexOf('tag: a');
    const nested = reread(sound, [
      { from: at, to: sound.text.indexOf('- tag: b'), text: '[{ tag: a, text: Gulls }]\n' },
    ]);
    assert.deepEqual([nested.state, words(nested.text)], ['broken', ['Gulls', 'Terns']]);
    const back = reread(nested, [{ from: at, to: nested.text.indexOf('- tag: b'), text: 'tag: a\n  text: Gulls\n' }]);
    assert.deepEqual([back.state, words(back.text)], ['writable', ['Gulls', 'Terns']]);
  });

  it('does not matter if it holds no entries', () => {
    assert.deepEqual(words(`${head}- []\n- tag: b\n  text: Terns\n`), ['Terns']);
    assert.equal(readSidecar(`${head}- []\n- tag: b\n  text: Terns\n`).state, 'writable');
  });
});
