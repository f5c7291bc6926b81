// Files as the tools write them, shortened, about invented events. Each shows what is imported, and what is left out
// and why.
import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import { argilla } from '../../../src/core/exchange/argilla';
import { brat } from '../../../src/core/exchange/brat';
import { csv } from '../../../src/core/exchange/csv';
import { doccano } from '../../../src/core/exchange/doccano';
import type { ReadContext } from '../../../src/core/exchange/format';
import { hypothesis } from '../../../src/core/exchange/hypothesis';
import { labelStudio } from '../../../src/core/exchange/label-studio';
import { prodigy } from '../../../src/core/exchange/prodigy';
import { refiQda } from '../../../src/core/exchange/refi-qda';
import { uimaCasJson } from '../../../src/core/exchange/uima-cas-json';
import { w3c } from '../../../src/core/exchange/w3c';
import { webannoTsv } from '../../../src/core/exchange/webanno-tsv';
import { encodeUtf8 } from '../../../src/core/text/encoding';
import { drain } from '../../../src/core/text/steps';
import { read, words, type Told } from './samples';

const text = 'Vesna Kroll opened the ferry line in 1998.\nIt carried 40,000 people, the port says.\n';
const here = (known: Record<string, string> = { 'ferry.txt': text }, source?: string): ReadContext => ({
  text: (name) => (Object.hasOwn(known, name) ? known[name] : undefined),
  sources: Object.keys(known),
  ...(source !== undefined && { source }),
});

/** The annotations as `tag: words (by): note`. */
function said(told: Told): string[] {
  return told.sources.flatMap(({ annotations }) =>
    annotations.map(({ tag, text, by, note }) => `${tag}: ${text}${by ? ` (${by})` : ''}${note ? `: ${note}` : ''}`),
  );
}

const at = (words: string): { start: number; end: number } => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};

describe('brat', () => {
  const told = (ann: string, of = text): Told => read(brat, ann, here({ 'ferry.txt': of }, 'ferry.txt'));

  it('fills the gaps in a span of several fragments, in any order, touching, on several lines, and says so', () => {
    for (const [fragments, joined, expected] of [
      ['0 5;12 18', 'Vesna opened', 'Vesna Kroll opened'],
      ['12 18;0 5', 'opened Vesna', 'Vesna Kroll opened'],
      ['0 5;13 18', 'Vesna pened', 'Vesna Kroll opened'],
      ['37 41;43 45', '1998 It', '1998.\nIt'],
    ] as const) {
      const found = told(`T1\tClaim ${fragments}\t${joined}\n`);
      assert.deepEqual(said(found), [`Claim: ${expected}`]);
      assert.deepEqual(found.remarks, ['1 gaps-filled']);
    }
    assert.deepEqual(told('T1\tClaim 0 5;5 11\tVesna  Kroll\n').remarks, []);
  });

  it('leaves a span out if its fragments are not at their places', () => {
    assert.deepEqual(told('T1\tClaim 0 5;12 18\tVesna closed\n').left, ['1 not-found']);
    assert.deepEqual(told('T1\tClaim 0 5;12 900\tVesna opened\n').left, ['1 not-found']);
  });

  it('keeps notes on spans, of any kind, and reports all other lines', () => {
    const ann = [
      'T1\tPerson 0 11\tVesna Kroll',
      '#1\tAnnotatorNotes T1\tborn in 1951?',
      '#2\tUnsure T1\tspelling',
      'A1\tHedge T1',
      'E1\tOpening:T1',
      'R1\tOwns Arg1:T1 Arg2:E1',
      'M1\tNegation E1',
      'N1\tReference T1 Wikidata:Q1\tVesna',
      '*\tAlias T1 T1',
      '#3\tAnnotatorNotes R1\twhich line?',
      'T2\tbroken',
    ].join('\n');
    const found = told(ann);
    assert.deepEqual(said(found), ['Person: Vesna Kroll: born in 1951?\nUnsure: spelling']);
    assert.deepEqual(found.left, [4, 5, 6, 7, 8, 9, 10].map((line) => `${line} no-place`).concat('11 malformed'));
  });
});

