import type { Span } from '../text/change';
import { isContent, sideOf, type Side } from './article';
import { attendanceUnlike } from './attendance';
import fitted from './disagreementWeights.json';
import { disputeNames, disputesOf, spanOf, type Dispute, type DisputedAspect } from './disputes';
import type { SourceIndex } from './index';
import { areOnOthers, storyOf, type StoryWeights } from './oneEvent';
import { align } from './quoteAlign';
import { passageOf } from './passage';
import { patternOf } from './quotePattern';
import { wordsOf } from './words';

export type Aspect = 'figure' | 'date' | 'name' | 'place' | 'attendance' | 'quote';

/** A passage of a source of the index. */
interface PassageRef extends Span {
  readonly source: string;
}

/** Where two passages on one thing say another figure, date, name, place, attendance or other quoted words. */
export interface Disagreement {
  readonly aspect: Aspect;
  readonly a: Span;
  readonly b: Span;
}

/** Where two passages contradict each other in a way that can be pinned to words. Nothing where in doubt. */
export function disagreements(index: SourceIndex, a: PassageRef, b: PassageRef): readonly Disagreement[] {
  const [left, right] = [sideOf(index, a.source, a), sideOf(index, b.source, b)];
  return left && right ? unlike(left, right) : [];
}

/** The same of two passages, wherever they are from. */
export function unlike(left: Side, right: Side): readonly Disagreement[] {
  if (areOnOthers(left, right)) return [];
  const quoted = quotesUnlike(left, right);
  if (quoted.length > 0) return quoted;
  const attended = attendanceUnlike(left, right);
  if (attended) return attended.map((pair) => ({ aspect: 'attendance', ...pair }));
  return pinned(disputesOf(left, right));
}

/** What was fitted, as `disagreementWeights.json` holds it; numbers are called by their names in `disputeNames`. */
export interface DisagreementWeights extends StoryWeights {
  readonly disputes: Readonly<Record<DisputedAspect, Readonly<Record<string, number>>>>;
  /** How much it counts that both articles are on one event. */
  readonly oneStory: Readonly<Record<DisputedAspect, number>>;
  readonly bias: Readonly<Record<DisputedAspect, number>>;
  /** From this sureness on a disagreement is said. */
  readonly least: number;
}

/** How sure it is that both passages speak of one thing: the logarithm of the odds. */
export function sureness({ aspect, story, numbers }: Dispute, weights: DisagreementWeights = fitted): number {
  const own = weights.disputes[aspect];
  const names: readonly string[] = disputeNames[aspect];
  return names.reduce(
    (sum, name, i) => sum + (own[name] ?? 0) * (numbers[i] ?? 0),
    weights.bias[aspect] + weights.oneStory[aspect] * storyOf(story, weights),
  );
}

const aspects: readonly DisputedAspect[] = ['figure', 'date', 'place', 'name'];

/** What is another where somebody speaks of another occasion. */
const occasion: readonly DisputedAspect[] = ['figure', 'date', 'place'];

/** Of each aspect the surest disputes, no detail in two of them. Another figure of another day or place is of another occasion. */
function pinned(disputes: readonly Dispute[]): readonly Disagreement[] {
  const all = disputes
    .filter(({ isOfTwo }) => !isOfTwo)
    .map((dispute) => ({ ...dispute, sureness: sureness(dispute) }))
    .filter((one) => one.sureness >= fitted.least)
    .sort((x, y) => y.sureness - x.sureness);
  const isOfAnother = occasion.filter((one) => all.some(({ aspect }) => aspect === one)).length > 1;
  const sure = isOfAnother ? all.filter(({ aspect }) => !occasion.includes(aspect)) : all;
  return aspects.flatMap((aspect) => {
    const taken = new Set<number>();
    return sure.flatMap(({ aspect: own, a, b }) => {
      if (own !== aspect || taken.has(a.from) || taken.has(-1 - b.from)) return [];
      taken.add(a.from).add(-1 - b.from);
      return [{ aspect, a, b }];
    });
  });
}

/** Quotations of fewer words say too little of which utterance they are. */
const fewestQuoted = 5;
/** From this share of common words on two quotations are of one utterance. Guessed. */
const oneUtterance = 0.6;

/** The same where both begin with the same words. Guessed. */
const begunAlike = 0.25;

/** Whether two quotations begin with the same four words, two of which say something: `Europe is stepping up`. */
function beginAlike(a: string, b: string): boolean {
  const [left, right] = [a, b].map((quote) => wordsOf(quote.slice(0, 200)).slice(0, 4));
  if (!left || !right || left.length < 4 || left.some(({ key }, i) => key !== right[i]?.key)) return false;
  return left.filter(({ form }) => isContent(form)).length > 1;
}

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
  return (
    found.edits > 0 &&
    found.same >= (beginAlike(quote, text.slice(span.from, span.to)) ? begunAlike : oneUtterance) * count
  );
}

function quotedIn({ span, words }: Side): readonly Span[] {
  return [...words.matchAll(/["“„«]([^"“”„«»]{12,})["”“»]/gu)].map(({ index, 0: found }) => ({
    from: span.from + index,
    to: span.from + index + found.length,
  }));
}
