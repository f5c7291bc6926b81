import type { Span } from '../text/change';
import type { SourceIndex } from './index';
import { looks, scanTerms } from './terms';
import { contextOf, type KinContext } from './kinContext';
import { KinJudge, type KinQuery, type QueryTerms } from './kinFeatures';
import { KinModel } from './kinModel';
import fitted from './kinWeights.json';
import { overlaps } from './search';

/** Least number of sentences judged, those with the most shared words. */
const fewestJudged = 60;

interface Candidate {
  readonly sentence: number;
  readonly features: Float64Array;
}

/** The terms of a text that the index knows, each once. */
export function termsOf(index: SourceIndex, text: string): Int32Array {
  const found = new Set<number>();
  scanTerms(text, 0, text.length, (key) => {
    const term = index.termOf(key);
    if (term !== undefined && isUsed(index, term)) found.add(term);
  });
  return Int32Array.from(found);
}

/** The sentences of other sources that are most alike, with their features. */
export function candidates(index: SourceIndex, query: KinQuery, most: number): readonly Candidate[] {
  const context = contextOf(index);
  const asked = queryTerms(index, query);
  const { sourceOf } = context.postings;
  const content = Int32Array.from(new Set(asked.list.filter((term) => (context.weights[term] as number) > 0)));
  const { values, touched } = overlaps(index, content);
  const ranked = best(touched, (sentence) => sourceOf[sentence] !== asked.source, values, context.shortness, most);
  const { alike, bestAlike } = alikeness(
    context,
    asked.source,
    ranked.map(({ sentence }) => sourceOf[sentence] as number),
  );
  const judge = new KinJudge(context, asked, alike, bestAlike);
  return ranked.map(({ sentence }) => ({ sentence, features: judge.features(sentence) }));
}

interface Scored {
  readonly sentence: number;
  readonly score: number;
}

const isBetter = (a: Scored, b: Scored): boolean =>
  a.score > b.score || (a.score === b.score && a.sentence < b.sentence);

/** The wanted sentences with the highest products of both numbers, best first; equal ones in their order. */
function best(
  sentences: readonly number[],
  isWanted: (sentence: number) => boolean,
  values: Float32Array,
  factors: Float32Array,
  most: number,
): readonly Scored[] {
  let kept: Scored[] = [];
  let least = -Infinity;
  const order = (a: Scored, b: Scored): number => (isBetter(a, b) ? -1 : 1);
  for (const sentence of sentences) {
    const score = (values[sentence] as number) * (factors[sentence] as number);
    if (score < least || !isWanted(sentence)) continue;
    kept.push({ sentence, score });
    // Now and then the best are sorted, so that sentences below them can be skipped.
    if (kept.length < 2 * most) continue;
    kept = kept.sort(order).slice(0, most);
    least = kept[most - 1]?.score ?? least;
  }
  return kept.sort(order).slice(0, most);
}

function queryTerms(index: SourceIndex, { source, from = 0, to, text }: KinQuery): QueryTerms {
  const { sources, first } = index.postings;
  const number = source === undefined ? -1 : sources.findIndex(({ name }) => name === source);
  const words = text === undefined ? (sources[number]?.text.slice(from, to) ?? '') : asWords(text);
  const list: number[] = [];
  const seen: number[] = [];
  scanTerms(words, 0, words.length, (key, look) => {
    const term = index.termOf(key);
    if (term === undefined || !isUsed(index, term)) return;
    list.push(term);
    seen.push(look);
  });
  return {
    list: Int32Array.from(list),
    looks: Uint8Array.from(seen),
    source: text === undefined ? number : -1,
    words,
    sentence: number < 0 ? -1 : (first[number] as number) + sentenceAt(sources[number]?.places, from),
  };
}

/** Whether a term still occurs: a term only of removed texts counts as unknown. */
const isUsed = ({ postings: { begins } }: SourceIndex, term: number): boolean => begins[term + 1] !== begins[term];

function sentenceAt(places: Int32Array | undefined, offset: number): number {
  let k = 0;
  while (places && k * 2 + 1 < places.length - 2 && (places[k * 2 + 1] as number) <= offset) k++;
  return k;
}