describe('Label Studio', () => {
  const region = (id: string, words: string, fields: object = {}): object => ({
    id,
    from_name: 'label',
    to_name: 'text',
    type: 'labels',
    origin: 'manual',
    value: { ...at(words), text: words, labels: ['verified'] },
    ...fields,
  });
  const task = (fields: object, data: object = { text, source: 'ferry.txt' }): object[] => [
    { id: 1, annotations: [], drafts: [], predictions: [], data, meta: {}, ...fields },
  ];
  const annotation = (result: object[], fields: object = {}): object => ({
    id: 9,
    completed_by: 3,
    was_cancelled: false,
    ground_truth: false,
    created_at: '2026-06-24T10:00:00.000000Z',
    updated_at: '2026-06-24T10:00:00.000000Z',
    lead_time: 12.5,
    result,
    ...fields,
  });

  it('imports regions with their text areas; relations and choices are reported', () => {
    const result = [
      region('a', 'Vesna Kroll'),
      region('a', '', { from_name: 'why', type: 'textarea', value: { ...at('Vesna Kroll'), text: ['see the ledger', 'page 2'] } }), // prettier-ignore
      region('a', '', { from_name: 'sure', type: 'choices', value: { ...at('Vesna Kroll'), choices: ['sure'] } }),
      { from_id: 'a', to_id: 'a', type: 'relation', direction: 'right', labels: ['owns'] },
      { id: 'd', from_name: 'doc', to_name: 'text', type: 'choices', value: { choices: ['good'] } },
      { id: 'e', from_name: 'all', to_name: 'text', type: 'textarea', value: { text: ['all in all'] } },
      { id: 'f', from_name: 'stars', to_name: 'text', type: 'rating', value: { rating: 4 } },
    ];
    const found = read(labelStudio, task({ annotations: [annotation(result)] }), here());
    assert.deepEqual(said(found), ['verified: Vesna Kroll (3): see the ledger\npage 2']);
    assert.deepEqual(
      found.left,
      Array.from({ length: 5 }, () => '1 no-place'),
    );
  });

  it('imports nothing that was cancelled, drafted or predicted', () => {
    const found = read(
      labelStudio,
      task({
        annotations: [annotation([region('a', 'Vesna Kroll')], { was_cancelled: true }), annotation([], { was_cancelled: true })], // prettier-ignore
        drafts: [annotation([region('b', 'the port says')])],
        predictions: [{ id: 5, model_version: 'm', result: [region('c', 'the ferry line')] }],
      }),
      here(),
    );
    assert.deepEqual([found.sources, found.left], [[], ['1 cancelled', '1 cancelled', '1 draft', '1 predicted'].sort((a, b) => found.left.indexOf(a) - found.left.indexOf(b))]); // prettier-ignore
  });

  it('knows annotators by number, address or name', () => {
    const by = (completed_by: unknown): string[] =>
      said(read(labelStudio, task({ annotations: [annotation([region('a', 'Kroll')], { completed_by })] }), here()));
    assert.deepEqual(by(7), ['verified: Kroll (7)']);
    assert.deepEqual(by('ana@example.org'), ['verified: Kroll (ana@example.org)']);
    assert.deepEqual(by({ id: 7, email: 'ana@example.org', first_name: 'Ana' }), ['verified: Kroll (ana@example.org)']);
    assert.deepEqual(by({ id: 7, first_name: 'Ana', last_name: 'Lima' }), ['verified: Kroll (Ana Lima)']);
    assert.deepEqual(by({ id: 7 }), ['verified: Kroll (7)']);
  });

  it('finds labels of HTML pages by their words, never by their paths', () => {
    const html = `<html><body><p>${text}</p></body></html>`;
    const value = (words: string, offsets: object): object => ({ start: '/p[1]/text()[1]', end: '/p[1]/text()[1]', startOffset: 0, endOffset: 9, text: words, ...offsets }); // prettier-ignore
    const result = [
      region('h', '', { type: 'hypertextlabels', value: { ...value('the ferry line', { globalOffsets: at('the ferry line') }), hypertextlabels: ['quote'] } }), // prettier-ignore
      region('i', '', { value: { ...value('the port says', {}), labels: ['verified'] } }),
      region('j', '', { value: { ...value('not in the page', {}), labels: ['verified'] } }),
    ];
    for (const context of [here(undefined, 'ferry.txt'), here()]) {
      const found = read(labelStudio, task({ annotations: [annotation(result)] }, { text: html }), context);
      assert.deepEqual(words(found, context), ['the ferry line', 'the port says']);
      assert.deepEqual(found.left, ['1 not-found']);
    }
  });

  it('finds labels of a dialogue by the rest of their turns, even across turns', () => {
    const turns = ['I saw it. It was late.', 'It was late? I saw the clock.'];
    const talk = { text: `Ana: ${turns[0] ?? ''}\nBo: ${turns[1] ?? ''}\n` };
    const label = (id: string, start: string, end: string, from: number, to: number, words?: string): object => ({
      id,
      from_name: 'l',
      to_name: 't',
      type: 'paragraphlabels',
      value: {
        start,
        end,
        startOffset: from,
        endOffset: to,
        paragraphlabels: ['quote'],
        ...(words && { text: words }),
      },
    });
    const result = [
      label('a', '1', '1', 0, 11, 'It was late'),
      label('b', '0', '1', 10, 12, 'It was late.\\nIt was late?'),
    ];
    const file = [{ data: { dialogue: turns.map((one, i) => ({ author: i === 0 ? 'Ana' : 'Bo', text: one })) }, annotations: [{ result }] }]; // prettier-ignore
    const found = read(labelStudio, file, {
      text: (name) => (name === 'talk.txt' ? talk.text : undefined),
      sources: ['talk.txt'],
    });
    assert.deepEqual(found.sources.flatMap(({ annotations }) => annotations.map(({ span }) => span && talk.text.slice(span.from, span.to))), ['It was late', 'It was late.\nBo: It was late?']); // prettier-ignore
    const [from] = found.sources[0]?.annotations ?? [];
    assert.equal(from?.span?.from, talk.text.lastIndexOf('It was'));
  });

  it('finds labels of a dialogue by their words', () => {
    const value = {
      start: '0',
      end: '0',
      startOffset: 3,
      endOffset: 9,
      text: 'carried 40,000 people',
      paragraphlabels: ['quote'],
    };
    const data = { source: 'ferry.txt', dialogue: [{ author: 'Port', text: 'It carried 40,000 people' }] };
    const found = read(labelStudio, task({ annotations: [annotation([region('p', '', { type: 'paragraphlabels', value })])] }, data), here()); // prettier-ignore
    assert.deepEqual(said(found), ['quote: carried 40,000 people (3)']);
  });

  it('reads the short JSON, and reports its other answers', () => {
    const short = [{ id: 1, body: text, label: [{ ...at('Vesna Kroll'), text: 'Vesna Kroll', labels: ['Person', 'quote'] }], mood: 'calm', annotator: 2, annotation_id: 9, created_at: '2026-06-24T10:00:00Z', updated_at: '2026-06-24T11:00:00Z', lead_time: 3 }]; // prettier-ignore
    const found = read(labelStudio, short, here());
    assert.deepEqual(said(found), ['Person: Vesna Kroll (2)', 'quote: Vesna Kroll (2)']);
    assert.deepEqual(found.left, ['1 no-place']);
  });
});

