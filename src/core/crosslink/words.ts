/** A word in a text, with the forms in which words are compared. */
export interface Word {
  readonly from: number;
  readonly to: number;
  /** NFKC, plain apostrophes, no soft hyphens, no marks of emphasis; capitals kept. */
  readonly form: string;
  /** `form` in small letters, figures without separators of thousands. */
  readonly key: string;
  /** Whether it may be one word with the next: between are a hyphen and a line's end, or the blank of `350 000`. */
  readonly broken: boolean;
}

/**
 * The classes of UTF-16 units for the scanner: part of a word; a figure; an apostrophe; a mark of emphasis, which may
 * be inside a word; a point or comma between figures; a sign that is a word of its own; nothing.
 */
const enum Unit {
  Other,
  Letter,
  Digit,
  Apostrophe,
  Emphasis,
  Point,
  Sign,
  Hidden,
  Ideograph,
  /** A raised figure: of a footnote, or of a unit or a power (`km²`, `10⁶`). */
  Raised,
}

const ascii = makeAscii();

function makeAscii(): Uint8Array {
  const table = new Uint8Array(128);
  for (let unit = 48; unit < 58; unit++) table[unit] = Unit.Digit;
  for (let unit = 65; unit < 91; unit++) table[unit] = table[unit + 32] = Unit.Letter;
  for (const unit of "'`") table[unit.charCodeAt(0)] = Unit.Apostrophe;
  for (const unit of '*_~') table[unit.charCodeAt(0)] = Unit.Emphasis;
  for (const unit of '.,:') table[unit.charCodeAt(0)] = Unit.Point;
  for (const unit of '$%') table[unit.charCodeAt(0)] = Unit.Sign;
  return table;
}

function unitOf(text: string, at: number): Unit {
  const unit = text.charCodeAt(at);
  if (unit < 128) return ascii[unit] as Unit;
  return otherUnit(unit, text, at);
}

function otherUnit(unit: number, text: string, at: number): Unit {
  if (unit === 0x2019 || unit === 0x2018 || unit === 0x02bc || unit === 0xff07 || unit === 0x2032 || unit === 0xb4)
    return Unit.Apostrophe;
  if (unit === 0xad || (unit >= 0x200b && unit <= 0x200f) || unit === 0x2060 || unit === 0xfeff) return Unit.Hidden;
  if (unit >= 0x2010 && unit <= 0x201f) return Unit.Other;
  if ((unit >= 0x20a0 && unit <= 0x20cf) || (unit >= 0xa2 && unit <= 0xa5) || unit === 0x2030 || unit === 0xb0)
    return Unit.Sign;
  if ((unit >= 0x3040 && unit < 0xa000) || (unit >= 0xf900 && unit < 0xfb00)) return Unit.Ideograph;
  if (unit >= 0xd800 && unit < 0xe000) return /^[\p{L}\p{N}]/u.test(pairAt(text, at)) ? Unit.Letter : Unit.Other;
  if (unit < 0x250 && unit !== 0xd7 && unit !== 0xf7)
    return unit > 0xbf || unit === 0xaa || unit === 0xba
      ? Unit.Letter
      : unit === 0xb2 || unit === 0xb3 || unit === 0xb9
        ? Unit.Raised
        : unit >= 0xbc && unit <= 0xbe
          ? Unit.Digit
          : Unit.Other;
  if (unit >= 0x2070 && unit <= 0x2079) return Unit.Raised;
  const character = text.charAt(at);
  if (/\p{Nd}/u.test(character)) return Unit.Digit;
  return /[\p{L}\p{M}\p{N}]/u.test(character) ? Unit.Letter : Unit.Other;
}

function pairAt(text: string, at: number): string {
  const unit = text.charCodeAt(at);
  return unit < 0xdc00 ? text.slice(at, at + 2) : text.slice(at - 1, at + 1);
}

const isInWord = (unit: Unit): boolean => unit === Unit.Letter || unit === Unit.Digit;

/**
 * Calls `found` with each word of a stretch of text, in order: letters and figures, with apostrophes, hidden characters
 * and marks of emphasis inside (`don’t`, `un*bel*ievable`), and points inside figures (`1.5`). Targets of Markdown
 * links, and HTML tags and entities, are no words, but an entity may be an apostrophe. `$`, `€`, `%` and the like are
 * words; so is each sign of a script without blanks.
 */
export function scanWords(text: string, from: number, to: number, found: (from: number, to: number) => void): void {
  let at = from;
  while (at < to) {
    const unit = unitOf(text, at);
    if (isInWord(unit)) {
      const end = endOfWord(text, at, to, unit);
      found(at, end);
      at = end;
    } else if (unit === Unit.Sign || unit === Unit.Ideograph) found(at, ++at);
    else {
      const code = text.charCodeAt(at);
      at =
        code === 93
          ? afterTarget(text, at, to)
          : code === 60
            ? afterTag(text, at, to)
            : at + (code === 38 ? (entityAt(text, at)?.length ?? 1) : 1);
    }
  }
}

function endOfWord(text: string, from: number, to: number, first: Unit): number {
  let end = from + 1;
  let last = first;
  for (let at = end; at < to; at++) {
    const unit = unitOf(text, at);
    if (isInWord(unit)) {
      last = unit;
      end = at + 1;
    } else if (unit === Unit.Hidden || unit === Unit.Emphasis) continue;
    else if (text.charCodeAt(at) === 38) {
      const entity = entityAt(text, at);
      if (at > end || !entity || !inWord.test(entity) || at + entity.length >= to) break;
      if (!isInWord(unitOf(text, at + entity.length))) break;
      at += entity.length - 1;
      end = at + 1;
    } else if (unit === Unit.Raised) {
      if (at > end || (last !== Unit.Digit && !units.has(text.slice(from, end)))) break;
      end = at + 1;
    } else if (unit === Unit.Apostrophe) {
      if (at > end || last === Unit.Other || at + 1 >= to || !isInWord(unitOf(text, at + 1))) break;
    } else if (
      unit !== Unit.Point ||
      last !== Unit.Digit ||
      at > end ||
      at + 1 >= to ||
      unitOf(text, at + 1) !== Unit.Digit
    )
      break;
  }
  return end;
}

