import assert from 'node:assert/strict';
import type { About, Annotation } from '../../../src/core/model/annotation';
import { describe as describeSpan } from '../../../src/core/anchor/selector';
import type { Exported, ExportedFile, ExportedTag, FileProblem, Format, Placed, ReadContext, WriteOptions } from '../../../src/core/exchange/format'; // prettier-ignore
import { planning, type Ledger } from '../../../src/core/exchange/importPlan';
import { reading } from '../../../src/core/exchange/sources';
import { drain } from '../../../src/core/text/steps';
import { marked } from '../notation';

/** `source('a.txt', 'the [fox] runs', { tag: 'quote' })`: a source with the bracketed spans as annotations. */
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

/** A context with the texts that were exported. */
export function against(...sources: readonly Exported[]): ReadContext {
  const texts = new Map(sources.map(({ source, text }) => [source, text]));
  return { text: (source) => texts.get(source), sources: [...texts.keys()] };
}

/** The content of a file, in short: its annotations by source, and records left out as `1 not-found`. */
export interface Told {
  readonly sources: readonly {
    readonly source: string;
    readonly about: About;
    readonly text?: string;
    readonly annotations: readonly Placed[];
  }[];
  readonly left: readonly string[];
  readonly remarks: readonly string[];
  readonly tags: readonly ExportedTag[];
  readonly problem?: FileProblem;
}

/** Reads a file as a format and places its records. */
export function read(format: Format, content: unknown, context: ReadContext): Told {
  const given = typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
  const parsed = drain(format.parse?.(given) ?? assert.fail(`${format.id} can't be read`));
  if ('code' in parsed) return { sources: [], left: [], remarks: [], tags: [], problem: parsed };
  const { sources, left, tags } = drain(reading(parsed, context));
  return {
    sources: sources
      .map(({ records, ...rest }) => ({ ...rest, annotations: records.map(({ annotation }) => annotation) }))
      .filter(({ annotations }) => annotations.length > 0),
    left: left.map(({ draft, why }) => `${draft.at} ${why.code}`),
    remarks: sources.flatMap(({ records }) => records.flatMap(({ draft, remarks }) => remarks.map((remark) => `${draft.at} ${remark}`))), // prettier-ignore
    tags,
  };
}

/** The annotations that an import brings into a source without any. */
export function broughtInto(
  format: Format,
  content: string | Uint8Array,
  texts: readonly Exported[],
  source: string,
): { readonly annotations: readonly Annotation[]; readonly about: About; readonly ledger: Ledger } {
  const parsed = drain(format.parse?.(content) ?? assert.fail(`${format.id} can't be read`));
  if ('code' in parsed) return assert.fail(parsed.code);
  const textOf = (name: string): string => texts.find((one) => one.source === name)?.text ?? '';
  const { steps, ledger } = drain(
    planning(
      drain(reading(parsed, { ...against(...texts), source })),
      (name) => ({ text: textOf(name), about: {}, annotations: [] }),
      'keep',
      format.tagAs,
    ),
  );
  const revisions = steps.filter((step) => step.source === source).flatMap((step) => step.revisions);
  return {
    annotations: revisions.flatMap((one) => (one.of === 'annotation' && one.after ? [one.after] : [])),
    about: revisions.reduce<About>((about, one) => (one.of === 'about' ? (one.after ?? about) : about), {}),
    ledger,
  };
}

/** The only file that a format writes. */
export function write(format: Format, sources: readonly Exported[], options: WriteOptions = {}): ExportedFile {
  const [file] = format.write?.(sources, options).files ?? [];
  return file ?? assert.fail(`${format.id} writes nothing`);
}

/** The words of each annotation's span, `null` if it was not found. */
export function words({ sources }: Told, context: ReadContext): (string | null)[] {
  return sources.flatMap(({ source, text, annotations }) =>
    annotations.map(({ span }) => (span ? (text ?? context.text(source) ?? '').slice(span.from, span.to) : null)),
  );
}

/** An annotation with all fields. */
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
