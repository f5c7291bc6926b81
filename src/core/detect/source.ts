import type { Span } from '../change';
import type { Token } from './clause';

/** Whom words are laid to: the tokens `[first, last)`. */
export interface Source {
  readonly first: number;
  readonly last: number;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** What stands between a subject and its verb. */
const auxiliaries = set(
  "has have had having is are was were been be being will would can could may might must should shall do does did 's 'd 've also not never n't " +
    "hasn't haven't hadn't didn't doesn't don't wouldn't couldn't won't later then first initially recently repeatedly previously reportedly earlier already once again " +
    'often only just still now even always long publicly privately openly reportedly simply subsequently since both all each themselves himself herself itself ' +
    'today yesterday tonight monday tuesday wednesday thursday friday saturday sunday said',
);
const adverb = /^\p{L}{3,}ly$/u;

export const subjects = set("he she they it i we you who one he's she's");
const clauseStarts = set(
  'that which who whom whose while as because when if although though after before since whereas until unless where why how what whether and but or nor so yet than then because',
);
const prepositions = set(
  'in on at during after before by from through via to with without about into over under against amid among despite since until within across near following around between per like as',
);
/** May stand within the name of a source after its first noun. */
const withinNames = set('of for from to at in with on by and & against');
const determiners = set(
  'the a an this that these those his her their its our my some many several most two three four five one another other both no every each',
);
const finite = set(
  'is are was were has have had will would can could may might must should shall do does did said says told came went made took gave got began ran led held met left saw put set',
);

const isMark = (token: Token | undefined, marks: string): boolean =>
  token !== undefined && !token.isWord && token.word !== '' && marks.includes(token.word);

/** The first token after a subject: past auxiliaries and adverbs before the verb at `verb`. */
function subjectEnd(tokens: readonly Token[], verb: number, from: number): number {
  let end = verb;
  while (end > from) {
    const token = tokens[end - 1] as Token;
    const isAdverb = !token.isCapital && adverb.test(token.word);
    if (!token.isWord || !(auxiliaries.has(token.word) || isAdverb)) break;
    end--;
  }
  return end;
}

/** The subject of the verb at `verb`, looking back no further than `from`; undefined where the verb shares an earlier one. */
export function subjectBefore(tokens: readonly Token[], verb: number, from = 0): Source | undefined {
  let end = subjectEnd(tokens, verb, from);
  end = beforeTimePhrase(tokens, end, from);
  const closing = tokens[end - 1];
  if (isMark(closing, ',—–)')) end = beforeInsert(tokens, end - 1, from);
  if (end <= from) return undefined;
  return nounPhraseTo(tokens, end, from);
}

/** `the minister on Friday said`. */
function beforeTimePhrase(tokens: readonly Token[], end: number, from: number): number {
  for (let at = end - 1; at > from && at > end - 4; at--) {
    const word = tokens[at]?.word ?? '';
    if (word === 'on' || word === 'in') return isTime(tokens[at + 1]) ? at : end;
  }
  return end;
}

const past =
  /^(?:\p{Ll}{2,}ed|became|began|beat|broke|brought|built|came|chose|cut|did|drew|drove|fell|felt|fought|found|gave|got|grew|had|held|hit|kept|knew|laid|led|left|lost|made|met|paid|put|ran|rose|said|saw|sent|set|showed|shot|sold|spent|spoke|stood|took|told|went|won|wrote|seemed|means?|needs?|wants?|remains?|includes?|makes?|takes?|goes|comes|helps?|shows?|seems?|says)$/u;

/** What may be a verb in the past, or a participle; some verbs of the present too. */
export const isPastVerb = (token: Token): boolean => token.isWord && !token.isCapital && past.test(token.word);

const isTime = (token: Token | undefined): boolean =>
  token !== undefined &&
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|(?:jan|feb|apr|aug|sept?|oct|nov|dec)\.|\d{4})$/u.test(
    token.word,
  );

/** Where the noun ends that an insert between commas or dashes follows; `end` where there is none before. */
function beforeInsert(tokens: readonly Token[], end: number, from: number): number {
  const closing = tokens[end]?.word ?? '';
  const opening = closing === ')' ? '(' : closing;
  let first = -1;
  for (let at = end - 1; at > from; at--) {
    const token = tokens[at] as Token;
    if (token.marked) break;
    if (isMark(token, ';:')) break;
    if (token.word === opening) {
      first = at;
      if (isInsert(tokens, at + 1) || opening !== ',') break;
    }
  }
  return first > from ? first : end;
}

/** What begins an insert rather than one more item of a list, an address or one more verb of the same subject. */
function isInsert(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token !== undefined && !token.isCapital && token.isWord && !isPastVerb(token);
}

