import * as vscode from 'vscode';
import type { SuggestionContext } from '../suggestions/suggestions';
import { newId, type Annotation, type Relation } from '../../core/model/annotation';
import type { Step } from '../../core/state/log';
import { anchoredAnnotations } from '../../core/state/sheet';
import type { Span } from '../../core/text/change';
import { snapToGraphemes } from '../../core/text/graphemes';
import { whenAnchored } from '../documents/openAnnotation';
import { refusal } from '../documents/refusal';
import { linksWith } from '../ui/linkLines';
import { now, revised, selectorOf } from '../ui/revisions';
import { latest } from '../ui/targets';
import type { Asked } from './asked';

/**
 * The present place of words: where they were seen, else the only place that has them. An editor gives all lines the
 * same ends, and the source may have changed since it was read.
 */
export function spanOfWords(document: vscode.TextDocument, words: string, seen: number): Span | undefined {
  const text = document.getText();
  if (text.startsWith(words, seen)) return { from: seen, to: seen + words.length };
  const wanted = words.replace(/\r\n?|\n/g, document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
  const from = text.indexOf(wanted);
  return from >= 0 && text.indexOf(wanted, from + 1) < 0 ? { from, to: from + wanted.length } : undefined;
}

/** Words of a source, with their place. */
export type Place = Pick<Asked, 'document' | 'span'>;

/** An annotation that exists, or that is to be made in the same action. */
export interface Side {
  /** The URI of its source. */
  readonly source: string;
  readonly annotation: Annotation;
  readonly place?: Span;
}

/**
 * Links two annotations. Untagged words are tagged in the same action, so one undo takes back all: as verified if they
 * state the same as a verified claim (two tags for one fact would make it contested), else as unconfirmed.
 */
export async function link(context: SuggestionContext, own: Side, other: Side, relation: Relation): Promise<void> {
  if (own.source === other.source && own.annotation.id === other.annotation.id) return;
  const [from, to] = [vscode.Uri.parse(own.source), vscode.Uri.parse(other.source)];
  const by = await context.author(from);
  const links = linksWith(own.annotation.links, [from, to], { id: other.annotation.id, relation, by });
  const [near, far] = relation === 'same' ? [taggedAs(own, other), taggedAs(other, own)] : [own, other];
  await perform(context, vscode.l10n.t('Link'), near, { links }, far.place ? [far] : []);
}

/** A side to be made gets the tag of a verified claim that states the same. */
function taggedAs(side: Side, same: Side): Side {
  if (!side.place || same.annotation.tag !== 'verified') return side;
  return { ...side, annotation: { ...side.annotation, tag: 'verified' } };
}

/** Changes an annotation, or makes it with these fields; `besides` are made in the same action. */
export async function perform(
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
  const [sameSource] = made.filter((step) => step.source === own.source);
  const { source, annotation, place } = own;
  const revision = place
    ? ({ of: 'annotation', id: annotation.id, after: { ...annotation, ...fields } } as const)
    : revised(annotation, fields);
  const places = new Map(
    [own, ...besides].flatMap((one) => (one.place ? [[one.annotation.id, one.place] as const] : [])),
  );
  const step: Step = { source, revisions: [...(sameSource?.revisions ?? []), revision] };
  await actions.perform({ label, steps: [...made.filter((one) => one !== sameSource), step] }, places);
}

/** The annotations of a document with their spans, once anchored. */
async function anchoredAround({ store }: SuggestionContext, document: vscode.TextDocument) {
  const source = document.uri.toString();
  const first = store.get(source)?.records[0];
  if (first) await whenAnchored(store, document.uri, first.id);
  const sheet = store.get(source);
  return (sheet ? anchoredAnnotations(sheet) : []).flatMap(({ annotation, span }) =>
    span ? [{ annotation, span }] : [],
  );
}

/** The annotation of a sentence that covers most of it; undefined where nothing in it is tagged. */
export async function annotationOf(
  context: SuggestionContext,
  { document, span: { from, to } }: Place,
): Promise<Annotation | undefined> {
  const common = (span: Span): number => Math.min(to, span.to) - Math.max(from, span.from);
  const found = (await anchoredAround(context, document))
    .filter(({ span }) => common(span) > 0.3 * Math.min(to - from, span.to - span.from))
    .sort((a, b) => common(b.span) - common(a.span));
  return found[0]?.annotation;
}

/** The smallest annotation that contains these words. */
export async function annotationAround(
  context: SuggestionContext,
  { document, span: { from, to } }: Place,
): Promise<Annotation | undefined> {
  const found = (await anchoredAround(context, document))
    .filter(({ span }) => span.from <= from && to <= span.to)
    .sort((a, b) => a.span.to - a.span.from - (b.span.to - b.span.from));
  return found[0]?.annotation;
}

/** The side that a person asks about. */
export function ownSide(context: SuggestionContext, asked: Asked): Promise<Side | undefined> {
  return sideOf(context, asked, asked.target && latest(context.store, asked.target).annotation);
}

/** The side for a known annotation or a new one; undefined, with a message, where none can be made. */
export async function sideOf(
  context: SuggestionContext,
  { document, span }: Place,
  known: Annotation | undefined,
): Promise<Side | undefined> {
  const source = document.uri.toString();
  if (known) return { source, annotation: known };
  const refused = await refusal(document, context.platform);
  if (refused) {
    await refused();
    return undefined;
  }
  const place = snapToGraphemes(document.getText(), span);
  if (!place) return undefined;
  const by = await context.author(document.uri);
  const made = { id: newId(Math.random), tag: 'unconfirmed', ...selectorOf(document, place) };
  return { source, annotation: { ...made, ...(by ? { by } : {}), created: now() }, place };
}
