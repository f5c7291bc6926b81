import type { Span } from '../change';
import { classCount, classNumber, fold, hashStart, hashUnit, wordClasses, WordTable } from './words';

/** What a token looks like where no list knows it: its digits, its capitals, its ending, or the mark that it is. */
const shapes =
  'year decimal grouped digits digit name acronym ing ed ly tion ity ment ness ive ous able al er est s , ; : . ? ! " ( ) - $ mark'.split(
    ' ',
  );

export function shapeNumber(shape: string): number {
  const index = shapes.indexOf(shape);
  return classCount + (index < 0 ? shapes.length - 1 : index);
}

/** One more than the highest class number. */
export const tokenClasses = classCount + shapes.length;

/** Longer sentences are read up to here: a table pasted on one line must not cost more than it is worth. */
export const longest = 400;

export const numberClasses = {
  year: shapeNumber('year'),
  decimal: shapeNumber('decimal'),
  grouped: shapeNumber('grouped'),
  digits: shapeNumber('digits'),
  digit: shapeNumber('digit'),
};
export const nameClasses = { name: shapeNumber('name'), acronym: shapeNumber('acronym') };

export function isNumber(kind: number): boolean {
  return kind >= numberClasses.year && kind <= numberClasses.digit;
}

const { year, decimal, grouped, digits, digit } = numberClasses;
const { name, acronym } = nameClasses;
const calendar = classNumber('calendar');
const me = classNumber('me');

const firstMark = shapeNumber(',');
const [blank, letter, figure, apostrophe, other] = [0, 1, 2, 3, 4] as const;
const common = 0x250;
const kinds = new Uint8Array(common).map((_, unit) => kindOf(unit));
const folded = new Uint16Array(common).map((_, unit) => fold(unit));

const marks = new Uint8Array(128).fill(shapeNumber('mark'));
for (const mark of ',;:.?!"()-$') marks[mark.charCodeAt(0)] = shapeNumber(mark);
marks[0x25] = classNumber('share');

const endings = new WordTable(
  ['tion', 'ment', 'ness', 'able', 'ing', 'ity', 'ive', 'ous', 'est', 'ed', 'ly', 'al', 'er', 's'].map(
    (ending) => [pack(ending), shapeNumber(ending)] as const,
  ),
);

/** The tokens of one sentence at a time, in arrays that are used again for the next one. */
export class Tokens {
  count = 0;
  /** Hash of the lower-case word. */
  readonly word = new Int32Array(longest);
  /** The last four units in lower case, packed. */
  readonly ending = new Int32Array(longest);
  readonly class = new Uint8Array(longest);
  readonly from = new Int32Array(longest);
  readonly to = new Int32Array(longest);
  private words = 0;

  read(text: string, span: Span): this {
    this.count = 0;
    this.words = 0;
    let at = span.from;
    while (at < span.to && this.count < longest) {
      const unit = text.charCodeAt(at);
      const kind = unit < common ? kinds[unit] : kindOf(unit);
      if (kind === blank) at++;
      else if (kind === letter) at = this.letters(text, at, span.to);
      else if (kind === figure) at = this.figure(text, at, span.to);
      else at = this.mark(at, unit);
    }
    return this;
  }

  /** Whether a token is neither a word nor a number. */
  isMark(i: number): boolean {
    const number = this.class[i] ?? 0;
    return number >= firstMark;
  }

  private letters(text: string, from: number, end: number): number {
    let hash = hashStart;
    let last = 0;
    let capitals = 0;
    let at = from;
    for (; at < end; at++) {
      const unit = text.charCodeAt(at);
      const kind = unit < common ? kinds[unit] : kindOf(unit);
      if (kind !== letter && !(kind === apostrophe && at + 1 < end && kindOf(text.charCodeAt(at + 1)) === letter))
        break;
      const lower = unit < common ? (folded[unit] ?? unit) : fold(unit);
      if (lower !== unit && kind === letter) capitals++;
      hash = hashUnit(hash, lower);
      last = (last << 8) | (lower & 0xff);
    }
    const i = this.count;
    this.class[i] = this.classOf(hash, last, at - from, capitals);
    this.push(hash, last, from, at);
    this.words++;
    return at;
  }

  /** A capital within the sentence makes a name, but for days and months, and for *I*. */
  private classOf(hash: number, last: number, length: number, capitals: number): number {
    const known = wordClasses.get(hash);
    if (capitals > 0 && this.words > 0 && known !== calendar && !(known === me && capitals === 1))
      return length > 1 && capitals === length ? acronym : name;
    if (known > 0) return known;
    if (length < 4) return 0;
    return endings.get(last) || endings.get(last & 0xffffff) || endings.get(last & 0xffff) || endings.get(last & 0xff);
  }

  private figure(text: string, from: number, end: number): number {
    let at = from;
    let hash = hashStart;
    let point = 0;
    for (; at < end; at++) {
      const unit = text.charCodeAt(at);
      const separator = unit === 0x2e || unit === 0x2c;
      if (!isDigit(unit) && !(separator && at + 1 < end && isDigit(text.charCodeAt(at + 1)))) break;
      if (separator) point = unit;
      hash = hashUnit(hash, unit);
    }
    this.class[this.count] = point === 0x2e ? decimal : point === 0x2c ? grouped : wholeClass(text, from, at);
    this.push(hash, 0, from, at);
    return at;
  }

  private mark(at: number, unit: number): number {
    const plain = unit < 0x80 ? unit : plainMark(unit);
    const hash = hashUnit(hashStart, plain);
    this.class[this.count] = marks[plain] ?? 0;
    this.push(hash, plain, at, at + 1);
    return at + 1;
  }

  private push(word: number, ending: number, from: number, to: number): void {
    const at = this.count++;
    this.word[at] = word;
    this.ending[at] = ending;
    this.from[at] = from;
    this.to[at] = to;
  }
}

function wholeClass(text: string, from: number, to: number): number {
  const first = text.charCodeAt(from);
  if (to - from === 4 && (first === 0x31 || (first === 0x32 && text.charCodeAt(from + 1) === 0x30))) return year;
  return to - from > 2 ? digits : digit;
}

/** The ASCII mark that stands for a typographic one. */
function plainMark(unit: number): number {
  if (unit === 0x2018) return 0x27;
  if (unit === 0x201c || unit === 0x201d || unit === 0xab || unit === 0xbb) return 0x22;
  if (unit >= 0x2010 && unit <= 0x2015) return 0x2d;
  return unit === 0x20ac || unit === 0xa3 ? 0x24 : 0x23;
}

function kindOf(unit: number): number {
  if (unit === 0x20 || unit === 0xa0 || (unit >= 9 && unit <= 13) || (unit >= 0x2000 && unit <= 0x200b)) return blank;
  if (isDigit(unit)) return figure;
  if (unit === 0x27 || unit === 0x2019) return apostrophe;
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) ? letter : other;
  return unit >= 0xc0 && unit !== 0xd7 && unit !== 0xf7 && !(unit >= 0x2000 && unit <= 0x303f) ? letter : other;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function pack(letters: string): number {
  let packed = 0;
  for (let i = 0; i < letters.length; i++) packed = (packed << 8) | letters.charCodeAt(i);
  return packed;
}
