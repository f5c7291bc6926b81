import * as vscode from 'vscode';
import type { Annotation } from '../../core/model/annotation';
import type { Span } from '../../core/text/change';
import { describe } from '../../core/anchor/selector';
import type { Revision } from '../../core/model/action';
import type { Store } from '../../core/state/store';
import type { Author } from './author';
import { pieceOf } from './convert';
import type { Ledger } from '../storage/ledger';
import { showBriefly } from './dialogs';
import type { Suggestions } from '../suggestions/suggestions';

/** What commands work with. */
export interface CommandContext {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly author: Author;
  readonly suggestions: Suggestions;
}

/** Now, as sidecars write times: RFC 3339 in UTC, to the second. */
export function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The revision that changes some fields of an annotation; a field that becomes undefined is removed. */
export function revised(
  before: Annotation,
  fields: { [Field in keyof Annotation]?: Annotation[Field] | undefined },
): Revision {
  const after = Object.fromEntries(
    Object.entries({ ...before, ...fields, updated: now() }).filter(([, value]) => value !== undefined),
  ) as unknown as Annotation;
  return { of: 'annotation', id: before.id, before, after };
}

/** What a sidecar stores of a span of an open document. */
export function selectorOf(document: vscode.TextDocument, span: Span): ReturnType<typeof describe> {
  const { line, character } = document.positionAt(span.from);
  const { text, start } = pieceOf(document, { from: Math.max(0, span.from - 256), to: span.to + 256 });
  const near = describe(text, { from: span.from - start, to: span.to - start });
  return { ...near, line: line + 1, column: character + 1 };
}

/** Takes back the last action of a person, and says which, or that there is none. */
export async function undoLast({ ledger }: Pick<CommandContext, 'ledger'>): Promise<void> {
  const action = await ledger.undo();
  showBriefly(
    action ? vscode.l10n.t('Undone: {0}', action.label) : vscode.l10n.t('There is no annotation action to undo.'),
  );
}
