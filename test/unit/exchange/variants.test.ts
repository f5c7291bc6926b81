// Files that other programs write in other versions and languages. Nothing in them is lost without a report.
import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import { argilla } from '../../../src/core/exchange/argilla';
import { brat } from '../../../src/core/exchange/brat';
import { csv } from '../../../src/core/exchange/csv';
import { doccano } from '../../../src/core/exchange/doccano';
import type { Format } from '../../../src/core/exchange/format';
import { hypothesis } from '../../../src/core/exchange/hypothesis';
import { jsonl } from '../../../src/core/exchange/jsonl';
import { labelStudio } from '../../../src/core/exchange/label-studio';
import { prodigy } from '../../../src/core/exchange/prodigy';
import { refiQda } from '../../../src/core/exchange/refi-qda';
import { sayFileProblem, sayFileRemark, sayLine } from '../../../src/core/exchange/say';
import { uimaCasJson } from '../../../src/core/exchange/uima-cas-json';
import { w3c } from '../../../src/core/exchange/w3c';
import { webannoTsv } from '../../../src/core/exchange/webanno-tsv';
import { encodeUtf8 } from '../../../src/core/text/encoding';
import { drain } from '../../../src/core/text/steps';
import { inEnglish } from '../../../src/core/text/translate';
import { broughtInto, exported } from './samples';

const text =
  'The mill 🏭 burned in March.\n“Nobody slept,” Ida Holm said.\n\nIda Holm, 😀 61, rebuilt it. Nobody slept, again.\n';

/** The place of words, in UTF-16 units and in code points. */
function units(words: string, n = 0): readonly [number, number] {
  let from = -1;
  for (let i = 0; i <= n; i++) from = text.indexOf(words, from + 1);
  return [from, from + words.length];
}
function points(words: string, n = 0): readonly [number, number] {
  return units(words, n).map((at) => [...text.slice(0, at)].length) as unknown as readonly [number, number];
}

/**
 * The imported annotations as `tag: words`, with note, claim and messages; the list of records; the remarks on the
 * file.
 */
function told(format: Format, content: unknown, whole = text): { in: string[]; list: string[]; file: string[] } {
  const given = typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
  const { annotations, ledger } = broughtInto(format, given, [exported('mill.txt', whole, [])], 'mill.txt');
  assert.equal(ledger.broughtIn + ledger.thereAlready + ledger.leftOut, ledger.records);
  assert.equal(ledger.lines.length, ledger.records);
  return {
    in: annotations.map(
      ({ tag, text: words, note, claim, discussion = [], links = [] }) =>
      [`${tag}: ${words}`, note, claim, ...discussion.map((one) => `${one.by}: ${one.note}`), ...links.map(({ relation }) => relation)].filter((one) => one !== undefined).join(' | '), // prettier-ignore
    ),
    list: ledger.lines.map((line) => `${line.at} ${line.name}: ${sayLine(line, inEnglish)}`),
    file: ledger.remarks.map((remark) => sayFileRemark(remark, inEnglish)),
  };
}

const recounted = 'imported; its offsets were read in another unit, since otherwise they cut words; check the words';

describe('what nobody said', () => {
  const span = { start: units('burned')[0], end: units('burned')[1], label: 'b' };

  it('is a Prodigy task that has no answer yet', () => {
    assert.deepEqual(told(prodigy, { text, spans: [span], _input_hash: 1 }).list, ['1 b “burned”: left out: a program predicted it, not a person']); // prettier-ignore
  });

  it('is no task in Prodigy’s form that Prodigy never had, and so never asked about', () => {
    const [first = ''] = told(prodigy, { text, spans: [span] }).list;
    assert.ok(!first.includes('left out'), first);
  });

  it('is what an annotator skipped in a Label Studio before version 1', () => {
    const result = [{ id: 'r', type: 'labels', value: { start: span.start, end: span.end, labels: ['b'] } }];
    assert.deepEqual(told(labelStudio, [{ data: { text }, completions: [{ id: 1, skipped: true, result }] }]).in, []);
  });
});

describe('fields that spans have beside their place and label', () => {
  it('are named where they have no place here', () => {
    const [start, end] = points('burned');
    const span = { start, end, token_start: 2, token_end: 2, label: 'b', score: 0.4, why: 'see the log' };
    assert.deepEqual(told(prodigy, { text, answer: 'accept', spans: [span] }).file, ['Left out because there is no place for it here, or its form is wrong: spans.why (1).']); // prettier-ignore
  });
});

describe('a zip archive in place of its text', () => {
  it('is told as that, whatever format was chosen', () => {
    const archive = zipSync({ 'ana.jsonl': encodeUtf8('{}') });
    const formats = [argilla, brat, csv, doccano, hypothesis, jsonl, labelStudio, prodigy, uimaCasJson, w3c, webannoTsv]; // prettier-ignore
    for (const format of formats)
      assert.deepEqual(drain(format.parse?.(archive) ?? assert.fail()), { code: 'archive' }, format.id);
  });
});

describe('a lost annotation in our own table', () => {
  for (const yes of ['TRUE', 'WAHR', 'VRAI', 'ІСТИНА'])
    it(`stays one where a spreadsheet writes ${yes}`, () => {
      const file = `source;tag;text;lost\nmill.txt;quote;words that went;${yes}\n`;
      assert.deepEqual(told(csv, file).in, ['quote: words that went']);
    });

  for (const no of ['FALSCH', 'no', 'nein'])
    it(`is none where a table says ${no}`, () => {
      const file = `source;tag;text;lost\nmill.txt;quote;words that went;${no}\n`;
      assert.deepEqual(told(csv, file).in, []);
    });
});

describe('offsets without words', () => {
  const labels = (count: typeof units): unknown => ({ text, label: [[...count('burned'), 'a'], [...count('rebuilt it'), 'b']] }); // prettier-ignore

  it('count in the unit of the format', () => {
    assert.deepEqual(told(doccano, labels(points)).list, ['1 a “burned”: imported', '1 b “rebuilt it”: imported']);
  });

  it('count in another unit if all of them fit words in it and cut words in the format’s own, and that is said', () => {
    const found = told(doccano, labels(units));
    assert.deepEqual(found.in, ['a: burned', 'b: rebuilt it']);
    assert.deepEqual(found.list, [`1 a “burned”: ${recounted}`, `1 b “rebuilt it”: ${recounted}`]);
    const span = (count: typeof units): object => ({ start: count('rebuilt it')[0], end: count('rebuilt it')[1], label: 'b' }); // prettier-ignore
    assert.deepEqual(told(prodigy, { text, answer: 'accept', spans: [span(units)] }).in, ['b: rebuilt it']);
    assert.deepEqual(told(argilla, { fields: { text }, responses: { q: [{ value: [span(points)], user_id: 'u' }] } }).in, ['b: rebuilt it']); // prettier-ignore
    const [begin, end] = points('rebuilt it');
    const cas = [
      { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaString: text },
      { '%ID': 2, '%TYPE': 'custom.Claim', '@sofa': 1, begin, end, verdict: 'b' },
    ];
    assert.deepEqual(told(uimaCasJson, { '%FEATURE_STRUCTURES': cas }).list, [`2 Claim 2 “rebuilt it”: ${recounted}`]);
  });

  it('stay in the format’s own unit if one of them fits words in it', () => {
    const [from, to] = points('burned');
    const found = told(doccano, { text, label: [[from, to, 'a'], [from + 1, to, 'b']] }); // prettier-ignore
    assert.deepEqual(found.in, ['a: burned', 'b: urned']);
  });
});

