import type { Translate } from '../../core/text/translate';

/**
 * The meaning of a sidecar's key, in a sentence; undefined for keys unknown to the format. `path` are the keys above
 * it. The published schema of sidecars uses the same sentences.
 */
export function meaningOf(path: readonly string[], key: string, t: Translate): string | undefined {
  const [section = 'file', list = 'entry'] = path;
  if (section === 'file' || section === 'about') return ownOf(meanings[section](t), key);
  const place = section === 'finished' || path.at(-1) === 'among' ? path.at(-1) : list;
  const here = ownOf(meanings, place ?? '') ?? meanings.entry;
  return ownOf(here(t), key) ?? ownOf(meanings.any(t), key);
}

const ownOf = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** The meanings of keys, by the list or map that has them; `any` for all below the top. */
const meanings = {
  file: (t: Translate) => ({
    claimmark: t('The version of the format: 1.'),
    source: t('The file name of the source next to this file.'),
    about: t('Where the source comes from.'),
    finished: t('Who marked this source as finished, and when. This ends when the text of the source changes.'),
    annotations: t('What people have tagged, in the order of the source.'),
    dismissed: t('Dismissed suggestions, kept so that they do not come back.'),
  }),
  about: (t: Translate) => ({
    title: t('The title of the source.'),
    author: t('Who wrote the source.'),
    publisher: t('Who published the source.'),
    published: t('When the source was published.'),
    retrieved: t('When the source was fetched.'),
    url: t('Where the source can be read.'),
    archived: t('Where a copy of the source is archived.'),
  }),
  finished: (t: Translate) => ({
    words: t('A fingerprint of the finished text, filled in by the program.'),
  }),
  entry: (t: Translate) => ({
    id: t('A short unique name, filled in when it is missing. Never use it for another entry.'),
    tag: t('What somebody judged these words to be.'),
    claim: t('The claim in one self-contained sentence.'),
    speaker: t('Who is quoted.'),
    evidence: t('What the tag rests on: addresses, or sources in the workspace.'),
    reviews: t('What others say about it. Their verdicts never change the author’s record.'),
    discussion: t('What has been said about it, message by message.'),
    links: t('Claims elsewhere that say the same, differ, support, contradict or are quoted here.'),
    notLinked: t('Claims elsewhere that somebody marked as unrelated. They are not offered again.'),
    resolved: t('Who resolved its discussion, and when. A later message reopens it.'),
    adjudicated: t('Who decided between annotators who disagreed. Their reviews stay as they are.'),
    imported: t('The import that added it or last changed it.'),
    updated: t('When it was last changed, in UTC.'),
  }),
  evidence: (t: Translate) => ({
    url: t('Where the evidence can be read.'),
    source: t('A source in the workspace, as a path relative to this file.'),
    id: t('The id of an annotation in that source.'),
    says: t('Whether it supports or contradicts the claim, or gives context.'),
    quote: t('The words of the evidence that matter.'),
    archived: t('Where a copy of it is archived.'),
    retrieved: t('When it was retrieved.'),
  }),
  reviews: (t: Translate) => ({
    verdict: t('Whether the reviewer agrees, disagrees or is unsure.'),
    tag: t('The tag that was judged. If the entry’s tag changes, this review no longer counts.'),
    words: t('A fingerprint of the words judged, filled in by the program.'),
  }),
  links: (t: Translate) => ({
    to: t('The other claim: its file, a #, and the id of its annotation.'),
    relation: t(
      'Whether it says the same, differs in a number, scope or time, supports, contradicts, or is quoted here.',
    ),
  }),
  notLinked: (t: Translate) => ({
    to: t('The file, with a # and the id of the annotation if there is one.'),
    text: t('The words in that file, if they have no annotation.'),
  }),
  adjudicated: (t: Translate) => ({
    among: t('Those who disagreed, each with the tag they gave.'),
    tag: t('The tag decided on. If the tag changes, the decision no longer holds.'),
    words: t('A fingerprint of the words decided on, filled in by the program.'),
  }),
  among: (t: Translate) => ({
    by: t('Who gave the tag.'),
    tag: t('The tag they gave.'),
  }),
  resolved: () => ({}),
  imported: (t: Translate) => ({
    from: t('The name of the file that it came from.'),
  }),
  any: (t: Translate) => ({
    text: t('The words exactly as in the source. The annotation is found by them.'),
    was: t('The words that were tagged, if the source has changed since and nobody has confirmed the new ones.'),
    line: t(
      'The line where the words began at the last write, counted from 1: a hint used where several places match.',
    ),
    column: t('The column where the words began at the last write, counted from 1: a hint.'),
    before: t('Up to 64 characters before the words.'),
    after: t('Up to 64 characters after the words.'),
    note: t('A note. Markdown is welcome.'),
    by: t('Who did it.'),
    created: t('When it was made, in UTC, as 2026-11-22T10:04:00Z.'),
  }),
} satisfies Readonly<Record<string, (t: Translate) => Readonly<Record<string, string>>>>;

/** The meaning of a value of a choice. */
export function meaningOfChoice(value: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    supports: t('It supports the claim.'),
    contradicts: t('It contradicts the claim.'),
    context: t('It gives useful background.'),
    agree: t('The tag is right.'),
    disagree: t('The tag is wrong.'),
    unsure: t('The reviewer can’t tell whether the tag is right.'),
    same: t('It makes the same claim.'),
    differs: t('It says something compatible, with a different number, scope, time or strength.'),
    quotes: t('These words are quoted from there.'),
  };
  return words[value] ?? '';
}
