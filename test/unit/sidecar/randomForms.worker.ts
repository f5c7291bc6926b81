import { workerData } from 'node:worker_threads';
import { anything } from './any';
import { everyAction } from './everyAction';
import { written } from './scribe';
import { running } from './watched';

interface Share {
  readonly count: number;
  readonly part: number;
  readonly parts: number;
}

/** The sidecars of the seeds of one `part` of `parts`. */
function* randomForms({ count, part, parts }: Share): Generator<readonly [string, string]> {
  for (let seed = part; seed < count; seed += parts) {
    const any = anything(seed);
    yield [`seed ${seed}`, written(any, any.below(3)).text];
  }
}

running((begin) => everyAction(randomForms(workerData as Share), begin, 1));
