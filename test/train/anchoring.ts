// Fits the weights that distinguish the place of a span from similar places and from its loss: `npm run train:anchoring
// -- [folder]`. Trains on anchoring/dev.jsonl.gz in that folder, else in CLAIMMARK_BENCH, else in ../shared/bench.
// First prints the results on each repository with weights fitted on the others, then writes
// src/core/anchor/weights.json, and prints its results on the training data. The same data gives the same file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assigning, fittingOrder } from '../../src/core/anchor/assign';
import { featuresOf, alone } from '../../src/core/anchor/score';
import { drain } from '../../src/core/text/steps';
import { fit, type Choice, type Weights } from './choice';
import { grouped, load, type Outcome, type Pair } from './pairs';

/** The ridge against chance weighs as much as one choice. */
const ridge = 1;

/** The sure neighbours depend on the weights, and these on them: after this many rounds both are nearly stable. */
const rounds = 4;

function learn(pairs: readonly Pair[]): Weights {
  let weights: Weights = {};
  for (let round = 0; round < rounds; round++) {
    weights = fit(
      pairs.flatMap((pair) => choicesOf(pair, weights)),
      ridge,
    );
  }
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, Math.round(weight * 100) / 100]));
}

/** The choices decided by the score: spans found with their whole context are excluded. */
function choicesOf(pair: Pair, weights: Weights): readonly Choice[] {
  const orderFits = drain(fittingOrder(pair.starts, pair.patterns, pair.candidates, weights));
  return pair.candidates.flatMap((candidates, index) => {
    const places = candidates.filter(({ span }) => span !== null);
    if (places.length === 0 || places.some(({ evidence }) => evidence.whole)) return [];
    const features = places.map((place) => featuresOf(place, candidates, orderFits.get(place) ?? alone));
    const shared = places.map(({ span }) => pair.judge(index, span).iou);
    const most = Math.max(...shared);
    return [{ features, right: most < 0.5 ? -1 : shared.indexOf(most) }];
  });
}

function outcomesOf(pair: Pair, weights: Weights): readonly Outcome[] {
  const choices = drain(assigning(pair.starts, pair.patterns, pair.candidates, weights));
  return choices.map((choice, index) => pair.judge(index, choice?.candidate.span).outcome);
}

function report(title: string, pairs: readonly Pair[], weightsFor: (pair: Pair) => Weights): void {
  const rows = pairs.flatMap((pair) => {
    const outcomes = outcomesOf(pair, weightsFor(pair));
    return pair.cases.map(({ set, label }, index) => ({ set, label, outcome: outcomes[index] }));
  });
  console.log(`${title}: right % (WRONG %)`);
  for (const [set, ofSet] of grouped(rows, (row) => row.set)) {
    const labels = [...grouped(ofSet, (row) => row.label)].sort(([a], [b]) => a.localeCompare(b));
    const shares = [['all', ofSet] as const, ...labels].map(([label, some]) => {
      const share = (outcome: Outcome) => (100 * some.filter((row) => row.outcome === outcome).length) / some.length;
      return `${label} ${share('right').toFixed(1)} (${share('wrong').toFixed(1)})`;
    });
    console.log(`  ${set.padEnd(9)}  ${shares.join('  ')}`);
  }
}

async function main(folder: string): Promise<void> {
  const pairs = await load(folder);
  const repositories = new Set(pairs.map((pair) => pair.repository));
  const learnt = new Map(
    [...repositories].map((left) => [left, learn(pairs.filter(({ repository }) => repository !== left))]),
  );
  report(`by repository, cross-validated (${repositories.size})`, pairs, (pair) => learnt.get(pair.repository) ?? {});

  const weights = learn(pairs);
  report('fitted on all', pairs, () => weights);
  const target = join(import.meta.dirname, '../../src/core/anchor/weights.json');
  writeFileSync(target, `${JSON.stringify(weights, null, 2)}\n`);
}

void main(process.argv[2] ?? process.env['CLAIMMARK_BENCH'] ?? '../shared/bench');
