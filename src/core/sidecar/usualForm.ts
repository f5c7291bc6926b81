import { isCollection, isMap, isNode, isSeq, Lexer, parse, parseDocument, visit } from 'yaml';
import { applyChanges, differenceOf, type Change } from '../text/change';
import type { Item } from './entry';
import { readSidecar, type Sidecar } from './read';
import type { ListKey } from './schema';
import { same } from './threeWay';
import { atIndent, columnOf, eolOf, lineStart } from './yaml/splice';

const lists: readonly ListKey[] = ['annotations', 'dismissed'];

/** Whether single entries can be changed: each key of the file begins a line, and each entry has lines of its own. */
export function isUsual({ parts }: Sidecar): boolean {
  const { outline } = parts;
  if (!outline) return false;
  return lists.every((key) => parts[key].length === 0 || outline.sections.find((s) => s.key === key)?.chunks);
}

/**
 * The changes that put a file in brackets, JSON or any other form of YAML into the usual one, with all its content,
 * unknown keys and comments included. Undefined where that would lose something, or the file can't be written; no
 * changes where it has that form.
 */
export function toUsualForm(sidecar: Sidecar): readonly Change[] | undefined {
  if (sidecar.state !== 'writable') return undefined;
  if (isUsual(sidecar)) return [];
  const { text } = sidecar;
  const bom = text.startsWith('\ufeff') ? '\ufeff' : '';
  const printed = usualYaml(text.slice(bom.length));
  if (printed === undefined) return undefined;
  const result = bom + printed.replaceAll('\n', eolOf(text));
  const after = readSidecar(result);
  const read = ({ source, about, finished, entries, dismissed }: Sidecar): unknown => [
    source ?? '',
    about,
    finished ?? '',
    entries.map(({ annotation }) => annotation),
    dismissed,
  ];
  if (after.state !== 'writable' || !isUsual(after) || !same(read(sidecar), read(after))) return undefined;
  return differenceOf(text, result);
}

/** The changes that put some entries, and all parts with few lines, into the usual form; undefined where that fails. */
export function usualParts(sidecar: Sidecar, keys: ReadonlySet<string>): readonly Change[] | undefined {
  const { text, parts, entries } = sidecar;
  let next = 0;
  const chosen = parts.annotations.filter(({ values }) => values && keys.has(entries[next++]?.key ?? ''));
  const spans = [
    ...[...chosen, ...parts.dismissed].map(({ from, span }: Item) => ({
      from: lineStart(text, from + span.from),
      to: from + span.to,
    })),
    ...(parts.outline?.sections ?? []).filter(({ chunks, key }) => !chunks && !isList(key)),
  ];
  const changes: Change[] = [];
  for (const { from, to } of spans) {
    const lines = text.slice(from, to);
    const end = from + lines.trimEnd().length;
    const usual = usualYaml(lines);
    if (usual === undefined) return undefined;
    const column = columnOf(text, from + (/\S/.exec(lines)?.index ?? 0));
    const moved = atIndent(usual.trimEnd(), column).replaceAll('\n', eolOf(text));
    changes.push(
      ...differenceOf(text.slice(from, end), moved).map((c) => ({ ...c, from: from + c.from, to: from + c.to })),
    );
  }
  return applyChanges(text, changes) === text ? undefined : changes;
}

function isList(key: string): boolean {
  return key === 'annotations' || key === 'dismissed';
}

/** Prints YAML in block form; undefined where it can't be parsed, or something would be lost. */
function usualYaml(source: string): string | undefined {
  const document = parseDocument(source, { uniqueKeys: false, logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  visit(document, {
    Collection: (_, node) => {
      if (isCollection(node)) node.flow = false;
    },
    Pair: (_, { key, value }) => {
      // A comment within empty brackets has no place in them on one line.
      if (!isNode(key) || !isCollection(value) || value.items.length > 0) return;
      const comments = [key.commentBefore, value.commentBefore, value.comment].filter((c) => typeof c === 'string');
      if (comments.length > 0) key.commentBefore = comments.join('\n');
      value.comment = value.commentBefore = null;
    },
  });
  if (document.directives) {
    document.directives.docEnd = false;
    // Drops the YAML version and with it the start of the document; if it mattered, the data differ below.
    if (document.directives.yaml.explicit === true) document.directives.docStart = null;
    document.directives.yaml.explicit = false;
  }
  const file = document.contents;
  if (isMap(file)) {
    for (const { key, value } of file.items) {
      if (!isList(String(key)) || !isSeq(value)) continue;
      for (const entry of value.items.slice(1)) if (isMap(entry)) entry.spaceBefore = true;
    }
  }
  const printed = document.toString({ lineWidth: 0 });
  return isSame(source, printed) ? printed : undefined;
}

function isSame(before: string, after: string): boolean {
  const data = (text: string): string =>
    JSON.stringify(parse(text, { uniqueKeys: false, maxAliasCount: 0, logLevel: 'silent' }));
  return data(before) === data(after) && String(commentsOf(before).sort()) === String(commentsOf(after).sort());
}

function commentsOf(text: string): string[] {
  const comments: string[] = [];
  let before = '';
  for (const token of new Lexer().lex(text)) {
    // What follows the token of a scalar is its text.
    if (token.startsWith('#') && before !== '\u001f') comments.push(token.trimEnd());
    before = token;
  }
  return comments;
}
