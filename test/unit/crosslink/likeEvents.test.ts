import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { disagreements } from '../../../src/core/crosslink/disagreement';
import { kin, shownFrom } from '../../../src/core/crosslink/kin';
import { indexSources } from '../../../src/core/state/sourceIndex';

// Two invented events of one kind each, told sentence by sentence in the same words, with other names, places and figures.
const folders = readFileSync('test/fixtures/likeEvents.txt', 'utf8').split(/^=== /mu).slice(1);

describe('another event of the same kind', () => {
  for (const folder of folders) {
    const name = folder.slice(0, folder.indexOf('\n'));
    const told = folder
      .slice(name.length + 1)
      .split(/^--\n/mu)
      .map((one) => one.trim().split('\n'));
    const texts = told.map(([title = '', ...sentences]) => `${title}\n\n${sentences.join(' ')}\n`);
    const index = indexSources(texts.map((text, i) => ({ name: String(i), text })));
    const place = (i: number, sentence = '') => {
      const from = texts[i]?.indexOf(sentence) ?? -1;
      return { source: String(i), from, to: from + sentence.length };
    };
    for (const [own, other] of [
      [0, 1],
      [1, 0],
    ] as const)
      for (const [i, sentence] of (told[own] ?? []).entries())
        it(`is neither shown nor said to disagree (${name}): ${sentence}`, () => {
          const asked = place(own, sentence);
          assert.deepEqual(
            kin(index, asked, 5).filter(({ score }) => score >= shownFrom),
            [],
          );
          assert.deepEqual(disagreements(index, asked, place(other, told[other]?.[i])), []);
        });
  }
});
