import { defined, type Link, type Relation } from '../model/annotation';
import { relativePath, resolvePath } from '../text/links';
import type { Draft, Exported, Placed } from './format';
import { relations } from './records';

/** A link whose two ends are both exported. */
export interface ExportedLink {
  readonly link: Link;
  readonly source: string;
  readonly annotation: Placed;
  readonly target: { readonly source: string; readonly annotation: Placed };
}

/** The links between exported annotations, by the annotation that has them. */
export function exportedLinks(sources: readonly Exported[]): ReadonlyMap<Placed, readonly ExportedLink[]> {
  const ends = new Map<string, ExportedLink['target']>();
  for (const { source, annotations } of sources)
    for (const annotation of annotations) ends.set(`${source}#${annotation.id}`, { source, annotation });
  const all = new Map<Placed, ExportedLink[]>();
  for (const { source, annotations } of sources)
    for (const annotation of annotations) {
      const links = (annotation.links ?? []).flatMap((link): ExportedLink[] => {
        const target = ends.get(endOf(link.to, source));
        return target ? [{ link, source, annotation, target }] : [];
      });
      if (links.length > 0) all.set(annotation, links);
    }
  return all;
}

/** A link's target with its path from the root. */
function endOf(to: string, source: string): string {
  const at = to.lastIndexOf('#');
  const path = at < 0 ? undefined : resolvePath(source, to.slice(0, at));
  return `${path ?? ''}${to.slice(at)}`;
}

/** Whether a link is fully told by its two ends. */
export function isPlain({ link, source, target }: ExportedLink): boolean {
  return link.to === `${relativePath(source, target.source)}#${target.annotation.id}`;
}

const otherNames: ReadonlyMap<string, Relation> = new Map([
  ['sameas', 'same'],
  ['support', 'supports'],
  ['contradict', 'contradicts'],
  ['refutes', 'contradicts'],
  ['differsfrom', 'differs'],
]);

/** The relation that a label names in any spelling (`owl:sameAs`, `Contradicts`); undefined for any but ours. */
function relationOf(label: string | undefined): Relation | undefined {
  const name = (label ?? '')
    .replace(/^.*[#/:]/s, '')
    .replace(/[\s_-]/g, '')
    .toLowerCase();
  return relations.find((one) => one === name) ?? otherNames.get(name);
}

/** A link between two records of a file; left out if its label names no relation of ours. */
export function linkDraft(
  { at, name }: Pick<Draft, 'at' | 'name'>,
  label: unknown,
  [partOf, to]: readonly (Draft | undefined)[],
  said: Pick<Link, 'by' | 'created' | 'note'> = {},
): Draft {
  const relation = typeof label === 'string' ? relationOf(label) : undefined;
  if (!relation) return { at, name, left: { code: 'no-place', kind: 'relation' } };
  if (partOf !== undefined && partOf === to) return { at, name, left: { code: 'malformed' } };
  if (!partOf || !to) return { at, name, left: { code: 'answers-nothing' } };
  const { by, created, note } = said;
  const link = {
    to,
    relation,
    ...defined({ by, created }),
    ...(note !== undefined && note !== '' && { note }),
  };
  return { at, name, partOf, link };
}
