import type { Evidence } from '../../../core/model/annotation';
import { element, type Child, type Html } from '../../../core/report/html';
import type { LinkEnd } from '../../ui/linkLines';
import type { AnnotationNode } from '../../ui/treeNodes';

/** A part of the page under a heading; the page identifies it by its name from one drawing to the next. */
export const section = (name: string, title: string, ...children: readonly Child[]): Html =>
  element('section', { 'data-section': name }, element('h2', {}, title), ...children);

/** A button that sends `action` to the view. */
export const button = (action: string, words: string, more: Readonly<Record<string, string>> = {}): Html =>
  element('button', { type: 'button', 'data-action': action, ...more }, words);

/** The name of evidence: its address. */
export const evidenceName = ({ url, source = '', id }: Evidence): string =>
  url ?? (id === undefined ? source : `${source}#${id}`);

/**
 * The keys of an annotation's evidence in the page, as `data-key`: by address and not by position, since a pull may
 * insert another one before it while a person writes a note.
 */
export const evidenceKeys = (all: readonly Evidence[]): readonly string[] => keysOf(all.map(evidenceName));

/** The same for links from either end: own links by where they lead, others by where they come from. */
export const linkKeys = (ends: readonly LinkEnd[]): readonly string[] =>
  keysOf(
    ends.map(({ link: { relation, to }, node, isOwn }) =>
      isOwn ? `${relation} ${to}` : `${relation} from ${node.source}#${node.id}`,
    ),
  );

/** Names made unique, each by its number among equal ones. */
function keysOf(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return `${String(count)} ${name}`;
  });
}

/** The annotation with the name that `bodyOf` wrote. */
export function nodeNamed(name: string): AnnotationNode {
  const at = name.lastIndexOf('#');
  return { kind: 'annotation', source: name.slice(0, at), id: name.slice(at + 1) };
}
