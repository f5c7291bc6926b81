import assert from 'node:assert/strict';
import type { Annotation, Evidence } from '../../../src/core/model/annotation';
import { assessTexts, isEdited, type WrittenSource } from '../../../src/core/review/grounds';

/** `claims('a: b', …)`: sources of one line each; a claim per letter, verified unless said otherwise. */
function source(
  name: string,
  ...entries: (Partial<Annotation> & { id: string; span?: { from: number; to: number } })[]
) {
  const text = entries.map(({ id }) => `Claim ${id}.`).join('\n');
  const annotations = entries.map((entry, i) => {
    const words = `Claim ${entry.id}.`;
    const from = entries.slice(0, i).reduce((sum, { id }) => sum + `Claim ${id}.`.length + 1, 0);
    return { tag: 'verified', text: words, span: { from, to: from + words.length }, by: 'Ana', ...entry };
  });
  return { source: name, text, annotations } satisfies WrittenSource;
}

const on = (id: string, file = 'a.txt'): Evidence => ({ source: file, id });

function doubts(...sources: readonly WrittenSource[]): Record<string, string> {
  const all = [...assessTexts(sources, 1)].map(([key, { doubts: its }]) => [key, its.map(({ why }) => why).join(' ')]);
  return Object.fromEntries(all.filter(([, why]) => why !== '')) as Record<string, string>;
}

describe('words whose blanks, line ends or marks alone changed', () => {
  const tagged = 'the dam “broke” at noon, the engineer said';
  const states = (text: string): boolean =>
    isEdited(text, { id: 'a', tag: 'verified', text: tagged, span: { from: 0, to: text.length } });

  it('are the same words', () => {
    for (const text of [
      'the dam\n“broke” at noon,\r\nthe engineer said',
      'the dam\u00a0“broke” at  noon,\tthe engineer said',
      'the dam "broke" at noon, the engi-\nneer said',
      'the dam “bro\u00adke” at no\u200bon, the engineer said',
      'the dam “broke” at noon, the \u2066engineer\u2069 said',
    ])
      assert.equal(states(text), false, JSON.stringify(text));
  });

  it('are others where a letter, a figure or a “not” changed', () => {
    for (const text of [tagged.replace('noon', 'moon'), tagged.replace('broke', 'not broke')])
      assert.equal(states(text), true, text);
  });
});

