// `npm test`: every check and test of the project. Windows often wait, so two of them are open beside what needs none; what
// is printed comes in the order below all the same. It goes on after a failure, so that one run tells everything; the end
// says once more what failed, and the last line counts. `npm test -- lint unit` runs the stages whose names hold one of the
// words. What failed in a window is run once more at the end, in a new one and alone: on a crowded machine a window can lose
// a key. What passes only then is told, as a test that needs mending.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const root = path.resolve(__dirname, '..');

/** What a person asks for; without a word, all stages run. */
const words = process.argv.slice(2);
const isWhole = words.length === 0;

interface Stage {
  readonly name: string;
  /** Run from node_modules/.bin. */
  readonly command: string;
  /** The suites that run where all stages do; all of them where a person names the stage. */
  readonly only?: readonly string[];
  readonly lane: Lane;
  /** The stages that must have ended before, where they are run at all. */
  readonly needs?: readonly string[];
  /** Where the tests run in a window: how to run those again whose name begins so; all of them where the name is empty. */
  readonly again?: (name: string) => string;
}

/** How many stages of a kind run at once. */
const lanes = { plain: 1, fetch: 1, window: 2 } as const;
type Lane = keyof typeof lanes;

const plain = (name: string, command: string, ...needs: readonly string[]): Stage => ({
  name,
  command,
  lane: 'plain',
  needs,
});

type Editor = 'newest' | 'oldest' | 'web';

const editor = (name: Editor): Stage => ({
  name: `editor ${name}`,
  command: `tsx test/vscode/run/fetch.ts ${name}`,
  lane: 'fetch',
});

const inWindows = (name: string, command: string, again: (name: string) => string, of: Editor = 'newest'): Stage => ({
  name,
  command,
  again,
  lane: 'window',
  needs: ['build', editor(of).name],
});

const suites = (name: string, host: string, of?: Editor): Stage => {
  const command = `tsx test/vscode/run/suites.ts ${host}`;
  return inWindows(name, command, (test) => `${command} ${JSON.stringify(test)}`, of);
};

const inTurn = 'tsx test/vscode/run/suites.ts team';
const endToEnd = 'mocha --no-color --config test/e2e/.mocharc.json';
const endToEndAgain = (name: string): string => `${endToEnd} --fgrep ${JSON.stringify(name)}`;

/** What takes half of the time of all end-to-end tests, so that the two halves can run beside each other. */
const firstHalf = '^(a |annotating|what is drawn|keys while)';

/**
 * The unit tests that start git and Node a thousand times. They are a stage of their own, since a process starts others
 * the slower the more memory it has.
 */
const startsPrograms = 'test/unit/{cli,node}/**/*.test.ts';

/** The suites of what VS Code itself shows and asks. What the others test is the same code in every version. */
const ofTheEditor =
  'annotate closed discussion finished language manifest reading rounds sidecar suggestions tree workspace'.split(' ');

