import path from 'node:path';
import { mergeSidecars } from '../core/sidecar/merge';
import { readSidecar } from '../core/sidecar/read';
import { decodeWithMark, type Decoded } from '../core/text/encoding';
import { findings, inert, sound, WrongUse } from './shell';
import type { Call } from './call';
import { readBytes, refuseSource, writeWhole } from './files';

/**
 * git's merge driver: `merge %O %A %B`. The result replaces OURS, or goes to `--out`, as for a mergetool. Exit code 1
 * if conflicts remain. A side that can't be read is never merged: both are kept whole between conflict markers. An
 * unreadable ancestor, such as git makes of two colliding ones, is ignored.
 */
export async function merge(call: Call): Promise<number> {
  const [base, ours, theirs, ...more] = call.paths;
  if (base === undefined || ours === undefined || theirs === undefined || more.length > 0)
    throw new WrongUse('Name three files: claimmark merge BASE OURS THEIRS');
  const sides = await Promise.all([base, ours, theirs].map((file) => bytesOf(call, file)));
  const [b, o, t] = sides.map(({ bytes }) => decodeWithMark(bytes));
  const odd = sides.flatMap((side, i) => whyOdd([b, o, t][i]).map((why) => `${inert(side.name)}: error: ${why}`));
  if (odd.length > 0 || !b || !o || !t || !('text' in b && 'text' in o && 'text' in t)) {
    odd.forEach((line) => call.shell.err(`${line}, so nothing was merged, and ${inert(ours)} is as it was.`));
    return findings;
  }
  sayWhereUnreadable(call, ours, o.text);
  sayWhereUnreadable(call, theirs, t.text);
  const out = call.option('out');
  const target = path.resolve(call.shell.cwd, out ?? ours);
  const read = { bytes: out === undefined ? sides[1]?.bytes : await readBytes(target) };
  const merged = mergeSidecars(b.text, o.text, t.text);
  if (call.flag('dry-run') || out === '-') call.shell.out(merged.text);
  else {
    await refuseSource(target, out ?? ours);
    await writeWhole(target, merged.text, read);
  }
  for (const { entry, field } of merged.conflicts) {
    const what = field === '*' ? 'changed on both sides, or removed on one' : `${inert(field)} changed on both sides`;
    call.shell.err(`${inert(entry) || 'the file'}: ${what}`);
  }
  return merged.conflicts.length > 0 ? findings : sound;
}

async function bytesOf(call: Call, name: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const bytes = await readBytes(path.resolve(call.shell.cwd, name));
  if (bytes === undefined) throw new WrongUse(`${name}: there is no such file.`);
  return { name, bytes };
}

function whyOdd(decoded: Decoded | undefined): readonly string[] {
  if (decoded && 'invalidAt' in decoded) return [`this side is not UTF-8 (first at byte ${decoded.invalidAt})`];
  return decoded?.encoding === 'utf-8' ? [] : ['this side is in UTF-16'];
}

function sayWhereUnreadable(call: Call, file: string, text: string): void {
  const { state } = readSidecar(text);
  if (text.trim() === '' || state === 'writable') return;
  const why = { newer: 'has a newer version', conflicted: 'has conflict markers', broken: 'can’t be read' }[state];
  call.shell.err(`${inert(file)}: error: this side ${why}, so both are left whole, for you to choose.`);
}
