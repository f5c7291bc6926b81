import path from 'node:path';
import { copiedFrom } from '../core/sidecar/path';
import { loadChanged, loadStaged } from './changed';
import type { Call } from './call';
import { checkAll } from './check';
import { bound, findingsIn, type Digest } from './digest';
import { digesting } from './cachedDigests';
import { findingFormats, inFileOrder, written, type Finding } from './findings';
import { shown } from './files';
import { halfMerged } from './git';
import { findWorkspace, loadingAll, type LoadedWorkspace } from './loading';
import { checkReferences } from './references';
import { findings, inert, sound, WrongUse } from './shell';
import { allOf } from './work';

export async function checkSidecars(call: Call): Promise<number> {
  const format = call.format(findingFormats);
  const failOn = call.choice('fail-on', ['error', 'warning'], 'warning');
  const out = await call.readOut();
  const { found, sidecars } = await checkMeant(call);
  await call.write(written(found, format, call.places), out);
  const grave = found.filter(({ level }) => level === 'error' || level === 'warning').length;
  if (format === 'text' || format === 'github')
    call.shell.err(`sidecars: ${sidecars}, findings: ${grave}, remarks: ${found.length - grave}`);
  const fails = found.some(({ level }) => level === 'error' || (level === 'warning' && failOn === 'warning'));
  return fails ? findings : sound;
}

/** The findings of a check, in the order of the files. */
interface Checked {
  readonly found: readonly Finding[];
  /** How many sidecars were checked. */
  readonly sidecars: number;
}

/** Checks the sidecars that are staged, changed, named on standard input, or meant by the paths. */
async function checkMeant(call: Call): Promise<Checked> {
  const since = call.option('changed-since');
  const half = await halfMerged(call.shell.cwd);
  if (call.flag('staged')) {
    if (since !== undefined) throw new WrongUse('--staged and --changed-since can’t be used together.');
    return checkLoaded(call, await loadStaged(call), half);
  }
  if (since !== undefined || call.paths.includes('-')) return checkLoaded(call, await loadChanged(call, since), half);
  return checkWorkspace(call, half);
}

async function checkLoaded(call: Call, { loaded, all }: LoadedWorkspace, half: ReadonlySet<string>): Promise<Checked> {
  const references = await checkReferences(call, loaded, all);
  const found = inFileOrder([...checkAll(call.shell, loaded, all, call.settings, half), ...references]);
  return { found, sidecars: loaded.length };
}

/**
 * Checks the sidecars that the paths mean, considering the whole workspace. Only sidecars that affect each other are in
 * memory together; all others are checked one by one, and only their findings are kept.
 */
async function checkWorkspace(call: Call, half: ReadonlySet<string>): Promise<Checked> {
  const { meant, all, copies } = await findWorkspace(call, call.paths);
  const digests: Digest[] = [];
  for await (const one of digesting(call, all)) {
    if (one.unreadable !== undefined) call.shell.err(inert(one.unreadable));
    digests.push(one);
  }
  const together = bound(digests);
  const held = digests.filter(({ file }) => together.has(file) || half.has(file)).map(({ file }) => file);
  const loaded = await allOf(loadingAll(call, held, { quiet: true }));
  const own = loaded.filter(({ file }) => meant.has(file));
  const { found } = await checkLoaded(call, { loaded: own, all: loaded }, half);
  const apart = digests.filter(({ file }) => meant.has(file) && !together.has(file) && !half.has(file));
  const single = apart.flatMap((one) => findingsIn(call, one));
  return {
    found: inFileOrder(
      [...single, ...found, ...copies.map((file) => unreadCopy(call, file))],
      all.map((file) => shown(call.shell, file)),
    ),
    sidecars: meant.size,
  };
}

/** Reports an unread copy of a sidecar: after simultaneous edits, each of both may hold some of them. */
function unreadCopy({ shell }: Call, copy: string): Finding {
  const sidecar = path.basename(copiedFrom(copy) ?? '');
  const message = `This is a copy of ${sidecar}, and is not read. Merge it in (claimmark merge), or delete it.`;
  return { file: shown(shell, copy), line: 1, column: 1, level: 'warning', rule: 'copy', message: inert(message) };
}
