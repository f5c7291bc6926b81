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

// What brings back a span that the edges of a change can't tell of: its own words, whole, where text was put in. The
// present place wins; short words have to stand among what stood around them.

/** Less than this share of a span's length does not bring it back: too little is left to know it by. */
const leastBack = 0.5;

/** In longer texts, in UTF-16 units, no keystroke looks for what was lost: a search in slices does. */
const longestPut = 100_000;

/** So much around an insertion is read with it. */
const margin = 2000;

/** A text of this length, in UTF-16 units, is its own proof where it stands once; a shorter one may stand anywhere by chance. */
export const longEnough = 16;

/** What a lost span said, and what went with it, before and after it. */
export interface Gone {
  readonly words: string;
  readonly lead: string;
  readonly tail: string;
  /** Spans that one step took away have the same number; later ones have greater numbers. */
  readonly cut: number;
}

/** So much of what went with a lost span is kept on either side, in UTF-16 units. */
const longestAround = 64;

/** What is known of lost spans, with those that a step took away: all of their words, if the run took them bit by bit. */
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

/** The annotations of a text, where they stand in it, and what is known of the lost ones. */
interface Standing {
  readonly records: readonly Annotation[];
  readonly spans: Ranges;
  readonly gone: ReadonlyMap<string, Gone>;
}

/** A step of the past that took text away: the text before it, what it changed, and the spans that it touched. */
interface Took {
  readonly text: TextReader;
  readonly extents: readonly Extent[];
  readonly touched: { has(id: string): boolean };
}

/**
 * How spans stand that text brings back which was put in at these places: lost ones by paste anywhere or typed anew at
 * their place, edited ones that are whole again. `past` are the steps before, which may have cut what is pasted.
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
    const back: (Placement & { readonly index: number; readonly cut: number })[] = [];
    for (const { index, record, own, isLost } of candidates) {
      if (placements.has(index)) continue;
      const left = gone.get(record.id);
      const placement = isLost ? broughtBack(record, left, own.from, fresh, near) : mended(record, own, near);
      if (placement) back.push({ ...placement, index, cut: isLost ? (left?.cut ?? 0) : Infinity });
    }
    for (const { index, cut, ...placement } of back) {
      const isLater = back.some(
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
 * Which spans text that was put in at a place may bring back: all lost ones, and the edited ones from which it is no
 * further than their records have words. Places and spans may be ten thousand each.
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

/** Whether text was put in no further from a span than its record has words. */
const isNear = (put: Span, own: Span, { text: { length } }: Annotation): boolean =>
  put.from <= own.to + length && own.from - length <= put.to;

/** A place where text was put in, that text, and whether it is known to be what stood elsewhere, where a span was not. */
interface Fresh {
  readonly put: Span;
  readonly text: string;
  readonly isOthers: (id: string) => boolean;
  /** Whether words that stand at a place stand nowhere else. */
  readonly isAlone: (words: string, place: Span) => boolean;
}

/** Whether words that stand at a place, or in it, stand before or behind it as well. */
function standsElsewhere(words: string, { from, to }: Span, now: SourceText): boolean {
  const all = now.toString();
  const first = all.indexOf(words);
  return (first >= 0 && first < from) || all.includes(words, to);
}

/**
 * Of which spans a text is not that was put in: where the same was cut before, of all but those that went with it; where
 * the same stands elsewhere, it is a copy and of none. Nothing is known of a text as short as what one types.
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

/** How a lost span stands since text was inserted: on its words, or on those that it was edited to; undefined where it is lost still. */
function broughtBack(
  record: Annotation,
  left: Gone | undefined,
  lostAt: number,
  fresh: Fresh,
  now: TextReader,
): Placement | undefined {
  if (fresh.text === '') return undefined;
  const cut = left && pastedWith(left, fresh);
  if (cut) return standingAt(record, cut, now);
  const tagged = record.was === undefined ? [record.text] : [record.was, record.text];
  for (const words of tagged) {
    const whole = placeOf(record, words, lostAt, fresh, now);
    if (whole) return standingAt(record, whole, now);
  }
  if (!left || left.words.length < leastBack * record.text.length || tagged.includes(left.words)) return undefined;
  const edited = placeOf(record, left.words, lostAt, fresh, now);
  return edited && speaksForItself(record, left.words, edited, now) ? standingAt(record, edited, now) : undefined;
}

/** Where a span stands in a text that was pasted as it was cut. */
function pastedWith({ words, lead, tail }: Gone, { put, text }: Fresh): Span | undefined {
  const isAll = lead + tail !== '' && text === lead + words + tail;
  if (!isAll && lead.trim() + tail.trim() === '') return undefined;
  const at = text.indexOf(lead + words + tail);
  return at < 0 ? undefined : { from: put.from + at + lead.length, to: put.from + at + lead.length + words.length };
}

/** Where words of a lost span stand since text was inserted. */
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
  if (known.length > 0 || isAll) return likestOf(known.length > 0 ? known : places, record, now);
  return places.find((place) => words.length >= longEnough && isAlone(words, place));
}

/** Of some places the one beside which most of what stood around a record stands; none where that is as much at another one. */
function likestOf(places: readonly Span[], record: Annotation, now: TextReader): Span | undefined {
  if (places.length < 2) return places[0];
  const shared = places.map((place) => sharedAround(record, place, now));
  const most = Math.max(...shared);
  return shared.indexOf(most) === shared.lastIndexOf(most) ? places[shared.indexOf(most)] : undefined;
}

/** How many UTF-16 units of what stood around a record stand beside a span, from the span outwards. */
function sharedAround({ before = '', after = '' }: Annotation, { from, to }: Span, now: TextReader): number {
  const [head, tail] = [now.slice(Math.max(0, from - before.length), from), now.slice(to, to + after.length)];
  let [back, forth] = [0, 0];
  while (back < head.length && head[head.length - 1 - back] === before[before.length - 1 - back]) back++;
  while (forth < tail.length && tail[forth] === after[forth]) forth++;
  return back + forth;
}

/** Whether a text that stands at a span is a record's: it is long, or some of what stood around it does still. */
function speaksForItself(record: Annotation, words: string, span: Span, now: TextReader): boolean {
  return words.length >= longEnough || isBesideItsOwn(record, span, now);
}

/**
 * Whether the nearest of what stood around a record stands at a span: the next word of its line on both sides, or the
 * edge of the line; where nothing else is in its line, one of the next lines.
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

/** Whether the unit beside a place, '' where the text ends, says that a line ends there. */
const isEdge = (unit: string): boolean => unit === '' || unit === '\n' || unit === '\r';

/** The next word of a line, with the marks and blanks on the way to it. */
const lastInLine = /[\p{L}\p{N}]*[^\p{L}\p{N}\n]*$/u;
const firstInLine = /^[^\p{L}\p{N}\n]*[\p{L}\p{N}]*/u;
