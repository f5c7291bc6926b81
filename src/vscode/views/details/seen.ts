import type { Evidence, Link } from '../../../core/model/annotation';
import type { LinkEnd } from '../../ui/linkLines';
import { evidenceKeys, linkKeys } from './parts';

/**
 * The links and the evidence of one annotation as they were drawn, also those that a pull has removed meanwhile: what
 * somebody was writing about one brings it back.
 */
export class SeenParts {
  private name = '';
  private readonly links = new Map<string, Link>();
  private readonly evidence = new Map<string, Evidence>();

  /** Takes in what is drawn of an annotation; what is known of another one is forgotten. */
  see(name: string, ends: readonly LinkEnd[], evidence: readonly Evidence[]): void {
    if (name !== this.name) {
      this.links.clear();
      this.evidence.clear();
    }
    this.name = name;
    linkKeys(ends).forEach((key, i) => {
      const end = ends[i];
      if (end?.isOwn) this.links.set(key, end.link);
    });
    evidenceKeys(evidence).forEach((key, i) => this.evidence.set(key, evidence[i] as Evidence));
  }

  link(name: string, key: string): Link | undefined {
    return name === this.name ? this.links.get(key) : undefined;
  }

  evidenceOf(name: string, key: string): Evidence | undefined {
    return name === this.name ? this.evidence.get(key) : undefined;
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
