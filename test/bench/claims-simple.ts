/** The simple methods that the detectors are measured against. */
import type { Detected, Detector, Pair } from './claims-metrics';

const pairs = /"[^"\n]*"|“[^”\n]*”/gu;
const saying =
  /\b(?:said|says|say|told|tells|asked|added|wrote|writes|stated|states|claimed|claims|noted|explained|announced|reported|according to|tweeted|commented|argued|warned|called)\b/giu;
const name = /(?:\p{Lu}[\p{L}.'’-]*)(?: (?:of|the|for|de|al|van|von|\p{Lu}[\p{L}.'’-]*))*/gu;
const hedge =
  /\b(?:may|might|could|possibly|perhaps|probably|likely|unlikely|suggest(?:s|ed|ing)?|appear(?:s|ed)?|seem(?:s|ed)?|unclear|allegedly|reportedly|potential(?:ly)?|whether|tend(?:s|ed)?)\b/iu;

function quotesOf(text: string): Pair[] {
  return [...text.matchAll(pairs)].map((match) => [match.index, match.index + match[0].length]);
}

/** The name nearest to the reporting verb nearest to the span. */
function speakerOf(text: string, [from, to]: Pair): Detected['speaker'] {
  const nearest = (pattern: RegExp, start: number, end: number) => {
    const left = Math.max(0, start - 100);
    const around = text.slice(left, start) + ' '.repeat(end - start) + text.slice(end, end + 100);
    const hits = [...around.matchAll(pattern)].map((m) => ({
      start: left + m.index,
      end: left + m.index + m[0].length,
    }));
    const gap = (hit: { start: number; end: number }) => Math.max(start - hit.end, hit.start - end);
    return hits.sort((a, b) => gap(a) - gap(b))[0];
  };
  const verb = nearest(saying, from, to);
  return verb && nearest(name, verb.start, verb.end);
}

const sentencesOf = (text: string): Pair[] =>
  [...text.matchAll(/[^\n]+/gu)].map((match) => [match.index, match.index + match[0].length]);

const sentencesWith = (pattern: RegExp, kind: string) => (text: string) =>
  sentencesOf(text)
    .filter(([from, to]) => pattern.test(text.slice(from, to)))
    .map(([start, end]): Detected => ({ start, end, kind }));

export const everyPair: Detector = {
  name: 'everything in quotation marks',
  detect: (text) => quotesOf(text).map(([start, end]) => ({ start, end, kind: 'quote' })),
};

export const nearestVerb: Detector = {
  name: 'marks, nearest verb and name',
  detect: (text) =>
    quotesOf(text).flatMap(([start, end]) => {
      const speaker = speakerOf(text, [start, end]);
      return speaker ? [{ start, end, kind: 'quote', speaker }] : [];
    }),
};

export const numberOrSaying: Detector = {
  name: 'number or verb of saying',
  detect: sentencesWith(new RegExp(`\\d|${saying.source}`, 'iu'), 'claim'),
};

export const hedgeWords: Detector = { name: 'short list of hedges', detect: sentencesWith(hedge, 'unconfirmed') };

/** Sentences by the sum of weights of their words and pairs of words, as a model of n-grams has them; for its speed alone. */
export function nGrams(texts: readonly string[]): Detector {
  const weights = new Map<string, number>();
  const gramsOf = (text: string): string[] => {
    const words = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
    return [...words, ...words.slice(1).map((word, i) => `${words[i] ?? ''} ${word}`)];
  };
  for (const text of texts) for (const gram of gramsOf(text)) weights.set(gram, (weights.size % 200) / 100 - 1);
  const worth = (text: string): number => gramsOf(text).reduce((sum, gram) => sum + (weights.get(gram) ?? 0), 0);
  return {
    name: 'words and pairs of words',
    detect: (text) =>
      sentencesOf(text)
        .filter(([from, to]) => worth(text.slice(from, to)) > 0)
        .map(([start, end]): Detected => ({ start, end, kind: 'claim' })),
  };
}

export const everySentence = (kind: string): Detector => ({
  name: 'every sentence',
  detect: (text) => sentencesOf(text).map(([start, end]) => ({ start, end, kind })),
});
