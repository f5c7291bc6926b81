import assert from 'node:assert/strict';
import { foldsOf } from '../../../src/core/query/folds';

/** Folds written as `1-4`. */
const folds = (...lines: readonly string[]): string[] =>
  foldsOf(lines.join('\n')).map(({ first, last }) => `${first}-${last}`);

const prose =
  'The ferry to Aldeby was closed on Monday, and 40 people had to wait at the landing for a day and a half before the company, which has run the line since 1988, sent a bus.';

describe('folding', () => {
  it('folds each section to the line before the next heading', () => {
    assert.deepEqual(
      folds('Key takeaways', `- ${prose}`, 'Verified facts', prose, prose, 'Unconfirmed', `- ${prose}`),
      ['1-2', '3-5', '6-7'],
    );
  });

  it('leaves blank lines before a heading open', () => {
    assert.deepEqual(folds('## Level', '', prose, '', '', '## Gauges', '', prose, ''), ['1-3', '6-8']);
  });

  it('includes sections of lower rank', () => {
    assert.deepEqual(folds('# Minutes', '', prose, '', '## Level', '', prose, '', '# Annex', '', prose), [
      '1-7',
      '5-7',
      '9-11',
    ]);
  });

  it('folds nothing in a text without sections', () => {
    assert.deepEqual(folds(prose, '', prose), []);
    assert.deepEqual(folds(''), []);
  });
});
