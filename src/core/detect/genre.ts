import type { WordClass } from './lexicon';
import { isMark, isNumber, tokenClasses, classNumber } from './vocabulary';
import type { Tokens } from './tokens';
/**
 * How a text speaks. In speech, as in debates and interviews, most sentences are about the speakers and few are worth
 * a check; in a report most state who did what.
 */
export type Genre = 'speech' | 'report';

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

/** How many tokens of each class there are: made once, since to make it takes as long as to count a line. */
const tally = new Uint32Array(tokenClasses);

/**
 * The register of an English text by its tokens; nothing for a text in another language. Debates have 6 to 7 first and
 * second persons in 100 words, news and findings at most 1 or 2. Words of grammar are 30 to 50 in 100 in English and, by
 * chance alone, up to 17 in its neighbours; too few words to tell by are taken for English.
 */
export function genreOf(tokens: Tokens): Genre | undefined {
  tally.fill(0);
  for (let at = 0; at < tokens.count; at++) tally[tokens.class[at] ?? 0]!++;
  let words = 0;
  let grammatical = 0;
  let spoken = 0;
  tally.forEach((count, number) => {
    if (isMark(number) || isNumber(number)) return;
    words += count;
    if (grammar.has(number)) grammatical += count;
    if (persons.has(number)) spoken += count;
  });
  if (words >= 40 && grammatical < 0.23 * words) return undefined;
  return spoken > 0.035 * words ? 'speech' : 'report';
}
