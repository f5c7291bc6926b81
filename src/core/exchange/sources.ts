import { defined } from '../model/annotation';
import { eachBySteps, eachInSteps } from '../text/steps';
import { addTo, countBy } from '../text/grouped';
import { folded, folding, placesOf } from './foldedWords';
import type {
  Draft,
  Imported,
  LeftOut,
  LeftRecord,
  Parsed,
  ParsedDocument,
  PlacedRecord,
  Read,
  ReadContext,
} from './format';
import { freshName, pathOf, percentDecoded } from './paths';
import {
  foldedSpan,
  isPlaced,
  paging,
  placingDrafts,
  recordAt,
  telling,
  type Doubt,
  type Page,
  type Placement,
} from './placeRecords';

/**
 * Assigns every record of a file to the source with its text, or says why it has none here. Words decide: a text in the
 * file is searched in the sources here, whatever their names; a name without a text counts only if the words of its
 * records are in that source.
 */
export function* reading(parsed: Parsed, context: ReadContext): Generator<undefined, Read> {
  const library = new Library(context);
  const homes = yield* homesOf(parsed, context, library);
  const sources = new Map<string, Imported & { readonly records: PlacedRecord[] }>();
  const left: LeftRecord[] = [];
  const parts: Draft[] = [];
  const placed = yield* placedTogether(parsed, homes, library);
  for (const [i, document] of parsed.documents.entries()) {
    const home = homes[i] ?? { code: 'no-source', detail: '' };
    const drafts = placeable(document);
    const into = 'code' in home ? undefined : groupOf(sources, home, document);
    drafts.forEach((draft) => {
      const result = placed.get(draft) ?? ('code' in home ? home : { code: 'no-words' as const });
      if ('code' in result) left.push({ draft, why: result, ...(into && { source: into.source }) });
      else into?.records.push(result);
    });
    for (const draft of document.drafts) {
      if (draft.left) left.push({ draft, why: draft.left, ...(into && { source: into.source }) });
      else if (draft.partOf) parts.push(draft);
      else if (!draft.annotation) left.push({ draft, why: { code: 'malformed' } });
    }
    yield;
  }
  const { tags = [], remarks = [], lines = false } = parsed;
  const drafts = parsed.documents.flatMap((document) => document.drafts);
  return { drafts, sources: [...sources.values()], left, parts, tags, remarks, lines };
}

/** The drafts of a document that need a place. */
function placeable({ drafts }: ParsedDocument): readonly Draft[] {
  return drafts.filter((draft) => draft.annotation && !draft.left && !draft.partOf);
}

/**
 * Places the drafts of all documents that have a home. Documents without a text of their own are placed together, so
 * that each source is read only once for all its documents.
 */
function* placedTogether(
  parsed: Parsed,
  homes: readonly (Home | LeftOut)[],
  library: Library,
): Generator<undefined, ReadonlyMap<Draft, PlacedRecord | LeftOut>> {
  const groups = new Map<string, { home: Home; document: ParsedDocument; drafts: Draft[] }>();
  for (const [i, document] of parsed.documents.entries()) {
    const home = homes[i];
    if (!home || 'code' in home) continue;
    const key = document.text === undefined ? `${home.doubtful ?? ''} ${home.source}` : `#${i}`;
    const group = groups.get(key) ?? { home, document, drafts: [] };
    groups.set(key, group);
    for (const draft of placeable(document)) group.drafts.push(draft);
  }
  const placed = new Map<Draft, PlacedRecord | LeftOut>();
  for (const { home, document, drafts } of groups.values()) {
    const results = yield* placedIn(home, document, drafts, parsed, library);
    drafts.forEach((draft, n) => placed.set(draft, results[n] ?? { code: 'no-words' }));
    yield;
  }
  return placed;
}

/** The texts here, each folded once. */
class Library {
  private readonly pages = new Map<string, Page | undefined>();
  private byWords: ReadonlyMap<string, string> | undefined;

  constructor(private readonly context: ReadContext) {}

  *page(source: string): Generator<undefined, Page | undefined> {
    if (this.pages.has(source)) return this.pages.get(source);
    const text = this.context.text(source);
    const page = text === undefined ? undefined : yield* paging(text);
    this.pages.set(source, page);
    return page;
  }

  /** The source with exactly these folded words. */
  *ofWords(words: string): Generator<undefined, string | undefined> {
    this.byWords ??= yield* this.readAll();
    return this.byWords.get(words);
  }

