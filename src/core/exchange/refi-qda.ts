import { pack, unpack, decodeUtf8, encodeUtf8 } from './bytes';
import type {
  Dropped,
  Exported,
  Format,
  Placed,
  Read,
  ReadContext,
  ReadProblem,
  WriteOptions,
  Written,
} from './format';
import { guidFor, idFor } from './ids';
import { inUnit, guessCounting, says, spanOf, type Guess } from './offsets';
import { pathOf, place, placedByOwnText, type Unplaced } from './place';
import { detailsBut, droppedFields, droppedLost } from './records';
import { codeGuid, codesIn, codesOf, plainGuid, tagsOf, xmlHead } from './refi-qda-codebook';
import { escapeXml, parseXml, unwritable, xml, type Element } from './xml';

/**
 * A project of REFI-QDA 1.5 (https://www.qdasoftware.org), a zip with `project.qde` and the texts: a tag is a code, an
 * annotation a coded selection of a text source, counted in code points, the end not included, as in the standard's
 * own sample project.
 */
export const refiQda: Format = { id: 'refi-qda', extension: '.qdpx', lossless: false, write, read };

const longestName = 255;

function write(sources: readonly Exported[], options: WriteOptions = {}): Written {
  const people = [...new Set(sources.flatMap(({ annotations }) => annotations.flatMap(({ by }) => by ?? [])))];
  const users = people.map((name) => xml('User', { guid: userGuid(name), name }));
  const project = xml('Project', { xmlns: 'urn:QDA-XML:project:1.0', name: 'Claimmark', origin: 'Claimmark' }, [
    ...(users.length > 0 ? [xml('Users', {}, users)] : []),
    xml('CodeBook', {}, [codesOf(tagsOf(sources, options))]),
    ...(sources.length > 0 ? [xml('Sources', {}, sources.map(sourceOf))] : []),
  ]);
  const texts = sources.map(({ source, text }) => [`sources/${sourceGuid(source)}.txt`, encodeUtf8(text)] as const);
  const files = Object.fromEntries([['project.qde', encodeUtf8(`${xmlHead}${project}\n`)], ...texts]);
  const fields = detailsBut('note', 'by', 'created', 'updated');
  const dropped = [...droppedLost(sources), ...forbidden(sources), ...droppedFields(sources, fields)];
  return { files: [{ name: 'project.qdpx', content: pack(files) }], dropped };
}

/** Annotations in which something can't be written in XML. */
function forbidden(sources: readonly Exported[]): Dropped[] {
  const texts = sources.flatMap(({ annotations }) =>
    annotations.map(({ tag, note = '', by = '' }) => `${tag}${note}${by}`),
  );
  const count = texts.filter((text) => text.search(unwritable) >= 0).length;
  return count > 0 ? [{ field: 'characters', count }] : [];
}

function sourceOf({ source, text, annotations }: Exported): string {
  const counter = inUnit(text, 'code-points');
  const guid = sourceGuid(source);
  const selections = annotations.flatMap((annotation) => {
    const { span } = annotation;
    if (!span) return [];
    const words = text.slice(span.from, span.to);
    return selectionOf(source, annotation, words, counter.count(span.from), counter.count(span.to));
  });
  return xml('TextSource', { guid, name: source, plainTextPath: `internal://${guid}.txt` }, selections);
}

function selectionOf(
  source: string,
  { id, tag, note, by, created, updated }: Placed,
  words: string,
  start: number,
  end: number,
): string {
  const said = {
    creatingUser: by === undefined ? undefined : userGuid(by),
    creationDateTime: dateTime(created),
  };
  const name = words.length > longestName ? `${words.slice(0, longestName).replace(/[\ud800-\udbff]$/, '')}…` : words;
  const place = { startPosition: start, endPosition: end, ...said, modifiedDateTime: dateTime(updated) };
  return xml('PlainTextSelection', { guid: guidFor(`selection ${source} ${id}`), name, ...place }, [
    ...(note === undefined ? [] : [xml('Description', {}, [escapeXml(note)])]),
    xml('Coding', { guid: guidFor(`coding ${source} ${id}`), ...said }, [
      xml('CodeRef', { targetGUID: codeGuid(tag) }),
    ]),
  ]);
}

function dateTime(time: string | undefined): string | undefined {
  return time !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(time)
    ? time
    : undefined;
}

const userGuid = (name: string): string => guidFor(`user ${name}`);
const sourceGuid = (source: string): string => guidFor(`source ${source}`);

