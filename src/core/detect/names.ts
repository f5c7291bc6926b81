import type { Span } from '../text/change';
import type { Block } from './blocks';
import { groups } from './lexicon';
import type { Suggestion } from './suggestion';

/** How far back the name for a pronoun is looked for, in UTF-16 units. */
const reach = 1000;

type Sex = 'he' | 'she';

/**
 * Adds full names from the text to speakers. No pronoun stands for a label of a transcript, and in a story none stands
 * for the speaker of the paragraph before.
 */
export function withNames(
  text: string,
  suggestions: readonly Suggestion[],
  blocks: readonly Block[],
  inStory: boolean,
): readonly Suggestion[] {
  const furniture = blocks.filter((block) => block.furniture);
  const turns = new Set(blocks.map(({ turn }) => turn?.from));
  // Where each paragraph of a story begins, and the first place whose name a pronoun at its head may stand for.
  const starts = new Map(
    inStory ? blocks.map((block, i) => [block.from, narrationBefore(blocks, i) ?? block.from]) : [],
  );
  const quotes = suggestions.filter(({ kind }) => kind === 'quote');
  const sexes = new Map<string, Sex>();
  const fullName = fullNames(text);
  let person: Span | undefined;
  /** What the person who spoke last said last. */
  let said: Span | undefined;
  return suggestions.map((suggestion) => {
    const { speaker } = suggestion;
    if (!speaker) return suggestion;
    const words = text.slice(speaker.from, speaker.to);
    const sex = /^(?:he|she)$/iu.test(words) ? (words.toLowerCase() as Sex) : undefined;
    if (!sex && startsWithName(words) && !turns.has(speaker.from)) {
      person = speaker;
      const titled = sexByTitle(words);
      if (titled) sexes.set(lastName(words), titled);
    }
    const referent = sex && nearest(text, suggestion, speaker.from, person, [...quotes, ...furniture], fullName);
    // In a story a pronoun that opens a paragraph stands for the other person.
    const isOtherPerson =
      referent &&
      (referent.from < (starts.get(suggestion.from) ?? 0) ||
        (starts.has(speaker.from) && said && isInLineBefore(text, speaker.from, said)));
    const name = sex
      ? referent && !isOtherPerson && agrees(text, referent, sex, sexes) && (fullName(referent) ?? referent)
      : fullName(speaker);
    if (sex ? name : person === speaker) said = suggestion;
    return name ? { ...suggestion, name } : suggestion;
  });
}

/** Where the paragraph before begins, if nobody speaks in it. */
const narrationBefore = (blocks: readonly Block[], i: number): number | undefined =>
  blocks[i - 1]?.marked.length === 0 ? blocks[i - 1]?.from : undefined;

/** Whether a span stands in the last line with words before the line that begins at `begin`. */
function isInLineBefore(text: string, begin: number, { from }: Span): boolean {
  let end = begin - 1;
  while (end > 0 && text.charCodeAt(end - 1) === 10) end--;
  return from < begin && from > text.lastIndexOf('\n', end - 1);
}

/** Whether words begin with a name, not with an article or a pronoun, and are no group. */
const startsWithName = (words: string): boolean =>
  /^\p{Lu}/u.test(words) && !/^(?:The|A|An|It|They|We)\b/u.test(words) && !groupNames.has(words.toLowerCase());

const groupNames: ReadonlySet<string> = new Set(groups.split(' '));

