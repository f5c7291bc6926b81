import * as vscode from 'vscode';
import { fromOtherEnd, keyOf, LinkGraph } from '../../core/crosslink/links';
import { anchoredAnnotation } from '../../core/state/sheet';
import type { Store } from '../../core/state/store';
import { escapeForHover } from '../../core/text/markdown';
import { onOneLine } from '../../core/text/oneLine';
import { lineOf } from './icons';
import { placeOf } from './names';

/** Links are resolved by paths without their first slash. */
const pathOf = (source: string): string => vscode.Uri.parse(source).path.replace(/^\//, '');

/**
 * What an annotation is linked with, from either end: the relation as it reads from here, the other words, and where they
 * stand, as items of a Markdown list in which all that comes from files is escaped. `command` gives the target of a link to
 * an annotation, where links may call commands.
 */
export function linkLines(
  store: Store,
  source: string,
  id: string,
  command?: (node: { kind: 'annotation'; source: string; id: string }) => string,
): readonly string[] {
  const sheets = new Map(store.all().map((sheet) => [pathOf(sheet.source), sheet]));
  const graph = new LinkGraph([...sheets].map(([name, { records }]) => ({ source: name, annotations: records })));
  const own = keyOf(pathOf(source), id);
  const ends = [
    ...graph.outgoing(own).map(({ to, link }) => ({ key: to, relation: link.relation })),
    ...graph.incoming(own).map(({ from, link }) => ({ key: from, relation: fromOtherEnd(link.relation) })),
  ];
  return ends.flatMap(({ key, relation }) => {
    const sheet = sheets.get(key.slice(0, key.lastIndexOf('#')));
    const mark = sheet && anchoredAnnotation(sheet, key.slice(key.lastIndexOf('#') + 1));
    if (!mark) return [];
    const line = lineOf(sheet.source, mark);
    const file = placeOf(vscode.Uri.parse(sheet.source));
    const place = escapeForHover(line === undefined ? file : `${file}:${String(line)}`);
    const node = { kind: 'annotation', source: sheet.source, id: mark.annotation.id } as const;
    const where = command ? `[${place}](${command(node)})` : place;
    return [
      `- $(link) *${relationWord(relation)}:* ${escapeForHover(onOneLine(mark.annotation.text, 160))} — ${where}`,
    ];
  });
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