describe('JSON as Python writes it', () => {
  it('has numbers that are not JSON, and reports lines that are not JSON by their words', () => {
    const line = JSON.stringify({ text, label: [[...points('burned'), 'NaN or Infinity']], prob: 0 });
    const found = told(doccano, `${line.replace('"prob":0', '"prob":NaN,"w":-Infinity')}\nbroken off {\n`);
    assert.deepEqual(found.in, ['NaN or Infinity: burned']);
    assert.equal(found.list[1], '2 "broken off {": left out: it does not follow that format');
  });

  it('takes time in proportion to its length if its quotes are not closed', () => {
    const before = process.cpuUsage().user;
    told(doccano, `${JSON.stringify({ text, label: [] })}\n{"a": NaN, "${'\\"'.repeat(200_000)}\n`);
    assert.ok(process.cpuUsage(undefined).user - before < 2_000_000);
  });
});

describe('brat', () => {
  it('has two spans with one name if files were joined; notes and relations belong to the first', () => {
    const [a, b] = [points('burned'), points('rebuilt it')];
    const file = `T1\tClaim ${a.join(' ')}\tburned\nT1\tQuote ${b.join(' ')}\trebuilt it\n#1\tAnnotatorNotes T1\twhen?\n`;
    assert.deepEqual(told(brat, file).in, ['Claim: burned | when?', 'Quote: rebuilt it']);
  });
});

describe('Prodigy', () => {
  const span = (words: string, label: string): object => ({ start: points(words)[0], end: points(words)[1], label });

  it('links two spans by a relation with a known name', () => {
    const [head, child] = [span('burned', 'a'), span('rebuilt it', 'b')];
    const relations = ['contradicts', 'precedes'].map((label) => ({ head: 3, child: 9, head_span: head, child_span: child, label })); // prettier-ignore
    const found = told(prodigy, { text, spans: [head, child], relations, answer: 'accept' });
    assert.deepEqual(found.in, ['a: burned | contradicts', 'b: rebuilt it']);
    assert.equal(found.list[3], '1 precedes 3 → 9: left out: there is no place here for relations');
  });

  it('reports answers about a text without spans', () => {
    const found = told(prodigy, { text, spans: [], user_input: 'ask Ida', answer: 'accept' });
    assert.deepEqual(found.list, ['1 ask Ida: left out: there is no place here for answers to questions']);
  });
});

describe('Label Studio', () => {
  const region = (words: string, fields: object = {}, labels: string[] = ['a']): object => {
    const [start, end] = units(words);
    return { id: words.slice(0, 3), from_name: 'l', to_name: 'text', type: 'labels', value: { start, end, text: words, labels }, ...fields }; // prettier-ignore
  };
  const task = (data: object, ...result: object[]): object[] => [{ id: 1, data, annotations: [{ id: 2, result }] }];

  it('never puts a region of one field of a task into the text of another', () => {
    const headline = { id: 'h', from_name: 'h', to_name: 'headline', type: 'labels', value: { start: 0, end: 6, text: 'burned', labels: ['b'] } }; // prettier-ignore
    for (const data of [
      { headline: 'burned down', text },
      { text, headline: 'burned down' },
    ]) {
      const found = told(labelStudio, task(data, region('rebuilt it'), headline));
      assert.deepEqual(found.in, ['a: rebuilt it']);
      assert.match(found.list[1] ?? '', /^1 h burned: left out: it is about a different text than the source here/);
    }
  });

  it('takes a region without a label for a mark without a statement', () => {
    assert.deepEqual(told(labelStudio, task({ text }, region('burned', {}, []))).in, ['highlight: burned']);
  });

  it('reports the answers of tasks without spans in the short JSON', () => {
    const [start, end] = units('burned');
    const file = [
      { id: 1, text, label: [{ start, end, text: 'burned', labels: ['a'] }], annotator: 1 },
      { id: 2, text, mood: 'grim', annotator: 1, lead_time: 2 },
    ];
    const found = told(labelStudio, file);
    assert.deepEqual(found.list, ['1 burned: imported', '2 mood: grim: left out: there is no place here for answers to questions']); // prettier-ignore
  });
});

describe('what is left out because a program says that nobody meant it', () => {
  it('is a Label Studio annotation whose reviewer did not accept it', () => {
    const [start, end] = units('burned');
    const result = [{ id: 'r', from_name: 'l', to_name: 'text', type: 'labels', value: { start, end, text: 'burned', labels: ['a'] } }]; // prettier-ignore
    const file = (...accepted: boolean[]): object => [{ id: 1, data: { text }, annotations: [{ id: 2, result, reviews: accepted.map((one) => ({ accepted: one })) }] }]; // prettier-ignore
    assert.deepEqual(told(labelStudio, file(true, false)).list, ['1 r burned: left out: it was rejected']);
    assert.deepEqual(told(labelStudio, file(false, true)).in, ['a: burned']);
  });

  it('is a Hypothesis annotation that moderators denied', () => {
    const row = { id: 'x', uri: 'mill.txt', text: 'n', tags: [], target: [{ selector: [{ type: 'TextQuoteSelector', exact: 'burned' }] }] }; // prettier-ignore
    assert.deepEqual(told(hypothesis, [{ ...row, moderation_status: 'DENIED' }]).list, ['1 x burned: left out: it is hidden or flagged there']); // prettier-ignore
    assert.deepEqual(told(hypothesis, [{ ...row, moderation_status: 'PENDING' }]).in, ['unconfirmed: burned | n']);
  });
});

