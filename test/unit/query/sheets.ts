import type { Annotation } from '../../../src/core/model/annotation';
import { newSheet, type Sheet } from '../../../src/core/state/sheet';
import { emptyRanges, withPlacements, type AnchorStatus } from '../../../src/core/state/ranges';

/** An open sheet with annotations one after another, or with given places and states. */
export function sheetOf(
  source: string,
  ...records: readonly (Partial<Annotation> & { state?: AnchorStatus; at?: number })[]
): Sheet {
  const annotations = records.map((fields, index) => {
    const annotation = { id: `${source}${String(index)}`, tag: 'verified', text: 'words', ...fields };
    delete annotation.state;
    delete annotation.at;
    return annotation;
  });
  const stands = records.map(({ state = 'found', at }, index) => {
    const from = at ?? index * 10;
    return [
      index,
      { span: state === 'lost' || state === 'unsought' ? undefined : { from, to: from + 5 }, state },
    ] as const;
  });
  return {
    ...newSheet(source),
    records: annotations,
    open: true,
    spans: withPlacements(emptyRanges(records.length), stands),
  };
}

/** The final value of a generator. */
export function outcomeOf<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
