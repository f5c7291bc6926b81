import { guessCounting, says, spanOf, type Guess } from './guess';
import type { Element } from './xml';

/** A selection of a REFI-QDA text source: its words, and its place in the text in UTF-16 units where it has one. */
export interface Selection {
  readonly element: Element;
  readonly words: string;
  readonly from?: number;
  readonly to?: number;
}

interface Offsets {
  readonly from: number;
  readonly to: number;
  /** Most programs name a selection by its words; some cut them short, and people may name it otherwise. */
  readonly words?: string;
}

/**
 * The selections of a text source. The standard's text can be read as if the end were included, and programs differ;
 * so the names of the selections decide, where they are words, and else the end is not included.
 */
export function selectionsIn(source: Element, text: string | undefined): Selection[] {
  const elements = source.children.filter(({ name }) => name === 'PlainTextSelection');
  const claims = elements.map(offsetsOf);
  if (text === undefined) return elements.map((element) => ({ element, words: element.attributes.get('name') ?? '' }));
  const readings = [0, 1].map((included) => readingOf(text, claims, included));
  const [best] = readings.sort((a, b) => b.right - a.right);
  return elements.map((element, i): Selection => {
    const name = element.attributes.get('name') ?? '';
    const claim = claims[i];
    const span = claim && best && spanOf({ ...claim, to: claim.to + best.included }, best.guess.counter);
    return span
      ? { element, words: text.slice(span.from, span.to).replace(/\r\n?/g, '\n'), ...span }
      : { element, words: name };
  });
}

function offsetsOf({ attributes }: Element): Offsets | undefined {
  const [start, end] = [attributes.get('startPosition') ?? '', attributes.get('endPosition') ?? ''];
  if (!/^\d{1,15}$/.test(start) || !/^\d{1,15}$/.test(end)) return undefined;
  const name = attributes.get('name') ?? '';
  return { from: Number(start), to: Number(end), ...(name !== '' && !/(…|\.\.\.)$/.test(name) && { words: name }) };
}

function readingOf(
  text: string,
  claims: readonly (Offsets | undefined)[],
  included: number,
): { included: number; guess: Guess; right: number } {
  const known = claims.flatMap((claim) => (claim ? [{ ...claim, to: claim.to + included }] : []));
  const named = known.filter(({ words }) => words !== undefined);
  const guess = guessCounting(text, named, 'code-points');
  const right = named.filter((claim) => {
    const span = spanOf(claim, guess.counter);
    return span !== undefined && says(text, span, claim);
  }).length;
  return { included, guess, right };
}
