import type { Annotation } from '../model/annotation';
import type { Span } from '../text/change';
import { withLf } from '../text/lines';
import { reviewStatusOf } from './status';

/** What a team wants to be told of; each can be switched off. */
export const rules = [
  'lost',
  'contested',
  'verified-but-edited',
  'unconfirmed-without-evidence',
  'quote-without-speaker',
] as const;
export type Rule = (typeof rules)[number];

export type Level = 'error' | 'warning' | 'information' | 'off';

export const defaultLevels: Readonly<Record<Rule, Level>> = {
  lost: 'error',
  contested: 'warning',
  'verified-but-edited': 'warning',
  'unconfirmed-without-evidence': 'information',
  'quote-without-speaker': 'warning',
};

export interface Finding<A extends Annotation> {
  readonly rule: Rule;
  readonly level: Exclude<Level, 'off'>;
  readonly annotation: A;
}

/** Findings in the order of the annotations, worst first for each. An annotation without a span is lost. */
export function findings<A extends Annotation & { readonly span?: Span }>(
  text: string,
  annotations: readonly A[],
  levels: Readonly<Partial<Record<Rule, Level>>> = {},
): Finding<A>[] {
  return annotations.flatMap((annotation) =>
    rules.flatMap((rule) => {
      const level = levels[rule] ?? defaultLevels[rule];
      return level !== 'off' && holds(rule, text, annotation) ? [{ rule, level, annotation }] : [];
    }),
  );
}

/** Whether the words at its span are no longer those that were tagged; line endings aside. */
export function isEdited(text: string, annotation: Annotation & { readonly span?: Span }): boolean {
  const { span, was } = annotation;
  return span !== undefined && withLf(text.slice(span.from, span.to)) !== (was ?? annotation.text);
}

function holds(rule: Rule, text: string, annotation: Annotation & { readonly span?: Span }): boolean {
  switch (rule) {
    case 'lost':
      return annotation.span === undefined;
    case 'contested':
      return reviewStatusOf(annotation, 1, isEdited(text, annotation)) === 'contested';
    case 'verified-but-edited':
      return annotation.tag === 'verified' && isEdited(text, annotation);
    case 'unconfirmed-without-evidence':
      return annotation.tag === 'unconfirmed' && (annotation.evidence ?? []).length === 0;
    case 'quote-without-speaker':
      return annotation.tag === 'quote' && (annotation.speaker ?? '').trim() === '';
  }
}
