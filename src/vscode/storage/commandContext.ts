import type * as vscode from 'vscode';
import type { Store } from '../../core/state/store';
import type { Author } from '../ui/author';
import type { ClosedToTyping } from '../ui/closedToTyping';
import type { Actions } from './log';
import { oneAfterAnother } from '../ui/debounce';
import type { Platform } from '../ui/platform';

/** What commands work with. */
export interface CommandContext {
  readonly store: Store;
  readonly actions: Actions;
  readonly author: Author;
  readonly platform: Platform;
  /** Sources that take no typing while a list opens over them. */
  readonly closed: ClosedToTyping;
  /** Tags are placed one after another, in the order of their keys. */
  readonly inTurn: ReturnType<typeof oneAfterAnother>;
  /** A tag whose key was pressed before is there, to be taken back or said more of, when this is done. */
  tagged(): Promise<void>;
  /** Resolves once the sidecar of a source is read, or of all of them: keys may come while the extension wakes. */
  whenRead(source?: vscode.Uri): Promise<void>;
  /** Says in their sidecars that sources are done, or that they are not. */
  finish(sources: readonly string[], isFinished: boolean): Promise<void>;
  isFinished(source: string): boolean;
}

/** What tags wait for, and what waits for tags. */
export function tagsInTurn(): Pick<CommandContext, 'inTurn' | 'tagged'> {
  const inTurn = oneAfterAnother();
  return { inTurn, tagged: () => inTurn(() => Promise.resolve()) };
}
