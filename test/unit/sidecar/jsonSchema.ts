import manifest from '../../../package.json';
import { timeForm, urlForm } from '../../../src/core/sidecar/decode';
import * as format from '../../../src/core/sidecar/schema';

/** The JSON schema of sidecars for other programs' editors, made from the table that also decodes. */
export function jsonSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    // Where the file can be had: what editors and SchemaStore know it by.
    $id: `${manifest.homepage.replace('github.com', 'raw.githubusercontent.com').replace(/#.*$/, '')}/main/media/claims.schema.json`,
    title: 'Claims of a source',
    description:
      'The sidecar of a source: what people said of its spans. Keys that are not named here are kept and mean nothing.',
    type: 'object',
    required: ['claimmark', 'source', 'annotations'],
    properties: Object.fromEntries(format.sections.map((key) => [key, section(key)])),
    $defs: Object.fromEntries(maps.map(([name, fields]) => [name, mapOf(name, fields)])),
  };
}

/** The maps of the format by the names that the schema gives them; each of a list or a field stands here once. */
export const maps: readonly (readonly [string, format.Fields])[] = [
  ['selector', format.selectorFields],
  ['annotation', format.annotationFields],
  ['evidence', format.evidenceFields],
  ['review', format.reviewFields],
  ['message', format.messageFields],
  ['signature', format.signatureFields],
  ['finish', format.finishedFields],
  ['adjudication', format.adjudicationFields],
  ['among', format.amongFields],
  ['import', format.importFields],
  ['link', format.linkFields],
  ['notLinked', format.notLinkedFields],
];

function section(key: (typeof format.sections)[number]): object {
  const description = meaning('file', key);
  switch (key) {
    case 'claimmark':
      return { const: format.version, description };
    case 'source':
      return { type: 'string', description, minLength: 1 };
    case 'about':
      return { type: ['object', 'null'], description, properties: properties('about', format.aboutFields) };
    case 'finished':
      return { description, ...reference(format.finishedFields) };
    case 'annotations':
    case 'dismissed':
      return { type: ['array', 'null'], description, items: reference(format.itemFields[key]) };
  }
}

function mapOf(name: string, fields: format.Fields): object {
  const required = [...fields].filter(([, { needed }]) => needed).map(([key]) => key);
  return {
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    ...(name === 'evidence' ? { anyOf: [{ required: ['url'] }, { required: ['source'] }] } : {}),
    properties: properties(name, fields),
  };
}

function properties(name: string, fields: format.Fields): object {
  return Object.fromEntries(
    [...fields].map(([key, { shape }]) => [
      key,
      { ...valueOf(shape), description: meaning(name, key), ...narrower[`${name}.${key}`] },
    ]),
  );
}

function valueOf(shape: format.Shape): object {
  switch (shape.kind) {
    case 'list':
      return { type: 'array', items: reference(shape.of) };
    case 'map':
      return reference(shape.of);
    case 'choice':
      return { enum: shape.choices };
    case 'place':
      return { type: 'integer', minimum: 1 };
    case 'text':
      return { type: 'string' };
    case 'url':
      return { type: 'string', pattern: urlForm.source };
    case 'time':
      return { type: 'string', pattern: timeForm.source };
  }
}

function reference(fields: format.Fields): object {
  const [name] = maps.find(([, own]) => own === fields) ?? [];
  if (name === undefined) throw new Error('a map of the format has no name in the schema');
  return { $ref: `#/$defs/${name}` };
}

/** What the program checks elsewhere, or not at all. */
const narrower: Readonly<Record<string, object>> = {
  'selector.text': { minLength: 1 },
  'annotation.id': { minLength: 1 },
  'annotation.tag': { minLength: 1, examples: ['verified', 'unconfirmed', 'quote'] },
  'annotation.text': { minLength: 1 },
  'review.words': { pattern: '^[0-9a-f]{8}$' },
  'finish.words': { pattern: '^[0-9a-f]{8}$' },
  'link.to': { pattern: '^.+#[^#]+$' },
};

