import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { planning, type Plan } from '../../../src/core/exchange/importPlan';
import type { Exported, Format, Placed } from '../../../src/core/exchange/format';
import { brat } from '../../../src/core/exchange/brat';
import { doccano } from '../../../src/core/exchange/doccano';
import { labelStudio } from '../../../src/core/exchange/label-studio';
import { refiQda } from '../../../src/core/exchange/refi-qda';
import { reading } from '../../../src/core/exchange/sources';
import { uimaCasJson } from '../../../src/core/exchange/uima-cas-json';
import { w3c } from '../../../src/core/exchange/w3c';
import type { Link } from '../../../src/core/model/annotation';
import { drain } from '../../../src/core/text/steps';
import { against, source, write } from './samples';

const lease = 'news/lease.txt';
const harbour = 'harbour.txt';
const link = (to: string, more: Partial<Link> = {}): Link => ({ to, relation: 'contradicts', ...more });
const said = { by: 'Ana Lima', created: '2026-11-22T10:04:00Z', note: 'By ten berths.' };
/** Two sources; one has a link to the other and a link within. */
const sources: readonly Exported[] = [
  source(lease, 'The lease names [forty berths]. It [ends in May].', { id: 'aaaa1111', links: [link('../harbour.txt#bbbb2222', said), link('lease.txt#cccc3333', { relation: 'supports' })] }, { id: 'cccc3333', tag: 'quote' }), // prettier-ignore
  source(harbour, 'There are [thirty berths] now.', { id: 'bbbb2222' }),
];

/** What a file would do to the existing annotations. */
function plan(format: Format, content: string | Uint8Array, here: readonly Exported[]): Plan {
  const parsed = drain(format.parse?.(content) ?? assert.fail());
  if ('code' in parsed) return assert.fail(parsed.code);
  const of = (name: string): Exported => here.find(({ source }) => source === name) ?? assert.fail(name);
  return drain(planning(drain(reading(parsed, against(...here))), of, 'keep', format.tagAs));
}

const sums = ({ ledger }: Plan): number[] => [ledger.records, ledger.broughtIn, ledger.thereAlready, ledger.leftOut];
const linksIn = ({ steps }: Plan): (readonly [string, readonly Link[] | undefined])[] =>
  steps.flatMap(({ revisions }) =>
    revisions.flatMap((one) =>
      one.of === 'annotation' && one.after?.links ? [[one.id, one.after.links] as const] : [],
    ),
  );
const bare = (here: readonly Exported[]): Exported[] => here.map((one) => ({ ...one, annotations: [] }));
const withoutLinks = (here: readonly Exported[]): Exported[] =>
  here.map((one) => ({ ...one, annotations: one.annotations.map(({ links: _, ...rest }) => rest) }));

describe('links between annotations', () => {
  for (const format of [w3c, refiQda]) {
    it(`are exported and imported as ${format.id}, within a source and between two`, () => {
      const file = write(format, sources).content;
      const fresh = plan(format, file, bare(sources));
      const [from, to, within] = [lease, harbour, lease].map((name, i) =>
        fresh.steps.find((step) => step.source === name)?.revisions.flatMap((one) => (one.of === 'annotation' ? one.id : []))[i === 2 ? 1 : 0]); // prettier-ignore
      assert.deepEqual(linksIn(fresh), [[from, [link(`../harbour.txt#${to}`, said), link(`lease.txt#${within}`, { relation: 'supports' })]]]); // prettier-ignore
      assert.deepEqual(sums(fresh), [5, 5, 0, 0]);
    });

    it(`are imported as ${format.id} to existing annotations, with any ids, and never twice`, () => {
      const file = write(format, sources).content;
      const other = withoutLinks(sources).map((one) => ({ ...one, annotations: one.annotations.map((a): Placed => ({ ...a, id: `${a.id}x` })) })); // prettier-ignore
      const brought = plan(format, file, other);
      assert.deepEqual(linksIn(brought), [['aaaa1111x', [link('../harbour.txt#bbbb2222x', said), link('lease.txt#cccc3333x', { relation: 'supports' })]]]); // prettier-ignore
      assert.deepEqual(sums(brought), [5, 2, 3, 0]);
      assert.deepEqual([plan(format, file, sources).steps, sums(plan(format, file, sources))], [[], [5, 0, 5, 0]]);
    });

    it(`are reported as left out by ${format.id} if an end is not exported`, () => {
      const { dropped } = format.write?.(sources.slice(0, 1)) ?? assert.fail();
      const told = dropped.some(({ field }) => field === 'links');
      // W3C keeps such a link in a property of its own.
      assert.equal(told, format === refiQda);
    });
  }

  it('keep their order and spelling as W3C if some of them lead out of the export', () => {
    const links = [link('gone.txt#x'), link('./harbour.txt#bbbb2222'), link('../harbour.txt#bbbb2222', { relation: 'same' })]; // prettier-ignore
    const mixed = [source(lease, 'It [ends in May].', { id: 'aaaa1111', links }), ...sources.slice(1)];
    const [[, back] = []] = linksIn(plan(w3c, write(w3c, mixed).content, bare(mixed)));
    assert.deepEqual(back, links);
  });
});

