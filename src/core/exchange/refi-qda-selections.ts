import { eachBySteps, eachInSteps } from '../text/steps';
import type { FileProblem, LeftOut, Pointer } from './format';
import { claimedSpan, guessing } from './offsets';
import { plainGuid } from './refi-qda-codebook';
import type { Element } from './xml';

export const guidOf = ({ attributes }: Element): string => plainGuid(attributes.get('guid') ?? '');

export const childrenOf = (element: Element | undefined): readonly Element[] => element?.children ?? [];

/** A selection of a source's text, with its place and its words (its name if the text is missing). */
export interface Selection {
  readonly element: Element;
  readonly pointer: Pointer;
  readonly words: string;
  /** Why it is left out, if its place is outside the text. */
  readonly left?: LeftOut;
}

/**
 * The selections of a text. The standard is unclear whether the end is included, and programs differ. So the names of
 * the selections decide if they are words of the text; otherwise the end is not included. A name is never taken for
 * words that the text does not show.
 */
export function* selectionsIn(
  source: Element,
  text: string | FileProblem | undefined,
): Generator<undefined, Selection[]> {
  const moments = momentsIn(source);
  const found = childrenOf(source).flatMap((element) => {
    const places = /^(?:PlainText|Transcript)Selection$/.test(element.name) ? placesIn(element, moments) : undefined;
    return places ? [{ element, places, name: element.attributes.get('name') ?? '' }] : [];
  });
  if (typeof text !== 'string')
    return found.map(({ element, places, name }) => ({ element, words: name, pointer: { ...places, words: name } }));
  const named = found.filter(({ name }) => name !== '' && !/(…|\.\.\.)$/.test(name));
  const readings = yield* eachBySteps([0, 1], function* (included) {
    const claims = named.map(({ places: { from, to }, name }) => ({ from, to: to + included, words: name }));
    const { counter } = yield* guessing(text, claims, 'code-points');
    const right = claims.filter((claim) => claimedSpan(text, claim, counter)).length;
    return { included, counter, right };
  });
  const [byNames] = readings.sort((a, b) => b.right - a.right);
  const claims = found.map(({ places }) => places);
  const best =
    byNames && byNames.right > 0 ? byNames : { included: 0, ...(yield* guessing(text, claims, 'code-points')) };
  return yield* eachInSteps(found, ({ element, places, name }) => {
    const span = claimedSpan(text, { from: places.from, to: places.to + best.included }, best.counter);
    const left: LeftOut = { code: places.from < places.to ? 'not-found' : 'no-words' };
    if (!span) return { element, words: name, pointer: places, left };
    return { element, words: text.slice(span.from, span.to), pointer: span };
  });
}

/** The positions of a transcript's moments in its text, by GUID. */
export function momentsIn(source: Element): ReadonlyMap<string, string> {
  const points = childrenOf(source).filter(({ name }) => name === 'SyncPoint');
  return new Map(points.map((point) => [guidOf(point), point.attributes.get('position') ?? '']));
}

/** The ends of a selection: its own positions, or those of two moments of a transcript. */
export function placesIn(
  { attributes }: Element,
  moments: ReadonlyMap<string, string>,
): { from: number; to: number } | undefined {
  const [from, to] = ['fromSyncPoint', 'toSyncPoint'].map((end) => moments.get(plainGuid(attributes.get(end) ?? '')));
  const start = attributes.get('startPosition') ?? (from === to ? '' : (from ?? ''));
  const end = attributes.get('endPosition') ?? to ?? '';
  return /^\d{1,15}$/.test(start) && /^\d{1,15}$/.test(end) ? { from: Number(start), to: Number(end) } : undefined;
}
