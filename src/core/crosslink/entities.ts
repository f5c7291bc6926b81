import type { Span } from '../text/change';
import type { NameMention } from './details';
import { isCalendarWord, type Notation } from './notations';
import { scanWords } from './words';

/** A person or a place named in an article, by the last word of its name in small letters. */
export interface Entity {
  readonly key: string;
  /** All words of its longest name. */
  readonly words: readonly string[];
  readonly kind: 'name' | 'place';
  /** How often the last word occurs in the article. */
  readonly count: number;
}

/** The entities of an article by their last words. */
export type Entities = ReadonlyMap<string, Entity>;

/** The first mention of an entity in a passage. */
export interface EntityMention extends Span, Entity {}

interface Seen {
  words: readonly string[];
  isLong: boolean;
  /** Counts of the word before it: a preposition of place, such as `in`; one that may be, such as `of`; any other. */
  placed: number;
  perhaps: number;
  other: number;
}

const wordOfPlace =
  /\b(?:in|at|near|from|off|across|around|outside|through|into)\s(?:the\s|northern\s|southern\s|eastern\s|western\s|central\s|downtown\s|suburban\s|upstate\s)?$/iu;
const perhapsOfPlace = /\b(?:of|to)\s(?:the\s)?$/u;
/** Most words of a name; a longer run of capitals is a headline, whose words are searched one by one. */
const longestName = 3;

/**
 * People and places of an article, distinguished by the words before them in all of it: `in Holm` makes it a place,
 * even for `Holm’s`. A name of one word can't be recognized as a person's; nor can a word that the article also writes
 * in small letters.
 */
export function entitiesIn(text: string, names: readonly NameMention[], notation: Notation): Entities {
  const seen = new Map<string, Seen>();
  for (const { words } of names.map((name) => withoutCalendar(name, notation))) {
    const key = words[words.length - 1];
    if (key === undefined || words.length > longestName) continue;
    const known = seen.get(key) ?? { words, isLong: false, placed: 0, perhaps: 0, other: 0 };
    seen.set(key, known);
    known.isLong ||= words.length > 1;
    if (words.length > known.words.length) known.words = words;
  }
  count(text, seen);
  const entities = new Map<string, Entity>();
  const small = wordsInSmallLetters(text, seen);
  for (const [key, one] of seen) {
    const kind = kindOf(one);
    if (!kind || (kind === 'name' && (small.has(key) || key.length < 3))) continue;
    entities.set(key, { key, words: one.words, kind, count: one.placed + one.perhaps + one.other });
  }
  return entities;
}

function withoutCalendar({ words }: NameMention, notation: Notation): { readonly words: readonly string[] } {
  let [first, end] = [0, words.length];
  while (first < end && isCalendarWord(words[first] ?? '', notation)) first++;
  while (first < end && isCalendarWord(words[end - 1] ?? '', notation)) end--;
  return { words: words.slice(first, end) };
}

/** Most mentions of a place without a preposition of place, for each with one. Guessed. */
const mostOther = 3;

function kindOf({ placed, perhaps, other, isLong }: Seen): Entity['kind'] | undefined {
  if (placed > 0 && placed * mostOther >= other) return 'place';
  if (other === 0 && perhaps > 0) return 'place';
  return isLong ? 'name' : undefined;
}

/** Counts the words before each mention. */
function count(text: string, seen: ReadonlyMap<string, Seen>): void {
  eachCapital(text, { from: 0, to: text.length }, (key, from, _to, first, isBare) => {
    const one = seen.get(key);
    if (!one) return;
    const [near, far] = [text.slice(Math.max(0, from - 24), from), text.slice(Math.max(0, first - 24), first)];
    if (isBare && (wordOfPlace.test(near) || (one.words.length > 1 && wordOfPlace.test(far)))) one.placed++;
    else if (perhapsOfPlace.test(near) || perhapsOfPlace.test(far)) one.perhaps++;
    else one.other++;
  });
}

/** Calls `found` with each capitalized word: key, edges without `’s`, start of its run, and whether it has no `’s`. */
function eachCapital(
  text: string,
  { from, to }: Span,
  found: (key: string, from: number, to: number, first: number, isBare: boolean) => void,
): void {
  let [first, last] = [-1, -1];
  scanWords(text, from, to, (start, end) => {
    const raw = text.slice(start, end);
    const word = raw.replace(/['’]s$/u, '');
    if (!/^\p{Lu}/u.test(word)) return void (first = -1);
    if (first < 0 || !/^(?:\s|\.\s)$/u.test(text.slice(last, start))) first = start;
    last = end;
    found(word.toLowerCase(), start, start + word.length, first, word.length === raw.length);
  });
}

/** The keys that the text also writes in small letters: `glacier` in a name may be a common word. */
function wordsInSmallLetters(text: string, keys: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const small = new Set<string>();
  scanWords(text, 0, text.length, (from, to) => {
    const word = text.slice(from, to);
    if (keys.has(word)) small.add(word);
  });
  return small;
}

/** The entities of a kind in a passage, in order, each at its first mention. */
export function mentionsIn(
  text: string,
  span: Span,
  entities: Entities,
  kind: Entity['kind'],
): readonly EntityMention[] {
  const mentions = new Map<string, EntityMention>();
  eachCapital(text, span, (key, from, to) => {
    const entity = entities.get(key);
    if (entity?.kind === kind && !mentions.has(key)) mentions.set(key, { ...entity, from, to });
  });
  return [...mentions.values()];
}
