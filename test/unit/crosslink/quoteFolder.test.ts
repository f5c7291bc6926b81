import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkQuote } from '../../../src/core/crosslink/quoteCheck';
import { indexSources } from '../../../src/core/state/sourceIndex';

// Sources about things that never happened, `### name` before each; then quotations of them, a line each, `words <- speaker`.
const [folder = '', passing = '', failing = ''] = readFileSync('test/fixtures/quotations.txt', 'utf8').split(
  /^#### (?:PASS|FAIL)\n/mu,
);
const index = indexSources(
  folder
    .split(/^### /mu)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { name: part.slice(0, end), text: part.slice(end + 1) };
    }),
);

function verdictOf(line: string): string {
  const [quote = '', speaker] = line.replaceAll('\\n', '\n').split(' <- ');
  return checkQuote(index, quote, speaker === undefined ? {} : { speaker }).verdict;
}

describe('quotations of a folder of many sources', () => {
  for (const line of passing.trim().split('\n'))
    it(`passes: ${line}`, () => assert.match(verdictOf(line), /^(?:verbatim|honest)$/u));
  for (const line of failing.trim().split('\n'))
    it(`does not pass: ${line}`, () => assert.equal(verdictOf(line), 'altered'));
});
