import assert from 'node:assert/strict';
import { disagreements, type Aspect } from '../../../src/core/crosslink/disagreement';
import { indexSources } from '../../../src/core/state/sourceIndex';

// Two articles on one invented event, each with one of the sentences below.
const post = (sentence: string): string =>
  `Ferry runs aground off Holm\n\nThe ferry Aldora ran aground off the harbour of Holm in heavy fog, the coast guard said. Captain Ilse Brandt had sailed from Tarn. ${sentence} The ferry belongs to Norrline, which runs six routes along the coast of Velmora. Mayor Judith Okafor thanked the crews of the lifeboats.`;
const courier = (sentence: string): string =>
  `Aldora stranded in the fog\n\nIn thick fog the Norrline ferry Aldora struck a sandbank near Holm harbour. The coast guard of Velmora sent lifeboats. ${sentence} Ilse Brandt, its captain, had brought the ship from Tarn. Holm’s mayor, Judith Okafor, praised the lifeboat crews.`;

/** What both sentences disagree on, each within its article. */
function unlike(a: string, b: string): readonly Aspect[] {
  const [left, right] = [post(a), courier(b)];
  const index = indexSources([
    { name: 'post', text: left },
    { name: 'courier', text: right },
  ]);
  const place = (source: string, text: string, words: string) => {
    const from = text.indexOf(words);
    return { source, from, to: from + words.length };
  };
  return disagreements(index, place('post', left, a), place('courier', right, b)).map(({ aspect }) => aspect);
}

