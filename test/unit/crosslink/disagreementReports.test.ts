import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { disagreements } from '../../../src/core/crosslink/disagreement';
import { indexSources } from '../../../src/core/state/sourceIndex';

// Each file: two articles on one invented event, with a place (`#`) for a sentence; and pairs of sentences, a line each,
// `what they disagree on: one / other`, `agree` for nothing.
const folder = 'test/fixtures/reports';

/** The aspects in which two sentences disagree, each within its article. */
function unlike(articles: readonly string[], sentences: readonly string[]): readonly string[] {
  const sources = articles.map((article, i) => ({
    name: String(i),
    text: article.replace('#', () => sentences[i] ?? ''),
  }));
  const [a, b] = sources.map(({ name, text }, i) => {
    const from = text.indexOf(sentences[i] ?? '');
    return { source: name, from, to: from + (sentences[i] ?? '').length };
  });
  assert.ok(a && b);
  return disagreements(indexSources(sources), a, b).map(({ aspect }) => aspect);
}

describe('disagreement of two reports on one event', () => {
  for (const file of readdirSync(folder)) {
    const [one = '', other = '', pairs = ''] = readFileSync(join(folder, file), 'utf8').split(/^--\n/mu);
    for (const line of pairs.trim().split('\n')) {
      const [, wanted = '', ...sentences] = /^(\w+): (.+?) \/ (.+)$/u.exec(line) ?? [];
      it(`${basename(file, '.txt')}: ${line}`, () => {
        for (const pair of [sentences, [...sentences].reverse()])
          assert.deepEqual(unlike([one.trim(), other.trim()], pair), wanted === 'agree' ? [] : [wanted]);
      });
    }
  }
});
