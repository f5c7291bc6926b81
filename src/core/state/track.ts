import type { Annotation } from '../model/annotation';
import { inserted, shiftOf, type Change, type Span } from '../text/change';
import type { SourceText } from '../text/sourceText';
import { hasWord } from '../text/words';
import { mapSpan } from './edgeRules';
import { belowCopied, longestCompared, movedSpan, pairsOf, type Pair } from './moves';
import { lost, mapRanges, placementAt, spanAt, withPlacements, type Placement, type Ranges } from './ranges';
import { onOwnWords, restored, standing } from './restore';
import { extentsOf, goneOn, joined, newRun, spanBefore, type Run } from './run';
import type { Sheet, Tracking } from './sheet';
import { jumpBack, jumpForward, lastAs, standingAt, withStep, type Gone, type Jump, type Present } from './undoLog';

// The first of two passes. It keeps this invariant: a span that no change touched stands on the same letters as before;
// one that changes touched stands where the rules of its edges put it (edgeRules), or went along with the lines that it
// stands in (moves); an undo or redo brings back exactly what was there (undoLog). What a run of typing did counts as
// one change of the text before the run (run). Of nothing else is a place made up: a span of which no rule knows the
// place is lost, comes back with its own words (restore), or is `uncertain` and anchored again with both texts at hand.

export type Reason = 'undo' | 'redo';

/** A sheet after changes of its source. */
export interface Tracked {
  readonly sheet: Sheet;
  /** Whether an annotation stands otherwise than before, beyond moving along with the text. */
  readonly stirred: boolean;
  /** The records to be anchored again with the text before the changes, where they stood in it, and that text. */
  readonly uncertain: Uncertain;
  readonly recalled: Recalled;
  /** The changes as they were understood: where a line came beside one that says the same, either may be the new one. */
  readonly changes: readonly Change[];
}

export interface Uncertain {
  readonly indices: readonly number[];
  readonly text: SourceText | undefined;
  /** Parallel to `indices`. */
  readonly spans: readonly Span[];
}

/** Lost records that a search may find, changed, in texts that were inserted, and where these stand now. */
export interface Recalled {
  readonly indices: readonly number[];
  readonly within: readonly Span[];
}

/** Past so many uncertain spans at once (a reload, a formatter), they have no place until they are anchored again. */
const atOnce = 200;

/** A shorter insertion, in UTF-16 units, is typing and not worth a search. */
const leastPasted = 20;

const certain: Uncertain = { indices: [], text: undefined, spans: [] };

/** A sheet tracked through simultaneous changes of its source, which is open. */
export function track(sheet: Sheet, made: readonly Change[], reason?: Reason): Tracked {
  const { tracking } = sheet;
  if (!tracking || made.length === 0)
    return { sheet, stirred: false, uncertain: certain, recalled: { indices: [], within: [] }, changes: made };
  const now = tracking.text.edited(made);
  const jump = reason && jumpOf(sheet, tracking, now, reason);
  return jump ? jumped(sheet, tracking, joined(made), now, jump) : edited(sheet, tracking, made, now);
}

function jumpOf({ records, spans }: Sheet, tracking: Tracking, now: SourceText, reason: Reason): Jump | undefined {
  if (reason === 'redo') return jumpForward(tracking.log, now);
  const indexOf = indicesOf(records);
  const present: Present = {
    ...tracking,
    placement: (id) => {
      const index = indexOf(id);
      return index < 0 ? undefined : placementAt(spans, index);
    },
  };
  return jumpBack(tracking.log, now, present);
}

/** The sheet with what an undo or a redo brought back. What was tagged since amid it is mapped by the rules of the edges. */
function jumped(sheet: Sheet, tracking: Tracking, changes: readonly Change[], now: SourceText, jump: Jump): Tracked {
  const { records, spans } = sheet;
  const after = { from: spans.from.slice(), to: spans.to.slice(), state: spans.state };
  const stands = new Map<number, Placement>();
  records.forEach((record, index) => {
    const known = jump.touched.get(record.id);
    const own = spanAt(spans, index);
    const moved = jump.moved(own) ?? mapSpan(own, changes, tracking.text, now);
    [after.from[index], after.to[index]] = [moved?.from ?? own.from, moved?.to ?? own.from];
    if (known) stands.set(index, known.span ? standing(record, known.span, now) : known);
    else if (!moved && isPlaced(spans, index)) stands.set(index, { span: undefined, state: 'lost' });
  });
  const { log, run, gone } = jump;
  return {
    sheet: { ...sheet, spans: withPlacements(after, stands), tracking: { text: now, log, run, gone } },
    stirred: true,
    uncertain: certain,
    recalled: { indices: [], within: [] },
    changes,
  };
}