describe('W3C annotations', () => {
  const on = (words: string, n = 0): object => ({ source: 'mill.txt', selector: [{ type: 'TextQuoteSelector', exact: words }, { type: 'TextPositionSelector', start: points(words, n)[0], end: points(words, n)[1] }] }); // prettier-ignore
  const body = (value: string, purpose: string, fields: object = {}): object => ({ type: 'TextualBody', value, purpose, ...fields }); // prettier-ignore
  const page = (...items: unknown[]): object => ({ type: 'AnnotationPage', items: items.map((item) => (item instanceof Object ? { type: 'Annotation', ...item } : item)) }); // prettier-ignore
  const created = '2026-03-01T10:00:00Z';

  it('keep answers without a name or a time, and second descriptions, in the note', () => {
    const bodies = [body('a', 'tagging'), body('one', 'describing'), body('two', 'describing'), body('no!', 'replying'), body('yes', 'replying', { creator: 'bo', created })]; // prettier-ignore
    assert.deepEqual(told(w3c, page({ id: 'x', body: bodies, target: on('burned') })).in, ['a: burned | two\n\nno! | one | bo: yes']); // prettier-ignore
  });

  it('have replies to replies, in any order', () => {
    const answer = (id: string, target: string): object => ({ id, motivation: 'replying', body: body(id, 'replying'), creator: 'bo', created, target }); // prettier-ignore
    const found = told(w3c, page(answer('r3', 'r2'), answer('r2', 'r1'), answer('r1', 'x'), { id: 'x', target: on('burned') }, answer('loop', 'loop'))); // prettier-ignore
    assert.deepEqual(found.in, ['unconfirmed: burned | bo: r3 | bo: r2 | bo: r1']);
    assert.match(found.list[4] ?? '', /^5 loop loop: left out/);
  });

  it('that are only named, or are not annotations, are in the list', () => {
    const found = told(w3c, page('https://example.org/anno/7', null, { id: 'x', target: on('burned') }));
    assert.deepEqual(found.list, ['1 https://example.org/anno/7: left out: it lacks “target”', '2 …: left out: it lacks “target”', '3 x burned: imported']); // prettier-ignore
  });

  it('have as many places as their fragment names', () => {
    const target = `mill.txt#:~:text=${encodeURIComponent('😀 61')}&text=burned`;
    const selector = { type: 'FragmentSelector', value: ':~:text=rebuilt%20it&text=March' };
    const found = told(w3c, page({ id: 'x', target }, { id: 'y', target: { source: 'mill.txt', selector } }));
    assert.deepEqual(found.in.sort(), ['March', 'burned', 'rebuilt it', '😀 61'].map((words) => `unconfirmed: ${words}`)); // prettier-ignore
  });

  it('with the same id get a reply only once', () => {
    const two = [{ id: 'x', target: on('burned') }, { id: 'x', target: on('March') }]; // prettier-ignore
    const found = told(w3c, page(...two, { id: 'r', motivation: 'replying', bodyValue: 'why?', creator: 'bo', created, target: 'x' })); // prettier-ignore
    assert.deepEqual(found.in, ['unconfirmed: burned | bo: why?', 'unconfirmed: March']);
  });
});

describe('Hypothesis', () => {
  const row = (id: string, words: string, fields: object = {}): object => ({ id, user: 'acct:bo@example.org', created: '2026-03-01T10:00:00Z', uri: 'mill.txt', text: '', tags: [], target: words === '' ? [] : [{ source: 'mill.txt', selector: [{ type: 'TextQuoteSelector', exact: words }] }], ...fields }); // prettier-ignore

  it('has no reply if the references are empty, and replies to the first of two rows with one id', () => {
    const rows = [row('x', 'burned', { references: [] }), row('x', 'March'), row('r', '', { references: ['x'], text: 'why?' })]; // prettier-ignore
    assert.deepEqual(told(hypothesis, { rows }).in, ['highlight: burned | bo: why?', 'highlight: March']);
  });

  it('has an entry for each of its places', () => {
    const target = ['burned', 'March'].map((exact) => ({ selector: [{ type: 'TextQuoteSelector', exact }] }));
    assert.deepEqual(told(hypothesis, { rows: [row('x', '', { target, tags: ['a'] })] }).in, ['a: burned', 'a: March']);
  });
});

describe('WebAnno TSV 3', () => {
  const file = (head: string[], ...rows: string[]): string => ['#FORMAT=WebAnno TSV 3.3', ...head, '', '', ...rows, ''].join('\n'); // prettier-ignore
  const row = (id: string, words: string, ...cells: string[]): string => `${id}\t${units(words).join('-')}\t${words}\t${cells.join('\t')}\t`; // prettier-ignore
  const [first = '', second = ''] = text.split('\n');

  it('has a comment for each line of a sentence', () => {
    const rows = [`#Text=${first}`, `#Text=${second}`, row('1-1', 'burned', 'a[1]'), row('1-2', 'in', 'a[1]'), row('1-3', 'Ida', 'b[2]'), row('1-4', 'Holm', 'b[2]')]; // prettier-ignore
    assert.deepEqual(told(webannoTsv, file(['#T_SP=custom.Claim|verdict'], ...rows)).in, ['a: burned in', 'b: Ida Holm']); // prettier-ignore
  });

  it('reports what fills the slots of a span, and does not take numbers of tokens for labels', () => {
    const head = ['#T_SP=custom.Fire|cause|ROLE_custom.Fire:Things_custom.Thing|custom.Mill'];
    const found = told(webannoTsv, file(head, `#Text=${first}`, row('1-1', 'mill', '_', '_', '_'), row('1-2', 'burned', 'arson', 'what', '1-1'))); // prettier-ignore
    assert.deepEqual(found.in, ['arson: burned']);
    assert.deepEqual(found.list, ['7 Fire arson “burned”: imported', '7 Fire “burned” what 1-1: left out: there is no place here for links of that kind']); // prettier-ignore
  });
});

