// Fits `src/core/crosslink/disagreementWeights.json`: `npm run train:disagreement -- [folder of the data] [--write]`.
// Prints the results on topics left out, and on the training data.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sideOf } from '../../src/core/crosslink/article';
import { sureness, type DisagreementWeights } from '../../src/core/crosslink/disagreement';
import { disputeNames, disputesOf, type Dispute, type DisputedAspect } from '../../src/core/crosslink/disputes';
import { overlapOf, storyNames, storyNumbers, storyOf, type StoryWeights } from '../../src/core/crosslink/oneEvent';
import { indexSources } from '../../src/core/state/sourceIndex';
import { logistic, type Dense } from './regression';

interface Place {
  readonly source: string;
  readonly start: number;
  readonly end: number;
}
interface Case {
  readonly id: string;
  readonly op: string;
  readonly a: Place;
  readonly b: Place;
  readonly edits: readonly (Place & { readonly text: string })[];
  readonly expect: readonly { readonly aspect: string; readonly a: Place; readonly b: Place }[];
}
interface Source {
  readonly name: string;
  readonly topic: string;
  readonly event: string;
  readonly text: string;
}

/** Aspects decided by rules and only counted here: the rules of quotations and attendance find them all. */
const ruled = /^(?:quote|attendance)/u;
/** Weight decay, and the least sureness of a reported disagreement. Chosen on the printed results. */
const decay = 10;
const storyDecay = 1;
const least = 0.6;

const flags = process.argv.slice(2);
const folder = flags.find((flag) => !flag.startsWith('--')) ?? process.env['CLAIMMARK_BENCH'] ?? '../shared/bench';
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, 'crosslinks/cases', name), 'utf8'));
const { sources, sentences } = read('ecb-dev.json') as {
  readonly sources: readonly Source[];
  readonly sentences: readonly Place[];
};
const { cases } = read('disagreement-dev.json') as { readonly cases: readonly Case[] };
const topicOf = new Map(sources.map(({ name, topic }) => [name, topic]));
const textOf = new Map(sources.map(({ name, text }) => [name, text]));

interface Pair {
  readonly topic: string;
  readonly isOne: boolean;
  readonly numbers: readonly number[];
}

/** All pairs of articles of a topic; each also without its two most frequent names. */
function pairs(): readonly Pair[] {
  const index = indexSources(sources);
  const sides = sources.map((source) => ({
    ...source,
    side: sideOf(index, source.name, { from: 0, to: source.text.length })!,
  }));
  return sides.flatMap((x, i) =>
    sides.slice(0, i).flatMap((y) => {
      if (x.topic !== y.topic) return [];
      const main = [x, y].flatMap(({ side }) => {
        const people = [...side.article.entities.values()].filter(({ kind }) => kind === 'name');
        return people.sort((one, other) => other.count - one.count)[0]?.words ?? [];
      });
      return [new Set<string>(), new Set(main)].map((besides) => ({
        topic: x.topic,
        isOne: x.event === y.event,
        numbers: storyNumbers(x.side.article, y.side.article, besides),
      }));
    }),
  );
}

interface Row {
  readonly id: string;
  readonly op: string;
  readonly topic: string;
  readonly isWanted: boolean;
  readonly isRight: boolean;
  readonly dispute: Dispute;
}

function edited(name: string, edits: Case['edits']): string {
  const own = edits.filter(({ source }) => source === name).sort((x, y) => y.start - x.start);
  return own.reduce(
    (text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end),
    textOf.get(name)!,
  );
}

function rowsOf({ id, op, a, b, edits, expect }: Case): readonly Row[] {
  const names = [...new Set([a.source, b.source])];
  const index = indexSources(names.map((name) => ({ name, text: edited(name, edits) })));
  const [left, right] = [a, b].map(({ source, start, end }) => sideOf(index, source, { from: start, to: end })!);
  const touches = (x: { from: number; to: number }, y: Place): boolean => x.from <= y.end && y.start <= x.to;
  return disputesOf(left!, right!).map((dispute) => ({
    id,
    op,
    topic: topicOf.get(a.source)!,
    isWanted: expect.length > 0,
    isRight: expect.some(
      (one) => one.aspect === dispute.aspect && touches(dispute.a, one.a) && touches(dispute.b, one.b),
    ),
    dispute,
  }));
}

/** In addition to the data: similar sentences on similar events, without disagreement. Number per topic, and weight. */
const strangersOfTopic = 40;
const weightOfStranger = 0.1;

function strangers(): readonly Row[] {
  const index = indexSources(sources);
  const eventOf = new Map(sources.map(({ name, event }) => [name, event]));
  const sides = sentences.map((place) => ({
    place,
    side: sideOf(index, place.source, { from: place.start, to: place.end })!,
  }));
  return topics.flatMap((topic) => {
    const own = sides.filter(({ place }) => topicOf.get(place.source) === topic);
    const [firsts, seconds] = ['first', 'second'].map((event) =>
      own.filter(({ place }) => eventOf.get(place.source) === event),
    );
    return firsts!
      .flatMap((x) => seconds!.map((y) => ({ x, y, alike: overlapOf(x.side, y.side) })))
      .sort((one, other) => other.alike - one.alike)
      .map(({ x, y }) => disputesOf(x.side, y.side))
      .filter((disputes) => disputes.length > 0)
      .slice(0, strangersOfTopic)
      .flatMap((disputes, i) =>
        disputes.map((dispute) => ({
          id: `stranger ${topic} ${String(i)}`,
          op: 'stranger',
          topic,
          isWanted: false,
          isRight: false,
          dispute,
        })),
      );
  });
}

