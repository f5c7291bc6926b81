import * as vscode from 'vscode';
import type { SuggestionContext } from '../suggestions/suggestions';
import type { Evidence, Relation, Stance } from '../../core/model/annotation';
import { withLf } from '../../core/text/lines';
import { relativePath } from '../../core/text/links';
import { onOneLine } from '../../core/text/oneLine';
import { now } from '../ui/revisions';
import type { Answer, Want } from '../ui/askOthers';
import { askInTurn, type Boxes } from '../ui/boxes';
import { inform, separator, withoutIcons, wordsItem } from '../ui/dialogs';
import { openAt } from '../ui/open';
import { relationChoices } from '../ui/linkLines';
import { iconsOfStances } from '../ui/stances';
import { latest, type Rows } from '../ui/targets';
import type { AnnotationNode } from '../ui/treeNodes';
import { askedAtCursor, askedByRow, type Asked } from './asked';
import { annotationOf, link, ownSide, perform, spanOfWords, sideOf, type Place } from './linking';
import type { FolderIndex } from './folderIndex';
import { hitsFor, type Hit } from './hits';
import { showSideBySide } from './sideBySide';

/** The answers of other sources to an annotation, for views. */
export async function othersOn(
  context: SuggestionContext,
  folder: FolderIndex,
  node: AnnotationNode,
): Promise<readonly Answer[] | undefined> {
  const { store, suggestions } = context;
  const ask = (): Promise<Asked | undefined> => askedByRow(store, suggestions, [node]);
  const asked = await ask();
  const hits = asked && hitsFor(await folder.now(), store, asked);
  return hits?.map((hit) => ({
    ...hit,
    key: `${hit.kin.source} ${String(hit.kin.from)} ${String(hit.kin.to)}`,
    use: async (want) => {
      const act = await actFor(want, hit);
      const askedNow = act && (await ask());
      if (act && askedNow) await doWith(context, askedNow, hit, act);
    },
  }));
}

async function actFor(want: Want, hit: Hit): Promise<Act | undefined> {
  if (want === 'show' || want === 'refuse') return { kind: want };
  return askInTurn((boxes) => chooseAct(boxes, want === 'link' ? linkItems() : evidenceItems(), hit));
}

/** Asks what the other sources of the folder say to words, and what to do with an answer. */
export async function findKin(context: SuggestionContext, folder: FolderIndex, rows: Rows): Promise<void> {
  const { store, suggestions } = context;
  const asked = rows[0] ? await askedByRow(store, suggestions, rows) : askedAtCursor(store, suggestions);
  if (!asked) return;
  const chosen = await askInTurn(async (boxes) => {
    const hit = await chooseHit(boxes, asked, async () => hitsFor(await folder.now(), store, asked));
    const act = hit && (await chooseAct(boxes, itemsFor(asked), hit));
    return act && { hit, act };
  });
  if (chosen) await doWith(context, asked, chosen.hit, chosen.act);
}

type HitItem = vscode.QuickPickItem & { readonly hit?: Hit };

function itemOf(hit: Hit): HitItem {
  const item = wordsItem(hit.words, [hit.place, ...hit.notes]);
  return { ...item, label: `${hit.differs ? '$(warning) ' : ''}${item.label}`, hit };
}

/** Shows the list at once, and fills it when the folder has been read. */
async function chooseHit(boxes: Boxes, asked: Asked, look: () => Promise<readonly Hit[]>): Promise<Hit | undefined> {
  const { t } = vscode.l10n;
  const list = async (): Promise<HitItem[]> => {
    const hits = await look();
    if (hits.length === 0) void inform(t('No other source in this folder says anything similar.'));
    const [sure, near] = [hits.filter(({ isSure }) => isSure), hits.filter(({ isSure }) => !isSure)];
    return [
      ...(sure.length > 0 ? [separator(t('About the same fact')), ...sure.map(itemOf)] : []),
      ...(near.length > 0
        ? [separator(t('Closest matches; they may be about something else')), ...near.map(itemOf)]
        : []),
    ];
  };
  const options = {
    title: t('Other sources on “{0}”', withoutIcons(onOneLine(wordsOf(asked), 60))),
    placeHolder: t('Choose one to see it, link it or use it'),
    matchOnDetail: true,
  };
  return (await boxes.choose(list(), options))?.hit;
}

const wordsOf = ({ document, span }: Asked): string => document.getText().slice(span.from, span.to);

type Act =
  | { readonly kind: 'show' | 'compare' | 'refuse' }
  | { readonly kind: 'link'; readonly relation: Relation }
  | { readonly kind: 'evidence'; readonly says: Stance };

