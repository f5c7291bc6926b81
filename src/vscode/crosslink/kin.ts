import * as vscode from 'vscode';
import type { SuggestionContext } from '../suggestions/suggestions';
import { newId, type Annotation, type Evidence, type Relation, type Stance } from '../../core/model/annotation';
import type { Step } from '../../core/state/log';
import { anchoredAnnotations } from '../../core/state/sheet';
import type { Span } from '../../core/text/change';
import { relativePath } from '../../core/text/links';
import { onOneLine } from '../../core/text/oneLine';
import { whenAnchored } from '../documents/openAnnotation';
import { refusal } from '../documents/refusal';
import { now, revised, selectorOf } from '../ui/revisions';
import { inform, separator, withoutIcons } from '../ui/dialogs';
import { openAt } from '../ui/open';
import { linksWith, relationChoices } from '../ui/linkLines';
import { latest, type Rows } from '../ui/targets';
import { askedAtCursor, askedByRow, type Asked } from './asked';
import type { Comparisons } from './compared';
import type { FolderIndex } from './folderIndex';
import { hitsFor, type Hit } from './hits';

/** The command that asks the other sources of the folder what they say to words, and takes what a person makes of an answer. */
export function registerKin(desk: SuggestionContext, folder: FolderIndex, compared: Comparisons): vscode.Disposable {
  return desk.closed.onKey('claimmark.findKin', async (...rows: [...Rows]) => {
    const { store, suggestions } = desk;
    const asked = rows[0] ? await askedByRow(store, suggestions, rows) : askedAtCursor(store, suggestions);
    const hit = asked && (await chooseHit(asked, async () => hitsFor(await folder.now(), store, asked)));
    const act = hit && (await chooseAct(asked, hit));
    if (hit && act) await doWith(desk, compared, asked, hit, act);
  });
}

/** Shows the list at once, and what belongs into it when the folder has been read. */
async function chooseHit(asked: Asked, look: () => Promise<ReturnType<typeof hitsFor>>): Promise<Hit | undefined> {
  const { t } = vscode.l10n;
  const nothing = new vscode.CancellationTokenSource();
  const list = async (): Promise<(Hit | vscode.QuickPickItem)[]> => {
    const { sure, near } = await look();
    if (sure.length + near.length === 0) {
      nothing.cancel();
      void inform(t('No other source of this folder says anything like it.'));
    }
    return [
      ...(sure.length > 0 ? [separator(t('State the same')), ...sure] : []),
      ...(near.length > 0 ? [separator(t('Nearest others; they may be about something else')), ...near] : []),
    ];
  };
  const options = {
    title: t('Other sources on “{0}”', withoutIcons(onOneLine(wordsOf(asked), 60))),
    placeHolder: t('Choose one to see it, link it or use it'),
    matchOnDescription: true,
    matchOnDetail: true,
  };
  const picked = await vscode.window.showQuickPick(list(), options, nothing.token);
  return picked && 'kin' in picked ? picked : undefined;
}

const wordsOf = ({ document, span }: Asked): string => document.getText().slice(span.from, span.to);

type Act =
  | { readonly kind: 'show' | 'compare' | 'refuse' }
  | { readonly kind: 'link'; readonly relation: Relation }
  | { readonly kind: 'evidence'; readonly says: Stance };

type ActItem = vscode.QuickPickItem & { readonly act?: Act };

async function chooseAct({ target }: Asked, hit: Hit): Promise<Act | undefined> {
  const { t } = vscode.l10n;
  const item = (icon: string, label: string, description: string, act: Act): ActItem => ({
    label: `$(${icon}) ${label}`,
    description,
    act,
  });
  const items: readonly ActItem[] = [
    item('split-horizontal', t('Show Side by Side'), t('Both sources, each at its words'), { kind: 'show' }),
    item('diff', t('Compare Words'), t('What differs is marked'), { kind: 'compare' }),
    separator(t('Link them')),
    ...relationChoices().map(({ label, description, relation }) =>
      item('references', label, description, { kind: 'link', relation }),
    ),
    separator(t('Use it as evidence')),
    item('thumbsup', t('Evidence That Supports'), t('It bears the claim out'), { kind: 'evidence', says: 'supports' }),
    item('thumbsdown', t('Evidence That Contradicts'), t('It speaks against the claim'), {
      kind: 'evidence',
      says: 'contradicts',
    }),
    ...(target
      ? [
          separator(t('Turn it down')),
          item('circle-slash', t('Not the Same'), t('Not offered here again, to nobody'), { kind: 'refuse' }),
        ]
      : []),
  ];
  const options = { title: withoutIcons(onOneLine(hit.words, 80)), placeHolder: t('What do you make of it?') };
  return (await vscode.window.showQuickPick(items, options))?.act;
}

async function doWith(desk: SuggestionContext, compared: Comparisons, asked: Asked, hit: Hit, act: Act): Promise<void> {
  const { document, span } = asked;
  switch (act.kind) {
    case 'show':
      await openAt(document.uri, span, { viewColumn: vscode.ViewColumn.One, preserveFocus: true });
      await openAt(hit.file, hit.kin, { viewColumn: vscode.ViewColumn.Two });
      return;
    case 'compare':
      return compared.show({ file: document.uri, text: wordsOf(asked) }, { file: hit.file, text: hit.words });
    case 'link':
      return link(desk, asked, hit, act.relation);
    case 'evidence':
      return useAsEvidence(desk, asked, hit, act.says);
    case 'refuse':
      return refuse(desk, asked, hit);
  }
}

