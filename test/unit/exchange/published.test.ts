// The formats' own published examples, as data. Their texts are those of their publishers.
import assert from 'node:assert/strict';
import { brat } from '../../../src/core/exchange/brat';
import { refiQdaCodebook } from '../../../src/core/exchange/refi-qda-codebook';
import { doccano } from '../../../src/core/exchange/doccano';
import type { ReadContext } from '../../../src/core/exchange/format';
import { hypothesis } from '../../../src/core/exchange/hypothesis';
import { labelStudio } from '../../../src/core/exchange/label-studio';
import { w3c } from '../../../src/core/exchange/w3c';
import { read, words } from './samples';

const texts = (known: Record<string, string>, source?: string): ReadContext => ({
  text: (name) => (Object.hasOwn(known, name) ? known[name] : undefined),
  ...(source !== undefined && { source }),
});

describe('examples of the Web Annotation Data Model (W3C Recommendation of 23 February 2017)', () => {
  const anno = (id: string, target: object, body: unknown): object => ({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `http://example.org/${id}`,
    type: 'Annotation',
    body,
    target,
  });

  it('a text quote selector (example 22): found by its words', () => {
    const selector = { type: 'TextQuoteSelector', exact: 'anotation', prefix: 'this is an ', suffix: ' that has some' };
    const example = anno('anno22', { source: 'http://example.org/page1', selector }, 'http://example.org/comment1');
    const context = texts({ 'http://example.org/page1': 'An anotation; this is an anotation that has some' });
    const found = read(w3c, example, context);
    assert.deepEqual(found.sources[0]?.annotations[0]?.span, { from: 25, to: 34 });
    assert.equal(found.sources[0]?.annotations[0]?.note, 'http://example.org/comment1');
    assert.deepEqual(found.left, []);
  });

  it('a text position selector (example 23): counted in code points', () => {
    const selector = { type: 'TextPositionSelector', start: 412, end: 795 };
    const example = anno('anno23', { source: 'http://example.org/ebook1', selector }, 'http://example.org/review1');
    const text = `${'😀'.repeat(412)}${'x'.repeat(383)} end`;
    const context = texts({ 'http://example.org/ebook1': text });
    assert.deepEqual(words(read(w3c, example, context), context), ['x'.repeat(383)]);
  });

  it('bodies with purposes (example 10): tags and comment', () => {
    const example = {
      ...anno('anno10', { source: 'p.txt', selector: { type: 'TextQuoteSelector', exact: 'cat' } }, [
        { type: 'TextualBody', purpose: 'tagging', value: 'love' },
        { type: 'TextualBody', purpose: 'commenting', value: 'Comment text', format: 'text/html' },
      ]),
      creator: { id: 'http://example.org/user1', type: 'Person', name: 'My Pseudonym', nickname: 'pseudo' },
      created: '2015-01-28T12:00:00Z',
      modified: '2015-01-29T09:00:00Z',
    };
    const [source] = read(w3c, example, texts({ 'p.txt': 'my cat' })).sources;
    const { id, before, after, span, ...rest } = source?.annotations[0] ?? assert.fail();
    assert.match(id, /^[a-z0-9]{8}$/);
    assert.deepEqual([before, after, span], ['my ', '', { from: 3, to: 6 }]);
    assert.deepEqual(rest, {
      tag: 'love',
      text: 'cat',
      line: 1,
      column: 4,
      note: 'Comment text',
      by: 'My Pseudonym',
      created: '2015-01-28T12:00:00Z',
      updated: '2015-01-29T09:00:00Z',
    });
  });

  it('a refined selector (example 29): the inner quote', () => {
    const selector = { type: 'FragmentSelector', value: 'para5', refinedBy: { type: 'TextQuoteSelector', exact: 'Selected Text', prefix: 'text before the ', suffix: ' and text after it' } }; // prettier-ignore
    const example = anno('anno29', { source: 'page1', selector }, 'http://example.org/comment1');
    const context = texts({ page1: 'text before the Selected Text and text after it' });
    assert.deepEqual(words(read(w3c, [example], context), context), ['Selected Text']);
  });

  it('targets without words or place in a text (example 24, a disk image) are reported as left out', () => {
    const selector = { type: 'DataPositionSelector', start: 4096, end: 4104 };
    const example = anno('anno24', { source: 'http://example.org/diskimg1', selector }, 'http://example.org/note1');
    assert.deepEqual(read(w3c, example, texts({})).left, ['1 selector']);
  });
});

describe('the example of brat’s standoff format (brat.nlplab.org/standoff.html)', () => {
  const text = 'Sony formed a joint venture with Ericsson, a mobile phone company based in Sweden.\nSony announced today that ...\n'; // prettier-ignore
  const ann = [
    'T1\tOrganization 0 4\tSony',
    'T2\tMERGE-ORG 14 27\tjoint venture',
    'T3\tOrganization 33 41\tEricsson',
    'E1\tMERGE-ORG:T2 Org1:T1 Org2:T3',
    'T4\tCountry 75 81\tSweden',
    'R1\tOrigin Arg1:T3 Arg2:T4',
    '*\tEquiv T1 T3',
    'A1\tNegation E1',
    '#1\tAnnotatorNotes T4\tthis annotation is suspect',
    '',
  ].join('\n');

  it('is read: text-bound annotations and notes', () => {
    const context = texts({ 'a.txt': text }, 'a.txt');
    const found = read(brat, ann, context);
    assert.deepEqual(words(found, context), ['Sony', 'joint venture', 'Ericsson', 'Sweden']);
    // The event, the relation, the equivalence and the attribute have no place here.
    assert.deepEqual(found.left, ['4 no-place', '6 no-place', '7 no-place', '8 no-place']);
    assert.equal(found.sources[0]?.annotations[3]?.note, 'this annotation is suspect');
    assert.equal(found.sources[0]?.annotations[1]?.tag, 'MERGE-ORG');
  });

  it('with a broken span, its words joined by a blank', () => {
    const context = texts({ 'a.txt': 'North\nAmerica' }, 'a.txt');
    const found = read(brat, 'T1\tLocation 0 5;6 13\tNorth America\n', context);
    assert.deepEqual(words(found, context), ['North\nAmerica']);
    assert.equal(found.sources[0]?.annotations[0]?.text, 'North\nAmerica');
  });
});

