import { denials } from './hedging';
import type { TokenRange, Tokens } from './tokens';
import { classNumber, hashEach, hashWords } from './words';

const set = (list: string): ReadonlySet<number> => new Set(hashWords(list));

/** `has not confirmed`, `no official details`, `declined to comment` */
const disclosures = set(
  'confirmed disclosed verified announced released specified identified revealed corroborated authenticated substantiated explained ruled confirmation details information word indication timetable timeline explanation comment elaborate confirm verify disclose specify',
);
/** `is not clear`, `has not been determined`, `remains to be seen` */
const states = set(
  'known clear established determined finalized finalised decided proven settled certain public set final',
);
/** `has not said whether`, `would not say how many`, `have not agreed on who` */
const telling = set('say said says tell told know knows agreed agree');
const asked = set('whether who what when where why how if which');
const between = set(
  'yet be been being made publicly independently officially immediately fully clearly finally formally any the further to has have had was were is are it',
);
const words = hashEach('no', 'made', 'remains', 'seen');
const beings: ReadonlySet<number> = new Set((['is', 'was', 'be'] as const).map(classNumber));

/** The last token of a denial of knowledge that begins at `i` in a sentence, or -1. */
export function deniedFrom(tokens: Tokens, { first, last }: TokenRange, i: number): number {
  if (!denials.has(tokens.word[i] ?? 0)) return -1;
  /** `no official figures have been released` has two other words between. */
  const allowed = tokens.word[i] === words.no ? 2 : 1;
  let others = 0;
  let isState = i > first && beings.has(tokens.class[i - 1] ?? 0) && tokens.word[i] !== words.no;
  for (let at = i; at < Math.min(i + 7, last); at++) {
    const word = tokens.word[at] ?? 0;
    if (at > i) {
      if (word === words.seen && tokens.word[i] === words.remains) return at;
      if (disclosures.has(word) || (isState && states.has(word))) return at;
      if (telling.has(word)) return askedAfter(tokens, last, at);
      if (!between.has(word) && ++others > allowed) return -1;
    }
    if (word === words.made || beings.has(tokens.class[at] ?? 0)) isState = true;
  }
  return -1;
}

function askedAfter(tokens: Tokens, last: number, at: number): number {
  for (const next of [at + 1, at + 2]) if (next < last && asked.has(tokens.word[next] ?? 0)) return next;
  return -1;
}
