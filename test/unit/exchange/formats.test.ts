import assert from 'node:assert/strict';
import { unzipSync, zipSync } from 'fflate';
import { brat } from '../../../src/core/exchange/brat';
import { claimreview } from '../../../src/core/exchange/claimreview';
import { csv } from '../../../src/core/exchange/csv';
import { doccano } from '../../../src/core/exchange/doccano';
import type { Exported, Format, ReadContext } from '../../../src/core/exchange/format';
import { formats } from '../../../src/core/exchange/formats';
import { hypothesis } from '../../../src/core/exchange/hypothesis';
import { labelStudio } from '../../../src/core/exchange/label-studio';
import { refiQda } from '../../../src/core/exchange/refi-qda';
import { refiQdaCodebook } from '../../../src/core/exchange/refi-qda-codebook';
import { w3c } from '../../../src/core/exchange/w3c';
import { encodeUtf8 } from '../../../src/core/text/encoding';
import { against, everything, exported, read, source, words, write } from './samples';

const one = source('dir/a.txt', '😀 The [fox\r\nruns] and [hides].', everything, { tag: 'verified', by: 'Ana' });
const lost = exported('b.txt', 'nothing', [{ text: 'gone' }]);

function content(format: Format, sources: readonly Exported[], options = {}): string {
  const file = write(format, sources, options);
  assert.equal(typeof file.content, 'string');
  return file.content as string;
}

describe('the formats', () => {
  it('each have a name and a file name', () => {
    assert.equal(new Set(formats.map(({ id }) => id)).size, formats.length);
    for (const { id, extension } of formats) assert.match(`${id}${extension}`, /^[a-z0-9-]+\.[a-z]+$/);
  });

  it('list what they drop, and nothing if they write everything', () => {
    for (const format of formats.filter(({ lossless }) => lossless))
      assert.deepEqual(format.write?.([{ ...one, about: {} }, lost]).dropped, [], format.id);
    const fields = (format: Format): string[] => (format.write?.([one, lost]).dropped ?? []).map(({ field, count }) => `${field} ${count}`); // prettier-ignore
    assert.deepEqual(fields(labelStudio), ['lost 1']);
    assert.deepEqual(fields(doccano), ['lost 1', 'note 1', 'speaker 1', 'claim 1', 'evidence 1', 'reviews 1', 'discussion 1', 'links 1', 'by 2', 'created 1', 'updated 1', 'id 3']); // prettier-ignore
    assert.deepEqual(fields(brat), ['lost 1', 'speaker 1', 'claim 1', 'evidence 1', 'reviews 1', 'discussion 1', 'links 1', 'by 2', 'created 1', 'updated 1', 'id 3']); // prettier-ignore
    assert.deepEqual(fields(refiQda), ['lost 1', 'links 1', 'speaker 1', 'claim 1', 'evidence 1', 'reviews 1', 'discussion 1', 'id 3']); // prettier-ignore
    assert.deepEqual(fields(refiQdaCodebook), ['text 3']);
  });

  it('count in their own units', () => {
    assert.match(content(w3c, [one]), /"start": 6,\s*"end": 15\s/);
    assert.match(content(hypothesis, [one]), /"start": 7,\s*"end": 16\s/);
    assert.match(content(labelStudio, [one]), /"start": 7,\s*"end": 16,/);
    assert.match(content(doccano, [one]), /"label":\[\[6,15,"quote"\],\[20,25,"verified"\]\]/);
  });

  it('read back tags and spans that have places, with any line ending', () => {
    for (const format of [doccano, labelStudio, refiQda]) {
      const file = write(format, [one]);
      const found = read(format, file.content, against(one));
      assert.deepEqual(found.left, [], format.id);
      assert.deepEqual(words(found, against(one)), ['fox\r\nruns', 'hides'], format.id);
      assert.deepEqual(found.sources[0]?.annotations.map(({ tag }) => tag), ['quote', 'verified'], format.id); // prettier-ignore
      const unix = { ...one, text: one.text.replaceAll('\r\n', '\n') };
      const moved = read(format, file.content, against(unix));
      assert.deepEqual(words(moved, against(unix)), ['fox\nruns', 'hides'], format.id);
    }
  });

  it('import nothing if the source is missing', () => {
    const found = read(w3c, write(w3c, [one]).content, { text: () => undefined });
    assert.deepEqual([found.sources, found.left], [[], ['1 no-source', '2 no-source']]);
  });

  it('find a span by its words after the text has changed, and say so', () => {
    const file = write(w3c, [one]);
    const changed = { ...one, text: `A paragraph on top.\n${one.text}` };
    const found = read(w3c, file.content, against(changed));
    assert.deepEqual(words(found, against(changed)), ['fox\r\nruns', 'hides']);
    assert.deepEqual(found.remarks, ['1 moved', '2 moved']);
  });
});

