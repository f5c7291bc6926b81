import { locatingWithPreviousWords } from '../anchor/locate';
import type { About, Annotation, Link, Message, Selector } from '../model/annotation';
import type { Span } from '../text/change';

/** An annotation with its span in the present text; without `span` it is lost. */
export type Placed = Annotation & { readonly span?: Span };

/** An annotation with its span, if one was found. */
export function placedAt(annotation: Annotation, span: Span | undefined): Placed {
  return span ? { ...annotation, span } : annotation;
}

/** Locates annotations in a text. */
export function* placing(text: string, annotations: readonly Annotation[]): Generator<undefined, readonly Placed[]> {
  const found = yield* locatingWithPreviousWords(text, annotations);
  return annotations.map((annotation, index) => placedAt(annotation, found[index]?.span));
}

/** A source with its annotations, for exports, briefs and reports. */
export interface Exported {
  /** Relative to the workspace folder, with `/`. */
  readonly source: string;
  readonly text: string;
  readonly about: About;
  readonly annotations: readonly Placed[];
  /** For each annotation on which annotators who worked apart disagree, by id: who gave it which tag. */
  readonly disputed?: ReadonlyMap<string, readonly { readonly by: string; readonly tag: string }[]>;
}

/** The name and look of a team's tag; an id is enough. */
export interface ExportedTag {
  readonly id: string;
  readonly label?: string;
  /** `#rrggbb`. */
  readonly color?: string;
  readonly description?: string;
}

/** The rating of schema.org that a tag means. */
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
  /** The other sources of the workspace, which may contradict the exported ones. */
  readonly context?: readonly Exported[];
  /** How many agreeing reviewers make an annotation settled. */
  readonly settledBy?: number;
}

/** A field that the format has no place for, and how many annotations (or sources, for `about`) lost it. */
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

/** A file to be written; its name is relative to the export's folder, with `/`. */
export interface ExportedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

export interface Written {
  /** One file, or one for each source in formats that need that. */
  readonly files: readonly ExportedFile[];
  /** What was left out, most important first; empty if nothing was. */
  readonly dropped: readonly Dropped[];
}

/** Units in which formats count offsets. `bytes` are those of UTF-8. */
export type Unit = 'utf-16' | 'code-points' | 'bytes';

/** How a format points at the words of a record. Nothing of it is believed until the text confirms it. */
export interface Pointer {
  /** Offsets in the unit of the format. */
  readonly from?: number;
  readonly to?: number;
  /** Words given by the format; a name or a label does not count. */
  readonly words?: string;
  /** The words at the offsets, if the source has changed since other words were tagged. */
  readonly stands?: string;
  readonly before?: string;
  readonly after?: string;
  /** Its former line, from 1, and column in UTF-16 units: chooses between several occurrences of the words. */
  readonly line?: number;
  readonly column?: number;
  /** The parts of a span with gaps, in the order of `words`, where a blank separates them. */
  readonly parts?: readonly { readonly from: number; readonly to: number }[];
  /** From the start of one place to the start (or `through` its end) of another. */
  readonly range?: { readonly start: Pointer; readonly end: Pointer; readonly through: boolean };
  /** The place that contains the words, and from whose start the offsets count. */
  readonly within?: Pointer;
  /** Offsets count lines, or code points with each line end as one (RFC 5147); if undefined, counting is guessed. */
  readonly counts?: 'rfc-5147' | 'lines';
}

