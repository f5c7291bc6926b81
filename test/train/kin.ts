// Fits `src/core/crosslink/kinWeights.json`: `npm run train:kin -- [folder of the data] [folder of the news]
// [--write]`. Prints the results on topics left out, beside those of the present weights.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kinFeatureNames } from '../../src/core/crosslink/kinFeatures';
import { KinModel, shownTerms, type KinWeights } from '../../src/core/crosslink/kinModel';
import shipped from '../../src/core/crosslink/kinWeights.json';
import { seeded } from '../unit/random';
import { kinQueries, type Query, type Row, type Task } from './kinData';
import { logistic, valueOf, type Dense, type Linear } from './regression';

const story = [
  'articles alike',
  'articles alike, of the best',
  'names of articles shared',
  'query names unknown to article',
  'candidate names unknown to article',
  'leads of articles alike',
  'figures of articles shared',
  'weekdays of articles shared',
  'years of articles shared',
];
const text = ['query names unknown to article', 'names covered of query', 'figures unlike'];
const sentence = kinFeatureNames.filter(
  (name) => !story.includes(name) && name !== 'figures unlike' && name !== 'one story for certain',
);
const rank = [...sentence, ...story];
/** The greatest values of these features that count. Chosen on the printed results. */
const limits = { 'articles alike': 0.3, 'names of articles shared': 0.7 };

/** The weight of a query of each task in training on pairs of a right and a wrong hit. Chosen likewise. */
const pairWeights: Partial<Record<Task, number>> = { topic: 1, text: 0.5, news: 10 };
/** The weight of a row in training which hits are sure. */
const rowWeight = (task: Task, { isUnread }: Row): number =>
  task === 'news' ? 10 : task === 'topic' || task === 'none' ? (isUnread ? 0.3 : 1) : 0;
const pairsOfQuery = 60;
/** Subtracted from the bias to show fewer and better hits; the second for words from elsewhere. Chosen likewise. */
const [caution, cautionOfText] = [1.7, 1.4];
/** How much of it is added again if both articles are certainly on one event. Chosen likewise. */
const shownCertain = 1.5;

const numberOf = new Map<string, number>(kinFeatureNames.map((name, i) => [name, i]));
const picked = (features: Float64Array, names: readonly string[]): Float64Array =>
  Float64Array.from(names, (name) => {
    const value = features[numberOf.get(name)!]!;
    return Math.min(value, (limits as Record<string, number>)[name] ?? Infinity);
  });

/** Fits the order on pairs of a right and a wrong candidate of one query. */
function fitPairs(queries: readonly Query[], names: readonly string[]): Linear {
  const next = seeded(7);
  const examples: Dense[] = [];
  for (const { task, rows } of queries) {
    const weight = pairWeights[task] ?? 0;
    const right = rows.filter(({ label, isUnread }) => label === 1 && !isUnread);
    const wrong = rows.filter(({ label, isUnread }) => label === 0 && !isUnread);
    if (weight === 0 || right.length === 0 || wrong.length === 0) continue;
    for (let k = 0; k < pairsOfQuery; k++) {
      const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
      const [a, b] = [picked(one(right).features, names), picked(one(wrong).features, names)];
      const sign = k % 2 === 0 ? 1 : -1;
      examples.push({ features: a.map((value, i) => sign * (value - b[i]!)), label: sign > 0 ? 1 : 0, weight });
    }
  }
  return logistic(examples, 5, false);
}

const named = (names: readonly string[], { weights }: Linear, unit = 1): Record<string, number> =>
  Object.fromEntries(names.map((name, i) => [name, rounded(weights[i]! / unit)]));
const rounded = (value: number): number => Number(value.toFixed(4));

