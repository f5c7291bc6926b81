import type { Annotation, Link, Relation } from '../model/annotation';
import { csvRow } from '../text/cells';
import { relativePath, resolvePath } from '../text/links';
import { escapeMarkdown } from '../text/markdown';
import { sameWords } from '../text/words';
import { addTo } from '../text/grouped';

/** A source with its annotations; its path is from the workspace folder, with `/`. */
export interface LinkedSource {
  readonly source: string;
  readonly annotations: readonly Annotation[];
  /** The ids of annotations whose words are no longer in the source. */
  readonly lost?: ReadonlySet<string>;
}

/** The key of an annotation in the workspace: `source#id`. */
type Key = string;

export const keyOf = (source: string, id: string): Key => `${source}#${id}`;

/** One link, from its annotation to its target. */
interface Edge {
  readonly from: Key;
  readonly to: Key;
  readonly link: Link;
}

/** The target of a source's link, by paths from the workspace folder; undefined if it leads out of it. */
export function targetOf(source: string, to: string): { readonly source: string; readonly id?: string } | undefined {
  const hash = to.lastIndexOf('#');
  const file = hash < 0 ? to : to.slice(0, hash);
  const target = file === '' ? source : resolvePath(source, file);
  if (target === undefined) return undefined;
  return hash < 0 ? { source: target } : { source: target, id: to.slice(hash + 1) };
}

/**
 * The links of a workspace, in both directions: a link is written on one side, and is true of both. Immutable; rebuilt
 * when a sheet changed, in time linear in the number of links.
 */
export class LinkGraph {
  private readonly known = new Map<Key, Annotation>();
  private readonly out = new Map<Key, Edge[]>();
  private readonly into = new Map<Key, Edge[]>();

  constructor(sources: readonly LinkedSource[]) {
    for (const { source, annotations } of sources)
      for (const annotation of annotations) this.known.set(keyOf(source, annotation.id), annotation);
    for (const { source, annotations } of sources)
      for (const { id, links = [] } of annotations)
        for (const link of links) {
          const target = targetOf(source, link.to);
          // A link that leads out of the workspace, or names no annotation, has a key without an annotation.
          const to = target ? keyOf(target.source, target.id ?? '') : link.to;
          const edge = { from: keyOf(source, id), to, link };
          addTo(this.out, edge.from, edge);
          addTo(this.into, edge.to, edge);
        }
  }

  annotation(key: Key): Annotation | undefined {
    return this.known.get(key);
  }

  outgoing(key: Key): readonly Edge[] {
    return this.out.get(key) ?? [];
  }

  incoming(key: Key): readonly Edge[] {
    return this.into.get(key) ?? [];
  }

  /** The other annotations linked with one, in either direction. */
  joined(key: Key): readonly { readonly other: Key; readonly relation: Relation }[] {
    return [
      ...this.outgoing(key).map(({ to, link }) => ({ other: to, relation: link.relation })),
      ...this.incoming(key).map(({ from, link }) => ({ other: from, relation: link.relation })),
    ].filter(({ other }) => this.known.has(other));
  }

  /** All links in the order of the sources. */
  get edges(): readonly Edge[] {
    return [...this.out.values()].flat();
  }

  /** Links to missing annotations. */
  get dangling(): readonly Edge[] {
    return this.edges.filter(({ to }) => !this.known.has(to));
  }

  /** Annotations joined by links over any number of steps, in the order of the sources, without single ones. */
  clusters(): readonly (readonly Key[])[] {
    const seen = new Set<Key>();
    const result: Key[][] = [];
    for (const start of this.known.keys()) {
      if (seen.has(start)) continue;
      const cluster: Key[] = [];
      const ahead = [start];
      seen.add(start);
      for (let key = ahead.pop(); key !== undefined; key = ahead.pop()) {
        cluster.push(key);
        for (const { other } of this.joined(key)) {
          if (seen.has(other)) continue;
          seen.add(other);
          ahead.push(other);
        }
      }
      if (cluster.length > 1) result.push(cluster);
    }
    const order = new Map([...this.known.keys()].map((key, i) => [key, i]));
    const place = (key: Key): number => order.get(key) ?? 0;
    return result.map((cluster) => cluster.sort((a, b) => place(a) - place(b)));
  }
}

