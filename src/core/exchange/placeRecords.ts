import type { Annotation } from '../model/annotation';
import { describe } from '../anchor/selector';
import type { Span } from '../text/change';
import { lineStarts, placeAt, withLf } from '../text/lines';
import { countWhere } from '../text/sorted';
import { folded, folding, mostPlaces, placesOf, sameFolded, type Folded } from './foldedWords';
import type { Draft, LeftOut, Placed, PlacedRecord, Pointer, Remark, Unit } from './format';
import { claimedSpan, counting, guessCounting, guessing, type Claim, type Counter } from './offsets';

/** A text in which records are placed, with what is computed from it once. */
export interface Page {
  readonly text: string;
  readonly folded: Folded;
  /** The start of each line. */
  readonly starts: readonly number[];
}

export function* paging(text: string): Generator<undefined, Page> {
  return { text, folded: yield* folding(text), starts: shownLines(text) };
}

/**
 * Whether the records may be about another text. `none`: they are about this one. `each`: unknown, so words need
 * matching context, or enough length. `together`: unknown, but the caller weighs words without context, all of a
 * document at once.
 */
export type Doubt = 'none' | 'each' | 'together';

/** The place of a record, or why it has none. */
export type Placement = Stand | LeftOut;

interface Stand {
  readonly span: Span;
  readonly remarks: readonly Remark[];
}

export function isPlaced(placement: Placement): placement is Stand {
  return 'span' in placement;
}

/**
 * Places each record in a text. Its offsets are believed if they lead to its words, or if it has none; otherwise its
 * words are searched, and must occur once, or once with the best context. See `Doubt` for records that may be about
 * another text.
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

/** The data for placing the pointers of one text. */
interface Reading extends Page {
  readonly doubtful: Doubt;
  readonly counter: Counter;
  /** Whether offsets without words are counted in another unit than the format's, in which they would cut words. */
  readonly recounted: boolean;
  /** For offsets of RFC 5147, if there are any. */
  readonly exact: { readonly counter: Counter; readonly starts: readonly number[] } | undefined;
  /** The places of words in the folded text, by the folded words. */
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
  // Offsets without words are no evidence that this text is meant.
  const span =
    claim && !(isDoubtful && claim.words === undefined) ? claimedSpan(text, claim, reading.counter) : undefined;
  if (span && !(isDoubtful && !isEvident(reading, pointer, foldedSpan(reading.folded, span))))
    return { span, remarks: hasGaps(text, span, pointer) ? ['gaps-filled'] : reading.recounted ? ['recounted'] : [] };
  if (pointer.words === undefined && pointer.stands === undefined) return { code: claim ? 'not-found' : 'no-words' };
  if (pointer.parts && pointer.parts.length > 1) return { code: 'not-found' };
  const found = wordsIn(reading, pointer);
  return 'span' in found && claim ? { ...found, remarks: ['moved'] } : found;
}

/** Whether anything but blanks and line ends is between the parts of a span. */
function hasGaps(text: string, { from, to }: Span, { parts = [], words = '' }: Pointer): boolean {
  return parts.length > 1 && !sameFolded(text.slice(from, to), words);
}

/** Searches for words to which the offsets do not lead. */
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

/** An occurrence of words, in the folded text and, as `span`, in the text itself. */
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

/** A span extended by the blanks at the edges of its words, if the text has the same. */
function widened(text: string, { from, to }: Span, words: string): Span {
  const [before = ''] = /^\s*/.exec(words) ?? [];
  const [after = ''] = /\s*$/.exec(words) ?? [];
  const start = before !== '' && text.endsWith(before, from) ? from - before.length : from;
  return { from: start, to: after !== '' && text.startsWith(after, to) ? to + after.length : to };
}

/** UTF-16 units of context compared on either side. */
const compared = 32;

/** The occurrences whose context is most like the one in the file; several on a tie. */
function best(reading: Reading, pointer: Pointer, hits: readonly Hit[]): readonly Hit[] {
  if (hits.length < 2 || (!pointer.before && !pointer.after)) return hits;
  const likeness = likenessTo(reading, pointer);
  const scores = hits.map(likeness);
  const most = scores.reduce((max, score) => Math.max(max, score), 0);
  return hits.filter((_, i) => scores[i] === most);
}

/** Of several occurrences, the only one at the line in the file, or at its column in that line; else all. */
function atLine({ starts }: Reading, { line, column }: Pointer, hits: readonly Hit[]): readonly Hit[] {
  if (hits.length < 2 || line === undefined) return hits;
  const places = hits.map((hit) => ({ hit, at: placeAt(starts, hit.span.from) }));
  const there = places.filter(({ at }) => at.line === line);
  const [exact = there] = [there.filter(({ at }) => at.column === column)].filter((found) => found.length > 0);
  return exact.length === 1 ? exact.map(({ hit }) => hit) : hits;
}

/** Counts the folded units of context that agree, from the words outwards. */
function likenessTo({ folded: { text } }: Reading, { before = '', after = '' }: Pointer): (hit: Span) => number {
  const [left, right] = [folded(before).text.slice(-compared), folded(after).text.slice(0, compared)];
  return ({ from, to }) => {
    let [back, forth] = [0, 0];
    while (back < left.length && left[left.length - 1 - back] === text[from - 1 - back]) back++;
    while (forth < right.length && right[forth] === text[to + forth]) forth++;
    return back + forth;
  };
}

/** Fewest letters of context, or of words without any, that don't occur in another text by chance. Guessed. */
export const telling = { surroundings: 6, words: 20 };

/** Whether words are evidently about this text, not another with the same words. */
function isEvident(reading: Reading, pointer: Pointer, hit: Span): boolean {
  const { before = '', after = '', words = '' } = pointer;
  const given = folded(before).text.length + folded(after).text.length;
  if (given === 0) return reading.doubtful === 'together' || folded(words).text.length >= telling.words;
  return likenessTo(reading, pointer)(hit) >= Math.min(given, telling.surroundings);
}

/** Converts a span of the text to the folded text. */
export function foldedSpan({ from, to }: Folded, span: Span): Span {
  return { from: countWhere(from, (at) => at < span.from), to: countWhere(to, (at) => at <= span.to) };
}

/** Places a pointer within another: its offsets count from the start of that. */
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

/** Places offsets of RFC 5147: code points with each line end as one, or lines, both from 0. */
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

/** The annotation of a placed record, with the source's words and context; words as tagged that the file knows stay. */
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

/** The start of each line as the editor shows it, without a byte-order mark. */
function shownLines(text: string): readonly number[] {
  return [text.startsWith('\ufeff') ? 1 : 0, ...lineStarts(text).slice(1)];
}