describe('doccano', () => {
  const { start, end } = at('Vesna Kroll');
  const shapes: Record<string, object> = {
    'before version 1': { id: 1, text, annotations: [{ label: 7, start_offset: start, end_offset: end, user: 1 }], meta: {} }, // prettier-ignore
    'version 1, label': { id: 1, text, label: [[start, end, '7']], Comments: [] },
    'version 1, labels': { id: 1, text, labels: [[start, end, '7']] },
    'newer, entities': { id: 1, text, entities: [{ id: 4, label: '7', start_offset: start, end_offset: end }], relations: [], Comments: [] }, // prettier-ignore
    'intents and slots': { id: 1, text, cats: [], entities: [[start, end, '7']] },
    'custom column': { id: 1, data: text, label: [[start, end, '7']] },
  };
  for (const [name, record] of Object.entries(shapes))
    it(`is read in the shape of ${name}, as lines and as a list`, () => {
      for (const file of [JSON.stringify(record), JSON.stringify([record], null, 2)]) {
        const found = read(doccano, file, here());
        assert.deepEqual(found.sources.flatMap(({ annotations }) => annotations.map(({ tag, text }) => [tag, text])), [['7', 'Vesna Kroll']]); // prettier-ignore
        assert.deepEqual(found.left, []);
      }
    });

  it('reports relations, comments and classes of the text', () => {
    const record = { id: 1, text, entities: [{ id: 1, label: 'P', start_offset: 0, end_offset: 5 }], relations: [{ id: 1, from_id: 1, to_id: 1, type: 'owns' }], Comments: ['really?', { id: 2, text: 'no' }], cats: ['news'] }; // prettier-ignore
    assert.deepEqual(
      read(doccano, record, here()).left,
      Array.from({ length: 4 }, () => '1 no-place'),
    );
    assert.deepEqual(read(doccano, { id: 1, text, label: ['news', 'port'] }, here()).left, [
      '1 no-place',
      '1 no-place',
    ]);
  });

  it('matches each text to the source that has it, wherever it is, and to no other one', () => {
    const lines = ['The mill burnt.', 'Nobody was hurt in the mill.', 'The mill was sold in May.'];
    const file = lines.map((line) => JSON.stringify({ text: line, label: [[0, 8, 'x']] })).join('\n');
    const known = { 'a.txt': 'The mill burnt.\n', 'b.txt': `Nobody was hurt  in the mill.\r\n` };
    for (const source of [undefined, 'a.txt']) {
      const found = read(doccano, file, here(known, source));
      assert.deepEqual(found.sources.map(({ source, annotations }) => [source, annotations[0]?.text]), [['a.txt', 'The mill'], ['b.txt', 'Nobody w']]); // prettier-ignore
      assert.deepEqual(found.left, [source ? '3 other-text' : '3 text-not-here']);
      // A person who has a source open has not named it as the source of the file.
      assert.deepEqual(read(doccano, file, { ...here(known, source), isAtHand: true }).left, ['3 text-not-here']);
    }
  });

  it('finds the lines of a source if each was a text of its own', () => {
    const file = text.trim().split('\n').map((line) => JSON.stringify({ text: line, label: [[0, 8, 'x']] })).join('\n'); // prettier-ignore
    const found = read(doccano, file, here(undefined, 'ferry.txt'));
    assert.deepEqual(said(found), ['x: Vesna Kr', 'x: It carri']);
  });
});

