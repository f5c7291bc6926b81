/** How a span is found in its source: its words, up to 64 UTF-16 units of context on either side, and where it began. */
export interface Selector {
  /** The span exactly as in the source, newlines as `\n`. */
  readonly text: string;
  readonly before?: string;
  readonly after?: string;
  /** Where the span began when the entry was last written, from 1. */
  readonly line?: number;
  /** From 1, in UTF-16 code units. */
  readonly column?: number;
}

export type Stance = 'supports' | 'contradicts' | 'context';

/** A sign for each stance, where there is no room for a word. */
export const stanceSigns: Readonly<Record<Stance, string>> = { supports: '▲', contradicts: '▼', context: '●' };

/** What a tag rests on: a URL, or a source of the workspace, possibly one annotation of it. */
export interface Evidence {
  readonly url?: string;
  /** A path relative to the sidecar. */
  readonly source?: string;
  /** The id of an annotation of `source`. */
  readonly id?: string;
  readonly says?: Stance;
  readonly quote?: string;
  readonly archived?: string;
  readonly retrieved?: string;
  readonly note?: string;
}

export type Verdict = 'agree' | 'disagree' | 'unsure';

/** The judgement of somebody else on an annotation; it never changes the author's record. */
export interface Review {
  readonly by: string;
  readonly verdict: Verdict;
  /** The tag that was judged. Without it, the review counts for the tag that the entry had when the review was written. */
  readonly tag?: string;
  /** The first 8 hex digits of the SHA-256 of the `text` that was judged (UTF-8, newlines as `\n`). */
  readonly words?: string;
  /** RFC 3339, UTC; one written by hand may lack it. */
  readonly created?: string;
  readonly note?: string;
}

/** `differs`: compatible, but with another number, scope, time or strength. `quotes`: these words are quoted from there. */
export type Relation = 'same' | 'supports' | 'contradicts' | 'differs' | 'quotes';

/** A claim elsewhere. */
export interface Link {
  /** `file#id`, the file relative to the sidecar. */
  readonly to: string;
  readonly relation: Relation;
  readonly by?: string;
  /** RFC 3339, UTC. */
  readonly created?: string;
  readonly note?: string;
}

/** A claim elsewhere that a person said does not belong with this one, so that it is not offered again. */
export interface NotLinked {
  /** `file#id`, or the file alone where the words have no annotation; the file relative to the sidecar. */
  readonly to: string;
  /** The words meant, if `to` is a file alone. */
  readonly text?: string;
  readonly by?: string;
  /** RFC 3339, UTC. */
  readonly created?: string;
  readonly note?: string;
}

/** Who did something to an entry or a whole file, and when. */
export interface Signature {
  readonly by: string;
  /** RFC 3339, UTC. */
  readonly created: string;
}

/** Who marked a source as finished. */
export interface Finish extends Signature {
  /** The hash of the finished text, like `words` of a review: if the text differs now, the source is unfinished. */
  readonly words?: string;
}

/** The decision of a person between annotators who disagreed. It adds no review in anybody else's name. */
export interface Adjudication extends Signature {
  /** The tag decided for: with another tag, the decision does not hold. Without it, the tag at its date counts. */
  readonly tag?: string;
  /** The hash of the words that were judged, as in a review. */
  readonly words?: string;
  /** The annotators who disagreed, with their tags. */
  readonly among?: readonly { readonly by: string; readonly tag: string }[];
  readonly note?: string;
}

/** Who imported an annotation, when, and from which file. */
export interface Import {
  /** The name of the file. */
  readonly from: string;
  /** Who imported it. */
  readonly by?: string;
  /** RFC 3339, UTC. */
  readonly created: string;
}

/** One message of the discussion of an annotation. */
export interface Message {
  readonly by: string;
  readonly note: string;
  /** RFC 3339, UTC; one written by hand may lack it. */
  readonly created?: string;
}

/** What a person said of a span. Its id is practically unique in the workspace and never reused. */
export interface Annotation extends Selector {
  readonly id: string;
  /** `verified`, `unconfirmed`, `quote`, or a tag of the team's own. */
  readonly tag: string;
  /** The words that were tagged, if the source has since changed inside the span and nobody has confirmed the new words. */
  readonly was?: string;
  /** Markdown, untrusted. */
  readonly note?: string;
  /** The claim in one self-contained sentence. */
  readonly claim?: string;
  readonly speaker?: string;
  readonly evidence?: readonly Evidence[];
  readonly by?: string;
  /** RFC 3339, UTC. */
  readonly created?: string;
  /** RFC 3339, UTC. */
  readonly updated?: string;
  /** The import that added or last changed it. */
  readonly imported?: Import;
  readonly reviews?: readonly Review[];
  readonly discussion?: readonly Message[];
  readonly links?: readonly Link[];
  readonly notLinked?: readonly NotLinked[];
  readonly adjudicated?: Adjudication;
  /** Who closed the discussion; a later message opens it again. */
  readonly resolved?: Signature;
}

/** Where a source comes from. */
export interface About {
  readonly title?: string;
  readonly author?: string;
  readonly publisher?: string;
  readonly published?: string;
  readonly retrieved?: string;
  readonly url?: string;
  readonly archived?: string;
}

/** The tags that always exist, in order. */
export const builtInTags = ['verified', 'unconfirmed', 'quote'] as const;

/** An object without its undefined fields. */
export function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Makes the id of a new tag from the letters of its name, with a number if that id is taken. */
export function tagIdOf(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').toLowerCase();
  const letters = plain
    .replace(/\p{M}+/gu, '')
    .replace(/[^\w]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const base = letters.slice(0, 36).replace(/-+$/, '') || 'tag';
  let id = base;
  for (let number = 2; taken.includes(id); number++) id = `${base}-${String(number)}`;
  return id;
}

/** A new id: eight characters of `a-z0-9`, about 41 bits. `random` returns numbers in `[0, 1)`. */
export function newId(random: () => number): string {
  let id = '';
  while (id.length < 8) id += Math.floor(random() * 36).toString(36);
  return id;
}