describe('REFI-QDA', () => {
  const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const code = `<Coding guid="${guid(90)}"><CodeRef targetGUID="${guid(1)}"/></Coding>`;
  const project = (sources: string, files: Record<string, string>, rest = ''): Uint8Array =>
    zipSync({
      'project.qde': encodeUtf8(`<Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook><Codes><Code guid="${guid(1)}" name="a"/></Codes></CodeBook><Sources>${sources}</Sources>${rest}</Project>`), // prettier-ignore
      ...Object.fromEntries(Object.entries(files).map(([name, content]) => [name, encodeUtf8(content)])),
    });
  const selection = (words: string, name = words): string => `<PlainTextSelection guid="${guid(50)}" name="${name}" startPosition="${points(words)[0]}" endPosition="${points(words)[1]}">${code}</PlainTextSelection>`; // prettier-ignore

  it('has texts with one name in several folders, each for its own source', () => {
    const sources = ['one', 'two'].map((folder, i) => `<TextSource guid="${guid(20 + i)}" name="${folder}" plainTextPath="internal://${folder}/text.txt">${folder === 'one' ? selection('burned', 'Auswahl 1') : ''}</TextSource>`); // prettier-ignore
    for (const files of [
      { 'sources/one/text.txt': text, 'sources/two/text.txt': 'All else.' },
      { 'sources/two/text.txt': 'All else.', 'sources/one/text.txt': text },
    ])
      assert.deepEqual(told(refiQda, project(sources.join(''), files)).in, ['a: burned']);
  });

  it('names a selection without words by its GUID, and reports one beyond the end of the text', () => {
    const chosen = (n: number, from: number, to: number): string => `<PlainTextSelection guid="${guid(n)}" name="" startPosition="${from}" endPosition="${to}">${code}</PlainTextSelection>`; // prettier-ignore
    const source = `<TextSource guid="${guid(20)}" name="mill.txt" plainTextPath="internal://mill.txt">${chosen(51, 3, 3)}${chosen(52, 9000, 9010)}</TextSource>`;
    assert.deepEqual(told(refiQda, project(source, { 'sources/mill.txt': text })).list, [
      `1 ${guid(51)}: left out: it gives neither words nor a place for them`,
      `1 ${guid(52)}: left out: its words are not in the source`,
    ]);
  });

  it('points into a transcript by its moments', () => {
    const [from, to] = points('Nobody slept');
    const points_ = `<SyncPoint guid="${guid(30)}" timeStamp="100" position="${from}"/><SyncPoint guid="${guid(31)}" timeStamp="900" position="${to}"/>`;
    const part = (start: number, end: number): string => `<TranscriptSelection guid="${guid(40 + end)}" fromSyncPoint="${guid(start)}" toSyncPoint="${guid(end)}">${code}</TranscriptSelection>`; // prettier-ignore
    const source = `<AudioSource guid="${guid(20)}" name="mill.mp3"><Transcript guid="${guid(21)}" plainTextPath="internal://t.txt">${points_}${part(30, 31)}${part(30, 30)}</Transcript></AudioSource>`;
    const found = told(refiQda, project(source, { 'sources/t.txt': text }));
    assert.deepEqual(found.in, ['a: Nobody slept']);
    assert.match(found.list[1] ?? '', /left out: there is no place here for regions/);
  });

  it('counts in another unit if no name shows the words and its own would cut them', () => {
    const [from, to] = units('rebuilt it');
    const source = `<TextSource guid="${guid(20)}" plainTextPath="internal://t.txt"><PlainTextSelection guid="${guid(50)}" startPosition="${from}" endPosition="${to}">${code}</PlainTextSelection></TextSource>`;
    assert.deepEqual(told(refiQda, project(source, { 'sources/t.txt': text })).in, ['a: rebuilt it']);
  });

  it('reports variables and graphs', () => {
    const rest = `<Variables><Variable guid="${guid(60)}" name="age"/></Variables><Graphs><Graph guid="${guid(61)}" name="who"/></Graphs>`;
    assert.deepEqual(told(refiQda, project('', {}, rest)).list, ['1 age: left out: there is no place here for things of that kind', '1 who: left out: there is no place here for things of that kind']); // prettier-ignore
  });
});

describe('a table', () => {
  it('names records by the lines of the file, below blank lines and cells of several lines', () => {
    const found = told(csv, '\r\n\r\ntag,text,note\r\n\r\na,burned,"one\r\ntwo"\r\nb,gone,\r\n');
    assert.deepEqual(found.list, ['5 burned: imported', '7 gone: left out: its words are not in the source']);
  });

  it('reports columns and cells that are not imported', () => {
    const found = told(csv, '\ufefftag;text;Priority;reviews;text\r\na;burned;high;fine;\r\nb;March;;;twice;more\r\n');
    assert.deepEqual(found.in, ['a: burned', 'b: March']);
    assert.deepEqual(found.file, ['Left out because there is no place for it here, or its form is wrong: Priority (1), reviews (1), text (5) (1), column 6 (1).']); // prettier-ignore
    const lines = '{"tag":"a","text":"burned","priority":2,"links":"b"}\n';
    assert.deepEqual(told(jsonl, lines).file, ['Left out because there is no place for it here, or its form is wrong: priority (1), links (1).']); // prettier-ignore
  });

  it('takes addresses in the cell of the evidence as evidence', () => {
    const { annotations } = broughtInto(csv, 'tag,text,evidence\na,burned,https://example.org/1 https://example.org/2\n', [exported('mill.txt', text, [])], 'mill.txt'); // prettier-ignore
    assert.deepEqual(annotations[0]?.evidence, [{ url: 'https://example.org/1' }, { url: 'https://example.org/2' }]);
  });

  it('chooses by line and column among words that occur several times', () => {
    const rows = ['a,Nobody slept,2,', 'b,Nobody slept,4,31', 'c,Nobody slept,3,', 'd,Nobody slept,,'];
    const found = told(csv, `tag,text,line,column\n${rows.join('\n')}\n`);
    assert.deepEqual(found.in, ['a: Nobody slept', 'b: Nobody slept']);
    const { annotations } = broughtInto(csv, `tag,text,line,column\n${rows.join('\n')}\n`, [exported('mill.txt', text, [])], 'mill.txt'); // prettier-ignore
    assert.deepEqual(annotations.map(({ line }) => line), [2, 4]); // prettier-ignore
  });
});

describe('what people add with a button of their program', () => {
  it('Label Studio: a relation with a reversed arrow leads the other way', () => {
    const region = (id: string, words: string): object => ({ id, type: 'labels', value: { start: units(words)[0], end: units(words)[1], text: words, labels: ['Claim'] } }); // prettier-ignore
    const relation = { type: 'relation', from_id: 'a', to_id: 'b', direction: 'left', labels: ['supports'] };
    const task = {
      data: { text },
      annotations: [{ result: [region('a', 'burned'), region('b', 'rebuilt'), relation] }],
    };
    assert.deepEqual(told(labelStudio, [task]).in, ['Claim: burned', 'Claim: rebuilt | supports']);
  });

  it('Prodigy: a task with a flag', () => {
    const [start, end] = points('burned');
    const task = { text, spans: [{ start, end, label: 'Claim' }], answer: 'accept', flagged: true };
    assert.deepEqual(told(prodigy, task).list, [
      '1 Claim “burned”: imported',
      '1 flagged: left out: there is no place here for answers to questions',
    ]);
  });

  const target = { source: 'mill.txt', selector: { type: 'TextQuoteSelector', exact: 'burned' } };

  it('Recogito: a tag in words comes before a class, whose name and address are kept', () => {
    const entity = {
      type: 'SpecificResource',
      purpose: 'classifying',
      source: { id: 'https://example.org/fire', label: 'Fire' },
    };
    const tag = { type: 'TextualBody', purpose: 'tagging', value: 'doubtful' };
    assert.deepEqual(told(w3c, { type: 'Annotation', body: [entity, tag], target }).in, ['doubtful: burned | https://example.org/fire\n\nFire']); // prettier-ignore
    assert.deepEqual(told(w3c, { type: 'Annotation', body: entity, target }).in, ['Fire: burned | https://example.org/fire']); // prettier-ignore
  });

  it('W3C: a number, several people, and a body without readable content', () => {
    const item = { type: 'Annotation', creator: [{ name: 'Ida' }, { name: 'Bo' }], body: [{ type: 'Dataset', value: 5 }, { type: 'Dataset' }], target }; // prettier-ignore
    const { annotations } = broughtInto(w3c, JSON.stringify(item), [exported('mill.txt', text, [])], 'mill.txt');
    assert.deepEqual(
      annotations.map(({ by, note }) => [by, note]),
      [['Ida, Bo', '5']],
    );
    assert.deepEqual(told(w3c, item).file, ['Left out because there is no place for it here, or its form is wrong: body (1).']); // prettier-ignore
  });

  it('INCEpTION: an annotation of the whole document, and features with several values', () => {
    const sofa = { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaString: text };
    const [begin, end] = units('burned');
    const claim = {
      '%ID': 2,
      '%TYPE': 'custom.Claim',
      '@sofa': 1,
      begin,
      end,
      verdict: 'open',
      sources: ['Ida', 'Bo'],
    };
    const whole = { '%ID': 3, '%TYPE': 'custom.Rating', stars: 4 };
    const { in: brought, list } = told(uimaCasJson, { '%FEATURE_STRUCTURES': [sofa, claim, whole] });
    assert.deepEqual(brought, ['open: burned | sources: Ida, Bo']);
    assert.match(list[1] ?? '', /^3 Rating 4: left out: it is about the whole text/);
  });

  it('a table: addresses separated by commas are separate evidence', () => {
    const content =
      'source,tag,text,evidence\nmill.txt,quote,burned,"https://example.org/a, https://example.org/b,c"\n';
    const { annotations } = broughtInto(csv, content, [exported('mill.txt', text, [])], 'mill.txt');
    assert.deepEqual(annotations[0]?.evidence, [{ url: 'https://example.org/a' }, { url: 'https://example.org/b,c' }]);
  });
});

