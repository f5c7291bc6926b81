import assert from 'node:assert/strict';
import { suggest } from '../../../src/core/detect/detect';

/** Labels before the words of two people in turn, and the names in them. */
const labels: readonly (readonly [first: string, second: string, ...names: [string, string]])[] = [
  ['OSEI:', 'HOLM:', 'OSEI', 'HOLM'],
  ['osei:', 'holm:', 'osei', 'holm'],
  ['Governor Hale:', 'Senator Aker:', 'Governor Hale', 'Senator Aker'],
  ['Governor Hale (laughing):', 'Senator Aker (Ind):', 'Governor Hale', 'Senator Aker'],
  ['The mayor:', 'The clerk:', 'The mayor', 'The clerk'],
  ['Le maire:', 'La juge:', 'Le maire', 'La juge'],
  ['Prof. Dr. Lune:', 'Frau Voss:', 'Prof. Dr. Lune', 'Frau Voss'],
  ['Osei, Peter:', 'Holm, Pia:', 'Osei, Peter', 'Holm, Pia'],
  ['J. Osei:', 'O’Neill-Aker:', 'J. Osei', 'O’Neill-Aker'],
  ['Osei：', 'Holm：', 'Osei', 'Holm'],
  ['**Osei:**', '**Holm:**', 'Osei', 'Holm'],
  ['*Osei:*', '*Holm:*', 'Osei', 'Holm'],
  ['_Osei_:', '_Holm_:', 'Osei', 'Holm'],
  ['<b>Osei:</b>', '<b>Holm:</b>', 'Osei', 'Holm'],
  ['[Osei]', '[Holm]', 'Osei', 'Holm'],
  ['(Osei):', '(Holm):', 'Osei', 'Holm'],
  ['Osei —', 'Holm —', 'Osei', 'Holm'],
  ['- Osei:', '- Holm:', 'Osei', 'Holm'],
  ['1. Osei (Sedge) (Ind):', '2. Holm (Arlen) (Lab):', 'Osei', 'Holm'],
  ['>> OSEI:', '>> HOLM:', 'OSEI', 'HOLM'],
  ['[00:12:05] Osei:', '[00:12:31] Holm:', 'Osei', 'Holm'],
  ['00:12:05 Osei:', '00:12:31 Holm:', 'Osei', 'Holm'],
  ['12/03/2031, 09:14 - Osei:', '12/03/2031, 09:15 - Holm:', 'Osei', 'Holm'],
  ['Osei (00:12):', 'Holm (00:31):', 'Osei', 'Holm'],
  ['Speaker 1  00:12\n', 'Speaker 2  00:31\n', 'Speaker 1', 'Speaker 2'],
  ['[00:12]\nOsei\n', '[00:31]\nHolm\n', 'Osei', 'Holm'],
  ['Osei\n9:14 AM\n', 'Holm\n9:15 AM\n', 'Osei', 'Holm'],
  ['Q:', 'A:', 'Q', 'A'],
  ['Q.', 'A.', 'Q', 'A'],
  ['**Q:**', '**A:**', 'Q', 'A'],
  ['**Q**:', '**A**:', 'Q', 'A'],
  ['<b>Q.</b>', '<b>A.</b>', 'Q', 'A'],
  ['F:', 'A:', 'F', 'A'],
  ['**F:**', '**A:**', 'F', 'A'],
];

describe('a label is outside of every suggestion and names its speaker', () => {
  for (const [first, second, ...names] of labels)
    it(first.trim().replace('\n', ' '), () => {
      const turns = [
        [first, 'The town lost 212 jobs in March 2031.'],
        [second, 'It sold nine of its schools last year.'],
        [first, 'We paid 40 million crowns for the bridge.'],
        [second, 'The cause has not been confirmed.'],
      ] as const;
      const text = turns.map(([label, words]) => `${label}${label.endsWith('\n') ? '' : ' '}${words}\n`).join('');
      const found = suggest(text).map(({ from, to, speaker }) => [
        text.slice(from, to),
        speaker && text.slice(speaker.from, speaker.to),
      ]);
      assert.deepEqual(
        found,
        turns.map(([, words], i) => [words, names[i % 2]]),
      );
    });
});
