import type { Span } from '../text/change';
import type { Translate } from '../text/translate';

/** Why part of a sidecar is not YAML. */
export type SyntaxReason =
  'indentation' | 'tab' | 'unclosed' | 'escape' | 'character' | 'truncated' | 'marker' | 'structure';

/** What a sidecar must not hold, since it may come from anyone. */
export type Refused = 'alias' | 'anchor' | 'type' | 'merge' | 'prototype' | 'key' | 'documents' | 'depth' | 'size';

/** What a value should have been. */
export type Wanted = 'text' | 'integer' | 'list' | 'map';

/** One problem of a sidecar, as data; `span` is in its text. `sayProblem` has the words. */
export type SidecarProblem = { readonly span: Span } & (
  | { readonly code: 'syntax'; readonly reason: SyntaxReason }
  | { readonly code: 'refused'; readonly what: Refused }
  | { readonly code: 'conflict' }
  /** Not UTF-8; `offset` is that of the first invalid byte, undefined where the file is UTF-16. */
  | { readonly code: 'encoding'; readonly offset?: number }
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
  /** A character that YAML allows nowhere, not even in quotes; `unit` is its code. */
  | { readonly code: 'unprintable'; readonly unit: number }
);

export type Problem = SidecarProblem;

export type Severity = 'error' | 'warning' | 'hint';

/** Fields that may speak against a claim, or hold those that do: if one is misspelt, and so not read, that may be lost. */
const speaking: ReadonlySet<string> = new Set([
  'annotations',
  'tag',
  'reviews',
  'verdict',
  'says',
  'links',
  'relation',
]);

/** Errors hide part of the file or prevent writing; warnings and hints don't. */
export function severityOf(problem: Problem): Severity {
  switch (problem.code) {
    case 'syntax':
    case 'conflict':
    case 'encoding':
    case 'newer':
    case 'version':
    case 'duplicate-key':
    case 'outside':
      return 'error';
    case 'refused':
      return problem.what === 'merge' || problem.what === 'prototype' || problem.what === 'anchor'
        ? 'warning'
        : 'error';
    // An item that lacks a needed field is not read, nor is a value that is none of the choices.
    case 'choice':
      return 'error';
    case 'missing':
      return problem.field === 'claimmark' || problem.field === 'source' ? 'warning' : 'error';
    case 'type':
      return problem.wanted === 'integer' ? 'warning' : 'error';
    case 'misspelt':
      return speaking.has(problem.like) ? 'error' : 'hint';
    case 'empty':
    case 'unquoted':
      return 'hint';
    default:
      return 'warning';
  }
}

/** Says what is wrong and what to do about it. */
export function sayProblem(problem: Problem, t: Translate): string {
  switch (problem.code) {
    case 'syntax':
      return saySyntax(problem.reason, t);
    case 'refused':
      return sayRefused(problem.what, t);
    case 'conflict':
      return t('Git left both sides of a merge here. Merge them, or delete the markers and what is wrong.');
    case 'encoding':
      return problem.offset === undefined
        ? t('This file is in UTF-16. Save it as UTF-8; until then nothing is written to it.')
        : t(
            'This file is not UTF-8 (first at byte {0}). Save it as UTF-8; until then nothing is written to it.',
            problem.offset,
          );
    case 'empty':
      return t('This file is empty. It is filled in when you tag something in its source.');
    case 'newer':
      return t(
        'This file has version {0}, written by a newer Claimmark. It is shown but never changed. Update Claimmark to edit it.',
        problem.version,
      );
    case 'version':
      return t('“{0}” is not a version of this format. Write “claimmark: 1”.', problem.value);
    case 'missing':
      return sayMissing(problem.field, t);
    case 'type':
      return sayType(problem.field, problem.wanted, t);
    case 'unquoted':
      return t('Other programs do not read {1} as text. Put it in quotes: {0}: "{1}".', problem.field, problem.value);
    case 'choice':
      return t('“{0}” can’t be {1}. Choose one of: {2}.', problem.value, problem.field, problem.choices.join(', '));
    case 'url':
      return t('“{0}” does not look like a web address. Include its beginning, such as https://.', problem.value);
    case 'time':
      return t('“{0}” is not a time in the form 2026-11-22T10:04:00Z.', problem.value);
    default:
      return sayNames(problem, t);
  }
}

