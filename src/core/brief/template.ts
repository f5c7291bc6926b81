import { inEnglish, type Translate } from '../text/translate';

/** What a section lists: certain annotations, or the sources. */
export type BriefContent = 'takeaways' | 'verified' | 'quote' | 'unconfirmed' | 'tag' | 'sources';

export interface BriefSection {
  readonly content: BriefContent;
  /** The tag, for `content: 'tag'`. */
  readonly tag?: string;
  readonly title: string;
  /**
   * The form of one line with placeholders: `{text}` (the words in the source), `{quote}` (the same in quotation
   * marks), `{claim}` (the self-contained claim, else the words), `{speaker}`, `{note}`, `{evidence}`, `{why}` (why it
   * is not verified) and `{cite}`; for `sources`: `{title}`, `{author}`, `{publisher}`, `{published}`, `{retrieved}`,
   * `{url}`, `{archived}`, `{cite}`. A part in `[[…]]` is left out if a value in it is missing. Without `{cite}`, the
   * citation is added at the end: every line has one.
   */
  readonly line: string;
}

/** The form of a brief. Teams may change all of it. */
export interface BriefTemplate {
  readonly title: string;
  readonly sections: readonly BriefSection[];
  /** The title over lines that a person rewrote and that no longer hold. */
  readonly withdrawn: string;
  /** The form of a citation: `{source}` and `{line}`, or `{title}`, that of the source. */
  readonly citation: string;
  readonly unknownSpeaker: string;
  /** The opening and closing quotation mark, for quotes that have none of their own. */
  readonly quotes: readonly [string, string];
  /** `{why}` of an uncertain line: because of its tag, a reviewer, or edited words. */
  readonly unconfirmed: string;
  readonly contested: string;
  readonly edited: string;
  /** What follows a link to evidence that contradicts the claim. */
  readonly contradicts: string;
  /** `{why}` of a line linked as contradicting, or differing from, the one cited as `{other}`. */
  readonly against: string;
  readonly differing: string;
  /** `{why}` of a line whose sources all copy one passage. */
  readonly oneOrigin: string;
}

/** The default template, in the reader's language and with sections in the order of a researcher's brief. */
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
    oneOrigin: t('all of these have one origin'),
  };
}
