import type { Span } from '../text/change';
import { daysIn, figuresIn, namesIn, type DayMention, type Figure, type NameMention } from './details';
import { termOf, type SourceIndex } from './index';
import { align } from './quoteAlign';
import { passageOf } from './passage';
import { patternOf } from './quotePattern';
import { scanWords } from './words';

export type Aspect = 'figure' | 'date' | 'name' | 'place' | 'attendance' | 'quote';

/** A passage of a source of the index. */
export interface PassageRef extends Span {
  readonly source: string;
}

/** Where two passages on one thing say another figure, date, name, place, attendance or other quoted words. */
export interface Disagreement {
  readonly aspect: Aspect;
  readonly a: Span;
  readonly b: Span;
}

interface Side {
  readonly text: string;
  readonly span: Span;
  readonly words: string;
  readonly terms: ReadonlySet<string>;
}

/** What passages must have in common before anything is said, as shares of the shorter one's content; fitted on ECB+. */
const leastOverlap = { figure: 0.3, date: 0.3, name: 0.3, place: 0.3 } as const;

/** Where two passages contradict each other in a way that can be pinned to words. Nothing where in doubt. */
export function disagreements(index: SourceIndex, a: PassageRef, b: PassageRef): readonly Disagreement[] {
  const [left, right] = [sideOf(index, a), sideOf(index, b)];
  if (!left || !right) return [];
  const quoted = quotesUnlike(left, right);
  if (quoted.length > 0) return quoted;
  const attended = attendanceUnlike(left, right);
  if (attended) return attended;
  if (isOtherEvent(left, right)) return [];
  const overlap = overlapOf(left, right);
  return [
    ...(overlap >= leastOverlap.figure ? figuresUnlike(left, right) : []),
    ...(overlap >= leastOverlap.date ? daysUnlike(left, right) : []),
    ...(overlap >= leastOverlap.name ? namesUnlike(left, right) : []),
  ];
}

function sideOf(index: SourceIndex, { source, from, to }: PassageRef): Side | undefined {
  const text = index.source(source)?.text;
  if (text === undefined) return undefined;
  return { text, span: { from, to }, words: text.slice(from, to), terms: contentOf(text, from, to) };
}

const common = new Set(
  'the a an of to in on at for by with and or but as is was were are be been it its that this he she they his her their them who which from has have had said say says will would after not one two'
    .split(' ')
    .map(termOf),
);

function contentOf(text: string, from: number, to: number): ReadonlySet<string> {
  const terms = new Set<string>();
  scanWords(text, from, to, (start, end) => {
    const term = termOf(text.slice(start, end));
    if (!common.has(term) && term.length > 1) terms.add(term);
  });
  return terms;
}

function overlapOf(a: Side, b: Side): number {
  let shared = 0;
  for (const term of a.terms) if (b.terms.has(term)) shared++;
  return shared / Math.max(1, Math.min(a.terms.size, b.terms.size));
}

/** Names of an article's own that the other does not have, on both sides: two similar events. Fitted on ECB+. */
const mostForeign = 0.75;

function isOtherEvent(a: Side, b: Side): boolean {
  const known = (side: Side): ReadonlySet<string> => contentOf(side.text, 0, side.text.length);
  const [inA, inB] = [known(a), known(b)];
  const foreign = (side: Side, other: ReadonlySet<string>): number => {
    const names = namesIn(side.text, { from: 0, to: side.text.length }).flatMap(({ words }) => words.map(termOf));
    const own = new Set(names);
    if (own.size === 0) return 0;
    let unknown = 0;
    for (const name of own) if (!other.has(name)) unknown++;
    return unknown / own.size;
  };
  return Math.min(foreign(a, inB), foreign(b, inA)) > mostForeign;
}

