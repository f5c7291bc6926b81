import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import { assessTexts } from '../../../src/core/review/grounds';
import { findings, type Level, type Rule } from '../../../src/core/review/rules';

const text = 'one two three';
const annotation = (fields: Partial<Annotation> & { span?: { from: number; to: number } }) => ({
  id: 'a',
  tag: 'verified',
  text: 'two',
  span: { from: 4, to: 7 },
  ...fields,
});
type Entry = ReturnType<typeof annotation>;

function judge(words: string, entries: readonly Partial<Entry>[], levels: Partial<Record<Rule, Level>> = {}) {
  const annotations = entries as readonly Entry[];
  return findings([...assessTexts([{ source: 'a.txt', text: words, annotations }], 1).values()], levels);
}

const found = (...args: Parameters<typeof annotation>): string[] =>
  judge(text, [annotation(...args)]).map(({ rule }) => rule);
const rested = { evidence: [{ url: 'https://example.org' }] };

describe('the findings of the rules', () => {
  it('are none if all is well', () => {
    assert.deepEqual(found(rested), []);
    assert.deepEqual(found({ tag: 'quote', speaker: 'The host' }), []);
    assert.deepEqual(found({ tag: 'unconfirmed' }), []);
  });

  it('are missing evidence and missing speakers', () => {
    assert.deepEqual(found({}), ['verified-without-evidence']);
    assert.deepEqual(found({ tag: 'quote', speaker: ' ' }), ['quote-without-speaker']);
  });

  it('are verified claims and quotes whose words changed', () => {
    assert.deepEqual(found({ text: 'zwei', ...rested }), ['verified-but-edited']);
    assert.deepEqual(found({ text: 'zwei', tag: 'quote', speaker: 'x' }), ['quote-but-edited']);
    assert.deepEqual(found({ text: 'zwei', tag: 'mine' }), []);
  });

  it('are none for a verified claim whose tagged words are back', () => {
    assert.deepEqual(found({ was: 'zwei', ...rested }), ['verified-but-edited']);
    assert.deepEqual(found({ text: 'zwei', was: 'two', ...rested }), []);
  });

  it('ignore changes of line endings', () => {
    assert.deepEqual(judge('a\r\nb', [annotation({ text: 'a\nb', span: { from: 0, to: 4 }, ...rested })]), []);
  });

  it('are contested and lost annotations', () => {
    const reviews = [{ by: 'Bo', verdict: 'disagree' as const, created: '2026-11-22T11:30:00Z' }];
    assert.deepEqual(found({ reviews, ...rested }), ['contested']);
    const { span, ...lost } = annotation(rested);
    assert.ok(span);
    assert.deepEqual(judge(text, [lost]).map(({ rule, level }) => [rule, level]), [['lost', 'error']]); // prettier-ignore
  });

  it('are questions, outdated verdicts, and discussions that are not resolved', () => {
    const created = '2026-11-22T11:30:00Z';
    const asked = [{ by: 'Bo', verdict: 'unsure' as const, note: 'Since when?', created }];
    assert.deepEqual(found({ reviews: asked, ...rested }), ['open-question']);
    const other = [{ by: 'Bo', verdict: 'agree' as const, tag: 'unconfirmed', created }];
    assert.deepEqual(found({ reviews: other, ...rested }), ['stale-review']);
    const discussion = [{ by: 'Bo', note: 'Hm.', created }];
    assert.deepEqual(found({ discussion, ...rested }), ['open-discussion']);
    assert.deepEqual(found({ discussion, resolved: { by: 'Ana', created }, ...rested }), []);
  });

  it('can be switched off, rule by rule, and given another level', () => {
    const levels = { 'verified-without-evidence': 'off', 'quote-without-speaker': 'error' } as const;
    assert.deepEqual(judge(text, [annotation({})], levels), []);
    assert.equal(judge(text, [annotation({ tag: 'quote' })], levels)[0]?.level, 'error');
    assert.equal(judge(text, [annotation({ tag: 'unconfirmed' })], { 'unconfirmed-without-evidence': 'warning' }).length, 1); // prettier-ignore
  });
});
