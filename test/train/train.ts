// Trains the statistical models that ship with the detectors: `npm run train -- [folder]`. What they learn from, and
// under which licences, stands in src/core/detect/MODEL.md. The same data gives the same files.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { width } from '../../src/core/detect/features';
import type { ModelData } from '../../src/core/detect/model';
import { load } from './data';
import { train, value, type Example, type Weights } from './logistic';
import { averagePrecision, bestThreshold } from './measure';

const folder = process.argv[2] ?? process.env['CLAIMMARK_BENCH'] ?? '../shared/bench';
const target = join(import.meta.dirname, '../../src/core/detect');
const folds = 8;

const docs = load(folder, 'claims/claimbuster-dev.json');
const data = pack(train(docs.flat()), crossValidate('claims', docs));
writeFileSync(join(target, 'claims.model.json'), `${JSON.stringify(data, null, 2)}\n`);

/** Leaves whole documents out, so that no debate is learnt from and judged at once. */
function crossValidate(name: string, docs: readonly (readonly Example[])[]): number {
  const values: number[] = [];
  const labels: number[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const weights = train(docs.filter((_, i) => i % folds !== fold).flat());
    for (const { places, label } of docs.filter((_, i) => i % folds === fold).flat()) {
      values.push(value(weights, places));
      labels.push(label);
    }
  }
  const { threshold, f1, precision, recall } = bestThreshold(values, labels);
  console.log(
    `${name}: F1 ${f1.toFixed(1)} (P ${precision.toFixed(1)}, R ${recall.toFixed(1)}), AP ${averagePrecision(values, labels).toFixed(1)}`,
  );
  return threshold;
}

/** Rounds to signed bytes; the few weights beyond four standard deviations are cut to that. */
function pack({ bias, weights }: Weights, threshold: number): ModelData {
  const used = weights.filter((weight) => weight !== 0);
  const deviation = Math.sqrt(used.reduce((sum, weight) => sum + weight * weight, 0) / Math.max(1, used.length));
  const unit = (4 * deviation) / 127;
  const bytes = Buffer.alloc(width);
  weights.forEach((weight, i) => bytes.writeInt8(Math.max(-127, Math.min(127, Math.round(weight / unit))), i));
  return { unit, threshold: threshold - bias, weights: bytes.toString('base64') };
}
