import { parseArgs } from 'node:util';
import { version } from '../../package.json';
import { agree } from './agreement';
import { inert, sound, WrongUse, wrongUse, type Shell } from './shell';
import { anchor } from './anchoring';
import { brief, detectAll, format } from './commands';
import { checkSidecars } from './checkCommand';
import { checkQuotes, showKin, showLinks, showMatrix } from './crosslink';
import { exportAll, importFile } from './exchange';
import { showDiff } from './diff';
import { gitSetup } from './gitSetup';
import { helpOf, overview } from './help';
import { listAll } from './list';
import { merge } from './merge';
import { Call } from './call';
import { sayRefusal } from './refusals';
import { report } from './report';
import { search } from './search';
import { readSettings } from './settings';
type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }>>;

interface Command {
  run(call: Call): Promise<number>;
  readonly options: Options;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const commands: Readonly<Record<string, Command>> = {
  check: {
    run: checkSidecars,
    options: {
      format: text,
      json: flag,
      'fail-on': text,
      staged: flag,
      'changed-since': text,
      'no-cache': flag,
      'link-base': text,
      out: text,
      'dry-run': flag,
    },
  },
  diff: { run: showDiff, options: { format: text, json: flag, 'link-base': text, out: text, 'dry-run': flag } },
  list: { run: listAll, options: { json: flag } },
  search: { run: search, options: { texts: flag, limit: text, json: flag } },
  report: {
    run: report,
    options: { pages: flag, 'leave-out-broken': flag, format: text, title: text, out: text, 'dry-run': flag },
  },
  brief: {
    run: brief,
    options: { takeaway: { type: 'string', multiple: true }, 'leave-out-broken': flag, out: text, 'dry-run': flag },
  },
  detect: { run: detectAll, options: { json: flag, all: flag, amount: text } },
  kin: { run: showKin, options: { text, all: flag, json: flag } },
  quotes: { run: checkQuotes, options: { format: text, json: flag, claims: flag } },
  links: { run: showLinks, options: { json: flag } },
  matrix: { run: showMatrix, options: { format: text, json: flag, out: text, 'dry-run': flag } },
  anchor: { run: anchor, options: { 'accept-edited': flag, 'dry-run': flag } },
  agreement: { run: agree, options: { json: flag } },
  merge: { run: merge, options: { out: text, 'dry-run': flag } },
  'git-setup': { run: gitSetup, options: {} },
  fmt: { run: format, options: { check: flag, 'dry-run': flag } },
  import: {
    run: importFile,
    options: { format: text, source: text, existing: text, 'create-sources': flag, json: flag, 'dry-run': flag },
  },
  export: { run: exportAll, options: { 'leave-out-broken': flag, format: text, out: text, 'dry-run': flag } },
};

/** Runs one call of the command line. Returns its exit code: 0 success, 1 findings, 2 wrong use. */
export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const [name = '', ...rest] = args;
  if (name === '' || name === '--help' || name === '-h' || name === 'help') {
    shell.out(helpOf(rest[0] ?? '') ?? overview);
    return name === '' ? wrongUse : sound;
  }
  if (name === '--version' || name === '-v') {
    shell.out(`${version}\n`);
    return sound;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (!command) throw new WrongUse(`There is no command ${inert(name)}. “claimmark --help” lists them.`);
    const options = { ...command.options, help: { type: 'boolean', short: 'h' } as const };
    const { values, positionals } = parse(name, rest, options);
    if (values['help'] === true) {
      shell.out(`${helpOf(name) ?? ''}\n`);
      return sound;
    }
    return await command.run(new Call(shell, await readSettings(shell.cwd), positionals, values));
  } catch (error) {
    const why = error instanceof WrongUse ? error.message : sayRefusal(error, shell.cwd);
    if (why === undefined) throw error;
    shell.err(`claimmark: ${inert(why)}`);
    return wrongUse;
  }
}

function parse(name: string, args: readonly string[], options: Options): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const unknown = /^Unknown option '([^']*)'/.exec(error.message)?.[1];
    const has = `“claimmark ${name} --help” lists those it has.`;
    throw new WrongUse(unknown === undefined ? error.message : `${name} has no option ${unknown}. ${has}`);
  }
}
