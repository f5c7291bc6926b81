import type { Span } from '../change';
import { classCount, classNumber, fold, hashStart, hashUnit, WordTable } from './words';

/** What a token looks like where no list knows it: its ending, its digits, its capitals, or the mark that it is. */
const shapes =
  'year decimal grouped digits digit name acronym ing ed ly tion ity ment ness ive ous able al er est s , ; : . ? ! " ( ) - $ % mark';
const shapeNames = shapes.split(' ');

export type Shape = 'year' | 'decimal' | 'grouped' | 'digits' | 'digit' | 'name' | 'acronym';

export function shapeNumber(shape: string): number {
  const index = shapeNames.indexOf(shape);
  return classCount + (index < 0 ? shapeNames.length - 1 : index);
}

/** One more than the highest class number. */
export const tokenClasses = classCount + shapeNames.length;

/** Longer sentences are read up to here: a table pasted on one line must not cost more than its length is worth. */
export const longest = 400;

const endings: readonly [string, number][] = 'tion ment ness able ing ity ive ous est ed ly al er s'
  .split(' ')
  .map((ending) => [ending, shapeNumber(ending)]);

const marks = new Uint8Array(128).fill(shapeNumber('mark'));
for (const mark of ',;:.?!"()-$%') marks[mark.charCodeAt(0)] = shapeNumber(mark);
marks[0x25] = classNumber('share');

const [year, decimal, grouped, digits, digit, name, acronym] = [
  'year',
  'decimal',
  'grouped',
  'digits',
  'digit',
  'name',
  'acronym',
].map(shapeNumber) as [number, number, number, number, number, number, number];

export const numberClasses = { year, decimal, grouped, digits, digit };
export const nameClasses = { name, acronym };

/** The tokens of one sentence at a time, in arrays that are used again for the next one. */
export class Tokens {
  count = 0;
  /** Hash of the lower-case word. */
  readonly word = new Int32Array(longest);
  /** Hash of the first five letters. */
  readonly stem = new Int32Array(longest);
  /** The last three letters, packed. */
  readonly ending = new Int32Array(longest);
  readonly class = new Uint8Array(longest);
  /** 1 for words that stand for themselves in patterns. */
  readonly plain = new Uint8Array(longest);
  readonly from = new Int32Array(longest);
  readonly to = new Int32Array(longest);
  private readonly table = new WordTable();
  private words = 0;

  read(text: string, span: Span): this {
    this.count = 0;
    this.words = 0;
    let at = span.from;
    while (at < span.to && this.count < longest) {
      const unit = text.charCodeAt(at);
      if (isBlank(unit)) at++;
      else if (isDigit(unit)) at = this.number(text, at, span.to);
      else if (isLetter(unit)) at = this.letters(text, at, span.to);
      else at = this.mark(at, unit);
    }
    return this;
  }

  private letters(text: string, from: number, end: number): number {
    let hash = hashStart;
    let stem = 0;
    let last = 0;
    let capitals = 0;
    let at = from;
    for (; at < end; at++) {
      const unit = text.charCodeAt(at);
      if (!isLetter(unit) && !(isApostrophe(unit) && at + 1 < end && isLetter(text.charCodeAt(at + 1)))) break;
      const folded = fold(unit);
      if (folded !== unit && unit !== 0x2019) capitals++;
      hash = hashUnit(hash, folded);
      if (at - from === 4) stem = hash;
      last = ((last << 8) | (folded & 0xff)) & 0xffffff;
    }
    const known = this.table.get(hash);
    this.class[this.count] = this.classOf(text, from, at, known & 0x7f, capitals);
    this.push(hash, stem === 0 ? hash : stem, last, known >> 7, from, at);
    this.words++;
    return at;
  }

  private classOf(text: string, from: number, to: number, known: number, capitals: number): number {
    const inner = this.words > 0 && fold(text.charCodeAt(from)) !== text.charCodeAt(from);
    const pronoun = capitals === 1 && fold(text.charCodeAt(from)) === 0x69 && (to - from === 1 || known > 0);
    if (inner && !pronoun) return to - from > 1 && capitals === to - from ? acronym : name;
    if (known > 0) return known;
    for (const [ending, number] of endings) if (endsWith(text, from, to, ending)) return number;
    return 0;
  }

  private number(text: string, from: number, end: number): number {
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
    const length = at - from;
    const first = text.charCodeAt(from);
    const isYear = length === 4 && point === 0 && (first === 0x31 || (first === 0x32 && text[from + 1] === '0'));
    this.class[this.count] = isYear
      ? year
      : point === 0x2e
        ? decimal
        : point === 0x2c
          ? grouped
          : length > 2
            ? digits
            : digit;
    this.push(hash, hash, 0, 0, from, at);
    return at;
  }

  private mark(at: number, unit: number): number {
    const plain = unit < 0x80 ? unit : plainMark(unit);
    this.class[this.count] = marks[plain] ?? 0;
    const hash = hashUnit(hashStart, plain);
    this.push(hash, hash, plain, 0, at, at + 1);
    return at + 1;
  }

  private push(word: number, stem: number, ending: number, plain: number, from: number, to: number): void {
    const at = this.count++;
    this.word[at] = word;
    this.stem[at] = stem;
    this.ending[at] = ending;
    this.plain[at] = plain;
    this.from[at] = from;
    this.to[at] = to;
  }
}

function endsWith(text: string, from: number, to: number, ending: string): boolean {
  return to - from > ending.length + 1 && text.startsWith(ending, to - ending.length);
}

/** The ASCII mark that stands for a typographic one. */
function plainMark(unit: number): number {
  if (unit === 0x2018 || unit === 0x2019) return 0x27;
  if (unit === 0x201c || unit === 0x201d || unit === 0xab || unit === 0xbb) return 0x22;
  if (unit >= 0x2010 && unit <= 0x2015) return 0x2d;
  return unit === 0x20ac || unit === 0xa3 ? 0x24 : 0x23;
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0xa0 || (unit >= 9 && unit <= 13) || (unit >= 0x2000 && unit <= 0x200b);
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x2019;
}

function isLetter(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
  return unit >= 0xc0 && unit !== 0xd7 && unit !== 0xf7 && !(unit >= 0x2000 && unit <= 0x303f);
}
