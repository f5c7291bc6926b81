import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import { findings } from '../../../src/core/review/rules';

const text = 'one two three';
const annotation = (fields: Partial<Annotation> & { span?: { from: number; to: number } }) => ({
  id: 'a',
  tag: 'verified',
  text: 'two',
  span: { from: 4, to: 7 },
  ...fields,
});
const found = (...args: Parameters<typeof annotation>): string[] =>
  findings(text, [annotation(...args)]).map(({ rule }) => rule);

describe('what a team is told of', () => {
  it('is nothing where all is well', () => {
    assert.deepEqual(found({}), []);
    assert.deepEqual(found({ tag: 'quote', speaker: 'The host' }), []);
    assert.deepEqual(found({ tag: 'unconfirmed', evidence: [{ url: 'https://example.org' }] }), []);
  });

  it('is what lacks evidence or a speaker', () => {
    assert.deepEqual(found({ tag: 'unconfirmed' }), ['unconfirmed-without-evidence']);
    assert.deepEqual(found({ tag: 'quote', speaker: ' ' }), ['quote-without-speaker']);
  });

  it('is a verified claim whose words changed', () => {
    assert.deepEqual(found({ text: 'zwei' }), ['verified-but-edited']);
    assert.deepEqual(found({ text: 'zwei', tag: 'mine' }), []);
  });

  it('is no verified claim whose tagged words are back', () => {
    assert.deepEqual(found({ was: 'zwei' }), ['verified-but-edited']);
    assert.deepEqual(found({ text: 'zwei', was: 'two' }), []);
  });

  it('does not take a line ending for a change', () => {
    const crlf = 'a\r\nb';
    assert.deepEqual(findings(crlf, [annotation({ text: 'a\nb', span: { from: 0, to: 4 } })]), []);
  });

  it('is what is contested or lost', () => {
    const reviews = [{ by: 'Bo', verdict: 'disagree' as const, created: '2026-11-22T11:30:00Z' }];
    assert.deepEqual(found({ reviews }), ['contested']);
    const { span, ...lost } = annotation({});
    assert.ok(span);
    assert.deepEqual(findings(text, [lost]).map(({ rule, level }) => [rule, level]), [['lost', 'error']]); // prettier-ignore
  });

  it('can be switched off, rule by rule, and given another level', () => {
    const levels = { 'unconfirmed-without-evidence': 'off', 'quote-without-speaker': 'error' } as const;
    assert.deepEqual(findings(text, [annotation({ tag: 'unconfirmed' })], levels), []);
    assert.equal(findings(text, [annotation({ tag: 'quote' })], levels)[0]?.level, 'error');
  });
});
