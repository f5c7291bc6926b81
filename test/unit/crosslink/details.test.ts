import assert from 'node:assert/strict';
import { daysIn } from '../../../src/core/crosslink/details';
import { figuresIn } from '../../../src/core/crosslink/figures';
import { notationOf } from '../../../src/core/crosslink/notations';

describe('a figure', () => {
  for (const [text, value, kind, unit] of [
    ['The quay cost £5m last year.', 5e6, 'money', undefined],
    ['Some 5m people use the quay.', 5e6, 'count', undefined],
    ['The quay cost 5m crowns.', 5e6, 'count', 'crown'],
    ['The quay is 12 metres long.', 12, 'count', 'meter'],
    ['The quay is 12km from Holm.', 12, 'count', 'kilometer'],
    ['The quay is 12 inches too short.', 12, 'count', 'inch'],
    ['Three quarters of a million people use the quay.', 750_000, 'count', undefined],
    ['The sea is 0.5 degree Celsius warmer.', 0.5, 'count', 'degree celsius'],
    ['The sea is 4 degrees Celsius warm.', 4, 'count', 'degree celsius'],
    ['The sea is 39 degrees Fahrenheit warm.', 39, 'count', 'degree fahrenheit'],
  ] as const)
    it(`is measured in ${unit ?? 'nothing'}: ${text}`, () => {
      const [figure, ...others] = figuresIn(text, { from: 0, to: text.length }, notationOf(text));
      assert.deepEqual([figure?.value, figure?.kind, figure?.unit, others], [value, kind, unit, []]);
    });
});

describe('a date in figures', () => {
  const english = 'The quay of Holm was closed on';
  const german = 'Der Kai von Holm und die Mole sind gesperrt seit dem';
  const french = 'Le quai de Holm est fermé depuis le';
  for (const [text, ...date] of [
    [`${english} 2026-03-04.`, 4, 2, 2026],
    [`${english} 13/03/2026.`, 13, 2, 2026],
    [`${english} 03/13/2026.`, 13, 2, 2026],
    [`${english} 4.3.2026.`, 4, 2, 2026],
    [`${german} 04.03.2026.`, 4, 2, 2026],
    [`${german} 4.3. für alle.`, 4, 2, undefined],
    [`${french} 04/03/2026.`, 4, 2, 2026],
    [`${french} 05-12-2026.`, 5, 11, 2026],
  ] as const)
    it(`is a day, and no figure: ${text}`, () => {
      const [all, notation] = [{ from: 0, to: text.length }, notationOf(text)];
      const days = daysIn(text, all, notation).filter(({ day }) => day !== undefined);
      assert.deepEqual(days.map(({ day, month, year }) => [day, month, year]), [date]); // prettier-ignore
      assert.deepEqual(figuresIn(text, all, notation), []);
    });

  it('has both readings where either figure may be the month', () => {
    const text = `${english} 03/04/2026.`;
    const [all, notation] = [{ from: 0, to: text.length }, notationOf(text)];
    const days = daysIn(text, all, notation).filter(({ day }) => day !== undefined);
    assert.deepEqual(days.map(({ day, month }) => [day, month]), [[3, 3], [4, 2]]); // prettier-ignore
    assert.deepEqual(figuresIn(text, all, notation), []);
  });

  it('is none if nobody can tell that it is a date', () => {
    for (const text of [
      'The quay of Holm rose to 3.4.',
      'Le quai de Holm est fermé et le fleuve est monté de 3.4.',
      'Version 1.13.2026-4 of the plan.',
    ]) {
      const all = { from: 0, to: text.length };
      assert.deepEqual(daysIn(text, all, notationOf(text)).filter(({ day }) => day !== undefined), []); // prettier-ignore
    }
  });
});
