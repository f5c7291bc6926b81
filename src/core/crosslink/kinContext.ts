import { isNameAt, packed, type Postings, type SourceIndex } from './index';
import { Profiles, type Profile } from './profiles';
import { scanTerms, termOf } from './terms';

const functionWords =
  'a an the of to in on at for by with and or but as is was were are be been being it its that this these those he she they his her ' +
  'their them who which what from into will would can could may might has have had do does did not no so than then there here after ' +
  'before more most also said says say told mr mrs ms dr we our us i you your my me him if when while where how all any some such ' +
  'only very just about over out up down off between through during against under again each other own same both few too s t one ' +
  'der die das und ist von den dem mit für auf im ein eine le la les et des du un une est que qui el los las y en del por con para';

/** The numbers of function words, which tell nothing about the subject of a sentence. */
function functionTerms(index: SourceIndex): ReadonlySet<number> {
  const result = new Set<number>();
  scanTerms(functionWords, 0, functionWords.length, (key) => {
    const term = index.termOf(key);
    if (term !== undefined) result.add(term);
  });
  return result;
}

/** The bit of a mark for a name; the other bits are a count. */
export const isName = 0x80;
const mostCounted = 0x7f;

/** The value of a term by its count in a source, relative to a term that occurs once. */
const counting = Float64Array.from({ length: mostCounted + 1 }, (_, count) => (count === 0 ? 0 : 1 + Math.log(count)));

/** Terms at the start of a source that tell its subject: a headline and a sentence or two. Guessed. */
const lengthOfLead = 45;

/** Most years, and most figures, that are compared, since a table may have many. Guessed. */
const mostOfKind = 60;
/** Kinds of terms that tell the time or amount: a day of the week, a year, another figure of two digits. */
const enum When {
  Never,
  Weekday,
  Year,
  Figure,
}

function whenOf(key: string): When {
  if (/^(?:19|20)\d\d$/u.test(key)) return When.Year;
  if (/^\d[\d.:]+$/u.test(key)) return When.Figure;
  return weekdays.has(key) ? When.Weekday : When.Never;
}

const weekdays: ReadonlySet<string> = new Set(
  'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ').map(termOf),
);

/** Data computed once for the present index, for many queries. */
export class KinContext {
  readonly weights: Float32Array;
  /** A factor for the weight of shared terms in each sentence, lower for long ones. */
  readonly shortness: Float32Array;
  private readonly profiles: Profiles;
  /** Marks of the source being read, by term; 0 in between. */
  private readonly marks: Uint8Array;
  /** 1 for each term that is a figure, including number words. */
  readonly isFigure: Uint8Array;
  /** For each term its `When`. */
  private readonly when: Uint8Array;

  constructor(
    readonly index: SourceIndex,
    readonly postings: Postings,
  ) {
    this.weights = postings.weights.slice();
    for (const term of functionTerms(index)) this.weights[term] = 0;
    this.shortness = shortnessOf(postings);
    this.profiles = new Profiles(postings.sources.length, this.weights.length);
    this.marks = new Uint8Array(this.weights.length);
    this.when = new Uint8Array(this.weights.length);
    this.isFigure = new Uint8Array(this.weights.length);
    index.eachTerm((key, term) => {
      if (term >= this.when.length) return;
      this.when[term] = whenOf(key);
      this.isFigure[term] = Number(/^\d/u.test(key));
    });
  }

  /** The features of a source as a whole. */
  profile(source: number): Profile {
    if (!this.profiles.has(source)) this.profiles.add(source, this.makeProfile(source));
    return this.profiles.get(source);
  }

  /** The value of a term for a source, by its mark there. */
  value(term: number, mark: number): number {
    return (this.weights[term] as number) * (counting[mark & mostCounted] as number);
  }

  private makeProfile(source: number): Profile {
    const { terms, names } = this.postings.sources[source] ?? { terms: new Int32Array(), names: new Uint8Array() };
    const { marks, weights } = this;
    const list: number[] = [];
    const kinds: Record<When, number[]> = { 0: [], 1: [], 2: [], 3: [] };
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number;
      if (weights[term] === 0) continue;
      const mark = marks[term] as number;
      if (mark === 0) {
        list.push(term);
        const kind = this.when[term] as When;
        if (kind !== When.Never && kinds[kind].length < mostOfKind) kinds[kind].push(term);
      }
      const count = Math.min(mostCounted, (mark & mostCounted) + 1);
      marks[term] = count | (mark & isName) | (isNameAt({ names }, i) ? isName : 0);
    }
    let [sum, nameWeight] = [0, 0];
    const own = Uint8Array.from(list, (term) => marks[term] as number);
    list.forEach((term, i) => {
      sum += this.value(term, own[i] as number) ** 2;
      if ((own[i] as number) & isName) nameWeight += weights[term] as number;
      marks[term] = 0;
    });
    const lead = [...new Set(terms.slice(0, lengthOfLead))].filter((term) => (weights[term] as number) > 0);
    return {
      terms: packed(list, weights.length),
      marks: own,
      norm: Math.sqrt(sum) || 1,
      nameWeight,
      lead: packed(lead, weights.length),
      years: packed(kinds[When.Year], weights.length),
      weekdays: packed(kinds[When.Weekday], weights.length),
      figures: packed(kinds[When.Figure], weights.length),
    };
  }
}

function shortnessOf({ sources, sourceOf }: Postings): Float32Array {
  const shortness = new Float32Array(sourceOf.length);
  let sentence = 0;
  for (const { bounds } of sources)
    for (let k = 0; k + 1 < bounds.length; k++)
      shortness[sentence++] = 1 / Math.sqrt(10 + (bounds[k + 1] as number) - (bounds[k] as number));
  return shortness;
}

/** The context of the present index. */
export function contextOf(index: SourceIndex): KinContext {
  return index.derived(makeContext);
}

const makeContext = (index: SourceIndex): KinContext => new KinContext(index, index.postings);