/** What the rules say of the spans that a step touched. */
interface Ruled {
  readonly run: Run;
  /** The placements of the touched spans, by their indices. */
  readonly stands: ReadonlyMap<number, Placement>;
  /** Where the spans stood, in the text before the run, over whose edges a change went. */
  readonly torn: ReadonlyMap<number, Span>;
  /** What was there before of what the changes put in, and where it was. */
  readonly pairs: readonly Pair[];
}

function edited(sheet: Sheet, tracking: Tracking, made: readonly Change[], now: SourceText): Tracked {
  const { records, spans } = sheet;
  const changes = belowCopied(joined(made), spans, tracking.text);
  const mapped = mapRanges(spans, changes);
  const touched = mapped.touched.map(({ index }) => index).filter((index) => isPlaced(spans, index));
  const { indices, unread } = apart(touched, spans, changes);
  const ruled = ruledBy(sheet, tracking, indices, changes, now);
  const gone = withGone(sheet, tracking, ruled, changes);
  const stands = new Map(ruled.stands);
  for (const index of unread) stands.set(index, { span: undefined, state: 'unsought' });
  const placed = stands.size === 0 ? mapped.spans : withPlacements(mapped.spans, stands);
  for (const [index, stand] of restored({ records, spans: placed, gone }, putIn(changes, ruled.pairs), now))
    stands.set(index, stand);
  for (const [index, stand] of asBefore(sheet, tracking, stands, now)) stands.set(index, stand);
  const uncertain = withUnread(uncertainOf(ruled, stands, changes), unread, sheet, tracking);
  if (uncertain.indices.length > atOnce)
    for (const index of uncertain.indices) stands.set(index, { span: undefined, state: 'unsought' });
  const log = withStep(tracking.log, { ...tracking, extents: extentsOf(changes), touched: before(sheet, stands) });
  const after = {
    ...sheet,
    spans: stands.size === 0 ? mapped.spans : withPlacements(mapped.spans, stands),
    tracking: { text: now, log, run: ruled.run, gone },
  };
  const stirred = [...stands].some(([index, stand]) =>
    isStirred(stand, placementAt(spans, index), spanAt(mapped.spans, index)),
  );
  return { sheet: after, stirred, uncertain, recalled: recalledBy(changes, ruled.pairs, after), changes };
}

/** The spans that changes touched, and those of them in blocks that are too long to be read at once. */
function apart(touched: readonly number[], spans: Ranges, changes: readonly Change[]) {
  const long = changes.filter((change) => change.to - change.from > longestCompared && isBlock(change));
  const isUnread = (index: number): boolean => {
    const { from, to } = spanAt(spans, index);
    return long.some((change) => change.from <= from && to <= change.to);
  };
  if (long.length === 0) return { indices: touched, unread: [] };
  return { indices: touched.filter((index) => !isUnread(index)), unread: touched.filter(isUnread) };
}

function withUnread(
  { indices, spans }: Uncertain,
  unread: readonly number[],
  sheet: Sheet,
  { text }: Tracking,
): Uncertain {
  const all = [...indices, ...unread];
  if (all.length === 0) return certain;
  return { indices: all, text, spans: [...spans, ...unread.map((index) => spanAt(sheet.spans, index))] };
}

/** How spans stood before they were put where they stand now. */
function before({ records, spans }: Sheet, stands: ReadonlyMap<number, Placement>): ReadonlyMap<string, Placement> {
  return new Map(
    [...stands.keys()].flatMap((index) => {
      const record = records[index];
      return record ? [[record.id, placementAt(spans, index)] as const] : [];
    }),
  );
}

/** Whether a span looks otherwise than the editor draws it by itself, which moves edges along but follows no rules. */
function isStirred(stand: Placement, before: Placement, mapped: Span): boolean {
  const isMapped = stand.span ? stand.span.from === mapped.from && stand.span.to === mapped.to : true;
  return stand.state !== before.state || !isMapped;
}

const isPlaced = ({ state }: Ranges, index: number): boolean => state[index] === 1 || state[index] === 2;

function indicesOf(records: readonly Annotation[]): (id: string) => number {
  const known = new Map<string, number>();
  return (id) => {
    if (known.size === 0) records.forEach((record, index) => known.set(record.id, index));
    return known.get(id) ?? -1;
  };
}