const agreeing: readonly (readonly [a: string, b: string])[] = [
  ['The Aldora ran aground on 03/04/2026.', 'The Aldora ran aground on 3 April 2026.'],
  ['The Aldora ran aground on 03/04/2026.', 'The Aldora ran aground on March 4, 2026.'],
  ['The Aldora ran aground on 03/04/2026.', 'The Aldora ran aground on 04/03/2026.'],
  ['Nearly a million litres of oil were on board the Aldora.', 'The Aldora carried 980,000 litres of oil.'],
  ['Half a million litres of oil were on board the Aldora.', 'The Aldora carried 500,000 litres of oil.'],
  ['About 5,000 litres of oil leaked from the Aldora.', 'From the Aldora 4,987 litres of oil leaked.'],
  ['More than 200 passengers were on board the Aldora.', 'The Aldora had 214 passengers on board.'],
  ['At least 200 passengers were on board the Aldora.', 'The Aldora had 260 passengers on board.'],
  ['Fewer than 300 passengers were on board the Aldora.', 'The Aldora had 214 passengers on board.'],
  ['Up to 300 passengers were on board the Aldora.', 'The Aldora had 214 passengers on board.'],
  ['Twenty-six passengers of the Aldora were hurt.', 'On the Aldora 26 passengers were hurt.'],
  ['A dozen passengers of the Aldora were hurt.', 'On the Aldora 12 passengers were hurt.'],
  ['Two dozen passengers of the Aldora were hurt.', 'On the Aldora 24 passengers were hurt.'],
  ['The Aldora ran aground five miles off Holm.', 'The Aldora lies eight kilometres off Holm.'],
  ['The Aldora ran aground two nautical miles off Holm.', 'The Aldora lies 3.7 kilometres off Holm.'],
  ['The Aldora is 120 metres long.', 'The Aldora is 394 feet long.'],
  ['The damage to the Aldora was put at $4.2 million.', 'The damage to the Aldora was put at 4.2 million dollars.'],
  ['The damage to the Aldora was put at $4.2 million.', 'The damage to the Aldora was put at €3.9 million.'],
  ['The damage to the Aldora was put at 4.2m crowns.', 'The damage to the Aldora was put at 4,200,000 crowns.'],
  [
    'The damage to the Aldora was put at a little over 4 million crowns.',
    'The damage to the Aldora was put at 4.2 million crowns.',
  ],
  [
    'Two thirds of the passengers of the Aldora were from Tarn.',
    'Some 66 percent of the passengers of the Aldora were from Tarn.',
  ],
  ['One in four passengers of the Aldora was a child.', 'Of the passengers of the Aldora 25 percent were children.'],
  ['The rescue of the Aldora took 90 minutes.', 'The rescue of the Aldora took an hour and a half.'],
  ['The rescue of the Aldora took two days.', 'The rescue of the Aldora took 48 hours.'],
  ['The rescue of the Aldora took two weeks.', 'The rescue of the Aldora took 14 days.'],
  [
    'By Monday five passengers of the Aldora were in hospital.',
    'By Wednesday seven passengers of the Aldora were in hospital.',
  ],
  [
    'By March 4 five passengers of the Aldora were in hospital.',
    'By April 4 seven passengers of the Aldora were in hospital.',
  ],
  [
    'By March 4, 2025 five passengers of the Aldora were in hospital.',
    'By March 4, 2026 seven passengers of the Aldora were in hospital.',
  ],
  [
    'By Monday five passengers of the Aldora were in hospital.',
    'By March 4 seven passengers of the Aldora were in hospital.',
  ],
  [
    'At first 15 passengers of the Aldora were reported missing.',
    'In the end two passengers of the Aldora were missing.',
  ],
  ['The Aldora ran aground at 11 p.m. GMT on Monday.', 'The Aldora ran aground on Tuesday at 1 a.m. local time.'],
  ['The Aldora ran aground late on Monday.', 'The Aldora ran aground in the early hours of Tuesday.'],
  ['The Aldora ran aground on Monday night.', 'The Aldora ran aground shortly after midnight on Tuesday.'],
  ['The Aldora ran aground on March 4 at 23:30 UTC.', 'The Aldora ran aground on March 5 at 00:30 local time.'],
  ['The Aldora ran aground on March 4.', 'The Aldora ran aground on the 4th of March.'],
  ['The Aldora ran aground on 4 March 2026.', 'The Aldora ran aground on Mar. 4.'],
  ['The Aldora ran aground on Monday.', 'The Aldora was towed away on Thursday.'],
  ['The Aldora ran aground on Monday.', 'The coast guard said on Tuesday that the Aldora had run aground.'],
  ['The Aldora left Tarn on March 3.', 'The Aldora ran aground on March 4.'],
  ['The inquiry into the Aldora will open on March 9.', 'The inquiry into the Aldora will end on March 20.'],
  ['Tomas Rell, a passenger of the Aldora, was hurt.', 'Passenger Rell of the Aldora was hurt.'],
  [
    'Dr. Tomas Rell treated the passengers of the Aldora.',
    'Tomas Rell, a doctor from Varga, treated the passengers of the Aldora.',
  ],
  ['Tomas Rell, a passenger of the Aldora, was hurt.', 'Mira Saldane, a passenger of the Aldora, was unhurt.'],
  [
    'Passengers such as Tomas Rell spoke of panic on the Aldora.',
    'Mira Saldane, who was on the Aldora with her sons, spoke of a bang.',
  ],
  [
    'Anna Lindqvist of the coast guard said the Aldora would be towed.',
    'Anna Lindquist of the coast guard said the Aldora would be towed.',
  ],
  ['The Aldora is to be towed to Varga.', 'The passengers of the Aldora were taken to Mirn.'],
  ['The Aldora was built in Varga.', 'The Aldora was repaired in Mirn in 2019.'],
  ['The Aldora was towed to the port of Varga.', 'The Aldora was towed to Varga harbour.'],
  ['The Aldora has 41 cabins and 12 boats.', 'The Aldora has 200 seats and 3 decks.'],
  [
    'The 41-year-old mate of the Aldora, Oren Teyl, was questioned.',
    'Oren Teyl, mate of the Aldora for 12 years, was questioned.',
  ],
  ['Fares for the Aldora start at 20 crowns.', 'A cabin on the Aldora costs 85 crowns.'],
  [
    'Two lifeboats took the passengers of the Aldora ashore.',
    'Four boats, two of them lifeboats, took the passengers of the Aldora ashore.',
  ],
  ['Some 200 people were on board the Aldora, 14 of them crew.', 'The Aldora had 186 passengers on board.'],
  ['The Aldora carried 200 passengers.', 'The Aldora may carry 400 passengers.'],
  ['The Aldora carried 200 passengers a day last year.', 'The Aldora carried 120 passengers that night.'],
  ['About 10 percent of the oil of the Aldora leaked.', 'Some 5,000 litres of the oil of the Aldora leaked.'],
  ['The third lifeboat reached the Aldora at 1:40 a.m.', 'Three lifeboats reached the Aldora by 2 a.m.'],
  ['The water at the Aldora was 4 degrees.', 'The water at the Aldora was 39 degrees Fahrenheit.'],
  [
    '“We heard a bang and then it was dark,” said a passenger of the Aldora.',
    '“We heard a bang,” said a passenger of the Aldora.',
  ],
  [
    '“We heard a bang and then it was dark,” said a passenger of the Aldora.',
    '“We heard a bang … it was dark,” said a passenger of the Aldora.',
  ],
  ['Hundreds of passengers of the Aldora were stranded.', 'On the Aldora 214 passengers were stranded.'],
  ['Dozens of passengers of the Aldora were hurt.', 'On the Aldora 26 passengers were hurt.'],
  [
    'The Aldora, which cost 40 million crowns, is insured for 30 million crowns.',
    'The Aldora is insured for 30 million crowns.',
  ],
  ['A couple of passengers of the Aldora were hurt.', 'Two passengers of the Aldora were hurt.'],
  ['The Aldora sank 1.5 metres into the sand.', 'The Aldora sank one and a half metres into the sand.'],
  ['Just under 1,000 litres of oil leaked from the Aldora.', 'From the Aldora 970 litres of oil leaked.'],
  ['The Aldora ran aground on Tuesday, Tokyo time.', 'The Aldora ran aground on Monday, Velmora time.'],
  ['A hundred passengers of the Aldora were hurt.', 'On the Aldora 100 passengers were hurt.'],
  ['The Aldora ran aground around midnight on Monday.', 'The Aldora ran aground on Tuesday.'],
];
const differing: readonly (readonly [a: string, b: string, aspect: Aspect])[] = [
  [
    'The Aldora carried 214 passengers when it ran aground.',
    'When it ran aground, the Aldora had 241 passengers on board.',
    'figure',
  ],
  [
    'By March 4 five passengers of the Aldora were in hospital.',
    'By 4 March 2026 seven passengers of the Aldora were in hospital.',
    'figure',
  ],
  [
    'By Monday five passengers of the Aldora were in hospital.',
    'By Monday seven passengers of the Aldora were in hospital.',
    'figure',
  ],
  ['Twenty-six passengers of the Aldora were hurt.', 'On the Aldora 62 passengers were hurt.', 'figure'],
  ['More than 200 passengers of the Aldora were hurt.', 'On the Aldora 120 passengers were hurt.', 'figure'],
  ['At least 30 passengers of the Aldora were hurt.', 'On the Aldora 12 passengers were hurt.', 'figure'],
  ['A dozen passengers of the Aldora were hurt.', 'On the Aldora 40 passengers were hurt.', 'figure'],
  ['The damage to the Aldora was put at $4.2 million.', 'The damage to the Aldora was put at $2.4 million.', 'figure'],
  ['About 40 percent of the oil of the Aldora leaked.', 'Some 14 percent of the oil of the Aldora leaked.', 'figure'],
  ['The Aldora ran aground five miles off Holm.', 'The Aldora ran aground nine miles off Holm.', 'figure'],
  ['The Aldora ran aground on March 4.', 'The Aldora ran aground on March 14.', 'date'],
  ['The Aldora ran aground on Monday.', 'The Aldora ran aground on Friday.', 'date'],
  ['The Aldora ran aground on 4 March.', 'The Aldora ran aground on 4 May.', 'date'],
  ['The Aldora ran aground on 03/04/2026.', 'The Aldora ran aground on 9 April 2026.', 'date'],
  ['The Aldora ran aground on 03/04/2026.', 'The Aldora ran aground on 05/04/2026.', 'date'],
  ['The Aldora was towed to Varga.', 'The Aldora was towed to Mirn.', 'place'],
  [
    'The mate of the Aldora, Oren Teyl, was questioned.',
    'The mate of the Aldora, Davit Karlo, was questioned.',
    'name',
  ],
  [
    'Coast guard chief Anna Lindqvist said the Aldora would be towed.',
    'Coast guard chief Petra Aune said the Aldora would be towed.',
    'name',
  ],
  [
    '“We heard a bang and then it was dark,” said a passenger of the Aldora.',
    '“We heard a shot and then it was dark,” said a passenger of the Aldora.',
    'quote',
  ],
  ['Tomas Rell, 16, of Varga, was hurt on the Aldora.', 'Tomas Rell, 61, of Varga, was hurt on the Aldora.', 'figure'],
  ['Half a million litres of oil were on board the Aldora.', 'The Aldora carried 50,000 litres of oil.', 'figure'],
];

describe('disagreement within two articles on one event', () => {
  for (const [a, b] of agreeing)
    it(`is none between: ${a} / ${b}`, () => {
      assert.deepEqual([...unlike(a, b), ...unlike(b, a)], []);
    });

  for (const [a, b, aspect] of differing)
    it(`is one of ${aspect} between: ${a} / ${b}`, () => {
      assert.deepEqual([unlike(a, b), unlike(b, a)], [[aspect], [aspect]]);
    });
});