function read(content: string | Uint8Array, context: ReadContext): Read {
  const files = unpack(typeof content === 'string' ? encodeUtf8(content) : content, (name) =>
    /\.(qde|txt)$/i.test(name),
  );
  if (typeof files === 'string') return { sources: [], problems: [{ code: files }] };
  const [, project] = [...files].find(([name]) => /(^|\/)project\.qde$/i.test(name)) ?? [];
  const root = project ? parseXml(decodeUtf8(project)) : 'not-this-format';
  if (typeof root === 'string') return { sources: [], problems: [{ code: root }] };
  const codes = codesIn(child(root, 'CodeBook') ?? root);
  const names = new Map(codes.map(({ guid, tag }) => [guid, tag.id]));
  const users = usersIn(root);
  const texts = new Map([...files].map(([name, bytes]) => [name.toLowerCase().replace(/^.*\//, ''), bytes]));
  const problems: ReadProblem[] = [];
  const taken = new Set<string>();
  const sources = (child(root, 'Sources')?.children ?? []).flatMap((element, i) => {
    const found = element.name === 'TextSource' ? textOf(element, texts) : undefined;
    const source = pathOf(sourceName(element, i), context);
    if (element.name !== 'TextSource') return [];
    if (source === undefined) return (problems.push({ code: 'forbidden', at: i + 1 }), []);
    const selections = selectionsIn(element, found ?? context.text(source));
    const entries = selections.flatMap((selection) => entriesOf(selection, i + 1, names, users, taken));
    if (found === undefined) return [place({ source, entries }, context, 'utf-16', problems)];
    return [placedByOwnText({ source, text: found, entries }, context, 'utf-16', problems)];
  });
  return { sources, tags: codes.map(({ tag }) => tag), problems };
}

/** A text of its own name is ours; a document in another form goes by its plain text. */
function sourceName({ attributes }: Element, index: number): string {
  const name = (attributes.get('name') ?? '') || `source-${index + 1}`;
  return /\.(txt|text|md|markdown)$/i.test(name) ? name : `${name}.txt`;
}

function textOf(element: Element, texts: ReadonlyMap<string, Uint8Array>): string | undefined {
  const path = /^internal:\/\/(?:.*\/)?(.+)$/i.exec(element.attributes.get('plainTextPath') ?? '')?.[1] ?? '';
  const bytes = texts.get(path.toLowerCase());
  return bytes ? decodeUtf8(bytes) : child(element, 'PlainTextContent')?.text;
}

/** One entry for each code of a selection; a selection without a code is one without a verdict. */
function entriesOf(
  { element, words, from, to }: Selection,
  at: number,
  names: ReadonlyMap<string, string>,
  users: ReadonlyMap<string, string>,
  taken: Set<string>,
): Unplaced[] {
  const note = child(element, 'Description')?.text;
  const codings = element.children.filter(({ name }) => name === 'Coding');
  return (codings.length > 0 ? codings : [element]).map((coding): Unplaced => {
    const code = plainGuid(child(coding, 'CodeRef')?.attributes.get('targetGUID') ?? '');
    const user = coding.attributes.get('creatingUser') ?? element.attributes.get('creatingUser');
    const by = user === undefined ? undefined : users.get(plainGuid(user));
    const [created, updated] = [element.attributes.get('creationDateTime'), element.attributes.get('modifiedDateTime')];
    const annotation = {
      id: idFor(undefined, coding.attributes.get('guid') ?? `${code} ${from}`, taken),
      tag: names.get(code) ?? 'unconfirmed',
      text: words,
      ...(note !== undefined && { note }),
      ...(by !== undefined && { by }),
      ...(created !== undefined && { created }),
      ...(updated !== undefined && updated !== created && { updated }),
    };
    return { annotation, at, ...(from !== undefined && to !== undefined && { from, to }) };
  });
}

function usersIn(root: Element): ReadonlyMap<string, string> {
  const users = child(root, 'Users')?.children ?? [];
  return new Map(
    users.map(({ attributes }) => [plainGuid(attributes.get('guid') ?? ''), attributes.get('name') ?? '']),
  );
}

function child(element: Element, name: string): Element | undefined {
  return element.children.find((one) => one.name === name);
}

/** A selection of a REFI-QDA text source: its words, and its place in the text in UTF-16 units where it has one. */
export interface Selection {
  readonly element: Element;
  readonly words: string;
  readonly from?: number;
  readonly to?: number;
}

interface Offsets {
  readonly from: number;
  readonly to: number;
  /** Most programs name a selection by its words; some cut them short, and people may name it otherwise. */
  readonly words?: string;
}

/**
 * The selections of a text source. The standard's text can be read as if the end were included, and programs differ;
 * so the names of the selections decide, where they are words, and else the end is not included.
 */
function selectionsIn(source: Element, text: string | undefined): Selection[] {
  const elements = source.children.filter(({ name }) => name === 'PlainTextSelection');
  const claims = elements.map(offsetsOf);
  if (text === undefined) return elements.map((element) => ({ element, words: element.attributes.get('name') ?? '' }));
  const readings = [0, 1].map((included) => readingOf(text, claims, included));
  const [best] = readings.sort((a, b) => b.right - a.right);
  return elements.map((element, i): Selection => {
    const name = element.attributes.get('name') ?? '';
    const claim = claims[i];
    const span = claim && best && spanOf({ ...claim, to: claim.to + best.included }, best.guess.counter);
    return span
      ? { element, words: text.slice(span.from, span.to).replace(/\r\n?/g, '\n'), ...span }
      : { element, words: name };
  });
}

function offsetsOf({ attributes }: Element): Offsets | undefined {
  const [start, end] = [attributes.get('startPosition') ?? '', attributes.get('endPosition') ?? ''];
  if (!/^\d{1,15}$/.test(start) || !/^\d{1,15}$/.test(end)) return undefined;
  const name = attributes.get('name') ?? '';
  return { from: Number(start), to: Number(end), ...(name !== '' && !/(…|\.\.\.)$/.test(name) && { words: name }) };
}

function readingOf(
  text: string,
  claims: readonly (Offsets | undefined)[],
  included: number,
): { included: number; guess: Guess; right: number } {
  const known = claims.flatMap((claim) => (claim ? [{ ...claim, to: claim.to + included }] : []));
  const named = known.filter(({ words }) => words !== undefined);
  const guess = guessCounting(text, named, 'code-points');
  const right = named.filter((claim) => {
    const span = spanOf(claim, guess.counter);
    return span !== undefined && says(text, span, claim);
  }).length;
  return { included, guess, right };
}
