import * as vscode from 'vscode';
import { escapeMarkdown } from '../../core/text/markdown';
import { agreement as agreementLines } from '../../core/report/markdown';
import { compare, type Comparison } from '../../core/review/adjudicate';
import { agreement, reviewAgreement } from '../../core/review/agreement';
import { lineStarts, placeAt } from '../../core/text/lines';
import type { Store } from '../../core/state/store';
import { placeOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { currentSource } from '../documents/openSources';
import { tagOf, tagsFor } from '../ui/tags';
import { annotatedApart, codingsOf, type Apart } from './annotators';
import { inform } from '../ui/dialogs';

/** A page to read, with its name and lines. */
export interface ReviewPage {
  readonly name: string;
  readonly lines: readonly string[];
}

/** The page on how far people agree. */
export async function pageOfAgreement(store: Store, platform: Platform): Promise<ReviewPage | undefined> {
  const lines = agreementPage(store, await annotatedApart(store, platform, undefined));
  return lines && { name: vscode.l10n.t('Agreement'), lines };
}

/** The page on the marks of each annotator of the current source; `offer` offers to adjudicate once it is shown. */
export async function pageOfAnnotators(
  store: Store,
  platform: Platform,
): Promise<(ReviewPage & { offer(adjudicate: () => Promise<void>): Promise<void> }) | undefined> {
  const source = currentSource();
  const uri = source === undefined ? undefined : vscode.Uri.parse(source);
  const [apart] = uri ? await annotatedApart(store, platform, uri) : [];
  if (!apart) return void tellThatNobodyIsApart();
  const counts = agreementLines({ report: { agreement: agreement(codingsOf([apart])) }, t: vscode.l10n.t });
  return {
    name: vscode.l10n.t('Annotators'),
    lines: [...comparisonPage(apart), '', ...counts],
    offer: (adjudicate) => offerToDecide(apart, adjudicate),
  };
}

/** Offers to adjudicate beside the page, which is only for reading. */
async function offerToDecide({ annotators }: Apart, adjudicate: () => Promise<void>): Promise<void> {
  const { t } = vscode.l10n;
  if (annotators.length < 2) return;
  const yes = t('Adjudicate');
  if (
    (await inform(t('Decide between the annotators and make one shared sidecar from what they marked?'), yes)) === yes
  )
    await adjudicate();
}

/** Says how several people can annotate a source apart. */
export function tellThatNobodyIsApart(): void {
  const { t } = vscode.l10n;
  void inform(t('Nobody annotates this source in a file of their own. The setting “{0}” turns that on.', setting));
}

const setting = 'claimmark.review.separateFiles';

function agreementPage(store: Store, apart: readonly Apart[]): readonly string[] | undefined {
  const { t } = vscode.l10n;
  const reviews = reviewAgreement(store.all().flatMap(({ records }) => records));
  const lines = agreementLines({ report: { agreement: agreement(codingsOf(apart)), reviews }, t });
  if (lines.length > 0) return lines;
  void inform(
    t(
      'There is nobody to compare yet: no two people have annotated the same source separately or reviewed the same claims.',
    ),
  );
  return undefined;
}

/** The marks of the annotators side by side, in the order of the source. */
function comparisonPage(apart: Apart): string[] {
  const { source, text, annotators } = apart;
  const { t } = vscode.l10n;
  const tags = tagsFor(source);
  const starts = lineStarts(text);
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = compare(annotators).map(({ entries, outcome }) => {
    const entry = entries.find((one) => one !== undefined);
    const line = entry?.span ? String(placeAt(starts, entry.span.from).line) : t('lost');
    const cells = entries.map((one) => (one ? escapeMarkdown(tagOf(one.tag, tags).label) : '–'));
    return row([line, escapeMarkdown(short(entry?.text ?? '')), ...cells, wordOfOutcome(outcome)]);
  });
  const heads = [t('Line'), t('Words'), ...annotators.map(({ name }) => escapeMarkdown(name)), t('Outcome')];
  const table = [row(heads), row(heads.map(() => '---')), ...rows];
  return [`# ${escapeMarkdown(placeOf(source))}`, '', ...table, '', ...lateWords(apart)];
}

/** The marks that annotators made or changed after they finished, or saw the marks of others. */
function lateWords({ annotators, finished }: Apart): string[] {
  const { t } = vscode.l10n;
  return annotators.flatMap(({ name, annotations }) => {
    const at = Date.parse(finished.get(name) ?? '');
    const late = annotations.filter(({ created = '', updated = created }) => Date.parse(updated) > at).length;
    const who = escapeMarkdown(name);
    return late > 0
      ? [`- ${t('{0} marked or changed {1} after finishing or seeing the others’ marks.', who, late)}`]
      : [];
  });
}

/** The outcome of a comparison, in words. */
export function wordOfOutcome(outcome: Comparison['outcome']): string {
  const { t } = vscode.l10n;
  return {
    same: t('alike'),
    words: t('other words'),
    tag: t('other tag'),
    some: t('not by all'),
  }[outcome];
}

const short = (text: string): string =>
  text.length > 120 ? `${text.slice(0, 120).replace(/[\ud800-\udbff]$/, '')}…` : text;
