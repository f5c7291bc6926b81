// Trains the statistical model that ships with the detectors: `npm run train -- [folder]`. What it learns from, and
// under which licences, stands in src/core/detect/MODEL.md. The same data gives the same file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { letterOf, steps, type ModelData } from '../../src/core/detect/model';
import type { Register } from '../../src/core/detect/register';
import { debates, news } from './data';
import { train, value, type Example, type Weights } from './logistic';
import { averagePrecision, bestThreshold } from './measure';

const folder = process.argv[2] ?? process.env['CLAIMMARK_BENCH'] ?? '../shared/bench';
const folds = 8;

/** Reports are few beside the debates, so each counts as several. */
const reportsCount = 3;

/** Whole debates are left out at once, so that none is learnt from and judged. */
const groups = [...debates(folder), ...deal(news(), folds)];
const thresholds = crossValidate(groups);
const { unit, weights } = roundWeights(learn(groups));
const data: ModelData = {
  unit,
  thresholds,
  weights: Array.from(weights, (weight) => letterOf(weight / unit)).join(''),
};
writeFileSync(
  join(import.meta.dirname, '../../src/core/detect/claims.model.json'),
  `${JSON.stringify(data, null, 2)}\n`,
);

function deal(examples: readonly Example[], hands: number): readonly (readonly Example[])[] {
  return Array.from({ length: hands }, (_, hand) => examples.filter((_, i) => i % hands === hand));
}

function learn(groups: readonly (readonly Example[])[]): Weights {
  return train(
    groups.flat().flatMap((example) => Array<Example>(example.register === 'report' ? reportsCount : 1).fill(example)),
  );
}

/** The best thresholds for the values without bias, since the model is stored without one. */
function crossValidate(groups: readonly (readonly Example[])[]): Record<Register, number> {
  const judged: { value: number; example: Example }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const trained = roundWeights(learn(groups.filter((_, i) => i % folds !== fold)));
    for (const example of groups.filter((_, i) => i % folds === fold).flat())
      judged.push({ value: value(trained, example.places) - trained.bias, example });
  }
  const best = (register: Register): number => {
    const own = judged.filter(({ example }) => example.register === register);
    return report(
      register,
      own.map(({ value }) => value),
      own.map(({ example }) => example.label),
    );
  };
  return { speech: best('speech'), report: best('report') };
}

function report(register: Register, values: readonly number[], labels: readonly number[]): number {
  const { threshold, f1, precision, recall } = bestThreshold(values, labels);
  const percents = [f1, precision, recall, averagePrecision(values, labels)].map((percent) => percent.toFixed(1));
  console.log(`${register}: F1 ${percents[0]} (P ${percents[1]}, R ${percents[2]}), AP ${percents[3]}`);
  return threshold;
}

/** Rounds the weights to the steps that are stored; the few beyond four standard deviations are cut to that. */
function roundWeights({ bias, weights }: Weights): Weights & { readonly unit: number } {
  const used = weights.filter((weight) => weight !== 0);
  const deviation = Math.sqrt(used.reduce((sum, weight) => sum + weight * weight, 0) / Math.max(1, used.length));
  const unit = (4 * deviation) / steps;
  const rounded = weights.map((weight) => unit * Math.max(-steps, Math.min(steps, Math.round(weight / unit))));
  return { unit, bias, weights: rounded };
}