/** Words of another source, with the ids of its annotations on them. */
interface OtherWords {
  readonly source: string;
  readonly words: string;
  readonly ids: readonly string[];
}

/** Whether a person said that an annotation of `source` does not belong with these words. */
export function isRefused(source: string, { notLinked = [] }: Annotation, other: OtherWords): boolean {
  return notLinked.some(({ to, text }) => {
    const target = targetOf(source, to);
    if (target?.source !== other.source) return false;
    return target.id === undefined ? text !== undefined && sameWords(text, other.words) : other.ids.includes(target.id);
  });
}

/** A reference of an annotation with a missing target. */
export interface BrokenReference {
  readonly code: 'no-source' | 'no-annotation' | 'lost-words' | 'quote-not-there' | 'quote-altered';
  readonly id: string;
  /** `links.0.to`, `evidence.1.source`. */
  readonly field: string;
  /** The target as written. */
  readonly target: string;
}

/** Queries about the workspace's sources. */
interface ReferenceLookup {
  /** Whether there is such a file. */
  has(source: string): boolean;
  /** The annotations of the source. */
  tagged(source: string): LinkedSource | undefined;
  /** Whether words are in the source; undefined if it can't be read. */
  quoted(source: string, quote: string): 'there' | 'altered' | 'absent' | undefined;
}

/** References of a source's annotations with missing targets, in order; links out of the workspace are not checked. */
export function brokenReferences(
  { source, annotations }: LinkedSource,
  lookup: ReferenceLookup,
): readonly BrokenReference[] {
  return annotations.flatMap(({ id, links = [], evidence = [] }) => [
    ...links.flatMap(({ to }, i) => {
      const target = targetOf(source, to);
      const code = target && missing(target.source, target.id ?? '', lookup);
      return code ? [{ code, id, field: `links.${i}.to`, target: to }] : [];
    }),
    ...evidence.flatMap((one, i): readonly BrokenReference[] => {
      const target = one.source === undefined ? undefined : resolvePath(source, one.source);
      if (target === undefined) return [];
      const code = missing(target, one.id, lookup);
      const written = `${one.source ?? ''}${one.id === undefined ? '' : `#${one.id}`}`;
      const broken: BrokenReference[] = code
        ? [{ code, id, field: `evidence.${i}.${code === 'no-source' ? 'source' : 'id'}`, target: written }]
        : [];
      const quoted = one.quote === undefined || code === 'no-source' ? undefined : lookup.quoted(target, one.quote);
      if (quoted === 'absent' || quoted === 'altered')
        broken.push({
          code: quoted === 'absent' ? 'quote-not-there' : 'quote-altered',
          id,
          field: `evidence.${i}.quote`,
          target: written,
        });
      return broken;
    }),
  ]);
}

function missing(source: string, id: string | undefined, lookup: ReferenceLookup): BrokenReference['code'] | undefined {
  const tagged = lookup.tagged(source);
  if (!tagged && !lookup.has(source)) return 'no-source';
  if (id === undefined) return undefined;
  if (!tagged?.annotations.some((one) => one.id === id)) return 'no-annotation';
  return tagged.lost?.has(id) ? 'lost-words' : undefined;
}

/**
 * An annotation of `source` with references updated to renamed or moved sources: `moved` returns the new path of a
 * source; paths are from the workspace folder. The same object if nothing changes.
 */
export function withRenamedReferences(
  annotation: Annotation,
  source: string,
  moved: (source: string) => string | undefined,
): Annotation {
  const own = moved(source) ?? source;
  const renamed = (written: string): string => {
    const target = written === '' ? source : resolvePath(source, written);
    if (target === undefined) return written;
    const now = moved(target) ?? target;
    return written === '' || (now === target && own === source) ? written : relativePath(`/${own}`, `/${now}`);
  };
  const withFile = (to: string): string => {
    const hash = to.lastIndexOf('#');
    return hash < 0 ? renamed(to) : renamed(to.slice(0, hash)) + to.slice(hash);
  };
  const links = annotation.links?.map((link) => ({ ...link, to: withFile(link.to) }));
  const notLinked = annotation.notLinked?.map((link) => ({ ...link, to: withFile(link.to) }));
  const evidence = annotation.evidence?.map((one) =>
    one.source === undefined ? one : { ...one, source: renamed(one.source) },
  );
  const after = {
    ...annotation,
    ...(links && { links }),
    ...(notLinked && { notLinked }),
    ...(evidence && { evidence }),
  };
  return JSON.stringify(after) === JSON.stringify(annotation) ? annotation : after;
}

