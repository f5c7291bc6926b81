// Trains the statistical model that ships with the detectors: `npm run train -- [folder]`. What it learns from, and
// under which licences, stands in src/core/detect/MODEL.md. The same data gives the same file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { width } from '../../src/core/detect/features';
import type { ModelData } from '../../src/core/detect/model';
import type { Register } from '../../src/core/detect/register';
import { debates, news } from './data';
import { train, value, type Example, type Weights } from './logistic';
import { averagePrecision, bestThreshold } from './measure';

const folder = process.argv[2] ?? process.env['CLAIMMARK_BENCH'] ?? '../shared/bench';
const folds = 8;

/** Whole debates are left out at once, so that none is learnt from and judged. */
const groups = [...debates(folder), ...deal(news(), folds)];
const thresholds = crossValidate(groups);
const data = pack(train(groups.flat()), thresholds);
writeFileSync(
  join(import.meta.dirname, '../../src/core/detect/claims.model.json'),
  `${JSON.stringify(data, null, 2)}\n`,
);

function deal(examples: readonly Example[], hands: number): readonly (readonly Example[])[] {
  return Array.from({ length: hands }, (_, hand) => examples.filter((_, i) => i % hands === hand));
}

function crossValidate(groups: readonly (readonly Example[])[]): Record<Register, number> {
  const judged: { value: number; example: Example }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const weights = train(groups.filter((_, i) => i % folds !== fold).flat());
    for (const example of groups.filter((_, i) => i % folds === fold).flat())
      judged.push({ value: value(weights, example.places), example });
  }
  const best = (register: Register): number => {
    const own = judged.filter(({ example }) => example.register === register);
    const values = own.map(({ value }) => value);
    const labels = own.map(({ example }) => example.label);
    const { threshold, f1, precision, recall } = bestThreshold(values, labels);
    const ap = averagePrecision(values, labels);
    console.log(
      `${register}: F1 ${f1.toFixed(1)} (P ${precision.toFixed(1)}, R ${recall.toFixed(1)}), AP ${ap.toFixed(1)}`,
    );
    return threshold;
  };
  return { speech: best('speech'), report: best('report') };
}

/** Rounds to signed bytes; the few weights beyond four standard deviations are cut to that. */
function pack({ bias, weights }: Weights, thresholds: Record<Register, number>): ModelData {
  const used = weights.filter((weight) => weight !== 0);
  const deviation = Math.sqrt(used.reduce((sum, weight) => sum + weight * weight, 0) / Math.max(1, used.length));
  const unit = (4 * deviation) / 127;
  const bytes = Buffer.alloc(width);
  weights.forEach((weight, i) => bytes.writeInt8(Math.max(-127, Math.min(127, Math.round(weight / unit))), i));
  return {
    unit,
    thresholds: { speech: thresholds.speech - bias, report: thresholds.report - bias },
    weights: bytes.toString('base64'),
  };
}
