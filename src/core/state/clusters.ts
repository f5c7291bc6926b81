import { LinkGraph, targetOf, type LinkedSource } from '../crosslink/links';
import type { Annotation } from '../model/annotation';
import type { Sheet } from './sheet';

/**
 * Returns a function that tells which sheets have other clusters than they hold, with the new ones. A cluster, named
 * after its first annotation, is all annotations joined by links, over any number of steps. `nameOf` gives the path by
 * which links name a source. The links of a sheet are read again only if its annotations have changed.
 */
export function clustering(
  nameOf: (source: string) => string,
): (sheets: readonly Sheet[]) => readonly (readonly [Sheet, Sheet['clusters']])[] {
  const targetsIn = remembering(nameOf);
  return (sheets) => {
    const clusters = clustersAmong(sheets, nameOf, targetsIn);
    return sheets.flatMap((sheet) => {
      const now = clusters.get(nameOf(sheet.source));
      return isSame(sheet.clusters, now) ? [] : [[sheet, now] as const];
    });
  };
}

/** The annotations of a sheet that have links, and the annotations that these lead to. */
interface Targets {
  readonly linking: readonly Annotation[];
  readonly to: readonly { readonly source: string; readonly id: string }[];
}

function remembering(nameOf: (source: string) => string): (sheet: Sheet) => Targets {
  const known = new WeakMap<readonly Annotation[], Targets>();
  return ({ source, records }) => {
    const before = known.get(records);
    if (before) return before;
    const linking = records.filter(({ links }) => links !== undefined && links.length > 0);
    const to = linking.flatMap(({ links = [] }) =>
      links.flatMap((link) => {
        const target = targetOf(nameOf(source), link.to);
        return target?.id === undefined ? [] : [{ source: target.source, id: target.id }];
      }),
    );
    known.set(records, { linking, to });
    return { linking, to };
  };
}

/** The clusters by source: for each annotation the name of its cluster. */
function clustersAmong(
  sheets: readonly Sheet[],
  nameOf: (source: string) => string,
  targetsIn: (sheet: Sheet) => Targets,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const wanted = new Map<string, Set<string>>();
  const want = (source: string, id: string): void => {
    const ids = wanted.get(source) ?? new Set();
    wanted.set(source, ids.add(id));
  };
  for (const sheet of sheets) {
    const { linking, to } = targetsIn(sheet);
    for (const { id } of linking) want(nameOf(sheet.source), id);
    for (const { source, id } of to) want(source, id);
  }
  if (wanted.size === 0) return new Map();
  const linked = sheets.flatMap(({ source, records }): LinkedSource[] => {
    const ids = wanted.get(nameOf(source));
    return ids ? [{ source: nameOf(source), annotations: records.filter(({ id }) => ids.has(id)) }] : [];
  });
  const clusters = new Map<string, Map<string, string>>();
  for (const cluster of new LinkGraph(linked).clusters())
    for (const key of cluster) {
      const { source, id } = partsOf(key);
      const own = clusters.get(source) ?? new Map<string, string>();
      clusters.set(source, own.set(id, cluster[0] ?? key));
    }
  return clusters;
}

/** Splits the key of an annotation, or a cluster's name, which is the key of its first annotation. */
export function partsOf(key: string): { readonly source: string; readonly id: string } {
  const hash = key.lastIndexOf('#');
  return { source: key.slice(0, hash), id: key.slice(hash + 1) };
}

function isSame(before: Sheet['clusters'], now: Sheet['clusters']): boolean {
  if (!before || !now) return (before?.size ?? 0) === (now?.size ?? 0);
  return before.size === now.size && [...now].every(([id, cluster]) => before.get(id) === cluster);
}
