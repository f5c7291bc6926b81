import assert from 'node:assert/strict';
import { detect } from '../../../src/core/detect/detect';
import { comesOut, processorTime } from '../processorTime';

/** Stretches that a mechanism could run over again and again: each comes again up to a size. */
const shapes = [
  'word ',
  'Ana Lima ',
  '"',
  '“',
  "'",
  '« ',
  '(',
  '[',
  '[1] ',
  '\n',
  ' \n',
  'a: ',
  'Ana Lima: yes\n',
  '**a**: ',
  '1 A\n',
  '1  a\n2  b\n3  c\n',
  'a.1 B\n1 B\n',
  '– a,\n',
  '<p>',
  '<a ',
  '<!--',
  '<p>The bridge cost 48 million.</p>\n',
  'a,b,c\n',
  '|',
  '12/03/2031, 09:12 - a\n',
  '[00:12:05]\nAna Lima\nYes.\n',
  '00:00:01,000 --> 00:00:02,000\n',
  'From: a\n b\n',
  'he said that ',
  'Ana a dit que ',
  '« a », dit Ana, ',
  '“a,” he said. ',
  'Results: a. ',
  'Lima A. 2031;12(3):1-2. ',
  'Mr. Marsh. ',
  'LAGOS, Nigeria, ',
  'Lena 3 Mar 2031 at ',
  '10:02 <a',
  '          ADA\n     x\n',
  'March 3, 9:14 p.m. — ',
  'The state 41\n',
  '», tonne la la ',
  'Ito, K., ',
  'AB: ',
  'il dit, et le port serait ',
  'der Hafen ist nicht das, was er soll, und ',
  'la de los que en '.repeat(9) + 'a'.repeat(500) + ' ',
  'СТЕЦЬ О.В. Так.\n',
  'Ruth Halvorsen -- Chief\n',
  'Operator\n',
  '02:14 How\n',
  '1  The claim fails.\n',
  '(22) Filed: a\n',
  'the wall that fell        was built by the\n',
  '                          was built by the\nthe wall that fell        was built by the\n',
  'Jane Abiola\nHarrow Bank\n\n',
  'Anf. 1 Ana Lima (S)\n',
  '((Ana)) yes\n',
  'researchers led by Ana ',
  'a memo, dated 3 May, which stated that ',
  'is reported to have called it, ',
  'the claim that it was so is false and ',
  '- Nikt nie był - mówił ',
  'THE COURIER   6   THE POST ',
  '\n0:08\n9:14 AM\nAda Stone',
  'secondo cui «a» ',
  'he says (that ',
  'commis-\n',
  'a. – Aa ',
  '"a" dedi ',
  '시장은 "a"고 ',
  '712 F. Supp. 3d 88 (Velm. ',
  'Re "a',
  '– Tak się stało – dodał ',
  'Das ist § 839 BGB i. V. m. Art. 34 und die ',
  'Das ist ein (Beifall). ',
  'Le 3 mars 2031 à 9 h 30 et la ',
  '— Так, — сказав він. «Так»\n',
  '—Dos —dijo ',
  '– Да, – возразила ',
  'A -- B -- ',
  ':The audit\n',
  'PRIMERO.- ',
  '2031-03-03 09:14:02 INFO a\n',
  'one clerk, who asked, ',
  'he decided on Sunday to keep the ferry ',
  'IDA KERN, sworn\n',
  'Page 1 of 1\n',
  'it “a.” Supporters ',
  'Outside a, the a a a a, ',
  'In A was B was C ',
  'Fragen 1 und 2 und ',
  '在中在中说“a”',
  '« a », a-t-il fait savoir ',
  'word.<sup><a>1</a></sup> ',
  'prompting one, leading one to say ',
];

/** Processor time for a text of a size, in milliseconds. */
function timeFor(shape: string, size: number): number {
  const text = shape.repeat(Math.ceil(size / shape.length));
  return processorTime(() => detect(text));
}

it('takes a line of very many sentences', () => {
  assert.deepEqual(detect('A. '.repeat(150_000)), []);
});

describe('hostile texts take a time that grows only with their length', () => {
  const size = 20_000;
  for (const shape of shapes)
    it(JSON.stringify(shape), () => {
      timeFor(shape, size / 4);
      // With quadratic time, four times the text would take sixteen times as long; some is left for the engine.
      assert.ok(comesOut(() => timeFor(shape, 4 * size) < 8 * timeFor(shape, size) + 150));
    });
});