type ActItem = vscode.QuickPickItem & { readonly act?: Act };

const actItem = (icon: string, label: string, description: string, act: Act): ActItem => ({
  label: `$(${icon}) ${label}`,
  description,
  act,
});

const linkItems = (): readonly ActItem[] =>
  relationChoices().map(({ label, description, relation }) =>
    actItem('references', label, description, { kind: 'link', relation }),
  );

function evidenceItems(): readonly ActItem[] {
  const { t } = vscode.l10n;
  return [
    actItem(iconsOfStances.supports, t('Evidence That Supports'), t('It supports the claim'), {
      kind: 'evidence',
      says: 'supports',
    }),
    actItem(iconsOfStances.contradicts, t('Evidence That Contradicts'), t('It contradicts the claim'), {
      kind: 'evidence',
      says: 'contradicts',
    }),
  ];
}

/** All actions on a hit. Only an annotation can remember that it was rejected. */
function itemsFor({ target }: Asked): readonly ActItem[] {
  const { t } = vscode.l10n;
  const turnDown = actItem('circle-slash', t('Not the Same'), t('Not offered here again, to anyone'), {
    kind: 'refuse',
  });
  return [
    actItem('split-horizontal', t('Show Side by Side'), t('Both sources, each at the words in question'), {
      kind: 'show',
    }),
    actItem('diff', t('Compare Words'), t('Differences are marked'), { kind: 'compare' }),
    separator(t('Link them')),
    ...linkItems(),
    separator(t('Use it as evidence')),
    ...evidenceItems(),
    ...(target ? [separator(t('Dismiss it')), turnDown] : []),
  ];
}

async function chooseAct(boxes: Boxes, items: readonly ActItem[], hit: Hit): Promise<Act | undefined> {
  const { t } = vscode.l10n;
  const options = {
    title: withoutIcons(onOneLine(hit.words, 80)),
    placeHolder: t('What would you like to do with it?'),
  };
  return (await boxes.choose(items, options))?.act;
}

async function doWith(context: SuggestionContext, asked: Asked, hit: Hit, act: Act): Promise<void> {
  const { document, span } = asked;
  const otherDocument = await vscode.workspace.openTextDocument(hit.file);
  const place = spanOfWords(otherDocument, hit.words, hit.kin.from);
  if (!place) return void inform(vscode.l10n.t('The other source has changed meanwhile. Ask again.'));
  switch (act.kind) {
    case 'show':
      await openAt(document.uri, span, { viewColumn: vscode.ViewColumn.One, preserveFocus: true });
      await openAt(hit.file, place, { viewColumn: vscode.ViewColumn.Two });
      return;
    case 'compare':
      return showSideBySide({ file: document.uri, text: wordsOf(asked) }, { file: hit.file, text: hit.words });
    case 'link':
      return linkWith(context, asked, { document: otherDocument, span: place }, act.relation);
    case 'evidence':
      return useAsEvidence(context, asked, hit, act.says);
    case 'refuse':
      return refuse(context, asked, hit);
  }
}

async function linkWith(context: SuggestionContext, asked: Asked, there: Place, relation: Relation): Promise<void> {
  const own = await ownSide(context, asked);
  const other = own && (await sideOf(context, there, await annotationOf(context, there)));
  if (own && other) await link(context, own, other, relation);
}

async function useAsEvidence(context: SuggestionContext, asked: Asked, hit: Hit, says: Stance): Promise<void> {
  const own = await ownSide(context, asked);
  if (!own) return;
  const source = relativePath(asked.document.uri.path, hit.file.path);
  const quote = withLf(hit.words);
  const added: Evidence = { source, quote, says, retrieved: now().slice(0, 10) };
  await perform(context, vscode.l10n.t('Add evidence'), own, { evidence: [...(own.annotation.evidence ?? []), added] });
}

/** Notes in the sidecar, for everybody, that these do not belong together. */
async function refuse(context: SuggestionContext, { document, target }: Asked, hit: Hit): Promise<void> {
  if (!target) return;
  const { annotation } = latest(context.store, target);
  const by = await context.author(document.uri);
  const to = relativePath(document.uri.path, hit.file.path);
  const text = withLf(hit.words);
  const notLinked = [...(annotation.notLinked ?? []), { to, text, ...(by ? { by } : {}), created: now() }];
  await perform(context, vscode.l10n.t('Not the same'), { source: target.source, annotation }, { notLinked });
}
