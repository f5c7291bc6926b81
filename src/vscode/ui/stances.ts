import * as vscode from 'vscode';
import { stanceSigns, type Evidence, type Stance } from '../../core/model/annotation';

/** The names of stances, in the order in which they are offered. */
export function wordsOfStances(): Readonly<Record<Stance, string>> {
  const { t } = vscode.l10n;
  return { supports: t('Supports'), contradicts: t('Contradicts'), context: t('Context') };
}

/** The codicons of stances. */
export const iconsOfStances: Readonly<Record<Stance, string>> = {
  supports: 'thumbsup',
  contradicts: 'thumbsdown',
  context: 'info',
};

/** The signs of the stances of evidence, each once, for a row that may be narrow; empty without evidence. */
export function signsOfEvidence(evidence: readonly Evidence[]): string {
  const signs = { ...stanceSigns, unsaid: '○' };
  return Object.entries(signs)
    .filter(([stance]) => evidence.some(({ says = 'unsaid' }) => says === stance))
    .map(([, sign]) => sign)
    .join('');
}

/** Evidence by stance in words, `Supports 2, Contradicts`; evidence without a stance is counted separately. */
export function wordsOfEvidence(evidence: readonly Evidence[]): string {
  const words = { ...wordsOfStances(), unsaid: vscode.l10n.t('not said') };
  const counts = Object.entries(words).flatMap(([stance, word]) => {
    const count = evidence.filter(({ says = 'unsaid' }) => says === stance).length;
    return count === 0 ? [] : [count === 1 ? word : `${word} ${String(count)}`];
  });
  return counts.join(', ');
}
