import type { Annotation } from '../model/annotation';
import type { Sheet } from '../state/sheet';

/** An annotation that was searched for, and where it is. */
export interface SearchHit {
  readonly source: string;
  readonly annotation: Annotation;
}

/** What is searched besides what an annotation says. */
export interface SearchNames {
  /** The source as people know it. */
  nameOf(source: string): string;
  /** The tag as people know it. */
  labelOf(source: string, tag: string): string;
}

/** Finds annotations by words; what it has read of one it keeps, as long as that one stands. */
export interface Search {
  /**
   * The first `limit` annotations in which each word of the query stands somewhere: in all of their words, note, claim,
   * speaker, evidence, author, tag or source. Those whose own words hold the whole query come first. Case, accents and
   * the form of Unicode make no difference. Yields between sheets.
   */
  find(
    sheets: Iterable<Pick<Sheet, 'source' | 'records'>>,
    query: string,
    limit: number,
  ): Generator<undefined, readonly SearchHit[]>;
}

export function createSearch(names: SearchNames): Search {
  const read = new WeakMap<Annotation, { readonly own: string; readonly all: string }>();

  function textsOf(annotation: Annotation): { readonly own: string; readonly all: string } {
    const known = read.get(annotation);
    if (known) return known;
    const own = folded(annotation.text);
    const { note = '', claim = '', speaker = '', by = '', was = '', evidence = [] } = annotation;
    const rests = evidence.flatMap((one) => [one.url ?? one.source ?? '', one.quote ?? '', one.note ?? '']);
    const texts = { own, all: [own, ...[note, claim, speaker, by, was, ...rests].map(folded)].join('\n') };
    read.set(annotation, texts);
    return texts;
  }

  return {
    *find(sheets, query, limit) {
      const whole = folded(query).trim().replace(/\s+/g, ' ');
      const words = whole.split(' ');
      const first: SearchHit[] = [];
      const others: SearchHit[] = [];
      for (const { source, records } of sheets) {
        const name = folded(names.nameOf(source));
        const label = remembering((tag) => folded(names.labelOf(source, tag)));
        for (const annotation of records) {
          const { own, all } = textsOf(annotation);
          const isIn = (word: string): boolean =>
            all.includes(word) || name.includes(word) || label(annotation.tag).includes(word);
          if (!words.every(isIn)) continue;
          const list = own.includes(whole) ? first : others;
          if (list.length < limit) list.push({ source, annotation });
        }
        yield;
        if (first.length >= limit) break;
      }
      return [...first, ...others].slice(0, limit);
    },
  };
}

/** The same answer for the same question, asked once. */
function remembering(answer: (question: string) => string): (question: string) => string {
  const known = new Map<string, string>();
  return (question) => {
    const said = known.get(question) ?? answer(question);
    known.set(question, said);
    return said;
  };
}

/** A text without what a person who searches leaves out: case, accents, kinds of blanks. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}
