import assert from 'node:assert/strict';
import { parseDocument, type Document } from 'yaml';
import { applyChanges } from '../../../src/core/text/change';
import { mergeSidecars, splitConflict } from '../../../src/core/sidecar/merge';
import { readSidecar, reread } from '../../../src/core/sidecar/read';
import { revise } from '../../../src/core/sidecar/write';
import { anything, runs, type Any } from './any';
import { written, type Written } from './scribe';

const poison = [
  ...[
    '&a ',
    '*a',
    '!!js/function ',
    '!x ',
    '<<: *a\n',
    '__proto__: {x: 1}\n',
    'constructor: x\n',
    '? ',
    ': ',
    '- ',
    '\t',
    '  ',
    '"',
    "'",
    '|',
    '>',
    '|+2',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    ',',
    '#',
    ' #',
    '%YAML 1.1\n',
    '---\n',
    '...\n',
    '--- |\n',
    '\n',
    '\r',
    '\r\n',
    '\u2028',
    '\u0085',
    '\ufeff',
    '\0',
    '\ud800',
    '@',
    '`',
  ],
  ...[
    '<<<<<<< HEAD\n',
    '=======\n',
    '>>>>>>> b\n',
    '||||||| c\n',
    'claimmark: 2\n',
    'claimmark: x\n',
    'annotations:\n',
    'annotations: []\n',
    'note: x\n',
  ],
  ...[
    '[[[[[[',
    '{a: {a: {a: ',
    '- - - - - ',
    'a:\n b:\n  c:\n',
    '? ? ? ',
    '*',
    '&',
    '!',
    '"\\q"',
    '"\\u12',
    'text: |\n',
    "'a\n  b'",
    '~',
    'null',
    'dismissed:\n  - text: a\n',
  ],
] as const;

describe('reading any text', () => {
  it('never throws, loses no good entry, and a writable file can be written without loss', () => {
    const checked = { mutations: 0, likeYaml: 0, written: 0 };
    for (let seed = 0; seed < runs(70); seed++) {
      const any = anything(seed);
      const file = written(any, 1 + any.below(4));
      const text = mutated(any, file.text);
      let step = 'read';
      try {
        const sidecar = readSidecar(text);
        for (const { span } of sidecar.problems)
          assert.ok(0 <= span.from && span.from <= span.to && span.to <= text.length);
        for (const entry of sidecar.entries) assert.ok(entry.span.to <= text.length && entry.fieldSpans().size >= 2);
        assert.equal(new Set(sidecar.entries.map(({ key }) => key)).size, sidecar.entries.length);
        step = 'intact entries';
        if (sidecar.state !== 'conflicted') assertIntact(file, text, sidecar);
        step = 'as the parser';
        const parsed = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
        const refused = sidecar.problems.some((problem) => problem.code === 'refused');
        checked.mutations++;
        if (sidecar.state === 'writable') checked.written++;
        if (parsed.errors.length === 0 && sidecar.state === 'writable' && !refused) {
          checked.likeYaml++;
          assertEqual(parsed, sidecar);
        }
        step = 'write';
        assertWritable(any, sidecar, text);
        step = 'merge';
        splitConflict(text);
        mergeSidecars(file.text, text, file.text);
        mergeSidecars(file.text, text, mutated(any, file.text));
      } catch (error) {
        console.error(seed, step, '\n#####\n', text);
        throw error;
      }
    }
    console.log(`      ${JSON.stringify(checked)}`);
    assert.ok(checked.written > checked.mutations / 4 && checked.likeYaml > checked.mutations / 4);
  }).timeout(1e9);
});

type Sidecar = ReturnType<typeof readSidecar>;