/** A record of a file, before it has a place here. */
export interface Draft {
  /** Its place in the file: the line, or the number of the record, from 1. */
  readonly at: number;
  /** The name that people know: its id in the file, or its words. */
  readonly name: string;
  /** The annotation to be made; its `text` is empty until it has a place. */
  readonly annotation?: Annotation;
  readonly pointer?: Pointer;
  /** Whether its id is from the file, rather than made from its content. */
  readonly hasId?: boolean;
  /** Whether it is an annotation of ours that was lost in its source when exported; its words are in the pointer. */
  readonly lost?: boolean;
  /** Why it is left out, if that is known without the texts. */
  readonly left?: LeftOut;
  /** The draft that this one is a part of, as a note or a comment is. */
  readonly partOf?: Draft;
  /** A reply, which may be new even if the annotation that it answers is here already. */
  readonly reply?: Message;
  /** A link from the draft `partOf` to another. Both may have other ids here than in the file. */
  readonly link?: Omit<Link, 'to'> & { readonly to: Draft };
}

/** The content of a file about one text. */
export interface ParsedDocument {
  /** The names of its text in the file: paths and addresses, the most reliable first. Empty if the file gives none. */
  readonly names: readonly string[];
  /** The text, if it is in the file. */
  readonly text?: string;
  readonly about?: About;
  /** Why none of its drafts has a place, whatever the texts here are. */
  readonly left?: LeftOut;
  readonly drafts: readonly Draft[];
}

/** A parsed file of others, not yet compared with anything. */
export interface Parsed {
  readonly documents: readonly ParsedDocument[];
  readonly tags?: readonly ExportedTag[];
  /** The unit of its offsets, unless they reveal another. */
  readonly unit: Unit;
  /** Whether `at` counts lines; records otherwise. */
  readonly lines?: boolean;
  /** Remarks on the file as a whole. */
  readonly remarks?: readonly FileRemark[];
}

/** The parsing of a file, in steps between which a host may pause or stop for good. */
export type Parsing = Generator<undefined, Parsed | FileProblem>;

/** Why a file is not read at all. */
export interface FileProblem {
  readonly code:
    | 'not-this-format'
    | 'not-text' // bytes invalid in their encoding; the detail is the encoding, and `at` the offset of the first
    | 'archive' // a zip archive in place of a text
    | 'no-columns' // a table without the needed columns; the detail names them
    | 'too-deep'
    | 'too-large' // unpacks to more than the limit, in bytes
    | 'forbidden'; // a document type or entities
  readonly at?: number;
  readonly detail?: string;
}

