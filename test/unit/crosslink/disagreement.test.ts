import assert from 'node:assert/strict';
import { disagreements } from '../../../src/core/crosslink/disagreement';
import { indexSources } from '../../../src/core/state/sourceIndex';

/** What two passages, each a source of its own, disagree on: `aspect: words | words`. */
function unlike(a: string, b: string): readonly string[] {
  const index = indexSources([
    { name: 'a', text: a },
    { name: 'b', text: b },
  ]);
  const whole = (source: string, text: string) => ({ source, from: 0, to: text.length });
  return disagreements(index, whole('a', a), whole('b', b)).map(
    (one) => `${one.aspect}: ${a.slice(one.a.from, one.a.to)} | ${b.slice(one.b.from, one.b.to)}`,
  );
}

describe('two passages that say that they speak of different things', () => {
  for (const [a, b] of [
    [
      'Shares of Norrgrain fell 8 percent in early trading on Tuesday.',
      'Shares of Norrgrain fell 3 percent on Tuesday.',
    ],
    [
      'Flooding killed 12 people in northern Velmora on Monday.',
      'Flooding killed 30 people in southern Velmora on Monday.',
    ],
    ['The eastern pier of Holm will cost 4 million crowns.', 'The western pier of Holm will cost 6 million crowns.'],
    ['In fiscal 2025 Norrgrain earned 12 million crowns.', 'In fiscal 2026 Norrgrain earned 15 million crowns.'],
    ['Velmora reported 214 confirmed cases of measles.', 'Velmora reported 340 suspected cases of measles.'],
    ['Passengers such as Ana Lima waited in Holm.', 'Passengers such as Bo Chen waited in Holm.'],
    ['Turnout in Velmora was up on 44 percent in 2022.', 'Turnout in Velmora was 48 percent.'],
  ] as const)
    it(`${a} | ${b} -> nothing`, () => assert.deepEqual(unlike(a, b), []));
});

