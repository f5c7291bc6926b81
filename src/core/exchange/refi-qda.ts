import { defined, type Link } from '../model/annotation';
import { encodeUtf8 } from '../text/encoding';
import { eachBySteps, eachInSteps } from '../text/steps';
import { countBy, grouped } from '../text/grouped';
import { pack, textOf, unpack } from './bytes';
import type {
  Draft,
  Dropped,
  Exported,
  FileProblem,
  Foreign,
  Format,
  LeftOut,
  ParsedDocument,
  Parsing,
  Placed,
  WriteOptions,
  Written,
} from './format';
import { guidFor, idFor, type Taken } from './ids';
import { inUnit } from './offsets';
import { detailsBut, droppedFields, droppedLost, excerptOf, highlight, timesOf } from './records';
import { codeGuid, codesIn, codesOf, plainGuid, tagsOf, xmlHead } from './refi-qda-codebook';
import { childrenOf, guidOf, momentsIn, placesIn, selectionsIn, type Selection } from './refi-qda-selections';
import { exportedLinks, linkDraft } from './links';
import { percentDecoded } from './paths';
import { escapeXml, parsingXml, unwritable, xml, type Element } from './xml';

/**
 * A project of REFI-QDA 1.5 (https://www.qdasoftware.org), a zip with `project.qde` and the texts. A tag is a code; an
 * annotation is a coded selection of a text source, in code points, without the end, as in the standard's own sample
 * project.
 */
export const refiQda: Format = {
  id: 'refi-qda',
  title: 'REFI-QDA',
  extension: '.qdpx',
  reads: '.qdpx, .qde',
  lossless: false,
  carries: {
    out: ['note', 'by', 'created', 'updated', 'links', 'texts'],
    in: ['note', 'by', 'created', 'updated', 'links', 'texts'],
  },
  write,
  parse,
};

const longestName = 255;

function write(sources: readonly Exported[], options: WriteOptions = {}): Written {
  const links = linksOf(sources);
  const people = [
    ...new Set([...sources.flatMap(({ annotations }) => annotations.flatMap(({ by }) => by ?? [])), ...links.people]),
  ];
  const users = people.map((name) => xml('User', { guid: userGuid(name), name }));
  const project = xml('Project', { xmlns: 'urn:QDA-XML:project:1.0', name: 'Claimmark', origin: 'Claimmark' }, [
    ...(users.length > 0 ? [xml('Users', {}, users)] : []),
    xml('CodeBook', {}, [codesOf(tagsOf(sources, options))]),
    ...(sources.length > 0 ? [xml('Sources', {}, sources.map(sourceOf))] : []),
    ...(links.notes.length > 0 ? [xml('Notes', {}, links.notes)] : []),
    ...(links.links.length > 0 ? [xml('Links', {}, links.links)] : []),
  ]);
  const texts = sources.map(({ source, text }) => [`sources/${sourceGuid(source)}.txt`, encodeUtf8(text)] as const);
  const files = Object.fromEntries([['project.qde', encodeUtf8(`${xmlHead}${project}\n`)], ...texts]);
  const fields = detailsBut('note', 'by', 'created', 'updated', 'links');
  const details = droppedFields(sources, fields);
  const dropped = [...droppedLost(sources), ...forbidden(sources), ...links.dropped, ...details];
  return { files: [{ name: 'project.qdpx', content: pack(files) }], dropped };
}

interface WrittenLinks {
  readonly notes: readonly string[];
  readonly people: readonly string[];
  readonly links: readonly string[];
  readonly dropped: readonly Dropped[];
}

/** Links between selections, with their notes; a link with an end that is not exported is dropped. */
function linksOf(sources: readonly Exported[]): WrittenLinks {
  const all = [...exportedLinks(sources).values()].flat();
  const placed = all.filter(({ annotation, target }) => annotation.span && target.annotation.span);
  const written = placed.map(({ link, source, annotation, target }) => {
    const guid = guidFor(`link ${source} ${annotation.id} ${link.relation} ${link.to}`);
    const ends = {
      originGUID: selectionGuid(source, annotation),
      targetGUID: selectionGuid(target.source, target.annotation),
    };
    const note = noteOf(link, guid);
    const reference = note ? [xml('NoteRef', { targetGUID: note.guid })] : [];
    return { note, link: xml('Link', { guid, name: link.relation, direction: 'OneWay', ...ends }, reference) };
  });
  const kept = countBy(placed, ({ annotation }) => annotation);
  const annotations = sources.flatMap((one) => one.annotations).filter(({ span }) => span);
  const count = annotations.filter((one) => (one.links?.length ?? 0) > (kept.get(one) ?? 0)).length;
  return {
    notes: written.flatMap(({ note }) => note?.xml ?? []),
    people: placed.flatMap(({ link }) => link.by ?? []),
    links: written.map(({ link }) => link),
    dropped: count > 0 ? [{ field: 'links', count }] : [],
  };
}

