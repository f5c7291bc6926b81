import assert from 'node:assert/strict';
import { kin } from '../../../src/core/crosslink/kin';
import { checkQuote } from '../../../src/core/crosslink/quoteCheck';
import { disagreements } from '../../../src/core/crosslink/disagreement';
import { originsOf } from '../../../src/core/crosslink/origins';
import { indexSources } from '../../../src/core/state/sourceIndex';
import { comesOut, processorTime } from '../processorTime';

/** Everything that is asked of sources, of one that is hostile. */
function askAll(text: string): void {
  const index = indexSources([
    { name: 'hostile', text },
    {
      name: 'other',
      text: 'The ferry to Ostra sails at 7. “We sail at seven,” said Ilse Brandt. The harbour is open.',
    },
  ]);
  const source = { source: 'hostile', from: 0, to: Math.min(text.length, 200) };
  kin(index, source, 20);
  kin(index, { text: text.slice(0, 2000) }, 20);
  kin(index, { source: 'other', from: 0, to: 30 }, 20);
  checkQuote(index, `“${text.slice(0, 300)}”`);
  checkQuote(index, '“We sail at eight”');
  disagreements(index, source, { source: 'other', from: 0, to: 30 });
}

describe('a hostile source', () => {
  const sentence = 'The ferry to Ostra sails at 7 on Monday, said Ilse Brandt of Norrline. ';
  const kinds: Readonly<Record<string, (size: number) => string>> = {
    'one word without end': (size) => 'a'.repeat(size),
    'one word again and again': (size) => 'ferry '.repeat(size / 6),
    'the same sentence again and again': (size) => sentence.repeat(size / sentence.length),
    'quotation marks that never close': (size) => '“ferry '.repeat(size / 7),
    'brackets and ellipses': (size) => '[…] … ['.repeat(size / 8),
    'initials without end': (size) => 'U.S.'.repeat(size / 4),
    'blank lines': (size) => '\n\n'.repeat(size / 2),
  };
  for (const [kind, make] of Object.entries(kinds))
    it(`of ${kind} takes a time that grows with its size, not with its square`, function () {
      this.timeout(120_000);
      askAll(make(20_000));
      const [small, large] = [50_000, 400_000];
      const timeFor = (size: number): number => processorTime(() => askAll(make(size)));
      // With eight times the size, quadratic time would be 64 times as long.
      assert.ok(comesOut(() => timeFor(large) < 24 * (timeFor(small) + 20)));
    });

  it('of ten thousand equal sentences is answered within a second', () => {
    const text = sentence.repeat(10_000);
    const index = indexSources([
      { name: 'a', text },
      { name: 'b', text: sentence },
    ]);
    const asked = { source: 'b', from: 0, to: sentence.length - 1 };
    kin(index, asked, 20);
    assert.ok(processorTime(() => kin(index, asked, 20)) < 1000);
    assert.ok(processorTime(() => checkQuote(index, `“${sentence.trim()}”`)) < 1000);
  });

  it('of ten megabytes of one word is read and searched within seconds', function () {
    this.timeout(120_000);
    assert.ok(processorTime(() => askAll('ferry '.repeat(10_000_000 / 6))) < 15_000);
  });

  it('that repeats a word does not slow down the origins of passages', () => {
    const text = 'ferry '.repeat(3000);
    assert.ok(processorTime(() => originsOf([{ source: 'a', text }, { source: 'b', text }])) < 1000); // prettier-ignore
  });
});
