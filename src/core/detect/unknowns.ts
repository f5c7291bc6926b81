import type { Tokens } from './tokens';
import { hashWord, hashWords } from './words';

const set = (words: string): ReadonlySet<number> => new Set(hashWords(words));

/** The words that begin a denial. */
export const denials = set(
  'not no hasn’t haven’t isn’t wasn’t weren’t aren’t didn’t doesn’t don’t hadn’t couldn’t can’t cannot never yet nobody neither declined refused unable',
);
/** What is denied: `has not been disclosed`, `no official confirmation`, `declined to say`. */
const knowledge = set(
  'confirmed disclosed verified known clear announced released established determined finalized finalised decided specified identified revealed corroborated authenticated substantiated explained proven settled certain public set final confirmation details information word indication timetable timeline explanation comment elaborate confirm verify disclose specify ruled',
);
/** `has not said whether`, `would not say how many`, `have not agreed on who` */
const telling = set('say said says tell told know knows agreed agree');
const asked = set('whether who what when where why how if which');
const between = set(
  'yet be been being made publicly independently officially immediately fully clearly finally formally any the further to has have had was were is are it',
);

/** `no official figures have been released` has two other words between. */
const no = hashWord('no');

/** The last token of a denial of knowledge that begins at `i`, or -1. */
export function deniedFrom(tokens: Tokens, i: number): number {
  if (!denials.has(tokens.word[i] ?? 0)) return -1;
  const allowed = tokens.word[i] === no ? 2 : 1;
  let others = 0;
  for (let at = i + 1; at < Math.min(i + 7, tokens.count); at++) {
    const word = tokens.word[at] ?? 0;
    if (knowledge.has(word)) return at;
    if (telling.has(word))
      for (const next of [at + 1, at + 2]) if (next < tokens.count && asked.has(tokens.word[next] ?? 0)) return next;
    if (!between.has(word) && ++others > allowed) return -1;
  }
  return -1;
}
