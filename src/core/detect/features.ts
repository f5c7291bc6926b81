import type { Span } from '../change';
import type { Register } from './register';
import { classNumber, type WordClass } from './words';
import { longest, nameClasses, numberClasses, tokenClasses, Tokens } from './tokens';

/** How many features there are: hashes are folded into this many places (the hashing trick, Weinberger et al. 2009). */
export const width = 1 << 15;

const counted: readonly WordClass[] = ['number', 'magnitude', 'me', 'us', 'you', 'other', 'others', 'modal', 'opinion'];
const countedClasses = [...counted.map(classNumber), ...Object.values(numberClasses), ...Object.values(nameClasses)];
const figureClasses = [...Object.values(numberClasses), classNumber('magnitude')];
const lengths = [3, 5, 8, 12, 18, 25, 40];

/** The features of one sentence at a time: each a place below `width`, each at most once. */
export class Features {
  count = 0;
  readonly places = new Int32Array(longest * 14 + 64);
  readonly tokens = new Tokens();
  /** How many tokens of each class the sentence has. */
  readonly tally = new Uint16Array(tokenClasses);
  private readonly seen = new Int32Array(width);
  private round = 0;
  private report = false;

  /** Classes and counts of reports have features of their own beside those they share (Daumé 2007). */
  read(text: string, span: Span, register: Register): this {
    this.report = register === 'report';
    this.tokens.read(text, span);
    this.count = 0;
    this.round++;
    this.tally.fill(0);
    for (let i = 0; i < this.tokens.count; i++) this.token(i);
    this.edges();
    this.counts();
    this.add(20, this.report ? 1 : 0);
    return this;
  }

  private token(i: number): void {
    const { word, stem, ending, class: classes, plain } = this.tokens;
    const class0 = classes[i] ?? 0;
    this.tally[class0] = (this.tally[class0] ?? 0) + 1;
    const isNumber = class0 >= numberClasses.year && class0 <= numberClasses.digit;
    const word0 = isNumber ? class0 : (word[i] ?? 0);
    const pattern0 = plain[i] === 1 ? word0 : class0;
    this.add(1, word0);
    this.shared(2, class0);
    if (!isNumber) this.add(3, stem[i] ?? 0);
    this.add(4, ending[i] ?? 0);
    if (i === 0) return;
    const class1 = classes[i - 1] ?? 0;
    const word1 = class1 >= numberClasses.year && class1 <= numberClasses.digit ? class1 : (word[i - 1] ?? 0);
    const pattern1 = plain[i - 1] === 1 ? word1 : class1;
    this.add(5, mix(word1, word0));
    this.shared(6, mix(class1, class0));
    this.add(7, mix(pattern1, pattern0));
    if (i === 1) return;
    const class2 = classes[i - 2] ?? 0;
    const pattern2 = plain[i - 2] === 1 ? (word[i - 2] ?? 0) : class2;
    this.add(8, mix(mix(class2, class1), class0));
    this.add(9, mix(mix(pattern2, pattern1), pattern0));
    this.add(10, mix(class2, class0));
  }

  /** How the sentence begins and ends. */
  private edges(): void {
    const { word, class: classes, count } = this.tokens;
    if (count < 2) return;
    this.add(11, word[0] ?? 0);
    this.add(12, mix(word[0] ?? 0, word[1] ?? 0));
    this.shared(13, mix(classes[0] ?? 0, classes[1] ?? 0));
    this.add(14, classes[count - 2] ?? 0);
    this.add(15, word[count - 1] ?? 0);
  }

  private counts(): void {
    this.shared(16, lengths.filter((length) => this.tokens.count > length).length);
    for (const number of countedClasses) this.shared(17, mix(number, Math.min(3, this.tally[number] ?? 0)));
    this.shared(18, Math.min(4, this.sum(figureClasses)));
    this.shared(19, Math.min(4, this.sum(Object.values(nameClasses))));
  }

  private sum(classes: readonly number[]): number {
    return classes.reduce((sum, number) => sum + (this.tally[number] ?? 0), 0);
  }

  private shared(kind: number, value: number): void {
    this.add(kind, value);
    if (this.report) this.add(kind + 32, value);
  }

  private add(kind: number, value: number): void {
    const place = mix(kind, value) & (width - 1);
    if (this.seen[place] === this.round) return;
    this.seen[place] = this.round;
    this.places[this.count++] = place;
  }
}

/** Mixes two hashes into one whose low bits depend on all of both (the finaliser of MurmurHash3). */
function mix(left: number, right: number): number {
  let hash = Math.imul(left ^ 0x9e3779b9, 0x85ebca6b) ^ right;
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}
