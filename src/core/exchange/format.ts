import type { About, Annotation } from '../model/annotation';
import type { Span } from '../text/change';

/** An annotation and where it stands in its text now; without `span` it is lost. */
export type Placed = Annotation & { readonly span?: Span };

/** An annotation at the place where it was found, if it was. */
export function placedAt(annotation: Annotation, span: Span | undefined): Placed {
  return span ? { ...annotation, span } : annotation;
}

/** A source with its annotations, as formats write it, briefs cite it and reports draw it. */
export interface Exported {
  /** Relative to the workspace folder, with `/`. */
  readonly source: string;
  readonly text: string;
  readonly about: About;
  readonly annotations: readonly Placed[];
  /** Who tagged it as what, by the ids of annotations on which annotators who worked apart do not agree. */
  readonly disputed?: ReadonlyMap<string, readonly { readonly by: string; readonly tag: string }[]>;
}

/** What a team's tag is called and how it looks; a bare id will do. */
export interface ExportedTag {
  readonly id: string;
  readonly label?: string;
  /** `#rrggbb`. */
  readonly color?: string;
  readonly description?: string;
}

/** How a tag reads as a rating of schema.org. */
export interface Rating {
  readonly name: string;
  readonly value: number;
  readonly best: number;
  readonly worst: number;
}

export interface WriteOptions {
  /** The team's tags in their order; tags that are only used are added after them. */
  readonly tags?: readonly ExportedTag[];
  /** ClaimReview: the rating of each tag; annotations of other tags are not written. */
  readonly ratings?: Readonly<Record<string, Rating>>;
  /** ClaimReview: who publishes the fact-check, and where. */
  readonly publisher?: { readonly name: string; readonly url?: string };
  /** ClaimReview: the other sources of the workspace, which may speak against what is written. */
  readonly context?: readonly Exported[];
}

/** A field that the format has no place for, in how many annotations (or sources, for `about`) it was left out. */
export interface Dropped {
  readonly field:
    | Exclude<keyof Annotation, 'line' | 'column'>
    | 'about'
    | 'lost' // an annotation without a place, in a format that has only places
    | 'doubtful' // an annotation that is contested, edited or lost, in a format that is for publishing
    | 'untagged' // an annotation whose tag has no rating
    | 'characters'; // characters that the format forbids
  readonly count: number;
}

/** A file to be written: its name is relative to where the export goes, with `/`. */
export interface ExportedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

export interface Written {
  /** One file, except for formats that have one for each source. */
  readonly files: readonly ExportedFile[];
  /** What was left out, worst first; empty where all was written. */
  readonly dropped: readonly Dropped[];
}

/** Units in which formats count. `bytes` are those of UTF-8. */
export type Unit = 'utf-16' | 'code-points' | 'bytes';

/** What an import is read against. */
export interface ReadContext {
  /** The text of a source by the name that the file gives it, if there is one. */
  text(source: string): string | undefined;
  /** The source meant by a file that names none. */
  readonly source?: string;
}

export interface ReadProblem {
  readonly code:
    | 'not-this-format' // the whole file
    | 'too-deep'
    | 'forbidden' // a document type, an entity, a compressed entry too large
    | 'bad-entry' // one record, which is left out
    | 'no-text' // the source isn't here; its annotations are read with their quoted text alone
    | 'elsewhere' // the offsets were wrong; the span was found again by its words
    | 'lost'; // neither the offsets nor the words lead to a span
  /** The record, counted from 1, or the line for formats made of lines. */
  readonly at?: number;
  readonly source?: string;
  readonly detail?: string;
}

/** What an import holds for one source. Annotations without a `span` were not found in its text. */
export interface Imported {
  readonly source: string;
  readonly about: About;
  /** The text that came with it, if the format carries texts. */
  readonly text?: string;
  /** In which unit its offsets turned out to count. */
  readonly unit?: Unit;
  readonly annotations: readonly Placed[];
}

export interface Read {
  readonly sources: readonly Imported[];
  readonly tags?: readonly ExportedTag[];
  readonly problems: readonly ReadProblem[];
}

/** A format of others, out and, where it makes sense, in. */
export interface Format {
  /** As it is named on the command line. */
  readonly id: string;
  /** With its dot. */
  readonly extension: string;
  /** Whether reading back what was written returns the same annotations. */
  readonly lossless: boolean;
  write(sources: readonly Exported[], options?: WriteOptions): Written;
  read?(content: string | Uint8Array, context: ReadContext): Read;
}
