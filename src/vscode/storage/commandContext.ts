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
  /** Sources that accept no typing while a list opens over them. */
  readonly closed: ClosedToTyping;
  /** Runs tags one after another, in the order of their keys. */
  readonly inTurn: ReturnType<typeof oneAfterAnother>;
  /** Resolves once the tags of earlier keys are set, so that they can be undone or extended. */
  tagged(): Promise<void>;
  /** Resolves once the sidecar of a source, or of all, is read: keys may be pressed while the extension starts. */
  whenRead(source?: vscode.Uri): Promise<void>;
  /** Marks sources in their sidecars as finished or unfinished. */
  finish(sources: readonly string[], isFinished: boolean): Promise<void>;
  isFinished(source: string): boolean;
}

/** The queue of tags, and the means to wait for it. */
export function tagsInTurn(): Pick<CommandContext, 'inTurn' | 'tagged'> {
  const inTurn = oneAfterAnother();
  return { inTurn, tagged: () => inTurn(() => Promise.resolve()) };
}
