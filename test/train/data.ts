import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Features, type Genre } from '../../src/core/detect/features';
import { Tokens } from '../../src/core/detect/tokens';
import type { Example } from './logistic';

interface Doc {
  readonly text: string;
  readonly sents: readonly (readonly [number, number, number])[];
}

const features = new Features();
const tokens = new Tokens(0);

/** The labelled sentences of debates, a list for each document. */
export function debates(folder: string): readonly (readonly Example[])[] {
  const path = join(folder, 'claims/claimbuster-dev.json');
  if (!existsSync(path)) throw new Error(`${path} is missing: name the folder of the data, or set CLAIMMARK_BENCH`);
  const { docs } = JSON.parse(readFileSync(path, 'utf8')) as { docs: readonly Doc[] };
  return docs.map(({ text, sents }) =>
    sents.map(([from, to, label]) => example(text.slice(from, to), label, 'speech')),
  );
}

/** The invented sentences of reports, claims or not; hedged ones are left to `hedges`. */
export function news(): readonly Example[] {
  const lines = readFileSync(join(import.meta.dirname, 'news.txt'), 'utf8').split('\n');
  return lines
    .filter((line) => /^[+-] /.test(line))
    .map((line) => example(line.slice(2), line.startsWith('+') ? 1 : 0, 'report'));
}

function example(text: string, label: number, register: Genre): Example {
  tokens.clear();
  const { places, count } = features.read(tokens, tokens.read(text, { from: 0, to: text.length }), register);
  return { places: places.slice(0, count), label, register };
}
