import assert from 'node:assert/strict';
import { figureClaimOf } from '../../../src/core/detect/figuresAbroad';
import { sentences } from './lines';

/** The reasons for a sentence in another language, `figure` and `date`; empty if it is not suggested. */
function reasons(text: string): readonly string[] {
  const [sentence] = sentences(text);
  assert.ok(sentence);
  return figureClaimOf(text, sentence)?.why.map(({ code }) => code) ?? [];
}

describe('the figures of a claim in another language', () => {
  for (const [text, expected] of [
    ['港口共有7名水手受伤。', ['figure']],
    ['港口共有12名水手受伤。', ['figure']],
    ['港には昨年3000人が集まった。', ['figure']],
    ['警察于2019年关闭了港口。', ['date']],
    ['המשטרה עצרה ב2019 את כל המלחים', ['date']],
    ['Der Hafen verlor im Mai 7 Schiffe.', ['figure']],
    ['Der Hafen liegt seit Mai an der A7 bei Orlen.', []],
    ['Порт закрили через дорогу М7 біля міста.', []],
    ['Το λιμάνι έκλεισε για τον δρόμο Α7 της πόλης.', []],
  ] as const)
    it(`${expected.join() || 'none'}: ${text}`, () => assert.deepEqual(reasons(text), expected));
});
