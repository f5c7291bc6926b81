// Measures the detectors side by side with simple methods: `npm run bench:claims -- [folder] [--split dev|held]`.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as core from '../../src/core/api';
import { QuoteScore, SentenceScore, type Detector, type Doc } from './claims-metrics';
import { crossValidate, load as loadGroups } from '../train/validate';
import { everyPair, everySentence, hedgeWords, nearestVerb, nGrams, numberOrSaying } from './claims-simple';

/** Measures the built bundle: from the sources, functions that keep their names would be slower. */
const { detect, rank } = createRequire(import.meta.url)('../../dist/core.cjs') as typeof core;

const ours: Detector = { name: 'claimmark', detect: (text) => detect(text), rank: (text, spans) => rank(text, spans) };

function load(folder: string, file: string): readonly Doc[] {
  const path = join(folder, file);
  if (!existsSync(path)) throw new Error(`${path} is missing: name the folder of the data, or set CLAIMMARK_BENCH`);
  return (JSON.parse(readFileSync(path, 'utf8')) as { docs: Doc[] }).docs;
}

const one = (n: number): string => n.toFixed(1).padStart(6);

function quotes(docs: readonly Doc[], detector: Detector): void {
  const score = new QuoteScore();
  for (const doc of docs) score.add(doc, detector.detect(doc.text));
  const { exact, half, tokens, contents, indirect } = score;
  console.log(
    `  ${detector.name.padEnd(31)}exact P${one(exact.precision)} R${one(exact.recall)} F${one(exact.f1)}` +
      ` | half F${one(half.f1)} | tokens F${one(tokens.f1)} | speaker of found${one((100 * score.speakersOfFound) / Math.max(1, score.found))}` +
      ` end to end${one((100 * score.speakersOfFound) / Math.max(1, score.withSource))}` +
      ` | attributed P${one(contents.precision)} R${one(contents.recall)} F${one(contents.f1)}` +
      ` | without marks P${one(indirect.precision)} R${one(indirect.recall)} F${one(indirect.f1)}`,
  );
}

function sentences(docs: readonly Doc[], kind: string, detector: Detector): void {
  const score = new SentenceScore(kind);
  for (const doc of docs) {
    const ranks =
      kind === 'claim'
        ? detector.rank?.(
            doc.text,
            (doc.sents ?? []).map((s) => [s[0], s[1]]),
          )
        : undefined;
    score.add(doc, detector.detect(doc.text), ranks);
  }
  const ranking =
    kind === 'claim'
      ? ` | MAP${one(score.map)} P@5,10,20,50${[5, 10, 20, 50].map((n) => one(score.precisionAt(n))).join('')}`
      : '';
  console.log(
    `  ${detector.name.padEnd(31)}P${one(score.precision)} R${one(score.recall)} F${one(score.f1)}${ranking}`,
  );
}

/** Runs all detectors in turn on each text, so that the load of the machine affects them alike. */
function speed(name: string, docs: readonly Doc[], detectors: readonly Detector[], rounds: number): void {
  for (let round = 0; round < rounds; round++)
    for (const doc of docs) for (const one of detectors) one.detect(doc.text);
  const bytes = docs.reduce((sum, doc) => sum + Buffer.byteLength(doc.text), 0) * rounds;
  const times = detectors.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const doc of docs)
      detectors.forEach((one, i) => {
        const begin = performance.now();
        one.detect(doc.text);
        times[i]?.push(performance.now() - begin);
      });
  detectors.forEach((one, i) => {
    const each = (times[i] ?? []).sort((a, b) => a - b);
    const rate = bytes / 1e3 / each.reduce((sum, ms) => sum + ms, 0);
    const p99 = each[Math.floor(each.length * 0.99)] ?? 0;
    console.log(`  ${`${name}, ${one.name}`.padEnd(40)}${rate.toFixed(1)} MB/s, p99 ${p99.toFixed(2)} ms a document`);
  });
}

const flags = process.argv.slice(2);
const split = flags.includes('--split') ? flags[flags.indexOf('--split') + 1] : undefined;
const folder =
  flags.find((flag, i) => !flag.startsWith('--') && flags[i - 1] !== '--split') ??
  process.env['CLAIMMARK_BENCH'] ??
  '../shared/bench';
const at = existsSync(join(folder, 'claims')) ? join(folder, 'claims') : folder;
const inSplit = (docs: readonly Doc[], cut: number) =>
  split === 'dev' ? docs.slice(0, cut) : split === 'held' ? docs.slice(cut) : docs;

const news = inSplit(load(at, 'gum-news-dev.json'), 14);
console.log('Quotes, speakers and attributed content in news (%)');
for (const detector of [everyPair, nearestVerb, ours]) quotes(news, detector);

const debates = inSplit(load(at, 'claimbuster-dev.json'), 11);
console.log('Check-worthy sentences of debates (%)');
for (const detector of [everySentence('claim'), numberOrSaying]) sentences(debates, 'claim', detector);
sentences(debates, 'claim', { ...ours, name: 'claimmark, on what it learnt' });
if (existsSync(join(folder, 'claims'))) {
  const { precision, recall, f1, averagePrecision } = crossValidate(loadGroups(folder)).speech;
  console.log(
    `  ${'claimmark, cross-validated'.padEnd(31)}P${one(precision)} R${one(recall)} F${one(f1)} | AP${one(averagePrecision)}`,
  );
}

const findings = inSplit(load(at, 'certainty-dev.json'), 10);
console.log('Hedged findings (%)');
for (const detector of [everySentence('unconfirmed'), hedgeWords, ours]) sentences(findings, 'unconfirmed', detector);

console.log('Speed, all detectors together, one thread, beside a model of n-grams in JavaScript');
const both = [nGrams(debates.map(({ text }) => text)), ours];
speed('news articles', news, both, 60);
speed('debates', debates, both, 3);
speed('findings', findings, both, 6);
