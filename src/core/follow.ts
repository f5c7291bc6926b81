import type { Annotation } from './annotation';
import { inOrder, type Change, type Span } from './change';
import type { Sheet } from './sheet';
import { hurt, mapSpans, standAt, withStands, type Spans, type Stand, type Touched } from './spans';
import { withLf } from './text';
import { stepBack, withStep, type Hit } from './trail';

/** A source's text, read in pieces: a keystroke in a big file must not copy all of it. */
export interface Pages {
  /** The text between two offsets, newlines as the source has them; offsets out of the text are cut to it. */
  slice(from: number, to: number): string;
}

export interface Followed {
  readonly sheet: Sheet;
  /** Whether an annotation stands otherwise than before, beyond moving along with the text. */
  readonly stirred: boolean;
  /** The records that the changes tore away and that a search may find again. */
  readonly sought: readonly number[];
  readonly recalled: Recalled;
}

/** Lost records that a search may find, changed, in texts that were inserted, and where these stand now. */
export interface Recalled {
  readonly indices: readonly number[];
  readonly within: readonly Span[];
}

/** Past so many torn spans at once (a reload, a formatter), a search in slices finds them, not this keystroke. */
const atOnce = 200;

/** Less than this share of a span's length left over is no longer that span. */
const leastLeft = 0.2;

/** Less than this share of a span's length does not bring it back: too little is left to know it by. */
const leastBack = 0.5;

/** A shorter insertion, in UTF-16 units, is typing and not worth a search. */
const leastPasted = 20;

/**
 * A sheet followed through simultaneous changes of its source; `now` is the text after them. Where they undo the last
 * ones, spans that those went into stand again as they stood before.
 */
export function follow(sheet: Sheet, changes: readonly Change[], now: Pages, isUndo = false): Followed {
  const mapped = mapSpans(sheet.spans, changes);
  const alive = mapped.touched.filter(
    ({ index }) => mapped.spans.state[index] === 1 || mapped.spans.state[index] === 2,
  );
  const replaces = changes.some((change) => change.text !== '' && change.from < change.to);
  const stands = new Map<number, Stand>();
  const sought: number[] = [];
  for (const { index, torn } of alive) {
    if (torn && alive.length > atOnce) stands.set(index, { span: undefined, state: 'unsought' });
    else stands.set(index, settled(sheet.records[index], spanAt(mapped.spans, index), now));
    const state = stands.get(index)?.state;
    if (torn && replaces && state !== 'found') sought.push(index);
  }
  for (const [index, stand] of returned(sheet, mapped.spans, changes, now)) stands.set(index, stand);
  const back = isUndo ? stepBack(sheet.trail, changes) : undefined;
  for (const [index, stand] of asBefore(sheet.records, back?.hits ?? [], now)) stands.set(index, stand);
  const spans = stands.size > 0 ? withStands(mapped.spans, stands) : mapped.spans;
  const trail = isUndo ? (back?.trail ?? []) : withStep(sheet.trail, changes, hitBy(alive, sheet));
  const followed = { ...sheet, spans, trail, editedTo: withWords(sheet, stands, now) };
  const stirred = stirs(stands, sheet.spans, mapped.touched);
  return { sheet: followed, stirred, sought, recalled: recalledBy(changes, followed) };
}

/** The lost records that are not much longer than what was inserted. */
function recalledBy(changes: readonly Change[], { records, spans }: Sheet): Recalled {
  const longest = changes.reduce((length, { text }) => Math.max(length, text.length), 0);
  if (longest < leastPasted) return { indices: [], within: [] };
  const indices = hurt(spans).filter(
    (index) => spans.state[index] === 3 && (records[index]?.text.length ?? 0) <= 2 * longest,
  );
  return { indices, within: inserted(changes).filter(({ from, to }) => to - from >= leastPasted) };
}

/** Where what changes insert stands after them. */
function inserted(changes: readonly Change[]): readonly Span[] {
  let shift = 0;
  return inOrder(changes).map(({ from, to, text }) => {
    const span = { from: from + shift, to: from + shift + text.length };
    shift += text.length - (to - from);
    return span;
  });
}

/** What edited spans say, with those that stand otherwise than before. */
function withWords(
  { records, editedTo }: Sheet,
  stands: ReadonlyMap<number, Stand>,
  now: Pages,
): ReadonlyMap<string, string> {
  const edited = [...stands].flatMap(([index, { state, span }]): [string, string][] => {
    const id = records[index]?.id;
    return state === 'edited' && span && id !== undefined ? [[id, withLf(now.slice(span.from, span.to))]] : [];
  });
  return edited.length > 0 ? new Map([...editedTo, ...edited]) : editedTo;
}

/** How spans stood that changes went into. A reload goes into so many that a search finds them. */
function hitBy(touched: readonly Touched[], { records, spans }: Sheet): readonly Hit[] {
  if (touched.length > atOnce) return [];
  return touched.flatMap(({ index }) => {
    const record = records[index];
    return record ? [{ id: record.id, text: record.text, stand: standAt(spans, index) }] : [];
  });
}