const lastName = (words: string): string => /[\p{L}’'-]+$/u.exec(words)?.[0] ?? words;

function sexByTitle(words: string): Sex | undefined {
  if (/^(?:Mr|Sir|King|Lord)\b/u.test(words)) return 'he';
  return /^(?:Mrs|Ms|Miss|Dame|Queen|Lady)\b/u.test(words) ? 'she' : undefined;
}

/** Whether a pronoun agrees with a person's title and with earlier pronouns for them; records this one. */
function agrees(text: string, { from, to }: Span, sex: Sex, sexes: Map<string, Sex>): boolean {
  const words = text.slice(from, to);
  const known = sexByTitle(words) ?? sexes.get(lastName(words));
  if (known === undefined) sexes.set(lastName(words), sex);
  return known === undefined || known === sex;
}

/**
 * The person a pronoun at `at` stands for: the name that opens a sentence before it, else the person who spoke last.
 * Undefined if a sentence in between opens with somebody unnamed, unless the cue says that the same person goes on.
 */
function nearest(
  text: string,
  { why }: Suggestion,
  at: number,
  last: Span | undefined,
  quotes: readonly Span[],
  fullName: (span: Span) => Span | undefined,
): Span | undefined {
  const person = last && at - last.from < reach ? last : undefined;
  const opening = openingBefore(text, at, quotes, fullName);
  if (!opening || opening.from <= (person?.from ?? -1)) return person;
  if (opening.isName) return opening;
  const isSamePerson = why.some((reason) => reason.code === 'attributed' && /^(?:add|continu|went)/u.test(reason.word));
  return isSamePerson ? person : undefined;
}

/** Verbs before a person: `In the stands sat`; `was` and `is` only after `Among the guests`. */
const personVerbs = String.raw`(?:sat|stood|came|lay|waited|(?<=Among [^.!?\n]{2,51})(?:was|is))`;

/** Not a preposition or article, which begins a place or a thing, not an office. */
const noOffice = '(?!(?:the|a|an|in|at|on|near|from|of|off|by|with|for|to|outside|inside|around|across) )';

/** What begins an unnamed person or thing. */
const unnamed = 'His|Her|The|A|An|One|Another';

const opener = new RegExp(
  [
    String.raw`(?:^|\n[ \t]{0,8}|[.!?…]["”’')»]*\s+)(?:(?:But|And|Then|Still|Later|Meanwhile),? )?`,
    // `Outside the court, Kai Rom`, `In the stands sat 84-year-old Kai Rom`
    String.raw`(?:(?:In|On|At|For|When|While|Since|After|Before|Near|Among|Beside|Behind|Outside|Inside) [^.,!?"“”\n]{2,50}(?:, | ${personVerbs} (?:${noOffice}[\p{Ll}\d-]+ ){0,3}))?(?:(?:`,
    // `Northern leader Kai Rom`
    String.raw`(?:The )?\p{Lu}?[\p{L}’'-]+ (?:leader|chief|director|president|chair|chairman|chairwoman|secretary|minister|spokesman|spokeswoman|spokesperson|coach|captain|manager|editor|head|boss|deputy|lawyer|member|official|founder) |`,
    // `the claimant, trawlerman Kai Rom,`, `The port’s coach, Kai Rom,`
    String.raw`(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Aa]nother|[Oo]ne|\p{Lu}[\p{L}-]+[’']s) (?:[\p{Ll}’'-]+ ){0,3}[\p{Ll}-]+, (?:${noOffice}[\p{Ll}-]+ ){0,2}`,
    String.raw`)?(?<name>(?:\p{Lu}[\p{L}’'-]+\.? )+(?:\p{Lu}\. )?\p{Lu}[\p{L}-]+|(?!(?:${unnamed}) )\p{Lu}[\p{L}-]+)|(?:${unnamed}) \p{Ll}[\p{L}-]+)(?=[\s,]|(?<= ${personVerbs} [^.!?\n]{2,60})\.)(?! and \p{Lu}|,? which )`,
  ].join(''),
  'gu',
);

const notPerson =
  /^[^\p{Ll}]+$|^(?:The|His|Her|In|On|At|For|By|From|With|After|Before|No|Not|All|Both|Some|If|When|While|Last|Next|This|That|Every)\b|\b(?:Council|Party|House|Ministry|Union|Association|Post|Times|University|Court|Bank|Group|Street|Department|Office|Police|Agency|Committee|Commission|Institute|Company)$/u;

/** The last name or unnamed person or thing that opens a sentence before `at`, outside the `quotes`. */
function openingBefore(
  text: string,
  at: number,
  quotes: readonly Span[],
  fullName: (span: Span) => Span | undefined,
): (Span & { readonly isName: boolean }) | undefined {
  const wordsOf = (span: Span | undefined): string | undefined => span && text.slice(span.from, span.to);
  const start = Math.max(0, at - reach);
  let found: (Span & { readonly isName: boolean }) | undefined;
  for (const match of text.slice(start, at).matchAll(opener)) {
    const name = match.groups?.['name'];
    const to = start + match.index + match[0].length;
    const from = to - (name?.length ?? 0);
    if (quotes.some((quote) => quote.from < to && to <= quote.to)) continue;
    // A last name alone is somebody's where the text has the full name.
    const whole = name === undefined || name.includes(' ') ? name : wordsOf(fullName({ from, to }));
    if (name === undefined || (whole && !notPerson.test(whole))) found = { from, to, isName: name !== undefined };
  }
  return found;
}

/** Finds the first place of a full name, for a span that has the last name alone. */
function fullNames(text: string): (span: Span) => Span | undefined {
  const known = new Map<string, Span | undefined>();
  return ({ from, to }) => {
    const last = lastNameIn(text.slice(from, to));
    if (last === undefined) return undefined;
    if (!known.has(last)) known.set(last, firstWith(text, last, -1));
    const first = known.get(last);
    return first?.to === to ? firstWith(text, last, to) : first;
  };
}

/** The last name in words that hold only it and perhaps a title. */
function lastNameIn(words: string): string | undefined {
  return /^(?:(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|President|Senator|Sen|Gov|Prof)\.? )?(\p{Lu}[\p{L}'’-]+)$/u.exec(words)?.[1];
}

const office =
  /^(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|President|Senator|Sen|Gov|Prof|Minister|Chancellor|Secretary|Mayor|General|Judge|King|Queen|The|And|But|When|While|As|In|For|With|I['’]\p{L}+)$/u;

/** The first place of a last name with a first name before it, unless the last name ends at `but`. */
function firstWith(text: string, last: string, but: number): Span | undefined {
  for (let at = text.indexOf(` ${last}`); at >= 0; at = text.indexOf(` ${last}`, at + 1)) {
    const to = at + 1 + last.length;
    if (/[\p{L}\p{N}]/u.test(text.charAt(to)) || to === but) continue;
    const before = /(\p{Lu}[\p{L}'’-]+)((?: \p{Lu}\.)*)$/u.exec(text.slice(Math.max(0, at - 40), at));
    if (before?.[1] !== undefined && !office.test(before[1])) return { from: at - before[0].length, to };
  }
  return undefined;
}
