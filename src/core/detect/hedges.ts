import { doubtOf, doubtWords } from './doubts';
import type { Sentence } from './sentence';
import type { Reason, Suggestion } from './suggestion';
import { Tokens } from './tokens';
import { deniedFrom, denials } from './unknowns';
import { hashWords, WordTable } from './words';

const set = (words: string): ReadonlySet<number> => new Set(hashWords(words));

/** `if …` makes what stands within `reach` words of it depend on it. */
const conditions = set('if unless');
const conditionals = set('would could might may can risks');
/** Most words are none of these. */
const cues = new WordTable([...doubtWords, ...denials, ...conditions, ...conditionals].map((word) => [word, 1]));
const reach = 10;
const dependence = 0.55;
const denial = 0.9;
/** Weaker words only add to others. */
const tellable = 0.35;

/** The sentences whose writer presents as unsure, conditional or unknown what they say. */
export function judgeHedges(text: string, sentences: readonly Sentence[]): readonly Suggestion[] {
  const tokens = new Tokens();
  const found: Suggestion[] = [];
  for (const sentence of sentences) {
    if (sentence.furniture || sentence.inQuote || text[sentence.to - 1] === '?') continue;
    const { doubt, why } = weigh(text, tokens.read(text, sentence));
    if (doubt < 0.5) continue;
    found.push({ from: sentence.from, to: sentence.to, kind: 'unconfirmed', score: doubt, why });
  }
  return found;
}

/** Two weak words make a stronger one: doubts `a` and `b` add up to `1 - (1 - a)(1 - b)`. A word counts once. */
function weigh(text: string, tokens: Tokens): { doubt: number; why: readonly Reason[] } {
  const why: Reason[] = [];
  const counted = new Set<number>();
  const words = (from: number, to: number): string => text.slice(tokens.from[from], tokens.to[to]);
  let sure = 1;
  let condition = -reach;
  let conditional = -reach;
  for (let i = 0; i < tokens.count; i++) {
    const word = tokens.word[i] ?? 0;
    if (cues.get(word) === 0) continue;
    const end = deniedFrom(tokens, i);
    if (end > i) {
      sure *= 1 - denial;
      why.unshift({ code: 'not known', word: words(i, end) });
      i = end;
      continue;
    }
    if (conditions.has(word)) condition = i;
    if (conditionals.has(word)) conditional = i;
    const depends = (i === condition && i - conditional < reach) || (i === conditional && i - condition < reach);
    const doubt = Math.max(depends ? dependence : 0, doubtOf(tokens, i));
    if (doubt === 0 || counted.has(word)) continue;
    counted.add(word);
    sure *= 1 - doubt;
    if (depends) why.push({ code: 'condition', word: words(condition, condition) });
    else if (doubt >= tellable) why.push({ code: 'hedge', word: words(i, i) });
  }
  return { doubt: why.length > 0 ? 1 - sure : 0, why };
}
