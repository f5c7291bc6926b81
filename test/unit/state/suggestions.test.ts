import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Suggestion } from '../../../src/core/detect/suggestion';
import { movedThrough, ofKinds, pendingSuggestions, worthiest } from '../../../src/core/state/suggestions';
import { newSheet, withRevisions } from '../../../src/core/state/sheet';
import { marked } from '../notation';

function suggest(notation: string, ...scores: number[]): { text: string; suggestions: Suggestion[] } {
  const { text, spans } = marked(notation);
  return {
    text,
    suggestions: spans.map((span, index) => ({ ...span, kind: 'claim', score: scores[index] ?? 0.5, why: [] })),
  };
}

describe('suggestions that are shown', () => {
  it('have no tag already', () => {
    const { text, suggestions } = suggest('[The dam held.] [It rained.]');
    const after = { id: 'a', tag: 'verified', text: 'The dam held.' };
    const sheet = withRevisions(
      newSheet('x'),
      [{ of: 'annotation', id: 'a', after }],
      new Map([['a', { from: 0, to: 13 }]]),
    );
    assert.deepEqual(pendingSuggestions(text, suggestions, suggestions, sheet), {
      open: suggestions.slice(1),
      all: suggestions.slice(1),
      decided: 1,
    });
  });

  it('leave out what a person dismissed, but not the same words elsewhere', () => {
    const { text, suggestions } = suggest(
      'Monday was dry. [It rained.] Tuesday too, they say. Then again: [It rained.] And so on.',
    );
    const after = { text: 'It rained.', before: 'Monday was dry. ', after: ' Tuesday too, they say.' };
    const sheet = withRevisions(newSheet('x'), [{ of: 'dismissed', after }], new Map());
    assert.deepEqual(pendingSuggestions(text, suggestions, suggestions, sheet), {
      open: suggestions.slice(1),
      all: suggestions.slice(1),
      decided: 1,
    });
  });

  it('are the best up to the chosen amount, in the order of the source', () => {
    const { suggestions } = suggest(
      `[${'a'.repeat(100)}] [${'b'.repeat(100)}] [${'c'.repeat(100)}] [${'d'.repeat(100)}] [${'e'.repeat(100)}]`,
      0.1,
      0.9,
      0.8,
      0.2,
      0.7,
    );
    const scores = (length: number, amount: number): number[] =>
      worthiest(suggestions, length, amount).map(({ score }) => score);
    assert.deepEqual(scores(1600, 25), [0.9, 0.8, 0.2, 0.7]);
    assert.deepEqual(scores(1599, 25), [0.9, 0.8, 0.7]);
    assert.deepEqual(scores(800, 25), [0.9, 0.8]);
    assert.deepEqual(scores(600, 20), [0.9]);
    assert.deepEqual(scores(600, 16), []);
    assert.deepEqual(scores(599, 16), [0.9, 0.8, 0.7]);
    assert.deepEqual(scores(500, 25), [0.9, 0.8, 0.7]);
    assert.deepEqual(scores(500, 100), [0.1, 0.9, 0.8, 0.2, 0.7]);
  });

  it('are no more than that if all are equally good, and then the first ones', () => {
    const { suggestions } = suggest(Array.from({ length: 40 }, (_, i) => `[${'x'.repeat(90 + (i % 5))}]`).join(' '));
    for (const amount of [1, 5, 10, 25, 50, 90]) {
      const chosen = worthiest(suggestions, 4000, amount);
      const marked = chosen.reduce((sum, { from, to }) => sum + to - from, 0);
      assert.ok(marked <= 40 * amount);
      assert.ok(marked > 40 * amount - 95);
    }
    assert.deepEqual(worthiest(suggestions, 4000, 10), suggestions.slice(0, 4));
  });

  it('never mark more than the amount in a text longer than a few lines', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true })), {
          maxLength: 40,
        }),
        fc.integer({ min: 600, max: 5000 }),
        fc.integer({ min: 0, max: 100 }),
        (sizes, length, amount) => {
          let at = 0;
          const suggestions = sizes.map(([size, score]): Suggestion => {
            const from = at;
            at += size + 1;
            return { from, to: from + size, kind: 'claim', score, why: [] };
          });
          const chosen = worthiest(suggestions, length, amount);
          assert.ok(chosen.reduce((sum, { from, to }) => sum + to - from, 0) * 100 <= length * amount);
        },
      ),
      { seed: 7 },
    ));

  it('count short ones as ten words', () => {
    const { text, suggestions } = suggest(Array.from({ length: 50 }, () => '[In 2019, 4.]').join(' '));
    assert.equal(worthiest(suggestions, text.length, 50).length, Math.floor(text.length / 2 / 60));
  });

  it('include some of each kind', () => {
    const { suggestions } = suggest(Array.from({ length: 40 }, () => `[${'x'.repeat(99)}]`).join(' '));
    const kinds = ['claim', 'quote', 'unconfirmed', 'verified'] as const;
    const mixed = suggestions.map((one, i) => ({
      ...one,
      kind: kinds[i % 4] ?? 'claim',
      score: [0.75, 0.8, 0.9, 1][i % 4] ?? 0,
    }));
    assert.deepEqual([...new Set(worthiest(mixed, 4000, 50).map(({ kind }) => kind))].sort(), [...kinds].sort());
  });

  it('include no kind that nobody wants', () => {
    const { suggestions } = suggest('[a] [b]', 0.9, 0.8);
    const mixed = suggestions.map((one, index) => (index === 0 ? { ...one, kind: 'quote' as const } : one));
    assert.deepEqual(ofKinds(mixed, new Set(['quote'])), mixed.slice(0, 1));
  });

  it('follow edits one after the other, and leave out what an edit went into', () => {
    const { text, suggestions } = suggest('[The dam held.] [It rained.] [Nobody came.]');
    const edits = [[{ from: 0, to: 0, text: 'Note. ' }], [{ from: 24, to: 25, text: 'p' }]];
    const after = edits.flat().reduce((old, { from, to, text }) => old.slice(0, from) + text + old.slice(to), text);
    assert.deepEqual(
      movedThrough(edits, suggestions).map(({ from, to }) => after.slice(from, to)),
      ['The dam held.', 'Nobody came.'],
    );
  });
});
