import * as vscode from 'vscode';
import { describe } from '../../core/anchor/selector';
import type { Revision } from '../../core/model/action';
import type { Annotation } from '../../core/model/annotation';
import { isClosable } from '../../core/review/status';
import type { Action } from '../../core/state/log';
import type { Span } from '../../core/text/change';
import { pieceOf } from './convert';

/** The present time in the form of sidecars: RFC 3339 in UTC, to the second. */
export function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

/** New values of an annotation's fields; a field set to undefined is removed. */
type Fields = { [Field in keyof Annotation]?: Annotation[Field] | undefined };

/** An annotation of a source. */
interface Placed {
  readonly source: string;
  readonly annotation: Annotation;
}

/** A revision of some fields of an annotation. */
export function revised(before: Annotation, fields: Fields): Revision {
  const after = Object.fromEntries(
    Object.entries({ ...before, ...fields, updated: now() }).filter(([, value]) => value !== undefined),
  ) as unknown as Annotation;
  return { of: 'annotation', id: before.id, before, after };
}

/** An action that changes some fields of an annotation. */
export function changing(label: string, { source, annotation }: Placed, fields: Fields): Action {
  return { label, steps: [{ source, revisions: [revised(annotation, fields)] }] };
}

/** An action on an annotation's discussion; the time when the annotation itself was changed stays. */
export function discussing(label: string, { source, annotation: before }: Placed, after: Annotation): Action {
  return { label, steps: [{ source, revisions: [{ of: 'annotation', id: before.id, before, after }] }] };
}

/** An action that adds a message to the discussion of an annotation. */
export function replying(label: string, about: Placed, by: string, note: string): Action {
  const discussion = [...(about.annotation.discussion ?? []), { by, note, created: now() }];
  return discussing(label, about, { ...about.annotation, discussion });
}

/** An action that resolves the discussion of an annotation, or reopens it. */
export function resolving(about: Placed, by: string): Action {
  const { t } = vscode.l10n;
  const { resolved: _, ...rest } = about.annotation;
  return isClosable(about.annotation)
    ? discussing(t('Resolve discussion'), about, { ...rest, resolved: { by, created: now() } })
    : discussing(t('Reopen discussion'), about, rest);
}

/** The selector of a span in an open document. */
export function selectorOf(document: vscode.TextDocument, span: Span): ReturnType<typeof describe> {
  const { line, character } = document.positionAt(span.from);
  const { text, start } = pieceOf(document, { from: Math.max(0, span.from - 256), to: span.to + 256 });
  const near = describe(text, { from: span.from - start, to: span.to - start });
  return { ...near, line: line + 1, column: character + 1 };
}
