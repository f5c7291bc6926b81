import type { Span } from '../text/change';

/** Why a stretch of a sidecar is not YAML. */
export type SyntaxReason = 'indentation' | 'tab' | 'unclosed' | 'escape' | 'character' | 'truncated' | 'structure';

/** What a sidecar may not hold, since it may come from anyone. */
export type Refused = 'alias' | 'anchor' | 'type' | 'merge' | 'prototype' | 'key' | 'documents' | 'depth' | 'size';

/** What a value should have been. */
export type Wanted = 'text' | 'integer' | 'list' | 'map';

/** One thing wrong with a sidecar, as data; `span` is in the text of the sidecar. The words are in `words`. */
export type SidecarProblem = { readonly span: Span } & (
  | { readonly code: 'syntax'; readonly reason: SyntaxReason }
  | { readonly code: 'refused'; readonly what: Refused }
  | { readonly code: 'conflict' }
  | { readonly code: 'empty' }
  | { readonly code: 'newer'; readonly version: number }
  | { readonly code: 'version'; readonly value: string }
  | { readonly code: 'missing'; readonly field: string }
  | { readonly code: 'type'; readonly field: string; readonly wanted: Wanted }
  | { readonly code: 'unquoted'; readonly field: string; readonly value: string }
  | { readonly code: 'choice'; readonly field: string; readonly value: string; readonly choices: readonly string[] }
  | { readonly code: 'url'; readonly value: string }
  | { readonly code: 'time'; readonly field: string; readonly value: string }
  | { readonly code: 'duplicate-key'; readonly key: string }
  | { readonly code: 'duplicate-id'; readonly id: string }
  | { readonly code: 'misspelt'; readonly key: string; readonly like: string }
  | { readonly code: 'unknown-tag'; readonly tag: string; readonly tags: readonly string[] }
  | { readonly code: 'other-source'; readonly source: string; readonly expected: string }
  | { readonly code: 'outside'; readonly path: string }
);

export type Problem = SidecarProblem;

export type Severity = 'error' | 'warning' | 'hint';

/** Errors hide something of the file or stop it from being written; warnings and hints do not. */
export function severityOf(problem: Problem): Severity {
  switch (problem.code) {
    case 'syntax':
    case 'conflict':
    case 'newer':
    case 'version':
    case 'duplicate-key':
    case 'outside':
      return 'error';
    case 'refused':
      return problem.what === 'merge' || problem.what === 'prototype' || problem.what === 'anchor'
        ? 'warning'
        : 'error';
    case 'missing':
      return problem.field === 'text' || problem.field === 'tag' ? 'error' : 'warning';
    case 'empty':
    case 'misspelt':
    case 'unquoted':
      return 'hint';
    default:
      return 'warning';
  }
}
