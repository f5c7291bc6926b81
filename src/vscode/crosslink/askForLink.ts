import * as vscode from 'vscode';
import type { SuggestionContext } from '../suggestions/suggestions';
import { kin } from '../../core/crosslink/kin';
import type { Annotation, Relation } from '../../core/model/annotation';
import { indexSources } from '../../core/state/sourceIndex';
import type { Store } from '../../core/state/store';
import { onOneLine } from '../../core/text/oneLine';
import { askInTurn, type Boxes } from '../ui/boxes';
import { inform, separator, withoutIcons, wordsItem } from '../ui/dialogs';
import { relationChoices } from '../ui/linkLines';
import { placeOf } from '../ui/names';
import { wait } from '../ui/timeSlices';
import { latest, type Rows } from '../ui/targets';
import { linkable, type Linkable } from './asked';
import { annotationAround, link, sideOf, type Place, type Side } from './linking';
import type { SelectedWords } from './selected';

/** A choice for the other end: an annotation, or words selected elsewhere. */
type Choice = vscode.QuickPickItem & { readonly end?: Side | Place };

/**
 * Asks what to link an annotation, a suggestion or selected words with, and how, and links them. The other end is a
 * selection elsewhere, or any annotation.
 */
export async function askForLink(context: SuggestionContext, selected: SelectedWords, rows: Rows): Promise<void> {
  const own = await linkable(context.store, context.suggestions, rows);
  if (!own) return;
  const chosen = await askInTurn(async (boxes) => {
    const other = await chooseOther(boxes, context.store, selected, own);
    const relation = other && (await chooseRelation(boxes, own));
    return relation && { other, relation };
  });
  if (!chosen) return;
  const { other, relation } = chosen;
  const from = await nearEnd(context, own);
  const to = from && (await farEnd(context, other));
  if (from && to) await link(context, from, to, relation);
}

async function nearEnd(context: SuggestionContext, own: Linkable): Promise<Side | undefined> {
  if ('document' in own) return sideOf(context, own, undefined);
  return { source: own.source, annotation: latest(context.store, own).annotation };
}

async function farEnd(context: SuggestionContext, end: Side | Place): Promise<Side | undefined> {
  return 'document' in end ? sideOf(context, end, await annotationAround(context, end)) : end;
}

/** Asks for the other end: selections elsewhere first, then annotations, those that seem to state the same first. */
async function chooseOther(
  boxes: Boxes,
  store: Store,
  selected: SelectedWords,
  own: Linkable,
): Promise<Side | Place | undefined> {
  const { t } = vscode.l10n;
  const isDocument = 'document' in own;
  const source = isDocument ? own.document.uri.toString() : own.source;
  const { span } = own;
  const text = wordsOf(own);
  const isOther = (at: string, { id }: Annotation): boolean => isDocument || at !== source || id !== own.annotation.id;
  const choices = store
    .all()
    .flatMap((sheet) =>
      sheet.records.filter((one) => isOther(sheet.source, one)).map((one) => choiceOf(sheet.source, one)),
    );
  if (choices.length === 0 && !selected.isAnywhereBut(source, span)) {
    void inform(t('There is no other annotation to link to, and nothing else is selected.'));
    return undefined;
  }
  const list = async (): Promise<Choice[]> => {
    const places = await selected.besides(source, span);
    const annotations = await likestFirst(choices, text);
    if (places.length === 0) return annotations;
    return [
      separator(t('Selected elsewhere')),
      ...places.map(({ file, words, ...end }) => ({ ...wordsItem(words, [placeOf(file)]), end })),
      ...(annotations.length > 0 ? [separator(t('Annotations')), ...annotations] : []),
    ];
  };
  const placeHolder = t('What does it belong with? Words that are selected elsewhere come first.');
  return (await boxes.choose(list(), { title: titleOf(text), placeHolder, matchOnDetail: true }))?.end;
}

const wordsOf = (own: Linkable): string =>
  'document' in own ? own.document.getText().slice(own.span.from, own.span.to) : own.annotation.text;

/** Sorts choices that seem to state the same as some words to the front. The list is shown before, as ten thousand take long. */
async function likestFirst(choices: readonly Choice[], text: string): Promise<Choice[]> {
  await wait(0);
  const index = indexSources(choices.map(({ label }, i) => ({ name: String(i), text: label })));
  const near = kin(index, { text }, 20).map(({ source }) => Number(source));
  const rank = new Map([...near].reverse().map((i, at) => [i, at + 1]));
  const sorted = choices.map((choice, i) => ({ choice, rank: rank.get(i) ?? 0 })).sort((a, b) => b.rank - a.rank);
  return sorted.map(({ choice }) => choice);
}

const titleOf = (words: string): string => vscode.l10n.t('Link “{0}”', withoutIcons(onOneLine(words, 48)));

const choiceOf = (source: string, annotation: Annotation): Choice => ({
  ...wordsItem(annotation.text, [placeOf(vscode.Uri.parse(source))]),
  end: { source, annotation },
});

async function chooseRelation(boxes: Boxes, own: Linkable): Promise<Relation | undefined> {
  const options = { title: titleOf(wordsOf(own)), placeHolder: vscode.l10n.t('How are they related?') };
  return (await boxes.choose(relationChoices(), options))?.relation;
}