/** An annotation that is there, or that is to be made in the same action. */
interface Side {
  readonly source: string;
  readonly annotation: Annotation;
  readonly place?: Span;
}

/** Links both; words that are not tagged yet are tagged as unconfirmed in the same action, so that one undo takes back all. */
async function link(desk: SuggestionContext, asked: Asked, hit: Hit, relation: Relation): Promise<void> {
  const own = await ownSide(desk, asked);
  const there = await vscode.workspace.openTextDocument(hit.file);
  const known = own && (await annotationAt(desk, there, hit.kin));
  const other = own && (await sideOf(desk, there, hit.kin, known));
  if (!own || !other) return;
  const by = await desk.author(asked.document.uri);
  const { id } = other.annotation;
  const links = linksWith(own.annotation.links, [asked.document.uri, hit.file], { id, relation, by });
  await perform(desk, vscode.l10n.t('Link'), own, { links }, other.place ? [other] : []);
}

async function useAsEvidence(desk: SuggestionContext, asked: Asked, hit: Hit, says: Stance): Promise<void> {
  const own = await ownSide(desk, asked);
  if (!own) return;
  const source = relativePath(asked.document.uri.path, hit.file.path);
  const quote = hit.words.replace(/\r\n?/g, '\n');
  const added: Evidence = { source, quote, says, retrieved: now().slice(0, 10) };
  await perform(desk, vscode.l10n.t('Add evidence'), own, { evidence: [...(own.annotation.evidence ?? []), added] });
}

/** Remembers in the sidecar, for everybody, that these do not belong together. */
async function refuse(desk: SuggestionContext, { document, target }: Asked, hit: Hit): Promise<void> {
  if (!target) return;
  const { annotation } = latest(desk.store, target);
  const by = await desk.author(document.uri);
  const to = relativePath(document.uri.path, hit.file.path);
  const text = hit.words.replace(/\r\n?/g, '\n');
  const notLinked = [...(annotation.notLinked ?? []), { to, text, ...(by ? { by } : {}), created: now() }];
  await perform(desk, vscode.l10n.t('Not the same'), { source: target.source, annotation }, { notLinked });
}

/** Changes one annotation, or makes it with these fields; `besides` are made in the same action. */
async function perform(
  { actions }: SuggestionContext,
  label: string,
  own: Side,
  fields: Partial<Annotation>,
  besides: readonly Side[] = [],
): Promise<void> {
  const made = besides.map(({ source, annotation }): Step => ({
    source,
    revisions: [{ of: 'annotation', id: annotation.id, after: annotation }],
  }));
  const { source, annotation, place } = own;
  const revision = place
    ? ({ of: 'annotation', id: annotation.id, after: { ...annotation, ...fields } } as const)
    : revised(annotation, fields);
  const places = new Map(
    [own, ...besides].flatMap((one) => (one.place ? [[one.annotation.id, one.place] as const] : [])),
  );
  await actions.perform({ label, steps: [...made, { source, revisions: [revision] }] }, places);
}

/** The annotation of a stretch of text that is the nearest to being all of it; undefined where nothing in it is tagged. */
async function annotationAt(
  { store }: SuggestionContext,
  document: vscode.TextDocument,
  { from, to }: Span,
): Promise<Annotation | undefined> {
  const source = document.uri.toString();
  const first = store.get(source)?.records[0];
  if (first) await whenAnchored(store, document.uri, first.id);
  const sheet = store.get(source);
  const common = (span: Span | undefined): number => (span ? Math.min(to, span.to) - Math.max(from, span.from) : 0);
  const found = (sheet ? anchoredAnnotations(sheet) : [])
    .filter(({ span }) => span && common(span) > 0.3 * Math.min(to - from, span.to - span.from))
    .sort((a, b) => common(b.span) - common(a.span));
  return found[0]?.annotation;
}

/** The side that is asked about. */
function ownSide(desk: SuggestionContext, { document, span, target }: Asked): Promise<Side | undefined> {
  return sideOf(desk, document, span, target && latest(desk.store, target).annotation);
}

/** The annotation of a side; a new one, to be made, where there is none. Undefined, and said why, where there can be none. */
async function sideOf(
  desk: SuggestionContext,
  document: vscode.TextDocument,
  span: Span,
  known: Annotation | undefined,
): Promise<Side | undefined> {
  const source = document.uri.toString();
  if (known) return { source, annotation: known };
  const refused = await refusal(document, desk.platform);
  if (refused) {
    await refused();
    return undefined;
  }
  const by = await desk.author(document.uri);
  const place = { from: span.from, to: span.to };
  const made = { id: newId(Math.random), tag: 'unconfirmed', ...selectorOf(document, place) };
  return { source, annotation: { ...made, ...(by ? { by } : {}), created: now() }, place };
}
