import { listOf, type Merge, type Unit, type Units } from './mergeUnit';
import { countBy } from '../text/grouped';

/** A unit after the merge; without a body where it was removed. */
export interface MergedUnit {
  readonly name: string;
  readonly kind: Unit['kind'];
  readonly trivia: string;
  readonly body: string | undefined;
  /** The comments around it in ours and theirs. */
  readonly comments: readonly string[];
}

/** The lines above a unit, from the side that changed them; from ours if both did. */
export function mergedTrivia(
  base: Unit | undefined,
  ours: Unit | undefined,
  theirs: Unit | undefined,
): Pick<MergedUnit, 'trivia' | 'comments'> {
  const comments = [...new Set([ours, theirs].flatMap((unit) => (unit ? commentsAt(unit) : [])))];
  if (!ours || !theirs) return { trivia: (ours ?? theirs)?.trivia ?? '', comments };
  return { trivia: base?.trivia === ours.trivia ? theirs.trivia : ours.trivia, comments };
}

/**
 * Joins units to a file. Entries that were not neighbours before get a blank line between them. A comment that neither
 * side removed, but whose place is gone, is put above what comes next.
 */
export function joinedUnits(merge: Merge, merged: readonly MergedUnit[]): string {
  const { base, ours, theirs, eol } = merge;
  const missing = commentsWanted(merge);
  const wanted = new Set([...missing].flatMap(([comment, count]) => (count > 0 ? [comment] : [])));
  takeMissing(missing, merged.flatMap(shownAt));
  const tail = withoutMoved(base.tail === ours.tail ? theirs.tail : ours.tail, (comment) => {
    return wanted.has(comment) && missing.get(comment) === 0;
  });
  takeMissing(missing, commentsOf(tail));
  const sides = [ours, theirs].map(
    ({ units }) => new Map(units.map(({ name, trivia }, i) => [pair(units[i - 1]?.name, name), trivia])),
  );
  const allowed = new Map(commentsWanted(merge));
  let text = '';
  let carried: readonly string[] = [];
  let before: MergedUnit | undefined;
  for (const unit of merged) {
    carried = [...carried, ...takeMissing(missing, lostFrom(unit))];
    if (unit.body === undefined) continue;
    const trivias = sides.map((side) => side.get(pair(before?.name, unit.name)));
    const trivia = trivias.includes(undefined) ? triviaBetween(trivias, before, unit, eol) : unit.trivia;
    text += onlyWanted(trivia, allowed) + carried.map((line) => line + eol).join('') + unit.body;
    carried = [];
    before = unit;
  }
  const rest = [...carried, ...takeMissing(missing, [ours.tail, theirs.tail].flatMap(commentsOf))];
  return text + tailWith(onlyWanted(tail, allowed), rest, eol);
}

function shownAt({ body, ...unit }: MergedUnit): readonly string[] {
  return body === undefined ? [] : commentsAt({ ...unit, body });
}

function lostFrom(unit: MergedUnit): readonly string[] {
  const shown = new Set(shownAt(unit).map((comment) => comment.trim()));
  return unit.comments.filter((comment) => !shown.has(comment.trim()));
}

/** Removes comments that a side removed. */
function onlyWanted(trivia: string, allowed: Counts): string {
  const lines = trivia.split(/(?<=\n)/);
  return lines.filter((line) => commentsOf(line).length === 0 || takeMissing(allowed, [line]).length > 0).join('');
}

/** The lines at the end without comments that are now above an entry. */
function withoutMoved(tail: string, isMoved: (comment: string) => boolean): string {
  const lines = tail.split(/(?<=\n)/);
  return lines.filter((line) => commentsOf(line).length === 0 || !isMoved(line.trim())).join('');
}

function tailWith(tail: string, comments: readonly string[], eol: string): string {
  const lines = comments.map((line) => line + eol).join('');
  return lines === '' || tail.endsWith('\n') ? tail + lines : tail + eol + lines;
}

function pair(before: string | undefined, after: string): string {
  return JSON.stringify([before ?? '', after]);
}

/** The lines between two units that are not neighbours on both sides: as on the side where they are. */
function triviaBetween(
  trivias: readonly (string | undefined)[],
  before: MergedUnit | undefined,
  unit: MergedUnit,
  eol: string,
): string {
  const own = trivias.find((trivia) => trivia !== undefined);
  const same = own !== undefined && commentsOf(own).join('\n') === commentsOf(unit.trivia).join('\n');
  return same ? own : fitted(unit.trivia, before, unit, eol);
}

function fitted(trivia: string, before: MergedUnit | undefined, unit: MergedUnit, eol: string): string {
  if (!before) return trivia.replace(/^(?:\r?\n)+/, '');
  const some = trivia.startsWith('\n') || trivia.startsWith('\r\n') ? trivia : eol + trivia;
  const entries = before.kind !== 'section' && before.kind === unit.kind;
  if (entries) return some.startsWith(eol + eol) ? some : eol + some;
  return before.kind === 'section' && unit.kind !== 'section' && some.trim() === '' ? eol : some;
}

/** The comments among some lines. */
function commentsOf(trivia: string): readonly string[] {
  return trivia.split(/\r?\n/).filter((line) => line.trimStart().startsWith('#'));
}

/** The comments around a unit: above it, and on the line of a list's key. */
function commentsAt(unit: Pick<Unit, 'name' | 'trivia' | 'body'>): readonly string[] {
  const onKeyLine = listOf(unit) && /#.*$/.exec(unit.body)?.[0];
  return [...commentsOf(unit.trivia), ...(onKeyLine === undefined ? [] : [onKeyLine])];
}

/** The number of occurrences of each comment. */
type Counts = Map<string, number>;

/**
 * How often each comment between units must occur in the result, wherever: those that a side added and those that
 * neither removed.
 */
function commentsWanted({ base, ours, theirs }: Merge): Counts {
  const [b, o, t] = [base, ours, theirs].map((side) => counted(allComments(side))) as [Counts, Counts, Counts];
  const wanted: Counts = new Map();
  for (const comment of new Set([...o.keys(), ...t.keys()])) {
    const was = b.get(comment) ?? 0;
    const changes = [o, t].map((side) => (side.get(comment) ?? 0) - was);
    wanted.set(comment, was + Math.max(0, ...changes) + Math.min(0, ...changes));
  }
  return wanted;
}

function allComments({ units, tail }: Units): readonly string[] {
  return [...units.flatMap(commentsAt), ...commentsOf(tail)];
}

const counted = (comments: readonly string[]): Counts => countBy(comments, (comment) => comment.trim());

/** Takes comments out of `missing`, and returns those that were in it. */
function takeMissing(missing: Counts, comments: readonly string[]): readonly string[] {
  return comments.filter((comment) => {
    const count = missing.get(comment.trim()) ?? 0;
    if (count > 0) missing.set(comment.trim(), count - 1);
    return count > 0;
  });
}
