import { Tokens } from './tokens';
import { classNumber } from './words';

/**
 * How a text speaks. In speech, as in debates and interviews, most sentences are about the speakers and few are worth
 * a check; in a report most state who did what.
 */
export type Register = 'speech' | 'report';

const windows = 6;
const windowLength = 800;
const persons = new Set((['me', 'us', 'you'] as const).map(classNumber));

/**
 * Tells the register by the share of first and second persons among the words, in windows spread over the text. Debates
 * have 6 to 7 in 100, news and findings at most 1 or 2.
 */
export function registerOf(text: string): Register {
  const tokens = new Tokens();
  const step = Math.max(windowLength, (text.length - windowLength) / (windows - 1));
  let words = 0;
  let spoken = 0;
  for (let i = 0; i < windows; i++) {
    const from = Math.floor(i * step);
    if (from >= text.length) break;
    tokens.read(text, { from, to: Math.min(text.length, from + windowLength) });
    words += tokens.count;
    for (let at = 0; at < tokens.count; at++) if (persons.has(tokens.class[at] ?? 0)) spoken++;
  }
  return spoken > 0.03 * words ? 'speech' : 'report';
}
