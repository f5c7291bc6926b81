import type { Evidence } from '../../../core/model/annotation';
import { element, type Child, type Html } from '../../../core/report/html';
import type { LinkEnd } from '../../ui/linkLines';
import type { AnnotationNode } from '../../ui/treeNodes';

/** A part of the page under a heading; by its name the page keeps it from one drawing to the next. */
export const section = (name: string, title: string, ...children: readonly Child[]): Html =>
  element('section', { 'data-section': name }, element('h2', {}, title), ...children);

/** A button that says `action` to the view. */
export const button = (action: string, words: string, more: Readonly<Record<string, string>> = {}): Html =>
  element('button', { type: 'button', 'data-action': action, ...more }, words);

/** What an evidence is called: where it stands. */
export const evidenceName = ({ url, source = '', id }: Evidence): string =>
  url ?? (id === undefined ? source : `${source}#${id}`);

/**
 * What the page calls each evidence of an annotation, as `data-key`: by what it is and not by its position, since a pull
 * may put another one before it while somebody writes a note on it.
 */
export const evidenceKeys = (all: readonly Evidence[]): readonly string[] => keysOf(all.map(evidenceName));

/** The same of links from either end: the annotation's own ones by where they lead, others by where they come from. */
export const linkKeys = (ends: readonly LinkEnd[]): readonly string[] =>
  keysOf(
    ends.map(({ link: { relation, to }, node, isOwn }) =>
      isOwn ? `${relation} ${to}` : `${relation} from ${node.source}#${node.id}`,
    ),
  );

/** Names, each with which it is among those that are alike. */
function keysOf(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return `${String(count)} ${name}`;
  });
}

/** The annotation that a page names, as `bodyOf` writes it. */
export function nodeNamed(name: string): AnnotationNode {
  const at = name.lastIndexOf('#');
  return { kind: 'annotation', source: name.slice(0, at), id: name.slice(at + 1) };
}
