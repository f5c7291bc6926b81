import { locatingWithPreviousWords } from '../anchor/locate';
import type { About, Annotation, Link, Message, Selector } from '../model/annotation';
import type { Span } from '../text/change';

/** An annotation and where it stands in its text now; without `span` it is lost. */
export type Placed = Annotation & { readonly span?: Span };

/** An annotation at the place where it was found, if it was. */
export function placedAt(annotation: Annotation, span: Span | undefined): Placed {
  return span ? { ...annotation, span } : annotation;
}

/** Annotations, each where it is found in a text, if it is. */
export function* placing(text: string, annotations: readonly Annotation[]): Generator<undefined, readonly Placed[]> {
  const found = yield* locatingWithPreviousWords(text, annotations);
  return annotations.map((annotation, index) => placedAt(annotation, found[index]?.span));
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
  /** The other sources of the workspace, which may speak against what is written. */
  readonly context?: readonly Exported[];
  /** How many agreeing reviewers make an annotation settled. */
  readonly settledBy?: number;
}

/** A field that the format has no place for, in how many annotations (or sources, for `about`) it was left out. */
export interface Dropped {
  readonly field:
    | Exclude<keyof Annotation, 'line' | 'column' | 'imported'>
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

/** The words that a record means, as its format points at them. All of it is a claim until the text shows it. */
export interface Pointer {
  /** Offsets in the unit of the format. */
  readonly from?: number;
  readonly to?: number;
  /** Words that the format gives; a name or a label is none. */
  readonly words?: string;
  /** The words at the offsets, where others were tagged and the source has changed since. */
  readonly stands?: string;
  readonly before?: string;
  readonly after?: string;
  /** Where it began once, from 1, the column in UTF-16 units: chooses between words that stand several times. */
  readonly line?: number;
  readonly column?: number;
  /** A span with gaps: its parts, in the order in which `words` has them, with a blank between two. */
  readonly parts?: readonly { readonly from: number; readonly to: number }[];
  /** From the start of one place to the start (or `through` its end) of another. */
  readonly range?: { readonly start: Pointer; readonly end: Pointer; readonly through: boolean };
  /** Where the words and offsets count from and stand within. */
  readonly within?: Pointer;
  /** Code points with each line end as one, whatever the text has, as RFC 5147 counts; the other offsets are guessed. */
  readonly counts?: 'rfc-5147' | 'lines';
}

/** A thing that a file says, before it has a place here. */
export interface Draft {
  /** Its place in the file: the line, or the number of the record, from 1. */
  readonly at: number;
  /** By what people know it: its id in the file, or its words. */
  readonly name: string;
  /** What it becomes; its `text` is empty until it has a place. */
  readonly annotation?: Annotation;
  readonly pointer?: Pointer;
  /** Whether its id came with it, and was not made here from what it says. */
  readonly hasId?: boolean;
  /** An annotation of our own that was lost in its source when it was written; its words are in the pointer. */
  readonly lost?: boolean;
  /** Why it is not brought in, where that needs no look at the texts. */
  readonly left?: LeftOut;
  /** The draft that it has become a part of: a note, a comment. */
  readonly partOf?: Draft;
  /** A reply, which is new although what it answers may be here. */
  readonly reply?: Message;
  /** A link, from the draft that it is a part of to another. Both may have other ids here than in the file. */
  readonly link?: Omit<Link, 'to'> & { readonly to: Draft };
}

/** What a file says of one text. */
export interface ParsedDocument {
  /** How the file calls its text: paths and addresses, the surest first. Empty where it says nothing. */
  readonly names: readonly string[];
  /** The text that comes with it. */
  readonly text?: string;
  readonly about?: About;
  /** Why nothing in it has a place, whatever the texts here are. */
  readonly left?: LeftOut;
  readonly drafts: readonly Draft[];
}

/** A file of others, read and not compared with anything yet. */
export interface Parsed {
  readonly documents: readonly ParsedDocument[];
  readonly tags?: readonly ExportedTag[];
  /** The unit in which its offsets count, if they do not show another. */
  readonly unit: Unit;
  /** Whether `at` counts lines; records otherwise. */
  readonly lines?: boolean;
  /** Things that are true of the file as a whole. */
  readonly remarks?: readonly FileRemark[];
}

/** A file that is being read, in steps between which a host may pause, or stop for good. */
export type Parsing = Generator<undefined, Parsed | FileProblem>;

/** Why a file is not read at all. */
export interface FileProblem {
  readonly code:
    | 'not-this-format'
    | 'not-text' // bytes that are not in their encoding; the detail is the encoding, and `at` the offset of the first
    | 'no-columns' // a table without the columns that are wanted; the detail names them
    | 'too-deep'
    | 'too-large' // it unpacks to more than the limit, in bytes
    | 'forbidden'; // a document type or entities
  readonly at?: number;
  readonly detail?: string;
}

export interface FileRemark {
  /**
   * `more-pages`: the file holds a part of a collection, as `3 of 6`. `fields`: what its records say in fields that have
   * no place here, or not in that form, with how many say so, as `Priority (3)`. `above`: a row above a table.
   * `open-quote`: the line of a table with a quotation mark that is not closed.
   */
  readonly code: 'more-pages' | 'fields' | 'above' | 'open-quote';
  readonly detail: string;
}

/** Kinds of things that have no place in a sidecar. */
export type Foreign =
  | 'relation'
  | 'event'
  | 'attribute'
  | 'modification'
  | 'normalization'
  | 'equivalence'
  | 'answer' // a choice, a rating, a number, or words: of a span or of the whole text
  | 'comment'
  | 'note'
  | 'memo'
  | 'link'
  | 'case'
  | 'set'
  | 'chain'
  | 'region' // of a picture, a sound, a film, a page
  | 'unknown';

/** Why a record is left out. The details are the words of the file. */
export type LeftOut =
  | { readonly code: 'malformed'; readonly detail?: string } // it is not as the format has it
  | { readonly code: 'no-place'; readonly kind: Foreign; readonly detail?: string }
  | { readonly code: 'cancelled' | 'rejected' | 'draft' | 'predicted' | 'hidden' } // the other program says: not said
  | { readonly code: 'page-note' } // it is about the whole text
  | { readonly code: 'selector'; readonly detail: string } // a way of pointing that is not read
  | { readonly code: 'no-words' } // neither words nor offsets
  | { readonly code: 'answers-nothing' } // a note or a reply whose subject is not brought in
  | { readonly code: 'outside'; readonly detail: string } // its source would lie out of the workspace or where nobody looks
  | { readonly code: 'no-source'; readonly detail: string } // no text here is the one that it names
  | { readonly code: 'unread'; readonly detail: string } // its source is here and is not read; `detail`: the sentence that says why
  | { readonly code: 'other-text'; readonly detail: string } // the text here is another than that which it is about
  | { readonly code: 'text-not-here'; readonly detail: string } // its text comes with it and is in no file; `detail`: the name it would get
  | { readonly code: 'not-found' } // its words are not in the text
  | { readonly code: 'ambiguous' } // its words stand more than once, and nothing tells which are meant
  | { readonly code: 'bytes'; readonly detail: string } // its text in the file is in no encoding that is read
  | { readonly code: 'unreadable-sidecar'; readonly detail: string };

/** What was done to bring a record in that the person should know. */
export type Remark =
  | 'gaps-filled' // its parts became one span, with what stands between them
  | 'recounted' // its offsets have no words, and count otherwise than the format says: so they would cut words
  | 'moved' // its offsets were wrong, and its words stand once elsewhere
  | 'lost'; // it was lost in its source when it was exported, and is so here

/** What an import is read against. */
export interface ReadContext {
  /** The text of a source by its path in the workspace, if there is one. */
  text(source: string): string | undefined;
  /** Why a source that is here is not read, as a sentence. */
  whyNot?(source: string): string | undefined;
  /** The source that the person names for all that does not name one that is here. */
  readonly source?: string;
  /** `source` is only the one that the person is at: a text that comes with the file may be another, and become a source. */
  readonly isAtHand?: boolean;
  /** The paths of the sources that are here, to look for texts that the file does not name. */
  readonly sources?: readonly string[];
  /** The source that was taken from a web address. */
  from?(address: string): string | undefined;
  /** Whether texts that come with the file and are not here become sources. */
  readonly create?: boolean;
}

/** A record with its place in one of the texts. */
export interface PlacedRecord {
  readonly draft: Draft;
  readonly annotation: Placed;
  readonly remarks: readonly Remark[];
}

/** What a file brings for one source. */
export interface Imported {
  readonly source: string;
  readonly about: About;
  /** The text of a source that is to be made. */
  readonly text?: string;
  readonly records: readonly PlacedRecord[];
}

/** A record that is not brought in. */
export interface LeftRecord {
  readonly draft: Draft;
  readonly source?: string;
  readonly why: LeftOut;
}

/** A file of others with all its records placed or left out. */
export interface Read {
  /** All of them, in the order of the file. */
  readonly drafts: readonly Draft[];
  readonly sources: readonly Imported[];
  readonly left: readonly LeftRecord[];
  /** Notes and replies that have become parts of others. */
  readonly parts: readonly Draft[];
  readonly tags: readonly ExportedTag[];
  readonly remarks: readonly FileRemark[];
  readonly lines: boolean;
}

/** A format of others, out and, where it makes sense, in. */
export interface Format {
  /** As it is named on the command line. */
  readonly id: string;
  /** As its makers write it. */
  readonly title: string;
  /** With its dot. */
  readonly extension: string;
  /** What is read of it, as its programs call what they export. */
  readonly reads?: string;
  /** Whether reading back what was written returns the same annotations. */
  readonly lossless: boolean;
  /** What of an annotation is in its files, written and read. */
  readonly carries?: Carried;
  write?(sources: readonly Exported[], options?: WriteOptions): Written;
  /** Whether a file that stands where one is to be written has only what is written; else an export would take away the rest. */
  isReplaced?(content: Uint8Array): boolean;
  /** In steps: a file of 50 MB takes seconds. Only its decoding and `JSON.parse` are one step each. */
  parse?(content: Uint8Array | string): Parsing;
  /** A tag as the format can write it, where it can't write every tag. */
  tagAs?(tag: string): string;
}

/** What of an annotation a format has a place for, beside the words, the place and the tag, which all have. */
interface Carried {
  readonly out: readonly CarriedField[];
  readonly in: readonly CarriedField[];
}

/**
 * `status` is how it stands among its reviewers, for other tools; it is never read, as it is told anew by the reviews.
 */
export type CarriedField =
  Exclude<keyof Annotation, keyof Selector | 'tag' | 'was' | 'imported'> | 'about' | 'texts' | 'lost' | 'status';
