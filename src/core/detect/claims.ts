import type { Span } from '../text/change';
import { Features } from './features';
import type { WordClass } from './lexicon';
import { Model } from './model';
import { registerOf, type Register } from './register';
import type { Sentence } from './sentence';
import type { Reason, Suggestion } from './suggestion';
import { nameClasses, numberClasses } from './shapes';
import { Tokens } from './tokens';
import { classNumber } from './words';
import data from './claims.model.json';

const model = new Model(data);

/** The sentence as a claim, with its worth as score, unless it is not worth a check. */
export function claimOf(features: Features, sentence: Sentence, register: Register): Suggestion | undefined {
  const score = model.score(features, register);
  if (score < 0.5) return undefined;
  return { from: sentence.from, to: sentence.to, kind: 'claim', score, why: reasons(features) };
}

/** The sentence as a claim for its figures alone: for texts in other languages. */
export function figureClaimOf(features: Features, sentence: Sentence): Suggestion | undefined {
  const score = figureScore(features);
  if (score < 0.5) return undefined;
  return { from: sentence.from, to: sentence.to, kind: 'claim', score, why: [{ code: 'figure' }] };
}

function figureScore({ tally }: Features): number {
  const count = Object.values(numberClasses).reduce((sum, number) => sum + (tally[number] ?? 0), 0);
  return count / (count + 1);
}

/** How much each span is worth a check, from 0 to 1, in the order given. */
export function rankSpans(text: string, spans: readonly Span[]): readonly number[] {
  const features = new Features();
  const tokens = new Tokens(0);
  const register = registerOf(readWindows(text, tokens));
  return spans.map((span) => {
    tokens.clear();
    features.read(tokens, tokens.read(text, span), register ?? 'report');
    return register ? model.score(features, register) : figureScore(features);
  });
}

const windows = 6;
const windowLength = 400;

/** The tokens of windows spread over a text. */
function readWindows(text: string, tokens: Tokens): Tokens {
  const step = Math.max(windowLength, (text.length - windowLength) / (windows - 1));
  for (let i = 0; i < windows && i * step < text.length; i++) {
    const from = Math.floor(i * step);
    tokens.read(text, { from, to: Math.min(text.length, from + windowLength) });
  }
  return tokens;
}

const { year, ...otherFigures } = numberClasses;
const figures = [...Object.values(otherFigures), ...numbers('number', 'magnitude', 'share')];
const dates = [year, ...numbers('calendar')];
const actors = Object.values(nameClasses);
const acts = numbers('vote', 'enact', 'spend', 'force', 'past', 'saying');
const outcomes = numbers('rise', 'fall');
const comparisons = numbers('comparison');

/** What a reader would point at; `model` where only the words as a whole tell. */
function reasons({ tally }: Features): readonly Reason[] {
  const has = (classes: readonly number[]): boolean => classes.some((number) => (tally[number] ?? 0) > 0);
  const why: Reason[] = [];
  if (has(figures)) why.push({ code: 'figure' });
  if (has(dates)) why.push({ code: 'date' });
  if (has(actors)) why.push({ code: 'named actor' });
  if (has(acts)) why.push({ code: 'act' });
  if (has(outcomes)) why.push({ code: 'outcome' });
  if (has(comparisons)) why.push({ code: 'comparison' });
  return why.length > 0 ? why : [{ code: 'model' }];
}

function numbers(...names: readonly WordClass[]): readonly number[] {
  return names.map(classNumber);
}
