import assert from 'node:assert/strict';
import { detect, type Detected } from '../../../src/core/detect/detect';

const words = (text: string, { start, end }: { start: number; end: number }): string => text.slice(start, end);
const quotesIn = (text: string): [string, string][] =>
  detect(text)
    .filter(({ kind }) => kind === 'quote')
    .map((one) => [words(text, one), one.speaker ? words(text, one.speaker) : '-']);
const of = (text: string, kind: Detected['kind']): string[] =>
  detect(text)
    .filter((one) => one.kind === kind)
    .map((one) => words(text, one));

describe('quotations in other languages', () => {
  for (const [text, ...quotes] of [
    ['Léa Roux a dit : « Le dépôt sera vendu. »', ['« Le dépôt sera vendu. »', 'Léa Roux']],
    ['Marc Petit a répondu :\u00a0«\u00a0Non, jamais.\u00a0»', ['«\u00a0Non, jamais.\u00a0»', 'Marc Petit']],
    ['« Le dépôt sera vendu », a expliqué Léa Roux mardi.', ['« Le dépôt sera vendu »', 'Léa Roux']],
    [
      '« Nous avons perdu, reconnaît la directrice, mais nous restons. »',
      ['« Nous avons perdu, reconnaît la directrice, mais nous restons. »', 'la directrice'],
    ],
    ['– Je n’en sais rien, répondit Jeanne.', ['Je n’en sais rien', 'Jeanne']],
    [
      'Das Dach sei „nicht mehr zu retten“, so der Direktor des Amtes.',
      ['„nicht mehr zu retten“', 'der Direktor des Amtes'],
    ],
    [
      '„Wir haben“, erklärte Lena Vogt, „alles versucht.“',
      ['„Wir haben“', 'Lena Vogt'],
      ['„alles versucht.“', 'Lena Vogt'],
    ],
    ['»Das stimmt nicht«, entgegnete Karl Huber am Montag.', ['»Das stimmt nicht«', 'Karl Huber']],
    ['Die Sprecherin, Eva Kern, sagte am Montag: „Die Halle ist verkauft.“', ['„Die Halle ist verkauft.“', 'Eva Kern']],
    ['La jefa, Ana Lima, dijo el lunes en Velm: «Venderemos el muelle».', ['«Venderemos el muelle»', 'Ana Lima']],
    ['Al salir, dijo el alcalde Ruiz: «Venderemos el muelle».', ['«Venderemos el muelle»', 'el alcalde Ruiz']],
    ['La maire, Léa Morin, a déclaré lundi à Velm : « Le quai est vendu. »', ['« Le quai est vendu. »', 'Léa Morin']],
    ['Elena Ruiz dijo: «Venderemos el depósito».', ['«Venderemos el depósito»', 'Elena Ruiz']],
    ['—No lo sé —respondió Pablo—. Nadie lo sabe.', ['No lo sé', 'Pablo'], ['Nadie lo sabe.', 'Pablo']],
    ['Ha detto Marco Bianchi: «Il deposito è venduto».', ['«Il deposito è venduto»', 'Marco Bianchi']],
    ['„Sprzedamy zajezdnię” – powiedziała Anna Nowak.', ['„Sprzedamy zajezdnię”', 'Anna Nowak']],
    ['«Депо продадут в мае», — заявил мэр Иван Петров.', ['«Депо продадут в мае»', 'мэр Иван Петров']],
    ['王伟说：“车库将在五月出售。”', ['“车库将在五月出售。”', '王伟']],
    ['“车库无法修复”，市长表示。', ['“车库无法修复”', '市长']],
    ['ראש העיר דן לוי אמר: "המחסן יימכר במאי".', ['"המחסן יימכר במאי"', 'ראש העיר דן לוי']],
  ] as const)
    it(text, () => assert.deepEqual(quotesIn(text), quotes));
});

describe('a dialogue', () => {
  const novel = `The kettle had gone cold. Tilda stood at the window.

“You could have written,” said Tilda gloomily.

“I did write. Twice.”

“I never got it.”

“Then somebody else did,” Mr. Chen fumed. He put the cup down.`;

  it('has two alternating voices, and is not sure of the unnamed one', () => {
    assert.deepEqual(quotesIn(novel), [
      ['“You could have written,”', 'Tilda'],
      ['“I did write. Twice.”', '-'],
      ['“I never got it.”', 'Tilda'],
      ['“Then somebody else did,”', 'Mr. Chen'],
    ]);
    const scores = detect(novel).flatMap(({ kind, score }) => (kind === 'quote' ? [score] : []));
    assert.ok(scores.every((score, i) => (i === 0 || i === 3 ? score > 0.9 : score < 0.8)));
  });
});