describe('what speaks against a claim', () => {
  it('is nothing if it rests on firm claims', () => {
    assert.deepEqual(doubts(source('a.txt', { id: 'a', evidence: [on('b')] }, { id: 'b' })), {});
  });

  it('is a doubtful claim that it rests on, through any number of steps and files', () => {
    const chain = (last: Partial<Annotation>) => [
      source('x/a.txt', { id: 'a', evidence: [on('b', '../y/b.txt')] }, { id: 'd', evidence: [on('a')] }),
      source('y/b.txt', { id: 'b', evidence: [{ source: '../z.txt', id: 'c', says: 'supports' }] }),
      source('z.txt', { id: 'c', ...last }),
    ];
    const rest = {
      'x/a.txt#a': 'rests-on-doubtful',
      'x/a.txt#d': 'rests-on-doubtful',
      'y/b.txt#b': 'rests-on-doubtful',
    };
    assert.deepEqual(doubts(...chain({})), {});
    assert.deepEqual(doubts(...chain({ tag: 'unconfirmed' })), rest);
    assert.deepEqual(doubts(...chain({ text: 'other' })), { ...rest, 'z.txt#c': 'edited' });
    assert.deepEqual(doubts(...chain({}).slice(0, 2)), rest);
    const reviews = [{ by: 'Bo', verdict: 'disagree' as const, created: '2026-11-20T10:00:00Z' }];
    assert.deepEqual(doubts(...chain({ reviews })), { ...rest, 'z.txt#c': 'contested' });
  });

  it('is missing evidence, even if its path leads out of the workspace', () => {
    for (const file of ['gone.txt', '../b.txt', '../../b.txt'])
      assert.deepEqual(doubts(source('a.txt', { id: 'a', evidence: [on('b', file)] }), source('b.txt', { id: 'b' })), {
        'a.txt#a': 'rests-on-doubtful',
      });
  });

  it('is not evidence that only gives context', () => {
    const evidence: Evidence[] = [{ ...on('b'), says: 'context' }];
    assert.deepEqual(doubts(source('a.txt', { id: 'a', evidence }, { id: 'b', tag: 'unconfirmed' })), {});
  });

  it('is a circle of claims that rest on nothing else', () => {
    const ring = (...more: Evidence[]) =>
      doubts(source('a.txt', { id: 'a', evidence: [on('b')] }, { id: 'b', evidence: [on('c')] }, { id: 'c', evidence: [on('a'), ...more] }, { id: 'd', evidence: [on('a')] })); // prettier-ignore
    const all = ['a', 'b', 'c', 'd'].map((id) => [`a.txt#${id}`, 'circular-evidence']);
    assert.deepEqual(ring(), Object.fromEntries(all));
    assert.deepEqual(ring({ url: 'https://example.org' }), {});
    assert.deepEqual(doubts(source('a.txt', { id: 'a', evidence: [on('a')] })), { 'a.txt#a': 'circular-evidence' });
  });

  it('is a verified claim that a link calls contradicting, from either end', () => {
    const link = { to: 'b.txt#b', relation: 'contradicts' as const };
    const both = { 'a.txt#a': 'contradicts-verified', 'b.txt#b': 'contradicts-verified' };
    const a = source('a.txt', { id: 'a', links: [link] });
    assert.deepEqual(doubts(a, source('b.txt', { id: 'b' })), both);
    assert.deepEqual(doubts(a, source('b.txt', { id: 'b', tag: 'unconfirmed' })), {});
    assert.deepEqual(doubts(source('a.txt', { id: 'a', links: [{ ...link, relation: 'differs' }] }), source('b.txt', { id: 'b' })), {}); // prettier-ignore
  });

  it('is the same claim elsewhere as unconfirmed', () => {
    const links = [{ to: 'b.txt#b', relation: 'same' as const }];
    const other = source('b.txt', { id: 'b', tag: 'unconfirmed' });
    assert.deepEqual(doubts(source('a.txt', { id: 'a', links }), other), { 'a.txt#a': 'tagged-otherwise' });
  });

  it('is another tag on the same words, except for a quote', () => {
    const span = { from: 0, to: 8 };
    const twice = (...others: Partial<Annotation>[]) =>
      doubts(source('a.txt', { id: 'a' }, { id: 'b', span, text: 'Claim a.' }, ...others.map((other, i) => ({ id: `c${String(i)}`, span, text: 'Claim a.', ...other })))); // prettier-ignore
    assert.deepEqual(twice({ tag: 'quote', by: 'Bo' }), {});
    assert.deepEqual(twice({ tag: 'unconfirmed', by: 'Bo' }), { 'a.txt#a': 'tagged-otherwise', 'a.txt#b': 'tagged-otherwise' }); // prettier-ignore
    assert.deepEqual(twice({ tag: 'unconfirmed' }), { 'a.txt#a': 'tagged-otherwise', 'a.txt#b': 'tagged-otherwise' });
    assert.deepEqual(twice({ tag: 'opinion' }), {});
    assert.deepEqual(twice({ tag: 'opinion', by: 'Bo' }), { 'a.txt#a': 'tagged-otherwise', 'a.txt#b': 'tagged-otherwise' }); // prettier-ignore
  });

  it('is counted for both of two entries with one id', () => {
    const reviews = [{ by: 'Bo', verdict: 'disagree' as const, created: '2026-11-20T10:00:00Z' }];
    assert.deepEqual(doubts(source('a.txt', { id: 'a', reviews }, { id: 'a' })), { 'a.txt#a': 'contested' });
    assert.deepEqual(doubts(source('a.txt', { id: 'a', tag: 'unconfirmed' }, { id: 'a' })), { 'a.txt#a': 'tagged-otherwise' }); // prettier-ignore
  });

  it('is found in time proportional to the number of claims, even in one long chain', () => {
    const long = Array.from({ length: 20_000 }, (_, i) => ({
      id: `n${String(i)}`,
      evidence: [on(`n${String(i + 1)}`)],
    }));
    const text = 'x';
    const annotations = long.map((entry, i) => ({
      ...entry,
      tag: 'verified',
      text,
      by: 'Ana',
      span: { from: i, to: i + 1 },
    }));
    const begun = process.cpuUsage();
    const all = assessTexts([{ source: 'a.txt', text: text.repeat(20_000), annotations }], 1);
    assert.equal(
      [...all.values()].every(({ status }) => status === 'contested'),
      true,
    );
    assert.ok(process.cpuUsage(begun).user < 2_000_000);
  });
});
