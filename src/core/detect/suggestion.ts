import type { Span } from '../text/change';

export type Kind = 'claim' | 'quote' | 'unconfirmed' | 'verified';

/** Why something is suggested, as data; the callers put it into words for people. */
export type Reason =
  | { readonly code: 'figure' }
  | { readonly code: 'date' }
  | { readonly code: 'name' }
  | { readonly code: 'act' }
  | { readonly code: 'outcome' }
  | { readonly code: 'comparison' }
  | { readonly code: 'model' }
  | { readonly code: 'hedge'; readonly word: string }
  | { readonly code: 'condition'; readonly word: string }
  | { readonly code: 'not known'; readonly word: string }
  | { readonly code: 'section'; readonly heading: string }
  | { readonly code: 'quotation marks' }
  | { readonly code: 'attributed'; readonly word: string };

/** A span that may be worth tagging. The score, from 0 to 1, orders suggestions of one kind. */
export interface Suggestion extends Span {
  readonly kind: Kind;
  /** The words that name the speaker: a name, an office or a pronoun. */
  readonly speaker?: Span;
  /** The full name of the speaker in the text, if `speaker` is only a last name or a pronoun. */
  readonly name?: Span;
  readonly score: number;
  readonly why: readonly Reason[];
}

/** Puts the reasons into one English phrase, such as `figure and name` or `section “Unconfirmed”`. */
export function why(reasons: readonly Reason[]): string {
  const words: string[] = [];
  for (const reason of reasons) {
    const one = word(reason);
    if (!words.includes(one)) words.push(one);
  }
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}

function word(reason: Reason): string {
  switch (reason.code) {
    case 'model':
      return 'reads like a checkable fact';
    case 'hedge':
      return `hedged by “${reason.word}”`;
    case 'condition':
      return `conditional on “${reason.word}”`;
    case 'not known':
      return `said to be unknown (“${reason.word}”)`;
    case 'section':
      return `section “${reason.heading}”`;
    case 'attributed':
      return `attributed by “${reason.word}”`;
    default:
      return reason.code;
  }
}
