import type { Sentence } from '../../../src/core/detect/sentence';

/** Every line of a text as one plain sentence. */
export function sentences(text: string): Sentence[] {
  let at = 0;
  return text.split('\n').map((line, paragraph) => {
    const from = at;
    at += line.length + 1;
    return { from, to: from + line.length, paragraph, furniture: false, inQuote: false, bullet: false };
  });
}
