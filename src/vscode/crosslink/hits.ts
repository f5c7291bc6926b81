import * as vscode from 'vscode';
import { disagreements, type Aspect } from '../../core/crosslink/disagreement';
import type { SourceIndex } from '../../core/crosslink/index';
import { kin, shownFrom, type Kin } from '../../core/crosslink/kin';
import { isRefused } from '../../core/crosslink/links';
import { originsOf } from '../../core/crosslink/origins';
import { anchoredAnnotations } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { lineStarts, placeAt } from '../../core/text/lines';
import { onOneLine } from '../../core/text/oneLine';
import { pathOf, placeOf } from '../ui/names';
import type { Asked } from './asked';

/** A sentence of another source, as offered. */
export interface Hit {
  readonly file: vscode.Uri;
  readonly kin: Kin;
  /** The sentence. */
  readonly words: string;
  /** Its file and first line. */
  readonly place: string;
  /** Lines about a hit: a common origin with others, what it says differently, and what both have in common. */
  readonly notes: readonly string[];
  /** Whether it differs in some detail. */
  readonly differs: boolean;
  /** Whether it surely states the same; the others are merely the nearest. */
  readonly isSure: boolean;
}

/** Most unsure hits that are offered. */
const mostUnsure = 8;
const mostSure = 30;

/** The hits in other sources: the sure ones, then the nearest others. */
export function hitsFor(index: SourceIndex, store: Store, asked: Asked): readonly Hit[] {
  const { document, span } = asked;
  const source = document.uri.toString();
  const isKnown = index.source(source)?.text === document.getText();
  const query = isKnown ? { source, ...span } : { text: document.getText().slice(span.from, span.to) };
  const hits = kin(index, query, mostSure + mostUnsure)
    .filter((hit) => hit.source !== source && !isTurnedDown(index, store, asked, hit))
    .map((hit) => hitOf(index, isKnown ? { source, ...span } : undefined, hit));
  const sure = withOrigins(
    store,
    asked,
    hits.filter(({ isSure }) => isSure),
  );
  return [...sure, ...hits.slice(sure.length, sure.length + mostUnsure)];
}

/** Adds notes on hits with so many words in common that one must be copied from the other, which supports nothing. */
function withOrigins(store: Store, { document, span }: Asked, hits: readonly Hit[]): readonly Hit[] {
  const published = (source: string): string | undefined => store.get(source)?.about.published;
  const passages = [
    { source: document.uri.toString(), text: document.getText().slice(span.from, span.to) },
    ...hits.map(({ file, words }) => ({ source: file.toString(), text: words })),
  ].map((one) => ({ ...one, published: published(one.source) }));
  const notes = new Map<number, string>();
  for (const { first, passages: members } of originsOf(passages))
    for (const i of members) {
      const others = members.filter((one) => passages[one]?.source !== passages[i]?.source);
      if (others.length > 0) notes.set(i, originWords(passages, i, others, first));
    }
  return hits.map((hit, i) => {
    const note = notes.get(i + 1);
    return note === undefined ? hit : { ...hit, notes: [note, ...hit.notes] };
  });
}

function originWords(
  passages: readonly { readonly source: string }[],
  own: number,
  others: readonly number[],
  first: number | undefined,
): string {
  const { t } = vscode.l10n;
  const names = [...new Set(others.map((i) => placeOf(vscode.Uri.parse(passages[i]?.source ?? ''))))].join(', ');
  return first === own ? t('Same origin as {0}; this one was first', names) : t('Same origin as {0}', names);
}

type Place = Parameters<typeof disagreements>[1];

function hitOf(index: SourceIndex, asked: Place | undefined, hit: Kin): Hit {
  const text = index.source(hit.source)?.text ?? '';
  const words = text.slice(hit.from, hit.to);
  const { line } = placeAt(lineStarts(text), hit.from);
  const file = vscode.Uri.parse(hit.source);
  const unlike = asked && hit.score >= shownFrom ? disagreements(index, asked, hit) : [];
  const own = (asked && index.source(asked.source)?.text) ?? '';
  const differing = unlike.map(({ aspect, a, b }) =>
    unlikeWords(aspect, own.slice(a.from, a.to), text.slice(b.from, b.to)),
  );
  const shared = [...new Set(hit.why.flatMap((one) => one.words))].join(', ');
  return {
    file,
    kin: hit,
    words,
    place: `${placeOf(file)}:${String(line)}`,
    notes: [...differing, ...(shared === '' ? [] : [vscode.l10n.t('Shared: {0}', shared)])],
    differs: unlike.length > 0,
    isSure: hit.score >= shownFrom,
  };
}

/** Says what differs, with the words of both. */
export function unlikeWords(aspect: Aspect, here: string, there: string): string {
  const { t } = vscode.l10n;
  const [a, b] = [onOneLine(here, 48), onOneLine(there, 48)];
  return {
    figure: t('Different figure: “{0}” here, “{1}” there', a, b),
    date: t('Different date: “{0}” here, “{1}” there', a, b),
    name: t('Different name: “{0}” here, “{1}” there', a, b),
    place: t('Different place: “{0}” here, “{1}” there', a, b),
    attendance: t('Who was there differs: “{0}” here, “{1}” there', a, b),
    quote: t('Different words in quotation marks: “{0}” here, “{1}” there', a, b),
  }[aspect];
}

/** Whether somebody has said, on either side, that the two do not belong together. */
function isTurnedDown(index: SourceIndex, store: Store, { document, target }: Asked, hit: Kin): boolean {
  const [own, other] = [pathOf(document.uri), pathOf(vscode.Uri.parse(hit.source))];
  const words = index.source(hit.source)?.text.slice(hit.from, hit.to) ?? '';
  const there = annotationsIn(store, hit, words);
  if (target && isRefused(own, target.annotation, { source: other, words, ids: there })) return true;
  const ids = target ? [target.annotation.id] : [];
  const asked = { source: own, words: target?.annotation.text ?? '', ids };
  const records = store.get(hit.source)?.records ?? [];
  return records.some((one) => there.includes(one.id) && isRefused(other, one, asked));
}

/** The ids of a source's annotations within a hit; by their words alone if the source is closed. */
function annotationsIn(store: Store, { source, from, to }: Kin, words: string): readonly string[] {
  const sheet = store.get(source);
  if (!sheet) return [];
  return anchoredAnnotations(sheet)
    .filter(({ span, annotation: { text } }) =>
      sheet.open ? span && span.from < to && from < span.to : words.includes(text) || text.includes(words),
    )
    .map(({ annotation }) => annotation.id);
}
