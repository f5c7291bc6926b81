import type { AnnotationNode } from './treeNodes';

/** What a person may want of a sentence of another source. */
export type Want = 'show' | 'link' | 'evidence' | 'refuse';

/** A sentence of another source that may state the same as an annotation. */
export interface Answer {
  /** Tells it from the others. */
  readonly key: string;
  readonly words: string;
  /** The file and the line. */
  readonly place: string;
  /** With whom it shares an origin, what it says otherwise, what both share: each a line. */
  readonly notes: readonly string[];
  /** Whether it states the same; the others are the nearest there are. */
  readonly isSure: boolean;
  /** Does what a person wants, or asks them what exactly: on the annotation as it is by then. */
  use(want: Want): Promise<void>;
}

/** Answers, best first, to an annotation; undefined, and said why, where its words are gone. Nothing is read before that. */
export type AskOthers = (node: AnnotationNode) => Promise<readonly Answer[] | undefined>;
