import type { Span } from '../text/change';
import { doubtDegrees, doubtWords, researchWords } from './lexicon';
import type { Sentence } from './sentences';
import { nameClasses, classNumber, hashEach, hashWords, shapeNumber } from './vocabulary';
import type { Reason, Suggestion } from './suggestion';
import type { TokenRange, Tokens } from './tokens';

/** The degree of each word of doubt, by its hash. */
const doubts: ReadonlyMap<number, number> = new Map(
  doubtDegrees.flatMap(([degree, list]) => hashWords(list).map((word): [number, number] => [word, degree])),
);
const sets = Object.fromEntries(
  Object.entries(doubtWords).map(([name, list]) => [name, new Set(hashWords(list))]),
) as unknown as Readonly<Record<keyof typeof doubtWords, ReadonlySet<number>>>;
const [he, they, saying, is, was, calendar] = (['other', 'others', 'saying', 'is', 'was', 'calendar'] as const).map(
  classNumber,
);
const subjects: ReadonlySet<number> = new Set((['me', 'us', 'you', 'other', 'others'] as const).map(classNumber));
const beings: ReadonlySet<number> = new Set((['is', 'was', 'be'] as const).map(classNumber));
const words = hashEach(
  'may',
  'might',
  'could',
  'likely',
  'possible',
  'unknown',
  'it',
  'not',
  'hardly',
  'to',
  'a',
  'an',
  'no',
  'made',
  'remains',
  'seen',
  'should',
  'would',
  'potential',
  'will',
  'be',
  'like',
  'who',
  'rather',
  'shall',
  'must',
  'have',
  'neither',
  'rule',
  'out',
);

const reach = 10;
const dependence = 0.55;
const denial = 0.9;
/** The lowest degree that is a reason by itself; weaker words only add to others. */
const tellable = 0.35;

const research: ReadonlySet<number> = new Set(hashWords(researchWords));

/** What a text is about, on which the meaning of some words of doubt depends. */
export type Matter = 'research' | 'rules' | 'other';

/**
 * In research, *would* and *potential* are doubts; elsewhere only *would* as a main verb and *potential* near the
 * beginning. Abstracts and news of science have a word of research in 80 words, other news one in 300 or fewer. In
 * rules, which have one *shall* or two *must* in 120 words (guessed), *may* permits and *would* is usual.
 */
export function matterOf(tokens: Tokens): Matter {
  let inquiries = 0;
  let rules = 0;
  for (let i = 0; i < tokens.count; i++) {
    const word = tokens.word[i] ?? 0;
    if (research.has(word)) inquiries++;
    else if (word === words.shall) rules += 2;
    else if (word === words.must) rules++;
  }
  if (rules > 1 && rules > tokens.count / 60) return 'rules';
  return inquiries > 2 && inquiries > tokens.count / 80 ? 'research' : 'other';
}

/** The sentence as unconfirmed, if its writer, not somebody quoted, presents it as unsure, conditional or unknown. */
export function hedgeOf(
  text: string,
  tokens: Tokens,
  sentence: Sentence,
  matter: Matter,
  isSaid: (word: Span) => boolean,
): Suggestion | undefined {
  const { doubt, why } = weigh(text, tokens, sentence.tokens, matter, isSaid);
  if (doubt < 0.5) return undefined;
  return { from: sentence.from, to: sentence.to, kind: 'unconfirmed', score: doubt, why };
}

/** Two weak words make a stronger one: doubts `a` and `b` add up to `1 - (1 - a)(1 - b)`. A word counts once. */
function weigh(
  text: string,
  tokens: Tokens,
  range: TokenRange,
  matter: Matter,
  isSaid: (word: Span) => boolean,
): { doubt: number; why: readonly Reason[] } {
  const why: Reason[] = [];
  const counted = new Set<number>();
  const at = (from: number, to: number): string => text.slice(tokens.from[from], tokens.to[to]);
  let sure = 1;
  let condition = -reach;
  let conditional = -reach;
  for (let i = range.first; i < range.last; i++) {
    if (!tokens.isDoubt(i) || isSaid({ from: tokens.from[i] ?? 0, to: tokens.to[i] ?? 0 })) continue;
    const word = tokens.word[i] ?? 0;
    const end = deniedFrom(tokens, range, i);
    if (end > i) {
      sure *= 1 - denial;
      why.unshift({ code: 'not known', word: at(i, end) });
      i = end;
      continue;
    }
    if (sets.conditions.has(word) || (word === words.should && i === range.first)) condition = i;
    if (sets.conditionals.has(word)) conditional = i;
    const isAllowed = word === words.may && permits(tokens, i);
    const depends =
      !isAllowed && ((i === condition && i - conditional < reach) || (i === conditional && i - condition < reach));
    const doubt = Math.max(depends ? dependence : 0, doubtOf(tokens, range, i, matter));
    if (doubt === 0 || counted.has(word)) continue;
    counted.add(word);
    sure *= 1 - doubt;
    if (depends) why.push({ code: 'condition', word: at(condition, condition) });
    else if (doubt >= tellable) why.push({ code: 'hedge', word: at(isPair(tokens, i) ? i - 1 : i, i) });
  }
  return { doubt: why.length > 0 ? 1 - sure : 0, why };
}

