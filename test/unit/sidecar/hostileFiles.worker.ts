import { parentPort, workerData } from 'node:worker_threads';
import { applyChanges } from '../../../src/core/text/change';
import { checkSidecar } from '../../../src/core/sidecar/check';
import { cursorAt } from '../../../src/core/sidecar/cursor';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import { readSidecar, readSidecarBytes } from '../../../src/core/sidecar/read';
import { toUsualForm } from '../../../src/core/sidecar/usualForm';
import { revise } from '../../../src/core/sidecar/write';
import { anything, type Any } from './any';
import { written } from './scribe';
import type { Told } from './watched';

const head = 'claimmark: 1\nsource: a.txt\nannotations:\n';
const entry = (id: string): string => `  - id: ${id}\n    tag: quote\n    text: The pump ran dry ${id}\n    line: 3\n`;

/** Sidecars made by an attacker or a broken program; each grows with `size`. */
const kinds: Readonly<Record<string, (size: number, any: Any) => string>> = {
  'deep brackets': (n) => `${head}  - tag: ${'['.repeat(n)}`,
  'deep braces': (n) => `${head}  - ${'{a: '.repeat(n / 4)}`,
  'deep indentation': (n) => Array.from({ length: Math.sqrt(n) }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  'dashes on one line': (n) => `${head}  ${'- '.repeat(n / 2)}`,
  'question marks': (n) => `${head}  ${'? '.repeat(n / 2)}`,
  'keys on one line': (n) => `${'a: '.repeat(n / 3)}\n`,
  anchors: (n) =>
    head + Array.from({ length: n / 24 }, (_, i) => `  - &a${String(i)} {tag: *a${String(i)}}`).join('\n'),
  'laughing aliases': (n) => `a: &a [x]\n${Array.from({ length: n / 40 }, (_, i) => `b${String(i)}: &b${String(i)} [*a, *a, *a]`).join('\n')}\n`, // prettier-ignore
  tags: (n) => `${head}  - ${'!!str '.repeat(n / 6)}x\n`,
  'merge keys': (n) => `${head}${'  - <<: {tag: quote}\n'.repeat(n / 22)}`,
  'one key again and again': (n) => `${head}${entry('a')}${'    note: x\n'.repeat(n / 12)}`,
  'one id again and again': (n) => head + entry('aaaaaaaa').repeat(n / 80),
  'entries that say the same': (n) => head + '  - tag: quote\n    text: Same\n'.repeat(n / 32),
  'empty entries': (n) => `${head}${'  -\n'.repeat(n / 4)}`,
  'items of one review': (n) => `${head}${entry('a')}    reviews:\n${'      - {by: Bo, verdict: agree, created: "2026-11-22T10:00:00Z"}\n'.repeat(n / 64)}`, // prettier-ignore
  'dashes alone': (n) =>
    `${head}${entry('a')}    evidence:\n${'      -\n\n        url: https://example.org\n'.repeat(n / 44)}`,
  'an open quote': (n) => `${head}  - tag: "${'x '.repeat(n / 2)}\n`,
  'open quotes': (n) => `${head}${'  - tag: "x\n    text: \'y\n'.repeat(n / 26)}`,
  'escaped quotes': (n) => `${head}  - tag: "${'\\"'.repeat(n / 2)}\n`,
  'quotes in quotes': (n) => `${head}  - tag: '${"''".repeat(n / 2)}\n`,
  'a long line': (n) => `${head}  - tag: quote\n    text: ${'x'.repeat(n)}\n`,
  'a long key': (n) => `${'k'.repeat(n)}: 1\n`,
  colons: (n) => `${':'.repeat(n)}\n`,
  'colons and blanks': (n) => `${head}${'  : \n'.repeat(n / 5)}`,
  hashes: (n) => `${'#'.repeat(n)}\n${head}${entry('a')}`,
  'comments everywhere': (n) => head + '# c\n  # d\n'.repeat(n / 10) + entry('a'),
  blanks: (n) => `${head}${entry('a')}${' '.repeat(n)}\n`,
  'blank lines': (n) => `${head}${entry('a')}${'\n'.repeat(n)}`,
  'lines of blanks': (n) => `${head}${entry('a')}${'       \n'.repeat(n / 8)}`,
  tabs: (n) => `${head}${entry('a')}${'\t\n'.repeat(n / 2)}`,
  'tabs before keys': (n) => head + '\t- tag: quote\n'.repeat(n / 14),
  'carriage returns': (n) => `${head}${'  - tag: quote\r'.repeat(n / 15)}`,
  'zero bytes': (n) => `${head}  - tag: ${'\0'.repeat(n)}\n`,
  'byte-order marks': (n) => '\ufeff'.repeat(n),
  'line separators': (n) => `${head}  - tag: ${'\u2028'.repeat(n)}\n`,
  'halves of pairs': (n) => `${head}  - tag: "${'\ud800'.repeat(n)}"\n`,
  'conflict markers': (n) => `${head}${'<<<<<<< a\n=======\n>>>>>>> b\n'.repeat(n / 28)}`,
  'open conflict markers': (n) => `${head}${'<<<<<<< a\n'.repeat(n / 10)}`,
  documents: (n) => '---\na: 1\n'.repeat(n / 9),
  'document ends': (n) => '...\n'.repeat(n / 4),
  directives: (n) => '%YAML 1.2\n'.repeat(n / 10),
  'literal blocks': (n) => `${head}${'  - text: |\n     x\n    tag: |+\n\n\n'.repeat(n / 36)}`,
  'literal headers': (n) => `${head}  - text: |${'+-9'.repeat(n / 3)}\n`,
  'folded lines': (n) => `${head}  - tag: quote\n    text: >\n${'      a\n\n'.repeat(n / 9)}`,
  'plain lines': (n) => `${head}  - tag: quote\n    text: a\n${'      b\n'.repeat(n / 8)}`,
  'flow over lines': (n) => `annotations: [\n${'{tag: a,\n text: b},\n'.repeat(n / 20)}]\n`,
  'open flow': (n) => `annotations: [\n${'{tag: a,\n text: b\n'.repeat(n / 18)}`,
  commas: (n) => `annotations: [${','.repeat(n)}]\n`,
  json: (n) => JSON.stringify({ claimmark: 1, source: 'a', annotations: Array.from({ length: n / 40 }, (_, i) => ({ tag: 'quote', text: `t${String(i)}` })) }), // prettier-ignore
  'prototype keys': (n) => `${head}${'  - __proto__: {tag: quote}\n    constructor: x\n'.repeat(n / 48)}`,
  'numbers as keys': (n) => Array.from({ length: n / 8 }, (_, i) => `${String(i)}: x`).join('\n'),
  'many sections': (n) => Array.from({ length: n / 12 }, (_, i) => `key${String(i)}: x`).join('\n'),
  'lists again': (n) => 'annotations:\n  - tag: quote\n    text: x\n'.repeat(n / 42),
  prose: (n, any) => Array.from({ length: n / 60 }, () => any.line()).join('\n'),
  'cut in the middle': (n, any) =>
    written(any, n / 500 + 1)
      .text.slice(0, n)
      .slice(0, -any.below(40) - 1),
  'lines shuffled': (n, any) =>
    written(any, n / 500 + 1)
      .text.split('\n')
      .sort(() => any.number() - 0.5)
      .join('\n'),
  'any bytes': (n, any) =>
    Array.from({ length: n / 2 }, () => any.pick('-?:,[]{}#&*!|>\'"%@` \n\ta1\\'.split(''))).join(''),
  'any strings': (n, any) =>
    Array.from({ length: n / 20 }, () => any.string()).join(any.pick(['\n', ': ', '\n  - ', ' '])),
};

const friendly = (size: number): string =>
  head + Array.from({ length: size / 80 + 1 }, (_, i) => entry(`id${String(i).padStart(6, '0')}`)).join('\n');
const added = { id: 'zzzzzzzz', tag: 'quote', text: 'A\nB', line: 2, note: 'x' };

/** Everything done to a stranger's sidecar before anybody has looked at it, and a person's next steps. */
function useIt(text: string): void {
  const sidecar = readSidecar(text);
  checkSidecar(sidecar, { tags: ['quote'], path: 'a.txt.claims.yaml' });
  for (const entry of sidecar.entries.slice(0, 20)) entry.fieldSpans();
  const { changes } = revise(sidecar, [{ of: 'annotation', id: added.id, after: added }]);
  const [first] = sidecar.entries;
  if (first) revise(sidecar, [{ of: 'annotation', id: first.key, before: first.annotation }]);
  toUsualForm(sidecar);
  cursorAt(text, text.length);
  cursorAt(text, text.length >> 1);
  mergeSidecars(text, applyChanges(text, changes), `${text}# end\n`);
  mergeSidecars('', text, friendly(200));
  readSidecarBytes(Uint8Array.from(Buffer.from(text.slice(0, 2000), 'latin1')));
}

function timed(text: string): number {
  const start = process.cpuUsage();
  useIt(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function tell(told: Told): void {
  parentPort?.postMessage(told);
}

/** Time always allowed for other work of the processor, in milliseconds. */
const noise = 100;

function runAll(count: number): object {
  const sizes = [300, 3000, 30_000] as const;
  for (let i = 0; i < 5; i++) useIt(friendly(30_000));
  const limits = new Map(sizes.map((size) => [size, 10 * Math.max(...Array.from({ length: 7 }, () => timed(friendly(size)))) + noise])); // prettier-ignore
  const names = Object.keys(kinds);
  const slow: string[] = [];
  let worst = 0;
  for (let i = 0; i < count; i++) {
    const name = names[i % names.length] ?? '';
    // Most are small, so that a quick run can try more; a full run has each kind in all sizes.
    const size = sizes[i % 10 === 9 ? 2 : i % 3 === 2 ? 1 : 0] ?? 300;
    const text = kinds[name]?.(size, anything(i)) ?? '';
    tell({ at: `${name}, ${String(size)}, seed ${String(i)}` });
    const limit = limits.get(size) ?? noise;
    let time = timed(text);
    for (let again = 0; again < 5 && time > limit; again++) time = Math.min(time, timed(text));
    worst = Math.max(worst, time / limit);
    if (time > limit)
      slow.push(`${name} of ${String(size)} (seed ${String(i)}): ${time.toFixed(0)} ms of ${limit.toFixed(0)}`);
  }
  return { files: count, kinds: names.length, slow, worst: Math.round(100 * worst) / 100, limits: [...limits] };
}

try {
  tell({ done: runAll((workerData as { count: number }).count) });
} catch (error) {
  tell({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
