import type { Sentence } from './sentence';
import type { Reason, Suggestion } from './suggestion';
import { classNumber, hashWord } from './words';
import { nameClasses, numberClasses, Tokens } from './tokens';

/**
 * How sure a reader can be that the writer presents as unsure what a word stands in, from 0 to 1. Two weak words make
 * a stronger one: doubts add up as `1 - (1 - a)(1 - b)`.
 */
const doubts: readonly (readonly [number, string])[] = [
  [
    0.9,
    'may might perhaps possibly potentially probably maybe reportedly allegedly supposedly purportedly presumably conceivably unclear unconfirmed unverified unproven uncertain unsubstantiated unknown undetermined undisclosed uncorroborated rumored rumoured rumor rumour rumors rumours speculation inconclusive unlikely arguably ostensibly',
  ],
  [
    0.8,
    'could alleged purported seems plausible probable hypothesized hypothesised speculated suspected presumed doubtful questionable likely',
  ],
  [
    0.6,
    'appears appear seem tentative preliminary hypothesize speculate suspect apparently possible possibility believed tends tend tended',
  ],
  [
    0.35,
    'appeared hint hints hinted suspects suspicion suggest suggests likelihood predicted projected expected estimated thought considering should',
  ],
  [
    0.25,
    'can would potential suggesting suggested indicate believe believes assume estimates hope hopes whether often usually',
  ],
];

const strengths = new Map<number, number>();
for (const [strength, words] of doubts) for (const word of words.split(' ')) strengths.set(hashWord(word), strength);

const set = (words: string): ReadonlySet<number> => new Set(words.split(' ').map(hashWord));

const condition = set('if unless should');
const conditional = set('would could might may can risks');
const denial = set(
  'not no n’t hasn’t haven’t isn’t wasn’t weren’t aren’t didn’t doesn’t don’t hadn’t couldn’t can’t cannot never yet nobody neither without declined refused unable few',
);
/** What is said not to be: `has not been disclosed`, `no official confirmation`, `declined to say`. */
const knowledge = set(
  'confirmed disclosed verified known clear announced released established determined finalized finalised decided specified identified revealed corroborated authenticated substantiated confirmation details information word indication timetable timeline say comment elaborate confirm verify disclose specify know knows explained proven settled certain explanation resolved agreed published',
);
const withheld = set(
  'yet not been be publicly independently officially immediately any the further to has have had fully was were is are said it clearly who what when how whether why if many much exactly',
);
const comparative = set('more less most least as times equally');

/** The sentences whose writer presents as unsure, conditional or unknown what they say. */
export function judgeHedges(text: string, sentences: readonly Sentence[]): readonly Suggestion[] {
  const tokens = new Tokens();
  const found: Suggestion[] = [];
  for (const sentence of sentences) {
    if (sentence.furniture || text[sentence.to - 1] === '?') continue;
    const { doubt, why } = weigh(text, tokens.read(text, sentence));
    if (doubt < 0.5) continue;
    found.push({ from: sentence.from, to: sentence.to, kind: 'unconfirmed', score: doubt, why });
  }
  return found;
}

/** How much doubt a sentence's words add up to, and which they are, the strongest kinds of reason first. */
function weigh(text: string, tokens: Tokens): { doubt: number; why: readonly Reason[] } {
  const why: Reason[] = [];
  let sure = 1;
  let open = -1;
  for (let i = 0; i < tokens.count; i++) {
    const word = tokens.word[i] ?? 0;
    const unknown = denied(tokens, i);
    if (unknown > i) {
      sure *= 0.1;
      why.unshift({ code: 'not known', word: text.slice(tokens.from[i], tokens.to[unknown]) });
      i = unknown;
      continue;
    }
    if (condition.has(word)) open = i;
    const strength = doubtOf(tokens, i);
    if (strength === 0) continue;
    const depends = open >= 0 && conditional.has(word);
    sure *= 1 - (depends ? Math.max(strength, 0.55) : strength);
    if (depends) why.push({ code: 'condition', word: text.slice(tokens.from[open], tokens.to[open]) });
    else if (strength >= 0.35) why.push({ code: 'hedge', word: text.slice(tokens.from[i], tokens.to[i]) });
  }
  if (why.length === 0) why.push({ code: 'hedge', word: '' });
  return { doubt: 1 - sure, why };
}

/** What the word at `i` adds, by what stands around it: `more likely to` compares, and `May 5` is a day. */
function doubtOf(tokens: Tokens, i: number): number {
  const strength = strengths.get(tokens.word[i] ?? 0) ?? 0;
  if (strength === 0) return 0;
  const kind = tokens.class[i] ?? 0;
  if (kind === nameClasses.name || kind === nameClasses.acronym) return 0;
  const next = tokens.class[i + 1] ?? 0;
  if (i + 1 < tokens.count && next >= numberClasses.year && next <= numberClasses.digit && i === 0) return 0;
  if (tokens.word[i] === likely && compares(tokens, i)) return 0.1;
  if (tokens.class[i] === modal && tokens.word[i + 1] === not) return strength / 2;
  return strength;
}

const likely = hashWord('likely');
const not = hashWord('not');
const modal = classNumber('modal');

function compares(tokens: Tokens, i: number): boolean {
  return comparative.has(tokens.word[i - 1] ?? 0) && i > 0;
}

/** The last token of a denial of knowledge that begins at `i`, or -1. */
function denied(tokens: Tokens, i: number): number {
  if (!denial.has(tokens.word[i] ?? 0)) return -1;
  for (let at = i + 1; at < Math.min(i + 6, tokens.count); at++) {
    const word = tokens.word[at] ?? 0;
    if (knowledge.has(word)) return at;
    if (!withheld.has(word) && at - i > 2) return -1;
  }
  return -1;
}
