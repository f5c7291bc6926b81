import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { candidates } from '../../src/core/crosslink/kin';
import type { SourceIndex } from '../../src/core/crosslink/index';
import type { KinQuery } from '../../src/core/crosslink/kinFeatures';
import { indexSources } from '../../src/core/state/sourceIndex';

/** One candidate of a query: its features, and whether it is kin. */
export interface Row {
  readonly features: Float64Array;
  /** 1: states the same or an overlapping fact. 0: does not. 0.5: only touches it, and is not counted. */
  readonly label: number;
  /** A sentence on another, similar event; in news judged by hand: a heading, caption or byline. */
  readonly isWrong: boolean;
  /** A sentence that nobody annotated: taken for no kin, with little weight, and not counted in results. */
  readonly isUnread: boolean;
}

/**
 * `topic`: in the folder of a topic; `none`: among articles on the other event only, without kin; `text`: the words
 * alone; `all`: among all topics; `news`: three news articles judged by hand.
 */
export type Task = 'topic' | 'none' | 'text' | 'all' | 'news';

export interface Query {
  readonly task: Task;
  /** The unit that is left out as a whole in cross-validation. */
  readonly group: string;
  readonly kin: number;
  readonly rows: readonly Row[];
}

interface Sentence {
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly events: readonly string[];
}

interface EcbSet {
  readonly sources: readonly { name: string; topic: string; event: string; text: string }[];
  readonly sentences: readonly Sentence[];
  readonly eye: readonly (readonly [number, number, number])[];
}

/** Number of most similar sentences judged for a query. */
const judgedMost = 200;

