import * as vscode from 'vscode';
import { fromOtherEnd, keyOf, LinkGraph } from '../../core/crosslink/links';
import type { Link, Relation } from '../../core/model/annotation';
import { anchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { relativePath } from '../../core/text/links';
import { escapeForHover } from '../../core/text/markdown';
import { onOneLine } from '../../core/text/oneLine';
import { now } from './revisions';
import { lineOf } from './icons';
import { pathOf, placeOf } from './names';
import type { AnnotationNode } from './treeNodes';

/** The other end of a link. */
export interface LinkEnd {
  /** The relation in words, read from this end. */
  readonly relation: string;
  readonly words: string;
  /** The file and the line. */
  readonly place: string;
  readonly node: AnnotationNode;
  readonly link: Link;
  /** Whether the link is written in the annotation itself, not at the other end. */
  readonly isOwn: boolean;
}

/** The links of an annotation, from either end; links that lead nowhere are left out. */
export function linkEnds(store: Store, source: string, id: string): readonly LinkEnd[] {
  const sheets = new Map(store.all().map((sheet) => [pathOf(vscode.Uri.parse(sheet.source)), sheet]));
  const graph = new LinkGraph([...sheets].map(([name, { records }]) => ({ source: name, annotations: records })));
  const own = keyOf(pathOf(vscode.Uri.parse(source)), id);
  const ends = [
    ...graph.outgoing(own).map(({ to, link }) => ({ key: to, relation: link.relation, link, isOwn: true })),
    ...graph
      .incoming(own)
      .map(({ from, link }) => ({ key: from, relation: fromOtherEnd(link.relation), link, isOwn: false })),
  ];
  return ends.flatMap(({ key, relation, link, isOwn }) => {
    const sheet = sheets.get(key.slice(0, key.lastIndexOf('#')));
    const anchored = anchoredAnnotation(sheet, key.slice(key.lastIndexOf('#') + 1));
    if (!sheet || !anchored) return [];
    const line = lineOf(sheet.source, anchored);
    const file = placeOf(vscode.Uri.parse(sheet.source));
    const node = { kind: 'annotation', source: sheet.source, id: anchored.annotation.id } as const;
    const place = line === undefined ? file : `${file}:${String(line)}`;
    return [{ relation: relationWord(relation), words: anchored.annotation.text, place, node, link, isOwn }];
  });
}

/**
 * The links of an annotation as items of a Markdown list, with everything from files escaped. `command` gives the
 * target for a link to an annotation, where links may run commands.
 */
export function linkLines(
  store: Store,
  source: string,
  id: string,
  command?: (node: AnnotationNode) => string,
): readonly string[] {
  return linkEnds(store, source, id).map(({ relation, words, place, node, link: { note } }) => {
    const where = command ? `[${escapeForHover(place)}](${command(node)})` : escapeForHover(place);
    const why = note === undefined ? '' : `  \n  ${escapeForHover(onOneLine(note, 160))}`;
    return `- $(link) *${relation}:* ${escapeForHover(onOneLine(words, 160))} — ${where}${why}`;
  });
}

/** The relations that a person may choose. */
export function relationChoices(): readonly {
  readonly label: string;
  readonly description: string;
  readonly relation: Relation;
}[] {
  const { t } = vscode.l10n;
  return [
    { label: t('Same'), description: t('Both state the same fact'), relation: 'same' },
    { label: t('Supports'), description: t('This one supports the other'), relation: 'supports' },
    { label: t('Contradicts'), description: t('They can’t both be true'), relation: 'contradicts' },
    { label: t('Differs'), description: t('Different number, scope, time or strength'), relation: 'differs' },
    { label: t('Quotes'), description: t('These words are quoted from there'), relation: 'quotes' },
  ];
}

/** Adds a link from one source to an annotation of the same or another; it replaces an earlier link to the same end. */
export function linksWith(
  links: readonly Link[] = [],
  [from, to]: readonly [from: vscode.Uri, to: vscode.Uri],
  { id, relation, by }: { readonly id: string; readonly relation: Relation; readonly by: string | undefined },
): readonly Link[] {
  const name = `${relativePath(from.path, to.path)}#${id}`;
  const added: Link = { to: name, relation, ...(by ? { by } : {}), created: now() };
  return [...links.filter((link) => link.to !== name), added];
}

function relationWord(relation: ReturnType<typeof fromOtherEnd> | 'quotes' | 'supports'): string {
  const { t } = vscode.l10n;
  const words = {
    same: t('Same'),
    supports: t('Supports'),
    contradicts: t('Contradicts'),
    differs: t('Differs'),
    quotes: t('Quotes'),
    'quoted by': t('Quoted by'),
    'supported by': t('Supported by'),
  };
  return words[relation];
}