describe('examples of other tools’ documentation', () => {
  it('doccano, sequence labelling: label triples and entities', () => {
    const lines = [
      '{"text": "EU rejects German call to boycott British lamb.", "label": [[0, 2, "ORG"], [11, 17, "MISC"]]}',
      '{"id": 2, "text": "Peter Blackburn", "Comments": [], "entities": [{"id": 1, "label": "PER", "start_offset": 0, "end_offset": 15}], "relations": []}', // prettier-ignore
    ];
    const context = { ...texts({}), create: true };
    const found = read(doccano, lines.join('\n'), context);
    assert.deepEqual(words(found, context), ['EU', 'German', 'Peter Blackburn']);
    assert.deepEqual(found.sources.flatMap(({ annotations }) => annotations.map(({ tag, text }) => [tag, text])), [['ORG', 'EU'], ['MISC', 'German'], ['PER', 'Peter Blackburn']]); // prettier-ignore
  });

  it('Label Studio, an exported task: regions with labels', () => {
    const task = {
      id: 1,
      data: { my_text: 'Opossums are great' },
      annotations: [
        {
          id: 9,
          completed_by: { email: 'ana@example.org' },
          created_at: '2022-03-01T00:00:00Z',
          result: [
            { value: { start: 0, end: 8, text: 'Opossums', labels: ['Animal'] }, id: 'gew3t9fgkg', from_name: 'label', to_name: 'text', type: 'labels', origin: 'manual' }, // prettier-ignore
            { value: { choices: ['positive'] }, id: 'x', from_name: 'sentiment', to_name: 'text', type: 'choices' },
          ],
        },
      ],
    };
    const found = read(labelStudio, [task], { ...texts({}), create: true });
    const [annotation] = found.sources[0]?.annotations ?? [];
    assert.deepEqual([annotation?.id, annotation?.tag, annotation?.text, annotation?.by, annotation?.span], ['gew3t9fgkg', 'Animal', 'Opossums', 'ana@example.org', { from: 0, to: 8 }]); // prettier-ignore
  });

  it('Hypothesis, a row of the API’s search, with a reply', () => {
    const rows = [
      { id: 'ZmFrZV9pZDI', created: '2021-08-06T17:32:46Z', updated: '2021-08-06T17:32:46Z', user: 'acct:jane@hypothes.is', uri: 'http://example.com/article', text: 'I agree.', tags: [], references: ['ZmFrZV9pZDE'], target: [{ source: 'http://example.com/article' }] }, // prettier-ignore
      { id: 'ZmFrZV9pZDE', created: '2021-08-06T16:00:00Z', updated: '2021-08-06T16:30:00Z', user: 'acct:felicity@hypothes.is', user_info: { display_name: 'Felicity' }, uri: 'http://example.com/article', text: 'Is it?', tags: ['check', 'later'], group: '__world__', permissions: { read: ['group:__world__'] }, target: [{ source: 'http://example.com/article', selector: [{ type: 'RangeSelector', endOffset: 12, startOffset: 4, endContainer: '/p[1]', startContainer: '/p[1]' }, { type: 'TextPositionSelector', start: 4, end: 12 }, { type: 'TextQuoteSelector', exact: 'the fox', prefix: 'and ', suffix: ' ran' }] }], document: { title: ['An article'] } }, // prettier-ignore
    ];
    const context = texts({ 'a.txt': 'and the fox ran' }, 'a.txt');
    const found = read(hypothesis, { total: 2, rows }, context);
    const [annotation] = found.sources[0]?.annotations ?? [];
    assert.deepEqual(words(found, context), ['the fox']);
    assert.deepEqual(found.sources[0]?.about, { title: 'An article', url: 'http://example.com/article' });
    assert.deepEqual(
      { ...annotation, span: undefined, before: undefined, after: undefined },
      {
        id: 'ZmFrZV9pZDE',
        tag: 'check',
        text: 'the fox',
        line: 1,
        column: 5,
        before: undefined,
        after: undefined,
        note: 'Is it?\n\nlater',
        by: 'Felicity',
        created: '2021-08-06T16:00:00Z',
        updated: '2021-08-06T16:30:00Z',
        discussion: [{ by: 'jane', note: 'I agree.', created: '2021-08-06T17:32:46Z' }],
        span: undefined,
      },
    );
    assert.deepEqual(found.remarks, []);
  });

  it('REFI-QDA, the codebook of the standard’s sample project: codes within codes, entities', () => {
    const qdc = `<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="ATLAS.ti"><Codes>
  <Code color="#F00082" isCodable="true" name="Feelings" guid="0F8A1907-7E42-4739-8610-A676B4D1B69F">
    <Description>thoughts about breakfast foods</Description>
    <Code guid="{9F43FE32-C2CB-4BA8-B766-A0734C826E49}" isCodable="true" name="&quot;rushed&quot;"/>
  </Code></Codes></CodeBook>`;
    assert.deepEqual(read(refiQdaCodebook, qdc, texts({})).tags, [
      { id: 'Feelings', color: '#F00082', description: 'thoughts about breakfast foods' },
      { id: '"rushed"' },
    ]);
  });
});
