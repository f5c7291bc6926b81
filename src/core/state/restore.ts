import { sidesStanding } from '../anchor/selector';
import type { Annotation } from '../model/annotation';
import { inserted, type Change, type Span } from '../text/change';
import { around, aroundRewrapped, newlinesOf, readAhead, touching, type TextReader } from '../text/reader';
import { onItsWords, type Sheet } from './sheet';
import { hurt, spanAt, type FoundPlacement, type Ranges, type Placement } from './ranges';

/** Less than this share of a span's length does not bring it back: too little is left to know it by. */
const leastBack = 0.5;

/** In longer texts, in UTF-16 units, no keystroke looks for what was lost: a search in slices does. */
const longestPut = 100_000;

/** So much around an insertion is read with it. */
const margin = 2000;

/** What inserted text brings back: lost spans, by undo at the place where they were or by paste anywhere, and what was cut off of edited ones. */
export function returned(
  { records, editedTo }: Sheet,
  spans: Ranges,
  changes: readonly Change[],
  now: TextReader,
): ReadonlyMap<number, Placement> {
  const stands = new Map<number, Placement>();
  const indices = hurt(spans);
  if (indices.length === 0) return stands;
  for (const put of inserted(changes)) {
    const isShort = put.to - put.from <= longestPut;
    const near = isShort ? readAhead(now, { from: put.from - margin, to: put.to + margin }) : now;
    const text = isShort ? near.slice(put.from, put.to) : '';
    for (const index of indices) {
      const record = records[index];
      if (!record || stands.has(index)) continue;
      const own = spanAt(spans, index);
      const isLost = spans.state[index] === 3;
      const known = editedTo.get(record.id) ?? '';
      const stand = isLost ? back(record, known, own.from, put, text, near) : mended(record, own, put, near);
      if (stand) stands.set(index, stand);
    }
  }
  return stands;
}

/** How an edited span stands that is whole again since a change in it or not far from it. */
function mended(record: Annotation, own: Span, { from, to }: Span, now: TextReader): Placement | undefined {
  const { length } = record.text;
  if (from > own.to + length || own.from - length > to) return undefined;
  const whole = onOwnWords(record, own, now);
  if (whole) return whole;
  const rewrapped = aroundRewrapped(record.text, own, now);
  const isSame = rewrapped?.from === own.from && rewrapped.to === own.to;
  return rewrapped && !isSame ? { span: rewrapped, state: 'edited' } : undefined;
}

/** How a record stands where words of its own touch a span: the tagged ones, or those that a save wrote down since. */
export function onOwnWords(record: Annotation, span: Span, now: TextReader): FoundPlacement | undefined {
  const saved = around(record.text, span, now);
  const tagged = record.was === undefined ? undefined : around(record.was, span, now);
  const isTagged = tagged && (!saved || (tagged.from <= saved.from && saved.to <= tagged.to));
  if (isTagged) return { span: tagged, state: 'found' };
  return saved && onItsWords(record, saved);
}

/** How a lost span stands since text was inserted: on its words, or on those that it was edited to; `undefined` where it is lost still. */
function back(
  record: Annotation,
  editedTo: string,
  lostAt: number,
  inserted: Span,
  text: string,
  now: TextReader,
): Placement | undefined {
  if (text === '') return undefined;
  const whole = broughtBack(record, record.text, lostAt, inserted, text, now);
  if (whole) return onItsWords(record, whole);
  if (editedTo.length < leastBack * record.text.length) return undefined;
  const edited = broughtBack(record, editedTo, lostAt, inserted, text, now);
  return edited && speaksForItself(record, editedTo, edited, now) ? { span: edited, state: 'edited' } : undefined;
}

/** Where the words of a lost span stand since text was inserted. */
function broughtBack(
  record: Annotation,
  words: string,
  lostAt: number,
  inserted: Span,
  text: string,
  now: TextReader,
): Span | undefined {
  const reach = words.length + newlinesOf(words);
  const near = inserted.from - reach <= lostAt && lostAt <= inserted.to + reach;
  if (!near && text.length < words.length) return undefined;
  const places = touching(words, inserted, now).filter(({ from, to }) => inserted.from < to && from < inserted.to);
  const known = places.find((place) => isAmongItsOwn(record, place, now));
  const isAll = near ? text.trim().length <= 2 * words.length : text.trim() === words;
  return known ?? (isAll || words.length >= longEnough ? places[0] : undefined);
}

/** A text of this length, in UTF-16 units, is its own proof; a shorter one may stand anywhere by chance. */
const longEnough = 16;

/** Whether a text that stands at a span is a record's: it is long, or some of what stood around it does still. */
export function speaksForItself(record: Annotation, words: string, span: Span, now: TextReader): boolean {
  return words.length >= longEnough || isAmongItsOwn(record, span, now);
}

/** Whether the nearest of what stood around a record stands at a span. */
function isAmongItsOwn(record: Annotation, span: Span, now: TextReader): boolean {
  const before = (record.before ?? '').slice(-8);
  const after = (record.after ?? '').slice(0, 8);
  const stands = sidesStanding(now, { before, after }, span);
  return (before.length >= 3 && stands.before) || (after.length >= 3 && stands.after);
}
