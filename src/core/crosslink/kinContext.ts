import type { Postings, SourceIndex } from './index';
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

/** A sparse vector of a source's terms, and its names. */
interface Profile {
  readonly terms: Int32Array;
  readonly values: Float32Array;
  readonly norm: number;
  /** 1 for a term that is a name in the source. */
  readonly names: Uint8Array;
  readonly nameWeight: number;
}

/** All that is worked out once for an index as it stands, for many queries. */
export class KinContext {
  readonly weights: Float32Array;
  private readonly profiles: (Profile | undefined)[];

  constructor(
    readonly index: SourceIndex,
    readonly postings: Postings,
  ) {
    this.weights = postings.weights.slice();
    for (const term of functionTerms(index)) this.weights[term] = 0;
    this.profiles = new Array<Profile | undefined>(postings.sources.length);
  }

  profile(source: number): Profile {
    return (this.profiles[source] ??= this.makeProfile(source));
  }

  private makeProfile(source: number): Profile {
    const { terms, looks: seen } = this.postings.sources[source] ?? {
      terms: new Int32Array(),
      looks: new Uint8Array(),
    };
    const counts = new Map<number, number>();
    const named = new Set<number>();
    terms.forEach((term, i) => {
      if (this.weights[term] === 0) return;
      counts.set(term, (counts.get(term) ?? 0) + 1);
      if ((seen[i] as number) & looks.name) named.add(term);
    });
    const list = Int32Array.from(counts.keys());
    const values = Float32Array.from(
      list,
      (term) => (this.weights[term] as number) * (1 + Math.log(counts.get(term) ?? 1)),
    );
    let sum = 0;
    for (const value of values) sum += value * value;
    let nameWeight = 0;
    for (const term of named) nameWeight += this.weights[term] as number;
    return {
      terms: list,
      values,
      norm: Math.sqrt(sum) || 1,
      names: Uint8Array.from(list, (term) => Number(named.has(term))),
      nameWeight,
    };
  }
}

/** The context of an index as it stands. */
export function contextOf(index: SourceIndex): KinContext {
  return index.derived(makeContext);
}

const makeContext = (index: SourceIndex): KinContext => new KinContext(index, index.postings);
