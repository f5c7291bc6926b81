import type { Annotation } from '../model/annotation';
import { describe } from '../anchor/selector';
import type { Span } from '../text/change';
import { lineStarts, placeAt, withLf } from '../text/lines';
import { countWhere } from '../text/sorted';
import { folded, folding, mostPlaces, placesOf, sameFolded, type Folded } from './foldedWords';
import type { Draft, LeftOut, Placed, PlacedRecord, Pointer, Remark, Unit } from './format';
import { claimedSpan, counting, guessCounting, guessing, type Claim, type Counter } from './offsets';

/** A text in which records are placed, with what is reckoned of it once. */
export interface Page {
  readonly text: string;
  readonly folded: Folded;
  /** Where its lines begin. */
  readonly starts: readonly number[];
}

export function* paging(text: string): Generator<undefined, Page> {
  return { text, folded: yield* folding(text), starts: shownLines(text) };
}

/**
 * Whether the records are about this text: `none`, they are. `each`, perhaps: words need the surroundings that the file
 * gives, or to be many. `together`, words without surroundings are weighed by whoever asks, all of a document at once.
 */
export type Doubt = 'none' | 'each' | 'together';

/** Where a record stands, or why it stands nowhere. */
export type Placement = Stand | LeftOut;

interface Stand {
  readonly span: Span;
  readonly remarks: readonly Remark[];
}

export function isPlaced(placement: Placement): placement is Stand {
  return 'span' in placement;
}

/**
 * Where each record stands in a text. Its offsets are believed where they lead to its words, or where it has none; else
 * its words are looked for. They count where they stand once, or once in their surroundings. See `Doubt` for records of
 * which it is not known whether they are about this text.
 */
export function* placingDrafts(
  page: Page,
  drafts: readonly Draft[],
  unit: Unit,
  doubtful: Doubt = 'none',
): Generator<undefined, readonly Placement[]> {
  const pointers = drafts.map(({ pointer }) => pointer);
  const reading = yield* readingOf(page, pointers, unit, doubtful);
  const placements: Placement[] = [];
  for (const pointer of pointers) {
    placements.push(pointer ? placed(reading, pointer) : { code: 'no-words' });
    if (placements.length % 512 === 0) yield;
  }
  return placements;
}