describe('a record without a name in its file', () => {
  it('is listed by its words, or by its tag', () => {
    const [start, end] = units('burned');
    const task = {
      text,
      label: [
        { start, end, labels: ['Claim'] },
        { start: 900, end: 905, labels: ['Claim'] },
      ],
    };
    assert.deepEqual(told(labelStudio, [task]).list, ['1 burned: imported', '1 Claim: left out: its words are not in the source']); // prettier-ignore
  });

  it('is not imported if it was lost and has no words', () => {
    const row = { source: 'mill.txt', tag: 'quote', text: '', lost: true };
    assert.deepEqual(told(jsonl, [row]).in, []);
  });
});

describe('tables of other programs', () => {
  const found = (format: Format, content: string): ReturnType<typeof told> => told(format, content);

  it('are read below a title, which is reported', () => {
    const table = 'Checked by the desk;;\n;;\nTag;Text;Note\nquote;Nobody slept, again;why\n';
    const { in: brought, file, list } = found(csv, table);
    assert.deepEqual(brought, ['quote: Nobody slept, again | why']);
    assert.deepEqual(file, ['Skipped above the column names: Checked by the desk']);
    assert.match(list[0] ?? '', /^4 /);
  });

  it('must name their columns', () => {
    const parsed = drain(csv.parse?.('Quote,Category\nburned,verified\n') ?? assert.fail());
    assert.ok('code' in parsed);
    assert.equal(sayFileProblem(parsed, inEnglish), 'This file has no row that names these columns: tag, text.');
  });

  it('of Recogito use its first tag as the tag, and its offsets', () => {
    const head = '"UUID","FILE","QUOTE_TRANSCRIPTION","ANCHOR","TYPE","URI","VERIFICATION_STATUS","TAGS","COMMENTS"\n';
    const [at] = units('Nobody slept', 1);
    const { in: brought, file } = found(csv, `${head}"5f","mill.txt","Nobody slept","char-offset:${at}","EVENT","","UNVERIFIED","doubt|night","hm"\n"60","mill.txt","Ida Holm","char-offset:${units('Ida Holm')[0]}","PERSON","","","",""\n`); // prettier-ignore
    assert.deepEqual(brought, ['doubt: Nobody slept | hm\n\nnight', 'PERSON: Ida Holm']);
    assert.deepEqual(file, ['Left out because there is no place for it here, or its form is wrong: VERIFICATION_STATUS (1), TYPE (1).']); // prettier-ignore
  });

  it('of the Hypothesis client are read in both forms; a reply does not say what it replies to', () => {
    const old = 'Creation Date,URL,Group,Annotation/Reply Type,Quote,User,Body,Tags,Page\n2023-05-06T07:08:09Z,https://news.example/mill,G,Annotation,The mill 🏭 burned in March.,ana,hm,"doubt,fire",\n2023-05-06T07:08:09Z,https://news.example/mill,G,Reply,,bo,no,,\n'; // prettier-ignore
    const { in: brought, list } = found(hypothesis, old);
    assert.deepEqual(brought, ['doubt: The mill 🏭 burned in March. | hm\n\nfire']);
    assert.match(list[1] ?? '', /left out: what it is about is not imported/);
    const young = 'Created at,Author,Page,URL,Group,Type,Quote,Comment,Tags\n06/05/2023,ana,,https://news.example/mill,G,Highlight,The mill 🏭 burned in March.,,\n06/05/2023,ana,,https://news.example/mill,G,Page note,,all of it,\n'; // prettier-ignore
    const second = found(hypothesis, young);
    assert.deepEqual(second.in, ['highlight: The mill 🏭 burned in March.']);
    assert.match(second.list[1] ?? '', /it is about the whole text/);
  });

  it('of Label Studio hold its short JSON in cells', () => {
    const [start, end] = units('rebuilt it');
    const cell = JSON.stringify([{ start, end, text: 'rebuilt it', labels: ['doubt'] }]).replaceAll('"', '""');
    const { in: brought, list } = found(labelStudio, `annotation_id,annotator,id,label,mood,text\n7,3,1,"${cell}",calm,"${text.replaceAll('"', '""')}"\n`); // prettier-ignore
    assert.deepEqual(brought, ['doubt: rebuilt it']);
    assert.deepEqual(list, ['2 rebuilt it: imported', '2 mood: calm: left out: there is no place here for answers to questions']); // prettier-ignore
  });

  it('in other forms are refused, with the forms that can be read', () => {
    const parsed = drain(labelStudio.parse?.('-DOCSTART- -X- O\nThe -X- _ O\n') ?? assert.fail());
    assert.ok('code' in parsed);
    assert.equal(sayFileProblem(parsed, inEnglish, labelStudio.reads), 'This file is not in that format. Of that format, these can be read: JSON, JSON-MIN, CSV, TSV.'); // prettier-ignore
  });
});

