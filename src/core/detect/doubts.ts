import { doubts, hearsay, inquiry, pending } from './hedging';
import { isNumber, nameClasses } from './shapes';
import type { TokenRange, Tokens } from './tokens';
import { classNumber, hashEach, hashWords } from './words';

const set = (list: string): ReadonlySet<number> => new Set(hashWords(list));

const seeming = set('appear appears appeared seem seems seemed');
const seemingNext = set('to not that as likely unlikely plausible possible');
const further = set('more further additional future larger');
const comparatives = set('more most less least as times equally');
/** `so that they could` and `neither side could` tell of ability. */
const purposes = set('so');
const abilities = set('so neither nor none nobody nothing where');
const conditions = set('if when where as');
const words = hashEach('may', 'might', 'could', 'likely', 'possible', 'unknown', 'not', 'hardly', 'to', 'a', 'an');

const [he, they, saying, is, was] = (['other', 'others', 'saying', 'is', 'was'] as const).map(classNumber);

/** What the word at `i` adds to its sentence, by what stands beside it: `more likely to` compares, and `May 5` is a day. */
export function doubtOf(tokens: Tokens, { first, last }: TokenRange, i: number): number {
  const word = tokens.word[i] ?? 0;
  const before = i > first ? (tokens.word[i - 1] ?? 0) : 0;
  const after = i + 1 < last ? (tokens.word[i + 1] ?? 0) : 0;
  if (i > first && isBe(tokens.class[i - 1])) {
    if (after === words.to && hearsay.has(word)) return 0.8;
    if (pending.has(word)) return 0.5;
  }
  if (inquiry.has(word) && further.has(before)) return 0.5;
  const doubt = doubts.get(word) ?? 0;
  if (doubt === 0 || isName(tokens.class[i])) return 0;
  switch (word) {
    case words.could:
      if (after === words.hardly || isNear(tokens, first, i, abilities)) return 0;
      return after === words.not || isAnnounced(tokens, first, i) ? doubt / 2 : doubt;
    case words.may:
      return i === first && isNumber(tokens.class[i + 1] ?? 0) ? 0 : isNear(tokens, first, i, purposes) ? 0.25 : doubt;
    case words.might:
      return isNear(tokens, first, i, purposes) ? 0.25 : doubt;
    case words.likely:
      return comparatives.has(before) && after === words.to ? 0.2 : doubt;
    case words.possible:
      return isNear(tokens, first, i, conditions) ? 0 : doubt;
    case words.unknown:
      return before === words.a || before === words.an ? 0.25 : doubt;
  }
  if (seeming.has(word)) return before !== words.to && seemingNext.has(after) ? doubt : 0.2;
  return doubt;
}

/** One of the words stands among the four before `i`. */
function isNear(tokens: Tokens, first: number, i: number, list: ReadonlySet<number>): boolean {
  for (let at = Math.max(first, i - 4); at < i; at++) if (list.has(tokens.word[at] ?? 0)) return true;
  return false;
}

/** `they said they could` */
function isAnnounced(tokens: Tokens, first: number, i: number): boolean {
  const pronoun = tokens.class[i - 1];
  return i > first + 1 && (pronoun === he || pronoun === they) && tokens.class[i - 2] === saying;
}

function isName(number: number | undefined): boolean {
  return number === nameClasses.name || number === nameClasses.acronym;
}

function isBe(number: number | undefined): boolean {
  return number === is || number === was;
}
