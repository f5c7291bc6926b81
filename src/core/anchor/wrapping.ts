// Recognizes hard wraps within a sentence, and marks that separate items within a line. A line that begins with a small
// letter continues its paragraph. But in a list, such as one of prices or dishes, each line stands alone: the lines
// that begin with small letters are below nothing or below a line that ended, and in most of the paragraph the next
// word would have fitted into the line, or the lines resemble each other.

/** Tells which line breaks of a text are hard wraps. */
export interface Wrapping {
  /** `end` is the offset after the last mark of a line, `start` that of the first mark of the next one. */
  readonly isWrapped: (end: number, start: number) => boolean;
  /**
   * Whether the mark before an offset separates items of a list, or is before the first: `Present: Holt (chair); Voss`.
   */
  readonly isParted: (end: number) => boolean;
  /** The kinds of lists found so far. */
  readonly lists: () => Lists;
}

/** Whether most line breaks, or semicolons, of a text belong to lists; assumed for text known only in part. */
interface Lists {
  readonly inLines: boolean;
  readonly inLine: boolean;
}

/** UTF-16 units of a line above which it may continue in the next one. */
const leastWrapped = 40;

/** Fewest semicolons that make a line a list. Guessed. */
const leastParted = 2;

/** Most lines in which the start of a paragraph is searched, upwards. Guessed. */
const mostLines = 64;

/**
 * The hard wraps of a text. If it is known only in pieces, `cuts` are the offsets of pieces that begin within a line:
 * the text above is unknown, and `like` tells what to assume.
 */
export function wrappingOf(text: string, cuts: ReadonlySet<number> = new Set(), like?: Lists): Wrapping {
  const last = { start: -1, isListed: false };
  const tally = { wrapped: 0, listed: 0 };
  const parting = partingIn(text, like?.inLine === true);
  const isInList = (line: number): boolean => {
    let at = line;
    for (let n = 0; n < mostLines && at !== last.start; n++) {
      if (!beginsSmall(text, at)) return false;
      const above = at === 0 ? undefined : lineBefore(text, at);
      const isKnown = !cuts.has(at) && !(above && cuts.has(above.from));
      if (!isKnown) return like?.inLines === true;
      if (!above || !mayGoOn(text, above.from, above.to)) return isList(text, beginOfParagraph(text, at));
      at = above.from;
    }
    return at === last.start && last.isListed;
  };
  return {
    isWrapped(end, start) {
      const line = text.lastIndexOf('\n', end - 1) + 1;
      if (!mayGoOn(text, line, end) || !beginsSmall(text, start)) return false;
      last.isListed = isInList(line);
      last.start = line;
      tally[last.isListed ? 'listed' : 'wrapped']++;
      return !last.isListed;
    },
    isParted: parting.isParted,
    lists: () => ({ inLines: tally.listed > tally.wrapped, inLine: parting.hasLists() }),
  };
}

/** Tells which marks of a text separate items within a line; with `isLike`, all semicolons do. */
function partingIn(text: string, isLike: boolean): Pick<Wrapping, 'isParted'> & { readonly hasLists: () => boolean } {
  const line = { end: -1, isList: false, first: -1 };
  const tally = { lists: 0, others: 0 };
  return {
    isParted(end) {
      if (!/^[:;] /.test(text.slice(end - 1, end + 1))) return false;
      if (end > line.end) {
        const [start, next] = [text.lastIndexOf('\n', end - 1) + 1, text.indexOf('\n', end)];
        line.end = next < 0 ? text.length : next;
        const words = text.slice(start, line.end);
        line.first = start + words.indexOf('; ');
        line.isList = isLike || words.split('; ').length > leastParted;
        if (line.first >= start) tally[line.isList ? 'lists' : 'others']++;
      }
      return line.isList && (text.charAt(end - 1) === ';' || end <= line.first);
    },
    hasLists: () => tally.lists > tally.others,
  };
}

interface Line {
  readonly from: number;
  readonly to: number;
}

/** The line above one that begins at an offset. */
const lineBefore = (text: string, start: number): Line => ({
  from: start < 2 ? 0 : text.lastIndexOf('\n', start - 2) + 1,
  to: start - 1,
});

const isBlank = (text: string, from: number, to: number): boolean => text.slice(from, to).trim() === '';

/** The start of a line's paragraph, or of the farthest line considered. */
function beginOfParagraph(text: string, line: number): number {
  let at = line;
  for (let n = 0; n < mostLines && at > 0; n++) {
    const above = lineBefore(text, at);
    if (isBlank(text, above.from, above.to)) break;
    at = above.from;
  }
  return at;
}

/** Marks after which a sentence does not continue in the next line. */
const lastMarks = '.!?…。！？:;|';

/** Whether a line is long, and does not end like a sentence. */
function mayGoOn(text: string, from: number, to: number): boolean {
  let end = to;
  while (end > from && text.charCodeAt(end - 1) <= 32) end--;
  return end - from > leastWrapped && !lastMarks.includes(text.charAt(end - 1));
}

/** Whether lines up to a blank one are a list: in most, the next word would have fitted, or the next line is alike. */
function isList(text: string, start: number): boolean {
  const lines: string[] = [];
  for (let at = start, n = 0; n < mostLines && at < text.length; n++) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end).trimEnd();
    if (line === '') break;
    lines.push(line);
    at = end < 0 ? text.length : end + 1;
  }
  const widest = lines.reduce((most, { length }) => Math.max(most, length), 0);
  const ended = lines.filter((line, i) => {
    const above = lines[i - 1];
    if (above === undefined) return false;
    return above.length + 1 + (/\S+/u.exec(line)?.[0].length ?? 0) <= widest || areAlike(above, line);
  });
  return ended.length > 0 && 2 * ended.length >= lines.length - 1;
}

/** Least share of the shorter line's words in the other line for lines to be alike. Guessed. */
const leastShared = 0.5;

function areAlike(one: string, two: string): boolean {
  const [a, b] = [wordsIn(one), wordsIn(two)];
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared > 0 && shared >= leastShared * Math.min(a.size, b.size);
}

const wordsIn = (line: string): ReadonlySet<string> => new Set(line.match(/\p{L}+/gu));

/** Whether the text at an offset, after marks of quoting, begins with a small letter. */
function beginsSmall(text: string, start: number): boolean {
  let at = start;
  while (text.charAt(at) === '>' || text.charAt(at) === ' ') at++;
  const letter = text.charAt(at);
  return letter !== letter.toUpperCase();
}
