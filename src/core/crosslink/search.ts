import type { Span } from '../text/change';
import { addTo } from '../text/grouped';
import type { SourceIndex } from './index';
import { scanTerms } from './terms';

/** Most sources considered, and most of the best sentences of each. */
const mostSources = 12;
const mostSentences = 6;
/** Most sentences considered that are as good as the best one of their source. */
const mostEqual = 40;
/** Least share of the best sentence's value in all sources for the best one of a source. */
const leastShare = 0.35;

interface Near {
  readonly source: string;
  /** The stretch around one sentence, or around several that are close. */
  readonly span: Span;
}

/** The stretches of all sources, or of one, whose sentences contain most of these terms, extended by `reach`. */
export function nearest(
  index: SourceIndex,
  terms: Int32Array,
  only: string | undefined,
  reach: number,
): readonly Near[] {
  const { sources, first, sourceOf } = index.postings;
  const scores = overlaps(index, terms);
  const bySource = new Map<number, number[]>();
  for (const sentence of scores.touched) {
    const source = sourceOf[sentence] as number;
    if (only !== undefined && sources[source]?.name !== only) continue;
    addTo(bySource, source, sentence);
  }
  const value = (sentence: number): number => scores.values[sentence] as number;
  const ranked = [...bySource]
    .map(([source, list]) => ({ source, list, best: list.reduce((most, one) => Math.max(most, value(one)), 0) }))
    .sort((a, b) => b.best - a.best || a.source - b.source);
  const bar = (ranked[0]?.best ?? 0) * leastShare;
  return ranked
    .slice(0, mostSources)
    .filter(({ best }) => best >= bar)
    .flatMap(({ source, list, best }) => {
      const { name, text, places } = sources[source] ?? { name: '', text: '', places: new Int32Array() };
      const top = list.sort((a, b) => value(b) - value(a) || a - b);
      const equal = top.filter((one) => value(one) > best * 0.999).length;
      const picked = top.slice(0, Math.max(mostSentences, Math.min(mostEqual, equal)));
      const asked = new Set(terms);
      const spans = picked
        .flatMap((one) => {
          const at = (one - (first[source] as number)) * 2;
          return likest(index, text, { from: places[at] as number, to: places[at + 1] as number }, asked, reach);
        })
        .map(({ from, to }) => ({ from: Math.max(0, from - reach), to: Math.min(text.length, to + reach) }));
      return stretches(spans, text).map((span) => ({ source: name, span }));
    });
}

/** Of a very long sentence, the pieces with the most terms; a sentence of common length is one piece. */
function likest(
  index: SourceIndex,
  text: string,
  { from, to }: Span,
  terms: ReadonlySet<number>,
  reach: number,
): readonly Span[] {
  const length = Math.max(2000, reach);
  if (to - from <= 2 * length) return [{ from, to }];
  const pieces: (Span & { readonly count: number })[] = [];
  for (let start = from; start < to; start += length) {
    const end = Math.min(to, start + length);
    const found = new Set<number>();
    scanTerms(text, start, end, (key) => {
      const term = index.termOf(key);
      if (term !== undefined && terms.has(term)) found.add(term);
    });
    pieces.push({ from: start, to: end, count: found.size });
  }
  return pieces.sort((a, b) => b.count - a.count || a.from - b.from).slice(0, mostPieces);
}

const mostPieces = 3;

/** Longest stretch made of overlapping ones, so that each is read in bounded time. */
const longestStretch = 30_000;

/** Overlapping spans merged, and cut at blanks. */
function stretches(spans: readonly Span[], text: string): readonly Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result[result.length - 1];
    if (last && span.from <= last.to && span.to - last.from <= longestStretch)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else result.push(span);
  }
  return result.map(({ from, to }) => ({ from: atBlank(text, from, -1), to: atBlank(text, to, 1) }));
}

function atBlank(text: string, offset: number, step: -1 | 1): number {
  let at = offset;
  for (
    let budget = 200;
    budget > 0 && at > 0 && at < text.length && /\S/u.test(text.charAt(step < 0 ? at - 1 : at));
    budget--
  )
    at += step;
  return at;
}

interface Scores {
  /** For each sentence, the weight of the shared terms. */
  readonly values: Float32Array;
  readonly touched: readonly number[];
}

/** Most places read for a query, rarest terms first; the other terms are common words of a big folder. Guessed. */
const mostRead = 20_000;
const fewestTerms = 3;

/** The share of a query's terms in each sentence. */
export function overlaps(index: SourceIndex, terms: Int32Array): Scores {
  const { begins, sentences, weights, sourceOf } = index.postings;
  const values = new Float32Array(sourceOf.length);
  const touched: number[] = [];
  const size = (term: number): number => (begins[term + 1] as number) - (begins[term] as number);
  let read = 0;
  let taken = 0;
  for (const term of terms.slice().sort((a, b) => size(a) - size(b))) {
    read += size(term);
    if (read > mostRead && taken++ >= fewestTerms) break;
    for (let k = begins[term] as number; k < (begins[term + 1] as number); k++) {
      const sentence = sentences[k] as number;
      if (values[sentence] === 0) touched.push(sentence);
      values[sentence] = (values[sentence] as number) + (weights[term] as number);
    }
  }
  return { values, touched };
}
