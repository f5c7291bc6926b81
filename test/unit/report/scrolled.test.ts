import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Exported } from '../../../src/core/exchange/format';
import { reportHtml } from '../../../src/core/report/page';
import { makeReport } from '../../../src/core/report/report';
import { ScrolledReport, type ReportPart } from '../../../src/core/report/scrolled';

/** A source of so many lines, each tagged. */
function sourceOf(name: string, lines: readonly string[]): Exported {
  const text = lines.map((line) => `${line}\n`).join('');
  let from = 0;
  const annotations = lines.map((line, i) => {
    const span = { from, to: from + line.length };
    from = span.to + 1;
    return { id: `id${i}`, tag: i % 2 === 0 ? 'verified' : 'quote', text: line, span, ...(i % 2 === 1 && { speaker: `Speaker ${i % 3}` }) }; // prettier-ignore
  });
  return { source: name, text, about: {}, annotations };
}

const linked = { href: () => '#' };

const counting = (name: string, count: number): Exported =>
  sourceOf(
    name,
    Array.from({ length: count }, (_, i) => `In ${name}, boat ${i} was counted.`),
  );

/** All parts, as somebody scrolls through them. */
function scrolled(report: ScrolledReport, words = ''): readonly ReportPart[] {
  const parts: ReportPart[] = [];
  do parts.push(report.part(words, parts.length));
  while (!parts.at(-1)?.isLast && parts.length < 1000);
  return parts;
}

/** The annotations that a page leads to, each once, in their order in the list of all sources. */
const citedIn = (html: string): readonly string[] =>
  [...new Set([...html.matchAll(/data-source="([^"]*)" data-id="([^"]*)"/g)].map(([, source, id]) => `${source}#${id}`))].sort(); // prettier-ignore

