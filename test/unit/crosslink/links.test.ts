import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  brokenReferences,
  LinkGraph,
  matrixCsv,
  matrixMarkdown,
  matrixOf,
  targetOf,
  withRenamedReferences,
  type LinkedSource,
} from '../../../src/core/crosslink/links';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { newSidecar, revise } from '../../../src/core/sidecar/write';
import { applyChanges } from '../../../src/core/text/change';
import type { Annotation, Link } from '../../../src/core/model/annotation';

const link = (to: string, relation: Link['relation'] = 'same'): Link => ({ to, relation });
const annotation = (id: string, rest: Partial<Annotation> = {}): Annotation => ({
  id,
  tag: 'verified',
  text: `words of ${id}`,
  ...rest,
});

const folder: readonly LinkedSource[] = [
  {
    source: 'a.txt',
    annotations: [annotation('a1', { links: [link('north/b.txt#b1'), link('#a2', 'supports')] }), annotation('a2')],
  },
  {
    source: 'north/b.txt',
    annotations: [annotation('b1', { links: [link('../c.txt#c1', 'contradicts')] }), annotation('b2')],
    lost: new Set(['b2']),
  },
  { source: 'c.txt', annotations: [annotation('c1'), annotation('c2')] },
];

const lookup = {
  has: (source: string) => source === 'plain.txt' || folder.some((one) => one.source === source),
  tagged: (source: string) => folder.find((one) => one.source === source),
  quoted: (_: string, quote: string) => (quote === 'said' ? ('there' as const) : ('absent' as const)),
};