describe('Hypothesis', () => {
  const row = (id: string, words: string, fields: object = {}): object => ({
    id,
    created: '2026-05-01T10:00:00.123456+00:00',
    updated: '2026-05-01T10:00:00.123456+00:00',
    user: 'acct:ana@hypothes.is',
    user_info: { display_name: null },
    uri: 'https://port.example/news',
    text: '',
    tags: ['verified'],
    group: '__world__',
    permissions: { read: ['group:__world__'] },
    target: [{ source: 'https://port.example/news', selector: [{ type: 'RangeSelector', startContainer: '/p[1]', startOffset: 0, endContainer: '/p[1]', endOffset: 5 }, { type: 'TextPositionSelector', start: 900, end: 905 }, { type: 'TextQuoteSelector', exact: words, prefix: text.slice(Math.max(0, text.indexOf(words) - 32), text.indexOf(words)), suffix: 'anything' }] }], // prettier-ignore
    document: { title: ['News of the port'] },
    flagged: false,
    hidden: false,
    ...fields,
  });

  it('imports annotations; a highlight is not unconfirmed, and a page note has no words', () => {
    const rows = [
      row('a', 'the ferry line', { text: 'Which one?', tags: [] }),
      row('b', 'the port says', { tags: [] }),
      row('c', '', { text: 'A page note', target: [{ source: 'https://port.example/news' }] }),
      row('d', 'opened', { hidden: true }),
    ];
    const context = here(undefined, 'ferry.txt');
    const found = read(hypothesis, { total: 4, rows }, context);
    assert.deepEqual(said(found), ['unconfirmed: the ferry line (ana): Which one?', 'highlight: the port says (ana)']);
    assert.deepEqual(found.left, ['3 page-note', '4 hidden']);
  });

  it('takes the source’s own words if they differ only in blanks, quotes or accents', () => {
    const of = 'It  said: «The café\nis open» and the\u00a0lamp went out.';
    for (const quote of [
      'said: "The cafe\u0301 is open"',
      'said: “The café is open”',
      'said:  "The café\r\nis open"',
    ]) {
      const target = [
        { selector: [{ type: 'TextQuoteSelector', exact: quote, prefix: 'It', suffix: ' and the lamp' }] },
      ];
      const rows = [row('a', quote, { target })];
      const found = read(hypothesis, { rows }, { ...here({ 'a.txt': of }, 'a.txt') });
      assert.deepEqual(said(found), ['verified: said: «The café\nis open» (ana)'], quote);
    }
  });

  it('reads the client’s own export, which lists annotations', () => {
    const file = { export_date: '2026-05-02T00:00:00Z', export_userid: 'acct:ana@hypothes.is', client_version: '1.0', annotations: [row('a', 'the ferry line')] }; // prettier-ignore
    assert.deepEqual(said(read(hypothesis, file, here(undefined, 'ferry.txt'))), ['verified: the ferry line (ana)']);
  });

  it('leaves out annotations of another page that happen to share a word', () => {
    const other = row('a', 'the port', { target: [{ selector: [{ type: 'TextQuoteSelector', exact: 'the port', prefix: 'a storm closed ', suffix: ' for a week' }] }] }); // prettier-ignore
    assert.deepEqual(read(hypothesis, { rows: [other] }, here(undefined, 'ferry.txt')).left, ['1 other-text']);
  });

  it('finds the source by its words if its name is not given', () => {
    const known = { 'ferry.txt': text, 'mill.txt': 'The mill burnt in May.' };
    const found = read(hypothesis, { rows: [row('a', 'the ferry line')] }, here(known));
    assert.deepEqual(
      found.sources.map(({ source }) => source),
      ['ferry.txt'],
    );
  });
});

