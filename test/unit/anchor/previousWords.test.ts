import assert from 'node:assert/strict';
import { describe as describeSpan } from '../../../src/core/anchor/selector';
import { drain } from '../../../src/core/text/steps';
import { locatingWithPreviousWords } from '../../../src/core/anchor/locate';
import type { Annotation } from '../../../src/core/model/annotation';

const tagged = 'counted forty-one complaints.\n\nNobody from the company came';
const inserted =
  'The ramp is too steep for prams, said nine of ten, and too slippery for bicycles on any day on which it rains.\n\n';
const before = `The ferry was late again on Monday. The harbour office ${tagged} to the meeting on Tuesday.\n`;
const edited = tagged.replace('Nobody', `${inserted}Nobody`);
const after = before.replace(tagged, edited);

/** Saved while a paragraph was in the middle of the tagged words. */
const record: Annotation = {
  id: 'f4',
  tag: 'verified',
  was: tagged,
  ...describeSpan(after, { from: after.indexOf(edited), to: after.indexOf(edited) + edited.length }),
};

function placeIn(text: string): string | undefined {
  const [hit] = drain(locatingWithPreviousWords(text, [record]));
  return hit ? `${hit.how}: ${text.slice(hit.span.from, hit.span.to)}` : undefined;
}

describe('words that were tagged before other words were saved in their place', () => {
  it('are found when they are back', () => {
    assert.equal(placeIn(before), `edited: ${tagged}`);
  });

  it('are not looked for if the saved words are found', () => {
    assert.equal(placeIn(`${before}\n${after}`), `in place: ${edited}`);
  });

  it('are not taken for the same words in another context', () => {
    assert.equal(placeIn(`A year ago the mayor of the town ${tagged} with him.\n`), undefined);
  });
});
