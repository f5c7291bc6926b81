import * as vscode from 'vscode';
import type { Annotation } from '../../core/model/annotation';
import type { Span } from '../../core/text/change';
import { describe } from '../../core/anchor/selector';
import type { Revision } from '../../core/model/action';
import type { Store } from '../../core/state/store';
import type { Author } from './author';
import { pieceOf } from './convert';
import { onOneLine } from '../../core/text/oneLine';
import type { Taken } from '../../core/state/log';
import type { Actions } from '../storage/log';
import { inform, showBriefly } from './dialogs';
import type { Suggestions } from '../suggestions/suggestions';
import type { Platform } from './platform';

/** What commands work with. */
export interface CommandContext {
  readonly store: Store;
  readonly actions: Actions;
  readonly author: Author;
  readonly suggestions: Suggestions;
  readonly platform: Platform;
  /** Says in their sidecars that sources are done, or that they are not. */
  finish(sources: readonly string[], isFinished: boolean): Promise<void>;
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

/** Takes back the last action of a person, and says which, what of it stays and why, or that there is none. */
export async function undoLast({ actions }: Pick<CommandContext, 'actions'>): Promise<void> {
  const { t } = vscode.l10n;
  tell(await actions.undo(), {
    none: t('There is no annotation action to undo.'),
    all: (label) => t('Undone: {0}', label),
    part: (label) => t('Undone in part: {0}.', label),
    nothing: (label) => t('Not undone: {0}.', label),
  });
}

/** Does again what was undone last, in the same way. */
export async function redoLast({ actions }: Pick<CommandContext, 'actions'>): Promise<void> {
  const { t } = vscode.l10n;
  tell(await actions.redo(), {
    none: t('There is no annotation action to redo.'),
    all: (label) => t('Done again: {0}', label),
    part: (label) => t('Done again in part: {0}.', label),
    nothing: (label) => t('Not done again: {0}.', label),
  });
}

type Say = (label: string) => string;

/** Says how much of an action was taken back, or done again. */
function tell(taken: Taken | undefined, say: { none: string; all: Say; part: Say; nothing: Say }): void {
  if (!taken) return showBriefly(say.none);
  const { label, steps } = taken.action;
  if (taken.kept.length === 0) return showBriefly(say.all(label));
  const done = steps.length > 0 ? say.part(label) : say.nothing(label);
  void inform([done, whyKept(taken.kept)].join(' '));
}

function whyKept(kept: Taken['kept']): string {
  const { t } = vscode.l10n;
  const [first] = kept;
  if (!first || kept.length > 1)
    return t('{0} annotations were changed, reviewed or removed by somebody else since, and stay so.', kept.length);
  const words = onOneLine(first.annotation.text, 60);
  switch (first.why) {
    case 'changed':
      return t('“{0}” was changed by somebody else or by hand since, and stays so.', words);
    case 'reviewed':
      return t('“{0}” was reviewed or discussed by somebody else since, so it stays.', words);
    case 'removed':
      return t('“{0}” was removed by somebody else or by hand since, and stays so.', words);
  }
}
