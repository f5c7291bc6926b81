import type { Span } from '../text/change';

/** Most annotations of a source that are all drawn, in sight or not. Guessed: an editor moves each at every key. */
export const drawnEverywhere = 1000;

/** Most marks of one kind on a ruler as high as a screen; closer ones can hardly be told apart. Guessed. */
const rulerMarks = 200;

/** The spans that touch a stretch of the text. */
export function spansWithin<S extends Span>(spans: readonly S[], { from, to }: Span): readonly S[] {
  return spans.filter((span) => span.from <= to && from <= span.to);
}

/** The spans that a ruler beside a text of this length can show apart. */
export function spansOnRuler<S extends Span>(spans: readonly S[], length: number): readonly S[] {
  const taken = new Set<number>();
  return spans.filter(({ from }) => {
    const place = Math.floor((from / Math.max(1, length)) * rulerMarks);
    if (taken.has(place)) return false;
    taken.add(place);
    return true;
  });
}

/**
 * The stretch drawn while a part of the text is in sight: that part, with four times its length on either side, so that
 * nothing appears while a person scrolls.
 */
export function aroundSight(sight: Span, length: number): Span {
  const margin = 4 * Math.max(2000, sight.to - sight.from);
  return { from: Math.max(0, sight.from - margin), to: Math.min(length, sight.to + margin) };
}

/** Whether the part in sight is near the end of what is drawn, so that it must be drawn again. */
export function isNearEnd(sight: Span, drawn: Span, length: number): boolean {
  const margin = Math.max(2000, sight.to - sight.from);
  return (drawn.from > 0 && sight.from - margin < drawn.from) || (drawn.to < length && sight.to + margin > drawn.to);
}