/** The spans that an undo brought back as they were, unless somebody put them elsewhere meanwhile. */
function asBefore(records: readonly Annotation[], hits: readonly Hit[], now: Pages): ReadonlyMap<number, Stand> {
  const stands = new Map<number, Stand>();
  for (const { id, text, stand } of hits) {
    const index = records.findIndex((record) => record.id === id);
    const record = records[index];
    // A save may have written down changed words meanwhile: those that were tagged are in `was` then.
    if (!stand.span || !record || (record.text !== text && record.was !== text)) continue;
    const isWhole = record.was === undefined && withLf(now.slice(stand.span.from, stand.span.to)) === text;
    stands.set(index, isWhole ? { span: stand.span, state: 'found' } : { span: stand.span, state: 'edited' });
  }
  return stands;
}

const spanAt = (spans: Spans, index: number): Span => ({ from: spans.from[index] ?? 0, to: spans.to[index] ?? 0 });

const stateCodes = { unsought: 0, found: 1, edited: 2, lost: 3 };

/** An edited span that is edited once more looks the same; all other outcomes show. */
function stirs(stands: ReadonlyMap<number, Stand>, before: Spans, touched: readonly Touched[]): boolean {
  const torn = new Set(touched.filter((touch) => touch.torn).map((touch) => touch.index));
  for (const [index, { state }] of stands)
    if (stateCodes[state] !== before.state[index] || torn.has(index)) return true;
  return false;
}

/** How a span stands that a change went into: on its own words, possibly reaching further than the mapped span, or on changed ones. */
function settled(record: Annotation | undefined, span: Span, now: Pages): Stand {
  if (!record) return { span: undefined, state: 'lost' };
  const back = around(record.text, span, now);
  if (back) return { span: back, state: record.was === undefined ? 'found' : 'edited' };
  const words = now.slice(span.from, span.to);
  const left = words.trim().length / record.text.length;
  return left < leastLeft ? { span: undefined, state: 'lost' } : { span, state: 'edited' };
}

/** Where `text` stands so that it touches `span`; the nearest such place. */
function around(text: string, span: Span, now: Pages): Span | undefined {
  if (withLf(now.slice(span.from, span.to)) === text) return span;
  const reach = text.length + newlinesOf(text);
  const base = Math.max(0, span.from - reach);
  const window = now.slice(base, span.to + reach);
  const words = window.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
  let best: Span | undefined;
  for (let at = window.indexOf(words); at >= 0; at = window.indexOf(words, at + 1)) {
    const found = { from: base + at, to: base + at + words.length };
    if (!best || Math.abs(found.from - span.from) < Math.abs(best.from - span.from)) best = found;
  }
  return best && best.from <= span.to && span.from <= best.to ? best : undefined;
}

const newlinesOf = (text: string): number => text.split('\n').length - 1;

/** What inserted text brings back: lost spans, by undo at the place where they were or by paste anywhere, and what was cut off of edited ones. */
function returned(
  { records, editedTo }: Sheet,
  spans: Spans,
  changes: readonly Change[],
  now: Pages,
): ReadonlyMap<number, Stand> {
  const stands = new Map<number, Stand>();
  const indices = hurt(spans);
  if (indices.length === 0) return stands;
  for (const put of inserted(changes)) {
    if (put.from === put.to) continue;
    const text = now.slice(put.from, put.to);
    for (const index of indices) {
      const record = records[index];
      if (!record || stands.has(index)) continue;
      const own = spanAt(spans, index);
      const isLost = spans.state[index] === 3;
      const span = isLost ? broughtBack(record, record.text, own.from, put, text, now) : mended(record, own, put, now);
      if (span) stands.set(index, { span, state: record.was === undefined ? 'found' : 'edited' });
      const words = editedTo.get(record.id) ?? '';
      if (span || !isLost || words.length < leastBack * record.text.length) continue;
      const back = broughtBack(record, words, own.from, put, text, now);
      if (back && speaksForItself(record, words, back, now)) stands.set(index, { span: back, state: 'edited' });
    }
  }
  return stands;
}

/** An edited span that is whole again since text was inserted in it or not far from it. */
function mended(record: Annotation, own: Span, inserted: Span, now: Pages): Span | undefined {
  const { length } = record.text;
  const isNear = inserted.from <= own.to + length && own.from - length <= inserted.to;
  return isNear ? around(record.text, own, now) : undefined;
}

/** Where the words of a lost span stand since text was inserted. */
function broughtBack(
  record: Annotation,
  words: string,
  lostAt: number,
  inserted: Span,
  text: string,
  now: Pages,
): Span | undefined {
  const reach = words.length + newlinesOf(words);
  const near = inserted.from - reach <= lostAt && lostAt <= inserted.to + reach;
  if (!near && text.length < words.length) return undefined;
  const span = around(words, inserted, now);
  if (!span || span.to <= inserted.from || inserted.to <= span.from) return undefined;
  return near || text.trim() === words || speaksForItself(record, words, span, now) ? span : undefined;
}

/** A long text is its own proof; a short one that comes back far from its place needs some of its surroundings. */
function speaksForItself(record: Annotation, words: string, span: Span, now: Pages): boolean {
  if (words.length >= 16) return true;
  const before = (record.before ?? '').slice(-8);
  const after = (record.after ?? '').slice(0, 8);
  const stands = (length: number): boolean => length >= 3;
  return (
    (stands(before.length) && withLf(now.slice(span.from - before.length, span.from)) === before) ||
    (stands(after.length) && withLf(now.slice(span.to, span.to + after.length)) === after)
  );
}
