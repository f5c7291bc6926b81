/** Invisible characters: soft hyphen, zero-width blanks and joiners, direction marks, byte-order mark. */
const unseen = '\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff';
const invisible = new RegExp(`[${unseen}]`, 'gu');
const inWord = new RegExp(`^[\\p{L}\\p{N}\\p{M}${unseen}]$`, 'u');
const word = new RegExp(`[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}${unseen}]*`, 'gu');

/** Whether a text has a letter or a digit. */
export const hasWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Whether words occur exactly once in a text, to the letter. */
export function standsOnce(words: string, text: string): boolean {
  const at = text.indexOf(words);
  return at >= 0 && text.indexOf(words, at + 1) < 0;
}

/** A word of a text: its letters and digits without case and invisible characters, and its place. */
interface Word {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(word)].map(({ 0: found, index }) => ({
    key: found.replace(invisible, '').normalize('NFC').toLowerCase(),
    from: index,
    to: index + found.length,
  }));
}

/** A key that is equal for texts with the same words, whatever is between these. */
export const keyOfWords = (text: string): string =>
  wordsOf(text)
    .map(({ key }) => key)
    .join(' ');

/** How many UTF-16 units at the start of a text would continue a word before it. */
export function leadingWord(text: string): number {
  let at = 0;
  while (at < text.length) {
    const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (!inWord.test(letter)) break;
    at += letter.length;
  }
  return at;
}

/** How many UTF-16 units at the end of a text would form one word with what follows it. */
export function trailingWord(text: string): number {
  let at = text.length;
  while (at > 0) {
    const low = text.charCodeAt(at - 1);
    const width = low >= 0xdc00 && low <= 0xdfff && at > 1 ? 2 : 1;
    if (!inWord.test(text.slice(at - width, at))) break;
    at -= width;
  }
  return text.length - at;
}

/** Whether two texts have the same words, apart from blanks, line ends, hyphens there, invisible characters and forms of quotation marks. */
export function sameWords(a: string, b: string): boolean {
  return a === b || plain(a) === plain(b);
}

function plain(text: string): string {
  return text
    .replace(invisible, '')
    .replace(/(?<=\p{L})-[ \t]*\r?\n[ \t]*(?=\p{Ll})/gu, '')
    .replace(/[‘’‚‛´]/gu, "'")
    .replace(/[“”„‟«»]/gu, '"')
    .replace(/\s+/gu, ' ')
    .trim()
    .normalize('NFC');
}

const negations =
  /^(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|nicht|kein|keine|keinen|nie|niemals|ohne|pas|jamais|aucun|aucune|sans)$/u;

/** Whether a text much like some words differs in meaning: it lacks a figure or name of theirs, or one of the two is negated. */
export function tellsOther(words: string, text: string): boolean {
  const [own, other] = [tellingWords(words), tellingWords(text)];
  const lacks = (telling: ReadonlySet<string>): boolean => [...telling].some((word) => !other.all.has(word));
  return lacks(own.figures) || lacks(own.names) || own.isNegated !== other.isNegated;
}

function tellingWords(text: string): {
  readonly figures: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
  readonly isNegated: boolean;
} {
  const words = wordsOf(text);
  const figures = words.filter(({ key }) => /\p{N}/u.test(key));
  const names = words.filter(({ from }) => /^\p{Lu}/u.test(text.slice(from, from + 2)));
  const keys = (some: readonly Word[]): ReadonlySet<string> => new Set(some.map(({ key }) => key));
  const isNegated = words.some(({ key }) => negations.test(key)) || /n['’]t\b/u.test(text);
  return { figures: keys(figures), names: keys(names), all: keys(words), isNegated };
}
