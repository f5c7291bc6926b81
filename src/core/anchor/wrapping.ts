// Which line breaks are hard wraps within a sentence, and which marks part items within a line. A line that goes on in small
// letters is one more of the same paragraph, unless what began in small letters, too, stands below nothing or a line that ended,
// and the next word had room in most lines of the paragraph, or these are like each other: then it is a list, as of prices or
// dishes, and each line stands alone.

/** Says of line breaks of a text whether they are hard wraps. */
export interface Wrapping {
  /** `end` is the offset behind the last mark of a line, `start` that of the first mark of the next one. */
  readonly isWrapped: (end: number, start: number) => boolean;
  /** Whether a mark that ends at an offset parts two items of a list within the line, or heads it: `Present: Holt (chair); Voss; Moen`. */
  readonly isParted: (end: number) => boolean;
  /** What lists there were so far. */
  readonly lists: () => Lists;
}

/** Which line breaks and semicolons of a text are mostly those of lists: what is known in part is taken for the same. */
interface Lists {
  readonly inLines: boolean;
  readonly inLine: boolean;
}

/** A line may go on in the next one when it has so many UTF-16 units. */
const leastWrapped = 40;

/** So many semicolons in a line make it a list. Guessed. */
const leastParted = 2;

/** So many lines up the beginning of a paragraph is looked for. Guessed. */
const mostLines = 64;

/**
 * The hard wraps of a text. Of a text that is known in pieces, `cuts` are the offsets where one begins amid a line: what stood
 * above is not known, and `like` says what it is taken for.
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

/** Says which marks of a text part items within a line; with `isLike`, all semicolons do. */
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

/** Where the paragraph of a line begins, or the farthest line that is looked at. */
function beginOfParagraph(text: string, line: number): number {
  let at = line;
  for (let n = 0; n < mostLines && at > 0; n++) {
    const above = lineBefore(text, at);
    if (isBlank(text, above.from, above.to)) break;
    at = above.from;
  }
  return at;
}

/** The marks after which a line does not go on in the next one. */
const lastMarks = '.!?…。！？:;|';

/** Whether a line is long, and ends as no sentence does. */
function mayGoOn(text: string, from: number, to: number): boolean {
  let end = to;
  while (end > from && text.charCodeAt(end - 1) <= 32) end--;
  return end - from > leastWrapped && !lastMarks.includes(text.charAt(end - 1));
}

/** Whether lines from an offset to the next blank line are those of a list: in most the next word had room, or they are like the next. */
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

/** So many of the words of the shorter of two lines stand in the other one, too, or they are not alike. Guessed. */
const leastShared = 0.5;

function areAlike(one: string, two: string): boolean {
  const [a, b] = [wordsIn(one), wordsIn(two)];
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared > 0 && shared >= leastShared * Math.min(a.size, b.size);
}

const wordsIn = (line: string): ReadonlySet<string> => new Set(line.match(/\p{L}+/gu));

/** Whether what begins at an offset, behind marks of quoting, is a small letter. */
function beginsSmall(text: string, start: number): boolean {
  let at = start;
  while (text.charAt(at) === '>' || text.charAt(at) === ' ') at++;
  const letter = text.charAt(at);
  return letter !== letter.toUpperCase();
}
