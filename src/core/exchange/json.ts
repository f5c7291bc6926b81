/** Guessed: the host parses so many units in a few milliseconds. */
const most = 1 << 18;

/** Guessed: lists and objects that are nested deeper than so are not cut. */
const deepest = 200;

/**
 * What `JSON.parse` gives for a text, or undefined where it is no JSON, in steps: a long text is parsed by the host in
 * pieces of some `size` units, cut at the commas of its lists and objects. One value without any inside, as a text of
 * megabytes, is one piece.
 */
export function* parsingInPieces(text: string, size = most): Generator<undefined, unknown> {
  if (text.length <= size) return parsed(text);
  const long = yield* longIn(text, size);
  if (!long) return undefined;
  const [root] = long;
  if (!root) return parsed(text);
  if (/\S/.test(text.slice(0, root.from)) || /\S/.test(text.slice(root.to))) return undefined;
  return (yield* built(text, root))?.value;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    // A range error is a text nested deeper than the host can follow.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A list or an object, brackets included, that is longer than a piece. */
interface Long {
  readonly from: number;
  readonly to: number;
  /** Its own commas at which it is cut. */
  readonly cuts: readonly number[];
  readonly within: readonly Long[];
}

/** What is known of the lists and objects that are open, by their depth; the text itself is the first. */
interface Open {
  readonly from: Float64Array;
  /** The last comma, or the bracket. */
  readonly comma: Float64Array;
  /** The last cut, or the bracket. */
  readonly cut: Float64Array;
  readonly cuts: number[][];
  readonly within: Long[][];
}

/** The long lists and objects of a text, each within the one it stands in; undefined where not all brackets are closed. */
function* longIn(text: string, size: number): Generator<undefined, readonly Long[] | undefined> {
  const column = (): Float64Array => new Float64Array(deepest + 1).fill(-1);
  const open: Open = { from: column(), comma: column(), cut: column(), cuts: [[]], within: [[]] };
  let depth = 0;
  for (let at = 0, pause = size; at < text.length; at++) {
    if (at >= pause) {
      pause = at + size;
      yield;
    }
    const unit = text.charCodeAt(at);
    if (unit === 0x22) at = endOfString(text, at);
    else if (unit === 0x5b || unit === 0x7b) {
      if (++depth <= deepest) open.from[depth] = open.comma[depth] = open.cut[depth] = at;
    } else if (unit === 0x5d || unit === 0x7d) {
      if (depth === 0) return undefined;
      if (depth <= deepest) close(open, depth, at + 1, size);
      depth--;
    } else if (unit === 0x2c && depth <= deepest) {
      open.comma[depth] = at;
      if (at - (open.cut[depth] ?? at) > size) cutAt(open, depth, at);
    }
  }
  return depth === 0 ? open.within[0] : undefined;
}

function cutAt(open: Open, depth: number, at: number): void {
  (open.cuts[depth] ??= []).push(at);
  open.cut[depth] = at;
}

/** Takes one that is long into the one around it, where it stands alone between two cuts. */
function close(open: Open, depth: number, to: number, size: number): void {
  const from = open.from[depth] ?? to;
  // One that is short has no cuts, and holds none that is long.
  if (to - from <= size) return;
  const [cuts = [], within = []] = [open.cuts[depth], open.within[depth]];
  open.cuts[depth] = [];
  open.within[depth] = [];
  const outer = depth - 1;
  const [comma = -1, cut = -1] = [open.comma[outer], open.cut[outer]];
  if (comma > cut) cutAt(open, outer, comma);
  // It is cut at the next comma, too.
  open.cut[outer] = -Infinity;
  (open.within[outer] ??= []).push({ from, to, cuts, within });
}

/** The closing quotation mark of the string that begins at `at`, or the end of the text. */
function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

/** The value of a long list or object; undefined where it is no JSON. */
function* built(text: string, { from, to, cuts, within }: Long): Generator<undefined, { value: unknown } | undefined> {
  const isList = text.charAt(from) === '[';
  if (text.charAt(to - 1) !== (isList ? ']' : '}')) return undefined;
  const list: unknown[] = [];
  const object: Record<string, unknown> = {};
  const ends = [...cuts, to - 1];
  let next = 0;
  for (let i = 0, start = from + 1; i < ends.length; i++) {
    const end = ends[i] ?? to;
    const long = within[next];
    const inner = long && long.to <= end ? long : undefined;
    if (inner) next++;
    const value = inner && (yield* built(text, inner));
    if (inner && !value) return undefined;
    const piece = inner ? `${text.slice(start, inner.from)}null${text.slice(inner.to, end)}` : text.slice(start, end);
    // Between two commas there is something.
    if (ends.length > 1 && !/\S/.test(piece)) return undefined;
    const read = parsed(isList ? `[${piece}]` : `{${piece}}`);
    if (Array.isArray(read)) for (const one of read) list.push(value ? value.value : one);
    else if (typeof read !== 'object') return undefined;
    else
      for (const [key, one] of Object.entries(read as Readonly<Record<string, unknown>>))
        Object.defineProperty(object, key, {
          value: value ? value.value : one,
          configurable: true,
          enumerable: true,
          writable: true,
        });
    start = end + 1;
    yield;
  }
  return { value: isList ? list : object };
}
