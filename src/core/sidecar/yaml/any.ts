import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type ErrorCode, type ParsedNode } from 'yaml';
import type { Span } from '../../text/change';
import type { Refused, SidecarProblem, SyntaxReason } from '../problem';
import type { Node, Pair } from './node';
import { nextLine } from './splice';

/** A parsed text, as far as it could be parsed; `faults` are what makes it unusable. */
export interface Reading {
  readonly node?: Node;
  readonly faults: readonly SidecarProblem[];
}

const longest = 8_000_000;

/** Parses `[from, to)` of a text, which begins at the start of a line, with the full parser of YAML 1.2. */
export function readAnyYaml(text: string, from: number, to: number): Reading {
  const source = text.slice(from, to);
  if (source.length > longest) return { faults: [refused('size', { from, to: from })] };
  const steep = tooDeep(source);
  if (tooEmpty(source)) return { faults: [{ code: 'syntax', reason: 'structure', span: { from, to: from } }] };
  if (tooTagged(source)) return { faults: [refused('type', { from, to: from })] };
  if (steep >= 0) return { faults: [refused('depth', { from: from + steep, to: from + steep + 1 })] };
  const documents = parseAllDocuments(source, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  if (!Array.isArray(documents) || documents.length === 0) return { faults: [] };
  const walk: Walk = { source, base: from, faults: [] };
  const [first, second] = documents;
  const node = first?.contents ? convert(walk, first.contents as ParsedNode, 0) : undefined;
  const found = walk.faults.some(({ code }) => code === 'syntax');
  for (const { code, message, pos } of documents.flatMap((document) => document.errors)) {
    const open = message.startsWith('Flow ') ? lastOpen(source, pos[0]) : -1;
    if (open >= 0) {
      walk.faults.push({ code: 'syntax', reason: 'unclosed', span: { from: from + open, to: from + open + 1 } });
      continue;
    }
    const span = { from: from + Math.min(pos[0], source.length), to: from + Math.min(pos[1], source.length) };
    // An unclosed quote is reported where it opens; the parser reports it where it gave up.
    if (code !== 'MISSING_CHAR' || !found) walk.faults.push({ code: 'syntax', reason: reasonOf(code), span });
  }
  if (second) walk.faults.push(refused('documents', { from: from + second.range[0], to: from + second.range[1] }));
  const faults = firstOfEachRun(text, walk.faults);
  return node ? { node, faults } : { faults };
}

/**
 * Leaves out faults caused by others: once the parser is lost, each further line is a fault, until it recovers. Of the
 * faults on one line and those right below, the first is kept.
 */
function firstOfEachRun(text: string, faults: readonly SidecarProblem[]): readonly SidecarProblem[] {
  let [lineEnd, runEnd] = [-1, -1];
  return [...faults]
    .sort((a, b) => a.span.from - b.span.from)
    .filter((fault) => {
      if (fault.code !== 'syntax' && !(fault.code === 'refused' && fault.what === 'key')) return true;
      const { from } = fault.span;
      const isFirst = from >= runEnd;
      if (from >= lineEnd) {
        lineEnd = nextLine(text, from);
        runEnd = nextLine(text, lineEnd);
      }
      return isFirst;
    });
}

/** How far before a fault, in UTF-16 units, an unclosed bracket is searched. */
const mostBetween = 10_000;

/** The last bracket before an offset that is not closed there; -1 without one. */
function lastOpen(source: string, offset: number): number {
  let closed = 0;
  for (let at = offset - 1; at >= Math.max(0, offset - mostBetween); at--) {
    const unit = source[at];
    if (unit === '}' || unit === ']') closed++;
    else if ((unit === '{' || unit === '[') && closed-- === 0) return at;
  }
  return -1;
}

function reasonOf(code: ErrorCode): SyntaxReason {
  switch (code) {
    case 'BAD_INDENT':
      return 'indentation';
    case 'TAB_AS_INDENT':
      return 'tab';
    case 'BAD_DQ_ESCAPE':
      return 'escape';
    case 'MISSING_CHAR':
      return 'unclosed';
    case 'BAD_SCALAR_START':
      return 'character';
    default:
      return 'structure';
  }
}

interface Walk {
  readonly source: string;
  readonly base: number;
  readonly faults: SidecarProblem[];
}

function convert(walk: Walk, node: ParsedNode, depth: number): Node | undefined {
  const span = { from: walk.base + node.range[0], to: walk.base + node.range[1] };
  if (isAlias(node)) return refuse(walk, 'alias', span);
  if (node.anchor !== undefined) return refuse(walk, 'anchor', span);
  if (node.tag !== undefined) return refuse(walk, 'type', span);
  if (depth > deepest) return refuse(walk, 'depth', span);
  if (isScalar(node)) {
    const { value, source } = node;
    const raw = walk.source.slice(node.range[0], node.range[1]);
    if (isOpen(node.type, raw)) {
      const line = raw.search(/\r?\n|$/);
      walk.faults.push({ code: 'syntax', reason: 'unclosed', span: { from: span.from, to: span.from + line } });
    }
    if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') span.to = blockEnd(walk, span);
    if (typeof value === 'string') return { kind: 'scalar', type: 'string', value, ...span };
    const type = value === null ? 'null' : typeof value === 'boolean' ? 'boolean' : 'number';
    return { kind: 'scalar', type, value: source ?? '', ...span };
  }
  if (isSeq(node)) {
    const items = node.items.flatMap((item) => convert(walk, item as ParsedNode, depth + 1) ?? []);
    return { kind: 'list', flow: node.flow === true, items, ...blockSpan(node.flow, span, items.at(-1)) };
  }
  return isMap(node) ? convertMap(walk, node, span, depth) : undefined;
}

/** Whether a quoted scalar lacks its end: at the end of the file, the parser takes an escaped quote for it. */
function isOpen(type: string | undefined | null, raw: string): boolean {
  if (type !== 'QUOTE_SINGLE' && type !== 'QUOTE_DOUBLE') return false;
  if (type === 'QUOTE_SINGLE') return runBefore(raw, raw.length, "'") % 2 === 0;
  return raw.length < 2 || !raw.endsWith('"') || runBefore(raw, raw.length - 1, '\\') % 2 === 1;
}

/** How many of a letter are right before a place, not counting the first unit of the text. */
function runBefore(text: string, to: number, letter: string): number {
  let from = to;
  while (from > 1 && text[from - 1] === letter) from--;
  return to - from;
}

function convertMap(
  walk: Walk,
  node: ParsedNode & { items: readonly unknown[]; flow?: boolean },
  span: Span,
  depth: number,
): Node {
  const pairs: Pair[] = [];
  for (const { key, value } of node.items as readonly { key: ParsedNode; value: ParsedNode | null }[]) {
    const name = key ? convert(walk, key, depth + 1) : undefined;
    if (!name || name.kind !== 'scalar') {
      refuse(walk, 'key', key ? { from: walk.base + key.range[0], to: walk.base + key.range[1] } : span);
      continue;
    }
    const keySpan = { from: name.from, to: name.to };
    const nothing: Node = { kind: 'scalar', type: 'null', value: '', from: name.to, to: name.to };
    const converted = value ? convert(walk, value, depth + 1) : nothing;
    if (converted) pairs.push({ key: name.value, keySpan, value: converted });
  }
  return { kind: 'map', flow: node.flow === true, pairs, ...blockSpan(node.flow, span, pairs.at(-1)?.value) };
}

/** A block collection ends with its last value; the parser includes the line break. */
function blockSpan(flow: boolean | undefined, span: Span, last: Node | undefined): Span {
  return flow === true || !last ? span : { from: span.from, to: last.to };
}

/** The end of the last line with content; with `|+`, empty lines are content, too. */
function blockEnd({ source, base }: Walk, { from, to }: Span): number {
  const scalar = source.slice(from - base, to - base);
  if (/^[|>]\d?\+/.test(scalar)) return to;
  // Blanks at the end of that line are content, too.
  const end = scalar.indexOf('\n', scalar.trimEnd().length);
  return end < 0 ? to : from + end - (scalar[end - 1] === '\r' ? 1 : 0);
}

function refuse(walk: Walk, what: Refused, span: Span): undefined {
  walk.faults.push(refused(what, span));
}

function refused(what: Refused, span: Span): SidecarProblem {
  return { code: 'refused', what, span };
}

/** Deepest nesting that is read: a sidecar needs six. */
export const deepest = 48;

/**
 * Where a text nests so deeply, by brackets, by dashes on one line or by indentation, that it must be an attack, since
 * parsers recurse; else -1. Brackets and blanks in strings count, too, so the limit is ample.
 */
function tooDeep(text: string): number {
  const most = 4 * deepest;
  const indents: number[] = [];
  let brackets = 0;
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    let i = at;
    while (text.charCodeAt(i) === 32) i++;
    if (i < next && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) {
      while ((indents.at(-1) ?? -1) >= i - at) indents.pop();
      indents.push(i - at);
    }
    let marks = 0;
    while (i < next && isLead(text.charCodeAt(i))) if (text.charCodeAt(i++) !== 32) marks++;
    if (indents.length + marks > most) return at;
    for (; i < next; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 91 || unit === 123) brackets++;
      else if ((unit === 93 || unit === 125) && brackets > 0) brackets--;
      if (brackets > most) return i;
    }
    at = next;
  }
  return -1;
}

/** Whether a text has thousands of commas with nothing between, each of which is an error of its own to the parser. */
function tooEmpty(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf(',,'); at >= 0; at = text.indexOf(',,', at + 1)) if (++count > 2000) return true;
  return false;
}

/** Whether a text has thousands of tags and anchors, which are not read anyway and would stall the parser. */
function tooTagged(text: string): boolean {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 33 && unit !== 38) continue;
    const before = text.charCodeAt(i - 1);
    if ((i === 0 || before <= 32 || before === 44 || before === 91 || before === 123) && ++count > 2000) return true;
  }
  return false;
}

/** Whether a unit is a blank, `-`, `?` or `:`, which may begin a block within a block. */
function isLead(unit: number): boolean {
  return unit === 32 || unit === 45 || unit === 63 || unit === 58;
}
