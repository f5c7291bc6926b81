import assert from 'node:assert/strict';
import { planning, reviewersKept, type Plan, type Policy } from '../../../src/core/exchange/importPlan';
import { csv } from '../../../src/core/exchange/csv';
import type { Format, Placed } from '../../../src/core/exchange/format';
import { formats } from '../../../src/core/exchange/formats';
import { hypothesis } from '../../../src/core/exchange/hypothesis';
import { jsonl } from '../../../src/core/exchange/jsonl';
import { reading } from '../../../src/core/exchange/sources';
import { inverse, type Revision } from '../../../src/core/model/action';
import type { Annotation } from '../../../src/core/model/annotation';
import { applyActions } from '../../../src/core/state/apply';
import { drain } from '../../../src/core/text/steps';
import { everything, exported, source, write } from './samples';

const text = 'The fox ran. The hare slept.';

/** What a file of a format would do to the existing annotations of `a.txt`. */
function plan(format: Format, content: unknown, here: readonly Placed[], policy: Policy, of = text): Plan {
  const given = content instanceof Uint8Array || typeof content === 'string' ? content : JSON.stringify(content);
  const parsed = drain(format.parse?.(given) ?? assert.fail());
  if ('code' in parsed) return assert.fail(parsed.code);
  const read = drain(reading(parsed, { text: (name) => (name === 'a.txt' ? of : undefined), source: 'a.txt' }));
  return drain(planning(read, () => ({ text: of, about: {}, annotations: here }), policy, format.tagAs));
}

const revisionsOf = ({ steps }: Plan): readonly Revision[] => steps.flatMap(({ revisions }) => revisions);

/** The annotations after some revisions. */
function after(here: readonly Placed[], revisions: readonly Revision[]): readonly Annotation[] {
  const added = here.map(({ span: _, ...one }): Revision => ({ of: 'annotation', id: one.id, after: one }));
  return applyActions(undefined, [...added, ...revisions]).records;
}

const names = (records: readonly Annotation[]): string[] => records.map(({ id, tag }) => `${id} ${tag}`);
const sums = ({ ledger }: Plan): number[] => [ledger.records, ledger.broughtIn, ledger.thereAlready, ledger.leftOut];

function annotation(id: string, tag: string, words: string, fields: Partial<Annotation> = {}): Placed {
  const from = text.indexOf(words);
  return { id, tag, text: words, line: 1, column: from + 1, ...fields, span: { from, to: from + words.length } };
}

const row = (id: string | undefined, tag: string, words: string, fields: object = {}): string =>
  JSON.stringify({ source: 'a.txt', ...(id !== undefined && { id }), tag, text: words, ...fields });

const ours = [annotation('abc', 'ours', 'The fox ran.')];
const theirs = [row('abc', 'theirs', 'The fox ran.'), row('xyz', 'theirs', 'hare')].join('\n');

