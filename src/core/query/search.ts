import type { Annotation } from '../model/annotation';
import type { Sheet } from '../state/sheet';

/** A found annotation, with its source. */
export interface SearchHit {
  readonly source: string;
  readonly annotation: Annotation;
}

/** The names that are searched, too. */
export interface SearchNames {
  /** The name of a source for people. */
  nameOf(source: string): string;
  /** The label of a tag for people. */
  labelOf(source: string, tag: string): string;
}

/** Finds annotations by words. What was read of an annotation is kept as long as the annotation. */
export interface Search {
  /**
   * The first `limit` annotations in which each word of the query occurs: in their words, note, claim, speaker,
   * evidence, author, tag or source. Those whose own words contain the whole query come first. Case, accents and
   * Unicode forms are ignored. In slices of some milliseconds.
   */
  find(
    sheets: Iterable<Pick<Sheet, 'source' | 'records'>>,
    query: string,
    limit: number,
    names: SearchNames,
  ): Generator<undefined, readonly SearchHit[]>;
}

/** What is kept of an annotation: its folded words, and the numbers of all pieces in its searched fields. */
interface Read {
  readonly own: string;
  readonly pieces: Uint32Array;
}

/**
 * The distinct pieces between blanks in all texts, numbered. A word of a query occurs in an annotation if it occurs in
 * one of its pieces. There are far fewer pieces than annotations, so each piece is searched once.
 */
class Pieces {
  private readonly numbers = new Map<string, number>();
  private asked = new Map<string, Uint8Array>();

  /** The numbers of the pieces in some texts, without duplicates. */
  in(texts: readonly string[]): Uint32Array {
    const found = new Set<number>();
    for (const text of texts)
      for (const piece of text.split(' ')) {
        const known = this.numbers.get(piece);
        const number = known ?? this.numbers.size;
        if (known === undefined) this.numbers.set(piece, number);
        found.add(number);
      }
    return Uint32Array.from(found);
  }

  /** For each word, which pieces contain it, by their numbers; only for the pieces known so far. */
  holding(words: readonly string[]): readonly Uint8Array[] {
    // While a person types, the words before the last are searched again with each letter.
    this.asked = new Map(words.map((word) => [word, this.asked.get(word) ?? new Uint8Array(0)]));
    return words.map((word) => this.update(word));
  }

  private update(word: string): Uint8Array {
    const known = this.asked.get(word);
    if (known?.length === this.numbers.size) return known;
    const holds = new Uint8Array(this.numbers.size);
    for (const [piece, number] of this.numbers) if (piece.includes(word)) holds[number] = 1;
    this.asked.set(word, holds);
    return holds;
  }
}

/** How many annotations are read, and how many sheets searched, between two pauses. */
const pace = 64;

export function createSearch(): Search {
  const known = new WeakMap<Annotation, Read>();
  const lists = new WeakMap<readonly Annotation[], readonly Read[]>();
  const pieces = new Pieces();
  function* reading(records: readonly Annotation[]): Generator<undefined> {
    if (lists.has(records)) return;
    const list: Read[] = [];
    for (const annotation of records) {
      const read = known.get(annotation) ?? readBy(pieces, annotation);
      known.set(annotation, read);
      list.push(read);
      if (list.length % pace === 0) yield;
    }
    lists.set(records, list);
    yield;
  }
  return {
    *find(given, query, limit, names) {
      const sheets = [...given];
      for (const { records } of sheets) yield* reading(records);
      const whole = folded(query).trim().replace(/\s+/g, ' ');
      const words = [...new Set(whole.split(' '))];
      const holds = pieces.holding(words);
      yield;
      const [first, others]: [SearchHit[], SearchHit[]] = [[], []];
      for (const [order, { source, records }] of sheets.entries()) {
        const rest = wordsNotNamed(words, source, names);
        for (const [index, read] of (lists.get(records) ?? []).entries()) {
          const annotation = records[index];
          if (!annotation || !isInAll(read.pieces, holds, rest(annotation.tag))) continue;
          const list = read.own.includes(whole) ? first : others;
          if (list.length < limit) list.push({ source, annotation });
        }
        if (order % pace === 0) yield;
        if (first.length >= limit) break;
      }
      return [...first, ...others].slice(0, limit);
    },
  };
}

function readBy(pieces: Pieces, annotation: Annotation): Read {
  const { note = '', claim = '', speaker = '', by = '', was = '', evidence = [] } = annotation;
  const rests = evidence.flatMap((one) => [one.url ?? one.source ?? '', one.quote ?? '', one.note ?? '']);
  const own = folded(annotation.text);
  return { own, pieces: pieces.in([own, ...[note, claim, speaker, by, was, ...rests].map(folded)]) };
}

/** Returns, by tag, the indices of the words that neither the source's name nor the tag's label contains. */
function wordsNotNamed(
  words: readonly string[],
  source: string,
  names: SearchNames,
): (tag: string) => readonly number[] {
  const name = folded(names.nameOf(source));
  const unnamed = [...words.keys()].filter((i) => !name.includes(words[i] ?? ''));
  return remembering((tag) => {
    const label = folded(names.labelOf(source, tag));
    return unnamed.filter((i) => !label.includes(words[i] ?? ''));
  });
}

function isInAll(pieces: Uint32Array, holds: readonly Uint8Array[], words: readonly number[]): boolean {
  for (const word of words) {
    const its = holds[word];
    let i = 0;
    while (i < pieces.length && its?.[pieces[i] ?? 0] !== 1) i++;
    if (i === pieces.length) return false;
  }
  return true;
}

/** Caches the answers of a function. */
function remembering<T>(answer: (question: string) => T): (question: string) => T {
  const known = new Map<string, T>();
  return (question) => {
    const said = known.get(question) ?? answer(question);
    known.set(question, said);
    return said;
  };
}

/** A text without what people leave out when they search: case, accents, kinds of blanks. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}
