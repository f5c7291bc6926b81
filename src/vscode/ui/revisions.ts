import type * as vscode from 'vscode';
import { describe } from '../../core/anchor/selector';
import type { Revision } from '../../core/model/action';
import type { Annotation } from '../../core/model/annotation';
import type { Span } from '../../core/text/change';
import { pieceOf } from './convert';

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