/** The noun phrase that ends before `end`. */
function nounPhraseTo(tokens: readonly Token[], end: number, from: number): Source | undefined {
  let first = end;
  while (first > from) {
    const token = tokens[first - 1] as Token;
    if (!token.isWord && !isMark(token, '&/')) {
      if (token.marked && token.to - token.from < 40 && first < end) first--;
      else break;
      continue;
    }
    if (subjects.has(token.word) && first === end) return trimmed(tokens, { first: first - 1, last: end });
    if (subjects.has(token.word) && token.word !== 'one') break;
    if (clauseStarts.has(token.word) && !joinsNames(tokens, first - 1, end)) break;
    if (finite.has(token.word) && !token.isCapital) break;
    if (token.cue && token.cue.form !== 'noun' && !token.isCapital && !token.cue.isNounToo && token.cue.form !== 'past')
      break;
    if (token.cue?.kind === 'say' && token.cue.form === 'past' && !token.isCapital && first < end && isReport(token))
      break;
    first--;
  }
  return first < end ? trimmed(tokens, { first, last: end }) : undefined;
}

const isReport = (token: Token): boolean =>
  !/^(?:leaked|confirmed|mentioned|quoted|noted|read|alleged|reported|stated|posted)$/u.test(token.word);

/** `Bo Chen and Ana Lima said`: an `and` between names or nouns that share the verb, near to it. */
function joinsNames(tokens: readonly Token[], at: number, end: number): boolean {
  const word = tokens[at]?.word;
  if ((word !== 'and' && word !== 'or') || at + 1 >= end) return false;
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (!before?.isWord || !after?.isWord || end - at > 8) return false;
  return before.isCapital === after.isCapital && !determiners.has(after.word) && !subjects.has(after.word);
}

const leading = set(
  'but and yet so however meanwhile still also later earlier today yesterday then now afterward afterwards instead nevertheless monday tuesday wednesday thursday friday saturday sunday',
);

/** Without what is no part of the name in front: `but`, `on Friday`, `after the vote`. */
function trimmed(tokens: readonly Token[], { first, last }: Source): Source | undefined {
  let start = first;
  while (start < last && leading.has(tokens[start]?.word ?? '')) start++;
  const word = tokens[start]?.word ?? '';
  if (start < last - 1 && (prepositions.has(word) || word === 'citing')) start = afterAdverbial(tokens, start, last);
  return start < last ? { first: start, last } : undefined;
}

/** `In Lisbon the minister`, `After the vote Ana Lima`: the noun phrase nearest to the verb. */
function afterAdverbial(tokens: readonly Token[], first: number, last: number): number {
  for (let at = last - 1; at > first; at--) {
    const token = tokens[at] as Token;
    if (determiners.has(token.word)) return at;
    if (token.isCapital && !tokens[at - 1]?.isCapital)
      return withinNames.has(tokens[at - 1]?.word ?? '') && at > first + 2 ? at : at;
  }
  return last - 1;
}

/** The noun phrase that begins at `at`, as after `said` or `according to`; its inserts and addresses are left out. */
export function nounPhraseFrom(tokens: readonly Token[], at: number, limit = tokens.length): Source | undefined {
  let last = at;
  while (last < limit) {
    const token = tokens[last] as Token;
    if (!token.isWord) {
      if (!isMark(token, '&')) break;
    } else if (last > at) {
      if (finite.has(token.word) || clauseStarts.has(token.word)) {
        if (token.word !== 'and' || !tokens[last + 1]?.isCapital || !tokens[last - 1]?.isCapital) break;
      }
      if (prepositions.has(token.word) && !/^(?:from|by|at|to)$/u.test(token.word)) break;
      if (token.word === 'to' && !tokens[last + 1]?.isCapital && !determiners.has(tokens[last + 1]?.word ?? '')) break;
      if (isTime(token) && token.isCapital) break;
      if (/^(?:yesterday|today|tonight|last|earlier|later|adding|who)$/u.test(token.word)) break;
      if (subjects.has(token.word)) break;
    } else if (subjects.has(token.word)) return { first: at, last: at + 1 };
    last++;
  }
  return last > at ? { first: at, last } : undefined;
}

/** The first noun phrase of a sentence, past `In Lisbon,`; it ends before `limit`. */
export function mainSubject(tokens: readonly Token[], limit: number): Source | undefined {
  const comma = tokens.findIndex((token) => isMark(token, ','));
  const first = isPreposition(tokens[0]?.word ?? '') && comma > 0 && comma < limit ? comma + 1 : 0;
  const whole = nounPhraseFrom(tokens, first, Math.min(limit, first + 9));
  if (!whole) return undefined;
  let last = whole.first + 1;
  while (last < whole.last && !endsSubject(tokens, last)) last++;
  return trimmed(tokens, { first: whole.first, last });
}

/** A small word after a name that does not lead to more of the name, or a verb. */
function endsSubject(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at] as Token;
  if (isPastVerb(token) || token.cue?.form === 'past' || token.cue?.form === 's') return true;
  return (
    !token.isCapital && tokens[at - 1]?.isCapital === true && !tokens[at + 1]?.isCapital && !withinNames.has(token.word)
  );
}

/** Where a source stands in the text. */
export function spanOf(tokens: readonly Token[], { first, last }: Source): Span {
  const end = tokens[last - 1] as Token;
  return { from: (tokens[first] as Token).from, to: end.to };
}

export const isDeterminer = (word: string): boolean => determiners.has(word);
export const isFinite = (token: Token): boolean => token.isWord && (finite.has(token.word) || /n't$/u.test(token.word));
export const isPreposition = (word: string): boolean => prepositions.has(word);
export const opensClause = (word: string): boolean => clauseStarts.has(word);
export { isMark, isTime };
