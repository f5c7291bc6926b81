import { pathFrom } from '../node/pathFrom';
import { explainMeasure, sayCounts, sayMeasure } from '../core/report/words';
import { agreement, reviewAgreement, type Coding } from '../core/review/agreement';
import type { Measure } from '../core/review/coefficients';
import { inEnglish } from '../core/text/translate';
import { addTo } from '../core/text/grouped';
import { findings, inert, json, sound } from './shell';
import { sayHalf } from './statement';
import type { Call } from './call';
import { annotatorIn, loading, type Loaded } from './loading';
import type { Settings } from './settings';
import { allOf } from './work';

/** Tells how far annotators agree in their tags, and reviewers in their verdicts: counts first, then coefficients. */
export async function agree(call: Call): Promise<number> {
  const loaded = await allOf(loading(call, call.paths));
  const end = (await sayHalf(call, loaded)) > 0 ? findings : sound;
  const spans = agreement(codingsOf(loaded, call.settings));
  const reviews = reviewAgreement(loaded.flatMap(({ sidecar }) => sidecar.entries.map((entry) => entry.annotation)));
  if (call.flag('json')) {
    call.shell.out(`${json({ spans, reviews })}\n`);
    return end;
  }
  const say = (line: string): void => call.shell.out(`${inert(line)}\n`);
  const names = { kappa: 'Cohen’s kappa', alpha: 'Krippendorff’s alpha', alphaU: 'alpha_U' };
  const measure = (which: keyof typeof names, value: Measure): void =>
    say(`  ${names[which]}: ${sayMeasure(value, inEnglish)}. ${explainMeasure(which, value, inEnglish)}`);
  if (spans.pairs.length === 0) say('Nobody else has annotated the same sources, so there is nothing to compare.');
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
  return end;
}

/** The codings of annotators: by file where annotators have files of their own, else by the author of each entry. */
export function codingsOf(loaded: readonly Loaded[], { root }: Settings): readonly Coding[] {
  return loaded.flatMap((one) => {
    const { source, text } = one;
    if (source === undefined || text === undefined) return [];
    const name = pathFrom(root, source);
    const own = annotatorIn(one);
    return [...byAnnotator(one, own)].map(([annotator, units]) => ({
      annotator,
      source: name,
      length: text.length,
      units,
    }));
  });
}

function byAnnotator({ sidecar, found }: Loaded, own: string | undefined): ReadonlyMap<string, Coding['units']> {
  const units = new Map<string, Coding['units'][number][]>();
  sidecar.entries.forEach(({ annotation }, index) => {
    const span = found[index]?.span;
    const annotator = own ?? annotation.by;
    if (!span || annotator === undefined) return;
    addTo(units, annotator, { span, tag: annotation.tag });
  });
  return units;
}
