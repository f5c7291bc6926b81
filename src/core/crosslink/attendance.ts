import type { Span } from '../text/change';
import { namesIn } from './details';
import { areCompatible, equal, type Figure } from './figures';
import type { Side } from './article';
import { isOneStory, overlapOf } from './oneEvent';
import { termOf } from './terms';

const remote =
  /\b(?:virtually|remotely|online|by video(?:[- ]?link)?|via video|video[- ]?link|by phone|by telephone|over zoom|via zoom|dialled in|dialed in)\b/iu;
const absent =
  /\b(?:did not attend|didn[’']t attend|was absent|were absent|stayed away|not present|skipped|was not there|missed the|absence|could not attend|couldn[’']t attend|declined to attend)\b/iu;
const there =
  /\b(?:in person|attended|among those present|was present|were present|sat in the (?:front|first|second|back) row|took (?:his|her|their|a) seat|was there|appeared in person|at the side of|front row|in the room|was in attendance|stood beside|at (?:his|her|their) side|(?:left|right|centre|center), (?:with|and)|pictured (?:with|beside|alongside)|(?:stood|standing|sat|seated|posed) (?:with|next to|alongside|beside))\b/iu;

type Presence = 'there' | 'remote' | 'absent';

function presenceOf(words: string): Presence | undefined {
  if (absent.test(words)) return 'absent';
  if (remote.test(words)) return 'remote';
  return there.test(words) ? 'there' : undefined;
}

/** A place in each of two passages. */
interface Pair {
  readonly a: Span;
  readonly b: Span;
}

/** Differences in attendance of one person or group at one occasion; undefined if a passage says nothing about it. */
export function attendanceUnlike(a: Side, b: Side): readonly Pair[] | undefined {
  const groups = groupsUnlike(a, b);
  if (groups.length > 0) return groups;
  const [x, y] = [presenceOf(a.words), presenceOf(b.words)];
  if (!x || !y) return undefined;
  if (x === y) return [];
  const others = new Set(peopleIn(b));
  if (!peopleIn(a).some((name) => others.has(name))) return [];
  return overlapOf(a, b) >= 0.3 ? [{ a: a.span, b: b.span }] : [];
}

/** The last names of people in a passage, also those of names that begin with one of these. */
function peopleIn({ text, span, words, article }: Side): readonly string[] {
  const names = namesIn(text, span, article.notation)
    .filter(({ isPlace }) => !isPlace)
    .map((name) => name.words[name.words.length - 1] ?? '');
  const first = /^\p{Lu}[\p{L}\p{M}-]+/u.exec(words)?.[0];
  return first !== undefined && article.names.has(termOf(first)) ? [...names, first.toLowerCase()] : names;
}

const met =
  /\b(?:met|meets?|meeting|convened?|gathered|gathering|assembled|attended|attending|joined|joins?|took part|came together|were (?:present|there)|at the (?:summit|table|conference))\b/iu;

/** Kinds of people who attend in numbers, as terms. */
const guests = new Set(
  'leader head delegate delegation minister member participant representative guest ambassador envoy mayor official country state nation'
    .split(' ')
    .map(termOf),
);

/** Differences in one kind of people: numbers that can't both be true, or the same number by video in one passage. */
function groupsUnlike(a: Side, b: Side): readonly Pair[] {
  if (!met.test(a.words) || !met.test(b.words)) return [];
  const [left, right] = [groupsIn(a), groupsIn(b)];
  const [x, y] = [left[0], right[0]];
  // Of several groups, it is unknown which correspond.
  if (!x || !y || left.length > 1 || right.length > 1 || guestOf(x) !== guestOf(y) || !isOneStory(a, b)) return [];
  const [here, there] = [presenceOf(a.words), presenceOf(b.words)];
  const isSame = equal(x, y) && (here === 'remote') !== (there === 'remote') && here !== 'absent' && there !== 'absent';
  const isOther = !areCompatible(x, y) && (here === 'there' || there === 'there');
  return isSame || isOther ? [{ a: { from: x.from, to: x.to }, b: { from: y.from, to: y.to } }] : [];
}

const groupsIn = ({ figures }: Side): readonly Figure[] =>
  figures.filter((figure) => figure.kind === 'count' && guestOf(figure) !== undefined);

const guestOf = ({ nouns }: Figure): string | undefined => nouns.find((noun) => guests.has(noun));
