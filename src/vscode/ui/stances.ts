import * as vscode from 'vscode';
import { stanceSigns, type Evidence, type Stance } from '../../core/model/annotation';

/** What evidence says of a claim, each in a word, in the order in which they are offered. */
export function wordsOfStances(): Readonly<Record<Stance, string>> {
  const { t } = vscode.l10n;
  return { supports: t('Supports'), contradicts: t('Contradicts'), context: t('Context') };
}

/** The codicons of what evidence says. */
export const iconsOfStances: Readonly<Record<Stance, string>> = {
  supports: 'thumbsup',
  contradicts: 'thumbsdown',
  context: 'info',
};

/** The signs of what evidence says, each once, for a row that may be narrow; nothing where there is no evidence. */
export function signsOfEvidence(evidence: readonly Evidence[]): string {
  const signs = { ...stanceSigns, unsaid: '○' };
  return Object.entries(signs)
    .filter(([stance]) => evidence.some(({ says = 'unsaid' }) => says === stance))
    .map(([, sign]) => sign)
    .join('');
}

/** Evidence in a word for each stance, `Supports 2, Contradicts`; what says nothing of the claim is counted alone. */
export function wordsOfEvidence(evidence: readonly Evidence[]): string {
  const words = { ...wordsOfStances(), unsaid: vscode.l10n.t('not said') };
  const counts = Object.entries(words).flatMap(([stance, word]) => {
    const count = evidence.filter(({ says = 'unsaid' }) => says === stance).length;
    return count === 0 ? [] : [count === 1 ? word : `${word} ${String(count)}`];
  });
  return counts.join(', ');
}