  private *readAll(): Generator<undefined, ReadonlyMap<string, string>> {
    const byWords = new Map<string, string>();
    for (const source of this.context.sources ?? []) {
      const page = yield* this.page(source);
      if (page && page.folded.text !== '') byWords.set(page.folded.text, source);
    }
    return byWords;
  }
}

/** The source to which a document belongs. */
interface Home {
  readonly source: string;
  /** Set if the document may be about another text: then only words in their context count. */
  readonly doubtful?: Doubt;
  /** The offset of the document's own text in the folded source. */
  readonly at?: number;
  /** Whether the document's text is another version of the source's. */
  readonly edited?: boolean;
  /** The document's text, if a source is to be created from it. */
  readonly text?: string;
}

function groupOf(
  sources: Map<string, Imported & { readonly records: PlacedRecord[] }>,
  { source, text }: Home,
  document: ParsedDocument,
): Imported & { readonly records: PlacedRecord[] } {
  const known = sources.get(source);
  if (known) {
    const merged = { ...known, about: { ...document.about, ...known.about } };
    sources.set(source, merged);
    return merged;
  }
  const made = { source, about: document.about ?? {}, records: [], ...(text !== undefined && { text }) };
  sources.set(source, made);
  return made;
}

function* homesOf(
  parsed: Parsed,
  context: ReadContext,
  library: Library,
): Generator<undefined, readonly (Home | LeftOut)[]> {
  const { documents } = parsed;
  const wordsOf = yield* eachBySteps(documents, function* ({ text = '' }) {
    return (yield* folding(text)).text;
  });
  const homes: (Home | LeftOut | undefined)[] = [];
  for (const [i, document] of documents.entries()) {
    const { text, left } = document;
    homes.push(
      left ??
        (text === undefined
          ? named(document, context)
          : yield* ofOwnText(document, wordsOf[i] ?? '', context, library)),
    );
    yield;
  }
  const search = { documents, wordsOf, homes, context, library };
  yield* partsOfSources(search);
  yield* byTheirWords(search);
  const made = new Set<string>();
  return yield* eachInSteps(documents, (document, i) => homes[i] ?? homeless(document, i, context, made));
}

/** The path of a source here by one of a document's names; or why not, if a name leads to an ignored folder. */
function knownName(names: readonly string[], context: ReadContext): string | LeftOut | undefined {
  for (const name of names) {
    const path = pathOf(name);
    if (path === undefined) return { code: 'outside', detail: name };
    const spelled = [path, percentDecoded(path)];
    const known = spelled.find((one) => context.text(one) !== undefined) ?? context.from?.(name);
    if (known !== undefined) return known;
    const [why] = spelled.flatMap((one) => context.whyNot?.(one) ?? []);
    if (why !== undefined) return { code: 'unread', detail: why };
  }
  return undefined;
}

/** The home of a document without a text, according to its names. */
function named({ names }: ParsedDocument, context: ReadContext): Home | LeftOut | undefined {
  const known = knownName(names, context);
  if (typeof known === 'string') return { source: known };
  if (known) return known;
  return names.length === 0 && context.source !== undefined ? { source: context.source } : undefined;
}

/** The home of a document with a text, if a source has exactly that text. */
function* ofOwnText(
  document: ParsedDocument,
  words: string,
  context: ReadContext,
  library: Library,
): Generator<undefined, Home | LeftOut | undefined> {
  const known = knownName(document.names, context);
  if (typeof known === 'object') return known;
  for (const source of [known, context.source])
    if (source !== undefined && (yield* library.page(source))?.folded.text === words) return { source, at: 0 };
  const found = words === '' ? undefined : yield* library.ofWords(words);
  return found === undefined ? undefined : { source: found, at: 0 };
}

/** Fewest folded units of a text that is searched inside of sources not named for it. Guessed. */
const shortestPart = 20;

/** The search for the homes of documents that have none by name or by their whole text. */
interface HomeSearch {
  readonly documents: readonly ParsedDocument[];
  /** The folded text of each document. */
  readonly wordsOf: readonly string[];
  /** The home of each document, as far as it is found. */
  readonly homes: (Home | LeftOut | undefined)[];
  readonly context: ReadContext;
  readonly library: Library;
}

