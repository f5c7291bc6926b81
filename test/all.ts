// `npm test`: every check and test of the project, one after the other, the end-to-end tests beside the suites. It goes on
// after a failure, so that one run tells everything; the end says once more what failed, and the last line counts.
// `npm test -- lint unit` runs the stages whose names hold one of the words. What failed in a window is run once more in a
// new one: on a crowded machine a window can lose a key. What passes only then is told at the end, as a test that needs
// mending.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const root = path.resolve(__dirname, '..');

interface Stage {
  readonly name: string;
  /** Run from node_modules/.bin. */
  readonly command: string;
  /** Where the tests run in a window: how to run those again whose name begins so; all of them where the name is empty. */
  readonly again?: (name: string) => string;
  /** Begins when the stage of this name has ended, beside those in between: in a window one mostly waits. */
  readonly after?: string;
}

const suites = (host: string): Pick<Stage, 'command' | 'again'> => {
  const command = `tsx test/vscode/run/suites.ts ${host}`;
  return { command, again: (name) => `${command} ${JSON.stringify(name)}` };
};

const endToEnd = 'mocha --no-color --config test/e2e/.mocharc.json';

/** What is run, in order. A stage that prints no counts of mocha's is one test. */
const stages: readonly Stage[] = [
  { name: 'types', command: 'tsc -p .' },
  { name: 'types of the core', command: 'tsc -p src/core' },
  { name: 'lint', command: 'eslint .' },
  { name: 'format', command: 'prettier --check --log-level warn .' },
  { name: 'build', command: 'node esbuild.mjs' },
  { name: 'unit', command: 'mocha --no-color "test/unit/**/*.test.ts"' },
  { name: 'npm package', command: 'mocha --no-color "test/package/*.test.ts"' },
  { name: 'VS Code newest', ...suites('newest') },
  { name: 'VS Code in pairs', ...suites('pair') },
  // Its windows go on from one another, so they run again as a whole.
  { name: 'VS Code in turn', ...suites('team'), again: () => suites('team').command },
  { name: 'VS Code oldest', ...suites('oldest') },
  { name: 'VS Code web', ...suites('web') },
  {
    name: 'end to end',
    command: endToEnd,
    again: (name) => `${endToEnd} --fgrep ${JSON.stringify(name)}`,
    after: 'VS Code newest',
  },
];

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** What mocha says of the tests that failed; empty where none did. */
  readonly failures: string;
  /** What it says of those that passed when they ran again. */
  readonly unsteady: string;
}

type Print = (text: string) => void;

async function run(command: string, print: Print): Promise<{ readonly code: number | null; readonly output: string }> {
  const bin = path.join(root, 'node_modules/.bin');
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`, FORCE_COLOR: '0' };
  const child = spawn(command, { cwd: root, env, shell: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    print(data.toString());
    output += data.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output: stripVTControlCharacters(output) };
}

async function runOnce(command: string, print: Print): Promise<Outcome> {
  const { code, output } = await run(command, print);
  const count = (word: string): number | undefined => {
    // Suites that go from window to window count in each.
    const found = [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}`, 'gm'))];
    return found.length === 0 ? undefined : found.reduce((sum, [, one]) => sum + Number(one), 0);
  };
  const [passing, failing] = [count('passing'), count('failing')];
  if (code === 0) return { passed: passing ?? 1, failed: 0, failures: '', unsteady: '' };
  const told = output.search(/^\s*\d+ failing/m);
  const failures = told < 0 ? output.slice(-8000) : output.slice(told, told + 8000);
  return { passed: passing ?? 0, failed: Math.max(failing ?? 0, 1), failures, unsteady: '' };
}

/** The first lines of mocha's list of failures: what the groups of the failed tests are called. */
const groupsOf = (failures: string): readonly string[] => [
  ...new Set([...failures.matchAll(/^ {2}\d+\) (.*?):?$/gm)].map(([, name = '']) => name)),
];

/** More groups of tests than this do not fail by chance. */
const fewGroups = 3;

/** Runs a stage, and in its turn, when no other runs beside it, once more what failed. */
async function runStage({ name, command, again }: Stage, print: Print, turn: Promise<void>): Promise<Outcome> {
  print(`\n━━ ${name}\n`);
  const first = await runOnce(command, print);
  if (first.failed === 0 || !again) return first;
  const groups = groupsOf(first.failures);
  if (groups.length > fewGroups) return first;
  await turn;
  for (const group of groups.length === 0 ? [''] : groups) {
    print(`\n━━ ${name}, once more: ${group === '' ? 'all' : group}\n`);
    const second = await runOnce(again(group), print);
    if (second.failed > 0 || second.passed === 0)
      return { ...first, failures: `${first.failures}\n━━ and once more\n${second.failures}` };
  }
  return { passed: first.passed + first.failed, failed: 0, failures: '', unsteady: first.failures };
}

interface Timed extends Outcome {
  readonly name: string;
  readonly seconds: number;
}

async function timed(stage: Stage, print: Print, turn = Promise.resolve()): Promise<Timed> {
  const begun = Date.now();
  const outcome = await runStage(stage, print, turn);
  return { ...outcome, name: stage.name, seconds: Math.round((Date.now() - begun) / 1000) };
}

/** Runs a stage beside others: what it prints is held back until somebody waits for its outcome. */
function beside(stage: Stage): () => Promise<Timed> {
  const held: string[] = [];
  let print: Print = (text) => void held.push(text);
  let begin: () => void = () => undefined;
  const turn = new Promise<void>((resolve) => (begin = resolve));
  const running = timed(stage, (text) => print(text), turn);
  return () => {
    begin();
    print = (text) => void process.stdout.write(text);
    print(held.join(''));
    return running;
  };
}

async function main(words: readonly string[]): Promise<void> {
  const chosen = stages.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const outcomes: Timed[] = [];
  const running = new Map<Stage, () => Promise<Timed>>();
  for (const stage of chosen) {
    const outcome = await (running.get(stage)?.() ?? timed(stage, (text) => void process.stdout.write(text)));
    outcomes.push(outcome);
    for (const next of chosen) if (next.after === stage.name) running.set(next, beside(next));
  }
  for (const { name, unsteady } of outcomes)
    if (unsteady !== '') console.log(`\n━━ what passed only in a new window: ${name}\n${unsteady}`);
  for (const { name, failures } of outcomes) if (failures !== '') console.log(`\n━━ what failed: ${name}\n${failures}`);
  console.log('\n━━ all');
  for (const { name, passed, failed, seconds, unsteady } of outcomes) {
    const often = unsteady === '' ? '' : ', some only in a new window';
    console.log(
      `${failed === 0 ? '✔' : '✘'} ${name.padEnd(20)} ${passed} passed, ${failed} failed in ${seconds} s${often}`,
    );
  }
  const sum = (pick: (outcome: Outcome) => number): number => outcomes.map(pick).reduce((a, b) => a + b, 0);
  const failed = sum((outcome) => outcome.failed);
  console.log(`\n${sum((outcome) => outcome.passed)} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main(process.argv.slice(2));
