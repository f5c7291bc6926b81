import type { Adjudication, Review, Stance } from '../model/annotation';
import type { ExportedTag } from '../exchange/format';
import type { Counts } from '../review/agreement';
import type { Measure } from '../review/coefficients';
import { sayChange, sayDoubt, tagBy } from '../review/words';
import type { Attention, ImportedAnnotations } from './report';
import { withoutMarkup } from '../text/markdown';
import { onOneLine } from '../text/oneLine';
import type { Translate } from '../text/translate';

/** The name of a tag. */
export function tagName({ id, label }: ExportedTag, t: Translate): string {
  if (label !== undefined) return label;
  switch (id) {
    case 'verified':
      return t('Verified');
    case 'unconfirmed':
      return t('Unconfirmed');
    case 'quote':
      return t('Quote');
    default:
      return id;
  }
}

export function stanceName(stance: Stance, t: Translate): string {
  return {
    supports: t('Supports'),
    contradicts: t('Contradicts'),
    context: t('Context'),
  }[stance];
}

export function attentionName(why: Attention['why'], t: Translate): string {
  return {
    lost: t('Lost: its words are no longer in the source'),
    contested: t('Contested'),
    edited: t('Edited since it was tagged'),
    stale: t('Changed since it was reviewed'),
  }[why];
}

/** Who contests it and why, or what has changed: a sentence for each reason that the heading does not give. */
export function attentionReasons({ doubts, stale }: Attention, t: Translate): readonly string[] {
  const told = doubts.flatMap((doubt): readonly string[] => {
    if (doubt.why === 'lost' || doubt.why === 'edited') return [];
    const isOfPeople = doubt.why === 'contested' && doubt.by.length > 0;
    return isOfPeople ? doubt.by.map((review) => disagreement(review, t)) : [sayDoubt(doubt, t)];
  });
  const verdicts = stale.flatMap(({ review, changed }) => (changed ? [sayChange(review, changed, t)] : []));
  return [...told, ...verdicts].map((sentence) => `${sentence}.`.replace(/([.?!…])\.$/, '$1'));
}

function disagreement({ by, note = '' }: Review, t: Translate): string {
  const why = onOneLine(withoutMarkup(note), 200);
  return why === '' ? t('{0} disagrees', by) : t('{0} disagrees: {1}', by, why);
}

/** Says who imported which file and when, and how many of its annotations are in the report. */
export function importWords({ from, by, created, cited }: ImportedAnnotations, t: Translate): string {
  const day = created.slice(0, 10);
  if (by === undefined) return t('{0}, imported on {1} (annotations: {2})', from, day, cited.length);
  return t('{0}, imported by {1} on {2} (annotations: {3})', from, by, day, cited.length);
}

/** The tags that an adjudicator decided among, and the reason. */
export function decisionWords({ among = [], note }: Adjudication, t: Translate): readonly string[] {
  const tags = among.length > 0 ? [t('Among {0}', among.map(tagBy).join(', '))] : [];
  return [...tags, ...(note === undefined ? [] : [withoutMarkup(note)])];
}

/** The counts of a pair of annotators, in a sentence. */
export function sayCounts(a: string, b: string, { both, onlyA, onlyB, otherTag }: Counts, t: Translate): string {
  return t(
    'Both marked {0} alike, {1} with different tags; only {2} marked {3}, only {4} marked {5}.',
    both,
    otherTag,
    a,
    onlyA,
    b,
    onlyB,
  );
}

/** A coefficient as a number, or why there is none. */
export function sayMeasure(measure: Measure, t: Translate): string {
  if ('value' in measure) return measure.value.toFixed(3);
  return measure.why === 'one-tag' ? t('undefined: only one tag used') : t('undefined: nothing to compare');
}

/**
 * The meaning of a coefficient's value, in a sentence. The bounds for alpha are Krippendorff's (2004, p. 241), those
 * for kappa are of Landis and Koch (1977).
 */
export function explainMeasure(which: 'kappa' | 'alpha' | 'alphaU', measure: Measure, t: Translate): string {
  if (!('value' in measure))
    return measure.why === 'one-tag'
      ? t('Only one tag was used, so chance alone would give the same result and no coefficient can be calculated.')
      : t('There is nothing two people could both have marked.');
  const { value } = measure;
  if (value < 0) return t('They agree less than chance would predict: they may be following different rules.');
  if (which !== 'kappa') {
    if (value >= 0.8) return t('Reliable: conclusions can rest on it.');
    if (value >= 0.667) return t('Tentative: good enough for cautious conclusions only.');
    return t('Not reliable yet: talk about the differences before relying on the tags.');
  }
  if (value > 0.8) return t('Almost perfect agreement beyond chance.');
  if (value > 0.6) return t('Substantial agreement beyond chance.');
  if (value > 0.4) return t('Moderate agreement beyond chance.');
  return value > 0.2 ? t('Fair agreement beyond chance.') : t('Slight agreement beyond chance.');
}

/** What a coefficient measures, in a sentence. */
export function describeMeasure(which: 'kappa' | 'alpha' | 'alphaU', t: Translate): string {
  return {
    kappa: t(
      'Cohen’s kappa: how far two people agree on tags, beyond chance; leaving words unmarked counts as a choice.',
    ),
    alpha: t('Krippendorff’s alpha: the same for any number of people.'),
    alphaU: t('Alpha U: agreement on where spans begin and end, as well as on their tags.'),
  }[which];
}
