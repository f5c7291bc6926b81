import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';
import schema from '../../../media/claims.schema.json';
import { aboutFields, sections } from '../../../src/core/sidecar/schema';
import { jsonSchema, maps } from './jsonSchema';
import { loadGrammar, scoped } from '../syntaxes/tokenize';

describe('the published schema of sidecars', () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
  const isValid = (yaml: string): boolean => validate(parse(yaml));
  const head = 'claimmark: 1\nsource: a.txt\n';

  it('is made from the table of the format (CLAIMMARK_UPDATE=1 writes it anew)', () => {
    const file = 'media/claims.schema.json';
    if (process.env['CLAIMMARK_UPDATE']) writeFileSync(file, `${JSON.stringify(jsonSchema(), null, 2)}\n`);
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(JSON.stringify(jsonSchema())));
  });

  it('accepts the sample sidecars', () => {
    for (const name of ['brief', 'courier-article'])
      assert.ok(isValid(readFileSync(`test/fixtures/sample/lake-ostra/${name}.txt.claims.yaml`, 'utf8')), name);
  });

  it('accepts what a person writes by hand, and unknown keys', () => {
    assert.ok(isValid(`${head}annotations:\n  - tag: verified\n    text: The bridge is closed\n    mood: calm\n`));
    assert.ok(isValid(`${head}annotations: []\n`));
    assert.ok(isValid(`${head}annotations:\n`));
  });

  it('refuses an entry without a tag, and unknown values in a closed set', () => {
    assert.ok(!isValid(`${head}annotations:\n  - text: words\n`));
    assert.ok(!isValid(`${head}annotations:\n  - { tag: quote, text: words, evidence: [{ note: none }] }\n`));
    const review = '{ by: Bo, verdict: maybe, created: "2026-11-22T10:04:00Z" }';
    assert.ok(!isValid(`${head}annotations:\n  - { tag: quote, text: words, reviews: [${review}] }\n`));
    assert.ok(!isValid('claimmark: 2\nsource: a.txt\nannotations: []\n'));
  });

  it('has all its keys coloured as known by the grammar', async () => {
    const grammar = await loadGrammar('source.yaml.claims');
    const keys = new Set([...sections, ...aboutFields.keys(), ...maps.flatMap(([, fields]) => [...fields.keys()])]);
    const step = 'add it to the keys in syntaxes/claims-yaml.tmLanguage.json';
    for (const key of keys)
      assert.deepEqual(scoped(grammar, `  ${key}: x`, 'entity.name.tag'), [key], `${key}: ${step}`);
  });
});