describe('W3C annotations', () => {
  const item = (target: unknown, fields: object = {}): object => ({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: 'https://example.org/1',
    type: 'Annotation',
    body: [{ type: 'TextualBody', value: 'verified', purpose: 'tagging' }],
    target,
    ...fields,
  });
  const on = (selector: unknown): object => item({ source: 'ferry.txt', selector });
  const quote = (exact: string, rest: object = {}): object => ({ type: 'TextQuoteSelector', exact, ...rest });
  const first = (selector: unknown): string[] => said(read(w3c, on(selector), here()));

  it('point by quotes, positions, ranges, fragments of two standards, and refinements', () => {
    const rfc5147 = (value: string): object => ({ type: 'FragmentSelector', conformsTo: 'http://tools.ietf.org/rfc/rfc5147', value }); // prettier-ignore
    const fragment = (value: string): object => ({ type: 'FragmentSelector', conformsTo: 'https://wicg.github.io/scroll-to-text-fragment/', value }); // prettier-ignore
    for (const [selector, expected] of [
      [quote('the ferry line'), 'the ferry line'],
      [{ type: 'TextPositionSelector', start: 0, end: 5 }, 'Vesna'],
      [[quote('the', { prefix: 'people, ' }), { type: 'TextPositionSelector', start: 19, end: 22 }], 'the'],
      [{ type: 'RangeSelector', startSelector: quote('Vesna'), endSelector: quote('opened') }, 'Vesna Kroll'],
      [rfc5147('char=6,11'), 'Kroll'],
      [rfc5147('char=6,11;length=84,UTF-8'), 'Kroll'],
      [rfc5147('line=1,2'), 'It carried 40,000 people, the port says.'],
      [rfc5147('line=1'), undefined],
      [fragment(':~:text=the%20port%20says'), 'the port says'],
      [fragment(':~:text=opened-,the%20ferry,line'), 'the ferry line'],
      [quote('It carried 40,000 people', { refinedBy: quote('40,000') }), '40,000'],
      [
        quote('It carried 40,000 people', { refinedBy: { type: 'TextPositionSelector', start: 3, end: 10 } }),
        'carried',
      ],
      [{ type: 'FragmentSelector', value: 'p1', refinedBy: quote('the ferry line') }, 'the ferry line'],
      [{ type: 'XPathSelector', value: '/p[1]' }, undefined],
      [
        { type: 'FragmentSelector', value: 'p1', refinedBy: { type: 'TextPositionSelector', start: 0, end: 3 } },
        undefined,
      ],
    ] as const)
      assert.deepEqual(
        first(selector),
        expected === undefined ? [] : [`verified: ${expected}`],
        JSON.stringify(selector),
      );
  });

  it('point by the fragment of an address, count line ends once, and are reported if left out', () => {
    const known = { 'a.txt': 'one\r\ntwo\r\n' };
    assert.deepEqual(said(read(w3c, item('a.txt#char=4,7'), here(known))), ['verified: two']);
    assert.deepEqual(read(w3c, on({ type: 'SvgSelector', value: '<svg/>' }), here()).left, ['1 selector']);
  });

  it('annotate each of their targets, and only one of a choice', () => {
    const known = { 'a.txt': 'The mill burnt.', 'b.txt': 'Who burnt the mill?' };
    const of = (source: string, exact: string): object => ({ source, selector: quote(exact) });
    const both = item([of('a.txt', 'mill'), of('b.txt', 'burnt')]);
    const choice = item({ type: 'Choice', items: [of('a.txt', 'mill'), of('b.txt', 'burnt')] });
    assert.deepEqual(said(read(w3c, both, here(known))), ['verified: mill', 'verified: burnt']);
    assert.deepEqual(said(read(w3c, choice, here(known))), ['verified: mill']);
  });

  it('come page by page, and a part of a collection is reported as one', () => {
    const pages = (total: number): object => ({ type: 'AnnotationCollection', total, first: { type: 'AnnotationPage', items: [on(quote('Vesna'))], next: { type: 'AnnotationPage', items: [on(quote('Kroll'))] } } }); // prettier-ignore
    assert.deepEqual(said(read(w3c, pages(2), here())), ['verified: Vesna', 'verified: Kroll']);
    const parsed = drain(w3c.parse?.(JSON.stringify(pages(9))) ?? assert.fail());
    assert.deepEqual(parsed && 'remarks' in parsed ? parsed.remarks : [], [{ code: 'more-pages', detail: '2 / 9' }]);
  });

  it('keep who said what: several tags, claims, evidence, replies as bodies and as annotations', () => {
    const body = (value: string, purpose: string): object => ({ type: 'TextualBody', value, purpose });
    const whole = item({ source: 'ferry.txt', selector: quote('Vesna') }, {
      creator: { id: 'https://people.example/ana', type: 'Person', name: 'Ana' },
      created: '2026-01-01T00:00:00Z',
      body: [body('verified', 'tagging'), body('person', 'tagging'), body('Read it', 'commenting'), body('Really?', 'replying'), { type: 'SpecificResource', source: 'https://r.example', purpose: 'linking' }], // prettier-ignore
    }); // prettier-ignore
    const reply = item('https://example.org/1', { id: 'https://example.org/2', motivation: 'replying', creator: 'https://people.example/bo', created: '2026-01-02T00:00:00Z', body: 'Yes.' }); // prettier-ignore
    const found = read(w3c, [whole, reply], here());
    const [annotation] = found.sources[0]?.annotations ?? [];
    assert.deepEqual(said(found), ['verified: Vesna (Ana): Read it\n\nperson']);
    assert.deepEqual(annotation?.evidence, [{ url: 'https://r.example' }]);
    assert.deepEqual(annotation?.discussion?.map(({ by, note }) => `${by}: ${note}`), ['Ana: Really?', 'https://people.example/bo: Yes.']); // prettier-ignore
  });

  it('that Recogito writes are placed by their quote, offsets in UTF-16', () => {
    const recogito = { '@context': 'http://www.w3.org/ns/anno.jsonld', id: '#f3', type: 'Annotation', body: [{ type: 'TextualBody', purpose: 'tagging', value: 'Person' }, { type: 'TextualBody', purpose: 'commenting', value: 'who?' }], target: { source: 'ferry.txt', selector: [{ type: 'TextQuoteSelector', exact: 'Kroll' }, { type: 'TextPositionSelector', start: 6, end: 11 }] } }; // prettier-ignore
    assert.deepEqual(said(read(w3c, [recogito], here())), ['Person: Kroll: who?']);
  });
});

