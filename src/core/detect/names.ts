import type { Span } from '../change';
import type { Suggestion } from './suggestion';

/** How far back a pronoun looks for its name, in UTF-16 units. */
const reach = 1000;

/** The suggestions, in the order of the text, with the full names of their speakers where the text has them. */
export function withNames(text: string, suggestions: readonly Suggestion[]): readonly Suggestion[] {
  let person: Span | undefined;
  return suggestions.map((suggestion) => {
    const { speaker } = suggestion;
    if (!speaker) return suggestion;
    const words = text.slice(speaker.from, speaker.to);
    const isPronoun = /^(?:he|she)$/iu.test(words);
    if (!isPronoun && isPerson(words)) person = speaker;
    const near = isPronoun && person && speaker.from - person.from < reach ? person : undefined;
    const name = isPronoun ? near && (fullName(text, near) ?? near) : fullName(text, speaker);
    return name ? { ...suggestion, name } : suggestion;
  });
}

const isPerson = (words: string): boolean => /^\p{Lu}/u.test(words) && !/^(?:The|A|An|It|They|We)\b/u.test(words);

/** Where the text gives the first name of somebody whom a span calls by the last name alone. */
function fullName(text: string, { from, to }: Span): Span | undefined {
  const last = /^(?:(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|President|Senator|Sen|Gov|Prof)\.? )?(\p{Lu}[\p{L}'’-]+)$/u.exec(
    text.slice(from, to),
  )?.[1];
  return last === undefined ? undefined : firstWith(text, last, to);
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
