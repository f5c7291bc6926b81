import path from 'node:path';
import { mergeSidecars } from '../core/sidecar/merge';
import { readSidecar } from '../core/sidecar/read';
import { findings, inert, sound, WrongUse } from './shell';
import type { Call } from './call';
import { readText, writeWhole } from './files';

/**
 * git's merge driver: `merge %O %A %B`. The result goes into OURS, or where `--out` says, as a mergetool wants it. Exit 1
 * where conflicts remain. A side that can't be read is never merged: both stand whole between conflict markers. Of an
 * ancestor that can't be read, as git makes one of two that collide, nothing is known.
 */
export async function merge(call: Call): Promise<number> {
  const [base, ours, theirs, ...more] = call.paths;
  if (base === undefined || ours === undefined || theirs === undefined || more.length > 0)
    throw new WrongUse('Name three files: claimmark merge BASE OURS THEIRS');
  const [b = '', o = '', t = ''] = await Promise.all([base, ours, theirs].map((file) => textOf(call, file)));
  sayWhereUnreadable(call, ours, o);
  sayWhereUnreadable(call, theirs, t);
  const merged = mergeSidecars(b, o, t);
  const target = path.resolve(call.shell.cwd, call.option('out') ?? ours);
  if (call.flag('dry-run')) call.shell.out(merged.text);
  else await writeWhole(target, merged.text);
  for (const { entry, field } of merged.conflicts) {
    const what = field === '*' ? 'changed on both sides, or removed on one' : `${inert(field)} changed on both sides`;
    call.shell.err(`${inert(entry) || 'the file'}: ${what}`);
  }
  return merged.conflicts.length > 0 ? findings : sound;
}

async function textOf(call: Call, file: string): Promise<string> {
  const text = await readText(path.resolve(call.shell.cwd, file));
  if (text === undefined) throw new WrongUse(`${file}: there is no such file.`);
  return text;
}

function sayWhereUnreadable(call: Call, file: string, text: string): void {
  const { state } = readSidecar(text);
  if (text.trim() === '' || state === 'writable') return;
  const why = { newer: 'is of a newer version', conflicted: 'has conflict markers', broken: 'can’t be read' }[state];
  call.shell.err(`${inert(file)}: error: this side ${why}, so both are left whole, for you to choose.`);
}