/** Finds homes for texts that are parts of a source, such as its lines, or other versions of it. */
function* partsOfSources(search: HomeSearch): Generator<undefined> {
  const { documents, wordsOf, homes, context } = search;
  const open = (): number[] =>
    documents.flatMap(({ text }, i) => (text !== undefined && homes[i] === undefined ? [i] : []));
  const expected = new Map<string, number[]>();
  for (const i of open()) {
    for (const source of candidates(documents[i], context)) addTo(expected, source, i);
  }
  for (const [source, members] of expected) {
    yield* settleParts(search, source, members);
    yield* otherVersions(search, source, members);
  }
  for (const source of context.sources ?? []) {
    const members = open().filter((i) => (wordsOf[i]?.length ?? 0) >= shortestPart);
    if (members.length === 0) break;
    yield* settleParts(search, source, members);
  }
}

/** Assigns texts that have most of their words in common with a source. */
function* otherVersions(
  { documents, homes, context, library }: HomeSearch,
  source: string,
  members: readonly number[],
): Generator<undefined> {
  const page = yield* library.page(source);
  for (const i of members) {
    yield;
    const near = likeness(page?.text ?? '', documents[i]?.text ?? '');
    const isNamed = knownName(documents[i]?.names ?? [], context) === source;
    if (homes[i] === undefined && near >= (isNamed ? related.named : related.unnamed))
      homes[i] = { source, edited: true };
  }
}

/** The sources to which a document with a text may belong, according to its name or to the person. */
function candidates(document: ParsedDocument | undefined, context: ReadContext): readonly string[] {
  const known = knownName(document?.names ?? [], context);
  return [known, context.source].filter((one): one is string => typeof one === 'string');
}

/** Assigns texts that occur once in a source, and identical ones that occur as often as there are texts, in order. */
function* settleParts(
  { wordsOf, homes, library }: HomeSearch,
  source: string,
  members: readonly number[],
): Generator<undefined> {
  const page = yield* library.page(source);
  if (!page) return;
  const alike = new Map<string, number[]>();
  for (const i of members) if (homes[i] === undefined) addTo(alike, wordsOf[i] ?? '', i);
  const places = yield* placesOf(page.folded.text, [...alike.keys()]);
  [...alike.values()].forEach((group, n) => {
    const found = places[n] ?? [];
    if (found.length === group.length) group.forEach((i, k) => (homes[i] = { source, at: found[k] ?? 0 }));
    else if (found.length > 0) group.forEach((i) => (homes[i] = { code: 'ambiguous' }));
  });
}

/** Fewest shares of words in common by which a text counts as another version of a source. Guessed. */
const related = { named: 0.5, unnamed: 0.9 };

