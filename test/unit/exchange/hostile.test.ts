import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import type { ReadContext } from '../../../src/core/exchange/format';
import { formats } from '../../../src/core/exchange/formats';
import { freshName } from '../../../src/core/exchange/paths';
import { refiQda } from '../../../src/core/exchange/refi-qda';
import { encodeUtf8 } from '../../../src/core/text/encoding';
import { parsingXml } from '../../../src/core/exchange/xml';
import { seeded } from '../random';
import { drain } from '../../../src/core/text/steps';
import { everything, read, source, write } from './samples';

const context: ReadContext = { text: (name) => (name === 'a.txt' ? 'the fox runs' : undefined), source: 'a.txt' };
const readable = formats.filter(({ parse }) => parse !== undefined);
const code = (xml: string): unknown => {
  const parsed = drain(parsingXml(xml));
  return 'code' in parsed ? parsed.code : 'sound';
};

describe('hostile files', () => {
  it('are no reason to fail: rubbish is reported as not of the format', () => {
    const rubbish = ['', 'null', '[]', '{}', '0', '"x"', '\u0000\u0001', 'PK\u0003\u0004', '<x', '[[[[', '{"rows":[null,1,{}]}', '[{"data":{}}]', 'T1\tx', '{"type":"AnnotationPage","items":{"a":1}}', `${'['.repeat(100_000)}`, `{"a":${'{"a":'.repeat(50_000)}`]; // prettier-ignore
    for (const format of readable)
      for (const content of rubbish) {
        const found = read(format, content, context);
        assert.deepEqual(found.sources.flatMap(({ annotations }) => annotations), [], format.id); // prettier-ignore
      }
  });

  it('survive any mutation', () => {
    const random = seeded(17);
    const one = source('a.txt', 'the [fox] runs', everything, {});
    for (const format of readable.filter((one) => one.write)) {
      const file = write(format, [one]);
      const bytes = typeof file.content === 'string' ? encodeUtf8(file.content) : file.content;
      for (let round = 0; round < 150; round++) {
        const mutant = bytes.slice(0, random() < 0.2 ? Math.floor(random() * bytes.length) : undefined);
        for (let n = 0; n < 1 + random() * 4; n++)
          mutant[Math.floor(random() * mutant.length)] = Math.floor(random() * 256);
        const found = read(format, mutant, context);
        for (const { annotations } of found.sources)
          for (const { id, tag, text, span } of annotations) {
            assert.ok(id !== '' && tag !== '' && typeof text === 'string');
            assert.ok(!span || (span.from < span.to && span.to <= 12));
          }
      }
    }
  });

  it('change no prototype', () => {
    const record = '{"source":"__proto__","__proto__":{"polluted":1},"tag":"verified","text":"fox","constructor":{"prototype":{"polluted":1}}}'; // prettier-ignore
    for (const format of readable) read(format, record, { text: () => undefined });
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });

  it('lead to no file outside the workspace', () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', 'C:\\x', 'a/../../b', '..%2f..%2fetc', '\\\\host\\x']) {
      const asked: string[] = [];
      const spy: ReadContext = { text: (path) => (asked.push(path), undefined) };
      for (const record of [
        { source: name, tag: 'x', text: 'x' },
        { type: 'Annotation', target: { source: name, selector: { type: 'TextQuoteSelector', exact: 'x' } } },
      ])
        // prettier-ignore
        for (const format of readable) {
          const found = read(format, JSON.stringify(record), spy);
          assert.ok(found.sources.every(({ source }) => !/\.\.|^[/\\C]/.test(source)), `${format.id} ${name}`);
        }
      assert.ok(
        asked.every((path) => !/(^|[\\/])\.\.[\\/]|^[/\\]|^C:/.test(path)),
        name,
      );
    }
  });

  it('make no file that a program would execute', () => {
    for (const [name, made] of [
      ['.github/copilot-instructions.md', 'github/copilot-instructions.md'],
      ['notes/.cursor/rules.md', 'notes/cursor/rules.md'],
      ['...vscode/x', 'vscode/x.txt'],
      ['a.b/c.txt', 'a.b/c.txt'],
    ] as const)
      assert.equal(
        freshName(name, () => true),
        made,
      );
  });
});

describe('hostile XML and archives', () => {
  const project = (xml: string | Uint8Array): Uint8Array =>
    zipSync({ 'project.qde': typeof xml === 'string' ? encodeUtf8(xml) : xml });

  it('are refused: document types, entities, depth', () => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><Project>&b;</Project>';
    assert.equal(code(bomb), 'forbidden');
    assert.equal(code('<Project>&unknown;</Project>'), 'not-this-format');
    assert.equal(code(`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`), 'too-deep');
    for (const broken of [
      '<a><b></a></b>',
      '<a/><b/>',
      '<a b="1" b="2"/>',
      '<a b=1/>',
      'x<a/>',
      '<a',
      '<a><!-- </a>',
      '<a b="<"/>',
      '<a>&#x110000;</a>',
      '<a>& </a>',
    ])
      // prettier-ignore
      assert.equal(code(broken), 'not-this-format', broken);
    assert.deepEqual(read(refiQda, project(bomb), context).problem, { code: 'forbidden' });
  });

  it('are read as far as they are sound: CDATA, comments, references, prefixes', () => {
    const root = drain(
      parsingXml(
        '\ufeff<?xml version="1.0"?><!-- c --><q:a x=\'&lt;&#65;&quot;\'><![CDATA[<b>&]]>&amp;<c/>\r\n</q:a>\n',
      ),
    );
    assert.ok(!('code' in root));
    assert.deepEqual([root.name, root.attributes.get('x'), root.text, root.children[0]?.name], ['a', '<A"', '<b>&&\n', 'c']); // prettier-ignore
  });

  it('are refused if they claim to unpack to too much, and cut if they claim too little', () => {
    const declared = (size: number): Uint8Array => {
      const bytes = project(`<Project>${' '.repeat(1_000_000)}</Project>`);
      const directory = Buffer.from(bytes).indexOf('PK\u0001\u0002');
      new DataView(bytes.buffer, bytes.byteOffset).setUint32(directory + 24, size, true);
      return bytes;
    };
    assert.deepEqual(read(refiQda, declared(300 * 1024 * 1024), context).problem, {
      code: 'too-large',
      at: 50 * 1024 * 1024,
    });
    assert.deepEqual(read(refiQda, declared(20), context).problem, { code: 'not-this-format' });
  });

  it('take time in proportion to their length', () => {
    const begun = process.cpuUsage();
    drain(parsingXml(`<a ${' '.repeat(200_000)}`));
    drain(parsingXml(`<a${' b="c"'.repeat(50_000)}`));
    drain(parsingXml(`<a>${'&amp'.repeat(100_000)}</a>`));
    drain(parsingXml(`<a>${'<b x="1"/>'.repeat(100_000)}</a>`));
    assert.ok(process.cpuUsage(begun).user < 3_000_000);
  });
});
