import assert from 'node:assert/strict';
import type { Suggestion } from '../../src/core/detect/suggestion';
import { offered, type Wish } from '../../src/core/offer';
import { newSheet, withRevisions } from '../../src/core/sheet';
import { marked } from './notation';

const all: Wish = { kinds: new Set(['claim', 'quote', 'unconfirmed', 'verified']), perThousandWords: 20 };

function suggest(notation: string, ...scores: number[]): { text: string; suggestions: Suggestion[] } {
  const { text, spans } = marked(notation);
  return {
    text,
    suggestions: spans.map((span, index) => ({ ...span, kind: 'claim', score: scores[index] ?? 0.5, why: [] })),
  };
}

describe('what is offered', () => {
  it('is nothing that carries a tag already', () => {
    const { text, suggestions } = suggest('[The dam held.] [It rained.]');
    const after = { id: 'a', tag: 'verified', text: 'The dam held.' };
    const sheet = withRevisions(
      newSheet('x'),
      [{ of: 'annotation', id: 'a', after }],
      new Map([['a', { from: 0, to: 13 }]]),
    );
    assert.deepEqual(offered(text, suggestions, sheet, all), { open: suggestions.slice(1), decided: 1 });
  });

  it('is nothing that a person turned down, and still its twin elsewhere', () => {
    const { text, suggestions } = suggest(
      'Monday was dry. [It rained.] Tuesday too, they say. Then again: [It rained.] And so on.',
    );
    const after = { text: 'It rained.', before: 'Monday was dry. ', after: ' Tuesday too, they say.' };
    const sheet = withRevisions(newSheet('x'), [{ of: 'dismissed', after }], new Map());
    assert.deepEqual(offered(text, suggestions, sheet, all), { open: suggestions.slice(1), decided: 1 });
  });

  it('is the worthiest claims, in the order of the source', () => {
    const { text, suggestions } = suggest('[a] [b] [c] [d] [e]', 0.1, 0.9, 0.8, 0.2, 0.7);
    assert.deepEqual(
      offered(text, suggestions, undefined, all).open.map(({ score }) => score),
      [0.9, 0.8, 0.7],
    );
  });
});
