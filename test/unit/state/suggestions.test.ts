import assert from 'node:assert/strict';
import type { Suggestion } from '../../../src/core/detect/suggestion';
import {
  movedThrough,
  pendingSuggestions,
  worthiest,
  type SuggestionOptions,
} from '../../../src/core/state/suggestions';
import { newSheet, withRevisions } from '../../../src/core/state/sheet';
import { marked } from '../notation';

const all: SuggestionOptions = { kinds: new Set(['claim', 'quote', 'unconfirmed', 'verified']), perThousandWords: 20 };

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
    assert.deepEqual(pendingSuggestions(text, suggestions, sheet), { open: suggestions.slice(1), decided: 1 });
  });

  it('is nothing that a person turned down, and still its twin elsewhere', () => {
    const { text, suggestions } = suggest(
      'Monday was dry. [It rained.] Tuesday too, they say. Then again: [It rained.] And so on.',
    );
    const after = { text: 'It rained.', before: 'Monday was dry. ', after: ' Tuesday too, they say.' };
    const sheet = withRevisions(newSheet('x'), [{ of: 'dismissed', after }], new Map());
    assert.deepEqual(pendingSuggestions(text, suggestions, sheet), { open: suggestions.slice(1), decided: 1 });
  });

  it('is the worthiest claims, in the order of the source', () => {
    const { text, suggestions } = suggest('[a] [b] [c] [d] [e]', 0.1, 0.9, 0.8, 0.2, 0.7);
    assert.deepEqual(
      worthiest(text, suggestions, all).map(({ score }) => score),
      [0.9, 0.8, 0.7],
    );
  });

  it('counts the parts of a sentence, which have its worth, once', () => {
    const { text, suggestions } = suggest('[a], says she, [b] [c] [d] [e]', 0.9, 0.9, 0.8, 0.7, 0.2);
    assert.deepEqual(worthiest(text, suggestions, all), suggestions.slice(0, 4));
  });

  it('is none of the kinds that nobody wants', () => {
    const { text, suggestions } = suggest('[a] [b]', 0.9, 0.8);
    const mixed = suggestions.map((one, index) => (index === 0 ? { ...one, kind: 'quote' as const } : one));
    assert.deepEqual(worthiest(text, mixed, { ...all, kinds: new Set(['quote']) }), mixed.slice(0, 1));
  });

  it('follows edits one after the other, and is nothing that one of them went into', () => {
    const { text, suggestions } = suggest('[The dam held.] [It rained.] [Nobody came.]');
    const edits = [[{ from: 0, to: 0, text: 'Note. ' }], [{ from: 24, to: 25, text: 'p' }]];
    const after = edits.flat().reduce((old, { from, to, text }) => old.slice(0, from) + text + old.slice(to), text);
    assert.deepEqual(
      movedThrough(edits, suggestions).map(({ from, to }) => after.slice(from, to)),
      ['The dam held.', 'Nobody came.'],
    );
  });
});
