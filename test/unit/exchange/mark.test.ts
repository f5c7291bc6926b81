import assert from 'node:assert/strict';
import { describe as selectorOf } from '../../../src/core/anchor/selector';
import { csv } from '../../../src/core/exchange/csv';
import { doccano } from '../../../src/core/exchange/doccano';
import { read } from './samples';

const shown = 'One. The fox ran. End.\nThe hare ran.';

describe('a text with a byte-order mark', () => {
  /** What the editor shows has no mark, so no selector may count it or hold it. */
  for (const words of ['One.', 'The fox ran.', 'The hare ran.'])
    it(`has the same selectors as the text in the editor: ${words}`, () => {
      const from = shown.indexOf(words);
      const { line, column, before, after } = selectorOf(shown, { from, to: from + words.length });
      const row = JSON.stringify({ text: shown, label: [[from, from + words.length, 'quote']] });
      for (const found of [
        read(csv, `tag,text\nquote,${words}\n`, { text: () => `\ufeff${shown}`, source: 'a.txt' }),
        read(doccano, row, { text: () => `\ufeff${shown}`, source: 'a.txt' }),
      ]) {
        const annotation = found.sources[0]?.annotations[0];
        assert.deepEqual([annotation?.text, annotation?.line, annotation?.column], [words, line, column]);
        assert.deepEqual([annotation?.before ?? '', annotation?.after ?? ''], [before, after]);
        assert.equal(annotation?.span?.from, from + 1);
      }
    });
});
