import assert from 'node:assert/strict';
import { inert, json } from '../../../src/cli/shell';
import { dropFolder, makeFolder, workplace } from './calling';

/** What a stranger would have a terminal or the program of a job do. */
const hostile =
  'a\u001b]0;title\u0007\u001b[31m\u009b32m\u202egpj.\u2066b\r::stop-commands::x ##vso[task.prependpath]x ##[add-mask]y ##teamcity[z]';

/** Characters that a terminal obeys instead of showing. */
const obeyed = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|##\w*\[/u;

describe('words of strangers', () => {
  it('are obeyed neither by a terminal nor by a CI job', () => {
    assert.doesNotMatch(inert(hostile), obeyed);
    assert.equal(inert('::error::x'), '\\u003a:error::x');
    assert.equal(inert(' ::error::x'), ' \\u003a:error::x');
    assert.equal(inert('a ## b: [c] :: d'), 'a ## b: [c] :: d');
  });

  it('are the same in JSON for every reader, and inert', () => {
    assert.doesNotMatch(json({ [hostile]: hostile }), obeyed);
    assert.deepEqual(JSON.parse(json({ [hostile]: [hostile, '\n\t'] })), { [hostile]: [hostile, '\n\t'] });
  });

  it('stay inert in every command and format, even in names of files', async () => {
    const { folder, call, put } = workplace(await makeFolder());
    try {
      const said = JSON.stringify(hostile);
      // No such names are possible on Windows.
      const names = process.platform === 'win32' ? [] : ['::error file=x::b.txt', 'c\u001b[31m##vso[x].txt'];
      for (const name of ['a.txt', ...names]) {
        await put(name, `The words stand here. ${hostile}\n`);
        await put(`${name}.claims.yaml`, sidecarOf(name, said));
      }
      await put('in.jsonl', `${JSON.stringify({ source: hostile, tag: hostile, text: hostile, [hostile]: 1 })}\n`);
      let length = 0;
      for (const args of [
        ...['text', 'json', 'sarif', 'gitlab', 'github', 'markdown'].map((format) => ['check', '--format', format]),
        ...['list', 'links', 'matrix', 'agreement'].flatMap((command) => [[command], [command, '--json']]),
        ['search', 'words'],
        ['search', 'words', '--json'],
        ['import', 'in.jsonl', '--format', 'jsonl', '--dry-run'],
        ['import', 'in.jsonl', '--format', 'jsonl', '--dry-run', '--json'],
        ['detect', names[1] ?? 'a.txt'],
        ['list', '\u001b[31m'],
        ['\u001b[31m'],
      ]) {
        const { out, err } = await call(...args);
        length += out.length + err.length;
        for (const line of `${out}\n${err}`.split('\n')) {
          assert.doesNotMatch(line, obeyed, args.join(' '));
          const commands = args.includes('github') ? /^::(?!(?:error|warning|notice) file=[^:]*::)/ : /^\s*::/;
          assert.doesNotMatch(line, commands, args.join(' '));
        }
      }
      assert.ok(length > 20_000);
    } finally {
      await dropFolder(folder);
    }
  });
});

/** A sidecar in which a stranger wrote every field. */
function sidecarOf(source: string, said: string): string {
  const entry = (id: string): string =>
    `  - id: ${id}\n    tag: verified\n    text: The words\n    claim: ${said}\n    speaker: ${said}\n    note: ${said}\n    by: ${said}\n    ${said}: 1\n` +
    `    evidence:\n      - url: ${said}\n        note: ${said}\n      - source: ${said}\n        id: ${said}\n` +
    `    reviews:\n      - by: ${said}\n        verdict: disagree\n        created: ${said}\n        note: ${said}\n` +
    `    links:\n      - to: ${said}\n        relation: contradicts\n`;
  return `claimmark: 1\nsource: ${JSON.stringify(source)}\nannotations:\n${entry(said)}${entry('b')}  - tag: ${said}\n    text: ${said}\n`;
}
