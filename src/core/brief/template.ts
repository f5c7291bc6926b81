/** Which annotations a section lists, or the list of sources. */
export type BriefContent = 'takeaways' | 'verified' | 'quote' | 'unconfirmed' | 'tag' | 'sources';

export interface BriefSection {
  readonly content: BriefContent;
  /** The tag, for `content: 'tag'`. */
  readonly tag?: string;
  readonly title: string;
  /**
   * The form of one line, where `{text}` (the words as the source has them), `{quote}` (the same in quotation marks),
   * `{claim}` (the self-contained claim, else the words), `{speaker}`, `{note}`, `{evidence}`, `{why}` (why it is not
   * verified) and `{cite}` stand for their values; of `sources`: `{title}`, `{author}`, `{publisher}`, `{published}`,
   * `{retrieved}`, `{url}`, `{archived}`, `{cite}`. A part in `[[…]]` is left out where a value in it is missing.
   */
  readonly line: string;
}

/** What a brief looks like. All of it is the team's to change. */
export interface BriefTemplate {
  readonly title: string;
  readonly sections: readonly BriefSection[];
  /** Lines that a person rewrote and that no longer hold are kept under this title. */
  readonly withdrawn: string;
  /** How a line is cited: `{source}`, `{line}`, `{title}`. */
  readonly citation: string;
  readonly unknownSpeaker: string;
  /** The opening and closing quotation mark. */
  readonly quotes: readonly [string, string];
  /** Why a line stands under unconfirmed although its tag says verified. */
  readonly contested: string;
  readonly edited: string;
}
