import { describe } from '../../src/core/anchor/selector';
import type { Annotation } from '../../src/core/model/annotation';
import type { Span } from '../../src/core/text/change';
import { lineStarts } from '../../src/core/text/lines';
import { seeded } from '../unit/random';

const words =
  'the council said that a bridge over river Ostra had been closed since 18 August because cracks were found in three of its twelve bearings and nobody knew when buses would cross it again while the ministry spoke of 4.2 million crowns and 61 percent of the road budget'.split(
    ' ',
  );

/** Prose of about this many UTF-16 units: one paragraph per line, of different sentences. */
export function prose(length: number, seed = 1): string {
  const random = seeded(seed);
  const pick = (n: number): number => Math.floor(random() * n);
  const parts: string[] = [];
  let size = 0;
  while (size < length) {
    const sentence = Array.from({ length: 8 + pick(18) }, () => words[pick(words.length)]).join(' ');
    const end = pick(6) === 0 ? '.\n\n' : '. ';
    parts.push(sentence.charAt(0).toUpperCase(), sentence.slice(1), end);
    size += sentence.length + end.length;
  }
  return parts.join('');
}

/** Annotations of a text, evenly spread, with their spans. */
export function annotate(text: string, count: number): { records: Annotation[]; spans: Span[] } {
  const starts = lineStarts(text);
  const tags = ['verified', 'unconfirmed', 'quote'];
  const records: Annotation[] = [];
  const spans: Span[] = [];
  for (let i = 0; i < count; i++) {
    const from = text.indexOf(' ', Math.floor((i * (text.length - 200)) / count)) + 1;
    const to = text.indexOf(' ', from + 60);
    const span = { from, to: to < 0 ? text.length : to };
    const id = i.toString(36).padStart(8, '0');
    records.push({
      id,
      tag: tags[i % 3] ?? '',
      ...describe(text, span, starts),
      by: 'Ana Lima',
      created: '2026-11-22T10:04:00Z',
    });
    spans.push(span);
  }
  return { records, spans };
}

/** Milliseconds of some work: the median of several runs after one to warm up. */
export function median(runs: number, work: (run: number) => void): number {
  work(-1);
  const times = Array.from({ length: runs }, (_, run) => {
    const start = performance.now();
    work(run);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[runs >> 1] ?? 0;
}
