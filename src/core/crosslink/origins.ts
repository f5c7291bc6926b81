import { wordsOf } from './words';

/** A passage of a source that states something, with the source's date of publication as in `about.published`. */
interface Passage {
  readonly source: string;
  readonly text: string;
  readonly published?: string | undefined;
}

/** Passages that copy each other's words, so that they do not confirm each other independently. By their numbers. */
interface Origin {
  /** The one published first; undefined if that is unknown. */
  readonly first?: number;
  readonly passages: readonly number[];
}

/** Words in a row, outside of quotation marks, that nobody writes again by chance. Guessed. */
const longestOwn = 9;
/** Fewest words of a shorter passage that is a copy if it is the same as a whole. Guessed. */
const fewestWhole = 6;

/**
 * Groups passages by origin: passages share one if they have a run of words in common that is too long for chance. Both
 * quoting a third is no copying. Passages of one source have one origin. Time is quadratic in the number of passages.
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

/** The passage of the earliest source; none if one has no date, or two have the same. */
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

/** The length of the longest run of words in both. */
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

/** Most places considered of a frequent word. */
const mostPlaces = 64;