function fit(queries: readonly Query[]): KinWeights {
  const [order, likeness] = [fitPairs(queries, rank), fitPairs(queries, sentence)];
  const likes = queries.flatMap(({ task, rows }) =>
    rowWeight(task, rows[0] ?? { features: new Float64Array(), label: 0, isWrong: false, isUnread: false }) > 0
      ? rows.map((row) => valueOf(likeness, picked(row.features, sentence)))
      : [],
  );
  const mean = likes.reduce((sum, one) => sum + one, 0) / likes.length;
  const unit = Math.sqrt(likes.reduce((sum, one) => sum + (one - mean) ** 2, 0) / likes.length);
  const shown = (names: readonly string[], hasArticle: boolean): Linear =>
    logistic(
      queries.flatMap(({ task, rows }) =>
        rows.flatMap((row): Dense[] => {
          const weight = row.label === 0.5 ? 0 : rowWeight(task, row);
          if (weight === 0) return [];
          const like = (valueOf(likeness, picked(row.features, sentence)) - mean) / unit;
          const terms = shownTerms(like, [...picked(row.features, names)], hasArticle);
          return [{ features: Float64Array.from(terms), label: row.label, weight }];
        }),
      ),
      3,
      true,
    );
  const [article, words] = [shown(story, true), shown(text, false)];
  const values = queries
    .filter(({ task }) => task === 'topic')
    .flatMap(({ rows }) => rows.map((row) => valueOf(order, picked(row.features, rank))))
    .sort((a, b) => a - b);
  return {
    rank: named(rank, order),
    rankBias: rounded(-values[Math.floor(values.length * 0.8)]!),
    sentence: named(sentence, likeness, unit),
    sentenceBias: rounded(-mean / unit),
    limits,
    story,
    shown: [...article.weights].map(rounded),
    shownBias: rounded(article.bias - caution),
    shownCertain,
    text,
    shownText: [...words.weights].map(rounded),
    shownTextBias: rounded(words.bias - cautionOfText),
  };
}

interface Judged {
  readonly query: Query;
  /** Best first. */
  readonly rows: readonly (Row & { readonly isShown: boolean })[];
}

function judged(model: KinModel, query: Query): Judged {
  const rows = query.rows
    .map((row) => ({ ...row, ...model.judge(row.features, query.task !== 'text') }))
    .sort((a, b) => Number(b.shown > 0) - Number(a.shown > 0) || b.rank - a.rank)
    .map((row) => ({ ...row, isShown: row.shown > 0 }))
    .filter(({ isUnread }) => !isUnread);
  return { query, rows };
}

const percent = (part: number, whole: number): string => ((100 * part) / Math.max(1, whole)).toFixed(1).padStart(5);

function report(title: string, all: readonly Judged[]): void {
  console.log(title);
  for (const task of ['topic', 'all', 'text', 'news'] as const) {
    const asked = all.filter(({ query }) => query.task === task && query.kin > 0);
    const lists = asked.map(({ query, rows }) => ({ kin: query.kin, rows: rows.filter(({ label }) => label !== 0.5) }));
    const precision = lists.map(({ kin, rows }) => {
      let hits = 0;
      return rows.reduce((sum, { label }, i) => (label === 1 ? sum + ++hits / (i + 1) : sum), 0) / kin;
    });
    const shown = asked.flatMap(({ rows }) => rows.filter((row) => row.isShown));
    console.log(
      `  ${task.padEnd(6)}P@1${percent(lists.filter(({ rows }) => rows[0]?.label === 1).length, lists.length)}` +
        ` MAP${percent(
          precision.reduce((a, b) => a + b, 0),
          lists.length,
        )}` +
        ` first is wrong${percent(lists.filter(({ rows }) => rows[0]?.label === 0 && rows[0].isWrong).length, lists.length)}` +
        ` | shown precision${percent(shown.filter(({ label }) => label > 0 && (label === 1 || task === 'news')).length, shown.length)}` +
        ` answered${percent(asked.filter(({ rows }) => rows.some((row) => row.isShown && row.label === 1)).length, asked.length)}`,
    );
  }
  const none = all.filter(({ query }) => query.task === 'none');
  const quiet = none.filter(({ rows }) => !rows.some(({ isShown }) => isShown)).length;
  console.log(`  none  refused${percent(quiet, none.length)}`);
}

const folds = 5;
const flags = process.argv.slice(2);
const given = flags.filter((flag) => !flag.startsWith('--'));
const folder = given[0] ?? process.env['CLAIMMARK_BENCH'] ?? '../shared/bench';
const queries = kinQueries(folder, given[1] ?? join(folder, '../seeds'));
report(
  'As it is in the repository',
  queries.map((query) => judged(new KinModel(shipped), query)),
);
const groups = [...new Set(queries.map(({ group }) => group))];
const foldOf = (group: string): number => groups.indexOf(group) % folds;
const results = Array.from({ length: folds }, (_, fold) => {
  const model = new KinModel(fit(queries.filter(({ group }) => foldOf(group) !== fold)));
  return queries.filter(({ group }) => foldOf(group) === fold).map((query) => judged(model, query));
});
report('Fitted anew, each topic judged by what was learnt from others', results.flat());
const whole = fit(queries);
report(
  'Fitted anew, on what it learnt',
  queries.map((query) => judged(new KinModel(whole), query)),
);
if (flags.includes('--write')) {
  writeFileSync('src/core/crosslink/kinWeights.json', `${JSON.stringify(whole, null, 2)}\n`);
  console.log('Written to src/core/crosslink/kinWeights.json');
}