/** The share of words that two texts have in common, from 0 to 1. */
function likeness(a: string, b: string): number {
  // Fast path: texts of very different lengths have little in common.
  if (4 * Math.min(a.length, b.length) < related.named * (a.length + b.length)) return 0;
  const [left, right] = [a, b].map((text) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
  const counts = countBy(left ?? [], (word) => word);
  let common = 0;
  for (const word of right ?? []) {
    const count = counts.get(word) ?? 0;
    if (count > 0) common++;
    counts.set(word, count - 1);
  }
  const all = (left?.length ?? 0) + (right?.length ?? 0);
  return all === 0 ? 0 : (2 * common) / all;
}

/** Finds homes for documents without a known name: the source with the most words of their records. */
function* byTheirWords({ documents, homes, context, library }: HomeSearch): Generator<undefined> {
  const open = documents.flatMap((document, i) => (document.text === undefined && homes[i] === undefined ? [i] : []));
  if (open.length === 0) return;
  const drafts = open.flatMap((i) =>
    (documents[i]?.drafts ?? []).filter(({ pointer }) => pointer?.words).map((draft) => ({ draft, i })),
  );
  const only = context.source === undefined ? undefined : [context.source];
  const best = new Map<number, { source: string; count: number; tie: boolean }>();
  for (const source of only ?? context.sources ?? []) {
    const page = yield* library.page(source);
    if (!page) continue;
    const found = yield* placingDrafts(
      page,
      drafts.map(({ draft }) => wordsOnly(draft)),
      'utf-16',
      'together',
    );
    const here = new Map<number, Draft[]>();
    drafts.forEach(({ draft, i }, n) => {
      if (found[n] && isPlaced(found[n])) addTo(here, i, draft);
    });
    for (const [i, placed] of here) {
      const known = best.get(i);
      if (!areTelling(placed)) continue;
      if (!known || placed.length > known.count) best.set(i, { source, count: placed.length, tie: false });
      else if (placed.length === known.count) best.set(i, { ...known, tie: true });
    }
  }
  for (const [i, { source, tie }] of best) homes[i] = tie ? { code: 'ambiguous' } : { source, doubtful: 'together' };
}

/** Whether words are in a source by more than chance: one passage with its context, or several together. */
function areTelling(drafts: readonly Draft[]): boolean {
  const letters = drafts.reduce((sum, { pointer }) => sum + folded(pointer?.words ?? '').text.length, 0);
  return letters >= telling.words || drafts.some(({ pointer }) => pointer?.before || pointer?.after);
}

/** A record by its words alone, since its offsets belong to an unknown text. */
function wordsOnly(draft: Draft): Draft {
  const { words, before, after } = draft.pointer ?? {};
  return { ...draft, pointer: { ...(words && { words }), ...(before && { before }), ...(after && { after }) } };
}

function homeless(document: ParsedDocument, index: number, context: ReadContext, made: Set<string>): Home | LeftOut {
  const { text, names } = document;
  const here =
    typeof knownName(names, context) === 'string' ||
    (context.source !== undefined && !context.isAtHand && text !== undefined);
  const [name = ''] = names;
  if (text === undefined)
    return { code: context.source === undefined || name === '' ? 'no-source' : 'other-text', detail: name };
  const isFree = (one: string): boolean => context.text(one) === undefined && !made.has(one.toLowerCase());
  const source = freshName(name === '' ? `text-${index + 1}.txt` : name, isFree);
  if (context.create && text.trim() !== '') {
    made.add(source.toLowerCase());
    return { source, text, at: 0 };
  }
  return here ? { code: 'other-text', detail: excerptOf(text) } : { code: 'text-not-here', detail: source };
}

const excerptOf = (text: string): string => text.trim().slice(0, 60);

/** Places the records of a document in its source. */
function* placedIn(
  home: Home,
  document: ParsedDocument,
  drafts: readonly Draft[],
  { unit }: Parsed,
  library: Library,
): Generator<undefined, readonly (PlacedRecord | LeftOut)[]> {
  const page = home.text === undefined ? yield* library.page(home.source) : yield* paging(home.text);
  if (!page) return drafts.map(() => ({ code: 'no-source', detail: home.source }));
  const placements =
    document.text === undefined || document.text === page.text
      ? yield* placingDrafts(page, drafts, unit, home.doubtful)
      : yield* throughOwnText(home, yield* paging(document.text), page, drafts, unit);
  return yield* eachInSteps(drafts, (draft, i): PlacedRecord | LeftOut => {
    const placement = placements[i] ?? { code: 'no-words' };
    const { annotation } = draft;
    if (!annotation) return { code: 'malformed' };
    if (isPlaced(placement)) return recordAt(page.text, page.starts, placement, draft, annotation);
    const { words = '', before, after } = draft.pointer ?? {};
    if (!draft.lost || words === '') return placement;
    const kept = { ...annotation, text: words, ...defined({ before, after }) };
    return { draft, annotation: kept, remarks: ['lost'] };
  });
}

/** Places records in the text of their file, and from there in the source. */
function* throughOwnText(
  { at, edited }: Home,
  own: Page,
  page: Page,
  drafts: readonly Draft[],
  unit: Parsed['unit'],
): Generator<undefined, readonly Placement[]> {
  const there = yield* placingDrafts(own, drafts, unit);
  if (edited) {
    const moved = yield* eachInSteps(drafts, (draft, i): Draft => {
      const placement = there[i];
      if (!placement || !isPlaced(placement)) return { ...draft, pointer: {} };
      const { from, to } = placement.span;
      const [before, after] = [own.text.slice(Math.max(0, from - 64), from), own.text.slice(to, to + 64)];
      return { ...draft, pointer: { words: own.text.slice(from, to), before, after } };
    });
    const here = yield* placingDrafts(page, moved, unit);
    return here.map((placement, i) =>
      isPlaced(there[i] ?? { code: 'no-words' }) ? placement : (there[i] ?? placement),
    );
  }
  return yield* eachInSteps(there, (placement): Placement => {
    if (!isPlaced(placement)) return placement;
    const span = foldedSpan(own.folded, placement.span);
    const [from, to] = [page.folded.from[(at ?? 0) + span.from], page.folded.to[(at ?? 0) + span.to - 1]];
    if (from === undefined || to === undefined || from >= to) return { code: 'not-found' };
    return { ...placement, span: { from, to } };
  });
}