describe('links between annotations', () => {
  const graph = new LinkGraph(folder);

  it('are seen from both ends', () => {
    assert.deepEqual(
      graph.outgoing('a.txt#a1').map(({ to }) => to),
      ['north/b.txt#b1', 'a.txt#a2'],
    );
    assert.deepEqual(
      graph.incoming('c.txt#c1').map(({ from, link: one }) => `${from} ${one.relation}`),
      ['north/b.txt#b1 contradicts'],
    );
  });

  it('join claims into clusters, over any number of steps', () => {
    assert.deepEqual(graph.clusters(), [['a.txt#a1', 'a.txt#a2', 'north/b.txt#b1', 'c.txt#c1']]);
  });

  it('use paths relative to their source, never out of the workspace', () => {
    assert.deepEqual(targetOf('north/b.txt', '../c.txt#c1'), { source: 'c.txt', id: 'c1' });
    assert.equal(targetOf('a.txt', '../secret.txt#x'), undefined);
  });

  it('that lead nowhere are all found, each with its field', () => {
    const broken: LinkedSource = {
      source: 'd.txt',
      annotations: [
        annotation('d1', {
          links: [
            link('c.txt#c1'),
            link('c.txt#none'),
            link('gone.txt#c1'),
            link('north/b.txt#b2'),
            link('c.txt'),
            link('../c.txt#c1'),
          ],
          evidence: [
            { source: 'plain.txt', quote: 'said' },
            { source: 'plain.txt', quote: 'never said' },
            { source: 'gone.txt', quote: 'never said' },
            { source: 'c.txt', id: 'none' },
            { url: 'https://example.org', quote: 'never said' },
          ],
        }),
      ],
    };
    assert.deepEqual(
      brokenReferences(broken, lookup).map(({ code, field, target }) => `${field} ${code} ${target}`),
      [
        'links.1.to no-annotation c.txt#none',
        'links.2.to no-source gone.txt#c1',
        'links.3.to lost-words north/b.txt#b2',
        'links.4.to no-annotation c.txt',
        'evidence.1.quote quote-not-there plain.txt',
        'evidence.2.source no-source gone.txt',
        'evidence.3.id no-annotation c.txt#none',
      ],
    );
    assert.deepEqual(
      new LinkGraph([...folder, broken]).dangling.map(({ to }) => to),
      ['c.txt#none', 'gone.txt#c1', 'c.txt#', '../c.txt#c1'],
    );
  });

  it('follow sources that are renamed or moved, from either side', () => {
    const a1 = folder[0]!.annotations[0]!;
    const to = (moved: Readonly<Record<string, string>>, source = 'a.txt') =>
      withRenamedReferences(a1, source, (one) => moved[one]).links?.map((one) => one.to);
    assert.deepEqual(to({ 'north/b.txt': 'south/b2.txt' }), ['south/b2.txt#b1', '#a2']);
    assert.deepEqual(to({ 'a.txt': 'north/a.txt' }), ['b.txt#b1', '#a2']);
    assert.equal(
      withRenamedReferences(a1, 'a.txt', () => undefined),
      a1,
    );
    const resting = annotation('x', { evidence: [{ source: 'c.txt', id: 'c1' }, { url: 'https://example.org' }] });
    assert.deepEqual(
      withRenamedReferences(resting, 'a.txt', (one) => (one === 'c.txt' ? 'old/c.txt' : undefined)).evidence,
      [{ source: 'old/c.txt', id: 'c1' }, { url: 'https://example.org' }],
    );
  });

  it('make a table without formulas, whatever a spreadsheet trims before them', () => {
    for (const claim of ['=1+1', ' =1+1', '\u200b=1+1', '＝1+1', '|cmd', '%x', "'=1"]) {
      const annotations = [annotation('1', { claim, links: [link('#2')] }), annotation('2')];
      assert.ok(matrixCsv(matrixOf([{ source: 'a', annotations }])).includes(`\n'${claim.trim()}`), claim);
    }
  });

  it('make a matrix of what each source says of the claim that names the row', () => {
    const matrix = matrixOf(folder);
    // `b1` says the same as `a1`, and contradicts `c1`.
    assert.deepEqual(
      matrix.rows.map(({ cells }) => cells.map(({ says }) => says)),
      [['said', 'said', 'contradicts']],
    );
    assert.equal(matrixCsv(matrix), 'claim,a.txt,north/b.txt,c.txt\r\nwords of a1,said,said,contradicts\r\n');
    assert.match(
      matrixMarkdown(matrix),
      /^\| Claim \| a\.txt \| north\/b\.txt \| c\.txt \|\n\| --- \| --- \| --- \| --- \|\n\| words of a1 \|/,
    );
    const table = matrixMarkdown(
      matrixOf([
        { source: 'a|b', annotations: [annotation('1', { text: '<b>|`x`', links: [link('#2')] }), annotation('2')] },
      ]),
    );
    assert.match(table, /\\<b\\>\\\|\\`x\\`/);
  });

  it('say nothing of two claims that contradict the same untagged words', () => {
    const gone = link('gone.txt#1', 'contradicts');
    const matrix = matrixOf([
      { source: 'a.txt', annotations: [annotation('a1', { links: [link('b.txt#b1'), gone] })] },
      { source: 'b.txt', annotations: [annotation('b1', { links: [link('c.txt#c1')] })] },
      { source: 'c.txt', annotations: [annotation('c1', { links: [gone] })] },
    ]);
    assert.deepEqual(
      matrix.rows.map(({ cells }) => cells.map(({ says }) => says)),
      [['said', 'said', 'said']],
    );
  });
});

/** A folder as a model: which annotations are in which source, and which links lead where. */
interface Model {
  sources: Map<string, Annotation[]>;
  /** What there was before each operation that can be undone. */
  readonly past: Map<string, Annotation[]>[];
}

/** A sidecar's text with these annotations. */
function written(annotations: readonly Annotation[]): string {
  const empty = readSidecar(newSidecar('x.txt'));
  const revisions = annotations.map((after) => ({ of: 'annotation', id: after.id, after }) as const);
  return applyChanges(empty.text, revise(empty, revisions).changes);
}

const read = (text: string): Annotation[] => readSidecar(text).entries.map((one) => one.annotation);