/** One to three wounds: cut, doubled, poisoned, shuffled, truncated. */
function mutated(any: Any, text: string): string {
  let result = text;
  for (let i = 1 + any.below(3); i > 0; i--) {
    const at = any.below(result.length + 1);
    const lines = result.split('\n');
    const line = any.below(lines.length);
    const kind = any.below(8);
    if (kind === 0) result = result.slice(0, at);
    else if (kind === 1) result = result.slice(0, at) + result.slice(at + 1 + any.below(5));
    else if (kind < 5) result = result.slice(0, at) + any.pick(poison) + result.slice(at);
    else if (kind === 5)
      result = [...lines.slice(0, line), any.pick(poison).trimEnd(), ...lines.slice(line)].join('\n');
    else if (kind === 6) result = [...lines.slice(0, line), lines[line], ...lines.slice(line)].join('\n');
    else result = lines.filter((_, index) => index !== line).join('\n');
  }
  return result;
}

/** An entry with all its lines, followed by a line no deeper than it, is read whatever happened to the others. */
function assertIntact(file: Written, text: string, sidecar: Sidecar): void {
  if (sidecar.state === 'writable' && !/^annotations:/m.test(text)) return;
  if (/^\s*dismissed:/m.test(text) || /\r(?!\n)/.test(text)) return;
  // A literal block at the margin takes everything below it as its words.
  if (/^text: \|/m.test(text)) return;
  const read = new Set(sidecar.entries.map(({ annotation }) => annotation.text));
  file.entries.forEach((entry, i) => {
    const at = text.indexOf(entry);
    const start = text.lastIndexOf('\n', at) + 1;
    if (at < 0 || text.slice(start, at).trim() !== '') return;
    const rest = text.slice(at + entry.length);
    const column = at - start;
    const next = /^(?:[^\S\n]*(?:#[^\n]*)?\n)+( *)(\S+)/.exec(rest);
    if (!next || (next[1] ?? '').length > column || (next[1]?.length === column && next[2] !== '-')) return;
    assert.ok(read.has(file.annotations[i]?.text ?? ''), entry);
  });
}

/** A writable file that YAML can read says the same to YAML and to us. */
function assertEqual(document: Document, sidecar: Sidecar): void {
  const said = document.toJS({ maxAliasCount: 0 }) as { annotations?: unknown } | null;
  const list = Array.isArray(said?.annotations) ? (said.annotations as unknown[]) : [];
  assert.equal(list.length, sidecar.parts.annotations.length);
  let next = 0;
  sidecar.parts.annotations.forEach(({ values }, i) => {
    if (!values) return;
    const entry = sidecar.entries[next++]?.annotation as unknown as Record<string, unknown>;
    const other = list[i] as Record<string, unknown>;
    for (const field of ['text', 'tag', 'note', 'claim', 'speaker', 'before', 'after', 'by'] as const) {
      if (typeof other[field] === 'string') assert.equal(entry[field], other[field]);
    }
  });
}

function assertWritable(any: Any, sidecar: Sidecar, text: string): void {
  const added = any.annotation();
  const first = sidecar.entries[0]?.annotation;
  const { changes, refused } = revise(sidecar, [
    { of: 'annotation', id: added.id, after: added },
    ...(first
      ? [{ of: 'annotation' as const, id: first.id, before: first, after: { ...first, note: 'a note: #1' } }]
      : []),
  ]);
  if (sidecar.state !== 'writable' || refused) {
    // What could not be written is said, and nothing of it is.
    assert.ok(refused);
    assert.deepEqual(changes, []);
    return;
  }
  const after = reread(sidecar, changes);
  assert.equal(after.text, applyChanges(text, changes));
  assert.equal(after.state, 'writable');
  const records = new Map(after.entries.map(({ key, annotation }) => [key, annotation]));
  assert.deepEqual(records.get(added.id), added);
  if (first) assert.equal(records.get(first.id)?.note, 'a note: #1');
  for (const { key, annotation } of sidecar.entries.slice(1)) assert.deepEqual(records.get(key), annotation);
  for (const { from, span, values } of sidecar.parts.annotations) {
    const own = text.slice(from + span.from, from + span.to).trimEnd();
    if (!values && sidecar.parts.outline) assert.ok(after.text.includes(own), own);
  }
  const again = readSidecar(after.text);
  assert.deepEqual(again.problems, after.problems);
  assert.deepEqual(
    again.entries.map(({ key, span }) => ({ key, span })),
    after.entries.map(({ key, span }) => ({ key, span })),
  );
}
