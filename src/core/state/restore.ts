import { sidesStanding } from '../anchor/selector';
import type { Annotation } from '../model/annotation';
import { sameSpan, type Span } from '../text/change';
import { countWhere } from '../text/sorted';
import type { SourceText } from '../text/sourceText';
import { newlinesOf, readAhead, touching, type TextReader } from '../text/reader';
import { hasWord, sameWords } from '../text/words';
import { isWholeWords, mended, standingAt } from './ownWords';
import { allThatAre, spanAt, statusAt, type Placement, type Ranges } from './ranges';
import { leastPasted, type Extent, type Step } from './step';

// Restores lost spans that the edges of a change can't decide: where their own words are inserted whole. The present
// place wins; short words must be within their old context.

/** A lost span is restored on edited words only if they have at least this share of its record's length. */
const leastBack = 0.5;

/** Longest insertion, in UTF-16 units, that a keystroke searches for lost spans; longer ones are searched in slices later. */
const longestPut = 100_000;

/** How far around an insertion, in UTF-16 units, text is read with it. */
const margin = 2000;

/** Least length, in UTF-16 units, at which a text that occurs once is recognised by itself; a shorter one may occur by chance. */
export const longEnough = 16;

/** The words of a lost span, with the text deleted before and after it. */
export interface Gone {
  readonly words: string;
  readonly lead: string;
  readonly tail: string;
  /** The number of the step that deleted it: the same for spans deleted together, greater for later ones. */
  readonly cut: number;
}

/** Most text deleted beside a lost span that is kept on either side, in UTF-16 units. */
const longestAround = 64;

/** Adds the spans lost in a step to the lost spans: each with all of its words, even if the run deleted them bit by bit. */
export function withGone(
  gone: ReadonlyMap<string, Gone>,
  { records, spans }: Pick<Standing, 'records' | 'spans'>,
  lost: ReadonlyMap<number, Span>,
  { before, changes, run: { base } }: Step,
): ReadonlyMap<string, Gone> {
  if (lost.size === 0) return gone;
  const cut = ([...gone.values()].at(-1)?.cut ?? 0) + 1;
  const all = new Map(gone);
  for (const [index, was] of lost) {
    const id = records[index]?.id ?? '';
    const { from, to } = spanAt(spans, index);
    const isPart = !changes.some((change) => change.from <= from && to <= change.to);
    const head = changes.find((change) => change.from <= from && from < change.to)?.from ?? from;
    const end = changes.find((change) => change.from < to && to <= change.to)?.to ?? to;
    const lead = before.slice(Math.max(head, from - longestAround), from);
    const tail = before.slice(to, Math.min(end, to + longestAround));
    const whole = { words: base.slice(was.from, was.to), lead: '', tail: '', cut };
    all.delete(id);
    all.set(id, isPart ? whole : { words: before.slice(from, to), lead, tail, cut });
  }
  return all;
}

/** The annotations of a text, their places in it, and the words of the lost ones. */
interface Standing {
  readonly records: readonly Annotation[];
  readonly spans: Ranges;
  readonly gone: ReadonlyMap<string, Gone>;
}

/** A past step that deleted text: the text before it, its changes, and the spans that it touched. */
interface Took {
  readonly text: TextReader;
  readonly extents: readonly Extent[];
  readonly touched: { has(id: string): boolean };
}

/**
 * The spans restored by text inserted at these places: lost ones pasted anywhere or typed anew at their place, edited
 * ones that are whole again. `past` are the steps before, which may have cut what is pasted.
 */
export function restored(
  { records, spans, gone }: Standing,
  places: readonly Span[],
  past: readonly Took[],
  now: SourceText,
): ReadonlyMap<number, Placement> {
  const placements = new Map<number, Placement>();
  const candidatesAt = candidatesIn(records, spans);
  for (const put of places) {
    const candidates = candidatesAt(put);
    if (candidates.length === 0) continue;
    const isShort = put.to - put.from <= longestPut;
    const near = isShort ? readAhead(now, { from: put.from - margin, to: put.to + margin }) : now;
    const text = isShort ? near.slice(put.from, put.to) : '';
    const isAlone: Fresh['isAlone'] = (words, place) => !standsElsewhere(words, place, now);
    const fresh = { put, text, isOthers: otherOrigin(put, text, past, now), isAlone };
    const restoredHere: (Placement & { readonly index: number; readonly cut: number })[] = [];
    for (const { index, record, own, isLost } of candidates) {
      if (placements.has(index)) continue;
      const lost = gone.get(record.id);
      const placement = isLost ? broughtBack(record, lost, own.from, fresh, near) : mended(record, own, near);
      if (placement) restoredHere.push({ ...placement, index, cut: isLost ? (lost?.cut ?? 0) : Infinity });
    }
    for (const { index, cut, ...placement } of restoredHere) {
      const isLater = restoredHere.some(
        (other) => other.cut > cut && other.cut < Infinity && sameSpan(other.span, placement.span),
      );
      if (!isLater) placements.set(index, placement);
    }
  }
  return placements;
}

