import { following } from '../anchor/withOlderText';
import type { Annotation } from '../model/annotation';
import type { Span } from '../text/change';
import { placementAt } from './ranges';
import type { Sheet } from './sheet';

// The text on which the annotations of a source last stood, and where. A source that changes while no editor follows it
// is followed afterwards by the difference of the two texts, which is surer than any search by what a sidecar keeps.

export interface LastText {
  readonly text: string;
  readonly places: readonly LastPlace[];
}

/** Where an annotation stood that had this selector: with another one, somebody has put it elsewhere since. */
interface LastPlace extends Span {
  readonly id: string;
  readonly selector: string;
}

/** Longer texts, in UTF-16 units, are not kept: packing them would hold up an editor. */
const longestKept = 2_000_000;

/** What is to be kept of an open source; undefined where there is nothing, or too much. */
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

/** Whether a value that was kept is such a text. */
export function isLastText(value: unknown): value is LastText {
  const { text, places } = (value ?? {}) as Partial<LastText>;
  return typeof text === 'string' && Array.isArray(places);
}

/**
 * Where records stand in a text by the one on which they last stood: by their ids, null where they are lost. Of those that
 * have another selector since, nothing is said. In steps of some milliseconds.
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