describe('REFI-QDA', () => {
  const selection = (from: number, to: number, name: string, inner = '', kind = 'PlainTextSelection'): string =>
    `<${kind} guid="s-${from}-${name.length}" name="${name}" startPosition="${from}" endPosition="${to}" creatingUser="u1" creationDateTime="2026-05-01T10:00:00Z">${inner}<Coding guid="c-${from}-${name.length}" creatingUser="u1"><CodeRef targetGUID="k1"/></Coding></${kind}>`; // prettier-ignore
  const project = (
    sources: string,
    rest = '',
    files: Record<string, Uint8Array> = { 'sources/p1.txt': encodeUtf8(text) },
  ): Uint8Array =>
    // prettier-ignore
    zipSync({
      'project.qde': encodeUtf8(`<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="x"><Users><User guid="u1" name="Ana"/></Users><CodeBook><Codes><Code guid="k1" name="verified" isCodable="true"/></Codes></CodeBook><Sources>${sources}</Sources>${rest}</Project>`), // prettier-ignore
      ...files,
    });
  const kroll = selection(6, 11, 'Kroll');

  it('has its text in the archive, whatever its path looks like', () => {
    for (const path of ['internal://p1.txt', 'p1.txt', 'sources/p1.txt', 'internal://sources/P1.TXT']) {
      const found = read(refiQda, project(`<TextSource guid="g1" name="ferry" plainTextPath="${path}">${kroll}</TextSource>`), here()); // prettier-ignore
      assert.deepEqual(said(found), ['verified: Kroll (Ana)'], path);
    }
  });

  it('never takes the name of a selection for its words', () => {
    const source = `<TextSource guid="g1" name="ferry.txt" plainTextPath="internal://gone.txt">${selection(6, 11, 'line:2')}${kroll}</TextSource>`; // prettier-ignore
    const found = read(refiQda, project(source, '', {}), here());
    assert.deepEqual([said(found), found.left], [['verified: Kroll (Ana)'], ['1 not-found']]);
    const whole = read(refiQda, project(source.replace('gone', 'p1')), here());
    assert.deepEqual(said(whole), ['verified: Kroll (Ana)', 'verified: Kroll (Ana)']);
  });

  it('has texts of PDFs and transcripts, in UTF-8 or UTF-16, and reports regions', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    const sources = `<PDFSource guid="g2" name="ferry.pdf" path="internal://f.pdf"><PDFSelection guid="r1" page="0" firstX="1" firstY="2" secondX="3" secondY="4" name="a box"/><Representation guid="g3" plainTextPath="internal://p1.txt">${kroll}</Representation></PDFSource><AudioSource guid="g4" name="talk.mp3" path="internal://a.mp3"><Transcript guid="g5" plainTextPath="internal://p2.txt">${selection(0, 5, 'Vesna', '', 'TranscriptSelection')}<TranscriptSelection guid="t2" name="sync" fromSyncPoint="y1" toSyncPoint="y2"/></Transcript></AudioSource>`; // prettier-ignore
    const found = read(refiQda, project(sources, '', { 'sources/p1.txt': new Uint8Array(utf16), 'sources/p2.txt': encodeUtf8(text) }), here()); // prettier-ignore
    assert.deepEqual(said(found).sort(), ['verified: Kroll (Ana)', 'verified: Vesna (Ana)']);
    assert.deepEqual(
      found.left,
      ['2 no-place', '1 no-place'].sort((a, b) => found.left.indexOf(a) - found.left.indexOf(b)),
    );
    const broken = read(refiQda, project(sources, '', { 'sources/p1.txt': Uint8Array.of(0x41, 0xfc), 'sources/p2.txt': encodeUtf8(text) }), here()); // prettier-ignore
    assert.ok(broken.left.includes('1 bytes'));
  });

  it('reports memos, notes, links, cases and sets', () => {
    const source = `<TextSource guid="g1" name="ferry.txt" plainTextPath="internal://p1.txt"><Description>a memo</Description>${selection(6, 11, 'Kroll', '<Description>on it</Description>')}<NoteRef targetGUID="n1"/></TextSource>`; // prettier-ignore
    const rest = '<Cases><Case guid="x1" name="case"/></Cases><Notes><Note guid="n1" name="n"><PlainTextContent>Ask again</PlainTextContent></Note><Note guid="n2" name="m"><PlainTextContent>free</PlainTextContent></Note></Notes><Links><Link guid="l1" name="why" originGUID="a" targetGUID="b"/></Links><Sets><Set guid="y1" name="set"/></Sets>'; // prettier-ignore
    const found = read(refiQda, project(source, rest), here());
    assert.deepEqual(said(found), ['verified: Kroll (Ana): on it']);
    assert.equal(found.left.length, 6);
  });
});

