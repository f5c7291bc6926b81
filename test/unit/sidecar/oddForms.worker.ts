import { workerData } from 'node:worker_threads';
import { everyAction } from './everyAction';
import { oddForms } from './oddForms';
import { running } from './watched';

const { part, parts } = workerData as { part: number; parts: number };
running((begin) =>
  everyAction(
    [...oddForms()].filter((_, i) => i % parts === part),
    begin,
  ),
);
