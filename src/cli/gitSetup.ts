import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { suffix } from '../core/sidecar/path';
import type { Call } from './call';
import { readBytes, writeWhole } from './files';
import { askGit } from './git';
import { sound, WrongUse } from './shell';

/**
 * Lets git merge sidecars by their content: a line in `.gitattributes`, and a driver in `.git`. Where Claimmark is
 * missing, the driver falls back to git's own merge of lines; with a missing driver, git would leave one side in the
 * file almost silently. Running it again changes nothing.
 */
export async function gitSetup(call: Call): Promise<number> {
  const { cwd, out } = call.shell;
  const ask = async (...args: readonly string[]): Promise<string> => (await askGit(args, cwd)).stdout.trim();
  const top = await ask('rev-parse', '--show-toplevel').catch(() => {
    throw new WrongUse('This folder is not in a git repository.');
  });
  const attributes = path.join(top, '.gitattributes');
  const attribute = `*${suffix} merge=claimmark`;
  const bytes = await readBytes(attributes);
  const before = bytes?.toString('utf8') ?? '';
  if (!before.split(/\r?\n/).includes(attribute)) {
    const start = before === '' || before.endsWith('\n') ? before : `${before}\n`;
    await writeWhole(attributes, `${start}${attribute}\n`, { bytes });
  }
  const folder = path.resolve(cwd, await ask('rev-parse', '--git-common-dir'), 'claimmark');
  await mkdir(folder, { recursive: true });
  const driver = path.join(folder, 'merge.sh');
  await writeWhole(driver, driverOf(forShell(path.resolve(process.argv[1] ?? ''))));
  await chmod(driver, 0o755);
  await ask('config', 'merge.claimmark.name', 'Claimmark');
  await ask('config', 'merge.claimmark.driver', `sh ${quoted(forShell(driver))} %O %A %B`);
  out(
    `git merges *${suffix} with Claimmark here now. Commit .gitattributes; each clone calls “claimmark git-setup” once.\n`,
  );
  return sound;
}

/** 0 and 1 are results of a merge; any other exit code means that Claimmark is missing, or could not begin. */
function driverOf(program: string): string {
  return `#!/bin/sh
# Merges two versions of a sidecar; without Claimmark, line by line.
if command -v claimmark >/dev/null 2>&1; then claimmark merge "$1" "$2" "$3"
elif [ -f ${quoted(program)} ] && command -v node >/dev/null 2>&1; then node ${quoted(program)} merge "$1" "$2" "$3"
else (exit 127)
fi
code=$?
[ "$code" -le 1 ] && exit "$code"
echo "Claimmark could not merge a sidecar, so git merges its lines." >&2
git merge-file -L ours -L base -L theirs "$2" "$1" "$3"
code=$?
[ "$code" -eq 0 ] && exit 0
exit 1
`;
}

/** A path in the form for the shell of git, on Windows too. */
const forShell = (file: string): string => file.replaceAll(path.sep, '/');

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
