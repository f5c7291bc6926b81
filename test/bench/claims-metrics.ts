/** Metrics for detectors of quotes, speakers, attributed content, claims and hedges; see the README beside the data. */

export type Pair = readonly [from: number, to: number];

export interface Detected {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly speaker?: { readonly start: number; readonly end: number };
  readonly score?: number;
}

export interface Detector {
  readonly name: string;
  detect(text: string): readonly Detected[];
  rank?(text: string, spans: readonly Pair[]): readonly number[];
}

export interface Doc {
  readonly id: string;
  readonly text: string;
  readonly quotes?: readonly {
    readonly start: number;
    readonly end: number;
    readonly type: string;
    readonly sources: readonly Pair[];
  }[];
  readonly contents?: readonly { readonly spans: readonly Pair[] }[];
  readonly maybe?: readonly Pair[];
  readonly sents?: readonly (readonly [number, number, 0 | 1])[];
}

export const quotationMark = /["“”„‟«»‹›「」『』]|(?<![\p{L}\d])['‘‚]|['’](?![\p{L}\d])/u;

/** Counts that add up over documents. */
export class Counts {
  right = 0;
  said = 0;
  true = 0;
  get precision(): number {
    return this.said === 0 ? 0 : (100 * this.right) / this.said;
  }
  get recall(): number {
    return this.true === 0 ? 0 : (100 * this.right) / this.true;
  }
  get f1(): number {
    return this.said + this.true === 0 ? 0 : (200 * this.right) / (this.said + this.true);
  }
}

const edge = /^[\s"“”„‟«»‹›「」『』'‘’‚.,;:!?…—–-]+|[\s"“”„‟«»‹›「」『』'‘’‚.,;:!?…—–-]+$/gu;

function trimmed(text: string, [from, to]: Pair): Pair {
  const whole = text.slice(from, to);
  const start = whole.length - whole.replace(/^[\s"“”„‟«»‹›「」『』'‘’‚.,;:!?…—–-]+/u, '').length;
  const inner = whole.replace(edge, '');
  return [from + start, from + start + inner.length];
}

const shared = (a: Pair, b: Pair): number => Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
const size = (a: Pair): number => a[1] - a[0];

function lastName(words: string): string {
  return (/([\p{L}\d]+)[^\p{L}\d]*$/u.exec(words.replace(/['’]s\b/gu, ''))?.[1] ?? '').toLowerCase();
}

function speakerRight(text: string, said: Detected['speaker'], sources: readonly Pair[]): boolean {
  if (!said || said.end - said.start > 160) return false;
  const span: Pair = [said.start, said.end];
  const name = lastName(text.slice(...span));
  return sources.some(
    (source) =>
      2 * shared(span, source) >= Math.min(size(span), size(source)) ||
      (name !== '' && name === lastName(text.slice(...source))),
  );
}

/** Marks the word tokens that any of the spans touches. */
function tokensIn(tokens: readonly Pair[], spans: readonly Pair[]): readonly boolean[] {
  return tokens.map((token) => spans.some((span) => shared(token, span) > 0));
}

function addTokens(counts: Counts, said: readonly boolean[], truth: readonly boolean[], skip: readonly boolean[]) {
  for (let i = 0; i < truth.length; i++) {
    if (truth[i]) counts.true++;
    if (said[i] && (truth[i] || !skip[i])) counts.said++;
    if (said[i] && truth[i]) counts.right++;
  }
}

const wordTokens = (text: string): Pair[] =>
  [...text.matchAll(/[\p{L}\p{M}\d]+/gu)].map((match) => [match.index, match.index + match[0].length]);

export class QuoteScore {
  readonly exact = new Counts();
  readonly half = new Counts();
  readonly tokens = new Counts();
  readonly contents = new Counts();
  readonly indirect = new Counts();
  speakersOfFound = 0;
  found = 0;
  withSource = 0;

  add(doc: Doc, said: readonly Detected[]): void {
    const { text } = doc;
    const maybe = doc.maybe ?? [];
    const truth = (doc.quotes ?? []).map((quote) => ({ ...quote, span: trimmed(text, [quote.start, quote.end]) }));
    const isNeutral = (span: Pair) =>
      maybe.some((m) => 2 * shared(span, trimmed(text, m)) >= Math.max(size(span), 1)) &&
      !truth.some((t) => shared(t.span, span) > 0);
    const direct = said
      .filter((s) => s.kind === 'quote' && quotationMark.test(text.slice(Math.max(0, s.start - 1), s.end + 1)))
      .map((s) => ({ ...s, span: trimmed(text, [s.start, s.end]) }))
      .filter((s) => !isNeutral(s.span));
    const tokens = wordTokens(text);
    const skip = tokensIn(tokens, maybe);
    this.addExact(direct, truth);
    this.addHalf(text, direct, truth);
    const spansOf = (list: readonly { span: Pair }[]) => list.map((one) => one.span);
    addTokens(this.tokens, tokensIn(tokens, spansOf(direct)), tokensIn(tokens, spansOf(truth)), skip);
    this.addContents(doc, said, tokens, skip);
  }

  private addExact(direct: readonly { span: Pair }[], truth: readonly { span: Pair }[]): void {
    const open = new Set(truth.map((t) => t.span.join()));
    this.exact.true += truth.length;
    this.exact.said += direct.length;
    for (const s of direct) if (open.delete(s.span.join())) this.exact.right++;
  }

  private addHalf(
    text: string,
    direct: readonly (Detected & { span: Pair })[],
    truth: readonly { span: Pair; sources: readonly Pair[] }[],
  ): void {
    const open = new Set(direct);
    this.half.true += truth.length;
    this.half.said += direct.length;
    for (const t of truth) {
      if (t.sources.length > 0) this.withSource++;
      const overlap = (s: { span: Pair }) =>
        shared(s.span, t.span) / (size(s.span) + size(t.span) - shared(s.span, t.span));
      const best = [...open].sort((a, b) => overlap(b) - overlap(a))[0];
      if (!best || overlap(best) < 0.5) continue;
      open.delete(best);
      this.half.right++;
      if (t.sources.length === 0) continue;
      this.found++;
      if (speakerRight(text, best.speaker, t.sources)) this.speakersOfFound++;
    }
  }

  private addContents(doc: Doc, said: readonly Detected[], tokens: readonly Pair[], skip: readonly boolean[]): void {
    const { text } = doc;
    const attributed = said.filter((s) => s.kind === 'quote' || s.speaker).map((s): Pair => [s.start, s.end]);
    const contents = (doc.contents ?? []).map((c) => c.spans);
    addTokens(this.contents, tokensIn(tokens, attributed), tokensIn(tokens, contents.flat()), skip);
    const unmarked = (span: Pair) => !quotationMark.test(text.slice(Math.max(0, span[0] - 1), span[1] + 1));
    addTokens(
      this.indirect,
      tokensIn(tokens, attributed.filter(unmarked)),
      tokensIn(tokens, contents.filter((spans) => spans.every(unmarked)).flat()),
      skip,
    );
  }
}

export class SentenceScore extends Counts {
  private readonly averages: number[] = [];
  private readonly atRank = new Map<number, number[]>();

  constructor(private readonly kind: string) {
    super();
  }

  add(doc: Doc, said: readonly Detected[], ranks?: readonly number[]): void {
    const ofKind = said.filter((s) => s.kind === this.kind).sort((a, b) => a.start - b.start);
    const sents = doc.sents ?? [];
    let first = 0;
    const worth: number[] = [];
    for (const [start, end, label] of sents) {
      while (first < ofKind.length && (ofKind[first]?.end ?? 0) <= start) first++;
      let best = -Infinity;
      for (let i = first; i < ofKind.length && (ofKind[i]?.start ?? end) < end; i++) {
        const s = ofKind[i] as Detected;
        const both = shared([s.start, s.end], [start, end]);
        if (2 * both >= end - start || 2 * both >= s.end - s.start) best = Math.max(best, s.score ?? 0);
      }
      if (label) this.true++;
      if (best > -Infinity) this.said++;
      if (best > -Infinity && label) this.right++;
      worth.push(best);
    }
    this.addRanking(
      sents.map((s) => s[2]),
      ranks ?? worth,
    );
  }

  /** Mean average precision over documents. */
  get map(): number {
    return mean(this.averages);
  }

  precisionAt(n: number): number {
    return mean(this.atRank.get(n) ?? []);
  }

  /** Ties are shuffled and averaged, over 8 shuffles of a fixed sequence. */
  private addRanking(labels: readonly number[], worth: readonly number[]): void {
    if (!labels.includes(1)) return;
    let state = 1;
    const random = () => (state = (Math.imul(state, 48271) >>> 0) % 2147483647) / 2147483647;
    const runs = Array.from({ length: 8 }, () => {
      const order = labels.map((label, i) => ({ label, worth: worth[i] ?? 0, tie: random() }));
      return order.sort((a, b) => (a.worth === b.worth ? a.tie - b.tie : b.worth - a.worth)).map((o) => o.label);
    });
    this.averages.push(mean(runs.map(averagePrecision)));
    for (const n of [5, 10, 20, 50]) {
      const precision = mean(runs.map((run) => (100 * run.slice(0, n).filter((l) => l === 1).length) / n));
      this.atRank.set(n, [...(this.atRank.get(n) ?? []), precision]);
    }
  }
}

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

function averagePrecision(labels: readonly number[]): number {
  let right = 0;
  let sum = 0;
  labels.forEach((label, i) => {
    if (label !== 1) return;
    right++;
    sum += right / (i + 1);
  });
  return right === 0 ? 0 : (100 * sum) / right;
}