describe('what servers and other versions write', () => {
  const [start, end] = units('rebuilt it');

  it('is read from the list in a server’s answer, and from the data sets of the first version', () => {
    const span = [{ start, end, label: 'doubt' }];
    const server = { items: [{ fields: { text }, responses: [{ values: { q: { value: span } }, user_id: 'u', status: 'submitted' }] }], total: 1 }; // prettier-ignore
    assert.deepEqual(told(argilla, server).in, ['doubt: rebuilt it']);
    const set = [{ text, q: [{ user_id: 'u', value: span, status: 'submitted' }], 'q-suggestion': span, 'q-suggestion-metadata': {} }]; // prettier-ignore
    assert.deepEqual(told(argilla, set).list, ['1 doubt “rebuilt it”: imported', '1 doubt “rebuilt it”: left out: a program predicted it, not a person']); // prettier-ignore
    assert.deepEqual(told(doccano, { count: 1, results: [{ text, label: [[...points('rebuilt it'), 'doubt']] }] }).in, ['doubt: rebuilt it']); // prettier-ignore
  });

  it('names the text of a task by its address, ratings by their number, and short tasks without spans', () => {
    const region = { id: 'r', type: 'labels', value: { start, end, text: 'rebuilt it', labels: ['doubt'] } };
    const stars = { id: 'r', type: 'rating', value: { rating: 4 } };
    const task = [{ data: { text: '/data/upload/7/1a2b3c4d-mill.txt' }, annotations: [{ result: [region, stars] }] }];
    assert.deepEqual(told(labelStudio, task).list, ['1 r rebuilt it: imported', '1 r 4: left out: there is no place here for answers to questions']); // prettier-ignore
    const short = [{ text, annotation_id: 3, annotator: 2, mood: 'calm' }];
    assert.deepEqual(told(labelStudio, short).list, ['1 mood: calm: left out: there is no place here for answers to questions']); // prettier-ignore
  });

  it('is read from a project that was taken out of its archive', () => {
    const project = `<?xml version="1.0"?><Project name="p" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="c1" name="doubt" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="s1" name="mill.txt"><PlainTextContent>${text}</PlainTextContent><PlainTextSelection guid="p1" startPosition="${points('rebuilt it')[0]}" endPosition="${points('rebuilt it')[1]}"><Coding guid="k1"><CodeRef targetGUID="c1"/></Coding></PlainTextSelection></TextSource></Sources></Project>`; // prettier-ignore
    assert.deepEqual(told(refiQda, encodeUtf8(project)).in, ['doubt: rebuilt it']);
  });

  it('reports chains, which have no place in a text', () => {
    const cas = [
      { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaString: text },
      { '%ID': 2, '%TYPE': 'custom.NameLink', '@sofa': 1, begin: 0, end: 3, '@next': 9 },
      { '%ID': 3, '%TYPE': 'custom.NameChain', '@first': 2 },
    ];
    for (const line of told(uimaCasJson, { '%FEATURE_STRUCTURES': cas }).list) assert.match(line, /no place here for chains/); // prettier-ignore
  });
});

