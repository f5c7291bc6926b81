// `npm test`: every check and test of the project, one after the other. It goes on after a failure, so that one run
// tells everything; the end says once more what failed, and the last line counts. `npm test -- lint unit` runs the
// stages whose names hold one of the words.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const root = path.resolve(__dirname, '..');

/** What is run, in order, from node_modules/.bin. A stage that prints no counts of mocha's is one test. */
const stages: readonly { readonly name: string; readonly command: string }[] = [
  { name: 'types', command: 'tsc -p .' },
  { name: 'types of the core', command: 'tsc -p src/core' },
  { name: 'lint', command: 'eslint .' },
  { name: 'format', command: 'prettier --check --log-level warn .' },
  { name: 'build', command: 'node esbuild.mjs' },
  { name: 'unit', command: 'mocha --no-color "test/unit/**/*.test.ts"' },
  { name: 'npm package', command: 'mocha --no-color "test/package/*.test.ts"' },
  { name: 'VS Code newest', command: 'tsx test/vscode/run/suites.ts newest' },
  { name: 'VS Code in pairs', command: 'tsx test/vscode/run/suites.ts pair' },
  { name: 'VS Code oldest', command: 'tsx test/vscode/run/suites.ts oldest' },
  { name: 'VS Code web', command: 'tsx test/vscode/run/suites.ts web' },
  { name: 'end to end', command: 'mocha --no-color --config test/e2e/.mocharc.json' },
];

interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  /** What mocha says of the tests that failed; empty where none did. */
  readonly failures: string;
}

async function runStage({ name, command }: (typeof stages)[number]): Promise<Outcome> {
  console.log(`\n━━ ${name}`);
  const begun = Date.now();
  const bin = path.join(root, 'node_modules/.bin');
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`, FORCE_COLOR: '0' };
  const child = spawn(command, { cwd: root, env, shell: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    process.stdout.write(data);
    output += data.toString();
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  const plain = stripVTControlCharacters(output);
  const count = (word: string): number => Number(new RegExp(`^\\s*(\\d+) ${word}`, 'm').exec(plain)?.[1] ?? 0);
  const [passing, failing] = [count('passing'), count('failing')];
  return {
    name,
    passed: code === 0 ? Math.max(passing, 1) : passing,
    failed: code === 0 ? 0 : Math.max(failing, 1),
    seconds: Math.round((Date.now() - begun) / 1000),
    failures: code === 0 ? '' : plain.slice(Math.max(0, plain.search(/^\s*\d+ failing/m))).slice(0, 8000),
  };
}

async function main(words: readonly string[]): Promise<void> {
  const chosen = stages.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const outcomes: Outcome[] = [];
  for (const stage of chosen) outcomes.push(await runStage(stage));
  for (const { name, failures } of outcomes) if (failures !== '') console.log(`\n━━ what failed: ${name}\n${failures}`);
  console.log('\n━━ all');
  for (const { name, passed, failed, seconds } of outcomes)
    console.log(`${failed === 0 ? '✔' : '✘'} ${name.padEnd(20)} ${passed} passed, ${failed} failed in ${seconds} s`);
  const sum = (pick: (outcome: Outcome) => number): number => outcomes.map(pick).reduce((a, b) => a + b, 0);
  const failed = sum((outcome) => outcome.failed);
  console.log(`\n${sum((outcome) => outcome.passed)} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main(process.argv.slice(2));