/** The entity at a place of a text: `&nbsp;`, `&#8217;`. */
const entityAt = (text: string, at: number): string | undefined =>
  /^&(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,5});/iu.exec(text.slice(at, at + 10))?.[0];

/** Entities that may be inside a word: an apostrophe; an invisible hyphen. */
const apostropheEntity = /&(?:[rl]squo|apos|#0?39|#x27|#821[67]|#x201[89]);/giu;
const inWord = new RegExp(`^(?:${apostropheEntity.source}|&(?:shy|#173);)$`, 'iu');

/** Units after which a raised figure is a power; after other words it is a footnote mark. */
const units = new Set(['m', 'km', 'cm', 'mm', 'dm', 'ft', 'in', 'yd', 's']);

/** Longest target of a link, and longest tag. */
const longestTarget = 2000;
const longestTag = 200;

/** The end of `](target)` or `][name]`; of the bracket alone if there is no link. A target may contain brackets. */
function afterTarget(text: string, at: number, to: number): number {
  const opener = text.charCodeAt(at + 1);
  if (at + 1 >= to || (opener !== 40 && opener !== 91)) return at + 1;
  const closer = opener === 40 ? 41 : 93;
  const last = Math.min(to, at + longestTarget);
  let open = 1;
  for (let end = at + 2; end < last; end++) {
    const unit = text.charCodeAt(end);
    if (unit === closer && --open === 0) return opener === 91 || isTarget(text.slice(at + 2, end)) ? end + 1 : at + 1;
    if (unit === 10 || (unit === opener && opener === 91)) break;
    if (unit === opener) open++;
  }
  return at + 1;
}

const isTarget = (words: string): boolean => /^\s*(?:<[^>]*>|[^\s]*)(?:\s+["'(].*["')])?\s*$/u.test(words);

function afterTag(text: string, at: number, to: number): number {
  if (!/[a-z/]/iu.test(text.charAt(at + 1))) return at + 1;
  const last = Math.min(to, at + longestTag);
  for (let end = at + 1; end < last; end++) {
    const unit = text.charCodeAt(end);
    if (unit === 62) return end + 1;
    if (unit === 60 || unit === 10) break;
  }
  return at + 1;
}

const typography = /&(?:shy|#173);|[\u00ad\u200b-\u200f\u2060\ufeff*_~]/gu;
const apostrophes = /[’‘ʼ＇′´`]/gu;

/** The words of a stretch of text. */
export function wordsOf(text: string, from = 0, to = text.length): readonly Word[] {
  const words: Word[] = [];
  scanWords(text, from, to, (start, end) => {
    words.push(wordAt(text, start, end, words[words.length - 1]));
  });
  return joinInitials(text, words);
}

const plain = /^[A-Za-z0-9]+$/u;

function wordAt(text: string, from: number, to: number, before: Word | undefined): Word {
  const raw = text.slice(from, to);
  const form = plain.test(raw)
    ? raw
    : raw.replace(typography, '').replace(apostropheEntity, "'").replace(apostrophes, "'").normalize('NFKC');
  const sign = isMinus(text, from, before) ? '-' : '';
  const key = sign + (/\d,\d{3}/u.test(form) ? form.replace(/(?<=\d),(?=\d{3}(?!\d))/gu, '') : form).toLowerCase();
  const after = text.slice(to, to + 8);
  return { from, to, form, key, broken: brokenLine.test(after) || (groupBefore.test(form) && groupAfter.test(after)) };
}

const brokenLine = /^[-\u00ad\u2010\u2011][ \t]*\r?\n/u;
const [groupBefore, groupAfter] = [/^\d{1,3}$/u, /^[ \u00a0\u2009\u202f]\d{3}(?!\d)/u];

/** Whether a dash before a figure is a minus, since nothing is right before it: `-5`, not `2010-15`. */
function isMinus(text: string, from: number, before: Word | undefined): boolean {
  const unit = text.charCodeAt(from);
  if (from === 0 || unit < 48 || unit > 57) return false;
  if (!/[-\u2212\u2010-\u2013]/u.test(text.charAt(from - 1))) return false;
  return before === undefined ? true : before.to < from - 1 && /[\s(]/u.test(text.charAt(from - 2));
}

/** `U.S.` is compared as `US`: initials with points are one word. */
function joinInitials(text: string, words: readonly Word[]): readonly Word[] {
  const result: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    let last = i;
    while (
      isInitial(text, words[last]) &&
      isInitial(text, words[last + 1]) &&
      words[last + 1]?.from === (words[last]?.to ?? 0) + 1
    )
      last++;
    const first = words[i] as Word;
    if (last === i) result.push(first);
    else {
      const form = words
        .slice(i, last + 1)
        .map((word) => word.form)
        .join('');
      result.push({ from: first.from, to: (words[last] as Word).to, form, key: form.toLowerCase(), broken: false });
      i = last;
    }
  }
  return result;
}

const isInitial = (text: string, word: Word | undefined): boolean =>
  word !== undefined && word.to === word.from + 1 && text.charCodeAt(word.to) === 46 && /\p{Lu}/u.test(word.form);