describe('CSV', () => {
  const rows = ['source;line;column;tag;text;note', 'ferry.txt;1;1;verified;Vesna Kroll;"a; ""b"""', ''];
  const byteOrder = (order: number[], text: string): Uint8Array => {
    const bytes = Buffer.from(text, 'utf16le');
    return new Uint8Array(Buffer.concat([Buffer.from(order), order[0] === 0xfe ? bytes.swap16() : bytes]));
  };

  it('is read as Excel saves it: semicolons, tabs, `sep=`, UTF-8 with its mark, UTF-16', () => {
    const semicolons = rows.join('\r\n');
    const tabs = semicolons.replace(/;(?! )/g, '\t');
    for (const file of [
      semicolons,
      `\ufeff${semicolons}`,
      `sep=;\r\n${semicolons}`,
      `\ufeffsep=;\r\n${semicolons}`,
      `"sep=;"\r\n${semicolons}`,
      tabs,
      byteOrder([0xff, 0xfe], tabs),
      byteOrder([0xfe, 0xff], tabs),
      encodeUtf8(`\ufeff${semicolons}`),
    ])
      assert.deepEqual(said(read(csv, file, here())), ['verified: Vesna Kroll: a; "b"']);
  });

  it('is refused with its first wrong byte if it is in another encoding', () => {
    const file = Uint8Array.from([...'tag;text\nquote;M'].map((letter) => letter.charCodeAt(0)).concat(0xfc, 0x6c));
    assert.deepEqual(read(csv, file, here()).problem, { code: 'not-text', at: 16, detail: 'utf-8' });
  });
});

describe('Prodigy', () => {
  const task = (answer: string | undefined, fields: object = {}): object => ({
    text,
    _input_hash: 1,
    _task_hash: 2,
    _session_id: 'news-ana',
    _view_id: 'ner_manual',
    tokens: [{ text: 'Vesna', start: 0, end: 5, id: 0 }],
    spans: [{ ...at('Vesna Kroll'), token_start: 0, token_end: 1, label: 'PERSON' }],
    ...(answer !== undefined && { answer }),
    _timestamp: 1767225600,
    ...fields,
  });

  it('imports accepted annotations, with author and time; rejected and ignored tasks are reported', () => {
    const file = [task('accept'), task('reject'), task('ignore')].map((one) => JSON.stringify(one)).join('\n');
    const found = read(prodigy, file, here());
    assert.deepEqual(said(found), ['PERSON: Vesna Kroll (news-ana)']);
    assert.equal(found.sources[0]?.annotations[0]?.created, '2026-01-01T00:00:00.000Z');
    assert.deepEqual(found.left, ['2 rejected', '3 cancelled']);
  });

  it('reports relations and choices', () => {
    const more = { relations: [{ head: 0, child: 1, label: 'owns' }], accept: ['news'], options: [{ id: 'news' }] };
    assert.deepEqual(read(prodigy, task('accept', more), here()).left, ['1 no-place', '1 no-place']);
  });
});

describe('Argilla', () => {
  const span = { ...at('Vesna Kroll'), label: 'PERSON' };
  const answers: Record<string, object> = {
    nested: { id: 'r1', status: 'completed', fields: { text }, metadata: {}, suggestions: { spans: { value: [span], score: 0.5, agent: 'm' } }, responses: { spans: [{ value: [span], user_id: 'ana' }] }, vectors: {} }, // prettier-ignore
    flat: { id: 'r1', text, 'spans.responses': [[span]], 'spans.responses.users': ['ana'], 'spans.responses.status': ['submitted'], 'spans.suggestion': [span] }, // prettier-ignore
    'of the server': { id: 'r1', fields: { text }, responses: [{ values: { spans: { value: [span] } }, status: 'submitted', user_id: 'ana' }], suggestions: [{ question_name: 'spans', value: [span], agent: 'm' }] }, // prettier-ignore
    'of the first version': { text, tokens: [], prediction: [['PERSON', span.start, span.end, 0.5]], prediction_agent: 'm', annotation: [['PERSON', span.start, span.end]], annotation_agent: 'ana', status: 'Validated' }, // prettier-ignore
  };
  for (const [name, record] of Object.entries(answers))
    it(`imports responses and no suggestions: ${name}`, () => {
      const found = read(argilla, JSON.stringify(record), here());
      assert.deepEqual(said(found), ['PERSON: Vesna Kroll (ana)']);
      assert.deepEqual(found.left, ['1 predicted']);
    });

  it('imports nothing that was discarded or drafted, and reports other answers', () => {
    const record = { fields: { text }, responses: [{ values: { spans: { value: [span] } }, status: 'discarded', user_id: 1 }, { values: { spans: { value: [span] } }, status: 'draft', user_id: 2 }, { values: { mood: { value: 'calm' } }, status: 'submitted', user_id: 3 }] }; // prettier-ignore
    const found = read(argilla, [record], here());
    assert.deepEqual([found.sources, found.left], [[], ['1 rejected', '1 draft', '1 no-place']]);
  });
});

