import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { mergeSidecars } from '../../../src/core/sidecar/merge';

const base = `claimmark: 1
source: a.txt
annotations:
  - id: aaaaaaa1
    tag: quote
    text: The tram turns here
    x-own: 1
    reviews:
      - by: Bo
        verdict: agree
        x-mood: calm # so
        created: "2026-11-22T10:00:00Z"
    evidence:
      - url: https://example.org/1
        x-page: 3
    adjudicated:
      by: Di
      created: "2026-11-22T12:00:00Z"
      among:
        - by: Bo
          tag: quote
          x-weight: 2
`;
const end = '    evidence:';

/** What a colleague wrote outside the format, each with what the merge must contain. */
const changes: Readonly<Record<string, { readonly theirs: string; readonly kept: readonly string[] }>> = {
  'a key in a review that is new': { theirs: base.replace(end, `      - by: Cy\n        verdict: unsure\n        x-mood: wild # oh\n        created: "2026-11-22T11:00:00Z"\n${end}`), kept: ['x-mood: wild # oh', 'x-mood: calm # so'] }, // prettier-ignore
  'a key in a review that is there': { theirs: base.replace('calm # so', 'angry # so'), kept: ['x-mood: angry # so'] },
  'a key in a message': { theirs: `${base}    discussion:\n      - by: Cy\n        note: hm\n        x-a: 1\n        created: "2026-11-22T11:00:00Z"\n`, kept: ['x-a: 1'] }, // prettier-ignore
  'a key in a map that is new': { theirs: `${base}    resolved:\n      by: Cy\n      x-c: 1 # c\n      created: "2026-11-22T11:00:00Z"\n`, kept: ['x-c: 1', '# c'] }, // prettier-ignore
  'evidence that has such a key and got another address': { theirs: base.replace('org/1', 'org/2'), kept: ['url: https://example.org/2', 'x-page: 3'] }, // prettier-ignore
  'a list in a map whose item has such a key': { theirs: base.replace('          tag: quote', '          tag: verified'), kept: ['tag: verified', 'x-weight: 2'] }, // prettier-ignore
  'a value that the format can’t read': { theirs: base.replace('    x-own', '    note: [one, two]\n    x-own'), kept: ['note: [one, two]'] }, // prettier-ignore
  'an item that means nothing': { theirs: base.replace(end, `      - just words\n${end}`), kept: ['- just words'] },
};

describe('merging unknown fields within an entry', () => {
  const ours = base.replace('turns here', 'turned here').replace('tag: quote\n    text', 'tag: verified\n    text');
  for (const [what, { theirs, kept }] of Object.entries(changes))
    it(`keeps ${what}, whoever did it`, () => {
      assert.notEqual(theirs, base);
      for (const sides of [
        [ours, theirs],
        [theirs, ours],
      ] as const) {
        const { text, conflicts } = mergeSidecars(base, ...sides);
        assert.deepEqual(conflicts, []);
        for (const words of [...kept, 'text: The tram turned here']) assert.ok(text.includes(words), `${words}\n${text}`); // prettier-ignore
        parse(text);
      }
    });

  it('leaves what both changed to a person', () => {
    const theirs = base.replace('calm # so', 'angry # so');
    const mine = ours.replace('x-weight: 2', 'x-weight: 3');
    const { text, conflicts } = mergeSidecars(base, mine, theirs);
    assert.equal(conflicts.length, 1);
    assert.ok(text.includes('x-mood: angry # so') && text.includes('x-weight: 3') && text.includes('<<<<<<<'));
  });

  it('removes what one side removed', () => {
    const theirs = base.replace('        x-page: 3\n', '').replace('          x-weight: 2\n', '');
    for (const sides of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      const { text, conflicts } = mergeSidecars(base, ...sides);
      assert.deepEqual(conflicts, []);
      assert.ok(!/x-page|x-weight/.test(text) && text.includes('x-mood: calm # so'));
    }
  });

  it('never loses the unknown fields of the earlier of two who finished a source', () => {
    const done = (time: string, beside: string): string => base.replace('annotations:', `finished:\n  by: Bo\n${beside}  created: "2026-11-22T${time}:00Z"\nannotations:`); // prettier-ignore
    const whole = mergeSidecars(done('10:00', ''), done('11:00', ''), done('12:00', ''));
    assert.deepEqual([whole.conflicts, /12:00/.test(whole.text), /11:00/.test(whole.text)], [[], true, false]);
    for (const beside of ['  x-f: 1\n', '  # at last\n'])
      for (const sides of [
        [done('11:00', beside), done('12:00', '')],
        [done('12:00', ''), done('11:00', beside)],
      ] as const) {
        const { text, conflicts } = mergeSidecars(done('10:00', ''), ...sides);
        assert.equal(conflicts.length, 1);
        assert.ok(text.includes(beside) && text.includes('12:00'));
      }
  });
});