/** The name of a link's relation as seen from its target. */
export function fromOtherEnd(relation: Relation): Relation | 'quoted by' | 'supported by' {
  if (relation === 'quotes') return 'quoted by';
  return relation === 'supports' ? 'supported by' : relation;
}

/** The statement of one source about the claim of a cluster. */
export type MatrixCell = 'said' | 'differs' | 'contradicts' | 'quotes' | 'silent';

interface MatrixRow {
  /** The claim that names the cluster: its first one in the order of the sources. */
  readonly claim: string;
  readonly cells: readonly { readonly says: MatrixCell; readonly keys: readonly Key[] }[];
}

interface Matrix {
  readonly sources: readonly string[];
  readonly rows: readonly MatrixRow[];
}

/** Clusters of linked claims: each source's statement about the claim that names the row, with its annotations. */
export function matrixOf(sources: readonly LinkedSource[]): Matrix {
  const graph = new LinkGraph(sources);
  const names = sources.map(({ source }) => source);
  const rows = graph.clusters().map((cluster): MatrixRow => {
    const [first = ''] = cluster;
    const head = graph.annotation(first);
    const found = gravities(graph, first);
    const cells = names.map((name) => {
      const keys = cluster.filter((key) => key.slice(0, key.lastIndexOf('#')) === name);
      return { says: cellOf(graph, keys, found), keys };
    });
    return { claim: head?.claim ?? head?.text ?? '', cells };
  });
  return { sources: names, rows };
}

/** Possible statements about a claim by links, the gravest last. */
const byGravity = ['said', 'differs', 'contradicts'] as const;

const gravityOf = (relation: Relation): number => (relation === 'contradicts' ? 2 : relation === 'differs' ? 1 : 0);

/** The statement of each claim about the cluster's first: the gravest link on the way there, indexed in `byGravity`. */
function gravities(graph: LinkGraph, head: Key): ReadonlyMap<Key, number> {
  const found = new Map([[head, 0]]);
  for (const [key, own] of found) {
    const gravest = graph
      .joined(key)
      .map(({ other, relation }) => ({ other, gravity: gravityOf(relation) }))
      .sort((a, b) => b.gravity - a.gravity);
    for (const { other, gravity } of gravest) if (!found.has(other)) found.set(other, Math.max(own, gravity));
  }
  return found;
}

/** A source's statement about the claim that names the row: the gravest of its claims in the cluster. */
function cellOf(graph: LinkGraph, keys: readonly Key[], found: ReadonlyMap<Key, number>): MatrixCell {
  if (keys.length === 0) return 'silent';
  const says = byGravity[Math.max(...keys.map((key) => found.get(key) ?? 0))] ?? 'said';
  const quotes = keys.some((key) => graph.outgoing(key).some(({ link }) => link.relation === 'quotes'));
  return says === 'said' && quotes ? 'quotes' : says;
}

const said = (text: string): string => text.replace(/\s+/gu, ' ').trim();

export function matrixMarkdown({ sources, rows }: Matrix): string {
  const cell = (text: string): string => escapeMarkdown(said(text));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return (
    line(['Claim', ...sources.map(cell)]) +
    line(['---', ...sources.map(() => '---')]) +
    rows
      .map(({ claim, cells }) =>
        line([
          cell(claim),
          ...cells.map(({ says, keys }) =>
            said([says, ...keys.map((key) => cell(key.slice(key.lastIndexOf('#') + 1)))].join(' ')),
          ),
        ]),
      )
      .join('')
  );
}

export function matrixCsv({ sources, rows }: Matrix): string {
  const lines = [['claim', ...sources], ...rows.map(({ claim, cells }) => [claim, ...cells.map(({ says }) => says)])];
  return lines.map((one) => csvRow(one.map(said))).join('');
}
