import { claimOf, figureClaimOf } from './claims';
import { Features } from './features';
import { hedgeOf } from './hedges';
import { registerOf } from './register';
import type { Sentence } from './sentence';
import type { Suggestion } from './suggestion';
import type { Tokens } from './tokens';
import { hint } from './hints';

/** Room for the features of a sentence, made once: to make it takes as long as to read a paragraph. */
const features = new Features();

export interface Judged {
  readonly claims: readonly Suggestion[];
  readonly hedges: readonly Suggestion[];
}

/**
 * Which sentences are worth a check and which are in doubt. Questions, headings and other furniture are
 * neither, and a whole quotation is judged as speech and never a doubt of the writer's. In a report a sentence that is in
 * doubt is that alone; people who speak hedge what they claim. Of texts in other languages only figures are understood.
 */
export function judgeSentences(text: string, tokens: Tokens, sentences: readonly Sentence[]): Judged {
  const register = registerOf(tokens);
  const claims: Suggestion[] = [];
  const hedges: Suggestion[] = [];
  for (const sentence of sentences) {
    if (sentence.furniture || isQuestion(text, sentence)) continue;
    const manner = sentence.inQuote ? 'speech' : (register ?? 'report');
    features.read(tokens, sentence.tokens, manner);
    const mayHedge = register && !sentence.inQuote && (sentence.hints & hint.doubt) !== 0;
    const hedge = mayHedge ? hedgeOf(text, tokens, sentence) : undefined;
    if (hedge) hedges.push(hedge);
    if (hedge && manner === 'report') continue;
    const claim = register ? claimOf(features, sentence, manner) : figureClaimOf(features, sentence);
    if (claim) claims.push(claim);
  }
  return { claims, hedges };
}

function isQuestion(text: string, { to }: Sentence): boolean {
  return text[to - 1] === '?' || (text[to - 2] === '?' && closing.includes(text[to - 1] ?? ''));
}

const closing = ['"', '”', '’', "'", '»', ')'];