function read(path: string): unknown {
  if (!existsSync(path)) throw new Error(`${path} is missing: name the folder of the data, or set CLAIMMARK_BENCH`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The annotated sentence at a place of a source. */
function locator(sentences: readonly Omit<Sentence, 'events'>[]): (source: string, from: number, to: number) => number {
  const bySource = new Map<string, number[]>();
  sentences.forEach(({ source }, i) => {
    bySource.set(source, [...(bySource.get(source) ?? []), i]);
  });
  return (source, from, to) => {
    let [best, most] = [-1, 0];
    for (const i of bySource.get(source) ?? []) {
      const { start, end } = sentences[i]!;
      const common = Math.min(end, to) - Math.max(start, from);
      if (common > most && common >= 0.5 * Math.min(end - start, to - from)) [best, most] = [i, common];
    }
    return best;
  };
}

const stemsOf = (text: string): Set<string> =>
  new Set(
    (
      text
        .normalize('NFKC')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? []
    )
      .map((word) => word.replace(/(?:ies|es|s|ed|ing)$/u, ''))
      .filter((word) => word.length > 3),
  );

const shareOf = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  [...a].filter((one) => b.has(one)).length / Math.max(1, Math.min(a.size, b.size));

/** The sentences of ECB+ with their events, as queries of all tasks but `news`. */
class Ecb {
  private readonly source: ReadonlyMap<string, EcbSet['sources'][number]>;
  private readonly locate: ReturnType<typeof locator>;
  private readonly byEye = new Map<string, number>();
  private readonly stems: readonly ReadonlySet<string>[];
  private readonly kin: readonly ReadonlySet<number>[];

  constructor(private readonly set: EcbSet) {
    const { sources, sentences, eye } = set;
    this.source = new Map(sources.map((one) => [one.name, one]));
    this.locate = locator(sentences);
    for (const [a, b, isKin] of eye) this.byEye.set(`${a},${b}`, isKin).set(`${b},${a}`, isKin);
    this.stems = sentences.map((one) => stemsOf(this.wordsOf(one)));
    const topics = sentences.map((one) => this.source.get(one.source)!.topic);
    this.kin = sentences.map(
      (a, q) =>
        new Set(
          sentences.flatMap((b, i) => {
            const isPair = a.source !== b.source && topics[q] === topics[i];
            const isKin = a.events.some((event) => b.events.includes(event)) || this.byEye.get(`${q},${i}`) === 1;
            return isPair && isKin ? [i] : [];
          }),
        ),
    );
  }

  private wordsOf({ source, start, end }: Omit<Sentence, 'events'>): string {
    return this.source.get(source)!.text.slice(start, end);
  }

  private storyOf(name: string): string {
    const { topic, event } = this.source.get(name)!;
    return `${topic} ${event}`;
  }

  queries(): readonly Query[] {
    const { sources, sentences } = this.set;
    const result: Query[] = [];
    for (const topic of new Set(sources.map((one) => one.topic))) {
      const folder = sources.filter((one) => one.topic === topic);
      const index = indexSources(folder);
      sentences.forEach((one, q) => {
        if (this.source.get(one.source)!.topic !== topic || this.kin[q]!.size === 0) return;
        result.push(this.query('topic', topic, index, q, { source: one.source, from: one.start, to: one.end }));
        result.push(this.query('text', topic, index, q, { text: this.wordsOf(one) }));
      });
      for (const source of folder) result.push(...this.lonely(topic, folder, source));
    }
    const whole = indexSources(sources);
    sentences.forEach((one, q) => {
      const { topic } = this.source.get(one.source)!;
      if (q % 3 === 0 && this.kin[q]!.size > 0)
        result.push(this.query('all', topic, whole, q, { source: one.source, from: one.start, to: one.end }));
    });
    return result;
  }

  private lonely(topic: string, folder: EcbSet['sources'], source: EcbSet['sources'][number]): readonly Query[] {
    const others = new Set(folder.filter(({ event }) => event !== source.event).map(({ name }) => name));
    const asked = this.set.sentences.flatMap((one, q) => {
      const isOwn = one.source === source.name && one.events.length > 0;
      return isOwn && ![...this.kin[q]!].some((i) => others.has(this.set.sentences[i]!.source)) ? [q] : [];
    });
    if (asked.length === 0 || others.size === 0) return [];
    const index = indexSources(folder.filter((one) => others.has(one.name) || one === source));
    return asked.map((q) => {
      const { start, end } = this.set.sentences[q]!;
      return this.query('none', topic, index, q, { source: source.name, from: start, to: end });
    });
  }

  private query(task: Task, group: string, index: SourceIndex, q: number, asked: KinQuery): Query {
    const own = this.set.sentences[q]!;
    const kin = task === 'none' ? new Set<number>() : this.kin[q]!;
    const seen = new Set<number>();
    const rows = candidates(index, asked, judgedMost).flatMap(({ sentence, features }): Row[] => {
      const { name, text, from, to } = placeOf(index, sentence);
      if (name === own.source) return [];
      const isWrong = this.storyOf(name) !== this.storyOf(own.source);
      const i = this.locate(name, from, to);
      if (i < 0) {
        const isTold = task !== 'topic' && task !== 'none';
        const isLike = !isWrong && shareOf(this.stems[q]!, stemsOf(text)) >= 0.3;
        return isTold || isLike ? [] : [{ features, label: 0, isWrong, isUnread: true }];
      }
      if (seen.has(i)) return [];
      const isUnsure =
        !isWrong &&
        !this.kin[q]!.has(i) &&
        !this.byEye.has(`${q},${i}`) &&
        shareOf(this.stems[q]!, this.stems[i]!) >= 0.3;
      if (isUnsure) return [];
      seen.add(i);
      return [{ features, label: kin.has(i) ? 1 : 0, isWrong, isUnread: false }];
    });
    return { task, group, kin: kin.size, rows };
  }
}

function placeOf(index: SourceIndex, sentence: number): { name: string; text: string; from: number; to: number } {
  const { sources, sourceOf, first } = index.postings;
  const number = sourceOf[sentence]!;
  const { name, text, places } = sources[number]!;
  const k = sentence - first[number]!;
  const [from, to] = [places[k * 2]!, places[k * 2 + 1]!];
  return { name, text: text.slice(from, to), from, to };
}

interface Pooled {
  readonly files: Readonly<Record<string, unknown>>;
  readonly sentences: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly furniture: Readonly<Record<string, readonly number[]>>;
  readonly pairs: readonly { a: Place; b: Place; grade: number }[];
}

interface Place {
  readonly file: string;
  readonly start: number;
}

/** Three articles whose pairs of sentences were graded by hand: 2 kin, 1 touches, 0 nothing. */
function newsQueries(pooled: Pooled, folder: string): readonly Query[] {
  const files = Object.keys(pooled.files);
  const sentences = files.flatMap((source) =>
    pooled.sentences[source]!.map(([start, end], i) => ({
      source,
      start,
      end,
      isFurniture: pooled.furniture[source]!.includes(i),
    })),
  );
  const grades = new Map<string, number>();
  const key = (a: Place, b: Place): string => `${a.file}:${a.start} ${b.file}:${b.start}`;
  for (const { a, b, grade } of pooled.pairs) grades.set(key(a, b), grade).set(key(b, a), grade);
  const locate = locator(sentences);
  const index = indexSources(files.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })));
  return sentences.flatMap((own): Query[] => {
    if (own.isFurniture) return [];
    const place = { file: own.source, start: own.start };
    const gradeOf = (i: number): number =>
      grades.get(key(place, { file: sentences[i]!.source, start: sentences[i]!.start })) ?? 0;
    const seen = new Set<number>();
    const asked = { source: own.source, from: own.start, to: own.end };
    const rows = candidates(index, asked, judgedMost).flatMap(({ sentence, features }): Row[] => {
      const { name, from, to } = placeOf(index, sentence);
      const i = locate(name, from, to);
      if (i < 0 || seen.has(i)) return [];
      seen.add(i);
      return [{ features, label: gradeOf(i) / 2, isWrong: sentences[i]!.isFurniture, isUnread: false }];
    });
    const kin = sentences.filter((_, i) => gradeOf(i) === 2).length;
    return [{ task: 'news', group: own.source, kin, rows }];
  });
}

/** All queries with their candidates; those of the news only if the articles are there. */
export function kinQueries(folder: string, news: string): readonly Query[] {
  const ecb = new Ecb(read(join(folder, 'crosslinks/cases/ecb-dev.json')) as EcbSet);
  const pooled = read(join(folder, 'crosslinks/seeds-pooled.json')) as Pooled;
  return [...ecb.queries(), ...(existsSync(news) ? newsQueries(pooled, news) : [])];
}
