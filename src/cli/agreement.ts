import { agreement } from '../core/review/agreement';
import { reviewAgreement } from '../core/review/verdicts';
import { explainMeasure, sayCounts, sayMeasure } from '../core/report/words';
import type { Measure } from '../core/review/measure';
import { inEnglish } from '../core/text/translate';
import type { Call } from './call';
import { codingsOf } from './codings';
import { loading } from './commands';
import type { Loaded } from './load';
import { inert, sound } from './shell';

/** How far annotators agree in what they marked, and reviewers in what they judged: counts first, then measures. */
export async function agree(call: Call): Promise<number> {
  const loaded: Loaded[] = [];
  for await (const one of loading(call, call.paths)) loaded.push(one);
  const spans = agreement(codingsOf(loaded, call.settings));
  const reviews = reviewAgreement(loaded.flatMap(({ sidecar }) => sidecar.entries.map((entry) => entry.annotation)));
  if (call.flag('json')) {
    call.shell.out(`${JSON.stringify({ spans, reviews }, null, 2)}\n`);
    return sound;
  }
  const say = (line: string): void => call.shell.out(`${inert(line)}\n`);
  const names = { kappa: 'Cohen’s kappa', alpha: 'Krippendorff’s alpha', alphaU: 'alpha_U' };
  const measure = (which: keyof typeof names, value: Measure): void =>
    say(`  ${names[which]}: ${sayMeasure(value, inEnglish)}. ${explainMeasure(which, value, inEnglish)}`);
  if (spans.pairs.length === 0) say('Nobody else has annotated the same sources: there is nothing to compare.');
  for (const pair of spans.pairs) {
    say(`${pair.a} and ${pair.b}, ${pair.sources} sources`);
    say(`  ${sayCounts(pair.a, pair.b, pair.counts, inEnglish)}`);
    if (pair.percent !== undefined) say(`  Percent: ${Math.round(pair.percent * 100)}`);
    measure('kappa', pair.kappa);
    measure('alpha', pair.alpha);
    measure('alphaU', pair.alphaU);
  }
  if (spans.pairs.length > 0) {
    say('Overall');
    measure('alpha', spans.overall.alpha);
    measure('alphaU', spans.overall.alphaU);
  }
  if (reviews.pairs.length > 0) say(`Reviewers: ${reviews.reviewers.join(', ')}`);
  return sound;
}
