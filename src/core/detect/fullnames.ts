import type { Span } from '../text/change';

/** Tells where a text gives the first name of somebody whom a span of it calls by the last name alone. */
export function fullNames(text: string): (span: Span) => Span | undefined {
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
