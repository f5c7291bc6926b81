import type { Span } from '../text/change';
import type { Suggestion } from './suggestion';

/** How far back a pronoun looks for its name, in UTF-16 units. */
const reach = 1000;

type Sex = 'he' | 'she';

/** The suggestions, in the order of the text, with the full names of their speakers where the text has them. */
export function withNames(text: string, suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const quotes = suggestions.filter(({ kind }) => kind === 'quote');
  const sexes = new Map<string, Sex>();
  const fullName = fullNames(text);
  let person: Span | undefined;
  return suggestions.map((suggestion) => {
    const { speaker } = suggestion;
    if (!speaker) return suggestion;
    const words = text.slice(speaker.from, speaker.to);
    const sex = /^(?:he|she)$/iu.test(words) ? (words.toLowerCase() as Sex) : undefined;
    if (!sex && isPerson(words)) {
      person = speaker;
      const titled = sexByTitle(words);
      if (titled) sexes.set(lastName(words), titled);
    }
    const near = sex && nearest(text, suggestion, speaker.from, person, quotes);
    const name = sex ? near && agrees(text, near, sex, sexes) && (fullName(near) ?? near) : fullName(speaker);
    return name ? { ...suggestion, name } : suggestion;
  });
}

/** Names in front, without an article or a pronoun. */
const isPerson = (words: string): boolean => /^\p{Lu}/u.test(words) && !/^(?:The|A|An|It|They|We)\b/u.test(words);

const lastName = (words: string): string => /[\p{L}’'-]+$/u.exec(words)?.[0] ?? words;

function sexByTitle(words: string): Sex | undefined {
  if (/^(?:Mr|Sir|King|Lord)\b/u.test(words)) return 'he';
  return /^(?:Mrs|Ms|Miss|Dame|Queen|Lady)\b/u.test(words) ? 'she' : undefined;
}

/** Whether somebody whom nothing else calls otherwise may be meant by a pronoun; who is meant by it once stays so. */
function agrees(text: string, { from, to }: Span, sex: Sex, sexes: Map<string, Sex>): boolean {
  const words = text.slice(from, to);
  const known = sexByTitle(words) ?? sexes.get(lastName(words));
  if (known === undefined) sexes.set(lastName(words), sex);
  return known === undefined || known === sex;
}

/**
 * Whom a pronoun at `at` stands for: the name that opens a sentence before it, or who spoke last before that; nobody where
 * a sentence about somebody without a name stands between, unless the same one goes on.
 */
function nearest(
  text: string,
  { why }: Suggestion,
  at: number,
  last: Span | undefined,
  quotes: readonly Suggestion[],
): Span | undefined {
  const person = last && at - last.from < reach ? last : undefined;
  const opening = openingBefore(text, at, quotes);
  if (!opening || opening.from <= (person?.from ?? -1)) return person;
  if (opening.isName) return opening;
  const goesOn = why.some((reason) => reason.code === 'attributed' && /^(?:add|continu|went)/u.test(reason.word));
  return goesOn ? person : undefined;
}

const opener =
  /(?:^|\n[ \t]{0,8}|[.!?…]["”’')»]*\s+)(?:(?:But|And|Then|Still|Later|Meanwhile),? )?(?:(?<name>(?:\p{Lu}[\p{L}’'-]+\.? )+(?:\p{Lu}\. )?\p{Lu}[\p{L}-]+)|(?:His|Her|The|A|An|One|Another) \p{Ll}[\p{L}-]+)(?=[\s,])(?! and \p{Lu})/gu;

const body =
  /^(?:The|His|Her|In|On|At|For|By|From|With|After|Before|No|Not|All|Both|Some|If|When|While)\b|\b(?:Council|Party|House|Ministry|Union|Association|Post|Times|University|Court|Bank|Group|Street|Department|Office|Police|Agency|Committee|Commission|Institute|Company)$/u;

/** The last sentence before `at`, and in no quotation, that opens with a name or with somebody or something without one. */
function openingBefore(
  text: string,
  at: number,
  quotes: readonly Span[],
): (Span & { readonly isName: boolean }) | undefined {
  const start = Math.max(0, at - reach);
  let found: (Span & { readonly isName: boolean }) | undefined;
  for (const match of text.slice(start, at).matchAll(opener)) {
    const name = match.groups?.['name'];
    const to = start + match.index + match[0].length;
    const from = to - (name?.length ?? 0);
    if (quotes.some((quote) => quote.from < to && to < quote.to)) continue;
    if (name === undefined || !body.test(name)) found = { from, to, isName: name !== undefined };
  }
  return found;
}

/** Tells where a text gives the first name of somebody whom a span of it calls by the last name alone. */
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

/** The last name where nothing but a title stands before it. */
function lastNameIn(words: string): string | undefined {
  return /^(?:(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|President|Senator|Sen|Gov|Prof)\.? )?(\p{Lu}[\p{L}'’-]+)$/u.exec(words)?.[1];
}

const office =
  /^(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|President|Senator|Sen|Gov|Prof|Minister|Chancellor|Secretary|Mayor|General|Judge|King|Queen|The|And|But|When|While|As|In|For|With)$/u;

/** The first place where a first name stands before the last name. */
function firstWith(text: string, last: string, but: number): Span | undefined {
  for (let at = text.indexOf(` ${last}`); at >= 0; at = text.indexOf(` ${last}`, at + 1)) {
    const to = at + 1 + last.length;
    if (/[\p{L}\p{N}]/u.test(text.charAt(to)) || to === but) continue;
    const before = /(\p{Lu}[\p{L}'’-]+)((?: \p{Lu}\.)*)$/u.exec(text.slice(Math.max(0, at - 40), at));
    if (before?.[1] !== undefined && !office.test(before[1])) return { from: at - before[0].length, to };
  }
  return undefined;
}
