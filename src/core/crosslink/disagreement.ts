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

/** A difference between two passages about one thing: in figure, date, name, place, attendance or quoted words. */
export interface Disagreement {
  readonly aspect: Aspect;
  readonly a: Span;
  readonly b: Span;
}

/** The contradictions of two passages that can be marked in words. None in case of doubt. */
export function disagreements(index: SourceIndex, a: PassageRef, b: PassageRef): readonly Disagreement[] {
  const [left, right] = [sideOf(index, a.source, a), sideOf(index, b.source, b)];
  return left && right ? unlike(left, right) : [];
}

/** The same for two passages of any origin. */
export function unlike(left: Side, right: Side): readonly Disagreement[] {
  if (areOnOthers(left, right)) return [];
  const quoted = quotesUnlike(left, right);
  if (quoted.length > 0) return quoted;
  const attended = attendanceUnlike(left, right);
  if (attended) return attended.map((pair) => ({ aspect: 'attendance', ...pair }));
  return pinned(disputesOf(left, right));
}

/** The fitted weights, as in `disagreementWeights.json`; the features have the names of `disputeNames`. */
export interface DisagreementWeights extends StoryWeights {
  readonly disputes: Readonly<Record<DisputedAspect, Readonly<Record<string, number>>>>;
  /** The weight of the evidence that both articles are about one event. */
  readonly oneStory: Readonly<Record<DisputedAspect, number>>;
  readonly bias: Readonly<Record<DisputedAspect, number>>;
  /** Least sureness of a reported disagreement. */
  readonly least: number;
}

/** How sure it is that both passages are about one thing: the logarithm of the odds. */
export function sureness({ aspect, story, numbers }: Dispute, weights: DisagreementWeights = fitted): number {
  const own = weights.disputes[aspect];
  const names: readonly string[] = disputeNames[aspect];
  return names.reduce(
    (sum, name, i) => sum + (own[name] ?? 0) * (numbers[i] ?? 0),
    weights.bias[aspect] + weights.oneStory[aspect] * storyOf(story, weights),
  );
}

const aspects: readonly DisputedAspect[] = ['figure', 'date', 'place', 'name'];

/** Aspects that also differ if somebody speaks of another occasion. */
const occasion: readonly DisputedAspect[] = ['figure', 'date', 'place'];

/** The surest disputes of each aspect, each detail used once; figures of another day or place don't count. */
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

/** Fewest words of a quotation that identify its utterance. */
const fewestQuoted = 5;
/** Least share of common words in quotations of one utterance. Guessed. */
const oneUtterance = 0.6;

/** The same if both begin with the same words. Guessed. */
const begunAlike = 0.25;

/** Whether two quotations begin with the same four words, two of them content words: `Europe is stepping up`. */
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

/** Whether two quotations are from one utterance, and neither is an honest excerpt of the other. */
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
