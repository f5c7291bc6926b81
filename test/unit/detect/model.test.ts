import assert from 'node:assert/strict';
import { Features, width, languageOf, type Genre } from '../../../src/core/detect/features';
import { letterOf, Model, steps } from '../../../src/core/detect/claims';
import { longest, Tokens } from '../../../src/core/detect/tokens';
import { classNumber } from '../../../src/core/detect/vocabulary';

const whole = (text: string) => ({ from: 0, to: text.length });
const tokensOf = (text: string, ...spans: { from: number; to: number }[]): Tokens => {
  const tokens = new Tokens(0);
  for (const span of spans.length > 0 ? spans : [whole(text)]) tokens.read(text, span);
  return tokens;
};
const featuresOf = (text: string, register: Genre, features = new Features()): Features => {
  const tokens = tokensOf(text);
  return features.read(tokens, { first: 0, last: tokens.count }, register);
};
const thresholds = { speech: 0, report: 0 };

describe('a linear model', () => {
  const text = 'Wages rose by 4 percent.';

  it('scores 0.5 at its threshold, more above and less below', () => {
    const features = featuresOf(text, 'report');
    const uniform = (letter: string) => new Model({ unit: 1, thresholds, weights: letter.repeat(width) });
    assert.equal(uniform(letterOf(0)).score(features, 'report'), 0.5);
    assert.ok(uniform(letterOf(steps)).score(features, 'report') > 0.9);
    assert.ok(uniform(letterOf(-steps)).score(features, 'report') < 0.1);
  });

  it('keeps weights as letters, limited at the ends', () => {
    assert.deepEqual([-99, -12, -1.4, 0, 2.6, 99].map(letterOf).join(''), 'AALMPY');
  });
});

describe('features', () => {
  const places = (text: string): number[] => {
    const { places, count } = featuresOf(text, 'speech');
    return [...places.slice(0, count)];
  };

  it('are places below the width, each once', () => {
    const found = places('We cut taxes, we cut taxes, and we cut taxes again.');
    assert.equal(new Set(found).size, found.length);
    assert.ok(found.every((place) => place >= 0 && place < width));
  });

  it('do not depend on the sentence read before, nor on blanks and typographic apostrophes', () => {
    const again = new Features();
    featuresOf('Something else, said 3 times by Ada Lindqvist.', 'report', again);
    for (let i = 0; i < 300; i++) featuresOf('More.', 'speech', again);
    const { places: second, count } = featuresOf('It isn’t  true.', 'speech', again);
    assert.deepEqual([...second.slice(0, count)], places("It isn't true."));
  });

  it('tell figures from other words by their shape alone', () => {
    assert.deepEqual(places('It cost 17 crowns.'), places('It cost 23 crowns.'));
    assert.notDeepEqual(places('It cost 17 crowns.'), places('It cost 1,700 crowns.'));
  });
});

describe('tokens', () => {
  const read = (text: string, span = whole(text)): string[] => {
    const tokens = tokensOf(text, span);
    return Array.from({ length: tokens.count }, (_, i) => text.slice(tokens.from[i], tokens.to[i]));
  };
  const classes = (text: string): number[] => {
    const tokens = tokensOf(text);
    return [...tokens.class.slice(0, tokens.count)];
  };

  it('are words with their apostrophes, numbers with their separators, and marks', () => {
    assert.deepEqual(read('She’s paid $1,250.50, or 3.'), ['She’s', 'paid', '$', '1,250.50', ',', 'or', '3', '.']);
    assert.deepEqual(
      read("Größe 'là' об'єкт"),
      ['Größe', "'", 'là', "'", 'об', "'", 'єкт'].slice(0, 4).concat("об'єкт"),
    );
  });

  it('stay within their span', () => {
    assert.deepEqual(read('one two three', { from: 4, to: 10 }), ['two', 'th']);
  });

  it('follow each other sentence by sentence, each up to the longest length, in growing arrays', () => {
    const many = 'word '.repeat(1000);
    const tokens = tokensOf(many, whole(many), whole(many), whole(many));
    assert.equal(tokens.count, 3 * longest);
    assert.equal(tokens.word[0], tokens.word[tokens.count - 1]);
    assert.equal(tokens.to[tokens.count - 1], 5 * longest - 1);
  });

  it('take a capital within a sentence for a name, but not a month or a pronoun', () => {
    const [, month, , pronoun, verb, name] = classes('On March 3 I met Quist');
    assert.equal(month, classNumber('calendar'));
    assert.equal(pronoun, classNumber('me'));
    assert.equal(verb, classNumber('past'));
    assert.equal(name, classes('The Quist')[1]);
  });
});

describe('the register', () => {
  it('is speech if people talk about themselves, and report otherwise', () => {
    assert.equal(
      languageOf(tokensOf('I told you that we would win. My friends, we did it, and you were there with me.')).genre,
      'speech',
    );
    assert.equal(
      languageOf(tokensOf('The council met on Tuesday. It closed the mill and sold its land.')).genre,
      'report',
    );
    assert.equal(languageOf(tokensOf('')).genre, 'report');
  });

  for (const [language, text] of [
    [
      'German',
      'Die Regierung hat am Dienstag in Berlin ein Gesetz vorgestellt, das die Ausgaben um 4 Prozent senken soll. ',
    ],
    [
      'French',
      'Le gouvernement a présenté mardi une loi qui doit réduire les dépenses de 4 pour cent avant la fin de 2026. ',
    ],
    ['Dutch', 'De regering heeft op dinsdag in Den Haag een wet voorgesteld, en de minister was er heel zeker van. '],
  ] as const)
    it(`is undefined for ${language}`, () => assert.equal(languageOf(tokensOf(text.repeat(3))).genre, undefined));
});
