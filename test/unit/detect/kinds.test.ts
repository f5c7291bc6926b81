import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suggest } from '../../../src/core/detect/detect';
import { sentenceAt } from '../../../src/core/detect/sentences';
import type { Reason, Suggestion } from '../../../src/core/detect/suggestion';
import type { Span } from '../../../src/core/text/change';

const folder = join(import.meta.dirname, '../../fixtures/detect');
const read = (name: string, ending: string): string => readFileSync(join(folder, `${name}.${ending}`), 'utf8');

/** `claim [The bridge cost 48 million.] by [she] that is [Ana Lima]`, with `⏎` for a line end. */
function line(text: string, { kind, speaker, name, ...span }: Suggestion): string {
  const words = ({ from, to }: Span): string => `[${text.slice(from, to).replace(/\r?\n/gu, '⏎')}]`;
  return `${kind} ${words(span)}${speaker ? ` by ${words(speaker)}` : ''}${name ? ` that is ${words(name)}` : ''}`;
}

const hasFigure =
  /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|\p{L}+ty|half|hundreds?|thousands?|[mb]illions?|dozens?|percent)\b/iu;
const isTrue =
  (words: string) =>
  (reason: Reason): boolean => {
    if (reason.code === 'figure') return hasFigure.test(words);
    return reason.code === 'hedge' || reason.code === 'attributed' ? reason.word !== '' : true;
  };

/** Neither a quotation nor attributed: it must be the same as the sentence that a person tags at the cursor. */
const isSentence = ({ kind, why }: Suggestion): boolean =>
  kind !== 'quote' && why.every(({ code }) => code !== 'attributed');

/**
 * Sources of many kinds, each with a file of all its suggestions, to the letter, with their speakers. What is not in
 * that file (times, labels, heads of pages and mails, rows, references, markup) is never suggested.
 */
describe('the suggestions in', () => {
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.txt') ? [file.slice(0, -4)] : []));
  for (const name of names)
    it(name.replaceAll('-', ' '), () => {
      const text = read(name, 'txt');
      const found = suggest(text);
      assert.equal(found.map((one) => line(text, one)).join('\n'), read(name, 'suggestions').trimEnd());
      const crlf = text.replaceAll('\n', '\r\n');
      assert.deepEqual(
        suggest(crlf).map((one) => line(crlf, one)),
        found.map((one) => line(text, one)),
      );
      for (const one of found.filter(isSentence))
        assert.deepEqual(sentenceAt(text, (one.from + one.to) >> 1), { from: one.from, to: one.to });
      for (const one of found) assert.ok(one.why.every(isTrue(text.slice(one.from, one.to))), line(text, one));
    });
});
