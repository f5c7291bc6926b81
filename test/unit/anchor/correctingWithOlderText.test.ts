import assert from 'node:assert/strict';
import { describe as describeSpan } from '../../../src/core/anchor/selector';
import { locate } from '../../../src/core/anchor/locate';
import { correctingWithOlderText } from '../../../src/core/anchor/withOlderText';
import { drain } from '../../../src/core/text/steps';

const putRight = (...given: Parameters<typeof correctingWithOlderText>) => drain(correctingWithOlderText(...given));

const older = `The ferry was late again on Monday.

The harbour office counted forty-one complaints in a week, most of them about the ramp.

Nobody from the company came to the meeting.
`;

function selectorOf(words: string) {
  const from = older.indexOf(words);
  return describeSpan(older, { from, to: from + words.length });
}

describe('finding words again with an older text', () => {
  it('finds words that were rewritten too much for a search', () => {
    const selector = selectorOf('counted forty-one complaints in a week');
    const text = older.replace(
      'counted forty-one complaints in a week',
      'counted 57 complaints in the week before Easter',
    );
    const [hit] = putRight(older, text, [selector], locate(text, [selector]));
    assert.ok(hit);
    assert.match(text.slice(hit.span.from, hit.span.to), /^counted 57 complaints in the week/);
    assert.equal(hit.how, 'edited');
  });

  it('leaves deleted words lost', () => {
    const selector = selectorOf('Nobody from the company came to the meeting.');
    const text = older.replace('Nobody from the company came to the meeting.\n', '');
    assert.deepEqual(putRight(older, text, [selector], locate(text, [selector])), [null]);
  });

  it('ignores words that were tagged after the older text was written', () => {
    const added = 'In spring a wider ramp came. A customer says that forty-one complaints in a week are not much.';
    const tagged = `${older}\n${added}\n`;
    const from = tagged.lastIndexOf('forty-one complaints in a week');
    const selector = describeSpan(tagged, { from, to: from + 'forty-one complaints in a week'.length });
    const text = older.replace('forty-one complaints in a week', 'forty complaints in the week');
    assert.deepEqual(locate(text, [selector]), [null]);
    assert.deepEqual(putRight(older, text, [selector], [null]), [null]);
  });

  it('is not used if the search is sure, or if the words are not in the older text', () => {
    const selector = selectorOf('most of them about the ramp');
    const found = locate(`New on top.\n\n${older}`, [selector]);
    assert.equal(putRight(older, `New on top.\n\n${older}`, [selector], found), found);
    const text = older.replace('ramp', 'stairs');
    const lost = locate(text, [selector]);
    assert.equal(putRight('Something else entirely.', text, [selector], lost), lost);
  });
});
