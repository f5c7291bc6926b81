import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { layoutOf } from '../../../src/core/detect/layout';
import { paragraphsOf } from '../../../src/core/detect/paragraphs';
import { sentenceAt, splitSentences } from '../../../src/core/detect/sentences';
import { mark, marked } from '../notation';

function split(source: string): string[] {
  const { text } = layoutOf(source);
  return paragraphsOf(text).flatMap((paragraph) =>
    splitSentences(text, paragraph).map(({ from, to }) => text.slice(from, to)),
  );
}

/** The text with `|` at the cursor, and the sentence there in brackets. */
function at(notation: string): string {
  const offset = notation.indexOf('|');
  const text = notation.replace('|', '');
  return mark(text, [sentenceAt(text, offset)]);
}

describe('sentences', () => {
  for (const text of [
    '[Mr. Chen met Gov. Lima at 9 a.m. on Sept. 4, 2025.] [They spoke for 1.5 hours.]',
    '[The U.S. Senate voted.] [It was late.]',
    '[He left the U.S.] [The vote came later.]',
    '[Ana L. Moreno runs Orlen Ltd. from home.] [Nobody knew.]',
    '[See No. 7 and Fig. 3.] [Both are old.]',
    '[“Why now?” Ms. Lima asked.] [“It is late.”] [Nobody answered.]',
    '[“It is over!” he cried.]',
    '[Is it safe?] [Yes!] [Nobody knows…] [We wait.]',
    '[Prices rose 3.4 percent (see p. 12).] [Wages fell.]',
    '[Peat fell to 3.3 m.] [Reeds died.] [Carts may do 30 km/h.] [Vans may not.] [Ask J. Osei.]',
    '[See Lune v. Osei, 12 Vel. 2d 40.] [We agree.]',
    '[Am 3. Mai kam der Bus.] [Er war leer.]',
    '[彼は来た。][彼女も来た！]',
    '[他说：“是的。”][她走了。]',
    '[यह एक वाक्य है।] [यह दूसरा है।]',
  ]) {
    const { text: plain, spans } = marked(text);
    it(`end where a reader ends them: ${plain}`, () =>
      assert.deepEqual(
        split(plain),
        spans.map(({ from, to }) => plain.slice(from, to)),
      ));
  }

  it('leave out bullets, numbers and marks of Markdown', () =>
    assert.deepEqual(split('- One is here.\n2. Two is here.\n## Three\n> Four is here.\n- [ ] Five is here.'), [
      'One is here.',
      'Two is here.',
      'Three',
      'Four is here.',
      'Five is here.',
    ]));

  it('go on over wrapped lines, and end with lines that were not wrapped', () => {
    const wrapped =
      'The council of Orlen voted on Monday to close the\nharbour for two years and to sell the land next to the\nold mill. Nobody spoke.';
    assert.equal(split(wrapped).length, 2);
    assert.equal(split('The council voted\nNobody spoke').length, 2);
  });

  it('are in no front matter and no code', () => {
    const paragraphs = paragraphsOf('---\ntitle: x\n---\nOne.\n```\nlet x = 1;\n```\nTwo.');
    assert.deepEqual(
      paragraphs.filter(({ mark: kind }) => kind !== 'code').map(({ from }) => from),
      [17, 41],
    );
  });
});

describe('the sentence at the cursor', () => {
  it('is the one that the cursor is in or touches', () => {
    assert.equal(at('One is |here. Two is there.'), '[One is here.] Two is there.');
    assert.equal(at('One is here.| Two is there.'), '[One is here.] Two is there.');
    assert.equal(at('One is here. |Two is there.'), 'One is here. [Two is there.]');
    assert.equal(at('One is here. Two is there.|'), 'One is here. [Two is there.]');
  });

  it('begins after the bullet, even with the cursor in the indentation', () => {
    assert.equal(at('| - One is here.\n - Two.'), ' - [One is here.]\n - Two.');
    assert.equal(at('- One is here.\n |- Two.  '), '- One is here.\n - [Two.]  ');
  });

  it('is only on its line if lines were not wrapped', () =>
    assert.equal(at('Heading\nOne is here.\nTwo is |there.\n'), 'Heading\nOne is here.\n[Two is there.]\n'));

  it('is empty on a blank line and in an empty text', () => {
    assert.deepEqual(sentenceAt('One.\n\nTwo.', 5), { from: 5, to: 5 });
    assert.deepEqual(sentenceAt('', 0), { from: 0, to: 0 });
  });
});

describe('sentences of plain prose', () => {
  const segmenter = new Intl.Segmenter('und', { granularity: 'sentence' });
  const segmented = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment.trim());
  const invented = readFileSync(join(import.meta.dirname, '../../train/news.txt'), 'utf8')
    .split('\n')
    .filter((line) => /^[+?-] /.test(line) && !/\b(?:Mr|Mrs|Ms)\. /.test(line))
    .map((line) => line.slice(2));
  const abroad = [
    'Der Rat tagte am Dienstag.',
    'Wer hat das gesagt?',
    'Les élus ont voté à 3 voix près !',
    '¿Quién lo dijo?',
    'Το συμβούλιο ψήφισε χθες.',
    'Совет проголосовал вчера.',
    'Кто это сказал?',
    'צוות המועצה הצביע אתמול.',
    'صوت المجلس أمس.',
    'من قال ذلك؟',
    '위원회는 어제 투표했다.',
    '議会は昨日採決した。',
    '议会昨天投票了！',
    'परिषद ने कल मतदान किया।',
  ];

  it('end where Intl.Segmenter would end them', () => {
    const sentence = fc.constantFrom(...invented, ...abroad);
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 8 }), (sentences) => {
        const text = sentences.join(' ');
        assert.deepEqual(split(text), segmented(text));
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});