const named = (names: readonly string[], weights: Float64Array): Record<string, number> =>
  Object.fromEntries(names.map((name, i) => [name, rounded(weights[i]!)]));
const rounded = (value: number): number => Number(value.toFixed(4));

function fitStory(from: readonly Pair[]): StoryWeights {
  const sizes = new Map<string, number>();
  const key = ({ topic, isOne }: Pair): string => `${topic} ${String(isOne)}`;
  for (const pair of from) sizes.set(key(pair), (sizes.get(key(pair)) ?? 0) + 1);
  const { weights, bias } = logistic(
    from.map((pair) => ({
      features: Float64Array.from(pair.numbers),
      label: Number(pair.isOne),
      weight: from.length / 8 / sizes.size / sizes.get(key(pair))!,
    })),
    storyDecay,
    true,
  );
  return { story: named(storyNames, weights), storyBias: rounded(bias) };
}

const aspects = Object.keys(disputeNames) as DisputedAspect[];

function fit(from: readonly Pair[], rows: readonly Row[]): DisagreementWeights {
  const story = fitStory(from);
  const fitted = aspects.map((aspect) => {
    const own = rows.filter(({ dispute }) => dispute.aspect === aspect);
    const examples = own.map(({ op, dispute, isRight }): Dense => {
      const features = Float64Array.of(...dispute.numbers, storyOf(dispute.story, story));
      return { features, label: Number(isRight), weight: op === 'stranger' ? weightOfStranger : 1 };
    });
    return { aspect, ...logistic(examples, decay, true) };
  });
  const by = <T>(value: (one: (typeof fitted)[number]) => T) =>
    Object.fromEntries(fitted.map((one) => [one.aspect, value(one)])) as Record<DisputedAspect, T>;
  return {
    ...story,
    disputes: by(({ aspect, weights }) => named(disputeNames[aspect], weights)),
    oneStory: by(({ aspect, weights }) => rounded(weights[disputeNames[aspect].length]!)),
    bias: by(({ bias }) => rounded(bias)),
    least,
  };
}

const percent = (part: number, whole: number): string => ((100 * part) / Math.max(1, whole)).toFixed(1).padStart(5);

interface Judged extends Row {
  readonly sureness: number;
}

/** The rules of quotations and attendance are counted as finding everything, as they do. */
function report(title: string, judged: readonly Judged[]): void {
  console.log(title);
  const ruledWanted = cases.filter(({ op, expect }) => ruled.test(op) && expect.length > 0).length;
  const wanted = cases.filter(({ expect }) => expect.length > 0).length;
  const clean = cases.filter(({ expect }) => expect.length === 0).length;
  for (const bar of [0.4, 0.6, 0.8, 1, 1.2]) {
    const said = judged.filter((row) => row.sureness >= bar);
    const idsOf = (rows: readonly Judged[]): number => new Set(rows.map(({ id }) => id)).size;
    const right = said.filter(({ isRight }) => isRight);
    const alarms = said.filter(({ isWanted }) => !isWanted);
    console.log(
      `  from ${bar.toFixed(1)}: precision${percent(right.length + ruledWanted, said.length + ruledWanted)}` +
        ` recall${percent(idsOf(right) + ruledWanted, wanted)} alarms${percent(idsOf(alarms), clean)}` +
        ` other event${percent(idsOf(alarms.filter(({ op }) => op === 'other-event')), cases.filter(({ op }) => op === 'other-event').length)} |` +
        aspects
          .map((aspect) => {
            const own = right.filter(({ dispute }) => dispute.aspect === aspect);
            const all = cases.filter(({ expect }) => expect.some((one) => one.aspect === aspect));
            return ` ${aspect}${percent(idsOf(own), all.length)}`;
          })
          .join(''),
    );
  }
}

/** The surest dispute of each aspect of a case, since the product reports no detail twice. */
function surest(rows: readonly Judged[]): readonly Judged[] {
  const best = new Map<string, Judged>();
  for (const row of rows) {
    const key = `${row.id} ${row.dispute.aspect}`;
    if (row.sureness > (best.get(key)?.sureness ?? -Infinity)) best.set(key, row);
  }
  return [...best.values()];
}

const judgedBy = (rows: readonly Row[], weights: DisagreementWeights): readonly Judged[] =>
  surest(
    rows.filter(({ dispute }) => !dispute.isOfTwo).map((row) => ({ ...row, sureness: sureness(row.dispute, weights) })),
  );

const folds = 7;
const topics = [...new Set(sources.map(({ topic }) => topic))];
const all = pairs();
const rows = cases.filter(({ op }) => !ruled.test(op)).flatMap(rowsOf);
const learnt = [...rows, ...strangers()];
/** Topics are assigned to the folds in several ways, since few cases decide a percent. */
for (const turn of [1, 2, 3]) {
  const foldOf = (topic: string): number =>
    (topics.indexOf(topic) * turn + Math.floor(topics.indexOf(topic) / folds) * (turn - 1)) % folds;
  const judged = Array.from({ length: folds }, (_, fold) => {
    const isOther = ({ topic }: { readonly topic: string }): boolean => foldOf(topic) !== fold;
    const weights = fit(all.filter(isOther), learnt.filter(isOther));
    return judgedBy(
      rows.filter((row) => !isOther(row)),
      weights,
    );
  });
  report(`Each topic judged by what was learnt from others, dealing ${String(turn)}`, judged.flat());
}
const whole = fit(all, learnt);
report('On what it learnt', judgedBy(rows, whole));
if (flags.includes('--write')) {
  writeFileSync('src/core/crosslink/disagreementWeights.json', `${JSON.stringify(whole, null, 2)}\n`);
  console.log('Written to src/core/crosslink/disagreementWeights.json');
}