describe('UIMA CAS in JSON', () => {
  const cas = (...structures: object[]): object => ({
    '%TYPES': {},
    '%FEATURE_STRUCTURES': [
      { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaNum: 1, sofaID: '_InitialView', mimeType: 'text', sofaString: text },
      { '%ID': 2, '%TYPE': 'uima.tcas.DocumentAnnotation', '@sofa': 1, begin: 0, end: text.length, language: 'en' },
      { '%ID': 3, '%TYPE': 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token', '@sofa': 1, begin: 0, end: 5 },
      { '%ID': 4, '%TYPE': 'de.tudarmstadt.ukp.clarin.webanno.api.type.CASMetadata', '@sofa': 1, begin: 0, end: 0, username: 'ana', sourceDocumentName: 'ferry.txt' }, // prettier-ignore
      ...structures,
    ],
    '%VIEWS': { _InitialView: { '%SOFA': 1, '%MEMBERS': [2, 3, 4] } },
  });
  const span = (id: number, words: string, fields: object, type = 'custom.Claim'): object => {
    const { start, end } = at(words);
    return { '%ID': id, '%TYPE': type, '@sofa': 1, begin: start, end, ...fields };
  };

  it('imports spans of any layer with their features, but no tokens and sentences', () => {
    const found = read(uimaCasJson, cas(
      span(10, 'Vesna Kroll', { value: 'PER', identifier: 'Q1' }, 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity'),
      span(11, 'the port says', { verdict: 'unconfirmed', comment: 'who?' }),
      span(12, 'opened', {}),
    ), here()); // prettier-ignore
    assert.deepEqual(said(found), ['PER: Vesna Kroll (ana): identifier: Q1', 'unconfirmed: the port says (ana): who?', 'Claim: opened (ana)']); // prettier-ignore
    assert.deepEqual(found.left, []);
  });

  it('reports relations, chains, links and results of parsers', () => {
    const found = read(uimaCasJson, cas(
      span(10, 'Vesna Kroll', { label: 'a', '@owner': 11 }),
      span(11, 'opened', { '@Governor': 10, '@Dependent': 10 }, 'custom.Relation'),
      span(12, 'opened', { '@next': 10, referenceType: 'x' }, 'de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink'),
      span(13, 'opened', { PosValue: 'VBD' }, 'de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS'),
    ), here()); // prettier-ignore
    assert.deepEqual(said(found), ['a: Vesna Kroll (ana)']);
    assert.deepEqual(
      found.left.map((line) => line.replace(/^\d+ /, '')),
      Array.from({ length: 4 }, () => 'no-place'),
    );
  });
});

describe('WebAnno TSV 3', () => {
  const tsv = (head: string[], ...rows: string[]): string =>
    ['#FORMAT=WebAnno TSV 3.3', ...head, '', '', `#Text=${text.split('\n')[0]}`, ...rows, ''].join('\n');

  it('joins tokens of one number, keeps several on one token, and puts other features into the note', () => {
    const file = tsv(
      ['#T_SP=custom.Claim|verdict|comment', '#T_SP=webanno.custom.Mark'],
      '1-1\t0-5\tVesna\tverified[1]|quote\twho\\_ is it[1]|*\t_\t',
      '1-2\t6-11\tKroll\tverified[1]\twho\\_ is it[1]\t*\t',
      '1-3\t12-18\topened\t_\t_\t_\t',
    );
    const found = read(webannoTsv, file, here(undefined, 'ferry.txt'));
    assert.deepEqual(said(found).sort(), ['Mark: Kroll', 'quote: Vesna', 'verified: Vesna Kroll: who_ is it']);
  });

  it('has parts of tokens, and sentences with continuous offsets', () => {
    const file = `${tsv(['#T_SP=custom.Claim|verdict'], '1-1\t0-5\tVesna\t_\t', '1-2\t6-11\tKroll\t_\t', '1-2.1\t6-8\tKr\tverified\t')}\n#Text=It carried 40,000 people, the port says.\n2-1\t43-45\tIt\tquote\t\n`; // prettier-ignore
    const found = read(webannoTsv, file, here(undefined, 'ferry.txt'));
    assert.deepEqual(said(found), ['verified: Kr', 'quote: It']);
  });

  it('reports relations and chains', () => {
    const file = tsv(
      ['#T_SP=custom.Claim|verdict', '#T_CH=custom.Coref|referenceType|referenceRelation', '#T_RL=custom.Rel|kind|BT_custom.Claim'], // prettier-ignore
      '1-1\t0-5\tVesna\tverified\tthe->1-1\t*->1-1\t_\t_\t',
      '1-2\t6-11\tKroll\tquote\t_\t_\towns\t1-1\t',
    );
    const found = read(webannoTsv, file, here(undefined, 'ferry.txt'));
    assert.deepEqual(said(found), ['verified: Vesna', 'quote: Kroll']);
    assert.deepEqual(
      found.left,
      ['6 no-place', '7 no-place'].map((line, i) => `${8 + i} no-place`),
    );
  });
});