function figuresUnlike(a: Side, b: Side): readonly Disagreement[] {
  const [left, right] = [figuresIn(a.text, a.span), figuresIn(b.text, b.span)];
  const result: Disagreement[] = [];
  for (const x of left)
    for (const y of right) {
      if (!sameThing(x, y) || areCompatible(x, y)) continue;
      const rivals = [
        ...left.filter((z) => z !== x && sameThing(z, y)),
        ...right.filter((z) => z !== y && sameThing(x, z)),
      ];
      if (rivals.length > 0 || left.some((z) => equal(z, y)) || right.some((z) => equal(z, x))) continue;
      result.push({ aspect: 'figure', a: spanOf(x), b: spanOf(y) });
    }
  return result;
}

const spanOf = ({ from, to }: Span): Span => ({ from, to });

function sameThing(x: Figure, y: Figure): boolean {
  if (x.kind !== y.kind) return false;
  if (x.kind === 'age' || x.kind === 'magnitude') return true;
  if (x.kind === 'money') return true;
  return x.nouns.some((noun) => y.nouns.includes(noun));
}

const equal = (x: Figure, y: Figure): boolean => Math.abs(x.value - y.value) < 1e-9;

/** Whether both may be true: equal, rounded and said to be, or a bound that leaves room. */
function areCompatible(x: Figure, y: Figure): boolean {
  if (equal(x, y)) return true;
  const ratio = Math.abs(x.value - y.value) / Math.max(x.value, y.value);
  if ((x.room !== 'none' || y.room !== 'none') && ratio <= 0.1) return true;
  return leaves(x, y) || leaves(y, x);
}

function leaves(bound: Figure, figure: Figure): boolean {
  if (bound.room === 'above') return figure.value >= bound.value || figure.room === 'above';
  if (bound.room === 'below') return figure.value <= bound.value || figure.room === 'below';
  return false;
}

function daysUnlike(a: Side, b: Side): readonly Disagreement[] {
  const [left, right] = [daysIn(a.text, a.span), daysIn(b.text, b.span)];
  const result: Disagreement[] = [];
  const only = (days: readonly DayMention[], has: (day: DayMention) => boolean): DayMention | undefined => {
    const found = days.filter(has);
    return found.length === 1 ? found[0] : undefined;
  };
  const [da, db] = [only(left, isDate), only(right, isDate)];
  if (da && db && da.month === db.month && da.day !== db.day)
    result.push({ aspect: 'date', a: spanOf(da), b: spanOf(db) });
  const [wa, wb] = [only(left, isWeekday), only(right, isWeekday)];
  if (wa && wb && wa.weekday !== wb.weekday && !(da && db) && happensAlike(a, wa, b, wb))
    result.push({ aspect: 'date', a: spanOf(wa), b: spanOf(wb) });
  return result;
}

const isDate = ({ day }: DayMention): boolean => day !== undefined;
const isWeekday = ({ weekday }: DayMention): boolean => weekday !== undefined;

/** Whether the words close to both days have something in common: the same happening. */
function happensAlike(a: Side, x: Span, b: Side, y: Span): boolean {
  const near = ({ text, span }: Side, { from, to }: Span): ReadonlySet<string> =>
    contentOf(text, Math.max(span.from, from - 70), Math.min(span.to, to + 40));
  const others = near(b, y);
  let shared = 0;
  for (const term of near(a, x)) if (others.has(term)) shared++;
  return (
    shared > 0 &&
    !/\b(?:said|told|announced|reported|confirmed|statement)\s(?:on\s)?$/u.test(
      a.text.slice(Math.max(0, x.from - 20), x.from),
    )
  );
}

/** A name on each side that the other article does not have anywhere, in like surroundings. */
function namesUnlike(a: Side, b: Side): readonly Disagreement[] {
  const own = (side: Side, other: Side): readonly NameMention[] =>
    namesIn(side.text, side.span).filter(({ words }) =>
      words.every((word) => !other.text.toLowerCase().includes(word)),
    );
  const [left, right] = [own(a, b), own(b, a)];
  const result: Disagreement[] = [];
  for (const isPlace of [true, false]) {
    const [x, y] = [left.filter((one) => one.isPlace === isPlace), right.filter((one) => one.isPlace === isPlace)];
    const [first, second] = [x[0], y[0]];
    if (x.length !== 1 || y.length !== 1 || !first || !second || !inLikeRole(a, first, b, second)) continue;
    if (!isPlace && (first.words.length < 2 || second.words.length < 2)) continue;
    result.push({ aspect: isPlace ? 'place' : 'name', a: spanOf(first), b: spanOf(second) });
  }
  return result;
}