describe('a thousand operations on linked sources', () => {
  const names = ['a.txt', 'b.txt', 'north/c.txt', 'south/d.txt', 'e.txt'];
  const operation = fc.tuple(
    fc.constantFrom('tag', 'link', 'untag', 'delete', 'rename', 'merge', 'undo'),
    fc.nat(99),
    fc.nat(99),
    fc.nat(99),
  );

  /** Two people change one sidecar separately: one tags and links, the other removes an entry; then both are merged. */
  function merge(list: readonly Annotation[], y: number, count: number): Annotation[] {
    const base = written(list);
    const ours = written([...list, annotation(`id${count}`, { links: [link(`#${list[y % list.length]?.id ?? ''}`)] })]);
    const theirs = written(list.filter((_, i) => i !== y % list.length));
    const merged = mergeSidecars(base, ours, theirs);
    assert.deepEqual(merged.conflicts, []);
    return read(merged.text);
  }

  function apply(model: Model, operation: readonly [string, number, number, number], count: number): void {
    if (operation[0] === 'undo') {
      model.sources = model.past.pop() ?? model.sources;
      return;
    }
    model.past.push(new Map(model.sources));
    change(model, operation, count);
  }

  function change({ sources }: Model, [what, x, y, z]: readonly [string, number, number, number], count: number): void {
    const here = [...sources.keys()];
    const source = here[x % here.length] ?? '';
    const list = sources.get(source);
    const free = names.filter((name) => !sources.has(name));
    if (what === 'tag') {
      const name = y % 3 === 0 && free[0] !== undefined ? free[0] : source;
      if (name !== '') sources.set(name, [...(sources.get(name) ?? []), annotation(`id${count}`)]);
      else sources.set(names[0]!, [annotation(`id${count}`)]);
    } else if (!list) return;
    else if (what === 'untag')
      sources.set(
        source,
        list.filter((_, i) => i !== y % Math.max(1, list.length)),
      );
    else if (what === 'delete') sources.delete(source);
    else if (what === 'merge') {
      if (list.length > 0) sources.set(source, merge(list, y, count));
    } else if (what === 'link') {
      const target = here[y % here.length] ?? '';
      const to = sources.get(target)?.[z % Math.max(1, sources.get(target)?.length ?? 1)];
      const at = z % Math.max(1, list.length);
      const up = '../'.repeat(source.split('/').length - 1);
      if (to)
        sources.set(
          source,
          list.map((one, i) =>
            i === at ? { ...one, links: [...(one.links ?? []), link(`${up}${target}#${to.id}`)] } : one,
          ),
        );
    } else if (free.length > 0) {
      const now = free[y % free.length] ?? '';
      const moved = (name: string) => (name === source ? now : undefined);
      for (const [name, entries] of [...sources])
        sources.set(
          name,
          entries.map((one) => withRenamedReferences(one, name, moved)),
        );
      sources.set(now, sources.get(source) ?? []);
      sources.delete(source);
    }
  }

  for (const [what, length, numRuns] of [
    ['sixty', { maxLength: 60 }, 300],
    ['a thousand', { minLength: 1000, maxLength: 1000 }, 2],
  ] as const)
    it(`leave no dangling reference unreported, and break none by a rename, in ${what}`, () => {
      check(length, numRuns);
    });

  function check(length: fc.ArrayConstraints, numRuns: number): void {
    fc.assert(
      fc.property(fc.array(operation, { ...length, size: 'max' }), (operations) => {
        const model: Model = { sources: new Map(), past: [] };
        operations.forEach((one, i) => {
          const before = dangling(model);
          apply(model, one, i);
          if (one[0] === 'rename' || one[0] === 'tag') assert.equal(dangling(model), before);
        });
        const sources = [...model.sources].map(([source, annotations]) => ({ source, annotations }));
        const reported = sources.flatMap((one) =>
          brokenReferences(one, {
            has: (source) => model.sources.has(source),
            tagged: (source) => sources.find((other) => other.source === source),
            quoted: () => 'there',
          }),
        );
        assert.equal(reported.length, dangling(model));
        assert.equal(new LinkGraph(sources).dangling.length, dangling(model));
      }),
      { seed: 22, numRuns },
    );
  }

  /** Links whose target's id is nowhere in the source that they name, told without the code under test. */
  function dangling({ sources }: Model): number {
    let count = 0;
    for (const [source, entries] of sources)
      for (const { links = [] } of entries)
        for (const { to } of links) {
          const [file = '', id] = to.split('#');
          const path = new URL(file, `https://x/${source}`).pathname.slice(1);
          if (!sources.get(path)?.some((one) => one.id === id)) count++;
        }
    return count;
  }
});
