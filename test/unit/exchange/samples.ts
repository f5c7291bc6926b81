import type { About, Annotation } from '../../../src/core/model/annotation';
import { describe as describeSpan } from '../../../src/core/anchor/selector';
import type { Exported, Placed, Read, ReadContext } from '../../../src/core/exchange/format';
import { marked } from '../notation';

/** `source('a.txt', 'the [fox] runs', { tag: 'quote' })`: the bracketed spans as annotations of a source. */
export function source(name: string, notation: string, ...fields: Partial<Annotation>[]): Exported {
  const { text, spans } = marked(notation);
  return exported(
    name,
    text,
    spans.map((span, i) => ({ span, ...fields[i] })),
  );
}

export function exported(name: string, text: string, entries: readonly Partial<Placed>[], about: About = {}): Exported {
  const annotations = entries.map((entry, i): Placed => {
    const id = `id${String(i).padStart(6, '0')}`;
    if (!entry.span) return { id, tag: 'verified', text: 'gone', ...entry };
    const { text: words, before = '', after = '' } = describeSpan(text, entry.span);
    return { id, tag: 'verified', text: words, before, after, ...entry };
  });
  return { source: name, text, about, annotations };
}

/** Reads against the texts that were exported. */
export function against(...sources: readonly Exported[]): ReadContext {
  const texts = new Map(sources.map(({ source, text }) => [source, text]));
  return { text: (source) => texts.get(source) };
}

/** The words that each annotation stands on, `null` where it was not found. */
export function words(read: Read, context: ReadContext): (string | null)[] {
  return read.sources.flatMap(({ source, text, annotations }) =>
    annotations.map(({ span }) => (span ? (context.text(source) ?? text ?? '').slice(span.from, span.to) : null)),
  );
}

/** An annotation with everything that an annotation can have. */
export const everything: Partial<Annotation> = {
  id: 'k7m2q9xd',
  tag: 'quote',
  note: 'Matches *the* readout.\n\nSecond paragraph, with "quotes", commas; and a\ttab.',
  claim: '26 countries have committed.',
  speaker: 'The host',
  evidence: [
    { url: 'https://example.org/readout', says: 'supports', quote: 'committed', note: 'third paragraph' },
    {
      source: 'readout.txt',
      id: 'c0qz81ra',
      says: 'contradicts',
      retrieved: '2026-11-22',
      archived: 'https://a.example',
    },
  ],
  by: 'Ana Lima',
  created: '2026-11-22T10:04:00Z',
  updated: '2026-11-22T12:04:00Z',
  reviews: [{ by: 'Bo Chen', verdict: 'disagree', created: '2026-11-22T11:30:00Z', note: '=1+1' }],
  discussion: [{ by: 'Bo Chen', note: 'Sure?', created: '2026-11-22T11:31:00Z' }],
  links: [{ to: 'b.txt#9fj3w0pe', relation: 'contradicts', by: 'Ana Lima', note: 'later' }],
};
