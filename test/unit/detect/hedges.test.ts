import assert from 'node:assert/strict';
import { judgeLines } from './lines';

/** The lines that are judged unconfirmed. */
const unconfirmed = (text: string): string[] => judgeLines(text).hedges.map(({ from, to }) => text.slice(from, to));
const reasons = (text: string) => judgeLines(text).hedges.flatMap(({ why }) => why);

describe('hedges', () => {
  it('takes a sentence with a word of doubt', () => {
    const text = 'The bridge may close in spring.\nThe bridge closed in spring.\nThe mayor reportedly left.';
    assert.deepEqual(unconfirmed(text), ['The bridge may close in spring.', 'The mayor reportedly left.']);
  });

  it('takes a condition about a fact', () => {
    assert.deepEqual(reasons('If approved, the levy would cost residents nine crowns.'), [
      { code: 'condition', word: 'If' },
    ]);
  });

  it('takes a condition before or after what depends on it, but not a distant one', () => {
    const near = 'The army would move in if the border were crossed.';
    const far = 'He asked if the mill was sold, then left the room with a signed plan that would close the yard.';
    assert.deepEqual(unconfirmed(`${near}\n${far}`), [near]);
  });

  it('takes hearsay and pending decisions', () => {
    const text = 'The ring is said to be a copy.\nThe ministry is considering a ban.\nHe said it to the crowd.';
    assert.equal(unconfirmed(text).length, 2);
  });

  for (const doubt of [
    'Tests will show whether the wall holds.',
    'The depot was sold, say two people who asked not to be named.',
    'The clerk spoke on condition of anonymity.',
    'The results of the inspection are due in June.',
    'A potential tenant has seen the hall.',
    'Police could not rule out arson.',
    'Cannot rule out a fracture.',
  ])
    it(`takes what nobody vouches for yet: ${doubt}`, () => assert.deepEqual(unconfirmed(doubt), [doubt]));

  it('leaves what results do not rule out', () =>
    assert.deepEqual(unconfirmed('The results do not rule out frost.'), []));

  for (const permission of [
    'Visitors may take photographs in the hall.',
    'The tenant may terminate the lease in May.',
    'A party may not appeal twice.',
  ])
    it(`leaves what is permitted: ${permission}`, () => assert.deepEqual(unconfirmed(permission), []));

  it('takes what would be, but not what somebody said would be or used to do', () => {
    const finding = 'The treatment would lower the risk in older patients.';
    const study = `The study compared 40 patients.\nThe results were observed in mice.\n${finding}`;
    assert.deepEqual(unconfirmed(study), [finding]);
    assert.deepEqual(unconfirmed('The plan would add two lanes.'), ['The plan would add two lanes.']);
    assert.deepEqual(
      unconfirmed(
        'The council said the wall would hold.\nHe would swim here as a boy.\nThe clerk would say only that it stands.',
      ),
      [],
    );
  });

  for (const denial of [
    'The name of the buyer has not been disclosed.',
    'Police have not yet confirmed the number of victims.',
    'The ministry declined to say who had signed it.',
    'It is not clear whether the ship had left port.',
    'No official figures have been released.',
    'No date has been set.',
    'The cost remains to be seen.',
    'The terms have not been made public.',
    'Police would not say how many men they had seen.',
    'Who paid for the trip remains unclear.',
    'The cause hasn’t been officially established.',
  ])
    it(`takes a denial of knowledge: ${denial}`, () => assert.deepEqual(unconfirmed(denial), [denial]));

  it('names the words that deny knowledge', () => {
    assert.deepEqual(reasons('The price has not been publicly disclosed.'), [
      { code: 'not known', word: 'not been publicly disclosed' },
    ]);
  });

  for (const plain of [
    'Smokers were more likely to fall ill.',
    'The strike began on 3 May 2021.',
    'Theresa May resigned in 2019.',
    'The council did not raise the fee.',
    'They left as soon as possible.',
    'The road is open to all who wish to appear.',
    'May 5 was a holiday.',
    'They moved closer so that they could see the stage.',
    'There is no public transport on the island.',
    'She had never set foot in the mill.',
    'The race had no clear winner.',
    'The view remains clear.',
    'Neither side could open the gate.',
    'Three towns indicated they could lend a pump.',
    'A film appeared on the internet.',
    'He does not even know the way.',
    'Pilgrims walk there once a year, if at all possible.',
  ])
    it(`leaves a plain statement: ${plain}`, () => assert.deepEqual(unconfirmed(plain), []));

  it('leaves questions', () => assert.deepEqual(unconfirmed('May the bridge close?\n“May it?”'), []));
});