/** A key means the same in all maps, unless it stands here with the name of one. */
function meaning(map: string, key: string): string {
  const words = meanings[`${map}.${key}`] ?? meanings[key];
  if (words === undefined)
    throw new Error(`say what ${map}.${key} means: here, and in src/vscode/sidecarLanguage/fieldDocs.ts`);
  return words;
}

const meanings: Readonly<Record<string, string>> = {
  'file.claimmark': 'The version of the format.',
  'file.source': 'The file name of the source, relative to this file.',
  'file.about': 'Where the source comes from.',
  'file.finished': 'Who said that this source is done, and when. It ends when the text of the source changes.',
  'file.annotations': 'What people said of spans, in the order of the source.',
  'file.dismissed': 'Suggestions that a person turned down.',
  'about.title': 'Its title.',
  'about.author': 'Who wrote it.',
  'about.publisher': 'Who published it.',
  'about.published': 'When it was published.',
  'about.url': 'Where it was published.',
  text: 'The span, exactly as it stands in the source; line ends as \\n.',
  line: 'The line where the span began when the entry was last written. A hint: the text decides.',
  column: 'The column, in UTF-16 units, as the editor counts. A hint.',
  before: 'Up to 64 UTF-16 units before the span.',
  after: 'Up to 64 UTF-16 units after the span.',
  was: 'The words as they were tagged, where they have changed since.',
  note: 'A note, in Markdown.',
  by: 'Who.',
  created: 'When, in UTC: 2026-11-22T10:04:00Z.',
  archived: 'Where a copy is archived.',
  retrieved: 'When it was retrieved.',
  'annotation.id': 'Short, random, unique in the workspace, never used again. Filled in where it is missing.',
  'annotation.tag': 'verified, unconfirmed, quote, or a tag that the settings add.',
  'annotation.claim': 'The claim in one sentence that stands by itself.',
  'annotation.speaker': 'Who is quoted.',
  'annotation.evidence': 'What the tag rests on.',
  'annotation.by': 'Who made the annotation.',
  'annotation.created': 'When it was made, in UTC.',
  'annotation.updated': 'When it was last changed, in UTC.',
  'annotation.reviews': 'What others say of it.',
  'annotation.discussion': 'What was said about it, oldest first.',
  'annotation.links': 'Claims elsewhere.',
  'annotation.notLinked': 'Claims elsewhere that a person said have nothing to do with it.',
  'annotation.resolved': 'Who closed its discussion, and when. A later message opens it again.',
  'annotation.adjudicated': 'Who decided between annotators who disagreed.',
  'annotation.imported': 'The import that brought it or changed it last.',
  'import.from': 'The name of the file that it came from.',
  'evidence.url': 'An address.',
  'evidence.source': 'A source of the workspace, relative to this file.',
  'evidence.id': 'An annotation of that source.',
  'evidence.says': 'What it says of the claim.',
  'evidence.quote': 'Its words.',
  'review.verdict': 'Whether the reviewer agrees.',
  'review.tag': 'The tag that was judged.',
  'review.words': 'The first 8 hex digits of the SHA-256 of the text that was judged.',
  'review.note': 'Why.',
  'message.note': 'What was said, in Markdown.',
  'finish.words': 'The first 8 hex digits of the SHA-256 of the text that was done.',
  'adjudication.tag': 'The tag that was decided for.',
  'adjudication.words': 'The first 8 hex digits of the SHA-256 of the text that was decided on.',
  'adjudication.among': 'Those who disagreed, each with the tag that they gave.',
  'adjudication.note': 'Why.',
  'among.tag': 'The tag that they gave.',
  'link.to': 'The file, relative to this one, and the id of the annotation: file#id.',
  'link.relation':
    'How this claim relates to that one; differs: compatible, with another number, scope, time or strength.',
  'link.note': 'Why.',
  'notLinked.to': 'The file, relative to this one, with # and the id of the annotation where the words have one.',
  'notLinked.note': 'Why not.',
  'notLinked.text': 'The words of that file, where they have no annotation.',
};
