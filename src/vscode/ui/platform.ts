import type * as vscode from 'vscode';

/** What only one of the hosts can do, or each does differently. */
export interface Platform {
  /**
   * Replaces the content of a file, whole or not at all, provided that it still holds `expected` (`undefined`: that it
   * does not exist). Returns `false` and writes nothing where it holds something else. Rejects with the error of the
   * file system where it can't be written; the file is then unchanged.
   */
  replaceFile(file: vscode.Uri, expected: Uint8Array | undefined, content: Uint8Array): Promise<boolean>;
  /**
   * The path of a file below a folder with links followed, with `/`: it begins with `..` where the file is outside, or
   * a link leads to an unknown place. Undefined where there is no such file.
   */
  pathBelow(file: vscode.Uri, folder: vscode.Uri): Promise<string | undefined>;
  /** git's `user.name` in a folder; undefined where there is none, or no git. */
  gitUserName(folder: vscode.Uri | undefined): Promise<string | undefined>;
  /** Lets the host's event loop run. */
  pause(): Promise<void>;
}

/** Whether two files have the same bytes; `undefined` is a missing file. */
export function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
