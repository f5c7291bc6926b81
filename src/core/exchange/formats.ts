import { argilla } from './argilla';
import { brat } from './brat';
import { claimreview } from './claimreview';
import { csv } from './csv';
import { doccano } from './doccano';
import type { Format } from './format';
import { hypothesis } from './hypothesis';
import { jsonl } from './jsonl';
import { labelStudio } from './label-studio';
import { prodigy } from './prodigy';
import { refiQda } from './refi-qda';
import { refiQdaCodebook } from './refi-qda-codebook';
import { uimaCasJson } from './uima-cas-json';
import { w3c } from './w3c';
import { webannoTsv } from './webanno-tsv';

/** Every format, in the order offered to people. */
export const formats: readonly Format[] = [
  w3c,
  csv,
  jsonl,
  hypothesis,
  brat,
  doccano,
  labelStudio,
  prodigy,
  argilla,
  uimaCasJson,
  webannoTsv,
  refiQda,
  refiQdaCodebook,
  claimreview,
];
