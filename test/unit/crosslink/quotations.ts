import assert from 'node:assert/strict';
import type { SourceIndex } from '../../../src/core/crosslink/index';
import { checkQuote } from '../../../src/core/crosslink/quoteCheck';

/** Makes a test for each quotation of some sources: one per line, `words <- speaker`, with line ends in it as `\n`. */
export function checkEach(index: SourceIndex, passing: string, failing: string): void {
  const verdictOf = (line: string): string => {
    const [quote = '', speaker] = line.replaceAll('\\n', '\n').split(' <- ');
    return checkQuote(index, quote, speaker === undefined ? {} : { speaker }).verdict;
  };
  for (const line of passing.trim().split('\n'))
    it(`passes: ${line}`, () => assert.match(verdictOf(line), /^(?:verbatim|honest)$/u));
  for (const line of failing.trim().split('\n'))
    it(`does not pass: ${line}`, () => assert.equal(verdictOf(line), 'altered'));
}
