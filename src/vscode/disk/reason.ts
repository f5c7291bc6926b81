import * as vscode from 'vscode';

/** What an error of the file system means, for the end of a sentence. */
export function reasonOf(error: unknown): string {
  const { t } = vscode.l10n;
  const words = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  // The editor's file system has no code of its own for it.
  if (words.includes('ENAMETOOLONG')) return t('its name would be too long. Give the source a shorter one');
  switch ((error as { code?: unknown } | undefined)?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return t('the disk is full');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'NoPermissions':
      return t('there is no permission to write to it');
    case 'EFOLDER':
      return t('there is no permission to make files in its folder');
    case 'ELINK':
      return t('it is a link to a file that is not there');
    default:
      return words;
  }
}

/** Why a file is not written that was another one each time it was looked at. */
export function restless(): Error {
  return new Error(vscode.l10n.t('other programs keep changing it'));
}
