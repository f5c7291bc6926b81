import * as vscode from 'vscode';
import type { Kind, Reason, Suggestion } from '../../core/detect/suggestion';

/** The name of a kind of suggestion, as people are asked about it. */
export function wordOfKind(kind: Kind): string {
  const { t } = vscode.l10n;
  const words = { claim: t('Claim'), quote: t('Quote'), unconfirmed: t('Unconfirmed'), verified: t('Verified') };
  return words[kind];
}

/** The reasons for a suggestion, in one phrase in the editor's language. */
export function reasonsOf({ why }: Suggestion): string {
  const words = [...new Set(why.map(wordOf))];
  const last = words.pop() ?? '';
  return words.length === 0 ? last : vscode.l10n.t('{0} and {1}', words.join(', '), last);
}

function wordOf(reason: Reason): string {
  const { t } = vscode.l10n;
  switch (reason.code) {
    case 'figure':
      return t('figure');
    case 'date':
      return t('date');
    case 'name':
      return t('name');
    case 'act':
      return t('act');
    case 'outcome':
      return t('outcome');
    case 'comparison':
      return t('comparison');
    case 'model':
      return t('reads like a checkable fact');
    case 'hedge':
      return t('hedged by “{0}”', reason.word);
    case 'condition':
      return t('conditional on “{0}”', reason.word);
    case 'not known':
      return t('said to be unknown (“{0}”)', reason.word);
    case 'section':
      return t('section “{0}”', reason.heading);
    case 'quotation marks':
      return t('quotation marks');
    case 'attributed':
      return t('attributed by “{0}”', reason.word);
  }
}

/** The heading above a suggestion, if it is a reason for it. */
export function headingOf({ why }: Suggestion): string | undefined {
  return why.flatMap((reason) => (reason.code === 'section' ? [reason.heading] : []))[0];
}
