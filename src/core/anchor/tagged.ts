import type { Annotation } from '../model/annotation';
import { locating, type Found } from './locate';

/**
 * Where annotations stand, as `locating` finds them. Of one that is lost with the words to which it was edited, those
 * that were tagged are looked for too, in the same surroundings: whoever takes their last changes back has them again.
 * In steps of some milliseconds.
 */
export function* locatingTagged(
  text: string,
  records: readonly Annotation[],
): Generator<undefined, readonly (Found | null)[]> {
  const found = yield* locating(text, records);
  const lost = records.flatMap((record, index) =>
    found[index] || record.was === undefined ? [] : [{ index, selector: { ...record, text: record.was } }],
  );
  if (lost.length === 0) return found;
  const hits = yield* locating(
    text,
    lost.map(({ selector }) => selector),
  );
  const back = new Map(lost.map(({ index }, order) => [index, hits[order]]));
  return found.map((hit, index) => {
    const tagged = back.get(index);
    return tagged?.how === 'in place' ? { ...tagged, how: 'edited' } : hit;
  });
}
