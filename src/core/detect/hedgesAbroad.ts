import type { Span } from '../text/change';
import { englishGrammar, foreignSaying, languagesAbroad, type LanguageAbroad } from './lexiconAbroad';
import type { Sentence } from './sentences';
import type { Reason, Suggestion } from './suggestion';

/** What tells a language, and its phrases of doubt by degree. */
export interface Reader {
  readonly grammar: ReadonlySet<string>;
  /** Each phrase is in the group named after its degree. */
  readonly phrases: RegExp;
  readonly reporting: RegExp | undefined;
}

/** The degrees of the groups. All numbers are guessed, after those of the English words. */
const degrees = { unknown: 0.9, doubts: 0.6, conditional: 0.6, slight: 0.3 } as const;
type Degree = keyof typeof degrees;
/** What a conditional adds if it repeats what somebody said. */
const reported = 0.25;
/** The lowest sum that puts a sentence in doubt, and the lowest degree that is a reason by itself. */
const [inDoubt, tellable] = [0.5, 0.35];

const source = (phrase: string): string =>
  phrase
    .replaceAll("'", "[’']")
    .replaceAll(' … ', '(?:\\s[^\\s.;:]+){0,10}\\s')
    .replaceAll(' ', ',?\\s')
    .replaceAll('*', '\\p{L}*');

const sayings = foreignSaying.replaceAll(' ', '|');
const alternatives = (phrases: string): string => phrases.split(', ').map(source).join('|');

function readerOf({ grammar, reporting, ...lists }: LanguageAbroad): Reader {
  const group = (name: Degree): string => (lists[name] === '' ? '' : `(?<${name}>${alternatives(lists[name])})`);
  const groups = Object.keys(degrees).map((name) => group(name as Degree));
  const any = groups.filter((one) => one !== '').join('|');
  return {
    grammar: new Set(grammar.split(' ')),
    phrases: new RegExp(`(?<![\\p{L}\\d])(?:${any})(?![\\p{L}\\d])`, 'giu'),
    reporting:
      reporting === ''
        ? undefined
        : new RegExp(`(?<!\\p{L})(?:${sayings})\\s(?:.{0,60}?\\s)??(?:${alternatives(reporting)})(?!\\p{L})`, 'iu'),
  };
}

const readers: readonly Reader[] = Object.values(languagesAbroad).map(readerOf);

/**
 * The fewest words of grammar, and their smallest share of all words, that tell a language; half the share is enough if
 * they are more than `timesEnglish` times as many as the English ones. Guessed.
 */
const [fewest, share, timesEnglish] = [3, 0.15, 4];
/** How many words at the beginning tell a language. */
const enough = 300;

const english: ReadonlySet<string> = new Set(englishGrammar.split(' '));

/** The language that most words of grammar in a text belong to, if any: English, or another one by its reader. */
export function tongueOf(text: string, sentences: readonly Sentence[]): Reader | 'english' | undefined {
  const words: string[] = [];
  for (const { from, to, furniture } of sentences) {
    if (words.length >= enough) break;
    if (!furniture) for (const [word] of text.slice(from, to).matchAll(/\p{L}+/gu)) words.push(word.toLowerCase());
  }
  const countOf = (grammar: ReadonlySet<string>): number => words.filter((word) => grammar.has(word)).length;
  const ofEnglish = countOf(english);
  const tells = (count: number): boolean =>
    count >= fewest && count > (count > timesEnglish * ofEnglish ? share / 2 : share) * words.length;
  let best: Reader | 'english' | undefined = tells(ofEnglish) ? 'english' : undefined;
  let most = best ? ofEnglish : 0;
  for (const reader of readers) {
    const count = countOf(reader.grammar);
    if (count <= most || !tells(count)) continue;
    most = count;
    best = reader;
  }
  return best;
}

/**
 * How far a sentence that is not English is in doubt. Two doubts `a` and `b` add up to `1 - (1 - a)(1 - b)`, as in
 * English; a word counts once, and words that others say do not count.
 */
export function hedgeAbroad(
  text: string,
  { from, to }: Span,
  { phrases, reporting }: Reader,
  isSaid: (word: Span) => boolean,
): Suggestion | undefined {
  const words = text.slice(from, to);
  const reasons: Reason[] = [];
  let sure = 1;
  let reportedFrom: number | undefined;
  const counted = new Set<string>();
  for (const match of words.matchAll(phrases)) {
    const word = shortened(match[0]);
    const begin = from + match.index;
    if (counted.has(word) || isSaid({ from: begin, to: begin + match[0].length })) continue;
    counted.add(word);
    const degree = degreeOf(match.groups ?? {});
    if (degree === 'conditional') reportedFrom ??= endOf(reporting?.exec(words));
    const isReported = degree === 'conditional' && match.index >= (reportedFrom ?? 0);
    const doubt = isReported ? reported : degrees[degree];
    sure *= 1 - doubt;
    if (degree === 'unknown') reasons.unshift({ code: 'not known', word });
    else if (doubt >= tellable) reasons.push({ code: 'hedge', word });
  }
  if (reasons.length === 0 || 1 - sure < inDoubt) return undefined;
  return { from, to, kind: 'unconfirmed', score: 1 - sure, why: reasons };
}

const endOf = (match: RegExpExecArray | null | undefined): number => (match ? match.index + match[0].length : Infinity);

/** The phrase without the words in its gap: `soll … sein` for `soll nach Angaben von Anwohnern ausgebrochen sein`. */
function shortened(phrase: string): string {
  const words = phrase.split(/\s/u);
  return words.length > longestPhrase ? `${words[0]} … ${words[words.length - 1]}` : phrase;
}

/** The most words that a phrase without a gap has. */
const longestPhrase = 5;

const degreeOf = (groups: Readonly<Record<string, string | undefined>>): Degree =>
  (Object.keys(degrees) as Degree[]).find((name) => groups[name] !== undefined) ?? 'slight';
