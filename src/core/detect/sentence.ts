import type { Span } from '../text/change';
import type { TokenRange } from './tokens';

/** What a section's heading says of everything under it; `ignore` is for sections that hold nothing to check. */
export type SectionKind = 'unconfirmed' | 'verified' | 'quote' | 'ignore' | 'other';

/** A heading and what it says of the paragraphs under it. */
export interface Section {
  readonly heading: Span;
  readonly title: string;
  readonly kind: SectionKind;
}

/** A sentence without surrounding blanks, bullet or list number; it never crosses a paragraph. */
export interface Sentence extends Span {
  /** Counts from 0 over the text. */
  readonly paragraph: number;
  readonly section?: Section | undefined;
  /** Bylines, menus, share lines, captions, credits, headings: nothing in them is a claim. */
  readonly furniture: boolean;
  /** The whole sentence stands within quotation marks, or within a quotation that runs over sentences. */
  readonly inQuote: boolean;
  readonly tokens: TokenRange;
  /** What its words and marks hint at: bits of `hint`. */
  readonly hints: number;
  /** It stands in a list item. */
  readonly bullet: boolean;
}
