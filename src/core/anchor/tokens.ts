import type { Span } from '../text/change';
/** The classes of UTF-16 units. */
export const Kind = { Blank: 1, Silent: 2, Mark: 3, Letter: 4, Sign: 5, Surrogate: 6 } as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

// Memos of two pure functions of a UTF-16 unit; zero means not computed yet.
const kinds = new Uint8Array(0x10000);
const folds = new Uint16Array(0x10000);

/** Scripts written without blanks between words: each letter is a token of its own. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const quotes = '\'"‘’‚‛“”„‟«»‹›「」『』´';
const dashes = '-‐‑‒–—―−';
const stops: Readonly<Record<string, string>> = { '。': '.', '、': ',', '・': '.', '〜': '~' };

/** Sign: a letter of a script without word breaks. Mark: punctuation. Silent: ignored, such as accents and joiners. */
export function kindOf(unit: number): Kind {
  return ((kinds[unit] ||= askKind(unit)) as Kind) || Kind.Mark;
}

/** The unit without case, accent, width and typographic variants. All quotes are equal, and so are all dashes. */
export function fold(unit: number): number {
  return (folds[unit] ||= askFold(unit));
}

function askKind(unit: number): Kind {
  if (unit >= 0xd800 && unit <= 0xdfff) return Kind.Surrogate;
  const letter = String.fromCharCode(unit);
  if (/[\p{M}\p{Cf}]/u.test(letter)) return Kind.Silent;
  if (/\s/u.test(letter)) return Kind.Blank;
  if (!/[\p{L}\p{N}]/u.test(letter)) return Kind.Mark;
  return unspaced.test(letter) ? Kind.Sign : Kind.Letter;
}

function askFold(unit: number): number {
  const letter = String.fromCharCode(unit);
  if (quotes.includes(letter)) return 34;
  if (dashes.includes(letter)) return 45;
  return (stops[letter] ?? letter.normalize('NFKD').toLowerCase().normalize('NFKD')).charCodeAt(0) || unit || 1;
}

/**
 * Whether two texts have the same words. Blanks, line ends, hyphens at line ends, invisible characters, Unicode form
 * and the kind of quotation marks are ignored; letters, case and other marks are not.
 */
export function sameNormalized(a: string, b: string): boolean {
  return a === b || plain(a) === plain(b);
}

const anyQuote = new RegExp(`[${quotes}]`, 'gu');

function plain(text: string): string {
  return text
    .replace(/(?<=\p{L})[-\u2010\u00ad]\r?\n[ \t]*(?=\p{Ll})/gu, '')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(anyQuote, '"')
    .trim()
    .normalize('NFC');
}

/**
 * The words and marks of a stretch of text, in parallel arrays. A word is a run of letters and digits, or one letter of
 * a script without word breaks; every other visible character is a mark. Equal hashes mean equal after folding. The
 * arrays may be longer than the count.
 */
export interface Tokens {
  readonly count: number;
  /** UTF-16 offsets into the whole text. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly hash: Int32Array;
  /** The weight of the token: the letters of a word, at most 12; a fraction of one for a mark. */
  readonly weight: Float64Array;
  /** 1 for words, 0 for marks. */
  readonly word: Uint8Array;
  /** The first and the last letter, folded. */
  readonly head: Uint16Array;
  readonly tail: Uint16Array;
}

const markWeight = 0.4;
const signWeight = 2;

/** The tokens of `[from, to)` of a text. They are stored in `into`, which can be reused. */
export function tokenise(text: string, from: number, to: number, into: Room = roomFor(to - from)): Tokens {
  into.count = 0;
  addTokens(into, text, from, to);
  return into;
}

/** Memory for tokens: the arrays may be longer than their count. */
type Room = { -readonly [Key in keyof Tokens]: Tokens[Key] };

/** Expected UTF-16 units per token; for a text with more tokens the memory grows. */
const unitsPerToken = 4;

/** Memory for the tokens of a number of UTF-16 units. */
export function roomFor(units: number): Room {
  return roomOf(Math.ceil(units / unitsPerToken) + 16);
}

/** Memory for a number of tokens, in one piece. */
function roomOf(tokens: number): Room {
  const size = (tokens + 7) & ~7;
  const buffer = new ArrayBuffer(25 * size);
  return {
    count: 0,
    weight: new Float64Array(buffer, 0, size),
    from: new Int32Array(buffer, 8 * size, size),
    to: new Int32Array(buffer, 12 * size, size),
    hash: new Int32Array(buffer, 16 * size, size),
    head: new Uint16Array(buffer, 20 * size, size),
    tail: new Uint16Array(buffer, 22 * size, size),
    word: new Uint8Array(buffer, 24 * size, size),
  };
}

function grow(tokens: Room): void {
  const { weight, from, to, hash, head, tail, word } = tokens;
  const larger = roomOf(2 * from.length);
  larger.weight.set(weight);
  larger.from.set(from);
  larger.to.set(to);
  larger.hash.set(hash);
  larger.head.set(head);
  larger.tail.set(tail);
  larger.word.set(word);
  Object.assign(tokens, larger, { count: tokens.count });
}

