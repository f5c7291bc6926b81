/** UTF-16 units of a piece. Guessed: the host parses as many in a few milliseconds. */
const most = 1 << 18;

/** Deepest lists and objects that are cut. Guessed. */
const deepest = 200;

/**
 * The value of a JSON text in steps, or undefined if it is no JSON. The host parses a long text in pieces of about
 * `size` units, cut at the commas of its lists and objects. A long string is not cut.
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
    // The host throws a range error for a text nested too deeply for it.
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

/** The state of the open lists and objects, by their depth; depth 0 is the text itself. */
interface Open {
  readonly from: Float64Array;
  /** Offset of the last comma, or of the opening bracket. */
  readonly comma: Float64Array;
  /** Offset of the last cut, or of the opening bracket. */
  readonly cut: Float64Array;
  readonly cuts: number[][];
  readonly within: Long[][];
}

/** The long lists and objects of a text, nested as in the text; undefined if brackets are unbalanced. */
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

/** Closes a list or object: a long one is added to the one around it, alone between two cuts. */
function close(open: Open, depth: number, to: number, size: number): void {
  const from = open.from[depth] ?? to;
  // A short one has no cuts and contains no long one.
  if (to - from <= size) return;
  const [cuts = [], within = []] = [open.cuts[depth], open.within[depth]];
  open.cuts[depth] = [];
  open.within[depth] = [];
  const outer = depth - 1;
  const [comma = -1, cut = -1] = [open.comma[outer], open.cut[outer]];
  if (comma > cut) cutAt(open, outer, comma);
  // Makes the outer one be cut at its next comma.
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

/** The value of a long list or object; undefined if it is no JSON. */
function* built(text: string, { from, to, cuts, within }: Long): Generator<undefined, { value: unknown } | undefined> {
  const isList = text.charAt(from) === '[';
  if (text.charAt(to - 1) !== (isList ? ']' : '}')) return undefined;
  const entries: [string, unknown][] = [];
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
    // A piece between two commas must not be blank.
    if (ends.length > 1 && !/\S/.test(piece)) return undefined;
    const read = parsed(isList ? `[${piece}]` : `{${piece}}`);
    if (typeof read !== 'object' || read === null) return undefined;
    for (const [key, one] of Object.entries(read)) entries.push([key, value ? value.value : one]);
    start = end + 1;
    yield;
  }
  return { value: isList ? entries.map(([, one]) => one) : Object.fromEntries(entries) };
}