type Named = Extract<
  Problem,
  { code: 'duplicate-key' | 'duplicate-id' | 'misspelt' | 'unknown-tag' | 'other-source' | 'outside' | 'unprintable' }
>;

function sayNames(problem: Named, t: Translate): string {
  switch (problem.code) {
    case 'duplicate-key':
      return t('“{0}” is here twice. Keep one, or combine what they say.', problem.key);
    case 'duplicate-id':
      return t(
        'Another entry above has the id {0}, too. Delete this line: this entry gets an id of its own.',
        problem.id,
      );
    case 'misspelt':
      return t('“{0}” means nothing here. Is it “{1}”?', problem.key, problem.like);
    case 'unknown-tag':
      return t(
        'The tag “{0}” is not in your settings: {1}. Add it there, or choose one of these.',
        problem.tag,
        problem.tags.join(', '),
      );
    case 'other-source':
      return t(
        'This file is next to {1} but names {0} as its source. Rename the file or correct the name.',
        problem.source,
        problem.expected,
      );
    case 'outside':
      return t(
        '“{0}” is no path within the folder and is not followed. Write one relative to this file, with “/” between its parts.',
        problem.path,
      );
    case 'unprintable':
      return t(
        'YAML does not allow the invisible character {0} here, so other programs can’t read this file. Delete it.',
        `U+${problem.unit.toString(16).toUpperCase().padStart(4, '0')}`,
      );
  }
}

function saySyntax(reason: SyntaxReason, t: Translate): string {
  return {
    indentation: t('This line is indented too little or too much. Indent it like the lines around it.'),
    tab: t('A tab can’t indent YAML. Use spaces.'),
    unclosed: t('Something opened here is never closed. Look for a missing quote or bracket.'),
    escape: t('This backslash means nothing here. Write \\\\ for a backslash.'),
    character: t('Text can’t begin with this character unless it is in quotes.'),
    truncated: t('The file seems to be cut off. Nothing is written until it is complete.'),
    marker: t('This line looks like a git conflict marker. Delete it, and what is wrong next to it.'),
    structure: t(
      'This is not valid YAML. Check quotes, colons and indentation here; putting the text in quotes helps most often.',
    ),
  }[reason];
}

function sayRefused(what: Refused, t: Translate): string {
  return {
    alias: t('For safety, references with * and & are not read. Write out the text itself.'),
    anchor: t('For safety, references with * and & are not read. Write out the text itself.'),
    type: t('For safety, types with ! are not read. Write the plain value.'),
    merge: t('The merge key << is not followed. Write the fields themselves.'),
    prototype: t('This key has no meaning here and is ignored.'),
    key: t('A key must be a plain word.'),
    documents: t('A second document begins here. Keep only one in a file.'),
    depth: t('This is nested too deeply to be read.'),
    size: t('This is too large to be read.'),
  }[what];
}

function sayMissing(field: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    text: t('This entry has no text: the words in the source that it is about. It is not shown until it has some.'),
    tag: t('This entry has no tag, such as verified, unconfirmed or quote. It is not shown until it has one.'),
    claimmark: t('The file does not give its version. Write “claimmark: 1” at the top.'),
    source: t('The file does not name its source. Write “source:” and the name of the source.'),
  };
  return words[field] ?? t('“{0}” is missing here. This item is not shown until it is added.', field);
}

function sayType(field: string, wanted: Wanted, t: Translate): string {
  return {
    text: t('“{0}” should be text. Put it in quotes.', field),
    integer: t('“{0}” should be a whole number, 1 or higher.', field),
    list: t('“{0}” should be a list, each item with a dash.', field),
    map: t('Fields are expected here, such as “tag: quote”, one per line.'),
  }[wanted];
}
