import { doubtOf } from './doubts';
import { conditionals, conditions } from './hedging';
import type { Sentence } from './sentence';
import type { Reason, Suggestion } from './suggestion';
import type { TokenRange, Tokens } from './tokens';
import { deniedFrom } from './unknowns';
import { hashWord } from './words';

const should = hashWord('should');
const reach = 10;
const dependence = 0.55;
const denial = 0.9;
/** Weaker words only add to others. */
const tellable = 0.35;

/** The sentence as unconfirmed, where its writer presents it as unsure, conditional or unknown. */
export function hedgeOf(text: string, tokens: Tokens, sentence: Sentence): Suggestion | undefined {
  const { doubt, why } = weigh(text, tokens, sentence.tokens);
  if (doubt < 0.5) return undefined;
  return { from: sentence.from, to: sentence.to, kind: 'unconfirmed', score: doubt, why };
}

/** Two weak words make a stronger one: doubts `a` and `b` add up to `1 - (1 - a)(1 - b)`. A word counts once. */
function weigh(text: string, tokens: Tokens, range: TokenRange): { doubt: number; why: readonly Reason[] } {
  const why: Reason[] = [];
  const counted = new Set<number>();
  const words = (from: number, to: number): string => text.slice(tokens.from[from], tokens.to[to]);
  let sure = 1;
  let condition = -reach;
  let conditional = -reach;
  for (let i = range.first; i < range.last; i++) {
    if (!tokens.isDoubt(i)) continue;
    const word = tokens.word[i] ?? 0;
    const end = deniedFrom(tokens, range, i);
    if (end > i) {
      sure *= 1 - denial;
      why.unshift({ code: 'not known', word: words(i, end) });
      i = end;
      continue;
    }
    if (conditions.has(word) || (word === should && i === range.first)) condition = i;
    if (conditionals.has(word)) conditional = i;
    const depends = (i === condition && i - conditional < reach) || (i === conditional && i - condition < reach);
    const doubt = Math.max(depends ? dependence : 0, doubtOf(tokens, range, i));
    if (doubt === 0 || counted.has(word)) continue;
    counted.add(word);
    sure *= 1 - doubt;
    if (depends) why.push({ code: 'condition', word: words(condition, condition) });
    else if (doubt >= tellable) why.push({ code: 'hedge', word: words(i, i) });
  }
  return { doubt: why.length > 0 ? 1 - sure : 0, why };
}
