import type { Translate } from '../../core/text/translate';

/**
 * What a key of a sidecar means, in a sentence; undefined for keys that the format does not know. `path` are the keys that
 * it stands below. The published schema of sidecars says the same.
 */
export function meaningOf(path: readonly string[], key: string, t: Translate): string | undefined {
  const [section, list] = path;
  if (section === undefined) return inFile(key, t);
  if (section === 'about') return inAbout(key, t);
  if (section === 'finished') return inFinished(key, t) ?? inAny(key, t);
  if (list === 'evidence') return inEvidence(key, t) ?? inAny(key, t);
  if (list === 'reviews') return inReview(key, t) ?? inAny(key, t);
  if (list === 'links') return inLink(key, t) ?? inAny(key, t);
  if (list === 'notLinked') return inNotLinked(key, t) ?? inAny(key, t);
  if (list === 'adjudicated') return inAdjudicated(path.at(-1), key, t) ?? inAny(key, t);
  if (list === 'imported' && key === 'from') return t('The name of the file that it came from.');
  if (list === 'resolved' || list === 'imported') return inAny(key, t);
  return inEntry(key, t) ?? inAny(key, t);
}

function inFile(key: string, t: Translate): string | undefined {
  switch (key) {
    case 'claimmark':
      return t('The version of the format: 1.');
    case 'source':
      return t('The file name of the source, which stands beside this file.');
    case 'about':
      return t('Where the source comes from.');
    case 'finished':
      return t('Who said that this source is done, and when. It ends when the text of the source changes.');
    case 'annotations':
      return t('What people have tagged, in the order of the source.');
    case 'dismissed':
      return t('Suggestions that a person turned down, so that they do not come back.');
    default:
      return undefined;
  }
}

function inAbout(key: string, t: Translate): string | undefined {
  switch (key) {
    case 'title':
      return t('The title of the source.');
    case 'author':
      return t('Who wrote the source.');
    case 'publisher':
      return t('Who published the source.');
    case 'published':
      return t('When the source was published.');
    case 'retrieved':
      return t('When the source was fetched.');
    case 'url':
      return t('Where the source can be read.');
    case 'archived':
      return t('Where a copy of the source is archived.');
    default:
      return undefined;
  }
}

function inFinished(key: string, t: Translate): string | undefined {
  return key === 'words' ? t('A fingerprint of the text that was done, filled in by the program.') : undefined;
}

function inEntry(key: string, t: Translate): string | undefined {
  switch (key) {
    case 'id':
      return t('A short name of its own, filled in when it is missing. Never give one to another entry.');
    case 'tag':
      return t('What a person made of these words.');
    case 'claim':
      return t('The claim in one sentence that stands by itself.');
    case 'speaker':
      return t('Who is quoted.');
    case 'evidence':
      return t('What the tag rests on: addresses, or sources of the workspace.');
    case 'reviews':
      return t('What others say of it. Their verdicts never change the author’s record.');
    case 'discussion':
      return t('What has been said about it, message by message.');
    case 'links':
      return t('Claims elsewhere that say the same or something else, support, contradict or are quoted here.');
    case 'notLinked':
      return t('Claims elsewhere that a person said have nothing to do with it. They are not offered again.');
    case 'resolved':
      return t('Who closed its discussion, and when. A later message opens it again.');
    case 'adjudicated':
      return t('Who decided between annotators who disagreed. Their reviews stay as they are.');
    case 'imported':
      return t('The import that brought it or changed it last.');
    case 'updated':
      return t('When it was last changed, in UTC.');
    default:
      return undefined;
  }
}

function inEvidence(key: string, t: Translate): string | undefined {
  switch (key) {
    case 'url':
      return t('Where the evidence can be read.');
    case 'source':
      return t('A source of the workspace, as a path from this file.');
    case 'id':
      return t('The id of an annotation of that source.');
    case 'says':
      return t('Whether it supports or contradicts the claim, or gives context.');
    case 'quote':
      return t('The words of the evidence that matter.');
    case 'archived':
      return t('Where a copy of it is archived.');
    case 'retrieved':
      return t('When it was looked at.');
    default:
      return undefined;
  }
}

function inReview(key: string, t: Translate): string | undefined {
  switch (key) {
    case 'verdict':
      return t('Whether the reviewer agrees, disagrees or is unsure.');
    case 'tag':
      return t('The tag that was judged. When the entry has another one now, this review counts no more.');
    case 'words':
      return t('A fingerprint of the words that were judged, filled in by the program.');
    default:
      return undefined;
  }
}

function inLink(key: string, t: Translate): string | undefined {
  if (key === 'to') return t('The claim meant: the file, a #, and the id of its annotation.');
  return key === 'relation'
    ? t('Whether it says the same, differs in a number, scope or time, supports, contradicts, or is quoted here.')
    : undefined;
}

function inNotLinked(key: string, t: Translate): string | undefined {
  if (key === 'to') return t('The file, with a # and the id of the annotation where the words have one.');
  return key === 'text' ? t('The words of that file, where they have no annotation.') : undefined;
}

function inAdjudicated(inner: string | undefined, key: string, t: Translate): string | undefined {
  if (key === 'among') return t('Those who disagreed, each with the tag that they gave.');
  if (inner !== 'among' && key === 'tag')
    return t('The tag that was decided for. With another tag the decision does not hold.');
  if (inner !== 'among' && key === 'words')
    return t('A fingerprint of the words that were decided on, filled in by the program.');
  if (inner !== 'among') return undefined;
  return key === 'by' ? t('Who gave the tag.') : key === 'tag' ? t('The tag that they gave.') : undefined;
}

function inAny(key: string, t: Translate): string | undefined {
  switch (key) {
    case 'text':
      return t('The words exactly as they stand in the source. They are found again by them.');
    case 'was':
      return t('The words that were tagged, where the source has changed since and nobody has confirmed the new ones.');
    case 'line':
      return t(
        'The line where the words began when this was last written, from 1: a hint that chooses between equals.',
      );
    case 'column':
      return t('The column where the words began when this was last written, from 1: a hint.');
    case 'before':
      return t('Up to 64 characters before the words.');
    case 'after':
      return t('Up to 64 characters after the words.');
    case 'note':
      return t('A note. Markdown is welcome.');
    case 'by':
      return t('Who did it.');
    case 'created':
      return t('When it was made, in UTC, as 2026-11-22T10:04:00Z.');
    default:
      return undefined;
  }
}

/** What a value of a closed list means. */
export function meaningOfChoice(value: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    supports: t('It speaks for the claim.'),
    contradicts: t('It speaks against the claim.'),
    context: t('It tells what one should know beside it.'),
    agree: t('The tag is right.'),
    disagree: t('The tag is wrong.'),
    unsure: t('The reviewer can’t tell whether the tag is right.'),
    same: t('It makes the same claim.'),
    differs: t('It says something compatible with another number, scope, time or strength.'),
    quotes: t('These words are quoted from there.'),
  };
  return words[value] ?? '';
}
