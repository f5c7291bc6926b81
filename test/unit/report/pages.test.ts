import assert from 'node:assert/strict';
import type { Exported } from '../../../src/core/exchange/format';
import { PagedReport, type ReportPage } from '../../../src/core/report/pages';
import { makeReport } from '../../../src/core/report/report';
import { reportHtml, type PageOptions } from '../../../src/core/report/page';

/** Sources of so many sentences, each tagged and each with a note of its own. */
function sourceOf(name: string, sentences: number, words = 'were counted at the gate'): Exported {
  const lines = Array.from({ length: sentences }, (_, i) => `In ${name}, ${i} ${words}.`);
  const text = `${lines.join('\n')}\n`;
  const annotations = lines.map((line, i) => {
    const from = text.indexOf(line);
    return { id: `id${i}`, tag: i % 2 === 0 ? 'verified' : 'quote', text: line, span: { from, to: from + line.length }, speaker: `Speaker ${i % 7}` }; // prettier-ignore
  });
  return { source: name, text, about: {}, annotations };
}

function reportPages(sources: readonly Exported[], title: string, options: PageOptions = {}): ReportPage[] {
  const paged = new PagedReport({ title }, options);
  return [...sources.flatMap((one) => [...paged.add(one)]), ...paged.end()];
}

describe('a report in pages', () => {
  const sources = Array.from({ length: 40 }, (_, i) => sourceOf(`folder/${i}.txt`, 70));
  const pages = reportPages(sources, 'All', { base: '../' });

  it('has each source on one page, in their order, with all its annotations', () => {
    const whole = pages.slice(0, -1).map(({ html }) => html).join('\n'); // prettier-ignore
    const order = [...whole.matchAll(/<h3[^>]*>(?:<a [^>]*>)?folder\/(\d+)\.txt/g)].map(([, i]) => Number(i));
    assert.deepEqual([...new Set(order)], sources.map((_, i) => i)); // prettier-ignore
    for (const page of pages.slice(0, -1)) assert.match(page.html, /href="\.\.\/folder\/\d+\.txt#:~:text=/);
  });

  it('ends with an index that has all figures and links to every page, as each page links back', () => {
    const { name, html } = pages.at(-1) ?? { name: '', html: '' };
    assert.equal(name, 'index.html');
    assert.match(html, /claims and quotes: 2800 ·/);
    const linked = [...html.matchAll(/href="(page-\d+\.html)"/g)].map(([, page]) => page);
    assert.deepEqual(linked, pages.slice(0, -1).map((page) => page.name)); // prettier-ignore
    const totals = [...html.matchAll(/<td class="number">(\d+)<\/td><td class="number">(\d+)<\/td><td/g)];
    assert.equal(totals.reduce((sum, [, , total]) => sum + Number(total), 0), 2800); // prettier-ignore
    for (const page of pages.slice(0, -1)) assert.match(page.html, /<a href="index\.html">All pages<\/a>/);
  });

  it('has the same head on its index as a report on one page', () => {
    const header = (html: string): string => /<header>.*?<\/header>/s.exec(html)?.[0] ?? '';
    const whole = header(reportHtml(makeReport(sources, { title: 'All' })));
    assert.match(whole, /speakers: 7/);
    assert.equal(header(pages.at(-1)?.html ?? ''), whole);
  });

  it('shows linked claims on the page of either source, although they are read separately', () => {
    const [one, ...others] = sources as [Exported, ...Exported[]];
    const last = others.at(-1) as Exported;
    const [first, ...rest] = one.annotations as [Exported['annotations'][number], ...Exported['annotations']];
    const links = [{ to: '39.txt#id0', relation: 'same' as const }];
    const from = { ...one, annotations: [{ ...first, links }, ...rest] };
    const paged = new PagedReport({ title: 'Linked' });
    const bound = [from, last];
    const made = [from, ...others].flatMap((source) => [...paged.add(source, bound.includes(source) ? bound : [])]);
    made.push(...paged.end());
    const comparing = made.filter(({ html }) => html.includes('aria-labelledby="comparison"')).map(({ name }) => name);
    assert.deepEqual(comparing, [made[0]?.name, made.at(-2)?.name]);
    for (const { html } of [made[0], made.at(-2)] as ReportPage[]) {
      assert.match(html, /In folder\/0\.txt, 0 were/);
      assert.match(html, /In folder\/39\.txt, 0 were/);
    }
  });

  it('halves pages that would be too large, and never cuts a source', () => {
    const large = Array.from({ length: 8 }, (_, i) => sourceOf(`${i}.txt`, 80, 'word '.repeat(1200)));
    const made = reportPages(large, 'Large');
    const sizes = made.map(({ html }) => Buffer.byteLength(html));
    assert.ok(made.length > 2 && Math.max(...sizes) < 2_000_000, sizes.join());
    const one = reportPages([sourceOf('one.txt', 900, 'word '.repeat(1200))], 'One');
    assert.deepEqual(one.map(({ name }) => name), ['page-0001.html', 'index.html']); // prettier-ignore
  });
});