const annotation = (id: string, words: string): object => ({
  id,
  type: 'Annotation',
  body: [{ type: 'TextualBody', purpose: 'tagging', value: 'verified' }],
  target: { source: 'harbour.txt', selector: { type: 'TextQuoteSelector', exact: words } },
});
const linking = (id: string, label: string | undefined, target: unknown, body: readonly unknown[] = []): object => ({
  id,
  type: 'Annotation',
  motivation: 'linking',
  body: [...(label === undefined ? [] : [{ type: 'TextualBody', purpose: 'tagging', value: label }]), ...body],
  target,
});

describe('links of other programs', () => {
  const here = bare(sources);
  const of = (...items: readonly object[]): Plan => plan(w3c, JSON.stringify(items), here);
  const two = [annotation('#a', 'thirty berths'), annotation('#b', 'There are')];

  it('have two targets, or a target and a body, before or after the annotations they link', () => {
    const ends = [{ id: '#a' }, { id: '#b' }];
    for (const items of [
      [...two, linking('#l', 'contradicts', ends)],
      [linking('#l', 'Contradicts', ends), ...two],
      [
        ...two,
        linking('#l', 'https://example.org/terms#contradicts', '#a', [{ type: 'SpecificResource', source: '#b' }]),
      ],
      [...two, linking('#l', 'contradicts', '#a', ['#b'])],
    ]) {
      const found = of(...items);
      const [[, links] = []] = linksIn(found);
      assert.deepEqual([links?.length, links?.[0]?.relation, sums(found)], [1, 'contradicts', [3, 3, 0, 0]]);
    }
  });

  it('are reported if their relation is unknown here, or if an end is not imported', () => {
    const left = (...items: readonly object[]): string[] =>
      of(...items).ledger.lines.flatMap(({ name, why }) => (why ? [`${name}: ${why.code}`] : []));
    assert.deepEqual(left(...two, linking('#l', 'locatedIn', ['#a', '#b'])), ['#l locatedIn: no-place']);
    assert.deepEqual(left(...two, linking('#l', undefined, ['#a', '#b'])), ['#l: no-place']);
    assert.deepEqual(left(...two, annotation('#c', 'no such words'), linking('#l', 'same', ['#a', '#c'])), ['#c no such words verified: not-found', '#l same: answers-nothing']); // prettier-ignore
    assert.deepEqual(left(...two, linking('#l', 'same', ['#a', '#elsewhere'])), ['#l same: answers-nothing']);
  });

  it('are relations of Label Studio, doccano and brat with a known name', () => {
    const text = here[1]?.text ?? '';
    const span = (words: string): { start: number; end: number } => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length }); // prettier-ignore
    const [a, b] = [span('thirty berths'), span('There are')];
    const region = (id: string, at: object): object => ({ id, from_name: 'l', to_name: 't', type: 'labels', value: { ...at, labels: ['Claim'] } }); // prettier-ignore
    const files: readonly (readonly [Format, (label: string) => string])[] = [
      [labelStudio, (label) => JSON.stringify([{ data: { text }, annotations: [{ result: [{ from_id: 'p', to_id: 'q', type: 'relation', labels: [label] }, region('p', a), region('q', b)] }] }])], // prettier-ignore
      [doccano, (label) => JSON.stringify({ text, entities: [{ id: 7, label: 'Claim', start_offset: a.start, end_offset: a.end }, { id: 8, label: 'Claim', start_offset: b.start, end_offset: b.end }], relations: [{ id: 1, from_id: 7, to_id: 8, type: label }] })], // prettier-ignore
      [brat, (label) => `R1\t${label} Arg1:T1 Arg2:T2\nT1\tClaim ${a.start} ${a.end}\tthirty berths\nT2\tClaim ${b.start} ${b.end}\tThere are\n`], // prettier-ignore
    ];
    for (const [format, file] of files) {
      const found = plan(format, file('Supports'), here.slice(1));
      const [[, [only] = []] = []] = linksIn(found) as [string, Link[]][];
      assert.deepEqual([only?.relation, sums(found)], ['supports', [3, 3, 0, 0]], format.id);
      assert.deepEqual(sums(plan(format, file('Owns'), here.slice(1))), [3, 2, 0, 1], format.id);
    }
  });

  it('are relations of UIMA CAS JSON from governor to dependent', () => {
    const text = here[1]?.text ?? '';
    const span = (id: number, words: string): object => ({ '%ID': id, '%TYPE': 'custom.Span', '@sofa': 1, begin: text.indexOf(words), end: text.indexOf(words) + words.length, label: 'Claim' }); // prettier-ignore
    const file = (label: string): string => JSON.stringify({ '%FEATURE_STRUCTURES': [{ '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaString: text }, { '%ID': 2, '%TYPE': 'custom.Relation', '@sofa': 1, begin: 0, end: 5, '@Governor': 3, '@Dependent': 4, label }, span(3, 'thirty berths'), span(4, 'There are')] }); // prettier-ignore
    const found = plan(uimaCasJson, file('differs'), here.slice(1));
    const [[, [only] = []] = []] = linksIn(found) as [string, Link[]][];
    assert.deepEqual([only?.relation, sums(found)], ['differs', [3, 3, 0, 0]]);
    assert.deepEqual(sums(plan(uimaCasJson, file('nsubj'), here.slice(1))), [3, 2, 0, 1]);
  });

  it('have author and time even if only their bodies say so, as in Recogito', () => {
    const body = { type: 'TextualBody', purpose: 'commenting', value: 'Ask again.', creator: { id: 'x', name: 'Ana' }, created: '2026-11-22T10:04:00Z' }; // prettier-ignore
    const reply = { ...body, purpose: 'replying', creator: { name: 'Bo' }, value: 'Did so.' };
    const found = of({ ...annotation('#a', 'thirty berths'), body: [reply, body] });
    const [one] = found.steps.flatMap(({ revisions }) => revisions.flatMap((r) => (r.of === 'annotation' ? (r.after ?? []) : []))); // prettier-ignore
    assert.deepEqual([one?.by, one?.created, one?.discussion?.[0]?.by], ['Ana', '2026-11-22T10:04:00Z', 'Bo']);
  });

  it('are replies if they comment on an annotation, anywhere in the file', () => {
    const reply = { id: '#r', type: 'Annotation', motivation: 'commenting', creator: 'Bo', created: '2026-11-22T10:04:00Z', body: { type: 'TextualBody', value: 'Sure?' }, target: '#a' }; // prettier-ignore
    const found = of(reply, ...two);
    const notes = found.steps.flatMap(({ revisions }) => revisions.flatMap((one) => (one.of === 'annotation' ? (one.after?.discussion ?? []) : []))); // prettier-ignore
    assert.deepEqual([notes.map(({ note }) => note), sums(found)], [['Sure?'], [3, 3, 0, 0]]);
  });

  it('lead from a coding or a selection to another in REFI-QDA, with the text of their notes', () => {
    const text = here[1]?.text ?? '';
    const selection = (guid: string, words: string): string =>
      `<PlainTextSelection guid="${guid}" startPosition="${text.indexOf(words)}" endPosition="${text.indexOf(words) + words.length}" name="${words}"><Coding guid="${guid}-coding"><CodeRef targetGUID="k"/></Coding></PlainTextSelection>`; // prettier-ignore
    const file = (links: string, note: string, files: Record<string, string> = {}): Uint8Array =>
      zipSync({
        'project.qde': strToU8(`<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="u" name="Bo"/></Users><CodeBook><Codes><Code guid="k" name="verified"/></Codes></CodeBook><Sources><TextSource guid="s" name="harbour.txt" plainTextPath="internal://s.txt">${selection('p', 'thirty berths')}${selection('q', 'There are')}</TextSource></Sources><Notes><Note guid="n" name="why" creatingUser="u" ${note}</Note></Notes><Links>${links}</Links></Project>`), // prettier-ignore
        'sources/s.txt': strToU8(text),
        ...Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(content)])),
      });
    const links = '<Link guid="l1" name="Supports" direction="Associative" originGUID="P" targetGUID="{q-coding}"><NoteRef targetGUID="n"/></Link><Link guid="l2" name="leads to" originGUID="p" targetGUID="q"/>'; // prettier-ignore
    for (const found of [
      plan(refiQda, file(links, '><PlainTextContent>Read it.</PlainTextContent>'), here),
      plan(refiQda, file(links, 'plainTextPath="internal://n.txt">', { 'sources/n.txt': 'Read it.' }), here),
    ]) {
      const [[, [only] = []] = []] = linksIn(found) as [string, Link[]][];
      assert.deepEqual([only?.relation, only?.note, only?.by], ['supports', 'Read it.', 'Bo']);
      assert.deepEqual(sums(found), [4, 3, 0, 1]);
    }
  });
});
