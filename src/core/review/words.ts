import type { Review } from '../model/annotation';
import { onOneLine } from '../text/oneLine';
import type { Translate } from '../text/translate';
import type { Doubt, Doubter, TagBy, Weakness } from './grounds';
import type { Finding, Rule } from './rules';
import type { Change, ReviewStatus } from './status';

/** The name of a review status, the same in every view. */
export function reviewStatusName(status: ReviewStatus, t: Translate): string {
  return {
    contested: t('contested'),
    questioned: t('open question'),
    stale: t('changed since review'),
    unreviewed: t('not reviewed'),
    agreed: t('agreed'),
    settled: t('settled'),
  }[status];
}

/** Describes what a rule finds. */
export function describeRule(rule: Rule, t: Translate): string {
  return {
    lost: t('The words of an annotation are no longer in its source'),
    contested: t('A reviewer disagrees with the tag'),
    'contradicted-by-evidence': t('A verified claim has evidence that contradicts it, and none that supports it'),
    'contradicts-verified': t('Two verified claims are linked as contradicting each other'),
    'tagged-otherwise': t('The words of a verified claim also have another tag'),
    'rests-on-doubtful': t('A verified claim rests on one that is unconfirmed, contested, edited or lost'),
    'circular-evidence': t('Claims rest on each other in a circle, and on nothing else'),
    'verified-but-edited': t('The words of a verified claim have changed since'),
    'quote-but-edited': t('The words of a quote have changed since'),
    'quote-without-speaker': t('A quote has no speaker'),
    'open-question': t('A reviewer is unsure and asks a question'),
    'stale-review': t('A verdict is about another tag or other words than the present ones'),
    'open-discussion': t('A discussion is not resolved'),
    'verified-without-evidence': t('A verified claim has no evidence'),
    'unconfirmed-without-evidence': t('An unconfirmed claim has no evidence'),
  }[rule];
}

/** Says what was found, in a sentence without its full stop. */
export function sayFinding({ rule, doubt, question, stale }: Finding, t: Translate): string {
  if (doubt) return sayDoubt(doubt, t);
  if (question) return t('{0} is unsure and asks: {1}', question.by, onOneLine(question.note ?? '', 200));
  if (stale?.changed) return sayChange(stale.review, stale.changed, t);
  switch (rule) {
    case 'verified-but-edited':
      return t('Verified, but the words have changed since');
    case 'quote-but-edited':
      return t('A quote whose words have changed');
    case 'quote-without-speaker':
      return t('A quote without a speaker');
    case 'verified-without-evidence':
      return t('Verified, and no evidence is given');
    case 'unconfirmed-without-evidence':
      return t('Unconfirmed, and no evidence is given');
    default:
      return describeRule(rule, t);
  }
}

/** Says what speaks against an annotation, in a sentence without its full stop. */
export function sayDoubt(doubt: Doubt, t: Translate): string {
  switch (doubt.why) {
    case 'lost':
      return t('These words are no longer in the source');
    case 'edited':
      return t('The words have changed since they were tagged');
    case 'contested':
      return sayDisagreement(doubt.by, t);
    case 'contradicted-by-evidence':
      return t('Its evidence contradicts it');
    case 'contradicts-verified':
      return t('It contradicts {0}, which is verified, too', refName(doubt.of));
    case 'tagged-otherwise':
      return t('The same words also have another tag: {0}', doubt.others.map(tagBy).join(', '));
    case 'rests-on-doubtful':
      return sayGround(refName(doubt.of), doubt.is, t);
    case 'circular-evidence':
      return t('It rests only on claims that rest on it');
  }
}

/** Says who disagrees and why; if nobody does, the tag contradicts the decision of an adjudicator. */
function sayDisagreement(by: readonly Review[], t: Translate): string {
  if (by.length === 0) return t('An adjudicator chose another tag');
  const said = by.map(({ by: name, note = '' }) => (note.trim() === '' ? name : `${name} (${onOneLine(note, 200)})`));
  return t('Contested, by {0}', said.join(', '));
}

/** Says that a verdict is not about the present state. */
export function sayChange({ by, tag, verdict }: Review, changed: Change, t: Translate): string {
  const said = { agree: t('agree'), disagree: t('disagree'), unsure: t('unsure') }[verdict];
  return {
    tag: t('The verdict of {0} ({1}) is about another tag: {2}', by, said, tag ?? ''),
    words: t('The verdict of {0} ({1}) is about other words', by, said),
    unknown: t('The verdict of {0} ({1}) is older than the last change', by, said),
  }[changed];
}

/** Says what is wrong with what an annotation rests on. */
function sayGround(ground: string, weakness: Weakness, t: Translate): string {
  return {
    unconfirmed: t('It rests on {0}, which is unconfirmed', ground),
    contested: t('It rests on {0}, which is contested', ground),
    edited: t('It rests on {0}, whose words have changed since', ground),
    lost: t('It rests on {0}, which is no longer in its source', ground),
    missing: t('It rests on {0}, which is missing', ground),
  }[weakness];
}

/** Names an annotation by its words and source, or by its key where the words are missing. */
function refName({ source, id, text }: Doubter): string {
  return text === undefined ? `${source}#${id}` : `“${onOneLine(text, 60)}” (${source})`;
}

/** Says who gave which tag. */
export const tagBy = ({ by, tag }: TagBy): string => (by === '' ? tag : `${by}: ${tag}`);
