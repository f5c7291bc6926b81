import { workerData } from 'node:worker_threads';
import { anything } from './any';
import { everyAction } from './everyAction';
import { written } from './scribe';
import { running } from './watched';

function* randomForms(count: number): Generator<readonly [string, string]> {
  for (let seed = 0; seed < count; seed++) {
    const any = anything(seed);
    yield [`seed ${seed}`, written(any, any.below(3)).text];
  }
}

running((begin) => everyAction(randomForms((workerData as { count: number }).count), begin, 1));
