import assert from 'node:assert/strict';
import { rankSpans, reasonsIn } from '../../../src/core/detect/claims';
import { judgeLines, sentences } from './lines';

const claims = (text: string): string[] => judgeLines(text).claims.map(({ from, to }) => text.slice(from, to));

describe('claims', () => {
  for (const claim of [
    'Unemployment fell by 4 percent in the last three years.',
    'Senator Brandt voted against the bill in 2003.',
    'The deficit has doubled since 2010.',
  ])
    it(`takes a checkable fact: ${claim}`, () => assert.deepEqual(claims(claim), [claim]));

  for (const talk of [
    'I think we need to do better.',
    'Thank you very much, and good evening.',
    'Let me answer that.',
    'Do you believe that taxes rose by 3 percent?',
  ])
    it(`leaves talk: ${talk}`, () => assert.deepEqual(claims(talk), []));

  it('takes most of what a report states, and not its musings', () => {
    const fact = 'The council closed the mill and sold its land to a farmer.';
    const musing = 'The road ahead will be long, and nobody should be surprised.';
    assert.deepEqual(claims(`${fact}\n${musing}`), [fact]);
  });

  it('gives its reasons', () => {
    const text = 'Senator Brandt voted against the cut in 2003.';
    assert.deepEqual(
      judgeLines(text).claims.flatMap(({ why }) => why.map(({ code }) => code)),
      ['date', 'name', 'act', 'outcome'],
    );
  });

  const truths: readonly (readonly [sentence: string, ...codes: string[]])[] = [
    ['Repairs cost the harbour £1,860.', 'figure', 'act'],
    ['The lids in claim 2 are made of oak, and the lids are red.', 'model'],
    ['Pain fell in both arms (HR 0.61, 95% CI 0.5 to 0.7; P = .01).', 'figure', 'outcome'],
    ['The troops of Velm hold the north of the island.', 'name'],
    ['The council had the vote on Monday, and the lower court has the files.', 'date'],
    ['The members vote on Monday.', 'date', 'act'],
    ['Two of the nine children fell ill at the school.', 'figure'],
  ];
  for (const [sentence, ...codes] of truths)
    it(`gives no reason that does not apply: ${sentence}`, () => {
      assert.deepEqual(
        reasonsIn(sentence, { from: 0, to: sentence.length }).map(({ code }) => code),
        codes,
      );
    });

  it('ranks facts over talk, in the order of the spans given', () => {
    const text = 'Thank you, and good evening.\nUnemployment fell by 4 percent last year.';
    const [talk = 1, fact = 0] = rankSpans(text, sentences(text));
    assert.ok(fact > talk);
  });

  it('gives the same scores again', () => {
    const text = 'The deficit has doubled since 2010.\nI love this city.';
    assert.deepEqual(rankSpans(text, sentences(text)), rankSpans(text, sentences(text)));
  });
});
