// `npm run release -- 0.2.0`: makes a release without publishing it: builds the packages into `out`, and lists the next
// steps. With `--publish` it does them: commit, tag, push, and publish to the Visual Studio Marketplace (VSCE_PAT), Open
// VSX (OVSX_PAT) and npm. `--pre-release` makes a pre-release, whose minor version is odd, as the Marketplace requires.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import manifest from '../package.json';
import { makePackage } from './package';

const root = path.resolve(__dirname, '..');

/** The changelog with the unreleased changes under a version, and an empty section for the next ones. */
export function releasedChangelog(changelog: string, version: string, date: string): string {
  const unreleased = unreleasedOf(changelog);
  if (unreleased.trim() === '') throw new Error('CHANGELOG.md has nothing under “Unreleased”.');
  return changelog.replace('## Unreleased\n', `## Unreleased\n\n## ${version} (${date})\n`);
}

/** The text under “Unreleased”. */
export function unreleasedOf(changelog: string): string {
  return /^## Unreleased\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changelog)?.[1] ?? '';
}

/** Why a version can't follow another; undefined if it can. */
export function whyNot(version: string, before: string, preRelease: boolean): string | undefined {
  const numbers = (text: string): number[] => text.split('.').map(Number);
  if (!/^\d+\.\d+\.\d+$/.test(version)) return `${version} is no version such as 0.2.0; marketplaces take no suffix.`;
  const [now, then] = [numbers(version), numbers(before)];
  const at = now.findIndex((number, i) => number !== then[i]);
  if (at < 0 || (now[at] ?? 0) < (then[at] ?? 0)) return `${version} does not follow ${before}.`;
  const isOdd = (now[1] ?? 0) % 2 === 1;
  if (preRelease && !isOdd) return 'The minor version of a pre-release is odd.';
  if (!preRelease && isOdd && now.join('.') !== '0.1.0') return 'The minor version of a release is even: odd ones are pre-releases.'; // prettier-ignore
  return undefined;
}

/** The commands that publish a release, in order. */
export function publishing(version: string, preRelease: boolean): readonly (readonly string[])[] {
  const lane = preRelease ? ['--pre-release'] : [];
  const packages = ['out/claimmark.vsix', 'out/claimmark-web.vsix'];
  return [
    ['git', 'commit', '--all', '--message', `Release ${version}`],
    ['git', 'tag', '--annotate', `v${version}`, '--message', `Claimmark ${version}`],
    ['git', 'push', '--follow-tags'],
    ...packages.map((file) => ['npx', 'vsce', 'publish', ...lane, '--packagePath', file]),
    ...packages.map((file) => ['npx', '--yes', 'ovsx@1', 'publish', ...lane, '--packagePath', file]),
    ['npm', 'publish', `out/claimmark-${version}.tgz`, '--tag', preRelease ? 'next' : 'latest'],
  ];
}

const run = ([program = '', ...args]: readonly string[]): void => {
  execFileSync(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
};

async function main(): Promise<void> {
  const options = { 'pre-release': { type: 'boolean' }, publish: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const preRelease = values['pre-release'] === true;
  const version = positionals[0] ?? '';
  const changelog = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
  const problem = whyNot(version, manifest.version, preRelease);
  if (problem !== undefined) throw new Error(problem);
  const released = releasedChangelog(changelog, version, new Date().toISOString().slice(0, 10));
  const isClean = execFileSync('git', ['status', '--porcelain'], { cwd: root }).length === 0;
  if (!isClean) throw new Error('There are changes that are not committed.');

  run(['npm', 'version', version, '--no-git-tag-version']);
  writeFileSync(path.join(root, 'CHANGELOG.md'), released);
  try {
    run(['npm', 'run', '-s', 'build']);
    run(['npm', 'run', '-s', 'build:types']);
    await makePackage('desktop', preRelease);
    await makePackage('web', preRelease);
    run(['npm', 'pack', '--pack-destination', 'out']);
    if (values.publish === true) for (const step of publishing(version, preRelease)) run(step);
    else console.log(['', 'With --publish, this would come next:', ...publishing(version, preRelease).map((step) => `  ${step.join(' ')}`)].join('\n')); // prettier-ignore
  } finally {
    if (values.publish !== true) run(['git', 'checkout', '--', 'package.json', 'package-lock.json', 'CHANGELOG.md']);
  }
}

if (process.argv[1] === __filename)
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
