import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { describe as describeSpan } from '../../src/core/anchor/selector';
import type { Annotation, Selector } from '../../src/core/model/annotation';
import { lineStarts, offsetAt } from '../../src/core/text/lines';

interface Sample {
  readonly source: string;
  readonly annotations: readonly Annotation[];
  readonly dismissed?: readonly Selector[];
}

describe('the sample sources', () => {
  const root = 'test/fixtures/sample';
  const files = readdirSync(root, { encoding: 'utf8', recursive: true })
    .filter((path) => path.endsWith('.claims.yaml'))
    .map((path) => join(root, path));

  it('come with sidecars', () => assert.ok(files.length >= 2));

  for (const file of files) {
    const sidecar = parse(readFileSync(file, 'utf8')) as Sample;
    const text = readFileSync(join(dirname(file), sidecar.source), 'utf8');
    const starts = lineStarts(text);

    it(`have the selectors that the program would write: ${sidecar.source}`, () => {
      for (const stored of [...sidecar.annotations, ...(sidecar.dismissed ?? [])]) {
        const from = offsetAt(starts, { line: stored.line ?? 0, column: stored.column ?? 0 });
        const { text: words, before, after, line, column } = stored;
        const wanted = describeSpan(text, { from, to: from + words.length }, starts);
        assert.deepEqual({ text: words, before, after, line, column }, wanted);
      }
    });

    it(`link to existing evidence: ${sidecar.source}`, () => {
      for (const { source, id, quote } of sidecar.annotations.flatMap((annotation) => annotation.evidence ?? [])) {
        if (!source) continue;
        const other = join(dirname(file), source);
        const words = readFileSync(other, 'utf8');
        assert.ok(!quote || words.includes(quote), `${source}: ${quote}`);
        if (id) assert.match(readFileSync(`${other}.claims.yaml`, 'utf8'), new RegExp(`id: ${id}\\b`));
      }
    });
  }
});