/** What the word at `i` adds to its sentence, given its neighbours: not in `more likely to` and `May 5`. */
function doubtOf(tokens: Tokens, { first, last }: TokenRange, i: number, matter: Matter): number {
  const word = tokens.word[i] ?? 0;
  const before = i > first ? (tokens.word[i - 1] ?? 0) : 0;
  const after = i + 1 < last ? (tokens.word[i + 1] ?? 0) : 0;
  if (i > first && isBe(tokens.class[i - 1])) {
    if (after === words.to && sets.hearsay.has(word)) return 0.8;
    if (sets.pending.has(word)) return 0.5;
  }
  if (sets.due.has(word) && i > first && isBe(tokens.class[i - 1]) && sets.outcomes.has(tokens.word[i - 2] ?? 0))
    return 0.5;
  if (sets.knowing.has(word) && sets.unnamed.has(before)) return 0.6;
  if (sets.waiting.has(word) && after === words.to && sets.coming.has(tokens.word[i + 2] ?? 0)) return 0.6;
  if (sets.inquiry.has(word) && sets.further.has(before)) return 0.5;
  if (sets.trials.has(word) && sets.further.has(before) && hasAny(tokens, first, last, sets.needing)) return 0.5;
  if (sets.believing.has(word) && sets.believers.has(before)) return 0.55;
  if (sets.showing.has(word) && before === words.will && sets.asked.has(after)) return 0.6;
  if (
    sets.naming.has(word) &&
    before === words.be &&
    tokens.word[i - 2] === words.to &&
    tokens.word[i - 3] === words.not
  )
    return 0.6;
  if (!doubts.has(word) || isName(tokens.class[i])) return 0;
  return degreeOf(tokens, first, i, matter);
}

/** Whether the word before makes it a doubt: `further studies`, `unnamed sources`. */
const isPair = ({ word }: Tokens, i: number): boolean =>
  ((sets.inquiry.has(word[i] ?? 0) || sets.trials.has(word[i] ?? 0)) && sets.further.has(word[i - 1] ?? 0)) ||
  (sets.knowing.has(word[i] ?? 0) && sets.unnamed.has(word[i - 1] ?? 0));

/** The degree of a word of doubt in its place. */
function degreeOf(tokens: Tokens, first: number, i: number, matter: Matter): number {
  const word = tokens.word[i] ?? 0;
  const doubt = doubts.get(word) ?? 0;
  const before = i > first ? (tokens.word[i - 1] ?? 0) : 0;
  const after = tokens.word[i + 1] ?? 0;
  switch (word) {
    case words.could:
      if (before === words.who || after === words.hardly || isNear(tokens, first, i, sets.abilities)) return 0;
      if (isPronoun(tokens, first, i) && sets.sensed.has(after)) return 0;
      return after === words.not || isAnnounced(tokens, first, i) ? doubt / 2 : doubt;
    case words.would:
      if (matter === 'rules' || isReportedFuture(tokens, first, i) || after === words.like || after === words.rather)
        return 0.25;
      if (matter === 'research') return doubt;
      return after !== words.have && !sets.telling.has(after) && isMainVerb(tokens, first, i) ? doubt : 0.25;
    case words.potential:
      return matter === 'research' || i - first < 2 ? doubt : 0.25;
    case words.may:
      // Says what is permitted: `The court ruled on Wednesday that crews may strike`.
      if (matter === 'rules' || isNear(tokens, first, i, sets.ruling, ruledWithin)) return 0.2;
      if (permits(tokens, i)) return 0.2;
      // A month, or a wish: `may it please the Court`.
      if (i === first || after === words.it) return 0;
      return isNear(tokens, first, i, sets.purposes) ? 0.25 : doubt;
    case words.might:
      return isNear(tokens, first, i, sets.purposes) ? 0.25 : doubt;
    case words.likely:
      return sets.comparatives.has(before) && after === words.to ? 0.2 : doubt;
    case words.possible:
      return isNear(tokens, first, i, sets.circumstances) ? 0 : doubt;
    case words.unknown:
      return before === words.a || before === words.an ? 0.25 : doubt;
  }
  if (sets.seeming.has(word)) return before !== words.to && sets.seemingNext.has(after) ? doubt : 0.2;
  return doubt;
}

