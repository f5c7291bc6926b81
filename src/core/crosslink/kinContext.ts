import { packed, type Numbers, type Postings, type SourceIndex } from './index';
import { looks, scanTerms } from './terms';

const functionWords =
  'a an the of to in on at for by with and or but as is was were are be been being it its that this these those he she they his her ' +
  'their them who which what from into will would can could may might has have had do does did not no so than then there here after ' +
  'before more most also said says say told mr mrs ms dr we our us i you your my me him if when while where how all any some such ' +
  'only very just about over out up down off between through during against under again each other own same both few too s t one ' +
  'der die das und ist von den dem mit für auf im ein eine le la les et des du un une est que qui el los las y en del por con para';

/** The numbers of function words, which say nothing of what a sentence is about. */
function functionTerms(index: SourceIndex): ReadonlySet<number> {
  const result = new Set<number>();
  scanTerms(functionWords, 0, functionWords.length, (key) => {
    const term = index.termOf(key);
    if (term !== undefined) result.add(term);
  });
  return result;
}

/** The terms of a source that say something, each once. */
interface Profile {
  readonly terms: Numbers;
  /** For each term how often it stands there, and with `isName` whether it is a name there. */
  readonly marks: Uint8Array;
  /** The length of the vector of `KinContext.value`. */
  readonly norm: number;
  readonly nameWeight: number;
}

/** The bit of a mark that says that a term is a name; the others count. */
export const isName = 0x80;
const mostCounted = 0x7f;

/** What a term that stands so often in a source counts for, in terms that stand there once. */
const counting = Float64Array.from({ length: mostCounted + 1 }, (_, count) => (count === 0 ? 0 : 1 + Math.log(count)));

/** All that is worked out once for an index as it stands, for many queries. */
export class KinContext {
  readonly weights: Float32Array;
  private readonly profiles: (Profile | undefined)[];
  /** Marks of the source that is being read, by term; 0 in between. */
  private readonly marks: Uint8Array;

  constructor(
    readonly index: SourceIndex,
    readonly postings: Postings,
  ) {
    this.weights = postings.weights.slice();
    for (const term of functionTerms(index)) this.weights[term] = 0;
    this.profiles = new Array<Profile | undefined>(postings.sources.length);
    this.marks = new Uint8Array(this.weights.length);
  }

  profile(source: number): Profile {
    return (this.profiles[source] ??= this.makeProfile(source));
  }

  /** What a term says of a source, by its mark there. */
  value(term: number, mark: number): number {
    return (this.weights[term] as number) * (counting[mark & mostCounted] as number);
  }

  private makeProfile(source: number): Profile {
    const { terms = new Int32Array(), looks: seen = new Uint8Array() } = this.postings.sources[source] ?? {};
    const { marks, weights } = this;
    const list: number[] = [];
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number;
      if (weights[term] === 0) continue;
      const mark = marks[term] as number;
      if (mark === 0) list.push(term);
      const count = Math.min(mostCounted, (mark & mostCounted) + 1);
      marks[term] = count | (mark & isName) | ((seen[i] as number) & looks.name ? isName : 0);
    }
    let [sum, nameWeight] = [0, 0];
    const own = Uint8Array.from(list, (term) => marks[term] as number);
    list.forEach((term, i) => {
      sum += this.value(term, own[i] as number) ** 2;
      if ((own[i] as number) & isName) nameWeight += weights[term] as number;
      marks[term] = 0;
    });
    return { terms: packed(list, weights.length), marks: own, norm: Math.sqrt(sum) || 1, nameWeight };
  }
}

/** The context of an index as it stands. */
export function contextOf(index: SourceIndex): KinContext {
  return index.derived(makeContext);
}

const makeContext = (index: SourceIndex): KinContext => new KinContext(index, index.postings);