/** What the rules say: of a run that goes on by all that it did, of a step of its own by that. */
function ruledBy(
  { records, spans }: Sheet,
  { text, run }: Tracking,
  indices: readonly number[],
  changes: readonly Change[],
  now: SourceText,
): Ruled {
  const own = new Map(indices.map((index) => [index, spanAt(spans, index)]));
  const isTorn = (span: Span): boolean => changes.some((change) => isAcross(change, span));
  const isMuch = changes.some((change) => change.text.length >= leastPasted);
  const pairs = pairsOf(text, now, changes);
  const isMove = pairs.length > 0 && (isMuch || [...own.values()].some(isTorn));
  const going = isMove || changes.some(isBlock) ? undefined : goneOn(run, changes, text);
  const bases = going && run && beforeRun(records, spans, [...indices, ...inRun(records, spans, run)], run);
  if (going && bases) return byRules(records, bases, { ...going, touched: carried(run.touched, changes) }, [], now);
  const alone = newRun(text, changes);
  for (const index of besideIn(pairs, changes, spans)) own.set(index, spanAt(spans, index));
  // Nothing goes on where lines were moved.
  return byRules(records, own, isMove ? { ...alone, last: [] } : alone, pairs, now);
}

/** The spans in lines that were moved of which the changes touched another part: their ends were alike. */
function besideIn(pairs: readonly Pair[], changes: readonly Change[], spans: Ranges): readonly number[] {
  const isPart = ({ was }: Pair): boolean => !changes.some(({ from, to }) => from <= was.from && was.to <= to);
  const parts = pairs.filter(isPart).map(({ was }) => was);
  if (parts.length === 0) return [];
  return [...spans.from.keys()].filter((index) => {
    const { from, to } = spanAt(spans, index);
    return isPlaced(spans, index) && parts.some((part) => part.from <= from && to <= part.to);
  });
}

/** The spans that a run has touched and that are not lost. */
function inRun(records: readonly Annotation[], spans: Ranges, { touched }: Run): readonly number[] {
  return [...touched].flatMap(([id, { index }]) => {
    const at = records[index]?.id === id ? index : records.findIndex((record) => record.id === id);
    return at >= 0 && isPlaced(spans, at) ? [at] : [];
  });
}

/** Where spans stood before a run; undefined where one of them came after the run began. */
function beforeRun(
  records: readonly Annotation[],
  spans: Ranges,
  indices: readonly number[],
  { changes, touched }: Run,
): ReadonlyMap<number, Span> | undefined {
  const bases = new Map<number, Span>();
  const extents = extentsOf(changes);
  for (const index of indices) {
    const own = spanAt(spans, index);
    const known = touched.get(records[index]?.id ?? '');
    const isThere = known?.now?.from === own.from && known.now.to === own.to;
    const was = isThere ? known.was : spanBefore(own, extents);
    if (!was) return undefined;
    bases.set(index, was);
  }
  return bases;
}

/** The spans that a run touched, moved along with a further step. */
function carried(touched: Run['touched'], changes: readonly Change[]): Run['touched'] {
  const along = ({ from, to }: Span): Span => {
    const shift = changes.reduce((sum, change) => (change.to <= from ? sum + shiftOf(change) : sum), 0);
    return { from: from + shift, to: to + shift };
  };
  return new Map([...touched].map(([id, stretch]) => [id, { ...stretch, now: stretch.now && along(stretch.now) }]));
}

/** How spans stand by the rules of their edges, mapped through a whole run from where they stood before it. */
function byRules(
  records: readonly Annotation[],
  bases: ReadonlyMap<number, Span>,
  run: Run,
  pairs: readonly Pair[],
  now: SourceText,
): Ruled {
  const stands = new Map<number, Placement>();
  const torn = new Map<number, Span>();
  const touched = new Map(run.touched);
  for (const [index, was] of bases) {
    const record = records[index];
    if (!record) continue;
    const moved = movedSpan(was, pairs, run.base, now);
    const mapped = moved ?? mapSpan(was, run.changes, run.base, now);
    const isTorn = !moved && run.changes.some((change) => isAcross(change, was));
    const stand = standsAt(record, mapped, now);
    stands.set(index, stand);
    if (isTorn) torn.set(index, was);
    touched.set(record.id, { index, was, now: stand.span });
  }
  return { run: { ...run, touched }, stands, torn, pairs };
}

/** Whether a change goes over an edge of a span, or replaces all of it. */
function isAcross(change: Change, { from, to }: Span): boolean {
  const isOverEdge = (edge: number): boolean => change.from < edge && edge < change.to;
  return isOverEdge(from) || isOverEdge(to) || (change.from === from && change.to === to);
}

/** How a record stands where the rules put it: on its own words, which may reach further, or on what became of them. */
function standsAt(record: Annotation, span: Span | undefined, now: SourceText): Placement {
  if (!span) return { span, state: 'lost' };
  const stand = standing(record, span, now);
  return stand.state === 'found' ? stand : (onOwnWords(record, span, now) ?? stand);
}

/** So much of what went with a lost span is kept on either side, in UTF-16 units. */
const longestAround = 64;

