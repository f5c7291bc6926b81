import type { About, Finish } from '../model/annotation';
import type { Span } from '../text/change';
import { decodeMap, decodeValue, noteUnknown } from './decode';
import { isOdd, moved, readChunk, readInner, readNode, type Item } from './entry';
import { looseChunk, outline, type Outline, type Section, type Unusual } from './outline';
import type { SidecarProblem } from './problem';
import { aboutFields, annotationFields, finishedShape, itemFields, version, type ListKey } from './schema';
import { readAnyYaml, type Reading } from './yaml/any';
import type { Node, Pair } from './yaml/node';
import { nextLine } from './yaml/splice';

/** A parsed sidecar. */
export interface Parsed {
  /** The outline, if the file has the usual form. */
  readonly outline: Outline | undefined;
  readonly source: string | undefined;
  readonly about: About;
  readonly finished: Finish | undefined;
  readonly annotations: readonly Item[];
  readonly dismissed: readonly Item[];
  /** The problems outside of items. */
  readonly problems: readonly SidecarProblem[];
  readonly newer: boolean;
  /** Whether something outside of items can't be read. */
  readonly broken: boolean;
}

interface Draft {
  text: string;
  source: string | undefined;
  about: About;
  finished: Finish | undefined;
  annotations: Item[];
  dismissed: Item[];
  problems: SidecarProblem[];
  newer: boolean;
  broken: boolean;
  readonly seen: Set<string>;
}

function draftOf(text: string): Draft {
  return {
    text,
    source: undefined,
    about: {},
    finished: undefined,
    annotations: [],
    dismissed: [],
    problems: [],
    newer: false,
    broken: false,
    seen: new Set(),
  };
}

/** Parses a file in the usual form. */
export function parseUsual(text: string, plan: Outline): Parsed {
  const draft = draftOf(text);
  takeFaults(
    draft,
    plan.strays.map((span) => ({ code: 'syntax', reason: 'structure', span })),
  );
  for (const section of plan.sections) {
    if (!section.chunks) {
      takeSection(draft, section);
      continue;
    }
    takeKey(draft, section.key, { from: section.from, to: section.valueFrom - 1 });
    const key = section.key === 'dismissed' ? 'dismissed' : 'annotations';
    takeItems(
      draft,
      key,
      section.chunks.map((chunk) => readChunk(text, chunk, itemFields[key])),
    );
  }
  return finish(draft, plan);
}

function takeSection(draft: Draft, section: Section): void {
  const { node, faults } = faultyStart(draft.text, section) ?? readNode(draft.text, section.from, section.to);
  takeFaults(draft, faults);
  if (node?.kind === 'map') for (const pair of node.pairs) takePair(draft, pair);
}

/** Length of a value, in UTF-16 units, beyond which its start is checked before all of it is parsed. Guessed. */
const longValue = 50_000;

/** Distance from a cut, in UTF-16 units, at which no fault comes from the cut. Guessed: an implicit key has 1,024 at most. */
const nearCut = 5000;

/** The faults at the start of a long value, whatever follows: an open bracket is none, since it may be closed later. */
function faultyStart(text: string, { from, to }: Span): Reading | undefined {
  if (to - from <= longValue) return undefined;
  const { faults } = readNode(text, from, nextLine(text, from + longValue));
  const certain = faults.filter(
    ({ code, span, ...rest }) =>
      code === 'syntax' && (rest as { reason?: unknown }).reason !== 'unclosed' && span.to < from + longValue - nearCut,
  );
  return certain.length > 0 ? { faults: certain } : undefined;
}

/**
 * The faults of a long file around the line that is not of the usual form, found by parsing it below its key with the
 * entry above it. The entries before don't matter: lines no deeper than the dashes end them.
 */
function faultyMiddle(text: string, { at, keyLine, entryFrom }: Unusual): Reading | undefined {
  if (text.length <= longValue) return undefined;
  const key = text.slice(keyLine.from, keyLine.to);
  const end = nextLine(text, Math.min(text.length, at + longValue));
  const source = key + text.slice(entryFrom, end);
  const sure = end === text.length ? source.length + 1 : source.length - nearCut;
  const faults = readAnyYaml(source, 0, source.length).faults.flatMap((fault): SidecarProblem[] => {
    const { from, to } = fault.span;
    const isUnclosed = end < text.length && fault.code === 'syntax' && fault.reason === 'unclosed';
    if (isUnclosed || from < key.length || (fault.code === 'refused' ? from : to) > sure) return [];
    return [{ ...fault, span: moved(fault.span, entryFrom - key.length) }];
  });
  return faults.length > 0 ? { faults } : undefined;
}