function addTokens(tokens: Room, text: string, from: number, to: number): void {
  for (let at = from; at < to;) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind === Kind.Blank || kind === Kind.Silent) at++;
    else at = kind === Kind.Letter ? addWord(tokens, text, at, to) : addSingle(tokens, text, at, to, kind);
  }
}

/** UTF-16 units read between two pauses. */
const slice = 1 << 15;

/** The tokens of a whole text. */
export function* tokenising(text: string): Generator<undefined, Tokens> {
  const tokens = roomFor(text.length);
  for (let from = 0; from < text.length;) {
    let to = Math.min(text.length, from + slice);
    while (to < text.length && !isBetweenTokens(text, to)) to++;
    addTokens(tokens, text, from, to);
    from = to;
    yield;
  }
  return tokens;
}

/** Whether no word or pair can extend over an offset. */
function isBetweenTokens(text: string, at: number): boolean {
  return kindOf(text.charCodeAt(at)) === Kind.Blank || kindOf(text.charCodeAt(at - 1)) === Kind.Blank;
}

/** The tokens of some stretches of a text, which ascend and do not touch. */
export function* tokenisingStretches(text: string, stretches: readonly Span[]): Generator<undefined, Tokens> {
  const tokens = roomFor(stretches.reduce((units, { from, to }) => units + to - from, 0));
  let read = 0;
  for (const { from, to } of stretches) {
    addTokens(tokens, text, from, to);
    read += to - from;
    if (read > slice) {
      yield;
      read = 0;
    }
  }
  return tokens;
}

/** Whether a token begins with a figure. */
export function isFigure(tokens: Tokens, i: number): boolean {
  const head = tokens.head[i] ?? 0;
  return head >= 48 && head <= 57;
}

/** The first token that begins at an offset or after it. */
export function firstFrom(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.from[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function addWord(tokens: Room, text: string, from: number, limit: number): number {
  let hash = 7;
  let letters = 0;
  let last = 0;
  let at = from;
  for (; at < limit; at++) {
    const unit = text.charCodeAt(at);
    const kind = kindOf(unit);
    if (kind === Kind.Silent) continue;
    if (kind !== Kind.Letter) break;
    hash = unit >= 0xac00 && unit <= 0xd7a3 ? hashSyllable(hash, unit) : (Math.imul(hash, 31) + fold(unit)) | 0;
    letters++;
    last = unit;
  }
  push(tokens, from, at, hash, Math.min(letters, 12), 1, fold(text.charCodeAt(from)), fold(last));
  return at;
}

/** The hash of a Hangul syllable is that of its letters in NFD. */
function hashSyllable(hash: number, unit: number): number {
  for (const letter of String.fromCharCode(unit).normalize('NFD')) {
    hash = (Math.imul(hash, 31) + fold(letter.charCodeAt(0))) | 0;
  }
  return hash;
}

function addSingle(tokens: Room, text: string, at: number, limit: number, kind: Kind): number {
  const unit = text.charCodeAt(at);
  const pair = kind === Kind.Surrogate && at + 1 < limit && kindOf(text.charCodeAt(at + 1)) === Kind.Surrogate;
  const hash = pair ? Math.imul(unit, 65599) + text.charCodeAt(at + 1) : fold(unit) + 0x20000;
  const sign = kind === Kind.Sign;
  push(tokens, at, at + (pair ? 2 : 1), hash | 0, sign ? signWeight : markWeight, sign ? 1 : 0);
  return at + (pair ? 2 : 1);
}

function push(
  tokens: Room,
  from: number,
  to: number,
  hash: number,
  weight: number,
  word: number,
  head = 0,
  tail = 0,
): void {
  if (tokens.count === tokens.from.length) grow(tokens);
  const at = tokens.count++;
  tokens.from[at] = from;
  tokens.to[at] = to;
  tokens.hash[at] = hash;
  tokens.weight[at] = weight;
  tokens.word[at] = word;
  tokens.head[at] = head;
  tokens.tail[at] = tail;
}

/** Extra distance of a line end, in letters, and twice that of a blank line: text beyond it may stay behind. */
const lineEnd = 24;

/**
 * The distance of each token from the span of the tokens `[first, end)`, in letters; 0 inside. With `text`, line ends
 * add to it.
 */
export function distancesOf({ from, to, weight, count }: Tokens, first: number, end: number, text = ''): Float64Array {
  const distances = new Float64Array(count);
  let distance = 0;
  for (let i = first - 1; i >= 0; i--) {
    distance += lineEnd * lineEndsIn(text, to[i] ?? 0, i + 1 < count ? (from[i + 1] ?? 0) : text.length);
    distances[i] = distance;
    distance += weight[i] ?? 0;
  }
  distance = 0;
  for (let i = end; i < count; i++) {
    distance += lineEnd * lineEndsIn(text, to[i - 1] ?? 0, from[i] ?? 0);
    distances[i] = distance;
    distance += weight[i] ?? 0;
  }
  return distances;
}

/** Counts the line breaks between two offsets, up to two. */
function lineEndsIn(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let at = from; at < to && breaks < 2; at++) if (text.charCodeAt(at) === 10) breaks++;
  return breaks;
}
