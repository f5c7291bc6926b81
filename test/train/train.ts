// Trains the statistical model that ships with the detectors: `npm run train -- [folder]`. src/core/detect/MODEL.md
// names the training data and their licences. The same data gives the same file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { letterOf, type ModelData } from '../../src/core/detect/claims';
import { crossValidate, learn, load } from './validate';

const groups = load(process.argv[2] ?? process.env['CLAIMMARK_BENCH'] ?? '../shared/bench');
const { speech, report } = crossValidate(groups);
for (const [register, { f1, precision, recall, averagePrecision }] of Object.entries({ speech, report })) {
  const [f, p, r, ap] = [f1, precision, recall, averagePrecision].map((percent) => percent.toFixed(1));
  console.log(`${register}, cross-validated: F1 ${f} (P ${p}, R ${r}), average precision ${ap}`);
}

const { unit, weights } = learn(groups);
const data: ModelData = {
  unit,
  thresholds: { speech: speech.threshold, report: report.threshold },
  weights: Array.from(weights, (weight) => letterOf(weight / unit)).join(''),
};
const target = join(import.meta.dirname, '../../src/core/detect/claims.model.json');
writeFileSync(target, `${JSON.stringify(data, null, 2)}\n`);
