import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/core/text/translate';
import { sayProblem } from '../../../src/core/sidecar/problem';
import { checkSidecar } from '../../../src/core/sidecar/check';
import { readSidecar } from '../../../src/core/sidecar/read';

const head = 'claimmark: 1\nsource: a.txt\nannotations:\n';
const entry = (fields: string): string => `${head}  - tag: quote\n    text: words\n${fields}`;

/** The problems of a file: each code with the words of the file at its place. */
function wrong(text: string, surroundings: Parameters<typeof checkSidecar>[1] = {}): readonly string[] {
  return checkSidecar(readSidecar(text), surroundings).map(
    ({ code, span }) => `${code}: ${text.slice(span.from, span.to)}`,
  );
}

describe('what is wrong with a sidecar', () => {
  const cases: Readonly<Record<string, readonly [text: string, ...problems: string[]]>> = {
    nothing: [entry('    note: fine\n')],
    'nothing, with keys of one’s own': [entry('    x-team: fine\n    reviewed-by-lawyers: yes\n')],
    'a field that stands deeper than its neighbours, once': [`${head}  - tag: quote\n     text: words\n`, 'syntax: q'],
    'no text': [`${head}  - tag: quote\n`, 'missing: tag'],
    'no tag': [`${head}  - text: words\n    tag:\n`, 'missing: tag'],
    'no version': ['source: a.txt\nannotations: []\n', 'missing: s'],
    'another version': ['claimmark: one\nsource: a.txt\n', 'version: one'],
    'a newer version': ['claimmark: 2\nsource: a.txt\n', 'newer: 2'],
    'a line that is none': [entry('    line: 0\n'), 'type: 0'],
    'text that others take for a number': [`${head}  - tag: quote\n    text: 42\n`, 'unquoted: 42'],
    'a list that is none': [entry('    evidence: https://example.org\n'), 'type: https://example.org'],
    'an item that is no map': [entry('    evidence:\n      - https://example.org\n'), 'type: https://example.org'],
    'an address without its beginning': [entry('    evidence:\n      - url: example.org\n'), 'url: example.org'],
    'a time in another form': [entry('    created: yesterday\n'), 'time: yesterday'],
    'a verdict that is none': [
      entry('    reviews:\n      - by: Bo\n        verdict: yes\n        created: "2026-11-22T10:00:00Z"\n'),
      'choice: yes',
    ],
    'a key that is misspelt': [entry('    notes: a\n    Speaker: b\n'), 'misspelt: notes', 'misspelt: Speaker'],
    'a key of the file that is misspelt': [
      'claimmark: 1\nsource: a.txt\nAnnotations:\n  - tag: quote\n    text: words\nfinnished: ~\nx-own: 1\n',
      'misspelt: Annotations',
      'misspelt: finnished',
    ],
    'a list of entries that nobody reads': [
      'claimmark: 1\nsource: a.txt\nannotation:\n  - tag: quote\n    text: words\n',
      'misspelt: annotation',
    ],
    'a key twice': [entry('    note: a\n    note: b\n'), 'duplicate-key: note'],
    'a tab': [entry('\tnote: a\n'), 'syntax: \t'],
    'a tab that makes lines below it none, once': [
      entry('    line: 1\n').replace('    text', '\ttext').replace('words\n', 'words\n    note: a\n    claim: b\n'),
      'missing: tag',
      'syntax: \t',
    ],
    'two faults that lie apart': [
      entry('    note: a: b\n    claim: fine\n    by: Bo\n    speaker: c: d\n'),
      'syntax: a',
      'syntax: c',
    ],
    'a merge of which only the first half is there': [
      entry('<<<<<<< HEAD\n    note: a\n=======\n    note: b\n'),
      'syntax: <<<<<<< HEAD',
      'syntax: =======',
    ],
    'the last marker of a merge': [entry('    note: b\n>>>>>>> other\n'), 'syntax: >>>>>>> other'],
    'a quote that is never closed': [entry('    note: "a\n  - tag: quote\n    text: b\n'), 'syntax: "a'],
    'a bracket that is never closed': [
      entry('    links: [{to: "b.txt#a", relation: same}\n  - tag: quote\n    text: b\n'),
      'syntax: [',
    ],
    'a file cut off': [entry('    note: "a'), 'syntax: "a', 'syntax: '],
    'a file cut within its last line break': [entry('').replaceAll('\n', '\r\n').slice(0, -1), 'syntax: '],
    'a section twice': [`${head}annotations: []\n`, 'duplicate-key: annotations'],
    'what no YAML may hold, once a line': [
      entry('    note: a\u0000b\u0007c\n    x-own: \u009f\n'),
      'unprintable: \0',
      'unprintable: \u009f',
    ],
    'no sign that YAML may hold': [`\ufeff${entry('    note: a\u0085b\u00a0c\u{1f600}\ufeff\n')}`],
    'a type': [entry('    note: !x a\n'), 'refused: a'],
  };
  for (const [name, [text, ...problems]] of Object.entries(cases)) {
    it(`names ${name}`, () => assert.deepEqual(wrong(text), problems));
  }

  it('sees a tag that the settings lack', () => {
    assert.deepEqual(wrong(entry(''), { tags: ['verified'] }), ['unknown-tag: quote']);
    assert.deepEqual(wrong(entry(''), { tags: ['quote'] }), []);
  });

  it('finds a sidecar next to another source, and a path that leads out of the folder or is none', () => {
    assert.deepEqual(wrong(entry(''), { path: 'x/a.txt.claims.yaml' }), []);
    assert.deepEqual(wrong(entry(''), { path: 'x/a.txt.ana.claims.yaml' }), []);
    assert.deepEqual(wrong(entry(''), { path: 'x/b.txt.claims.yaml' }), ['other-source: a.txt']);
    const out = entry(
      '    evidence:\n      - source: ../../b.txt\n    links:\n      - to: /etc/passwd#a\n        relation: same\n',
    );
    assert.deepEqual(wrong(out, { path: 'x/a.txt.claims.yaml' }), ['outside: ../../b.txt', 'outside: /etc/passwd#a']);
    const back = entry('    evidence:\n      - source: .\\b.txt\n');
    assert.deepEqual(wrong(back, { path: 'x/a.txt.claims.yaml' }), ['outside: .\\b.txt']);
  });

  it('is reported in a complete sentence', () => {
    for (const [text] of Object.values(cases)) {
      for (const problem of checkSidecar(readSidecar(text), {}))
        assert.match(sayProblem(problem, inEnglish), /^[^{}]{12,}[.?]$/);
    }
  });

  it('leaves good entries and the bytes of bad ones intact', () => {
    const { state, entries } = readSidecar(
      `${head}  - tag: quote\n    text: one\n  - tag: "quote\n    text: two\n  - tag: quote\n    text: three\n`,
    );
    assert.deepEqual([state, entries.map(({ annotation }) => annotation.text)], ['writable', ['one', 'three']]);
  });
});
