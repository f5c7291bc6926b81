import { hashWords } from './words';

const set = (list: string): ReadonlySet<number> => new Set(hashWords(list));

/**
 * How sure a reader can be, from 0 to 1, that a sentence with such a word presents what it says as uncertain. Chosen by
 * how often each word stood in findings labelled uncertain (see MODEL.md), and by judgement where it was rare.
 */
const degrees: readonly (readonly [number, string])[] = [
  [0.9, 'may might maybe perhaps possibly potentially probably presumably supposedly conceivably arguably ostensibly'],
  [0.9, 'reportedly allegedly purportedly rumored rumoured rumor rumour rumors rumours speculation'],
  [0.9, 'unclear unconfirmed unverified unproven uncertain unsubstantiated undetermined undisclosed uncorroborated'],
  [0.9, 'inconclusive unlikely unresolved undecided'],
  [0.8, 'could likely alleged purported plausible probable doubtful questionable disputed unknown'],
  [0.8, 'hypothesized hypothesised speculated suspected presumed'],
  [0.6, 'appears appear seem seems tend tends tended tentative preliminary suspect hypothesize speculate'],
  [0.6, 'apparently possible possibility'],
  [0.5, 'appeared seemed doubt illusory provisional provisionally'],
  [
    0.35,
    'hint hints hinted suspects suspicion likelihood predicted projected expected thought believed depend depends',
  ],
  [0.25, 'suggest suggests suggesting suggested indicate believe believes assume estimates estimated potential'],
  [0.25, 'can would should whether sometimes often usually hope hopes question questions'],
];

/** The degree of each such word, by its hash. */
export const doubts: ReadonlyMap<number, number> = new Map(
  degrees.flatMap(([degree, list]) => hashWords(list).map((word): [number, number] => [word, degree])),
);

/** `is believed to`, `were reported to` */
export const hearsay = set('believed thought said understood reported feared assumed rumored rumoured alleged');
/** `is considering`, `was expected` */
export const pending = set('considering weighing mulling expected planned anticipated predicted');
/** `more research is needed`, `further studies` */
export const inquiry = set('research studies study investigation investigations evidence work');
/** The words that begin a denial. */
export const denials = set(
  'not no hasn’t haven’t isn’t wasn’t weren’t aren’t didn’t doesn’t don’t hadn’t couldn’t can’t cannot never yet nobody neither declined refused unable remains',
);
/** `if …` makes a conditional that stands near it depend on it. */
export const conditions = set('if unless');
export const conditionals = set('would could might may risks');

/** The hashes of all words that may make a hedge; most words are none. */
export const hedgeWords: ReadonlySet<number> = new Set([
  ...doubts.keys(),
  ...hearsay,
  ...pending,
  ...inquiry,
  ...denials,
  ...conditions,
  ...conditionals,
]);
