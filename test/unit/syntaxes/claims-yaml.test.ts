import assert from 'node:assert/strict';
import type { IGrammar } from 'vscode-textmate';
import { loadGrammar, scoped, timeOf } from './tokenize';

describe('the grammar of sidecars', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadGrammar('source.yaml.claims');
  });
  const found = (text: string, scope: string) => scoped(grammar, text, scope);

  const sidecar = [
    '# Claims in harbour.txt. Safe to edit by hand.',
    'claimmark: 1',
    'source: harbour.txt',
    'annotations:',
    '  - id: k7m2q9xd',
    '    tag: verified',
    '    text: 26 berths are open',
    '    line: 7 # a hint',
    '    before: "the host said: "',
    "    after: 'it''s late'",
    '    mood: calm',
    '    note: |-',
    '      Matches https://example.org/readout today.',
    '',
    '      tag: verified is only text here',
    '    created: "2026-11-22T10:04:00Z"',
    '    links:',
    '      - to: notes/readout.txt#c0qz81ra',
    '        relation: contradicts',
    '  - { tag: quote, text: "so be it" }',
    '  - tag: needs-expert',
    '    text: >+2',
    '        folded',
    '    speaker: The host # of the summit',
  ].join('\n');

  it('tells known keys from unknown ones', () => {
    assert.deepEqual(found(sidecar, 'variable.other.property.unknown'), ['mood']);
    const known = found(sidecar, 'entity.name.tag');
    assert.deepEqual(known.slice(0, 4), ['claimmark', 'source', 'annotations', 'id']);
    assert.equal(known.filter((key) => key === 'tag').length, 3);
    assert.equal(known.at(-1), 'speaker');
  });

  it('gives each tag its own scope', () => {
    assert.deepEqual(found(sidecar, 'markup.inserted.tag.verified'), ['verified']);
    assert.deepEqual(found(sidecar, 'entity.name.type.tag.team'), ['needs-expert']);
    assert.deepEqual(found('  - tag: "unconfirmed"', 'markup.deleted.tag.unconfirmed'), ['unconfirmed']);
    assert.deepEqual(found('    tag: quote # said so', 'markup.changed.tag.quote'), ['quote']);
  });

  it('colours verdicts, stances and relations by whether they agree', () => {
    assert.deepEqual(found('  verdict: agree', 'markup.inserted'), ['agree']);
    assert.deepEqual(found('  says: contradicts', 'markup.deleted'), ['contradicts']);
    assert.deepEqual(found('  relation: same', 'markup.changed'), ['same']);
    assert.deepEqual(found('  verdict: maybe', 'string.unquoted.plain'), ['maybe']);
  });

  it('keeps block scalars as text up to their last line', () => {
    const block = found(sidecar, 'string.unquoted.block');
    assert.match(block.join('\n'), /tag: verified is only text here/);
    assert.match(block.join('\n'), / folded$/);
    assert.ok(!block.some((line) => line.includes('created') || line.includes('speaker')));
  });

  it('marks ids, times, figures and addresses', () => {
    assert.deepEqual(found(sidecar, 'variable.other.constant.id'), ['k7m2q9xd', 'c0qz81ra']);
    assert.deepEqual(found(sidecar, 'constant.numeric.time'), ['2026-11-22T10:04:00Z']);
    assert.deepEqual(found(sidecar, 'constant.numeric.integer'), ['1', '7']);
    assert.deepEqual(found(sidecar, 'markup.underline.link'), ['https://example.org/readout']);
  });

  it('takes # for a comment only after a blank', () => {
    assert.deepEqual(found(sidecar, 'comment').slice(1), ['# a hint', '# of the summit']);
    assert.deepEqual(found('  text: berth#7 is free', 'comment'), []);
  });

  it('reads quoted strings with their escapes', () => {
    assert.deepEqual(found(sidecar, 'string.quoted.single'), ["'it''s late'"]);
    assert.deepEqual(found('text: "a\\u00e9\\q"', 'constant.character.escape'), ['\\u00e9']);
    assert.deepEqual(found('text: "a\\u00e9\\q"', 'invalid.illegal.escape'), ['\\q']);
    assert.deepEqual(found('text: "one\n  two" # so', 'string.quoted.double'), ['"one', '  two"']);
  });

  it('marks what the format refuses', () => {
    assert.deepEqual(found('text: &anchor words', 'invalid.illegal.refused'), ['&anchor']);
    assert.deepEqual(found('text: *alias', 'invalid.illegal.refused'), ['*alias']);
    assert.deepEqual(found('text: !!binary aGk=', 'invalid.illegal.refused'), ['!!binary']);
    assert.deepEqual(found('  <<: other', 'invalid.illegal.refused-key'), ['<<']);
    assert.deepEqual(found('<<<<<<< ours', 'invalid.illegal.conflict-marker'), ['<<<<<<< ours']);
  });

  it('takes no more than linear time for hostile lines', () => {
    const size = 20_000;
    const hard = ['a:', 'a: ', '- ', '"', "a: '", 'a: [', 'a: {b: ', 'http://', 'to: a#', '# '];
    const lines = [...hard.map((part) => part.repeat(size / part.length)), `tag: x${' '.repeat(size)}y`];
    for (const line of lines) {
      const time = timeOf(grammar, [line]);
      assert.ok(time < 1000, `${time.toFixed(0)} ms for ${line.slice(0, 20)}`);
    }
  });
});