function inLikeRole(a: Side, x: Span, b: Side, y: Span): boolean {
  const near = ({ text, span }: Side, { from, to }: Span): ReadonlySet<string> =>
    contentOf(text, Math.max(span.from, from - 60), Math.min(span.to, to + 60));
  const others = near(b, y);
  let shared = 0;
  for (const term of near(a, x)) if (others.has(term)) shared++;
  return shared > 0;
}

const remote =
  /\b(?:virtually|remotely|online|by video(?:[- ]?link)?|via video|video[- ]?link|by phone|by telephone|over zoom|via zoom|dialled in|dialed in)\b/iu;
const absent =
  /\b(?:did not attend|didn[’']t attend|was absent|were absent|stayed away|not present|skipped|was not there|missed the|absence|could not attend|couldn[’']t attend|declined to attend)\b/iu;
const there =
  /\b(?:in person|attended|among those present|was present|were present|sat in the (?:front|first|second|back) row|took (?:his|her|their|a) seat|was there|appeared in person|at the side of|front row|in the room|was in attendance|stood beside)\b/iu;

type Presence = 'there' | 'remote' | 'absent';

function presenceOf(words: string): Presence | undefined {
  if (absent.test(words)) return 'absent';
  if (remote.test(words)) return 'remote';
  return there.test(words) ? 'there' : undefined;
}

/** One person, one occasion: there, not there, or only by video; undefined where a passage says nothing of that. */
function attendanceUnlike(a: Side, b: Side): readonly Disagreement[] | undefined {
  const [x, y] = [presenceOf(a.words), presenceOf(b.words)];
  if (!x || !y) return undefined;
  if (x === y) return [];
  const people = (side: Side): readonly (readonly string[])[] =>
    namesIn(side.text, side.span)
      .filter(({ isPlace }) => !isPlace)
      .map(({ words }) => words);
  const others = new Set(people(b).map((words) => words[words.length - 1]));
  if (!people(a).some((words) => others.has(words[words.length - 1]))) return [];
  return overlapOf(a, b) >= 0.3 ? [{ aspect: 'attendance', a: a.span, b: b.span }] : [];
}

/** Quotations of fewer words say too little of which utterance they are. */
const fewestQuoted = 5;
/** From this share of common words on two quotations are of one utterance. Guessed. */
const oneUtterance = 0.6;

function quotesUnlike(a: Side, b: Side): readonly Disagreement[] {
  const [left, right] = [quotedIn(a), quotedIn(b)];
  const result: Disagreement[] = [];
  for (const x of left)
    for (const y of right) {
      if (areUnlike(a, x, b, y)) result.push({ aspect: 'quote', a: spanOf(x), b: spanOf(y) });
    }
  return result;
}

/** Whether two quotations are of one utterance, and neither is an honest excerpt of the other. */
function areUnlike(a: Side, x: Span, b: Side, y: Span): boolean {
  const isShort = x.to - x.from <= y.to - y.from;
  const [quote, text, span] = isShort
    ? [a.text.slice(x.from, x.to), b.text, y]
    : [b.text.slice(y.from, y.to), a.text, x];
  const items = patternOf(quote);
  const count = items.filter(({ kind }) => kind === 'word').length;
  if (count < fewestQuoted) return false;
  const found = align(items, passageOf(text, span));
  return found.edits > 0 && found.same >= oneUtterance * count;
}

function quotedIn({ span, words }: Side): readonly Span[] {
  return [...words.matchAll(/["“„«]([^"“”„«»]{12,})["”“»]/gu)].map(({ index, 0: found }) => ({
    from: span.from + index,
    to: span.from + index + found.length,
  }));
}