interface Candidate {
  readonly index: number;
  readonly record: Annotation;
  readonly own: Span;
  readonly isLost: boolean;
}

/**
 * Returns a function that lists the spans that an insertion may restore: all lost ones, and the edited ones no further
 * from it than their records are long. There may be ten thousand insertions and spans each.
 */
function candidatesIn(records: readonly Annotation[], spans: Ranges): (put: Span) => readonly Candidate[] {
  const all = allThatAre(spans, 'edited', 'lost').flatMap((index): Candidate[] => {
    const record = records[index];
    return record ? [{ index, record, own: spanAt(spans, index), isLost: statusAt(spans, index) === 'lost' }] : [];
  });
  const lost = all.filter(({ isLost }) => isLost);
  const edited = all.filter(({ isLost }) => !isLost).sort((a, b) => a.own.from - b.own.from);
  const reachOf = ({ record, own }: Candidate): number => own.to - own.from + record.text.length;
  const reach = edited.reduce((most, one) => Math.max(most, reachOf(one)), 0);
  return (put) => {
    const first = countWhere(edited, ({ own }) => own.from < put.from - reach);
    const past = countWhere(edited, ({ own }) => own.from <= put.to + reach);
    return [...lost, ...edited.slice(first, past).filter(({ own, record }) => isNear(put, own, record))];
  };
}

/** Whether an insertion is no further from a span than its record's text is long. */
const isNear = (put: Span, own: Span, { text: { length } }: Annotation): boolean =>
  put.from <= own.to + length && own.from - length <= put.to;

/** Inserted text, its place, and what is known of its origin. */
interface Fresh {
  readonly put: Span;
  readonly text: string;
  readonly isOthers: (id: string) => boolean;
  /** Whether the words at a place occur nowhere else. */
  readonly isAlone: (words: string, place: Span) => boolean;
}

/** Whether words also occur before or after a place. */
function standsElsewhere(words: string, { from, to }: Span, now: SourceText): boolean {
  const all = now.toString();
  const first = all.indexOf(words);
  return (first >= 0 && first < from) || all.includes(words, to);
}

/**
 * Returns which spans an inserted text can't belong to: if it was cut before, all that the cut did not touch; if it
 * also occurs elsewhere, it is a copy, so all; none if it is short enough to be typed.
 */
function otherOrigin(put: Span, text: string, past: readonly Took[], now: SourceText): Fresh['isOthers'] {
  let others: Fresh['isOthers'] | undefined;
  const find = (): Fresh['isOthers'] => {
    const words = text.trim();
    if (words.length < leastPasted) return () => false;
    const cuts = past.filter(({ text: before, extents }) =>
      extents.some(({ from, went }) => went >= words.length && before.slice(from, from + went).includes(words)),
    );
    if (cuts.length > 0) return (id) => !cuts.some(({ touched }) => touched.has(id));
    const isCopy = standsElsewhere(words, put, now);
    return () => isCopy;
  };
  return (id) => (others ??= find())(id);
}

/** The placement of a lost span restored by an insertion, on its own or its edited words; undefined where it stays lost. */
function broughtBack(
  record: Annotation,
  lost: Gone | undefined,
  lostAt: number,
  fresh: Fresh,
  now: TextReader,
): Placement | undefined {
  if (fresh.text === '') return undefined;
  const cut = lost && pastedWith(lost, fresh);
  if (cut) return standingAt(record, cut, now);
  const tagged = record.was === undefined ? [record.text] : [record.was, record.text];
  for (const words of tagged) {
    const whole = placeOf(record, words, lostAt, fresh, now);
    if (whole) return standingAt(record, whole, now);
  }
  if (!lost || lost.words.length < leastBack * record.text.length || tagged.includes(lost.words)) return undefined;
  const edited = placeOf(record, lost.words, lostAt, fresh, now);
  return edited && speaksForItself(record, lost.words, edited, now) ? standingAt(record, edited, now) : undefined;
}