/** The likeness of the query's article to each of these. */
function alikeness(
  context: KinContext,
  source: number,
  others: readonly number[],
): { readonly alike: Float32Array; readonly bestAlike: number } {
  const alike = new Float32Array(context.postings.sources.length);
  if (source < 0) return { alike, bestAlike: 0 };
  const own = context.profile(source);
  const dense = new Float32Array(context.weights.length);
  own.terms.forEach((term, i) => (dense[term] = context.value(term, own.marks[i] as number)));
  let bestAlike = 0;
  for (const other of new Set(others)) {
    const { terms, marks, norm } = context.profile(other);
    let dot = 0;
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number;
      if (dense[term] !== 0) dot += context.value(term, marks[i] as number) * (dense[term] as number);
    }
    const value = dot / (norm * own.norm);
    alike[other] = value;
    if (value > bestAlike) bestAlike = value;
  }
  return { alike, bestAlike };
}

/** The evidence that two sentences are kin: their common words. */
interface KinReason {
  readonly code: 'figures' | 'names' | 'run' | 'words';
  /** As written in the hit. */
  readonly words: readonly string[];
}

/** A sentence of another source that may state the same or an overlapping fact. */
export interface Kin extends Span {
  readonly source: string;
  /** From 0 to 1; from `shownFrom` on it is sure enough to be shown unasked. */
  readonly score: number;
  readonly why: readonly KinReason[];
}

export const shownFrom = 0.5;

/** The sentences of other sources that state the same or an overlapping fact, best first. */
export function kin(index: SourceIndex, query: KinQuery, limit: number): readonly Kin[] {
  const { postings } = index;
  const asked = new Set(termsOf(index, wordsOfQuery(index, query)));
  const hasArticle = query.text === undefined && query.source !== undefined;
  return candidates(index, query, Math.max(fewestJudged, limit))
    .map(({ sentence, features }) => ({ sentence, ...model.judge(features, hasArticle) }))
    .sort((a, b) => Number(b.shown > 0) - Number(a.shown > 0) || b.rank - a.rank || a.sentence - b.sentence)
    .slice(0, limit)
    .map(({ sentence, rank, shown }) => {
      const number = postings.sourceOf[sentence] as number;
      const { name: source = '', text = '', places } = postings.sources[number] ?? {};
      const k = sentence - (postings.first[number] as number);
      const span = { from: places?.[k * 2] ?? 0, to: places?.[k * 2 + 1] ?? 0 };
      const isShown = shown > 0 && !index.reading.isFurniture(text, span);
      const score = (isShown ? shownFrom : 0) + 0.499 / (1 + Math.exp(-rank));
      return { source, ...span, score, why: reasons(index, asked, text, span) };
    })
    .sort((a, b) => b.score - a.score);
}

function wordsOfQuery(index: SourceIndex, { source, from, to, text }: KinQuery): string {
  if (text !== undefined) return asWords(text);
  return source === undefined ? '' : (index.source(source)?.text.slice(from, to) ?? '');
}

/** Words from elsewhere, such as a post: `#StopTheFerry @holm_port https://…` as `Stop The Ferry holm port`. */
function asWords(text: string): string {
  return text
    .replace(/\bhttps?:\/\/\S+|\bpic\.twitter\.com\/\S+/giu, ' ')
    .replace(/[#@]([\p{L}\p{N}_]+)/gu, (_, tag: string) => tag.replace(/(?<=\p{Ll})(?=\p{Lu})|_/gu, ' '));
}

const model = new KinModel(fitted);

/** Most words named. */
const mostNamed = 6;

function reasons(
  index: SourceIndex,
  asked: ReadonlySet<number>,
  text: string,
  { from, to }: Span,
): readonly KinReason[] {
  const { weights } = contextOf(index);
  const found: Record<KinReason['code'], string[]> = { figures: [], names: [], run: [], words: [] };
  scanTerms(text, from, to, (key, look, start, end) => {
    const term = index.termOf(key);
    if (term === undefined || !asked.has(term) || weights[term] === 0) return;
    const code = look & looks.figure ? 'figures' : look & looks.name ? 'names' : 'words';
    const word = text.slice(start, end);
    // A sign alone, such as that of a currency, tells a reader nothing.
    if (!/[\p{L}\p{N}]/u.test(word)) return;
    if (found[code].length < mostNamed && !found[code].includes(word)) found[code].push(word);
  });
  return (['figures', 'names', 'words'] as const).flatMap((code) =>
    found[code].length > 0 ? [{ code, words: found[code] }] : [],
  );
}

export type { KinQuery };