/** The note of a link, which tells its author and time, since a link of the standard can't. */
function noteOf({ relation, note, by, created }: Link, link: string): { guid: string; xml: string } | undefined {
  if (note === undefined && by === undefined && created === undefined) return undefined;
  const guid = guidFor(`note of ${link}`);
  const said = {
    creatingUser: by === undefined ? undefined : userGuid(by),
    creationDateTime: dateTime(created),
  };
  const text = note === undefined ? [] : [xml('PlainTextContent', {}, [escapeXml(note)])];
  return { guid, xml: xml('Note', { guid, name: relation, ...said }, text) };
}

const selectionGuid = (source: string, { id }: Placed): string => guidFor(`selection ${source} ${id}`);

/** Counts annotations with characters that XML can't hold. */
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

function selectionOf(source: string, annotation: Placed, words: string, start: number, end: number): string {
  const { id, tag, note, by, created, updated } = annotation;
  const said = {
    creatingUser: by === undefined ? undefined : userGuid(by),
    creationDateTime: dateTime(created),
  };
  const name = words.length > longestName ? `${words.slice(0, longestName).replace(/[\ud800-\udbff]$/, '')}…` : words;
  const place = { startPosition: start, endPosition: end, ...said, modifiedDateTime: dateTime(updated) };
  return xml('PlainTextSelection', { guid: selectionGuid(source, annotation), name, ...place }, [
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

function* parse(content: string | Uint8Array): Parsing {
  const archive = typeof content === 'string' ? encodeUtf8(content) : content;
  // A project taken out of its archive has only the texts inside itself.
  const isBare = archive[0] !== 0x50 || archive[1] !== 0x4b;
  const files = isBare
    ? new Map([['project.qde', archive]])
    : yield* unpack(archive, (name) => /\.(qde|txt|md|text)$/i.test(name));
  if ('code' in files) return files;
  const [, bytes] = [...files].find(([name]) => /(^|\/)[^/]*\.qde$/i.test(name)) ?? [];
  const text = bytes && textOf(bytes);
  const root = typeof text === 'string' ? yield* parsingXml(text) : (text ?? ({ code: 'not-this-format' } as const));
  if ('code' in root) return root;
  const codes = codesIn(child(root, 'CodeBook') ?? root);
  const project: Project = {
    names: new Map(codes.map(({ guid, tag }) => [guid, tag.id])),
    users: usersIn(root),
    texts: byName(files),
    notes: new Map(childrenOf(child(root, 'Notes')).map((note) => [guidOf(note), note])),
    links: childrenOf(child(root, 'Links')),
    drafts: new Map(),
    taken: new Map(),
  };
  const documents = yield* eachBySteps(childrenOf(child(root, 'Sources')), (source, i) =>
    documentsOf(source, i + 1, project),
  );
  const others = othersIn(root, project);
  return {
    documents: [...documents.flat(), ...(others.length > 0 ? [{ names: [], drafts: others }] : [])],
    tags: codes.map(({ tag }) => tag),
    unit: 'utf-16',
  };
}

interface ArchiveFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The parts of a project that others refer to, by plain GUID. */
interface Project {
  readonly names: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, string>;
  /** The files of the archive, each with its path, by name without folder in lower case. */
  readonly texts: ReadonlyMap<string, readonly ArchiveFile[]>;
  readonly notes: ReadonlyMap<string, Element>;
  readonly links: readonly Element[];
  /** The draft of each selection and each coding, by its GUID. */
  readonly drafts: Map<string, Draft>;
  readonly taken: Taken;
}

/** The documents of a source of any kind: it is a text, or has one as its representation, transcript or description. */
function* documentsOf(source: Element, at: number, project: Project): Generator<undefined, ParsedDocument[]> {
  const carriers = /^(?:Representation|Transcript|TextDescription)$/;
  const within = childrenOf(source).filter(({ name }) => carriers.test(name));
  if (source.name === 'TextSource') return [yield* documentOf(source, undefined, at, project)];
  const own = regionsIn(source, at, project);
  const documents = yield* eachBySteps(within, (text) => documentOf(text, source, at, project));
  return [...documents, ...(own.length > 0 ? [{ names: [], drafts: own }] : [])];
}

function* documentOf(
  element: Element,
  whole: Element | undefined,
  at: number,
  project: Project,
): Generator<undefined, ParsedDocument> {
  const names = [element, ...(whole ? [whole] : [])].flatMap((one) => sourceNames(one));
  const { file, text } = textIn(element, project);
  const selections = yield* selectionsIn(element, text);
  const drafts = yield* eachInSteps(selections, (selection) => draftsOf(selection, at, project));
  const others = regionsIn(element, at, project);
  const left: LeftOut | undefined = typeof text === 'object' ? { code: 'bytes', detail: file } : undefined;
  return {
    names,
    drafts: [...drafts.flat(), ...others],
    ...(typeof text === 'string' && { text }),
    ...(left && { left }),
  };
}

/** The parts of a source that are left out: memos, notes, and selections of a page, a picture or a sound. */
function regionsIn(element: Element, at: number, { notes }: Project): Draft[] {
  const moments = momentsIn(element);
  return childrenOf(element).flatMap((part): Draft[] => {
    const said = { at, name: excerptOf(element.attributes.get('name'), part.attributes.get('name'), part.text) };
    if (part.name === 'Description' && part.text.trim() !== '')
      return [{ ...said, left: { code: 'no-place', kind: 'memo' } }];
    if (/Selection$/.test(part.name) && !placesIn(part, moments))
      return [{ ...said, left: { code: 'no-place', kind: 'region' } }];
    if (part.name === 'Coding') return [{ ...said, left: { code: 'page-note' } }];
    const note = part.name === 'NoteRef' ? notes.get(plainGuid(part.attributes.get('targetGUID') ?? '')) : undefined;
    return note ? [{ ...said, name: noteName(note), left: { code: 'no-place', kind: 'memo' } }] : [];
  });
}

const noteName = (note: Element): string =>
  excerptOf(note.attributes.get('name'), child(note, 'PlainTextContent')?.text);

/** The parts of a project outside its sources: notes without a reference, links, cases, sets. */
function othersIn(root: Element, project: Project): Draft[] {
  const { notes, links } = project;
  const referred = new Set<string>();
  const visit = (element: Element): void => {
    if (element.name === 'NoteRef') referred.add(plainGuid(element.attributes.get('targetGUID') ?? ''));
    element.children.forEach(visit);
  };
  childrenOf(child(root, 'Sources')).forEach(visit);
  const drafts = links.map((element, i) => linkOf(element, i + 1, project));
  for (const [i, { link }] of drafts.entries()) if (link && links[i]) visit(links[i]);
  const left = (elements: readonly Element[], kind: Foreign): Draft[] =>
    elements.map((element, i) => ({
      at: i + 1,
      name: excerptOf(
        element.attributes.get('name') ?? element.attributes.get('guid'),
        child(element, 'Description')?.text ?? (element.name === 'Description' ? element.text : ''),
      ),
      left: { code: 'no-place', kind },
    }));
  return [
    ...[...notes]
      .filter(([guid]) => !referred.has(guid))
      .map(([, note], i): Draft => ({ at: i + 1, name: noteName(note), left: { code: 'no-place', kind: 'memo' } })),
    ...drafts,
    ...left(
      childrenOf(root).filter(({ name, text }) => name === 'Description' && text.trim() !== ''),
      'memo',
    ),
    ...left(childrenOf(child(root, 'Cases')), 'case'),
    ...[root, child(root, 'CodeBook')].flatMap((one) => left(childrenOf(one && child(one, 'Sets')), 'set')),
    ...['Variables', 'Graphs'].flatMap((name) => left(childrenOf(child(root, name)), 'unknown')),
  ];
}

/** A link between two selections; its name tells the relation. */
function linkOf(element: Element, at: number, project: Project): Draft {
  const { attributes } = element;
  const name = excerptOf(attributes.get('name') ?? attributes.get('guid'));
  const linked = ['originGUID', 'targetGUID'].map((end) => project.drafts.get(plainGuid(attributes.get(end) ?? '')));
  const said = notesIn(element, project).map(({ attributes }) => ({
    by: userOf(attributes.get('creatingUser'), project),
    created: attributes.get('creationDateTime'),
  }));
  const [by, created] = [said.find((one) => one.by)?.by, said.find((one) => one.created)?.created];
  const note = notesOf(element, project).join('\n\n');
  return linkDraft({ at, name }, attributes.get('name'), linked, { ...defined({ by, created }), note });
}

/** The texts of an element's own description and of the notes to which it refers. */
function notesOf(element: Element, project: Project): string[] {
  const described = childrenOf(element).flatMap(({ name, text }) => (name === 'Description' ? [text] : []));
  return [...described, ...notesIn(element, project).flatMap((note) => noteText(note, project) ?? [])];
}

function notesIn(element: Element, { notes }: Project): Element[] {
  const references = childrenOf(element).filter(({ name }) => name === 'NoteRef');
  return references.flatMap(({ attributes }) => notes.get(plainGuid(attributes.get('targetGUID') ?? '')) ?? []);
}

function userOf(guid: string | undefined, { users }: Project): string | undefined {
  return guid === undefined ? undefined : users.get(plainGuid(guid));
}

/** The text of a note, from the project itself or from a file of the archive. */
function noteText(note: Element, project: Project): string | undefined {
  const { text } = textIn(note, project);
  return typeof text === 'string' ? text : undefined;
}

/** Possible names of a source here: a text has its own name, any other document that of its plain text. */
function sourceNames({ attributes }: Element): string[] {
  const path = (attributes.get('plainTextPath') ?? attributes.get('path') ?? '').replace(
    /^(?:internal|relative):\/\//i,
    '',
  );
  const guid = attributes.get('guid') ?? '';
  const names = [attributes.get('name') ?? '', path.replace(/^.*[\\/]/, '')].filter(
    (name) => name !== '' && !name.startsWith(guid || '\0'),
  );
  return names.flatMap((name) => (/\.(?:txt|text|md|markdown)$/i.test(name) ? [name] : [`${name}.txt`, name]));
}

/** The text of a source in the archive, or why its bytes can't be decoded. */
function textIn(element: Element, { texts }: Project): { file: string; text: string | FileProblem | undefined } {
  const path = slashed((element.attributes.get('plainTextPath') ?? '').replace(/^\w+:\/\//, ''));
  const file = baseOf(path);
  const bytes = [path, percentDecoded(path)].map((name) => fileAt(name, texts)).find((found) => found !== undefined);
  return { file, text: bytes ? textOf(bytes) : child(element, 'PlainTextContent')?.text };
}

const slashed = (path: string): string => path.toLowerCase().replace(/\\/g, '/').replace(/^\/+/, '');

const baseOf = (path: string): string => path.replace(/^.*\//, '');

function byName(files: ReadonlyMap<string, Uint8Array>): Project['texts'] {
  const named = [...files].map(([name, bytes]): ArchiveFile => ({ path: slashed(name), bytes }));
  return grouped(named, ({ path }) => baseOf(path));
}

/** The file at a path, from the archive's root or its folder of sources; else the only file with that name. */
function fileAt(path: string, texts: Project['texts']): Uint8Array | undefined {
  const named = texts.get(baseOf(path)) ?? [];
  const ends = (whole: string, end: string): boolean => whole === end || whole.endsWith(`/${end}`);
  const near = named.filter((file) => ends(file.path, path) || ends(path, file.path));
  const [found] = [
    named.find((file) => file.path === path) ?? [],
    near.length === 1 ? near : [],
    named.length === 1 ? named : [],
  ].flat();
  return found?.bytes;
}

/** One annotation for each code of a selection; a selection without a code is a highlight. */
function draftsOf({ element, words, pointer, left }: Selection, at: number, project: Project): Draft[] {
  const general = notesOf(element, project);
  const codings = childrenOf(element).filter(({ name }) => name === 'Coding');
  const drafts = (codings.length > 0 ? codings : [element]).map((coding): Draft => {
    const code = plainGuid(child(coding, 'CodeRef')?.attributes.get('targetGUID') ?? '');
    const user = coding.attributes.get('creatingUser') ?? element.attributes.get('creatingUser');
    const by = userOf(user, project);
    const notes = coding === element ? general : [...general, ...notesOf(coding, project)];
    const annotation = {
      id: idFor(undefined, coding.attributes.get('guid') ?? `${code} ${pointer.from}`, project.taken),
      tag: project.names.get(code) ?? highlight,
      text: '',
      ...(notes.length > 0 && { note: notes.join('\n\n') }),
      ...(by !== undefined && { by }),
      ...timesOf(element.attributes.get('creationDateTime'), element.attributes.get('modifiedDateTime')),
    };
    const draft = { at, name: excerptOf(words) || guidOf(element), annotation, pointer, ...(left && { left }) };
    for (const { attributes } of [element, coding]) {
      const guid = plainGuid(attributes.get('guid') ?? '');
      if (!project.drafts.has(guid)) project.drafts.set(guid, draft);
    }
    return draft;
  });
  return drafts;
}

function usersIn(root: Element): ReadonlyMap<string, string> {
  const users = childrenOf(child(root, 'Users'));
  return new Map(
    users.map(({ attributes }) => [plainGuid(attributes.get('guid') ?? ''), attributes.get('name') ?? '']),
  );
}

function child(element: Element, name: string): Element | undefined {
  return element.children.find((one) => one.name === name);
}
