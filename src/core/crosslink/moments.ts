import type { Span } from '../text/change';
import type { Side } from './article';
import type { DayMention } from './details';

/** Most minutes between equal times of day if told in fives or more, and if told as `about`. Guessed. */
const [roundTime, roughTime] = [15, 60];
const rough =
  /\b(?:about|around|shortly|just|soon|some time|before|after|nearly|almost|by|until|from|since|between)\s(?:\w+\s)?$/iu;

/** Whether two times of day differ, on one day and in one time zone, even if rounded. */
export function areOtherTimes(a: Side, x: DayMention, b: Side, y: DayMention): boolean {
  const [first, second] = [aroundDay(a, x), aroundDay(b, y)];
  if (zone.exec(first)?.[0] !== zone.exec(second)?.[0]) return false;
  const [left, right] = [a, b].map(({ days }) => days.flatMap(({ weekday }) => weekday ?? []));
  if (left?.length && right?.length && !left.some((day) => right.includes(day))) return false;
  const day = x.isEither === true || y.isEither === true ? 720 : 1440;
  const apart = Math.abs((x.time ?? 0) - (y.time ?? 0)) % day;
  const isRough = ({ text }: Side, { from }: Span): boolean => rough.test(text.slice(Math.max(0, from - 24), from));
  const most =
    isRough(a, x) || isRough(b, y) ? roughTime : (x.time ?? 0) % 5 === 0 || (y.time ?? 0) % 5 === 0 ? roundTime : 0;
  return Math.min(apart, day - apart) > most;
}

const zone = /\b(?:GMT|UTC|[ECP][SD]T|CES?T|BST|IST|JST|local time|\p{Lu}\p{L}+ time)\b/u;
const late = /\b(?:night|midnight|overnight|late)\b/iu;
const early = /\b(?:after midnight|early (?:hours|on)|small hours|before dawn|overnight)\b/iu;

/** Whether adjacent days may be one moment: in two time zones, or in the night between them. */
export function isOneNight(a: Side, x: DayMention, b: Side, y: DayMention): boolean {
  const step = stepOf(x, y);
  if (step === 0) return false;
  const [first, second] = step > 0 ? [aroundDay(a, x), aroundDay(b, y)] : [aroundDay(b, y), aroundDay(a, x)];
  if (zone.test(first) || zone.test(second)) return true;
  return (late.test(first) && !late.test(second)) || (early.test(second) && !early.test(first));
}

const aroundDay = ({ text, span }: Side, { from, to }: Span): string =>
  text.slice(Math.max(span.from, from - 40), Math.min(span.to, to + 40));

/** 1 if the second day follows the first, -1 if it precedes it, 0 if they are not adjacent. */
function stepOf(x: DayMention, y: DayMention): -1 | 0 | 1 {
  const follows = (p: DayMention, q: DayMention): boolean => {
    if (p.weekday !== undefined && q.weekday !== undefined) return (p.weekday + 1) % 7 === q.weekday;
    if (p.day === undefined || q.day === undefined) return false;
    if (p.month === q.month) return p.day + 1 === q.day;
    return q.day === 1 && p.day >= 28 && ((p.month ?? 0) + 1) % 12 === q.month;
  };
  return follows(x, y) ? 1 : follows(y, x) ? -1 : 0;
}