describe('what a file adds to existing annotations', () => {
  it('leaves out, replaces or adds what is there already', () => {
    const result = (policy: Policy): string[] => names(after(ours, revisionsOf(plan(jsonl, theirs, ours, policy))));
    assert.deepEqual(result('keep'), ['abc ours', 'xyz theirs']);
    assert.deepEqual(result('replace'), ['abc theirs', 'xyz theirs']);
    assert.deepEqual(result('both'), ['abc ours', 'abc2 theirs', 'xyz theirs']);
  });

  it('keeps two passages of one page as separate evidence, and takes over notes on one', () => {
    const page = { url: 'https://example.org/hares' };
    const [ran, slept] = [
      { ...page, quote: 'It ran.' },
      { ...page, quote: 'It slept.' },
    ];
    const here = [annotation('abc', 'ours', 'The fox ran.', { evidence: [ran, slept] })];
    const evidenceAfter = (...evidence: object[]): unknown =>
      after(here, revisionsOf(plan(jsonl, row('abc', 'ours', 'The fox ran.', { evidence }), here, 'replace')))[0]
        ?.evidence;
    assert.deepEqual(evidenceAfter(ran, slept), [ran, slept]);
    assert.deepEqual(evidenceAfter(slept), [ran, slept]);
    assert.deepEqual(evidenceAfter(ran, { ...slept, note: 'at noon' }), [ran, { ...slept, note: 'at noon' }]);
    assert.deepEqual(evidenceAfter({ ...page, quote: 'It woke.' }), [{ ...page, quote: 'It woke.' }, slept]);
  });

  it('adds a verdict without a time next to another one of the same person, but only once', () => {
    const agrees = { by: 'Bo', verdict: 'agree' as const };
    const here = [annotation('abc', 'ours', 'The fox ran.', { reviews: [agrees] })];
    const reviews = [{ by: 'Bo', verdict: 'disagree', note: 'It walked.' }, agrees];
    const file = row('abc', 'ours', 'The fox ran.', { reviews });
    assert.deepEqual(after(here, revisionsOf(plan(jsonl, file, here, 'keep')))[0]?.reviews, [agrees, reviews[0]]);
  });

  it('lists whose verdicts stay on changed annotations', () => {
    const review = { by: 'Bo', verdict: 'agree' as const, created: '2026-11-22T10:04:00Z' };
    const judged = [{ ...annotation('abc', 'ours', 'The fox ran.'), reviews: [{ ...review, by: 'Cem' }, review] }];
    assert.deepEqual(reviewersKept(plan(jsonl, theirs, judged, 'replace')), ['Bo', 'Cem']);
    assert.deepEqual(reviewersKept(plan(jsonl, theirs, judged, 'keep')), []);
  });

  it('is reported for each record, and the three numbers add up', () => {
    const file = [theirs, row('lost', 'quote', 'no such words'), 'no record', row('q', '', 'hare')].join('\n');
    const { ledger } = plan(jsonl, file, ours, 'keep');
    assert.deepEqual(
      ledger.lines.map(({ at, name, outcome, why, remarks }) => [at, name, outcome, why?.code, ...remarks]),
      [
        [1, 'abc The fox ran.', 'there', undefined, 'differs'],
        [2, 'xyz hare', 'new', undefined],
        [3, 'lost no such words', 'left', 'not-found'],
        [4, '"no record"', 'left', 'malformed'],
        [5, 'q hare', 'left', 'malformed'],
      ],
    );
    assert.deepEqual(sums({ ledger, steps: [] }), [5, 1, 1, 3]);
  });

  it('is added next to an earlier import, and can be undone alone', () => {
    const twice = [...ours, annotation('abc2', 'retagged', 'The fox ran.')];
    const revisions = revisionsOf(plan(jsonl, row('abc', 'theirs', 'The fox ran.'), twice, 'both'));
    assert.deepEqual(names(after(twice, revisions)), ['abc ours', 'abc2 retagged', 'abc22 theirs']);
    assert.deepEqual(names(after(twice, [...revisions, ...revisions.map(inverse)])), ['abc ours', 'abc2 retagged']);
  });

  it('includes both of two equal records with their own ids, and only one if they have no ids', () => {
    const same = (ids: readonly (string | undefined)[]): string =>
      ids.map((id) => row(id, 'quote', 'The fox ran.')).join('\n');
    assert.deepEqual(sums(plan(jsonl, same(['p', 'q']), [], 'keep')), [2, 2, 0, 0]);
    assert.deepEqual(sums(plan(jsonl, same([undefined, undefined]), [], 'keep')), [2, 1, 1, 0]);
  });

  it('is the same annotation if span, tag and person are the same, whatever its id', () => {
    const here = [annotation('k1', 'quote', 'The fox ran.', { by: 'Ana' })];
    const of = (fields: object): number[] =>
      sums(plan(jsonl, row('other', 'quote', 'The fox ran.', fields), here, 'keep'));
    assert.deepEqual(of({}), [1, 0, 1, 0]);
    assert.deepEqual(of({ by: 'Ana' }), [1, 0, 1, 0]);
    assert.deepEqual(of({ by: 'Bo' }), [1, 1, 0, 0]);
    assert.deepEqual(sums(plan(jsonl, row('other', 'verified', 'The fox ran.'), here, 'keep')), [1, 1, 0, 0]);
  });

  it('is nothing, not even the origin, if no annotation is new', () => {
    const file = row('abc', 'ours', 'The fox ran.', { about: { title: 'News' } });
    assert.deepEqual(plan(jsonl, file, ours, 'keep').steps, []);
    assert.deepEqual(plan(jsonl, row('x', 'quote', 'nowhere'), ours, 'replace').steps, []);
  });

  it('replaces fields of the file and keeps all others: evidence, claim, reviews, messages, links', () => {
    const { id: _, tag: __, ...rest } = everything;
    const here = [annotation('k1', 'quote', 'The fox ran.', rest)];
    const file = 'id,tag,text,note\nk1,verified,The fox ran.,Read again\n';
    const [now] = after(here, revisionsOf(plan(csv, file, here, 'replace')));
    assert.deepEqual(now, {
      id: 'k1',
      text: 'The fox ran.',
      line: 1,
      column: 1,
      ...rest,
      tag: 'verified',
      note: 'Read again',
    });
  });

  it('includes new reviews and messages of others, even if the rest is kept, and removes none', () => {
    const message = { by: 'Bo', note: 'Sure?', created: '2026-11-22T11:31:00Z' };
    const earlier = { by: 'Cleo', note: 'Which fox?', created: '2026-11-22T09:00:00Z' };
    const here = [annotation('k1', 'quote', 'The fox ran.', { note: 'mine', discussion: [message] })];
    const file = row('k1', 'quote', 'The fox ran.', { note: 'theirs', discussion: [earlier] });
    const [now] = after(here, revisionsOf(plan(jsonl, file, here, 'keep')));
    assert.deepEqual([now?.note, now?.discussion], ['mine', [earlier, message]]);
  });

  it('includes new replies to existing annotations, each as a record', () => {
    const target = [{ source: 'a.txt', selector: [{ type: 'TextQuoteSelector', exact: 'The fox ran.' }] }];
    const root = {
      id: 'k1',
      uri: 'a.txt',
      user: 'acct:ana@h',
      created: '2026-01-01T00:00:00Z',
      text: '',
      tags: ['quote'],
      target,
    };
    const reply = {
      id: 'r1',
      uri: 'a.txt',
      user: 'acct:bo@h',
      created: '2026-01-02T00:00:00Z',
      text: 'No.',
      references: ['k1'],
    };
    const first = plan(hypothesis, { rows: [root, reply] }, [], 'keep');
    assert.deepEqual(sums(first), [2, 2, 0, 0]);
    const here = after([], revisionsOf(first)).map((one) => ({ ...one, span: { from: 0, to: 12 } }));
    const later = { ...reply, id: 'r2', text: 'Or yes.', created: '2026-01-03T00:00:00Z' };
    const second = plan(hypothesis, { rows: [root, reply, later] }, here, 'keep');
    assert.deepEqual(
      second.ledger.lines.map(({ outcome }) => outcome),
      ['there', 'there', 'new'],
    );
    const [now] = after(here, revisionsOf(second));
    assert.deepEqual(
      now?.discussion?.map(({ note }) => note),
      ['No.', 'Or yes.'],
    );
  });

  it('is reported as not written if the sidecar can’t be written', () => {
    const parsed = drain(jsonl.parse?.(theirs) ?? assert.fail());
    if ('code' in parsed) return assert.fail();
    const read = drain(reading(parsed, { text: () => text }));
    const closed = { code: 'unreadable-sidecar' as const, detail: 'a.txt.claims.yaml' };
    const { steps, ledger } = drain(planning(read, () => ({ text, about: {}, annotations: [], closed }), 'keep'));
    assert.deepEqual([steps, ledger.leftOut, ledger.lines[0]?.why?.code], [[], 2, 'unreadable-sidecar']);
  });
});

describe('importing one’s own export', () => {
  for (const format of formats.filter(({ write, parse }) => write && parse && parse('') !== undefined))
    if (format.id !== 'refi-qda-codebook')
      it(`changes nothing as ${format.id}, in any way, even with odd tags, blanks and line ends`, () => {
        const one = source('a.txt', 'Say [so\r\nnow ] and [hides] and [x\n\ny].\r\n', everything, { tag: 'two words', note: 'a\n\nb' }, { tag: 'größer' }); // prettier-ignore
        const lost = exported('a.txt', one.text, [{ id: 'lost', text: 'gone words' }]);
        const here = [...one.annotations, ...lost.annotations];
        const file = write(format, [{ ...one, annotations: here }]).content;
        for (const policy of ['keep', 'replace'] as const) {
          const { steps, ledger } = plan(format, file, here, policy, one.text);
          assert.deepEqual([steps, ledger.broughtIn, ledger.leftOut], [[], 0, 0], policy);
        }
      });
});