/** `Traders may apply for loans`, `you may request a review` */
function permits({ word }: Tokens, i: number): boolean {
  const after = word[i + 1] ?? 0;
  return sets.persons.has(word[i - 1] ?? 0) && sets.permitted.has(after === words.not ? (word[i + 2] ?? 0) : after);
}

/** Whether one of the words is among these tokens. */
function hasAny(tokens: Tokens, first: number, last: number, list: ReadonlySet<number>): boolean {
  for (let at = first; at < last; at++) if (list.has(tokens.word[at] ?? 0)) return true;
  return false;
}

/** Whether one of the words is among the `within` tokens before `i`. */
const isNear = (tokens: Tokens, first: number, i: number, list: ReadonlySet<number>, within = 4): boolean =>
  hasAny(tokens, Math.max(first, i - within), i, list);

/** How far before a `may` that permits a word of ruling may stand, in tokens. Guessed. */
const ruledWithin = 9;

/** Whether `would` is the first verb of its sentence, not what `I` would do: `The closure would cost 40 jobs`. */
function isMainVerb(tokens: Tokens, first: number, i: number): boolean {
  const subject = tokens.class[i - 1];
  if (i === first || i - first > longestSubject || subjects.has(subject ?? 0)) return false;
  for (let at = first; at < i; at++) if (isFinite.has(tokens.class[at] ?? 0)) return false;
  return true;
}

/** In tokens. Guessed. */
const longestSubject = 8;

const isFinite: ReadonlySet<number> = new Set([
  shapeNumber('ed'),
  ...(
    [
      'is',
      'was',
      'has',
      'had',
      'does',
      'did',
      'modal',
      'future',
      'saying',
      'talking',
      'past',
      'deed',
      'opinion',
    ] as const
  ).map(classNumber),
]);

/** Whether `would` only reports the future: `he said it would`. */
function isReportedFuture(tokens: Tokens, first: number, i: number): boolean {
  for (let at = i - 1; at >= Math.max(first, i - reported); at--) if (tokens.class[at] === saying) return true;
  return false;
}

/** How far before such a `would` the verb of saying may stand, in tokens. */
const reported = 16;

const isPronoun = (tokens: Tokens, first: number, i: number): boolean =>
  i > first && subjects.has(tokens.class[i - 1] ?? 0);

/** `they said they could` */
function isAnnounced(tokens: Tokens, first: number, i: number): boolean {
  const pronoun = tokens.class[i - 1];
  return i > first + 1 && (pronoun === he || pronoun === they) && tokens.class[i - 2] === saying;
}

function isName(number: number | undefined): boolean {
  return number === nameClasses.name || number === nameClasses.acronym || number === calendar;
}

function isBe(number: number | undefined): boolean {
  return number === is || number === was;
}

/** The last token of a denial of knowledge that begins at `i`, or -1. */
function deniedFrom(tokens: Tokens, { first, last }: TokenRange, i: number): number {
  if (!sets.denials.has(tokens.word[i] ?? 0)) return -1;
  /** Two words may come between in `no official figures have been released` and `neither account could be verified`. */
  const allowed = tokens.word[i] === words.no || tokens.word[i] === words.neither ? 2 : 1;
  let others = 0;
  // `could not rule out arson` is a doubt; a result that does not rule something out is not.
  const isUnable = sets.inability.has(tokens.word[i] ?? 0) || tokens.word[i - 1] === words.could;
  let isState = i > first && beings.has(tokens.class[i - 1] ?? 0) && tokens.word[i] !== words.no;
  for (let at = i; at < Math.min(i + 7, last); at++) {
    const word = tokens.word[at] ?? 0;
    if (at > i) {
      if (word === words.seen && tokens.word[i] === words.remains) return at;
      if (word === words.rule && tokens.word[at + 1] === words.out && isUnable) return at + 1;
      if (sets.disclosures.has(word) || (isState && sets.states.has(word))) return at;
      if (sets.telling.has(word)) return askedAfter(tokens, last, at);
      if (!sets.between.has(word) && ++others > allowed) return -1;
    }
    if (word === words.made || beings.has(tokens.class[at] ?? 0)) isState = true;
  }
  return -1;
}

function askedAfter(tokens: Tokens, last: number, at: number): number {
  for (const next of [at + 1, at + 2]) if (next < last && sets.asked.has(tokens.word[next] ?? 0)) return next;
  return -1;
}