describe('brat', () => {
  it('splits a span at line ends and writes its note on one line', () => {
    const file = write(brat, [source('a.txt', 'x [fox\n runs]', { tag: 'two words', note: 'a\n\nb' })]);
    assert.equal(file.name, 'a.ann');
    assert.equal(file.content, 'T1\ttwo_words 2 5;6 11\tfox  runs\n#1\tAnnotatorNotes T1\ta b\n');
  });

  it('reads back words and notes with line separators, which end no line', () => {
    const written = source('a.txt', 'one [t\u2028o]', { note: 'x\u2028y' });
    const back = read(brat, content(brat, [written]), { ...against(written), source: 'a.txt' });
    assert.deepEqual(back.left, []);
    assert.deepEqual(back.sources[0]?.annotations.map(({ text, note }) => [text, note]), [['t\u2028o', 'x\u2028y']]); // prettier-ignore
  });

  it('has a file for each source, even if sources differ only in their extension', () => {
    const names = (...sources: string[]) => (brat.write?.(sources.map((name) => source(name, '[x]'))).files ?? []).map(({ name }) => name); // prettier-ignore
    assert.deepEqual(names('a.md', 'a.txt', 'b.md'), ['a.md.ann', 'a.ann', 'b.ann']);
    assert.deepEqual(names('a.md', 'a.markdown', 'A.text'), ['a.ann', 'a.markdown.ann', 'A.text.ann']);
    assert.deepEqual(names('a.md.txt', 'a.md', 'a.txt'), ['a.md.ann', 'a.md-2.ann', 'a.ann']);
  });
});

describe('CSV', () => {
  const cells = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1", '=cmd|"/c calc"!A1', '＝1'];

  it('holds no formula, and restores what looked like one', () => {
    const dangerous = source('a.txt', cells.map(() => '[x]').join(' '), ...cells.map((note, i) => ({ id: `n${i}`, note, speaker: note, by: note }))); // prettier-ignore
    const text = content(csv, [dangerous]);
    assert.doesNotMatch(text, /(?:^|,|\r\n)"?[=+\-@\t＝]|,"\r/);
    const back = read(csv, text, against(dangerous));
    assert.deepEqual(back.sources[0]?.annotations.map(({ note }) => note), cells); // prettier-ignore
  });

  it('is read as spreadsheets write it: semicolons, tabs, other columns, another order', () => {
    const context: ReadContext = { text: () => 'the fox runs', source: 'a.txt' };
    for (const table of [
      'Text;Mine;Tag\r\nfox;x;quote\r\n',
      'tag\ttext\nquote\tfox\n',
      '\ufefftag,text,note\n"quote","fox",\n',
    ]) {
      // prettier-ignore
      const found = read(csv, table, context);
      assert.deepEqual(words(found, context), ['fox']);
    }
    assert.deepEqual(read(csv, 'a,b\n1,2\n', context).problem, { code: 'no-columns', detail: 'tag, text' });
  });
});