/** What is run, in the order in which it is told. A stage that prints no counts of mocha's is one test. */
const stages: readonly Stage[] = [
  plain('build', 'node esbuild.mjs'),
  editor('newest'),
  editor('oldest'),
  editor('web'),
  plain('types', 'tsc -p .'),
  plain('types of the core', 'tsc -p src/core'),
  plain('lint', 'eslint .'),
  plain('format', 'prettier --check --log-level warn .'),
  plain('unit', `mocha --no-color "test/unit/**/*.test.ts" --ignore "${startsPrograms}"`),
  plain('command line', `mocha --no-color "${startsPrograms}"`),
  plain('npm package', 'mocha --no-color "test/package/*.test.ts"', 'build'),
  suites('VS Code newest', 'newest'),
  { ...suites('VS Code oldest', 'oldest', 'oldest'), only: ofTheEditor },
  suites('VS Code web', 'web', 'web'),
  // Its windows go on from one another, so they run again as a whole.
  inWindows('VS Code in turn', inTurn, () => inTurn),
  suites('VS Code in pairs', 'pair'),
  // A person's keys come last, when no plain stage takes the processor from their windows.
  inWindows('end to end, a half', `${endToEnd} --grep "${firstHalf}"`, endToEndAgain),
  inWindows('end to end, the rest', `${endToEnd} --grep "${firstHalf}" --invert`, endToEndAgain),
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

async function run(
  command: string,
  { name, only }: Pick<Stage, 'name' | 'only'>,
  print: Print,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const bin = path.join(root, 'node_modules/.bin');
  const env = {
    ...process.env,
    PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
    FORCE_COLOR: '0',
    CLAIMMARK_STAGE: name,
    ...(only && isWhole && { CLAIMMARK_SUITE: only.join(',') }),
  };
  const child = spawn(command, { cwd: root, env, shell: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    print(data.toString());
    output += data.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output: stripVTControlCharacters(output) };
}

async function runOnce(command: string, stage: Stage, print: Print): Promise<Outcome> {
  const { code, output } = await run(command, stage, print);
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

interface Timed extends Outcome {
  readonly stage: Stage;
  readonly seconds: number;
}

const toScreen: Print = (text) => void process.stdout.write(text);

/** Runs stages, each as soon as its lane is free and what it needs has ended. What they print is told in their order. */
async function runAll(chosen: readonly Stage[]): Promise<readonly Timed[]> {
  const held = chosen.map((): string[] => []);
  const outcomes: (Timed | undefined)[] = chosen.map(() => undefined);
  const begun = new Set<Stage>();
  let told = 0;
  const tell = (): void => {
    for (; told < chosen.length; told++) {
      toScreen((held[told] ?? []).splice(0).join(''));
      if (!outcomes[told]) return;
    }
  };
  const hasEnded = (stage: Stage): boolean => outcomes.some((one) => one?.stage === stage);
  const isFree = (lane: Lane): boolean =>
    [...begun].filter((stage) => stage.lane === lane && !hasEnded(stage)).length < lanes[lane];
  const isReady = (stage: Stage): boolean =>
    chosen.every((one) => !(stage.needs ?? []).includes(one.name) || hasEnded(one));
  const begin = async (): Promise<void> => {
    const going: Promise<void>[] = [];
    for (const stage of chosen) if (!begun.has(stage) && isReady(stage) && isFree(stage.lane)) going.push(go(stage));
    await Promise.all(going);
  };
  const go = async (stage: Stage): Promise<void> => {
    begun.add(stage);
    const index = chosen.indexOf(stage);
    const print: Print = (text) => {
      held[index]?.push(text);
      tell();
    };
    print(`\n━━ ${stage.name}\n`);
    const start = Date.now();
    const outcome = await runOnce(stage.command, stage, print);
    outcomes[index] = { ...outcome, stage, seconds: Math.round((Date.now() - start) / 1000) };
    tell();
    await begin();
  };
  await begin();
  return outcomes.filter((one) => one !== undefined);
}

/** Runs once more what failed in a window, now that no other is open. */
async function runAgain(first: Timed): Promise<Timed> {
  const { stage, failed, failures } = first;
  const groups = groupsOf(failures);
  if (failed === 0 || !stage.again || groups.length > fewGroups) return first;
  for (const group of groups.length === 0 ? [''] : groups) {
    toScreen(`\n━━ ${stage.name}, once more: ${group === '' ? 'all' : group}\n`);
    const second = await runOnce(stage.again(group), stage, toScreen);
    if (second.failed > 0 || second.passed === 0)
      return { ...first, failures: `${failures}\n━━ and once more\n${second.failures}` };
  }
  return { ...first, passed: first.passed + failed, failed: 0, failures: '', unsteady: failures };
}

async function main(): Promise<void> {
  const chosen = stages.filter(({ name }) => isWhole || words.some((word) => name.includes(word)));
  const outcomes: Timed[] = [];
  for (const first of await runAll(chosen)) outcomes.push(await runAgain(first));
  for (const { stage, unsteady } of outcomes)
    if (unsteady !== '') console.log(`\n━━ what passed only in a new window: ${stage.name}\n${unsteady}`);
  for (const { stage, failures } of outcomes)
    if (failures !== '') console.log(`\n━━ what failed: ${stage.name}\n${failures}`);
  console.log('\n━━ all');
  for (const { stage, passed, failed, seconds, unsteady } of outcomes) {
    const often = unsteady === '' ? '' : ', some only in a new window';
    console.log(
      `${failed === 0 ? '✔' : '✘'} ${stage.name.padEnd(20)} ${passed} passed, ${failed} failed in ${seconds} s${often}`,
    );
  }
  const sum = (pick: (outcome: Outcome) => number): number => outcomes.map(pick).reduce((a, b) => a + b, 0);
  const failed = sum((outcome) => outcome.failed);
  console.log(`\n${sum((outcome) => outcome.passed)} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