describe('JSON-LD in other forms', () => {
  const quote = {
    '@type': 'oa:TextQuoteSelector',
    exact: 'Nobody slept',
    prefix: 'Holm, 😀 61, rebuilt it. ',
    suffix: ', again',
  };
  const graph = [
    {
      '@id': 'urn:a',
      '@type': 'oa:Annotation',
      hasBody: ['urn:b', 'urn:c'],
      hasTarget: { '@id': 'urn:t' },
      annotatedBy: 'urn:p',
    },
    { '@id': 'urn:b', '@type': ['oa:Tag', 'cnt:ContentAsText'], 'cnt:chars': 'doubt' },
    { '@id': 'urn:c', '@type': 'cnt:ContentAsText', chars: 'hm' },
    { '@id': 'urn:t', '@type': 'oa:SpecificResource', hasSource: 'mill.txt', hasSelector: 'urn:s' },
    { '@id': 'urn:s', ...quote },
    { '@id': 'urn:p', 'foaf:name': 'Ana' },
  ];

  it('are converted to the usual one: nodes that name each other, and the names of Open Annotation', () => {
    const { in: brought, list } = told(w3c, { '@context': 'http://www.w3.org/ns/oa.jsonld', '@graph': graph });
    assert.deepEqual(brought, ['doubt: Nobody slept | hm']);
    assert.equal(list.length, 1);
    const usual = { type: 'Annotation', motivation: 'tagging', body: { value: 'doubt' }, target: { source: 'mill.txt', selector: { ...quote, '@type': 'TextQuoteSelector' } } }; // prettier-ignore
    assert.deepEqual(told(w3c, { '@graph': [usual] }).in, ['doubt: Nobody slept']);
  });

  it('are converted to the usual one: names in full, and values as objects', () => {
    const oa = 'http://www.w3.org/ns/oa#';
    const full = [
      {
        '@id': 'urn:a',
        '@type': [`${oa}Annotation`],
        [`${oa}hasBody`]: [{ 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value': [{ '@value': 'doubt' }], [`${oa}hasPurpose`]: [{ '@id': `${oa}tagging` }] }], // prettier-ignore
        [`${oa}hasTarget`]: [{ [`${oa}hasSource`]: [{ '@id': 'mill.txt' }], [`${oa}hasSelector`]: [{ '@type': [`${oa}TextQuoteSelector`], [`${oa}exact`]: [{ '@value': 'rebuilt it' }] }] }], // prettier-ignore
      },
    ];
    assert.deepEqual(told(w3c, full).in, ['doubt: rebuilt it']);
  });

  it('may be a page or a collection with further fields', () => {
    const target = { source: 'mill.txt', selector: { type: 'TextQuoteSelector', exact: 'rebuilt it' } };
    const item = { type: 'Annotation', motivation: 'tagging', body: { value: 'doubt' }, target };
    const page = { type: 'AnnotationPage', 'dcterms:title': 'Mill', items: [item] };
    const first = { type: 'AnnotationPage', items: [item] };
    for (const document of [
      page,
      [page],
      { '@graph': [page] },
      { '@type': 'oa:AnnotationPage', 'as:items': [item] },
      { type: 'AnnotationCollection', 'dcterms:title': 'Mill', total: 1, first },
    ])
      assert.deepEqual(told(w3c, document).in, ['doubt: rebuilt it'], JSON.stringify(document));
    const part = { type: 'AnnotationCollection', 'dcterms:title': 'Mill', total: 6, first };
    assert.match(told(w3c, part).file[0] ?? '', /one page of a larger collection: 1 \/ 6 /);
    const other = drain(w3c.parse?.(JSON.stringify({ 'dcterms:title': 'Mill' })) ?? assert.fail());
    assert.deepEqual(other, { code: 'not-this-format' });
  });

  it('may refer to each other in circles, and to one node ten thousand times', () => {
    const many = Array.from({ length: 500 }, (_, i) => ({ '@id': `urn:a${i}`, '@type': 'oa:Annotation', hasTarget: Array.from({ length: 20 }, () => 'urn:t') })); // prettier-ignore
    const nodes = [...many, { '@id': 'urn:t', hasSource: 'urn:t', hasSelector: 'urn:s' }, { '@id': 'urn:s', refinedBy: 'urn:s', hasTarget: 'urn:a0', ...quote }]; // prettier-ignore
    assert.ok(told(w3c, { '@graph': nodes }).list.length >= many.length);
  });

  it('may be what a page stores itself: bodies, and quotes with offsets', () => {
    const own = [{ id: 'n', bodies: [{ purpose: 'tagging', value: 'doubt' }, { purpose: 'commenting', value: 'hm' }], target: { selector: [{ quote: 'rebuilt it', start: units('rebuilt it')[0], end: units('rebuilt it')[1] }] } }]; // prettier-ignore
    assert.deepEqual(told(w3c, own).in, ['doubt: rebuilt it | hm']);
  });

  it('have a selector without a type, which is only named', () => {
    const item = { type: 'Annotation', target: { source: 'mill.txt', selector: { where: 'top' } } };
    assert.match(told(w3c, item).list[0] ?? '', /its kind of selector is not read: \{"where":"top"\}/);
  });

  it('have a value within a source, and choices of which the others are counted', () => {
    const target = { source: 'mill.txt', selector: { type: 'TextQuoteSelector', exact: 'rebuilt it' } };
    const body = [{ purpose: 'tagging', source: { id: 'urn:v', value: 'doubt' } }, { type: 'Choice', items: [{ value: 'eins' }, { value: 'one' }] }]; // prettier-ignore
    const { in: brought, file } = told(w3c, { type: 'Annotation', body, target });
    assert.deepEqual(brought, ['doubt: rebuilt it | eins']);
    assert.deepEqual(file, ['Left out because there is no place for it here, or its form is wrong: body (1).']);
    assert.deepEqual(told(w3c, { type: 'Annotation', bodies: body, target }).file, file);
  });
});

describe('relations of WebAnno TSV', () => {
  const line = (id: string, words: string, cells: string, n = 0): string =>
    `${id}\t${units(words, n).join('-')}\t${words}\t${cells}`;
  const file = (...rows: readonly string[]): string =>
    ['#FORMAT=WebAnno TSV 3.3', '#T_SP=custom.Claim|verdict', '#T_RL=custom.Leads|label|BT_custom.Claim', '', '', `#Text=${text.split('\n')[0]}`, ...rows, ''].join('\n'); // prettier-ignore

  it('lead from the named token to their own, each to the span with that number', () => {
    const found = told(webannoTsv, file(
      line('1-1', 'The', 'doubt[1]|quote[2]\t_\t_'), line('1-2', 'mill', 'doubt[1]\t_\t_'),
      line('1-4', 'burned', 'sure\tcontradicts|supports\t1-1[2_0]|1-1[1_0]'), line('1-6', 'March', 'late\tsame\t1-4'),
    )); // prettier-ignore
    assert.deepEqual(found.in, ['doubt: The mill | supports', 'quote: The | contradicts', 'sure: burned | same', 'late: March']); // prettier-ignore
  });

  it('are reported if they lead nowhere, have an unknown relation, or are cut off', () => {
    const found = told(webannoTsv, file(
      line('1-1', 'The', 'doubt\t_\t_'), line('1-4', 'burned', 'sure\tsupports\t1-9'),
      line('1-6', 'March', 'late\tfollows|same|supports\t1-1|1-|_'), line('1-7', '.', '_\t_\t_'),
    )); // prettier-ignore
    const left = found.list.filter((one) => one.includes('left out')).map((one) => one.replace(/^\d+ /, ''));
    assert.deepEqual(left, [
      'Leads supports 1-9 → 1-4 “burned”: left out: what it is about is not imported',
      'Leads follows 1-1 → 1-6 “March”: left out: there is no place here for relations',
      'Leads same 1- → 1-6 “March”: left out: it does not follow that format',
      'Leads supports _ → 1-6 “March”: left out: it does not follow that format',
    ]);
    assert.equal(found.in.length, 3);
  });
});

describe('a line that is not JSON', () => {
  for (const [format, record, lacking] of [
    [jsonl, { tag: 'b', text: 'rebuilt it', source: 'mill.txt' }, 'tag'],
    [prodigy, { text, spans: [], answer: 'accept' }, 'text'],
    [argilla, { text, responses: [] }, 'text'],
  ] as const)
    it(`is reported as that, not as lacking a field: ${format.title}`, () => {
      const { list } = told(format, `${JSON.stringify(record)}\n${JSON.stringify(record)},\n{"n": 1}\n`);
      assert.deepEqual(
        list.slice(-2).map((line) => line.replace(/^(\d) .*: left out: /, '$1 ')),
        ['2 it does not follow that format', `3 it lacks “${lacking}”`],
      );
    });
});

describe('what a record holds besides its spans', () => {
  const left = (fields: string): string =>
    `Left out because there is no place for it here, or its form is wrong: ${fields}.`;

  it('is reported with its fields: doccano, Prodigy, Argilla, Label Studio', () => {
    const [start, end] = units('rebuilt it');
    const [from, to] = points('rebuilt it');
    const task = { id: 4, text, label: [[from, to, 'doubt']], approver: 'bo', empty: [], meta: { source: 'mill.txt', page: 3 } }; // prettier-ignore
    assert.deepEqual(told(doccano, [task]).file, [left('approver (1), meta.page (1)')]);
    const span = { start: from, end: to, label: 'doubt' };
    const tasks = [1, 2].map((_task_hash) => ({ text, spans: [span], answer: 'accept', _task_hash, tokens: [1], sure: 'no', meta: { score: 0.4 } })); // prettier-ignore
    assert.deepEqual(told(prodigy, tasks).file, [left('sure (2), meta.score (2)')]);
    const responses = { claim: [{ user_id: 'ana', status: 'submitted', value: [{ start, end, label: 'doubt' }] }] };
    assert.deepEqual(told(argilla, [{ fields: { text }, metadata: { filename: 'mill.txt', desk: 'city' }, responses }]).file, [left('metadata.desk (1)')]); // prettier-ignore
    const region = { id: 'r', type: 'labels', value: { start, end, text: 'rebuilt it', labels: ['doubt'] } };
    const data = { text, source: 'mill.txt', page: '<p>mill</p>', url: 'https://news.example/mill', desk: 'city' };
    const { in: brought, file } = told(labelStudio, [{ data, meta: { batch: 2 }, annotations: [{ result: [region] }] }]); // prettier-ignore
    assert.deepEqual(brought, ['doubt: rebuilt it']);
    assert.deepEqual(file, [left('data.desk (1), meta.batch (1)')]);
  });

  it('is named with the fields of a span or an annotation that say it: doccano, W3C', () => {
    const [start, end] = points('rebuilt it');
    const entity = { id: 1, start_offset: start, end_offset: end, label: 'doubt', created_at: '2026-01-01' };
    assert.deepEqual(told(doccano, [{ text, entities: [entity] }]).file, [left('labels.created_at (1)')]);
    const target = { source: 'mill.txt', selector: { type: 'TextQuoteSelector', exact: 'rebuilt it' } };
    const item = { type: 'Annotation', id: 'a', body: [], target, rights: 'CC0', 'desk:sure': 0.4 };
    assert.deepEqual(told(w3c, item).file, [left('rights (1), desk:sure (1)')]);
  });

  it('is reported if there is nothing else, and if spans have another name', () => {
    const [start, end] = points('rebuilt it');
    const { in: brought, list, file } = told(doccano, [{ text, ents: [{ start, end, label: 'doubt' }] }]);
    assert.deepEqual([brought, list, file], [[], [], [left('ents (1)')]]);
    assert.deepEqual(told(doccano, [{ text, entities: [{ start, end, label: 'doubt' }] }]).in, ['doubt: rebuilt it']);
  });

  it('is reported if a field does not have its usual form', () => {
    const record = { source: 'mill.txt', id: 17, tag: 'quote', text: 'rebuilt it', from: '40', line: -1, lost: false };
    assert.deepEqual(told(jsonl, [record]).file, [left('id (1), from (1), line (1)')]);
    const { in: brought, file } = told(csv, 'tag;text;line;column\nquote;Nobody slept;"4,00";"1.234"\n');
    assert.deepEqual(file, [left('column (1)')]);
    assert.deepEqual(brought, ['quote: Nobody slept']);
  });

  it('is reported if it is about an annotation or a sound: seconds are no places in a text', () => {
    const region = (value: object, more = {}): object => ({ id: 's', to_name: 'sound', type: 'labels', value: { labels: ['noise'], ...value }, ...more }); // prettier-ignore
    const result = [
      region({ start: 4, end: 9 }, { original_length: 60 }),
      region({ start: 4, end: 9, channel: 0 }),
      region({ start: 1.5, end: 9 }),
      { id: 't', type: 'timelinelabels', value: { ranges: [{ start: 3, end: 9 }], timelinelabels: ['run'] } },
    ];
    const { in: brought, list } = told(labelStudio, [{ data: { text, sound: '/a.wav' }, annotations: [{ result, comments: [{ text: 'Which mill?' }] }] }]); // prettier-ignore
    assert.deepEqual(brought, []);
    const what = 'left out: there is no place here for';
    const time = `${what} regions of pages, pictures, sound or film`;
    assert.deepEqual(list, [`1 s: ${time}`, `1 s: ${time}`, `1 s: ${time}`, `1 t: ${time}`, `1 Which mill?: ${what} comments`]); // prettier-ignore
  });
});

describe('a time without a zone', () => {
  const [start, end] = units('rebuilt it');

  it('is in UTC', () => {
    for (const [time, told] of [
      ['2026-05-01T10:00:00.123456', '2026-05-01T10:00:00.123456Z'],
      ['2026-05-01 10:00', '2026-05-01T10:00:00Z'],
      ['2026-05-01T10:00:00+02:00', '2026-05-01T10:00:00+02:00'],
    ] as const) {
      const responses = [{ values: { claim: { value: [{ start, end, label: 'doubt' }] } }, status: 'submitted', inserted_at: time }]; // prettier-ignore
      const region = { id: 'r', type: 'labels', value: { start, end, text: 'rebuilt it', labels: ['doubt'] } };
      for (const [format, content] of [
        [argilla, [{ fields: { text }, responses }]],
        [labelStudio, [{ data: { text }, annotations: [{ created_at: time, result: [region] }] }]],
      ] as const) {
        const { annotations } = broughtInto(
          format,
          JSON.stringify(content),
          [exported('mill.txt', text, [])],
          'mill.txt',
        );
        assert.equal(annotations[0]?.created, told, format.id);
      }
    }
  });
});

describe('tables as programs and people leave them', () => {
  it('have texts as formulas, so that spreadsheets leave them alone', () => {
    const { in: brought } = told(csv, 'tag,text,note\nquote,"=""Nobody slept, again""","=""01"""\n');
    assert.deepEqual(brought, ['quote: Nobody slept, again | 01']);
  });

  it('are reported if a quotation mark is not closed, at the end or before one further below', () => {
    const open = (line: number): string[] => [`A quotation mark on line ${line} is not closed, so the rows below it may have been read as part of its cell.`]; // prettier-ignore
    const row = 'quote,rebuilt it\n';
    assert.deepEqual(told(csv, `tag,text\n${row}quote,"Nobody slept\n${row}`).file, open(3));
    assert.deepEqual(
      told(csv, `tag,text,note\nquote,"rebuilt it,\nquote,"Nobody slept, again",a\n${row}`).file.slice(0, 1),
      open(2),
    );
    assert.deepEqual(told(csv, 'tag,text,note\nquote,"“Nobody slept,” Ida Holm\nsaid",a\n').file, []);
    assert.deepEqual(told(hypothesis, `quote,tags,url\n"rebuilt it,a,https://mill.example/\n`).file, open(2));
    assert.deepEqual(told(labelStudio, `annotation_id,annotator,text\n1,2,"${text}`).file, open(2));
  });

  it('have blanks around their cells, which count only within quotation marks', () => {
    const { in: brought } = told(
      csv,
      'tag , text, note\nquote , "Nobody slept, again", why?\nquote, rebuilt it ," b "\n',
    );
    assert.deepEqual(brought, ['quote: Nobody slept, again | why?', 'quote: rebuilt it |  b ']);
  });

  it('have Recogito’s columns in small letters', () => {
    const { in: brought, file } = told(csv, `uuid,file,quote_transcription,anchor,type,tags,comments\n5f,mill.txt,rebuilt it,char-offset:${units('rebuilt it')[0]},,doubt,hm\n`); // prettier-ignore
    assert.deepEqual([brought, file], [['doubt: rebuilt it | hm'], []]);
  });
});

describe('a page with the usual names around others', () => {
  const item = (n: number): object => ({
    '@id': `urn:x:${n}`,
    '@type': 'oa:Annotation',
    'oa:hasBody': { 'cnt:chars': `note ${n}` },
    'oa:hasTarget': { 'oa:hasSource': 'mill.txt', 'oa:hasSelector': { '@type': 'oa:TextQuoteSelector', 'oa:exact': 'rebuilt it' } }, // prettier-ignore
  });

  it('has its annotations, one or several', () => {
    for (const count of [1, 2]) {
      const items = Array.from({ length: count }, (_, i) => item(i + 1));
      const { in: brought } = told(w3c, { type: 'AnnotationPage', items });
      assert.deepEqual(brought, items.map((_, i) => `unconfirmed: rebuilt it | note ${i + 1}`)); // prettier-ignore
    }
  });

  it('is another file than a list of things that are no annotations', () => {
    const parsed = drain(w3c.parse?.(JSON.stringify([{ itemType: 'annotation', annotationText: 'rebuilt it' }])) ?? assert.fail()); // prettier-ignore
    assert.deepEqual(parsed, { code: 'not-this-format' });
  });

  it('does not take a picture that describes the words for a claim', () => {
    const body = [
      { value: 'doubt', purpose: 'tagging' },
      { id: 'https://news.example/mill.png', purpose: 'describing' },
    ];
    const target = { source: 'mill.txt', selector: { type: 'TextQuoteSelector', exact: 'rebuilt it' } };
    assert.deepEqual(told(w3c, { type: 'Annotation', body, target }).in, ['doubt: rebuilt it | https://news.example/mill.png']); // prettier-ignore
  });
});
