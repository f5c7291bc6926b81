import { brat } from './brat';
import { claimreview } from './claimreview';
import { refiQdaCodebook } from './refi-qda-codebook';
import { csv } from './csv';
import { doccano } from './doccano';
import type { Format } from './format';
import { hypothesis } from './hypothesis';
import { jsonl } from './jsonl';
import { labelStudio } from './label-studio';
import { refiQda } from './refi-qda';
import { w3c } from './w3c';

/** Every format, in the order in which they are offered. */
export const formats: readonly Format[] = [
  w3c,
  csv,
  jsonl,
  hypothesis,
  brat,
  doccano,
  labelStudio,
  refiQda,
  refiQdaCodebook,
  claimreview,
];
