import type { Evidence, Link } from '../../../core/model/annotation';
import type { LinkEnd } from '../../ui/linkLines';
import { evidenceKeys, linkKeys } from './parts';

/** The links and the evidence of one annotation, by the keys that the page knows them by. */
interface Seen {
  readonly name: string;
  readonly links: ReadonlyMap<string, Link>;
  readonly evidence: ReadonlyMap<string, Evidence>;
}

const nothing = (name: string): Seen => ({ name, links: new Map(), evidence: new Map() });

/**
 * The links and the evidence of one annotation as they were drawn, also those that a pull has removed meanwhile: what
 * somebody was writing about one brings it back.
 */
export class SeenParts {
  private seen = nothing('');

  /** Takes in what is drawn of an annotation; what is known of another one is forgotten. */
  see(name: string, ends: readonly LinkEnd[], evidence: readonly Evidence[]): void {
    const before = this.of(name);
    const keys = linkKeys(ends);
    const own = ends.flatMap(({ isOwn, link }, i) => (isOwn ? [[keys[i] ?? '', link] as const] : []));
    const all = evidenceKeys(evidence).map((key, i) => [key, evidence[i] as Evidence] as const);
    this.seen = { name, links: new Map([...before.links, ...own]), evidence: new Map([...before.evidence, ...all]) };
  }

  /** What was drawn of an annotation, if it was the last that was. */
  of(name: string): Seen {
    return name === this.seen.name ? this.seen : nothing(name);
  }
}

/** A list with something else in place of a member; what is not in it any more comes back so. */
export function withOther<T>(list: readonly T[] | undefined, meant: T, become: (one: T) => readonly T[]): readonly T[] {
  if (!list?.includes(meant)) return [...(list ?? []), ...become(meant)];
  return list.flatMap((one) => (one === meant ? become(one) : [one]));
}

/** Evidence with another stance, passage or note; one that is emptied goes. */
export function withPart(one: Evidence, part: 'says' | 'quote' | 'note', words: string | undefined): Evidence {
  const { [part]: _, ...rest } = one;
  return words === undefined ? rest : { ...rest, [part]: words };
}

/** A link with another note; an empty one goes. */
export function withNote({ note: _, ...rest }: Link, note: string | undefined): Link {
  return note === undefined ? rest : { ...rest, note };
}