/** The fault of a long file in braces whose last line closes nothing: it was cut off. */
function cutInBraces(text: string): Reading | undefined {
  const [start = '', open = ''] = /^\ufeff?(?:[ \t]*(?:#[^\n]*)?\n)*([{[])(?![^\n]*[}\]]\s*:)/.exec(text) ?? [];
  if (text.length <= longValue || open === '') return undefined;
  let end = text.length;
  let last = '';
  while (end > 0 && /^\s*(?:#|\.\.\.|$)/.test(last)) {
    const from = text.lastIndexOf('\n', end - 1);
    last = text.slice(from + 1, end);
    end = Math.max(0, from);
  }
  if (/[}\]]\s*(?:\s#.*)?$/.test(last)) return undefined;
  const faults = [
    { code: 'syntax' as const, reason: 'unclosed' as const, span: { from: start.length - 1, to: start.length } },
  ];
  const { node } = readAnyYaml(text, 0, nextLine(text, longValue));
  return node ? { node, faults } : undefined;
}

function takeFaults(draft: Draft, faults: readonly SidecarProblem[]): void {
  draft.problems.push(...faults.slice(0, 20));
  if (faults.length > 0) draft.broken = true;
}

/** Parses a file in any other form of YAML; `unusual` is the place that shows the form. */
export function parseWhole(text: string, unusual?: Unusual): Parsed {
  const draft = draftOf(text);
  const ended = unusual && usualUpToEnd(text, unusual.at);
  if (ended) return ended;
  const certain = unusual && faultyMiddle(text, unusual);
  if (unusual && certain) return withoutLine(text, unusual.at, certain.faults);
  const { node, faults } = cutInBraces(text) ?? readAnyYaml(text, 0, text.length);
  takeFaults(draft, faults);
  if (node?.kind === 'map') for (const pair of node.pairs) takePair(draft, pair);
  else if (node) fail(draft, { code: 'type', field: 'file', wanted: 'map', span: { from: node.from, to: node.to } });
  else if (isBlank(text)) draft.problems.push({ code: 'empty', span: { from: 0, to: text.length } });
  else if (faults.length === 0) fail(draft, { code: 'type', field: 'file', wanted: 'map', span: { from: 0, to: 1 } });
  return finish(draft, undefined);
}

// The mark at the end of a document, with only such blanks and comments below it that all readers agree on.
const documentEnd = /^\.\.\. *(?:#[^\r\n]*)?(?:\r?\n *(?:#[^\r\n]*)?)*$/;

/** Parses a file of the usual form that ends in `...`, below which nothing can be added. */
function usualUpToEnd(text: string, at: number): Parsed | undefined {
  const rest = text.slice(at);
  if (!rest.startsWith('...') || isOdd(rest) || !documentEnd.test(rest)) return undefined;
  const above = text.slice(0, at);
  const plan = outline(above);
  return plan && 'sections' in plan ? { ...parseUsual(above, plan), outline: undefined } : undefined;
}

/** Parses a file that can't be written as if one of its lines were a comment. */
function withoutLine(text: string, at: number, faults: readonly SidecarProblem[]): Parsed {
  const { length } = text.slice(at, nextLine(text, at)).replace(/[\r\n]+$/, '');
  const rest = text.slice(0, at) + '#'.repeat(length) + text.slice(at + length);
  const plan = outline(rest);
  const parts =
    plan && 'sections' in plan ? parseUsual(rest, plan) : { ...finish(draftOf(rest), undefined), problems: [] };
  return {
    ...parts,
    outline: undefined,
    broken: true,
    problems: [...faults.slice(0, 20), ...parts.problems.filter(({ code }) => code !== 'missing')],
  };
}

/** Whether a text has only blanks and comments. */
function isBlank(text: string): boolean {
  return !/^\ufeff?[^\S\n]*[^\s#\ufeff]/m.test(text);
}

function fail(draft: Draft, problem: SidecarProblem): void {
  draft.problems.push(problem);
  draft.broken = true;
}

function takeKey(draft: Draft, key: string, span: Span): void {
  if (draft.seen.has(key)) fail(draft, { code: 'duplicate-key', key, span });
  draft.seen.add(key);
}

/** The keys of a file. A key that nearly equals one is a slip, and what it holds is not read. */
const fileKeys = ['claimmark', 'source', 'about', 'finished', 'annotations', 'dismissed'];

function takePair(draft: Draft, { key, keySpan, value }: Pair): void {
  takeKey(draft, key, keySpan);
  const span = { from: value.from, to: value.to };
  switch (key) {
    case 'claimmark':
      takeVersion(draft, value, span);
      break;
    case 'source':
      if (value.kind === 'scalar' && value.type !== 'null') draft.source = value.value;
      else if (value.kind !== 'scalar') draft.problems.push({ code: 'type', field: key, wanted: 'text', span });
      break;
    case 'about':
      if (value.kind === 'map') draft.about = decodeMap(value, aboutFields, draft.problems) ?? {};
      else if (!isNull(value)) fail(draft, { code: 'type', field: key, wanted: 'map', span });
      break;
    case 'finished':
      draft.finished = decodeValue(value, key, finishedShape, draft.problems) as Finish | undefined;
      break;
    case 'annotations':
    case 'dismissed':
      if (value.kind === 'list') takeList(draft, key, value.items);
      else if (!isNull(value)) fail(draft, { code: 'type', field: key, wanted: 'list', span });
      break;
    default:
      noteUnknown(key, keySpan, fileKeys, draft.problems);
  }
}

function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.type === 'null';
}

function takeList(draft: Draft, key: 'annotations' | 'dismissed', nodes: readonly Node[]): void {
  takeItems(
    draft,
    key,
    nodes.map((node) => readInner(node, itemFields[key])),
  );
}

/** Adds the items of a list. Entries in a list within it make the file broken: they are shown, but can't be changed there. */
function takeItems(draft: Draft, key: ListKey, items: readonly Item[]): void {
  draft[key] = draft[key].concat(items);
  if (items.some(({ within }) => within)) draft.broken = true;
}

function takeVersion(draft: Draft, value: Node, span: Span): void {
  const number = value.kind === 'scalar' && value.type === 'number' ? Number(value.value) : NaN;
  if (!Number.isInteger(number) || number < 1) {
    fail(draft, { code: 'version', value: value.kind === 'scalar' ? value.value : '', span });
  } else if (number > version) {
    draft.newer = true;
    draft.problems.push({ code: 'newer', version: number, span });
  }
}

function finish(draft: Draft, plan: Outline | undefined): Parsed {
  const { text, source, about, finished, annotations, dismissed, problems, newer, seen } = draft;
  const start = { from: 0, to: Math.min(text.length, 1) };
  for (const field of ['claimmark', 'source'] as const) {
    if (!seen.has(field) && !problems.some(({ code }) => code === 'empty')) {
      problems.push({ code: 'missing', field, span: start });
    }
  }
  const last = [...annotations, ...dismissed].reduce<Item | undefined>((a, b) => (a && a.to > b.to ? a : b), undefined);
  // A file can also be cut between the two characters of its last line break.
  const cut = last !== undefined && !last.sound && last.to === text.length && !/[\r\n]$/.test(text);
  const truncated = cut || text.endsWith('\r');
  if (truncated) problems.push({ code: 'syntax', reason: 'truncated', span: { from: text.length, to: text.length } });
  const broken = draft.broken || truncated;
  return { outline: plan, source, about, finished, annotations, dismissed, problems, newer, broken };
}

/**
 * The annotations of a file that is no YAML, wherever lines look like an entry. Other chunks are searched for entries
 * within, until that has taken as long as parsing the whole ten times.
 */
export function salvage(text: string): readonly Item[] {
  const items: Item[] = [];
  let effort = 10 * text.length + 100_000;
  for (let chunk = looseChunk(text, 0); chunk;) {
    const { from, to } = chunk;
    effort -= to - from;
    const words = text.slice(from, to);
    const item = /\btext\b/.test(words) && /\btag\b/.test(words) ? readChunk(text, chunk, annotationFields) : undefined;
    const found = item?.values ? [item] : (item?.within ?? []);
    items.push(...found);
    chunk = looseChunk(text, found.length > 0 || effort < 0 ? to : nextLine(text, from));
  }
  return items;
}