/** What is known of lost spans, with those that a step took away: all of their words, if the run took them bit by bit. */
function withGone(
  { records, spans }: Sheet,
  { text, gone }: Tracking,
  { run: { base }, stands, torn }: Ruled,
  changes: readonly Change[],
): ReadonlyMap<string, Gone> {
  const lostNow = [...torn].filter(([index]) => stands.get(index)?.state === 'lost');
  if (lostNow.length === 0) return gone;
  const cut = ([...gone.values()].at(-1)?.cut ?? 0) + 1;
  const all = new Map(gone);
  for (const [index, was] of lostNow) {
    const id = records[index]?.id ?? '';
    const { from, to } = spanAt(spans, index);
    const isPart = !changes.some((change) => change.from <= from && to <= change.to);
    const head = changes.find((change) => change.from <= from && from < change.to)?.from ?? from;
    const end = changes.find((change) => change.from < to && to <= change.to)?.to ?? to;
    const lead = text.slice(Math.max(head, from - longestAround), from);
    const tail = text.slice(to, Math.min(end, to + longestAround));
    const whole = { words: base.slice(was.from, was.to), lead: '', tail: '', cut };
    all.delete(id);
    all.set(id, isPart ? whole : { words: text.slice(from, to), lead, tail, cut });
  }
  return all;
}

/** How lost and cut spans stood when the text said the same as it says now: so they stand again. */
function asBefore(
  { records, spans }: Sheet,
  { log: { past } }: Tracking,
  stands: ReadonlyMap<number, Placement>,
  now: SourceText,
): ReadonlyMap<number, Placement> {
  const back = new Map<number, Placement>();
  const doubtful = [...stands].filter(([, { state }]) => state === 'lost' || state === 'edited');
  if (doubtful.length === 0) return back;
  const recent = Math.max(0, past.length - mostCompared);
  const at = lastAs(now, past, recent);
  if (at < 0) return back;
  const known = standingAt(past, at);
  for (const [index] of doubtful) {
    const record = records[index];
    if (!record) continue;
    const own: Span | undefined = isPlaced(spans, index) ? spanAt(spans, index) : undefined;
    const moved = past.slice(at).reduceRight((span, { extents }) => span && spanBefore(span, extents), own);
    const span = known.has(record.id) ? known.get(record.id)?.span : moved;
    if (span) back.set(index, standing(record, span, now));
  }
  return back;
}

/** So many texts of the past are compared with a new one. */
const mostCompared = 100;

/** Whether so much text was put in the place of other text at once that it may hold what went. */
const isBlock = ({ from, to, text }: Change): boolean => from < to && text.trim().length >= leastPasted;

/** The cut and lost spans of which the new text may hold more: other words, too, went where they stood. */
function uncertainOf(
  { run, torn }: Ruled,
  stands: ReadonlyMap<number, Placement>,
  changes: readonly Change[],
): Uncertain {
  const blocks = changes.filter(isBlock);
  if (blocks.length === 0) return certain;
  const isDoubtful = ([index, span]: readonly [number, Span]): boolean =>
    stands.get(index)?.state !== 'found' &&
    blocks.some(
      (change) =>
        isAcross(change, span) &&
        (hasWord(run.base.slice(Math.max(change.from, span.from - longestAround), span.from)) ||
          hasWord(run.base.slice(span.to, Math.min(change.to, span.to + longestAround)))),
    );
  const doubtful = [...torn].filter(isDoubtful);
  return { indices: doubtful.map(([index]) => index), text: run.base, spans: doubtful.map(([, span]) => span) };
}

/** The lost records that are not much longer than what was put in that was not there before. */
function recalledBy(changes: readonly Change[], pairs: readonly Pair[], { records, spans }: Sheet): Recalled {
  const within = putIn(changes, pairs).filter(({ from, to }) => to - from >= leastPasted);
  const longest = within.reduce((length, { from, to }) => Math.max(length, to - from), 0);
  if (longest === 0) return { indices: [], within };
  return { indices: lost(spans).filter((index) => (records[index]?.text.length ?? 0) <= 2 * longest), within };
}

/** Where text stands that changes put in and that was not there before. */
function putIn(changes: readonly Change[], pairs: readonly Pair[]): readonly Span[] {
  return inserted(changes).flatMap((put) => {
    const parts: Span[] = [];
    let at = put.from;
    const known = pairs.map(({ now }) => now).filter(({ from, to }) => put.from < to && from < put.to);
    for (const { from, to } of known.sort((a, b) => a.from - b.from)) {
      if (from > at) parts.push({ from: at, to: from });
      at = Math.max(at, to);
    }
    return at < put.to || known.length === 0 ? [...parts, { from: at, to: put.to }] : parts;
  });
}
