import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Features } from '../../src/core/detect/features';
import type { Example } from './logistic';

interface Doc {
  readonly text: string;
  readonly sents: readonly (readonly [number, number, number])[];
}

/** The labelled sentences of a file, a list for each document. */
export function load(folder: string, file: string): readonly (readonly Example[])[] {
  const path = join(folder, file);
  if (!existsSync(path)) throw new Error(`${path} is missing: name the folder of the data, or set CLAIMMARK_BENCH`);
  const { docs } = JSON.parse(readFileSync(path, 'utf8')) as { docs: readonly Doc[] };
  return docs.map(({ text, sents }) => sents.map(([from, to, label]) => example(text, from, to, label)));
}

const features = new Features();

export function example(text: string, from: number, to: number, label: number, weight = 1): Example {
  const { places, count } = features.read(text, { from, to });
  return { places: places.slice(0, count), label, weight };
}
