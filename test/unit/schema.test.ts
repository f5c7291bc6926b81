import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';
import schema from '../../media/claims.schema.json';
import * as format from '../../src/core/sidecar/schema';
import { loadGrammar, scoped } from './syntaxes/tokenize';

const parts = schema.$defs;
const maps: readonly (readonly [
  string,
  format.Fields,
  { readonly properties: object; readonly required?: readonly string[] },
])[] = [
  ['about', format.aboutFields, schema.properties.about],
  ['annotation', format.annotationFields, parts.annotation],
  ['dismissed', format.selectorFields, parts.selector],
  ['evidence', format.evidenceFields, parts.evidence],
  ['review', format.reviewFields, parts.review],
  ['message', format.messageFields, parts.message],
  ['link', format.linkFields, parts.link],
];

describe('the published schema of sidecars', () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
  const isValid = (yaml: string): boolean => validate(parse(yaml));
  const head = 'claimmark: 1\nsource: a.txt\n';

  it('names the keys that the program reads, and needs what the program needs', () => {
    assert.deepEqual(Object.keys(schema.properties), [...format.sections]);
    for (const [name, fields, { properties, required = [] }] of maps) {
      assert.deepEqual(Object.keys(properties).sort(), [...fields.keys()].sort(), name);
      const needed = [...fields].filter(([, field]) => field.needed).map(([key]) => key);
      assert.deepEqual([...required].sort(), needed.sort(), name);
    }
  });

  it('takes the sample sidecars', () => {
    for (const name of ['brief', 'courier-article'])
      assert.ok(isValid(readFileSync(`test/fixtures/sample/lake-ostra/${name}.txt.claims.yaml`, 'utf8')), name);
  });

  it('takes what a person writes by hand, and keys that it does not know', () => {
    assert.ok(isValid(`${head}annotations:\n  - tag: verified\n    text: The bridge is closed\n    mood: calm\n`));
    assert.ok(isValid(`${head}annotations: []\n`));
    assert.ok(isValid(`${head}annotations:\n`));
  });

  it('refuses an entry without a tag, and values out of a closed set', () => {
    assert.ok(!isValid(`${head}annotations:\n  - text: words\n`));
    assert.ok(!isValid(`${head}annotations:\n  - { tag: quote, text: words, evidence: [{ note: none }] }\n`));
    const review = '{ by: Bo, verdict: maybe, created: "2026-11-22T10:04:00Z" }';
    assert.ok(!isValid(`${head}annotations:\n  - { tag: quote, text: words, reviews: [${review}] }\n`));
    assert.ok(!isValid('claimmark: 2\nsource: a.txt\nannotations: []\n'));
  });

  it('has its keys coloured as known by the grammar', async () => {
    const grammar = await loadGrammar('source.yaml.claims');
    const keys = new Set([...format.sections, ...maps.flatMap(([, fields]) => [...fields.keys()])]);
    for (const key of keys) assert.deepEqual(scoped(grammar, `  ${key}: x`, 'entity.name.tag'), [key]);
  });
});
