import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Annotation } from '../../../src/core/model/annotation';
import type { Exported, Format, Placed } from '../../../src/core/exchange/format';
import { formats } from '../../../src/core/exchange/formats';
import { against, everything, exported, read, source, write } from './samples';

const lossless = formats.filter((format) => format.lossless);

/** What comes back: place hints are the program's, so they are not compared. */
function bare(sources: readonly { source: string; annotations: readonly Placed[] }[]): object[] {
  return sources
    .filter(({ annotations }) => annotations.length > 0)
    .map(({ source, annotations }) => ({
      source,
      annotations: annotations.map((annotation) => ({
        ...annotation,
        line: undefined,
        column: undefined,
        // What the editor shows has no byte-order mark.
        ...(annotation.before !== undefined && { before: annotation.before.replace(/^\ufeff/, '') }),
      })),
    }));
}

function roundTrip(format: Format, sources: readonly Exported[]): void {
  const back = read(format, write(format, sources).content, against(...sources));
  assert.deepEqual(back.left, []);
  assert.deepEqual(bare(back.sources), bare(sources));
}

const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
const oddText = fc.oneof(anyText, fc.constantFrom('=1+1', '+x', '-x', '@x', "'=x", "'", '"', '""', '', '\t', '\r\nx', ' x ', '\ud800', 'a,b;c', '__proto__', '#', '\ufeffx', 'null', '1e3')); // prettier-ignore
const time = fc.constant('2026-11-22T10:04:00Z');
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const entry: fc.Arbitrary<Partial<Annotation>> = fc
  .record({
    tag: fc.constantFrom('verified', 'quote', 'unconfirmed', 'das Amt', 'тег'),
    note: optional(oddText),
    claim: optional(oddText),
    speaker: optional(oddText),
    by: optional(oddText.filter((text) => text !== '')),
    created: optional(time),
    updated: optional(time),
    reviews: optional(fc.array(fc.record({ by: oddText, verdict: fc.constantFrom('agree', 'unsure'), created: time, note: oddText }), { minLength: 1, maxLength: 2 })), // prettier-ignore
    discussion: optional(fc.array(fc.record({ by: oddText, note: oddText, created: time }), { minLength: 1, maxLength: 2 })), // prettier-ignore
    evidence: optional(fc.array(fc.record({ url: oddText, says: fc.constant('context'), note: oddText }), { minLength: 1, maxLength: 2 })), // prettier-ignore
    text: optional(fc.constantFrom('other words', 'two\nlines', '=1', ' x')),
    links: optional(
      fc.array(fc.record({ to: oddText, relation: fc.constant('same') }), { minLength: 1, maxLength: 2 }),
    ),
  })
  .map((fields) => JSON.parse(JSON.stringify(fields)) as Partial<Annotation>);

const anySource = fc
  .tuple(fc.array(fc.oneof(anyText, fc.constantFrom('\r\n', '\n', '\r', '😀', 'é', 'the same words ')), { minLength: 1, maxLength: 8 }), fc.array(fc.tuple(fc.nat(), fc.nat(), entry), { maxLength: 4 })) // prettier-ignore
  .map(([parts, spans]) => {
    const text = parts.join('');
    const edges = [0, ...[...text].map((_, i, all) => all.slice(0, i + 1).join('').length)];
    const at = (n: number): number => edges[n % edges.length] ?? 0;
    return { text, spans: spans.map(([a, b, fields]) => ({ ...fields, span: { from: Math.min(at(a), at(b)), to: Math.max(at(a), at(b)) } })) }; // prettier-ignore
  })
  .map(({ text, spans }) => exported('a ü#?.txt', text, spans.filter(({ span }) => isSound(text, span)))); // prettier-ignore

/** A span that people can make: not empty, and never half a line end. */
function isSound(text: string, { from, to }: { from: number; to: number }): boolean {
  const splits = (at: number): boolean => text.charAt(at - 1) === '\r' && text.charAt(at) === '\n';
  return from < to && !splits(from) && !splits(to);
}

for (const format of lossless)
  describe(`export and import as ${format.id}`, () => {
    it('returns the same annotations with all fields', () => {
      const first = source('dir/paris summit.txt', 'A [first] word, and [another 😀 one]\n', everything, {
        tag: 'verified',
      });
      const second = source('b.txt', '\ufeffnaïve [café]\r\n[x\r\ny]', { id: 'b1' }, { id: 'b2', note: '' });
      roundTrip(format, [{ ...first, about: { title: 'Leaders meet', url: 'https://example.org/summit' } }, second]);
    });

    it('returns what people wrote by hand without a time', () => {
      const said = {
        reviews: [{ by: 'Bo', verdict: 'disagree' as const, note: 'The ferry has four.' }],
        discussion: [
          { by: 'Cy', note: 'Who counted them?', created: '2026-05-02T10:00:00Z' },
          { by: 'Di', note: 'The harbour master.' },
        ],
      };
      roundTrip(format, [source('ferry.txt', 'The ferry has [three lifeboats].', said)]);
    });

    it('keeps lost annotations with their words', () => {
      roundTrip(format, [
        exported('a.txt', 'nothing of it', [{ text: 'quite other words here', before: 'a ', after: ' b' }]),
      ]);
    });

    it('returns the same annotations for any text', () => {
      fc.assert(fc.property(anySource, (one) => roundTrip(format, [one])), { numRuns: 300, seed: 5 }); // prettier-ignore
    });
  });