describe('disagreement of two passages', () => {
  for (const [a, b, found] of [
    [
      'The fire in Holm destroyed 14 barns on Tuesday.',
      'On Tuesday 19 barns burnt down in the Holm fire.',
      'figure: 14 | 19',
    ],
    [
      'The fire in Holm destroyed fourteen barns.',
      'Some 19 barns were lost in the Holm fire.',
      'figure: fourteen | 19',
    ],
    [
      'Norrgrain lost $2.5 million in the Holm fire.',
      'The Holm fire cost Norrgrain $3.5 million.',
      'figure: 2.5 million | 3.5 million',
    ],
    [
      'The council of Holm votes on the bridge on March 4.',
      'Holm’s council votes on the bridge on 9 March.',
      'date: March 4 | 9 March',
    ],
    [
      'The council of Holm met on Monday to discuss the bridge.',
      'Holm’s council met on Friday to discuss the bridge.',
      'date: Monday | Friday',
    ],
    [
      'More than 30 delegates met in Holm on the future of the ferry.',
      'Only nine delegates attended in person when Holm spoke of the future of the ferry.',
      'attendance: 30 | nine',
    ],
    [
      'Some 20 mayors met in Holm on the future of the ferry.',
      'The 20 mayors who spoke of the ferry in Holm joined by video link.',
      'attendance: 20 | 20',
    ],
    [
      '“Holm is growing up with great patience and calm to keep its ferry now and later,” said Ilse Brandt.',
      '“Holm is growing up for the first time, and the ferry is ours and yours, today and tomorrow,” said Ilse Brandt.',
      'quote: “Holm is growing up with great patience and calm to keep its ferry now and later,” | “Holm is growing up for the first time, and the ferry is ours and yours, today and tomorrow,”',
    ],
    [
      'The police said that 16-year-old Tomas Rell was hurt in the Holm fire. The boy is 16, they said.',
      'Tomas Rell, 19, was hurt in the Holm fire.',
      'figure: 16 | 19',
    ],
    [
      'Ferry sinks off Holm. The ferry sank off Holm on Tuesday with grain from Norrgrain aboard, the harbour office said.',
      'Ferry sinks off Varga. The Norrgrain ferry sank with its grain off Varga on Tuesday, the harbour office said.',
      'place: Holm | Varga',
    ],
    [
      'Tomas Rell Named Mayor Of Holm. The council of Holm named Tomas Rell its mayor on Tuesday. Rell ran the ferry before.',
      'Odo Brandt is the mayor of Holm. The council of Holm named Odo Brandt its mayor on Tuesday. Brandt ran the ferry before.',
      'name: Rell | Brandt',
    ],
  ] as const)
    it(`is located in both passages: ${found}`, () => assert.deepEqual(unlike(a, b), [found]));

  for (const [why, a, b] of [
    [
      'a bound that the group that came leaves open',
      'More than 30 delegates met in Holm on the ferry.',
      'Some 34 delegates met in Holm in person on the ferry.',
    ],
    [
      'two groups, of which nobody can tell which is meant',
      'Nine mayors and 30 delegates met in Holm on the ferry.',
      'Twelve delegates attended in person in Holm on the ferry.',
    ],
    ['a point of time', 'The Holm fire broke out eight days ago.', 'The Holm fire burnt for five days.'],
    [
      'a share of the whole',
      'Norrgrain offers Holm $20 million for the ferry.',
      'Norrgrain offers Holm for the ferry $30 million a year.',
    ],
    [
      'the same money in another currency',
      'The Holm fire cost Norrgrain $2.6 million.',
      'The Holm fire cost Norrgrain two million euros.',
    ],
    [
      'where two people are from',
      'Police say Tomas Rell, 36, of Holm, struck Ada Lind in the ferry’s car park on Tuesday.',
      'Ada Lind, of Varga, was struck by Tomas Rell in the ferry’s car park on Tuesday, police say.',
    ],
    ['an adjective', 'The Holm fire hurt three former sailors.', 'The Holm fire hurt two former clerks.'],
    ['words for a number', 'The Holm fire destroyed 14 barns.', 'The Holm fire destroyed fourteen barns.'],
    ['a bound that leaves room', 'The Holm fire destroyed 35 barns.', 'The Holm fire destroyed more than 30 barns.'],
    ['rounding that is said', 'The Holm fire drove out 4,987 people.', 'The Holm fire drove out about 5,000 people.'],
    ['“nearly”', 'Holm has 991,000 inhabitants.', 'Holm has nearly a million inhabitants.'],
    [
      'figures of different nouns',
      'The Holm fire destroyed 14 barns.',
      'The Holm fire destroyed barns; 90 windows broke.',
    ],
    [
      'another form of the date',
      'Holm’s council votes on the bridge on March 4.',
      'Holm’s council votes on the bridge on the 4th of March 2031.',
    ],
    [
      'thousands with and without a comma',
      'The Holm fire drove out 4,987 people.',
      'The Holm fire drove out 4987 people.',
    ],
  ] as const)
    it(`is not found: ${why}`, () => assert.deepEqual(unlike(a, b), []));

  it('is found in quoted words if both quote the same utterance', () => {
    const a = '“We shall open the bridge before the first of May,” said Ilse Brandt.';
    assert.deepEqual(unlike(a, 'Ilse Brandt said: "We will open the bridge before the first of May."'), [
      'quote: “We shall open the bridge before the first of May,” | "We will open the bridge before the first of May."',
    ]);
    assert.deepEqual(unlike(a, 'Ilse Brandt: "We shall open the bridge … the first of May."'), []);
  });

  it('is found if one says that a person was there and the other that they were not', () => {
    const [a, b] = [
      'Ilse Brandt attended the hearing in Holm in person.',
      'Ilse Brandt followed the hearing in Holm by video link.',
    ];
    assert.deepEqual(unlike(a, b), [`attendance: ${a} | ${b}`]);
    assert.deepEqual(unlike(a, 'Tomas Rell followed the hearing in Holm by video link.'), []);
  });

  it('is not found for passages outside the text', () => {
    const index = indexSources([{ name: 'a', text: 'Nine barns burnt.' }]);
    assert.deepEqual(disagreements(index, { source: 'a', from: 0, to: 17 }, { source: 'gone', from: 0, to: 9 }), []);
  });
});
