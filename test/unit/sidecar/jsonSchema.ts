import assert from 'node:assert/strict';
import manifest from '../../../package.json';
import { timeForm, urlForm } from '../../../src/core/sidecar/decode';
import * as format from '../../../src/core/sidecar/schema';
import { inEnglish } from '../../../src/core/text/translate';
import { meaningOf } from '../../../src/vscode/sidecarLanguage/fieldDocs';

/** The JSON schema of sidecars for other editors, made from the table that is also used for decoding. */
export function jsonSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    // The address of the file, by which editors and SchemaStore identify it.
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

/** The maps of the format by their names in the schema, including those of lists and fields. */
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

/** Constraints that the program checks elsewhere, or not at all. */
const narrower: Readonly<Record<string, object>> = {
  'selector.text': { minLength: 1 },
  'annotation.id': { minLength: 1 },
  'annotation.tag': { minLength: 1, examples: ['verified', 'unconfirmed', 'quote'] },
  'annotation.text': { minLength: 1 },
  'review.words': { pattern: '^[0-9a-f]{8}$' },
  'finish.words': { pattern: '^[0-9a-f]{8}$' },
  'link.to': { pattern: '^.+#[^#]+$' },
};

/** The meaning of a key as shown by the editor, unless the schema is more exact. */
function meaning(map: string, key: string): string {
  const words = exactly[`${map}.${key}`] ?? exactly[key] ?? meaningOf(paths[map] ?? ['annotations'], key, inEnglish);
  assert.ok(words !== undefined, `say what ${map}.${key} means, in src/vscode/sidecarLanguage/fieldDocs.ts`);
  return words;
}

/** The keys above each map. */
const paths: Readonly<Record<string, readonly string[]>> = {
  file: [],
  about: ['about'],
  finish: ['finished'],
  selector: ['dismissed'],
  annotation: ['annotations'],
  evidence: ['annotations', 'evidence'],
  review: ['annotations', 'reviews'],
  message: ['annotations', 'discussion'],
  signature: ['annotations', 'resolved'],
  adjudication: ['annotations', 'adjudicated'],
  among: ['annotations', 'adjudicated', 'among'],
  import: ['annotations', 'imported'],
  link: ['annotations', 'links'],
  notLinked: ['annotations', 'notLinked'],
};

const digits = 'The first 8 hex digits of the SHA-256 of the text that was';

const exactly: Readonly<Record<string, string>> = {
  text: 'The span, exactly as it stands in the source; line ends as \\n.',
  line: 'The line where the span began when the entry was last written. A hint: the text decides.',
  column: 'The column, in UTF-16 units, as the editor counts. A hint.',
  before: 'Up to 64 UTF-16 units before the span.',
  after: 'Up to 64 UTF-16 units after the span.',
  'annotation.id': 'Short, random, unique in the workspace, never used again. Filled in where it is missing.',
  'annotation.tag': 'verified, unconfirmed, quote, or a tag that the settings add.',
  'review.words': `${digits} judged.`,
  'adjudication.words': `${digits} decided on.`,
  'finish.words': `${digits} done.`,
  'notLinked.text': 'The words in that file, if they have no annotation.',
};
