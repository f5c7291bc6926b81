import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

const root = path.resolve(__dirname, '../..');

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** What the action’s host knows; expressions of action.yml are looked up here by their names. */
type Names = Readonly<Record<string, string>>;

interface Job {
  readonly code: number | null;
  readonly out: string;
  readonly summary: string;
}

/**
 * A stand-in for the host of actions: it runs the steps of action.yml in a checkout one after the other, as a job does,
 * with only the expressions that the file uses. `npm` is a stub, because the command line is built already.
 */
function runAction(checkout: string, inputs: Names, github: Names): Job {
  const action = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as Action;
  const names: Record<string, string> = { 'github.action_path': root, 'github.server_url': 'https://example.org', 'github.repository': 'desk/sources', ...github }; // prettier-ignore
  const put = (text: string): string =>
    text.replace(/\$\{\{\s*([\w.-]+)(?: \|\| ([\w.-]+))?\s*\}\}/g, (_, name: string, other = '') => names[name] ?? names[other] ?? ''); // prettier-ignore
  for (const [name, { default: value }] of Object.entries(action.inputs)) names[`inputs.${name}`] = inputs[name] ?? put(value); // prettier-ignore
  const holds = (condition: string): boolean => {
    const [, name = '', sign, value] = /^([\w.-]+) (==|!=) '([^']*)'$/.exec(condition) ?? [];
    assert.ok(sign, `the stand-in does not know this condition: ${condition}`);
    return ((names[name] ?? '') === value) === (sign === '==');
  };
  const bin = path.join(checkout, '..', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(path.join(bin, 'npm'), '#!/bin/sh\necho "npm $*"\n');
  chmodSync(path.join(bin, 'npm'), 0o755);
  const summary = path.join(checkout, '..', 'summary.md');
  const output = path.join(checkout, '..', 'output');
  writeFileSync(summary, '');
  let out = '';
  for (const step of action.runs.steps) {
    if (step.run === undefined || (step.if !== undefined && !holds(step.if))) continue;
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, put(value)]));
    const cwd = path.resolve(checkout, put(step['working-directory'] ?? '.'));
    const { PATH = '' } = process.env;
    writeFileSync(output, '');
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', put(step.run)], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...env, PATH: `${bin}${path.delimiter}${PATH}`, GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output, GITHUB_WORKSPACE: checkout },
    }); // prettier-ignore
    out += stdout + stderr;
    for (const [, name, value = ''] of readFileSync(output, 'utf8').matchAll(/^(\w+)=(.*)$/gm))
      names[`steps.${step.id}.outputs.${name}`] = value;
    if (status !== 0) return { code: status, out, summary: readFileSync(summary, 'utf8') };
  }
  return { code: 0, out, summary: readFileSync(summary, 'utf8') };
}

