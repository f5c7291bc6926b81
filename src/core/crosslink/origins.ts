import { wordsOf } from './words';

/** A passage of a source that states something, and when the source was published, as `about.published` has it. */
interface Passage {
  readonly source: string;
  readonly text: string;
  readonly published?: string | undefined;
}

/** Passages that stand on one another's words: they are no independent confirmation of each other. By their numbers. */
interface Origin {
  /** The one that was published first; undefined where that cannot be told. */
  readonly first?: number;
  readonly passages: readonly number[];
}

/** So many words in a row, outside of quotation marks, are nobody's own twice. Guessed. */
const longestOwn = 9;
/** Shorter passages are copies where they are the same whole, from so many words on. Guessed. */
const fewestWhole = 6;

/**
 * Passages by their origins: those that share a run of words that is too long to be chance stand on one. What both quote
 * from a third is no copying. Passages of one source are one origin. Time grows with the square of the number of passages.
 */
export function originsOf(passages: readonly Passage[]): readonly Origin[] {
  const words = passages.map(({ text }) => ownWords(text));
  const group = passages.map((_, i) => i);
  for (let i = 0; i < passages.length; i++)
    for (let k = 0; k < i; k++)
      if (
        group[k] !== group[i] &&
        (passages[i]?.source === passages[k]?.source || isCopy(words[i] ?? [], words[k] ?? []))
      ) {
        const [from, to] = [group[i] as number, group[k] as number];
        group.forEach((one, n) => {
          if (one === from) group[n] = to;
        });
      }
  return [...new Set(group)].map((one) => {
    const members = passages.flatMap((_, i) => (group[i] === one ? [i] : []));
    const first = firstOf(passages, members);
    return { ...(first !== undefined && { first }), passages: members };
  });
}

/** The passage of the earliest source; none where one has no date, or two have the same. */
function firstOf(passages: readonly Passage[], members: readonly number[]): number | undefined {
  if (members.length === 1) return members[0];
  const dated = members.map((i) => ({ i, time: Date.parse(passages[i]?.published ?? '') }));
  const [first, second] = dated.sort((a, b) => a.time - b.time);
  const isKnown = dated.every(({ time }) => !Number.isNaN(time));
  return isKnown && first && second && first.time < second.time ? first.i : undefined;
}

const quoted = /["“„«][^"“”„«»]*["”“»]/gu;

/** The words of a passage in order; a quotation in it is a gap. */
const ownWords = (text: string): readonly (string | undefined)[] => {
  const result: (string | undefined)[] = [];
  let last = 0;
  const take = (to: number): void => void result.push(...wordsOf(text, last, to).map(({ key }) => key));
  for (const { index, 0: found } of text.matchAll(quoted)) {
    take(index);
    result.push(undefined);
    last = index + found.length;
  }
  take(text.length);
  return result;
};

function isCopy(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): boolean {
  const whole = Math.min(a.length, b.length);
  return longestRun(a, b) >= (whole >= fewestWhole ? Math.min(longestOwn, Math.max(fewestWhole, whole)) : Infinity);
}

/** The longest run of words that both have. */
function longestRun(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): number {
  const places = new Map<string, number[]>();
  b.forEach((word, i) => {
    if (word !== undefined) places.set(word, [...(places.get(word) ?? []), i].slice(-mostPlaces));
  });
  let longest = 0;
  let before = new Map<number, number>();
  for (const word of a) {
    const now = new Map<number, number>();
    for (const at of (word === undefined ? undefined : places.get(word)) ?? []) {
      const length = (before.get(at - 1) ?? 0) + 1;
      now.set(at, length);
      if (length > longest) longest = length;
    }
    before = now;
  }
  return longest;
}

/** Of a word that comes again and again, so many places are looked at. */
const mostPlaces = 64;
