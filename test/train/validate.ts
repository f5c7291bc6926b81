import { steps } from '../../src/core/detect/claims';
import type { Genre } from '../../src/core/detect/features';
import { debates, news } from './data';
import { train, value, type Example, type Weights } from './logistic';
import { averagePrecision, bestThreshold } from './measure';

export type Groups = readonly (readonly Example[])[];

const folds = 8;
/** The weight of reports, which are few beside the debates. */
const reportsCount = 3;

/** The training data, in groups that are left out as wholes: each debate, and eighths of the reports. */
export function load(folder: string): Groups {
  const reports = news();
  const eighths = Array.from({ length: folds }, (_, hand) => reports.filter((_, i) => i % folds === hand));
  return [...debates(folder), ...eighths];
}

export function learn(groups: Groups): RoundWeights {
  return roundWeights(
    train(
      groups
        .flat()
        .flatMap((example) => Array<Example>(example.register === 'report' ? reportsCount : 1).fill(example)),
    ),
  );
}

export interface Validation {
  /** The value, without bias, from which a sentence counts for the best F1. */
  readonly threshold: number;
  /** In percent. */
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly averagePrecision: number;
}

/** Judges every group by a model trained on the other folds; the model is stored without bias, so are values. */
export function crossValidate(groups: Groups): Record<Genre, Validation> {
  const judged: { value: number; example: Example }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const learnt = learn(groups.filter((_, i) => i % folds !== fold));
    for (const example of groups.filter((_, i) => i % folds === fold).flat())
      judged.push({ value: value(learnt, example.places) - learnt.bias, example });
  }
  const of = (register: Genre): Validation => {
    const own = judged.filter(({ example }) => example.register === register);
    const values = own.map(({ value }) => value);
    const labels = own.map(({ example }) => example.label);
    return { ...bestThreshold(values, labels), averagePrecision: averagePrecision(values, labels) };
  };
  return { speech: of('speech'), report: of('report') };
}

export interface RoundWeights extends Weights {
  /** The value of one step. */
  readonly unit: number;
}

/** Rounds the weights to the stored steps; the few beyond four standard deviations are clipped. */
function roundWeights({ bias, weights }: Weights): RoundWeights {
  const used = weights.filter((weight) => weight !== 0);
  const deviation = Math.sqrt(used.reduce((sum, weight) => sum + weight * weight, 0) / Math.max(1, used.length));
  const unit = (4 * deviation) / steps;
  const rounded = weights.map((weight) => unit * Math.max(-steps, Math.min(steps, Math.round(weight / unit))));
  return { unit, bias, weights: rounded };
}