export interface FileRemark {
  /**
   * `more-pages`: the file holds a part of a collection, such as `3 of 6`. `fields`: fields of its records that have no
   * place here, or another form, each with the number of such records, such as `Priority (3)`. `above`: a row above a
   * table. `open-quote`: the line of a table with a quotation mark that is not closed.
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
  | 'answer' // a choice, a rating, a number, or words, about a span or the whole text
  | 'comment'
  | 'note'
  | 'memo'
  | 'link'
  | 'case'
  | 'set'
  | 'chain'
  | 'region' // of a picture, a sound, a film or a page
  | 'unknown';

/** Why a record is left out. The details are words of the file. */
export type LeftOut =
  | { readonly code: 'malformed'; readonly detail?: string } // lacks the form of its format
  | { readonly code: 'no-place'; readonly kind: Foreign; readonly detail?: string }
  | { readonly code: 'cancelled' | 'rejected' | 'draft' | 'predicted' | 'hidden' } // the other program says that nobody stated it
  | { readonly code: 'page-note' } // about the whole text
  | { readonly code: 'selector'; readonly detail: string } // a kind of selector that is not read
  | { readonly code: 'no-words' } // neither words nor offsets
  | { readonly code: 'answers-nothing' } // a note or a reply whose subject is left out
  | { readonly code: 'outside'; readonly detail: string } // its source would be outside the workspace or in an ignored folder
  | { readonly code: 'no-source'; readonly detail: string } // no text here is the one that it names
  | { readonly code: 'unread'; readonly detail: string } // its source is here but not read; `detail`: the sentence that says why
  | { readonly code: 'other-text'; readonly detail: string } // the text here is another than its own
  | { readonly code: 'text-not-here'; readonly detail: string } // its text is in the file but not here; `detail`: the name it would get
  | { readonly code: 'not-found' } // its words are not in the text
  | { readonly code: 'ambiguous' } // its words occur more than once, and nothing tells which are meant
  | { readonly code: 'bytes'; readonly detail: string } // its text in the file has no encoding that is read
  | { readonly code: 'unreadable-sidecar'; readonly detail: string };

/** What was done to import a record that the person should know. */
export type Remark =
  | 'gaps-filled' // its parts became one span, including what is between them
  | 'recounted' // its offsets, without words, would cut words in the format's unit, so they were counted in another
  | 'moved' // its offsets were wrong, and its words occur once elsewhere
  | 'lost'; // it was lost in its source when it was exported, and is lost here

/** The workspace that a file is imported into. */
export interface ReadContext {
  /** The text of a source by its path in the workspace, if there is one. */
  text(source: string): string | undefined;
  /** Why a source that is here is not read, as a sentence. */
  whyNot?(source: string): string | undefined;
  /** The source that the person chose for everything in the file that names none here. */
  readonly source?: string;
  /** Whether `source` is just the one open at present: a text in the file may be another, and become a source. */
  readonly isAtHand?: boolean;
  /** The paths of the sources here, to look for texts that the file does not name. */
  readonly sources?: readonly string[];
  /** The source that was fetched from a web address. */
  from?(address: string): string | undefined;
  /** Whether texts of the file that are not here become sources. */
  readonly create?: boolean;
}

/** A record with its place in one of the texts. */
export interface PlacedRecord {
  readonly draft: Draft;
  readonly annotation: Placed;
  readonly remarks: readonly Remark[];
}

/** The part of a file for one source. */
export interface Imported {
  readonly source: string;
  readonly about: About;
  /** The text of a source to be created. */
  readonly text?: string;
  readonly records: readonly PlacedRecord[];
}

/** A record that is left out. */
export interface LeftRecord {
  readonly draft: Draft;
  readonly source?: string;
  readonly why: LeftOut;
}

/** A file of others with each record placed or left out. */
export interface Read {
  /** All drafts, in the order of the file. */
  readonly drafts: readonly Draft[];
  readonly sources: readonly Imported[];
  readonly left: readonly LeftRecord[];
  /** Notes and replies that became parts of other drafts. */
  readonly parts: readonly Draft[];
  readonly tags: readonly ExportedTag[];
  readonly remarks: readonly FileRemark[];
  readonly lines: boolean;
}

/** A format of other programs, to export and, where sensible, to import. */
export interface Format {
  /** Its name on the command line. */
  readonly id: string;
  /** Its name as its makers write it. */
  readonly title: string;
  /** With its dot. */
  readonly extension: string;
  /** The forms that are read, as its programs call their exports. */
  readonly reads?: string;
  /** Whether reading back what was written returns the same annotations. */
  readonly lossless: boolean;
  /** The parts of an annotation that its files hold, written and read. */
  readonly carries?: Carried;
  write?(sources: readonly Exported[], options?: WriteOptions): Written;
  /** Whether a file that an export would overwrite has only what an export writes; otherwise the rest would be lost. */
  isReplaced?(content: Uint8Array): boolean;
  /** In steps, since a file of 50 MB takes seconds. Only decoding and `JSON.parse` are one step each. */
  parse?(content: Uint8Array | string): Parsing;
  /** A tag in the spelling of the format, if it can't write every tag. */
  tagAs?(tag: string): string;
}

/** The parts of an annotation that a format holds, beside the words, the place and the tag, which all hold. */
interface Carried {
  readonly out: readonly CarriedField[];
  readonly in: readonly CarriedField[];
}

/** `status` is the review status, written for other tools; it is never read, since it follows from the reviews. */
export type CarriedField =
  Exclude<keyof Annotation, keyof Selector | 'tag' | 'was' | 'imported'> | 'about' | 'texts' | 'lost' | 'status';
