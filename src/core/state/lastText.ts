import { following } from '../anchor/withOlderText';
import type { Annotation } from '../model/annotation';
import type { Span } from '../text/change';
import { placementAt } from './ranges';
import type { Sheet } from './sheet';

// The last text in which a source's annotations were placed, with their places in it. When a source has changed while
// it was closed, the difference of the two texts leads to the places more surely than a search by selectors.

export interface LastText {
  readonly text: string;
  readonly places: readonly LastPlace[];
}

/** The last place of an annotation, with the selector it had: if the selector differs now, somebody has moved the annotation. */
interface LastPlace extends Span {
  readonly id: string;
  readonly selector: string;
}

/** Longest text, in UTF-16 units, that is kept: packing a longer one would hold up an editor. */
const longestKept = 2_000_000;

/** The text and places to keep of an open source; undefined where there are none, or the text is too long. */
export function lastTextOf({ records, spans, tracking }: Sheet): LastText | undefined {
  if (!tracking || tracking.text.length > longestKept) return undefined;
  const places = records.flatMap((record, index): LastPlace[] => {
    const { span } = placementAt(spans, index);
    return span ? [{ ...span, id: record.id, selector: selectorOf(record) }] : [];
  });
  return places.length > 0 ? { text: tracking.text.toString(), places } : undefined;
}

function selectorOf({ text, was, before, after }: Annotation): string {
  return JSON.stringify([text, was ?? null, before ?? '', after ?? '']);
}

/** Whether a kept value is a `LastText`. */
export function isLastText(value: unknown): value is LastText {
  const { text, places } = (value ?? {}) as Partial<LastText>;
  return typeof text === 'string' && Array.isArray(places);
}

/**
 * The places of records in a text, by the last text in which they were placed: by id, null where they are lost.
 * Records whose selector differs now are left out. In slices of some milliseconds.
 */
export function* anchoringByLastText(
  { text, places }: LastText,
  now: string,
  records: readonly Annotation[],
): Generator<undefined, ReadonlyMap<string, Span | null>> {
  const selectors = new Map(records.map((record) => [record.id, selectorOf(record)]));
  const known = places.filter(({ id, selector }) => selectors.get(id) === selector);
  if (text === now) return new Map(known.map(({ id, from, to }) => [id, { from, to }]));
  const found = yield* following(text, now, known);
  return new Map(known.map(({ id }, index) => [id, found[index]?.span ?? null]));
}
