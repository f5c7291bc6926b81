import type { Translate } from '../text/translate';
import type { Dropped, ReadProblem } from './format';

/** What a format leaves out, and of how many. */
export function sayDropped({ field, count }: Dropped, t: Translate): string {
  switch (field) {
    case 'lost':
      return t('annotations that are lost in their source: {0}', count);
    case 'doubtful':
      return t('annotations that are contested, edited or lost: {0}', count);
    case 'untagged':
      return t('annotations whose tag has no rating: {0}', count);
    case 'characters':
      return t('characters that the format forbids (annotations: {0})', count);
    case 'about':
      return t('where the source comes from (sources: {0})', count);
    default:
      return t('“{0}” (annotations: {1})', field, count);
  }
}

/** What went wrong on reading a file of others, without where: that is in `source` and `at`. */
export function sayReadProblem({ code, detail = '' }: ReadProblem, t: Translate): string {
  switch (code) {
    case 'not-this-format':
      return t('This file is not in that format.');
    case 'too-deep':
      return t('This file is nested too deeply to be read.');
    case 'forbidden':
      return t('This holds what is refused for safety: a document type, a path out of the workspace, or too much.');
    case 'bad-entry':
      return t('This record lacks words, a tag or a source, and is left out.');
    case 'no-text':
      return t('The source is not here, so its annotations are read without their places.');
    case 'elsewhere':
      return t('The place was wrong; the words were found elsewhere: “{0}”', detail);
    case 'lost':
      return t('The words are not in the source any more: “{0}”', detail);
  }
}