describe('short phrases in marks', () => {
  for (const [text, ...quotes] of [
    [
      'The mayor called the plan “a gift to the rich,” while critics attacked it as “reckless.”',
      ['“a gift to the rich,”', 'The mayor'],
      ['“reckless.”', 'critics'],
    ],
    ['Ilic praised the crew as “the heart of Velm”.', ['“the heart of Velm”', 'Ilic']],
    ['The so-called “green belt” has shrunk since 1990.'],
    ['Her novel “The Long Winter” sold 40,000 copies.'],
    ['They marched under the slogan “Bread and Roses”.'],
  ] as const)
    it(text, () => assert.deepEqual(quotesIn(text), quotes));
});

describe('the form of a text', () => {
  for (const [form, text] of [
    [
      'the head of a mail',
      'From: Rada Ilic <rada@velm.example>\nTo: press@velm.example\nSubject: 3.2 million for 14 trams\nDate: Tue, 4 Mar 2025 10:12:00 +0100',
    ],
    ['who wrote what is quoted', 'On Mon, 3 Mar 2025 at 09:00, Oskar Oba <o@velm.example> wrote:'],
    ['contents', 'Contents\n1. The depot and its costs .......... 17\n2. What 14 towns paid .......... 23'],
    ['references', 'References\n[12] Oba, R. (2019). The depots of Velm. Journal of Trams, 12(3), 44–56.'],
    ['numbers to call and to order by', 'ISBN 978-3-16-148410-0\nTel. +99 123 456 78\nPhone: (012) 345 6789'],
    ['a pointer to another text', 'Id. at 12. See Oba v. Velm, 412 R. 88 (2011).'],
    ['the case that a court follows', 'We agree. Oba v. Velm, 41 R. 3d 88, 90 (4th Cir. 2011).'],
    ['an invitation', 'Go to larkspur.example and use the code MILL for 20 percent off.\nSign up for 3 free bags.'],
    ['the page of a record', 'We agree. R. at 212; see also Br. for Resp.'],
    ['rows of a table', 'Region,Year,Rate\nNorth,2018,7.8\nSouth,2018,8.8\nWest,2018,9.1'],
    ['tags', '<div class="w-12">\n<!-- page 3 of 12 -->\n<style>p { margin: 12px }</style>\n</div>'],
    ['front matter', '---\ntitle: 3.2 million\ndate: 2025-03-04\n---\n'],
  ] as const)
    it(`is no claim: ${form}`, () => assert.deepEqual(of(text, 'claim'), []));

  it('is no part of a claim: the number of a paragraph, an article or a note', () => {
    const text =
      '16. The company paid 2.1 million crowns in 2018.[4]\n17. Article 3. The tenant paid the rent of 900 crowns in May.\n[18] The company closed in 2019.';
    assert.deepEqual(of(text, 'claim'), [
      'The company paid 2.1 million crowns in 2018.',
      'The tenant paid the rent of 900 crowns in May.',
      'The company closed in 2019.',
    ]);
  });

  it('does not include a figure at the beginning of a sentence', () => {
    const text = 'It rained in Velm.\n1.5 million people left the city in 2019.\n12 people died in the storm.';
    assert.ok(of(text, 'claim').includes('1.5 million people left the city in 2019.'));
    assert.ok(of(text, 'claim').includes('12 people died in the storm.'));
  });
});

describe('reasons', () => {
  const text = `In 2019 the city of Velm sold 40 trams, and Mayor Rada Ilic, who had paid 3.2 million for them, said the depot was a ruin.
Velm has no hospital. Two thirds of its buses are older than their drivers. The council voted against the bill.
The harbour, she added, was sold for 12 crowns in May 2020. It was the largest in the north, officials said on Monday.`;
  const digits = /\d|\b(?:two|three|four|ten|hundred|thousand|million|percent|half)\b/iu;
  for (const [reason, pattern] of [
    ['figure', digits],
    ['date', /\d{4}|Monday|May/u],
    ['name', /\p{Lu}/u],
  ] as const)
    it(`name a ${reason} only if there is one`, () => {
      const named = detect(text).filter(({ why }) => why.includes(reason));
      assert.ok(named.length > 0);
      for (const one of named) assert.match(words(text, one), pattern);
    });
});
