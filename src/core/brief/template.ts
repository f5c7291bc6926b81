import { inEnglish, type Translate } from '../text/translate';

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
   * `{retrieved}`, `{url}`, `{archived}`, `{cite}`. A part in `[[…]]` is left out where a value in it is missing. A form
   * without `{cite}` gets it at its end: every line is cited.
   */
  readonly line: string;
}

/** What a brief looks like. All of it is the team's to change. */
export interface BriefTemplate {
  readonly title: string;
  readonly sections: readonly BriefSection[];
  /** Lines that a person rewrote and that no longer hold are kept under this title. */
  readonly withdrawn: string;
  /** How a line is cited: `{source}` and `{line}`, or `{title}`, the source's own. */
  readonly citation: string;
  readonly unknownSpeaker: string;
  /** The opening and closing quotation mark, for quotes that have none of their own. */
  readonly quotes: readonly [string, string];
  /** What `{why}` says of what is not certain: by its tag, by a reviewer, by its changed words. */
  readonly unconfirmed: string;
  readonly contested: string;
  readonly edited: string;
  /** What stands behind a link to evidence that contradicts the claim. */
  readonly contradicts: string;
  /** What `{why}` says of a line that a link says contradicts, or differs from, the one cited as `{other}`. */
  readonly against: string;
  readonly differing: string;
  /** What `{why}` says of a line whose sources all copy one passage. */
  readonly oneOrigin: string;
}

/** The default: in the reader's language, sections in the order of a researcher's brief. */
export function defaultTemplate(t: Translate = inEnglish): BriefTemplate {
  const claim = '- {claim}[[ ({why})]] {cite}[[ {evidence}]]';
  return {
    title: t('Brief'),
    sections: [
      { content: 'takeaways', title: t('Key takeaways'), line: '- {claim}[[ ({why})]] {cite}' },
      { content: 'verified', title: t('Verified facts'), line: claim },
      { content: 'quote', title: t('Official statements'), line: '- {speaker}: {quote}[[ ({why})]] {cite}' },
      { content: 'unconfirmed', title: t('Unconfirmed'), line: `${claim}[[: {note}]]` },
      {
        content: 'sources',
        title: t('Sources'),
        line: '- [[{author}: ]][[{title}. ]][[{publisher}, ]][[{published}. ]][[{url} ]]{cite}',
      },
    ],
    withdrawn: t('Withdrawn'),
    citation: t('{0}, line {1}', '{source}', '{line}'),
    unknownSpeaker: t('Unnamed speaker'),
    quotes: ['“', '”'],
    unconfirmed: t('unconfirmed'),
    contested: t('contested'),
    edited: t('the words changed since they were tagged'),
    contradicts: t('contradicts it'),
    against: t('contradicts {0}', '{other}'),
    differing: t('differs from {0}', '{other}'),
    oneOrigin: t('all of these stand on one origin'),
  };
}
