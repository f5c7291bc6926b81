import type { Review } from '../model/annotation';
import type { Assessment, Doubt } from './grounds';
import { isThreadOpen, judgements, openQuestions, type Judgement } from './status';

export type Level = 'error' | 'warning' | 'information' | 'off';

/**
 * The findings that a team is told of, and their levels, unless its settings say otherwise. What prevents a claim from
 * being stated is an error or a warning. What waits for an answer, or is often acceptable, is information. An
 * unconfirmed claim is open by definition, so its lack of evidence is reported on request only.
 */
export const defaultLevels = {
  lost: 'error',
  contested: 'warning',
  'contradicted-by-evidence': 'warning',
  'contradicts-verified': 'warning',
  'tagged-otherwise': 'warning',
  'rests-on-doubtful': 'warning',
  'circular-evidence': 'warning',
  'verified-but-edited': 'warning',
  'quote-but-edited': 'warning',
  'quote-without-speaker': 'warning',
  'open-question': 'information',
  'stale-review': 'information',
  'open-discussion': 'information',
  'verified-without-evidence': 'information',
  'unconfirmed-without-evidence': 'off',
} as const satisfies Readonly<Record<string, Level>>;

export type Rule = keyof typeof defaultLevels;

/** In the order in which findings are reported. */
export const rules = Object.keys(defaultLevels) as readonly Rule[];

export interface Finding {
  readonly rule: Rule;
  readonly level: Exclude<Level, 'off'>;
  readonly assessment: Assessment;
  /** The doubt that the finding comes from, if any. */
  readonly doubt?: Doubt;
  /** The question of an `open-question`. */
  readonly question?: Review;
  /** The verdict of a `stale-review`, and what has changed since. */
  readonly stale?: Judgement;
}

/** The findings on annotations, in their order, and for each in the order of the rules. */
export function findings(
  assessments: readonly Assessment[],
  levels: Readonly<Partial<Record<Rule, Level>>> = {},
): Finding[] {
  const active = rules.flatMap((rule) => {
    const level: Level = levels[rule] ?? defaultLevels[rule];
    return level === 'off' ? [] : [{ rule, level }];
  });
  const all: Finding[] = [];
  for (const assessment of assessments)
    for (const { rule, level } of active)
      for (const rest of found(rule, assessment)) all.push({ rule, level, assessment, ...rest });
  return all;
}

type Rest = Omit<Finding, 'rule' | 'level' | 'assessment'>;

const once: readonly Rest[] = [{}];
const none: readonly Rest[] = [];

function found(rule: Rule, assessment: Assessment): readonly Rest[] {
  const { annotation, doubts, state } = assessment;
  const { tag, evidence = [], speaker = '' } = annotation;
  const edited = state === 'edited';
  const when = (holds: boolean): readonly Rest[] => (holds ? once : none);
  const doubted = (): readonly Rest[] =>
    doubts.length === 0 ? none : doubts.filter(({ why }) => why === rule).map((doubt) => ({ doubt }));
  switch (rule) {
    case 'lost':
    case 'contested':
      return doubted();
    case 'contradicted-by-evidence':
    case 'contradicts-verified':
    case 'tagged-otherwise':
    case 'rests-on-doubtful':
    case 'circular-evidence':
      return tag === 'verified' ? doubted() : none;
    case 'verified-but-edited':
      return when(tag === 'verified' && edited);
    case 'quote-but-edited':
      return when(tag === 'quote' && edited);
    case 'quote-without-speaker':
      return when(tag === 'quote' && speaker.trim() === '');
    case 'open-question':
      return openQuestions(annotation, edited).map((question) => ({ question }));
    case 'stale-review':
      return judgements(annotation, edited)
        .filter(({ review, changed }) => changed !== undefined && review.verdict !== 'disagree')
        .map((stale) => ({ stale }));
    case 'open-discussion':
      return when(isThreadOpen(annotation));
    case 'verified-without-evidence':
      return when(tag === 'verified' && evidence.length === 0);
    case 'unconfirmed-without-evidence':
      return when(tag === 'unconfirmed' && evidence.length === 0);
  }
}
