import assert from 'node:assert/strict';
import { cursorAt, fieldsAt, type Cursor } from '../../../src/core/sidecar/cursor';

/** What is being written at the `|`. */
function at(notation: string): Cursor | undefined {
  const offset = notation.indexOf('‸');
  return cursorAt(notation.replace('‸', ''), offset);
}

const sidecar = (lines: string): string => `claimmark: 1
source: a.txt
annotations:
  - id: k7m2q9xd
    tag: verified
    text: >-
      note: not a key
    evidence:
      - url: https://example.org
        note: third paragraph
${lines}`;

describe('the cursor in a sidecar', () => {
  it('is at a key of the file at the left margin', () => {
    assert.deepEqual(at(sidecar('dis‸'))?.path, []);
    assert.ok(at(sidecar('‸'))?.siblings.has('annotations'));
  });

  it('is at a key of an entry', () => {
    const cursor = at(sidecar('    no‸'));
    assert.deepEqual(cursor?.path, ['annotations']);
    assert.equal(cursor?.key, undefined);
    assert.deepEqual([...(cursor?.siblings.keys() ?? [])], ['id', 'tag', 'text', 'evidence']);
  });

  it('is at a key of evidence', () => {
    const cursor = at(sidecar('        sa‸'));
    assert.deepEqual(cursor?.path, ['annotations', 'evidence']);
    assert.deepEqual([...(cursor?.siblings.keys() ?? [])], ['url', 'note']);
  });

  it('is at a new item without keys', () => {
    const cursor = at(sidecar('      - ‸'));
    assert.deepEqual(cursor?.path, ['annotations', 'evidence']);
    assert.equal(cursor?.siblings.size, 0);
    assert.deepEqual(at(sidecar('  - ta‸'))?.path, ['annotations']);
  });

  it('may begin an item where a dash could be', () => {
    assert.ok(at(sidecar('  ‸'))?.wantsDash);
    assert.ok(!at(sidecar('    ‸'))?.wantsDash);
  });

  it('is in a list that begins at the column of its key', () => {
    assert.deepEqual(at('annotations:\n- tag: quote\n  te‸')?.path, ['annotations']);
    assert.deepEqual(at('annotations:\n- tag: quote\ndis‸')?.path, []);
  });

  it('is at a value', () => {
    const cursor = at(sidecar('  - tag: ver‸'));
    assert.deepEqual([cursor?.key, cursor?.path], ['tag', ['annotations']]);
    assert.equal((cursor?.typed.to ?? 0) - (cursor?.typed.from ?? 0), 3);
  });

  it('sees the keys on the lines below as well', () => {
    const cursor = at('annotations:\n  - tag: quote\n    ‸\n    speaker: Ana\n  - note: other');
    assert.deepEqual(
      [...(cursor?.siblings ?? [])],
      [
        ['tag', 'quote'],
        ['speaker', 'Ana'],
      ],
    );
  });

  it('is nowhere within text, comments and flow collections', () => {
    assert.equal(at('annotations:\n  - text: |\n      tag‸'), undefined);
    assert.equal(at('# ta‸'), undefined);
    assert.equal(at('annotations: [{ta‸'), undefined);
    assert.equal(at('  - two words‸'), undefined);
  });
});

describe('the fields at a path', () => {
  it('are those of the format', () => {
    assert.ok(fieldsAt([])?.has('annotations'));
    assert.ok(fieldsAt(['annotations'])?.has('speaker'));
    assert.ok(fieldsAt(['annotations', 'reviews'])?.has('verdict'));
    assert.ok(fieldsAt(['dismissed'])?.has('before'));
  });

  it('are none if the format knows none', () => {
    assert.equal(fieldsAt(['constructor']), undefined);
    assert.equal(fieldsAt(['annotations', 'note']), undefined);
  });
});