describe('REFI-QDA', () => {
  it('restores the name of a source, whatever the extension of the text', () => {
    for (const name of ['notes.text', 'notes.txt', 'notes.md', 'notes.markdown']) {
      const written = source(name, 'one [two]');
      const back = read(refiQda, write(refiQda, [written]).content, against(written));
      assert.equal(back.sources[0]?.source, name);
    }
  });

  const project = (sources: string, head = ''): Uint8Array =>
    zipSync({
      'project.qde': encodeUtf8(`<?xml version="1.0"?>${head}<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="{AD68FBE7-E1EE-4A82-A279-23CC698C89EB}" name="Ana"/></Users><CodeBook><Codes><Code guid="D299EFAE-5779-46DC-9827-A3D1A5D544BC" name="Coke::diet" isCodable="true"/></Codes></CodeBook><Sources>${sources}</Sources></Project>`), // prettier-ignore
      'Sources/230B768E.txt': encodeUtf8('\ufeffOh, 😀 that was great. See you tomorrow?\r\nMm.'),
    });
  const selection = (start: number, end: number, name: string): string =>
    `<PlainTextSelection guid="4191294A-E287-4510-95B0-69BCE4638E56" name="${name}" startPosition="${start}" endPosition="${end}"><Coding guid="445A6AEC-1400-4502-919D-0867832FF211" creatingUser="AD68FBE7-E1EE-4A82-A279-23CC698C89EB"><CodeRef targetGUID="D299EFAE-5779-46DC-9827-A3D1A5D544BC"/></Coding></PlainTextSelection>`; // prettier-ignore
  const textSource = (inner: string): string => `<TextSource guid="57C6099B-934F-4C86-90F2-CC6C2F2A3CC3" name="1994 Break.docx" plainTextPath="internal://230B768E.txt">${inner}</TextSource>`; // prettier-ignore
  const context: ReadContext = { text: () => undefined, create: true };

  it('is read as programs write it: with or without the end, line ends as one or two characters', () => {
    for (const inner of [selection(6, 20, 'that was great'), selection(6, 19, 'that was great')]) {
      const found = read(refiQda, project(textSource(inner)), context);
      assert.deepEqual(words(found, context), ['that was great']);
      assert.deepEqual(found.left, []);
      const [annotation] = found.sources[0]?.annotations ?? [];
      assert.deepEqual([found.sources[0]?.source, annotation?.tag, annotation?.by], ['1994 Break.docx.txt', 'Coke::diet', 'Ana']); // prettier-ignore
    }
    const late = read(refiQda, project(textSource(selection(40, 43, 'Mm.'))), context);
    assert.deepEqual(words(late, context), ['Mm.']);
  });

  it('uses the place if the name is not the words', () => {
    const found = read(refiQda, project(textSource(selection(6, 20, 'damage done'))), context);
    assert.deepEqual(words(found, context), ['that was great']);
  });

  it('is a zip of the same bytes every time, with well-formed parts', () => {
    const bytes = write(refiQda, [one]).content as Uint8Array;
    assert.deepEqual(write(refiQda, [one]).content, bytes);
    const files = unzipSync(bytes);
    assert.equal(Object.keys(files).length, 2);
    const qde = new TextDecoder().decode(files['project.qde']);
    assert.match(qde, /<PlainTextSelection guid="[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}" name="fox&#13;&#10;runs" startPosition="6" endPosition="15"/); // prettier-ignore
    assert.match(qde, /<Description>Matches \*the\* readout\.\n\nSecond paragraph, with &quot;quotes&quot;/);
  });
});

describe('ClaimReview', () => {
  it('publishes nothing that is contested, edited or lost', () => {
    const ratings = { verified: { name: 'True', value: 5, best: 5, worst: 1 } };
    const reviews = [{ by: 'Bo', verdict: 'disagree' as const, created: '2026-11-22T11:30:00Z' }];
    const one = source('a.txt', '[One] [two]', { reviews }, { text: 'too' });
    const { files, dropped } = claimreview.write?.([one], { ratings }) ?? assert.fail();
    assert.deepEqual((JSON.parse(files[0]?.content as string) as { '@graph': object[] })['@graph'], []);
    assert.deepEqual(dropped[0], { field: 'doubtful', count: 2 });
  });

  const ratings = { verified: { name: 'True', value: 5, best: 5, worst: 1 } };

  it('says what was claimed, where, by whom and how it is rated, for rated tags only', () => {
    const rated = source(
      'a.txt',
      '[26 countries] and [x]',
      { ...everything, tag: 'verified', reviews: [] },
      { tag: 'quote' },
    );
    const about = {
      title: 'Leaders meet',
      publisher: 'Gazette',
      published: '2026-11-20',
      url: 'https://example.org/s',
    };
    const options = { ratings, publisher: { name: 'Desk', url: 'https://desk.example' } };
    const written = claimreview.write?.([{ ...rated, about }], options) ?? assert.fail();
    const { '@graph': graph } = JSON.parse(written.files[0]?.content as string) as { '@graph': object[] };
    assert.deepEqual(graph, [
      {
        '@type': 'ClaimReview',
        url: 'https://desk.example',
        claimReviewed: '26 countries have committed.',
        datePublished: '2026-11-22',
        author: { '@type': 'Organization', name: 'Desk', url: 'https://desk.example' },
        reviewRating: { '@type': 'Rating', ratingValue: 5, bestRating: 5, worstRating: 1, alternateName: 'True' },
        itemReviewed: {
          '@type': 'Claim',
          text: '26 countries',
          author: { '@type': 'Person', name: 'The host' },
          datePublished: '2026-11-20',
          appearance: {
            '@type': 'CreativeWork',
            headline: 'Leaders meet',
            url: 'https://example.org/s',
            datePublished: '2026-11-20',
            publisher: { '@type': 'Organization', name: 'Gazette' },
          },
        },
        reviewBody: everything.note,
        citation: ['https://example.org/readout'],
      },
    ]);
    assert.deepEqual(written.dropped[0], { field: 'untagged', count: 1 });
  });
});
