import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/model/annotation';
import type { Exported } from '../../../src/core/exchange/format';
import { reportMarkdown } from '../../../src/core/report/markdown';
import { reportHtml } from '../../../src/core/report/page';
import { makeReport } from '../../../src/core/report/report';
import { exported, source } from '../exchange/samples';

const review = (verdict: 'agree' | 'disagree') => ({ by: 'Bo', verdict, created: '2026-11-22T11:30:00Z' });

function summit(...fields: Partial<Annotation>[]): Exported {
  const made = source('paris summit.txt', 'Intro.\n[26 countries have committed].\n[“Stepping up”], he said.\n[It may sail].', ...fields); // prettier-ignore
  return { ...made, about: { title: 'Leaders meet', publisher: 'Gazette' } };
}

const one = summit(
  { id: 'a', reviews: [review('agree')], evidence: [{ url: 'https://example.org/x', says: 'supports' }] },
  { id: 'b', tag: 'quote', speaker: 'The host' },
  { id: 'c', tag: 'unconfirmed', reviews: [review('disagree')] },
);

describe('a report', () => {
  const report = makeReport([one], { title: 'Summit', settledBy: 2 });

  it('counts tags and statuses, the contested first', () => {
    assert.deepEqual([...report.counts], [['verified', 1], ['quote', 1], ['unconfirmed', 1]]); // prettier-ignore
    assert.deepEqual([...report.statuses], [['contested', 1], ['questioned', 0], ['stale', 0], ['unreviewed', 1], ['agreed', 1], ['settled', 0]]); // prettier-ignore
    assert.deepEqual(report.tags, [{ id: 'verified' }, { id: 'unconfirmed' }, { id: 'quote' }]);
  });

  it('says who said what, on what evidence, and what needs attention', () => {
    assert.deepEqual(report.speakers.map(({ speaker, quotes }) => [speaker, quotes[0]?.words]), [['The host', '“Stepping up”']]); // prettier-ignore
    assert.deepEqual([...report.stances], [['supports', 1], ['contradicts', 0], ['context', 0]]); // prettier-ignore
    assert.deepEqual(report.bare, []);
    assert.deepEqual(
      report.attention.map(({ cited, why }) => [cited.id, why]),
      [['c', 'contested']],
    );
  });

  it('puts lost annotations first, and shows verified words before and after a change', () => {
    const edited = summit({ id: 'a', text: '25 countries have committed' }, { id: 'b' }, { id: 'c' });
    const lost = exported('b.txt', 'nothing', [{ id: 'd', text: 'gone' }]);
    const { attention } = makeReport([edited, lost], { title: 'x' });
    assert.deepEqual(attention.map(({ cited, why }) => [cited.id, why]), [['d', 'lost'], ['a', 'edited']]); // prettier-ignore
    assert.match(reportHtml(makeReport([edited], { title: 'x' })), /<del>25 countries have committed<\/del>/);
  });

  it("lists the team's tags in their order, then other tags in use", () => {
    const tags = makeReport([one], { title: 'x', tags: [{ id: 'quote' }, { id: 'opinion', label: 'Opinion' }] }).tags;
    assert.deepEqual(tags.map(({ id }) => id), ['quote', 'opinion', 'verified', 'unconfirmed']); // prettier-ignore
  });

  it('is one page of HTML in which every mark links to its span', () => {
    const html = reportHtml(report);
    assert.match(html, /^<!doctype html>\n<html lang="en">/);
    assert.match(html, /<a href="paris%20summit\.txt#:~:text=26%20countries%20have%20committed" aria-label="Verified, line 2: 26 countries have committed" data-source="paris summit\.txt" data-id="a">/); // prettier-ignore
    assert.match(html, /default-src &#39;none&#39;; style-src &#39;nonce-claimmark&#39;; script-src &#39;none&#39;/);
    assert.doesNotMatch(html, /<script|style=|\bon\w+=/);
  });

  it('allows a script only by its nonce, for a webview', () => {
    const html = reportHtml(report, { script: { nonce: 'n0', src: 'https://host/report.js' }, href: () => '#' });
    assert.match(html, /script-src &#39;nonce-n0&#39;/);
    assert.match(html, /<script nonce="n0" src="https:\/\/host\/report\.js"><\/script>/);
  });

  it("draws the team's tags in their own colours, if they are colours", () => {
    const tags = [
      { id: 'opinion', color: '#aa3377' },
      { id: 'other', color: 'red;}body{display:none' },
    ];
    const html = reportHtml(makeReport([one], { title: 'x', tags }));
    assert.match(html, /\.fill-tag-0 { fill: #aa3377; }/);
    assert.doesNotMatch(html, /fill-tag-1|display:none/);
  });

  it('can be Markdown as well', () => {
    assert.equal(
      reportMarkdown(report),
      `# Summit

Annotations: 3. Sources: 1.

- Verified: 1
- Unconfirmed: 1
- Quote: 1

- contested: 1
- not reviewed: 1
- agreed: 1

## Needs a look

- **Contested**: It may sail ([paris summit.txt, line 4](paris%20summit.txt#L4,1))
  - Bo disagrees.

## Who said what

### The host

> “Stepping up”
>
> ([paris summit.txt, line 3](paris%20summit.txt#L3,1))

## Evidence

- 26 countries have committed ([paris summit.txt, line 2](paris%20summit.txt#L2,1))
  - Supports: <https://example.org/x>
`,
    );
  });

  it('lists who contests what and why, and what is asked, decided and without evidence, in both forms', () => {
    const created = '2026-11-22T11:30:00Z';
    const reviews = [{ by: 'Bo', verdict: 'disagree' as const, created, note: 'I count **eight**.' }];
    const asked = [{ by: 'Cem', verdict: 'unsure' as const, created, note: '| Year | Sum |\n|---|--:|\n| 2024 | 7 |' }];
    const adjudicated = { by: 'Dee', created, among: [{ by: 'Ana', tag: 'quote' }], note: 'By the minutes.' };
    const made = makeReport([summit({ id: 'a', reviews }, { id: 'b', tag: 'quote', reviews: asked }, { id: 'c', adjudicated })], { title: 'x' }); // prettier-ignore
    assert.deepEqual(made.bare.map(({ id }) => id), ['a', 'c']); // prettier-ignore
    assert.equal(made.sources[0]?.cited[2]?.status, 'settled');
    for (const text of [reportHtml(made), reportMarkdown(made).replace(/\\/g, '')]) {
      for (const words of [
        'Bo disagrees: I count eight.',
        'Cem asks',
        'Year · Sum',
        '2024 · 7',
        'Decided by Dee',
        'Ana: quote',
        'By the minutes.',
        'Verified without evidence',
      ])
        // prettier-ignore
        assert.ok(text.includes(words), words);
      assert.doesNotMatch(text, /\| 2024|--:/);
    }
  });

  it('says what imports added, and what a merge left twice', () => {
    const imported = { from: 'mail.csv', by: 'Ana', created: '2026-11-22T11:30:00Z' };
    const from = { from: 'old.jsonl', created: '2026-11-20T11:30:00Z' };
    const made = makeReport(
      [
        summit({ id: 'a', by: 'Ana' }, { id: 'b', tag: 'quote', imported }, { id: 'c', imported: from }),
        source('b.txt', '[A] and [B]', { id: 'd', imported }),
      ],
      { title: 'x' },
    );
    assert.deepEqual(
      made.imports.map(({ cited, ...one }) => [one, cited.map(({ id }) => id)]),
      [
        [from, ['c']],
        [imported, ['b', 'd']],
      ],
    );
    const first = summit({ id: 'a', by: 'Ana' });
    const both = { ...first, annotations: [...first.annotations, ...summit({ id: 'z', by: 'Bo' }, { tag: 'quote' }).annotations.slice(0, 1)] }; // prettier-ignore
    const merged = makeReport([both], { title: 'x' });
    assert.deepEqual(merged.twice.map((all) => all.map(({ id }) => id)), [['a', 'z']]); // prettier-ignore
    for (const [report, words] of [
      [made, ['Imported', 'old.jsonl, imported on 2026-11-20 (annotations: 1)', 'mail.csv, imported by Ana on 2026-11-22 (annotations: 2)']], // prettier-ignore
      [merged, ['Tagged twice', 'Tagged by Ana, Bo']],
    ] as const)
      for (const text of [reportHtml(report), reportMarkdown(report).replace(/\\/g, '')])
        for (const word of words) assert.ok(text.includes(word), word);
    assert.doesNotMatch(reportMarkdown(makeReport([first], { title: 'x' })), /Imported|Tagged twice/);
  });

  it('says only once that something is contested', () => {
    const reviews = [{ by: 'Bo', verdict: 'disagree' as const, created: '2026-11-22T11:30:00Z', note: 'I count **eight**.' }]; // prettier-ignore
    const made = makeReport([summit({ id: 'a', reviews })], { title: 'x' });
    for (const text of [reportHtml(made), reportMarkdown(made)]) {
      assert.ok(text.includes('Bo disagrees: I count eight.'));
      assert.doesNotMatch(text, /Contested, by/);
    }
  });

  it('leaves out figures without a meaning', () => {
    const html = reportHtml(makeReport([source('a.txt', '[A]')], { title: 'x' }));
    assert.doesNotMatch(html, /Review status|<\/b>(?:reviewed|speakers|open questions|need a look)/);
    assert.match(html, /claims and quotes: 1 · sources: 1</);
  });

  it('uses the singular for one', () => {
    const discussion = [{ by: 'Bo', created: '2026-11-22T11:30:00Z', note: 'Which hall?' }];
    const reviews = [{ by: 'Bo', verdict: 'disagree' as const, created: '2026-11-22T11:30:00Z' }];
    const one = makeReport([summit({ id: 'a', reviews, discussion })], { title: 'x' });
    assert.match(reportHtml(one), /<b>1<\/b>needs a look.*<b>1<\/b>open discussion</);
    const two = makeReport([summit({ id: 'a', reviews, discussion }, { id: 'b', reviews, discussion })], {
      title: 'x',
    });
    assert.match(reportHtml(two), /<b>2<\/b>need a look.*<b>2<\/b>open discussions</);
  });

  it('begins with what needs somebody, and leaves out reviewers without a verdict in common', () => {
    const created = '2026-11-20T10:00:00Z';
    const of = (by: string) => [{ by, verdict: 'disagree' as const, created, note: 'Not so.' }];
    const text = 'A. B.';
    const annotations = [
      { id: 'a', tag: 'verified', text: 'A.', span: { from: 0, to: 2 }, reviews: of('Bo') },
      { id: 'b', tag: 'verified', text: 'B.', span: { from: 3, to: 5 }, reviews: of('Cem'), evidence: [{ source: 'a.txt', id: 'a' }] }, // prettier-ignore
    ];
    const html = reportHtml(makeReport([{ source: 'a.txt', text, about: {}, annotations }], { title: 'x' }));
    assert.ok(html.indexOf('Bo disagrees') < html.indexOf('What was tagged'));
    assert.doesNotMatch(html, /as reviewers/);
    assert.match(html, /<li><span class="words" dir="auto">A\.<\/span> <a [^>]*>a\.txt, line 1/);
  });

  it('measures agreement of annotators and reviewers, in words', () => {
    const codings = ['Ana', 'Bo'].map((annotator) => ({ annotator, source: 'a', length: 9, units: [{ span: { from: 0, to: 3 }, tag: 'v' }] })); // prettier-ignore
    const html = reportHtml(makeReport([one], { title: 'x', codings }));
    assert.match(html, /Both marked 1 alike, 0 with different tags/);
    assert.doesNotMatch(html, /undefined|κ/);
  });
});

describe('a hostile sidecar in a report', () => {
  const nasty = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u001b[31m\u0000 [l](command:x) `c`';
  const hostile = exported(`${nasty}.txt`, nasty, [
    { id: nasty, tag: nasty, span: { from: 0, to: nasty.length }, speaker: nasty, note: nasty, by: nasty, reviews: [{ by: nasty, verdict: 'disagree', created: nasty }, { by: 'x', verdict: 'agree', created: nasty }], evidence: [{ url: 'javascript:alert(1)', says: 'supports', note: nasty, quote: nasty }, { url: 'https://e.example/"><script>' }] }, // prettier-ignore
    { id: 'q', tag: 'quote', span: { from: 0, to: nasty.length }, speaker: nasty },
  ]);
  const report = makeReport([{ ...hostile, about: { title: nasty, author: nasty, url: 'command:x' } }], { title: nasty, made: nasty, tags: [{ id: nasty, label: nasty, color: nasty }] }); // prettier-ignore

  it('renders inert as HTML', () => {
    const html = reportHtml(report);
    const tags = new Set([...html.matchAll(/<([a-z!][a-z0-9]*)/gi)].map(([, name]) => name));
    for (const name of ['script', 'img', 'iframe', 'object', 'form']) assert.ok(!tags.has(name), name);
    assert.doesNotMatch(html.replace(/"[^"]*"/g, '""'), /<[^>]*\s(?:on\w+|style)=/i);
    assert.doesNotMatch(html, /[\u0000\u001b]/);
    for (const [, href = ''] of html.matchAll(/href="([^"]*)"/g)) assert.match(href, /^(https:\/\/|%22%3E)/);
  });

  it('renders inert as Markdown', () => {
    const markdown = reportMarkdown(report);
    assert.doesNotMatch(markdown, /(?<!\\)<script|(?<!\\)<img|[\u0000\u001b]|javascript:alert\(1\)>/);
    assert.doesNotMatch(markdown, /(?<!\\)\]\(command:/);
  });
});

describe('what the sources say, in a report', () => {
  const town = source('town.txt', '[The hall cost 4 million crowns]. [It opened in May].', {
    id: 'a',
    links: [
      { to: 'gazette.txt#b', relation: 'differs' },
      { to: 'mill.txt#c', relation: 'same' },
    ],
  });
  const gazette = source('gazette.txt', '[The hall | cost 5 million crowns].', { id: 'b' });
  const mill = source('mill.txt', '[Four million were spent].', { id: 'c' });
  const silent = source('weather.txt', '[It rained].', { id: 'd' });
  const report = makeReport([town, gazette, mill, silent], { title: 'Hall' });

  it('has a row for each claim, and a column for each source that says something about one', () => {
    assert.deepEqual(report.comparison.sources, ['town.txt', 'gazette.txt', 'mill.txt']);
    assert.deepEqual(
      report.comparison.rows.map(({ claim, cells }) => [
        claim,
        ...cells.map(({ says, cited }) => [says, cited.map(({ id }) => id)]),
      ]),
      [['The hall cost 4 million crowns', ['said', ['a']], ['differs', ['b']], ['said', ['c']]]],
    );
  });

  it('is a table with links to the words, as a page and in Markdown', () => {
    const page = reportHtml(report);
    assert.match(page, /<th scope="row" dir="auto">The hall cost 4 million crowns<\/th>/);
    assert.match(page, /<th scope="col">gazette\.txt<\/th>/);
    assert.match(page, /<a href="mill\.txt#:~:text=[^"]*" data-source="mill\.txt" data-id="c">/);
    const markdown = reportMarkdown(report).split('\n');
    assert.ok(markdown.includes('| Claim | town.txt | gazette.txt | mill.txt |'), markdown.join('\n'));
    const row = markdown.find((line) => line.startsWith('| The hall cost'));
    assert.match(
      row ?? '',
      /\| says so [^|]*town\.txt[^|]*\| differs [^|]*gazette\.txt[^|]*\| says so [^|]*mill\.txt[^|]*\|$/,
    );
  });

  it('is left out if nothing is linked', () => {
    const bare = makeReport([silent], { title: 'x' });
    assert.doesNotMatch(reportHtml(bare), /id="comparison"/);
    assert.doesNotMatch(reportMarkdown(bare), /What the sources say/);
  });
});
