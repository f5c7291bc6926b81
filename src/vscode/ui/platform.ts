import type * as vscode from 'vscode';

/** What only one of the hosts can do, or does in its own way. */
export interface Platform {
  /**
   * Puts `content` into the file, whole or not at all, provided that the file still holds `expected` (`undefined`: that
   * there is none). Answers `false` and writes nothing where it holds something else. Rejects with what the file system
   * says where it can't be written; the file then is what it was.
   */
  replaceFile(file: vscode.Uri, expected: Uint8Array | undefined, content: Uint8Array): Promise<boolean>;
  /**
   * Where a file is below a folder once links are followed, with `/`: it begins with `..` where it is not below it, or
   * where a link leads nobody can tell whither. Undefined where there is no such file.
   */
  pathBelow(file: vscode.Uri, folder: vscode.Uri): Promise<string | undefined>;
  /** `user.name` as git knows it in that folder; undefined where it knows none or there is no git. */
  gitUserName(folder: vscode.Uri | undefined): Promise<string | undefined>;
  /** Gives the host's event loop a turn. */
  pause(): Promise<void>;
}

/** Whether two files' contents are the same bytes; `undefined` is a file that is not there. */
export function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
