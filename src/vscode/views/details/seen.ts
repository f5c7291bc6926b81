import type { Evidence, Link } from '../../../core/model/annotation';
import type { LinkEnd } from '../../ui/linkLines';
import { evidenceKeys, linkKeys } from './parts';

/** The links and evidence of an annotation, by their keys in the page. */
interface Seen {
  readonly name: string;
  readonly links: ReadonlyMap<string, Link>;
  readonly evidence: ReadonlyMap<string, Evidence>;
}

const nothing = (name: string): Seen => ({ name, links: new Map(), evidence: new Map() });

/**
 * The links and evidence of an annotation as drawn, including those that a pull has removed since: what a person was
 * writing about one restores it.
 */
export class SeenParts {
  private seen = nothing('');

  /** Adds what is drawn of an annotation; another annotation is forgotten. */
  see(name: string, ends: readonly LinkEnd[], evidence: readonly Evidence[]): void {
    const before = this.of(name);
    const keys = linkKeys(ends);
    const own = ends.flatMap(({ isOwn, link }, i) => (isOwn ? [[keys[i] ?? '', link] as const] : []));
    const all = evidenceKeys(evidence).map((key, i) => [key, evidence[i] as Evidence] as const);
    this.seen = { name, links: new Map([...before.links, ...own]), evidence: new Map([...before.evidence, ...all]) };
  }

  /** What was drawn of an annotation, if it was the last one drawn. */
  of(name: string): Seen {
    return name === this.seen.name ? this.seen : nothing(name);
  }
}

/** Replaces a member of a list; one that is missing is added again. */
export function withOther<T>(list: readonly T[] | undefined, meant: T, become: (one: T) => readonly T[]): readonly T[] {
  if (!list?.includes(meant)) return [...(list ?? []), ...become(meant)];
  return list.flatMap((one) => (one === meant ? become(one) : [one]));
}

/** Evidence with another stance, passage or note; an empty one is removed. */
export function withPart(one: Evidence, part: 'says' | 'quote' | 'note', words: string | undefined): Evidence {
  const { [part]: _, ...rest } = one;
  return words === undefined ? rest : { ...rest, [part]: words };
}

/** A link with another note; an empty one is removed. */
export function withNote({ note: _, ...rest }: Link, note: string | undefined): Link {
  return note === undefined ? rest : { ...rest, note };
}
