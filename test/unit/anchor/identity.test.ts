import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe as describeSpan } from '../../../src/core/anchor/selector';
import { locate, type Found } from '../../../src/core/anchor/locate';
import { follow } from '../../../src/core/anchor/withOlderText';
import type { Span } from '../../../src/core/text/change';

// Identity first: a tagged sentence that occurs once before and once after is found there, whatever happened around it.
// The texts use few words, so that sentences are alike; many differ from another in a single word.

const words =
  'ferry lamp harbour keeper eleven storm wrote letter council rope granted seven crowns bridge closed winter barge captain nobody signal pier burnt paid Tarn Oddel Varn'.split(
    ' ',
  );

const word = fc.constantFrom(...words);
const sentence = fc
  .array(word, { minLength: 5, maxLength: 14 })
  .map((some) => `The ${some.join(' ')}`)
  .map((text) => `${text}.`);

/** A sentence and one like it that differs in a word. */
const pair = fc.tuple(sentence, fc.nat(), word).map(([text, at, other]) => {
  const parts = text.slice(0, -1).split(' ');
  parts[1 + (at % (parts.length - 1))] = other;
  return [text, `${parts.join(' ')}.`];
});

/** What happens to a sentence: it stays, it is deleted, one word changes, or something is inserted before it. */
const fate = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'stays' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'goes' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('edited' as const), word, at: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('after' as const), put: sentence }) },
);

const scene = fc.record({
  sentences: fc
    .array(
      fc.oneof(
        sentence.map((text) => [text]),
        pair,
      ),
      { minLength: 3, maxLength: 9 },
    )
    .map((some) => some.flat()),
  fates: fc.array(fate, { minLength: 18, maxLength: 18 }),
  order: fc.array(fc.nat(), { minLength: 18, maxLength: 18 }),
  isShuffled: fc.boolean(),
  between: fc.constantFrom(' ', '\n', '\n\n', '\n- '),
  betweenAfter: fc.option(fc.constantFrom(' ', '\n', '\n\n'), { nil: undefined, freq: 4 }),
  tagged: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
});

type Scene = typeof scene extends fc.Arbitrary<infer Made> ? Made : never;

function after({ sentences, fates, order, isShuffled }: Scene): readonly string[] {
  const kept = sentences.flatMap((text, i) => {
    const what = fates[i] ?? { kind: 'stays' };
    if (what.kind === 'goes') return [];
    if (what.kind === 'after')
      return [
        { text: what.put, at: i },
        { text, at: i },
      ];
    if (what.kind === 'stays') return [{ text, at: i }];
    const parts = text.slice(0, -1).split(' ');
    parts[1 + (what.at % (parts.length - 1))] = what.word;
    return [{ text: `${parts.join(' ')}.`, at: i }];
  });
  if (isShuffled) kept.sort((a, b) => (order[a.at] ?? 0) - (order[b.at] ?? 0));
  return kept.map(({ text }) => text);
}

const countOf = (text: string, part: string): number => text.split(part).length - 1;

const ways: Readonly<
  Record<string, (before: string, now: string, spans: readonly Span[]) => readonly (Found | null)[]>
> = {
  'by selectors': (before, now, spans) =>
    locate(
      now,
      spans.map((span) => describeSpan(before, span)),
    ),
  'with the old text': follow,
};

describe('a whole sentence that occurs once before and once after', () => {
  for (const [way, find] of Object.entries(ways)) {
    it(`is never anchored elsewhere and hardly ever lost, ${way}`, () => {
      let [asked, found] = [0, 0];
      const never = fc.property(scene, (made) => {
        const before = `${made.sentences.join(made.between)}\n`;
        const now = `${after(made).join(made.betweenAfter ?? made.between)}\n`;
        const chosen = [...new Set(made.tagged.map((n) => made.sentences[n % made.sentences.length] ?? ''))].filter(
          (text) => countOf(before, text) === 1 && countOf(now, text) === 1,
        );
        const spans = chosen.map((text) => ({ from: before.indexOf(text), to: before.indexOf(text) + text.length }));
        find(before, now, spans).forEach((hit, i) => {
          const from = now.indexOf(chosen[i] ?? '');
          asked++;
          if (!hit) return;
          found++;
          assert.deepEqual(hit.span, { from, to: from + (chosen[i]?.length ?? 0) });
        });
      });
      fc.assert(never, { numRuns: 600, seed: 1848 });
      assert.ok(found >= 0.995 * asked, `${found} of ${asked}`);
    });
  }
});