describe('the GitHub Action', function () {
  this.timeout(60_000);
  let home: string;
  let checkout: string;
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', ...args], { cwd: checkout, encoding: 'utf8' }); // prettier-ignore
  const article = (): string => path.join(checkout, 'desk/lake-ostra/brief.txt');

  before(() => {
    home = mkdtempSync(path.join(tmpdir(), 'claimmark-action-'));
    checkout = path.join(home, 'checkout');
    cpSync(path.join(root, 'test/fixtures/sample'), path.join(checkout, 'desk'), { recursive: true });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'Sources');
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  it('checks everything if there is no pull request, and fails only on errors', () => {
    const { code, out, summary } = runAction(checkout, { 'working-directory': 'desk' }, {});
    assert.equal(code, 0, out);
    assert.match(out, /^::warning file=desk\/lake-ostra\/brief\.txt,line=\d+,/m);
    assert.match(summary, /^### Claimmark: 1 warning, 1 remark\n/);
    assert.equal(runAction(checkout, { 'working-directory': 'desk', 'fail-on': 'warning' }, {}).code, 1);
  });

  it('checks what a pull request changes, with links into its own commit', () => {
    const base = git('rev-parse', 'HEAD').trim();
    const text = readFileSync(article(), 'utf8');
    const [, words = ''] = /text: >?-?\s*(\S.{20,40})/.exec(readFileSync(`${article()}.claims.yaml`, 'utf8')) ?? [];
    assert.ok(text.includes(words.slice(0, 20)));
    writeFileSync(article(), text.split('\n').filter((line) => !line.includes(words.slice(0, 20))).join('\n')); // prettier-ignore
    git('commit', '-qam', 'Cut');
    const event = { 'github.event.pull_request.base.sha': base, 'github.sha': 'abc123' };
    const { code, out, summary } = runAction(checkout, { sarif: 'findings.sarif' }, event);
    assert.equal(code, 1, out);
    assert.deepEqual(runAction(checkout, {}, { 'github.event.merge_group.base_sha': base, 'github.sha': 'abc123' }), {
      code,
      out,
      summary,
    });
    assert.match(out, /^::error file=desk\/lake-ostra\/brief\.txt\.claims\.yaml,line=\d+,title=Claimmark%3A lost::/m);
    assert.match(summary, /^### Annotations: lost: \d+/);
    assert.match(summary, /\]\(https:\/\/example\.org\/desk\/sources\/blob\/abc123\/desk\/lake-ostra\/brief\.txt\.claims\.yaml#L\d+\)/); // prettier-ignore
    const sarif = JSON.parse(readFileSync(path.join(checkout, 'findings.sarif'), 'utf8')) as { version: string };
    assert.equal(sarif.version, '2.1.0');
  });

  it('fetches a commit that is missing in a shallow checkout', () => {
    const base = git('rev-parse', 'HEAD~1').trim();
    const shallow = path.join(home, 'shallow');
    git('config', 'uploadpack.allowReachableSHA1InWant', 'true');
    execFileSync('git', ['clone', '-q', '--depth=1', `file://${checkout}`, shallow]);
    const { code, out, summary } = runAction(shallow, {}, { 'github.event.pull_request.base.sha': base, 'github.sha': 'x' }); // prettier-ignore
    assert.equal(code, 1, out);
    assert.match(summary, /^### Annotations: lost: \d+/);
    // A branch of another name than the checkout’s is not there either.
    git('branch', 'earlier', base);
    for (const since of ['earlier', 'origin/earlier']) {
      const named = runAction(shallow, { 'changed-since': since, summary: 'false' }, {});
      assert.deepEqual([named.code, /^::error .*%3A lost::/m.test(named.out)], [1, true], named.out);
    }
  });

  it('in a full checkout, compares with the commit where the branch began, and leaves the checkout unchanged', () => {
    git('checkout', '-q', '-b', 'line');
    git('checkout', '-q', '-b', 'work');
    writeFileSync(path.join(checkout, 'desk/work.txt'), 'Our own work.\n');
    git('add', '.');
    git('commit', '-qm', 'Work');
    git('checkout', '-q', 'line');
    writeFileSync(article(), 'Somebody else has cut it.\n');
    git('commit', '-qam', 'Cut by others');
    const whole = path.join(home, 'whole');
    // Of one branch alone, the other is fetched; of all, it is there by its long name.
    for (const how of [['--single-branch'], []]) {
      execFileSync('git', ['clone', '-q', ...how, '-b', 'work', `file://${checkout}`, whole]);
      const { code, out, summary } = runAction(whole, { 'changed-since': 'line' }, {});
      assert.deepEqual([code, summary.split('\n')[0]], [0, '### Annotations: no annotation has changed'], out);
      const isShallow = execFileSync('git', ['rev-parse', '--is-shallow-repository'], { cwd: whole, encoding: 'utf8' });
      assert.equal(isShallow, 'false\n');
      rmSync(whole, { recursive: true });
    }
    git('checkout', '-q', 'main');
  });

  it('takes patterns unchanged, and names with blanks one on each line', () => {
    const put = (name: string): void => {
      const file = path.join(checkout, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, 'It rained.\n');
      writeFileSync(`${file}.claims.yaml`, `claimmark: 1\nsource: ${path.basename(file)}\nannotations: []\n`);
    };
    ['wire/one.txt', 'wire/a/two.txt', 'wire/a/b/three.txt', 'old wire/four.txt'].forEach(put);
    const looked = (paths: string): string | undefined =>
      /^sidecars: (\d+)/m.exec(runAction(checkout, { paths, summary: 'false' }, {}).out)?.[1];
    assert.equal(looked('wire/**/*.txt'), '3');
    assert.equal(looked('wire/one.txt wire/a/*'), '2');
    assert.equal(looked('old wire\nwire/a/**\n'), '3');
  });
});
