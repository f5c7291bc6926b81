import { hedgeWords } from './hedging';
import { hint, hintWords } from './hints';
import { hashWord, wordClasses, WordTable } from './words';

const classBits = 8;

/** What is known of each word, so that one look-up tells it: its class, and its hints in the bits above. */
const entries = new Map<number, number>(wordClasses);
for (const [word, bits] of hintWords) note(hashWord(word), bits);
for (const word of hedgeWords) note(word, hint.doubt);

function note(word: number, hints: number): void {
  entries.set(word, (entries.get(word) ?? 0) | (hints << classBits));
}

const vocabulary = new WordTable(entries, 1 << 13);

/** What is known of the word with a hash; `classIn` and `hintsIn` read it. */
export function look(word: number): number {
  return vocabulary.get(word);
}

/** The number of the class, or 0. */
export function classIn(entry: number): number {
  return entry & ((1 << classBits) - 1);
}

/** Bits of `hint`. */
export function hintsIn(entry: number): number {
  return entry >>> classBits;
}
