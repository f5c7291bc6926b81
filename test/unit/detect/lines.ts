import { judgeSentences, type Judged } from '../../../src/core/detect/compose';
import type { Sentence } from '../../../src/core/detect/sentences';
import { Tokens } from '../../../src/core/detect/tokens';

/** Every line of a text as a plain sentence, with its tokens. */
export function sentences(text: string, tokens = new Tokens(text.length)): Sentence[] {
  let at = 0;
  return text.split('\n').map((line, paragraph) => {
    const span = { from: at, to: at + line.length };
    at += line.length + 1;
    const range = tokens.read(text, span);
    const { hints } = tokens;
    return { ...span, tokens: range, hints, paragraph, furniture: false, inQuote: false, bullet: false };
  });
}

/** The judgement of every line, after the same change to each sentence. */
export function judgeLines(text: string, change: Partial<Sentence> = {}): Judged {
  const tokens = new Tokens(text.length);
  const lines = sentences(text, tokens).map((sentence) => ({ ...sentence, ...change }));
  return judgeSentences(text, tokens, lines);
}