/** The place of a span in a text pasted as it was cut. */
function pastedWith({ words, lead, tail }: Gone, { put, text }: Fresh): Span | undefined {
  const isAll = lead + tail !== '' && text === lead + words + tail;
  if (!isAll && lead.trim() + tail.trim() === '') return undefined;
  const at = text.indexOf(lead + words + tail);
  return at < 0 ? undefined : { from: put.from + at + lead.length, to: put.from + at + lead.length + words.length };
}

/** The place in inserted text of the words of a lost span. */
function placeOf(
  record: Annotation,
  words: string,
  lostAt: number,
  { put, text, isOthers, isAlone }: Fresh,
  now: TextReader,
): Span | undefined {
  const reach = words.length + newlinesOf(words);
  const near = put.from - reach <= lostAt && lostAt <= put.to + reach;
  if (!near && text.length < words.length) return undefined;
  const places = touching(words, put, now).filter(
    (place) => put.from < place.to && place.from < put.to && isWholeWords(place, record, now),
  );
  const isAll = near ? text.trim().length <= 2 * words.length : sameWords(text, words);
  if (places.length === 0 || (!(near && isAll) && isOthers(record.id))) return undefined;
  const known = places.filter((place) => isBesideItsOwn(record, place, now));
  if (known.length > 0 || isAll) return bestByContext(known.length > 0 ? known : places, record, now);
  return places.find((place) => words.length >= longEnough && isAlone(words, place));
}

/** The place that shares the most context with a record; undefined where two places share equally much. */
function bestByContext(places: readonly Span[], record: Annotation, now: TextReader): Span | undefined {
  if (places.length < 2) return places[0];
  const shared = places.map((place) => sharedAround(record, place, now));
  const most = Math.max(...shared);
  return shared.indexOf(most) === shared.lastIndexOf(most) ? places[shared.indexOf(most)] : undefined;
}

/** How many UTF-16 units of a record's context are beside a span, counted from the span outwards. */
function sharedAround({ before = '', after = '' }: Annotation, { from, to }: Span, now: TextReader): number {
  const [head, tail] = [now.slice(Math.max(0, from - before.length), from), now.slice(to, to + after.length)];
  let [leading, trailing] = [0, 0];
  while (leading < head.length && head[head.length - 1 - leading] === before[before.length - 1 - leading]) leading++;
  while (trailing < tail.length && tail[trailing] === after[trailing]) trailing++;
  return leading + trailing;
}

/** Whether the words at a span surely belong to a record: they are long, or part of the record's context is beside them. */
function speaksForItself(record: Annotation, words: string, span: Span, now: TextReader): boolean {
  return words.length >= longEnough || isBesideItsOwn(record, span, now);
}

/**
 * Whether the nearest context of a record is beside a span: on both sides the next word of its line, or the edge of
 * the line; for a span alone in its line, the text of the line before or after.
 */
function isBesideItsOwn(record: Annotation, span: Span, now: TextReader): boolean {
  const before = (record.before ?? '').slice(-8);
  const after = (record.after ?? '').slice(0, 8);
  const inLine = { before: lastInLine.exec(before)?.[0] ?? '', after: firstInLine.exec(after)?.[0] ?? '' };
  const isAlone = !hasWord(inLine.before + inLine.after);
  const sides = sidesStanding(now, isAlone ? { before, after } : inLine, span);
  if (!isAlone) {
    const isAtStart = inLine.before !== '' || isEdge(now.slice(span.from - 1, span.from));
    const isAtEnd = inLine.after !== '' || isEdge(now.slice(span.to, span.to + 1));
    return sides.before && isAtStart && sides.after && isAtEnd;
  }
  return (before.length >= 3 && sides.before) || (after.length >= 3 && sides.after);
}

/** Whether the unit beside a place ends a line; '' is the end of the text. */
const isEdge = (unit: string): boolean => unit === '' || unit === '\n' || unit === '\r';

/** The next word of a line, with the marks and blanks before it. */
const lastInLine = /[\p{L}\p{N}]*[^\p{L}\p{N}\n]*$/u;
const firstInLine = /^[^\p{L}\p{N}\n]*[\p{L}\p{N}]*/u;
