import type { WordClass } from './lexicon';
import { isNumber, Tokens } from './tokens';
import { classNumber } from './words';

/**
 * How a text speaks. In speech, as in debates and interviews, most sentences are about the speakers and few are worth
 * a check; in a report most state who did what.
 */
export type Register = 'speech' | 'report';

const windows = 6;
const windowLength = 400;

const set = (...names: readonly WordClass[]): ReadonlySet<number> => new Set(names.map(classNumber));
const persons = set('me', 'us', 'you');
/** Words of grammar, which no English sentence is without. */
const grammar = set(
  ...([
    'article',
    'preposition',
    'is',
    'was',
    'has',
    'had',
    'be',
    'does',
    'did',
    'modal',
    'future',
    'negation',
  ] as const),
  ...(['it', 'pointing', 'there', 'other', 'others', 'me', 'us', 'you', 'question', 'talk'] as const),
);

/**
 * The register of an English text, told in windows spread over it; nothing for a text in another language. Debates have
 * 6 to 7 first and second persons in 100 words, news and findings at most 1 or 2. Words of grammar are 30 to 50 in 100 in
 * English and, by chance alone, up to 17 in its neighbours; too few words to tell by are taken for English. `tokens` is
 * used for reading.
 */
export function registerOf(text: string, tokens = new Tokens()): Register | undefined {
  const step = Math.max(windowLength, (text.length - windowLength) / (windows - 1));
  let words = 0;
  let grammatical = 0;
  let spoken = 0;
  for (let i = 0; i < windows && i * step < text.length; i++) {
    const from = Math.floor(i * step);
    tokens.read(text, { from, to: Math.min(text.length, from + windowLength) });
    for (let at = 0; at < tokens.count; at++) {
      const number = tokens.class[at] ?? 0;
      if (tokens.isMark(at) || isNumber(number)) continue;
      words++;
      if (grammar.has(number)) grammatical++;
      if (persons.has(number)) spoken++;
    }
  }
  if (words >= 40 && grammatical < 0.23 * words) return undefined;
  return spoken > 0.035 * words ? 'speech' : 'report';
}