/** What pointers of one text are read with. */
interface Reading extends Page {
  readonly doubtful: Doubt;
  readonly counter: Counter;
  /** Whether offsets without words count otherwise than the format says, since they would cut words. */
  readonly recounted: boolean;
  /** For offsets after RFC 5147, where there are such. */
  readonly exact: { readonly counter: Counter; readonly starts: readonly number[] } | undefined;
  /** The places of words in the folded text, by the words folded. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

function* readingOf(
  page: Page,
  pointers: readonly (Pointer | undefined)[],
  unit: Unit,
  doubtful: Doubt,
): Generator<undefined, Reading> {
  const claims = pointers.flatMap((pointer) => (pointer && !pointer.within && !pointer.counts ? claimOf(pointer) : []));
  yield;
  const { counter, byEdges = false } = yield* guessing(page.text, claims, unit);
  const wanted = new Set<string>();
  const want = (pointer: Pointer | undefined): void => {
    if (!pointer) return;
    const [claim] = pointer.within ? [] : claimOf(pointer);
    if (!claim || claim.words === undefined || !claimedSpan(page.text, claim, counter))
      for (const words of [pointer.words, pointer.stands]) if (words) wanted.add(folded(words).text);
    [pointer.within, pointer.range?.start, pointer.range?.end].forEach(want);
  };
  for (const [i, pointer] of pointers.entries()) {
    want(pointer);
    if (i % 512 === 511) yield;
  }
  const words = [...wanted];
  const places = yield* placesOf(page.folded.text, words);
  const exact = pointers.some((pointer) => pointer?.counts)
    ? {
        counter: yield* counting(page.text, { unit: 'code-points', lines: 'lf', shift: 0 }),
        starts: lineStarts(page.text),
      }
    : undefined;
  return {
    ...page,
    doubtful,
    counter,
    recounted: byEdges,
    exact,
    places: new Map(words.map((word, i) => [word, places[i] ?? []])),
  };
}

function claimOf({ from, to, words, stands, parts }: Pointer): Claim[] {
  const said = stands ?? words;
  return from === undefined || to === undefined
    ? []
    : [{ from, to, ...(said !== undefined && { words: said }), ...(parts && { parts }) }];
}

function placed(reading: Reading, pointer: Pointer): Placement {
  if (pointer.within) return placedWithin(reading, pointer, pointer.within);
  if (pointer.range) return placedRange(reading, pointer.range);
  const { text } = reading;
  const isDoubtful = reading.doubtful !== 'none';
  if (pointer.counts) return exactly(reading, pointer);
  const [claim] = claimOf(pointer);
  // Offsets without words prove nothing about a text of which it is not known whether it is meant.
  const span =
    claim && !(isDoubtful && claim.words === undefined) ? claimedSpan(text, claim, reading.counter) : undefined;
  if (span && !(isDoubtful && !isEvident(reading, pointer, foldedSpan(reading.folded, span))))
    return { span, remarks: hasGaps(text, span, pointer) ? ['gaps-filled'] : reading.recounted ? ['recounted'] : [] };
  if (pointer.words === undefined && pointer.stands === undefined) return { code: claim ? 'not-found' : 'no-words' };
  if (pointer.parts && pointer.parts.length > 1) return { code: 'not-found' };
  const found = wordsIn(reading, pointer);
  return 'span' in found && claim ? { ...found, remarks: ['moved'] } : found;
}

/** Whether more stands between the parts of a span than blanks and line ends. */
function hasGaps(text: string, { from, to }: Span, { parts = [], words = '' }: Pointer): boolean {
  return parts.length > 1 && !sameFolded(text.slice(from, to), words);
}

/** Where words stand that their offsets do not lead to. */
function wordsIn(reading: Reading, pointer: Pointer, inside?: Span): Placement {
  const { words = '', stands = '' } = pointer;
  if (!inside && (reading.places.get(folded(words).text)?.length ?? 0) > mostPlaces) return { code: 'ambiguous' };
  const hits = [words, stands].map((said) => hitsOf(reading, said, inside)).find((found) => found.length > 0) ?? [];
  if (hits.length > mostPlaces) return { code: 'ambiguous' };
  const [hit, ...more] = atLine(reading, pointer, best(reading, pointer, hits));
  if (!hit) return { code: 'not-found' };
  if (more.length > 0) return { code: 'ambiguous' };
  return reading.doubtful !== 'none' && !isEvident(reading, pointer, hit)
    ? { code: 'not-found' }
    : { span: hit.span, remarks: [] };
}

/** Words where they stand in the text, and in the folded text. */
interface Hit extends Span {
  readonly span: Span;
}

function hitsOf({ folded: page, places, text }: Reading, words: string, inside?: Span): Hit[] {
  const said = folded(words).text;
  return (places.get(said) ?? []).flatMap((from): Hit[] => {
    const to = from + said.length;
    const span = { from: page.from[from] ?? 0, to: page.to[to - 1] ?? 0 };
    if (inside && (span.from < inside.from || span.to > inside.to)) return [];
    return [{ from, to, span: widened(text, span, words) }];
  });
}

/** A span that takes in the blanks at the edges of its words, where the text has just these. */
function widened(text: string, { from, to }: Span, words: string): Span {
  const [before = ''] = /^\s*/.exec(words) ?? [];
  const [after = ''] = /\s*$/.exec(words) ?? [];
  const start = before !== '' && text.endsWith(before, from) ? from - before.length : from;
  return { from: start, to: after !== '' && text.startsWith(after, to) ? to + after.length : to };
}

/** Units of surroundings that are compared on either side. */
const compared = 32;

/** The hits whose surroundings are most like those that the file gives: one, or several that are equally so. */
function best(reading: Reading, pointer: Pointer, hits: readonly Hit[]): readonly Hit[] {
  if (hits.length < 2 || (!pointer.before && !pointer.after)) return hits;
  const likeness = likenessTo(reading, pointer);
  const scores = hits.map(likeness);
  const most = scores.reduce((max, score) => Math.max(max, score), 0);
  return hits.filter((_, i) => scores[i] === most);
}

/** Of several hits the one at the line that the file gives, and there at its column, if it is one alone. */
function atLine({ starts }: Reading, { line, column }: Pointer, hits: readonly Hit[]): readonly Hit[] {
  if (hits.length < 2 || line === undefined) return hits;
  const places = hits.map((hit) => ({ hit, at: placeAt(starts, hit.span.from) }));
  const there = places.filter(({ at }) => at.line === line);
  const [exact = there] = [there.filter(({ at }) => at.column === column)].filter((found) => found.length > 0);
  return exact.length === 1 ? exact.map(({ hit }) => hit) : hits;
}

/** How many units of the surroundings agree, side by side from the words outwards, however they are written. */
function likenessTo({ folded: { text } }: Reading, { before = '', after = '' }: Pointer): (hit: Span) => number {
  const [left, right] = [folded(before).text.slice(-compared), folded(after).text.slice(0, compared)];
  return ({ from, to }) => {
    let [back, forth] = [0, 0];
    while (back < left.length && left[left.length - 1 - back] === text[from - 1 - back]) back++;
    while (forth < right.length && right[forth] === text[to + forth]) forth++;
    return back + forth;
  };
}

/** Guessed: surroundings, or words without any, of this many letters are not met in another text by chance. */
export const telling = { surroundings: 6, words: 20 };

/** Whether words are shown to be about this text and no other that holds the same ones. */
function isEvident(reading: Reading, pointer: Pointer, hit: Span): boolean {
  const { before = '', after = '', words = '' } = pointer;
  const given = folded(before).text.length + folded(after).text.length;
  if (given === 0) return reading.doubtful === 'together' || folded(words).text.length >= telling.words;
  return likenessTo(reading, pointer)(hit) >= Math.min(given, telling.surroundings);
}

/** A span of the text in the folded text. */
export function foldedSpan({ from, to }: Folded, span: Span): Span {
  return { from: countWhere(from, (at) => at < span.from), to: countWhere(to, (at) => at <= span.to) };
}

/** A place in a place: its offsets count from where that begins. */
function placedWithin(reading: Reading, pointer: Pointer, within: Pointer): Placement {
  const outer = placed(reading, within);
  if (!isPlaced(outer)) return outer;
  const { span } = outer;
  const inner = reading.text.slice(span.from, span.to);
  const [claim] = claimOf(pointer);
  if (claim) {
    const found = claimedSpan(inner, claim, guessCounting(inner, [claim], 'code-points').counter);
    if (found) return { span: { from: span.from + found.from, to: span.from + found.to }, remarks: outer.remarks };
  }
  return pointer.words === undefined ? { code: 'not-found' } : wordsIn(reading, pointer, span);
}

function placedRange(reading: Reading, { start, end, through }: NonNullable<Pointer['range']>): Placement {
  const [first, last] = [placed(reading, start), placed(reading, end)];
  if (!isPlaced(first)) return first;
  if (!isPlaced(last)) return last;
  const to = through
    ? last.span.to
    : first.span.from + reading.text.slice(first.span.from, last.span.from).trimEnd().length;
  return first.span.from < to ? { span: { from: first.span.from, to }, remarks: [] } : { code: 'not-found' };
}

/** Offsets of RFC 5147: code points in which a line end is one, or whole lines, both from 0. */
function exactly({ text, exact }: Reading, { from = 0, to, counts }: Pointer): Placement {
  const at = (offset: number): number | undefined => {
    if (counts !== 'lines') return exact?.counter.place(offset);
    return offset === exact?.starts.length ? text.length : exact?.starts[offset];
  };
  const start = at(from);
  const end = to === undefined ? text.length : at(to);
  if (start === undefined || end === undefined) return { code: 'not-found' };
  const length = counts === 'lines' ? text.slice(start, end).trimEnd().length : end - start;
  return length > 0 ? { span: { from: start, to: start + length }, remarks: [] } : { code: 'no-words' };
}

/** What is brought in of a record: the source's own words and surroundings, except where the file knows of older words. */
export function recordAt(
  text: string,
  starts: readonly number[],
  { span, remarks }: Stand,
  draft: Draft,
  annotation: Annotation,
): PlacedRecord {
  const { before = '', ...described } = describe(text, span, starts);
  const tagged = draft.pointer?.stands === undefined ? undefined : draft.pointer.words;
  const placed: Placed = {
    ...annotation,
    ...described,
    before: before.replace(/^\ufeff/, ''),
    ...(tagged !== undefined && { text: withLf(tagged) }),
    span,
  };
  return { draft, annotation: placed, remarks };
}

/** Where lines begin as the editor shows them: what it shows has no byte-order mark. */
function shownLines(text: string): readonly number[] {
  return [text.startsWith('\ufeff') ? 1 : 0, ...lineStarts(text).slice(1)];
}
