import type { AnnotationNode } from './treeNodes';

/** What a person may want to do with a sentence of another source. */
export type Want = 'show' | 'link' | 'evidence' | 'refuse';

/** A sentence of another source that may state the same as an annotation. */
export interface Answer {
  /** Unique among the answers. */
  readonly key: string;
  readonly words: string;
  /** The file and the line. */
  readonly place: string;
  /** Lines about an answer: a common origin with others, what it says differently, and what both have in common. */
  readonly notes: readonly string[];
  /** Whether it surely states the same; the others are merely the nearest. */
  readonly isSure: boolean;
  /** Does what a person wants, or asks for details; the annotation is taken as it is at that time. */
  use(want: Want): Promise<void>;
}

/** Finds answers to an annotation, best first; undefined, with a message, if its words are gone. Reads the sources then. */
export type AskOthers = (node: AnnotationNode) => Promise<readonly Answer[] | undefined>;
