// What we write, held against the vocabularies of the standards.
import assert from 'node:assert/strict';
import { unzipSync } from 'fflate';
import { refiQdaCodebook } from '../../../src/core/exchange/refi-qda-codebook';
import { refiQda } from '../../../src/core/exchange/refi-qda';
import { w3c } from '../../../src/core/exchange/w3c';
import { parsingXml, type Element } from '../../../src/core/exchange/xml';
import { drain } from '../../../src/core/text/steps';
import { everything, exported, source, write } from './samples';

const one = source('dir/a b.txt', '😀 The [fox\nruns] and [hides].', everything, { tag: 'verified', created: 'soon' });
const sources = [one, exported('b.txt', 'nothing', [{ text: 'gone' }])];
const options = {
  tags: [
    { id: 'verified', label: 'Verified', color: '#16784a' },
    { id: 'mine', color: 'red' },
  ],
};

// From Codebook.xsd 1.0 and Project.xsd 1.0 of 18 March 2019 (www.qdasoftware.org, MIT): the children of an element in
// their order, `+` if there must be one; its attributes, `!` if required.
const schema: Record<string, { children: string; attributes: string }> = {
  Project: { children: 'Users CodeBook Sources', attributes: 'name! origin xmlns' },
  Users: { children: 'User+', attributes: '' },
  User: { children: '', attributes: 'guid! name id' },
  CodeBook: { children: 'Codes+', attributes: 'origin xmlns' },
  Codes: { children: 'Code+', attributes: '' },
  Code: { children: 'Description NoteRef Code', attributes: 'guid! name! isCodable! color' },
  Description: { children: '', attributes: '' },
  Sources: { children: 'TextSource+', attributes: '' },
  TextSource: { children: 'Description PlainTextContent PlainTextSelection Coding', attributes: 'guid! name plainTextPath creatingUser creationDateTime' }, // prettier-ignore
  PlainTextSelection: { children: 'Description Coding NoteRef', attributes: 'guid! name startPosition! endPosition! creatingUser creationDateTime modifyingUser modifiedDateTime' }, // prettier-ignore
  Coding: { children: 'CodeRef+ NoteRef', attributes: 'guid! creatingUser creationDateTime' },
  CodeRef: { children: '', attributes: 'targetGUID!' },
};
const types: [RegExp, RegExp][] = [
  [/guid$|User$/i, /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/],
  [/^color$/, /^#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$/],
  [/Position$/, /^\d+$/],
  [/DateTime$/, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/],
  [/^isCodable$/, /^(true|false)$/],
];

function check(element: Element): void {
  const rule = schema[element.name] ?? assert.fail(`<${element.name}> is not in the schema`);
  const attributes = rule.attributes.split(' ');
  for (const [name, value] of element.attributes) {
    assert.ok(attributes.includes(name) || attributes.includes(`${name}!`), `${element.name}/@${name}`);
    for (const [which, type] of types) if (which.test(name)) assert.match(value, type, `${element.name}/@${name}`);
  }
  for (const name of attributes.filter((name) => name.endsWith('!')))
    assert.ok(element.attributes.has(name.slice(0, -1)), `${element.name} lacks @${name}`);
  const order = rule.children.split(' ');
  const places = element.children.map(({ name }) => order.findIndex((one) => one.replace('+', '') === name));
  assert.ok(
    places.every((place, i) => place >= 0 && place >= (places[i - 1] ?? 0)),
    `children of ${element.name}`,
  );
  order.forEach((name, place) => assert.ok(!name.endsWith('+') || places.includes(place), `${element.name} lacks <${name}>`)); // prettier-ignore
  element.children.forEach(check);
}

function parsed(text: string): Element {
  const root = drain(parsingXml(text));
  return 'code' in root ? assert.fail(root.code) : root;
}

describe('REFI-QDA as we write it', () => {
  it('is a project by its schema, and every reference leads somewhere', () => {
    for (const some of [sources, [], [exported('a.txt', '', [])]]) {
      const files = unzipSync(write(refiQda, some, options).content as Uint8Array);
      const root = parsed(new TextDecoder().decode(files['project.qde'] ?? assert.fail()));
      check(root);
      assert.equal(root.attributes.get('xmlns'), 'urn:QDA-XML:project:1.0');
      const text = new TextDecoder().decode(files['project.qde'] ?? assert.fail());
      const declared = new Set([...text.matchAll(/ guid="([^"]+)"/g)].map(([, guid]) => guid));
      for (const [, , guid] of text.matchAll(/(targetGUID|creatingUser)="([^"]+)"/g)) assert.ok(declared.has(guid));
      for (const [, file] of text.matchAll(/internal:\/\/([^"]+)"/g)) assert.ok(files[`sources/${file}`], file);
    }
  });

  it('is a codebook by its schema, even without a tag', () => {
    for (const some of [sources, []]) {
      const root = parsed(write(refiQdaCodebook, some, options).content as string);
      check(root);
      assert.equal(root.attributes.get('xmlns'), 'urn:QDA-XML:codebook:1.0');
    }
  });
});

describe('the W3C annotations that we write', () => {
  interface Item { '@context'?: unknown; id: string; type: string; motivation: string; body: Record<string, string>[]; target: { source: string; selector: Record<string, unknown>[] } } // prettier-ignore
  const page = JSON.parse(write(w3c, sources).content as string) as { '@context': unknown[]; id: string; type: string; items: Item[] }; // prettier-ignore

  it('keep what the model requires of an annotation', () => {
    assert.equal(page['@context'][0], 'http://www.w3.org/ns/anno.jsonld');
    assert.equal(page.type, 'AnnotationPage');
    assert.match(page.id, /^urn:/);
    assert.equal(page.items.length, 3);
    const motivations = ['assessing', 'bookmarking', 'classifying', 'commenting', 'describing', 'editing', 'highlighting', 'identifying', 'linking', 'moderating', 'questioning', 'replying', 'tagging']; // prettier-ignore
    for (const item of page.items) {
      assert.equal(item.type, 'Annotation');
      assert.match(item.id, /^urn:[a-z]+:\S+$/);
      assert.ok(motivations.includes(item.motivation));
      for (const body of item.body) {
        assert.ok(motivations.includes(body['purpose'] ?? ''));
        assert.ok(body['type'] === 'TextualBody' ? body['value'] !== undefined : body['source'] !== undefined);
      }
      assert.match(item.target.source, /^[A-Za-z0-9%./]+$/);
      for (const selector of item.target.selector)
        assert.ok(selector['type'] === 'TextQuoteSelector' ? typeof selector['exact'] === 'string' : Number.isInteger(selector['start']) && Number.isInteger(selector['end'])); // prettier-ignore
    }
  });

  it('use no word of their own but `claimmark`, which the context explains', () => {
    const known = new Set([
      'id',
      'type',
      'motivation',
      'creator',
      'created',
      'modified',
      'body',
      'target',
      'claimmark',
    ]);
    for (const item of page.items) assert.deepEqual(Object.keys(item).filter((key) => !known.has(key)), []); // prettier-ignore
    assert.deepEqual(page['@context'][1], { claimmark: { '@id': 'urn:claimmark:record', '@type': '@json' } });
  });
});