describe('a report in the editor', () => {
  const many = Array.from({ length: 30 }, (_, i) => counting(`pier/${i}.txt`, 70));

  it('begins with all figures and without annotations, which come at most 300 at a time', () => {
    const report = new ScrolledReport(makeReport(many, { title: 'Piers' }), linked);
    assert.match(report.page(), /claims and quotes: 2100/);
    assert.deepEqual(citedIn(report.page()), []);
    assert.ok(report.page().length < 20_000);
    const parts = scrolled(report);
    assert.deepEqual(parts.map(({ html }) => citedIn(html).length), [280, 280, 280, 280, 280, 280, 280, 140]); // prettier-ignore
    assert.deepEqual(parts.map(({ index }) => index), [0, 1, 2, 3, 4, 5, 6, 7]); // prettier-ignore
  });

  it('shows the same as the one page if it fits in one part', () => {
    const report = makeReport([counting('pier.txt', 40)], { title: 'Pier' });
    const [part, ...others] = scrolled(new ScrolledReport(report, { href: () => '#' }));
    assert.deepEqual(others, []);
    const main = /<main>(.*)<\/main>/s.exec(reportHtml(report, { href: () => '#' }))?.[1];
    assert.equal(part?.html, `<div class="part">${main}</div>`);
  });

  it('lists what needs somebody first, from all sources together, and not again with each', () => {
    const contested = many.map((source, i) => ({
      ...source,
      annotations: source.annotations.map((one, n) =>
        n === 3 && i % 7 === 0
          ? { ...one, reviews: [{ by: 'Bo', verdict: 'disagree' as const, tag: one.tag, created: '2026-01-02T03:04:05Z' }] } // prettier-ignore
          : one,
      ),
    }));
    const report = new ScrolledReport(makeReport(contested, { title: 'Piers' }), linked);
    const [first, ...others] = scrolled(report);
    const expected = [0, 7, 14, 21, 28].map((i) => `pier/${i}.txt#id3`);
    assert.deepEqual(citedIn(first?.html ?? ''), expected.sort());
    assert.ok(first?.html.includes('Needs a look'), first?.html);
    assert.deepEqual(others.filter(({ html }) => html.includes('Needs a look')), []); // prettier-ignore
    assert.deepEqual(others.map(({ html }) => citedIn(html).length), [280, 280, 280, 280, 280, 280, 280, 140]); // prettier-ignore
    const filtered = scrolled(report, 'pier/14.txt');
    assert.deepEqual(filtered.map(({ html }) => citedIn(html).length), [1, 70]); // prettier-ignore
    assert.equal(filtered[0]?.found, '70 annotations');
  });

  it('has each annotation once, in one part, whatever the sources are', () => {
    const sizes = fc.array(fc.nat(400), { maxLength: 12 });
    fc.assert(
      fc.property(sizes, (counts) => {
        const sources = counts.map((count, i) => counting(`${i}.txt`, count));
        const parts = scrolled(new ScrolledReport(makeReport(sources, { title: 'All' }), linked)).map(({ html }) =>
          citedIn(html),
        );
        const expected = sources.flatMap(({ source, annotations }) => annotations.map(({ id }) => `${source}#${id}`));
        assert.deepEqual(parts.flat().sort(), [...expected].sort()); // prettier-ignore
        for (const part of parts)
          assert.ok(part.length <= 300 || new Set(part.map((one) => one.split('#')[0])).size === 1);
      }),
      { seed: 24, numRuns: 20 },
    );
  });

  it('is filtered by words: tagged words, speakers, tags and sources, in any order and case', () => {
    const sources = [
      sourceOf('market.txt', ['The stalls opened at six.', '“We sold all of it,” she said.']),
      sourceOf('harbour.txt', ['The stalls were moved.', '“Nobody asked us.”']),
    ];
    const report = new ScrolledReport(makeReport(sources, { title: 'Town' }), linked);
    const found = (words: string): readonly string[] => scrolled(report, words).flatMap(({ html }) => citedIn(html));
    assert.deepEqual(found('stalls'), ['harbour.txt#id0', 'market.txt#id0']);
    assert.deepEqual(found('  SIX  stalls '), ['market.txt#id0']);
    assert.deepEqual(found('quote harbour'), ['harbour.txt#id1']);
    assert.deepEqual(found('speaker'), ['harbour.txt#id1', 'market.txt#id1']);
    assert.deepEqual(found('stalls nobody'), []);
    assert.deepEqual(report.part('stalls nobody', 0), {
      words: 'stalls nobody',
      index: 0,
      html: '',
      found: '0 annotations',
      isLast: true,
    });
    assert.deepEqual(found(''), ['harbour.txt#id0', 'harbour.txt#id1', 'market.txt#id0', 'market.txt#id1']);
  });

  it('is filtered by the displayed name of a tag as well as by its id', () => {
    const tags = [{ id: 'verified' }, { id: 'quote', label: 'Said by somebody' }];
    const made = makeReport([sourceOf('market.txt', ['The stalls opened at six.', '“We sold it.”'])], { title: 'Town', tags }); // prettier-ignore
    const t = (message: string): string => (message === 'Verified' ? 'Geprüft' : message);
    const report = new ScrolledReport(made, { ...linked, t });
    const found = (words: string): readonly string[] => scrolled(report, words).flatMap(({ html }) => citedIn(html));
    assert.deepEqual(found('geprüft'), ['market.txt#id0']);
    assert.deepEqual(found('verified'), ['market.txt#id0']);
    assert.deepEqual(found('somebody said'), ['market.txt#id1']);
    assert.deepEqual(found('quote'), ['market.txt#id1']);
  });

  it('says how many annotations have the words of the filter in all parts, and nothing without a filter', () => {
    const report = new ScrolledReport(makeReport([...many, counting('lock.txt', 1)], { title: 'Piers' }), linked);
    const said = (words: string): readonly string[] => scrolled(report, words).map(({ found }) => found);
    assert.deepEqual([...new Set(said('boat pier'))], ['2100 annotations']);
    assert.deepEqual(said('lock.txt'), ['1 annotation']);
    assert.deepEqual(said('nowhere'), ['0 annotations']);
    assert.deepEqual([...new Set(said(' '))], ['']);
    assert.match(report.page(), /<p id="found" role="status"><\/p>/);
    assert.doesNotMatch(report.page(), /aria-live/);
  });

  it('keeps all words of a source inert, and returns nothing beyond its end', () => {
    const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>"\'`';
    const report = new ScrolledReport(makeReport([sourceOf(`${hostile}.txt`, [hostile])], { title: hostile }), linked);
    const all = report.page() + scrolled(report).map(({ html }) => html).join(''); // prettier-ignore
    assert.doesNotMatch(all, /<img|<script>|onerror=alert\(1\)>/);
    assert.deepEqual(report.part('', 7), { words: '', index: 7, html: '', found: '', isLast: true });
  });
});
