import { readFileSync } from 'node:fs';
import { indexSources } from '../../../src/core/state/sourceIndex';
import { checkEach } from './quotations';

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

describe('quotations of a folder of many sources', () => checkEach(index, passing, failing));
