import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '../node/replace';
import type { Call } from './call';
import { absent, shown } from './files';
import type { Loaded } from './load';
import { inert, WrongUse } from './shell';

/** Writes a sidecar anew, whole or not at all, unless it stays as it is or this is a dry run. Answers whether it changes. */
export async function rewrite(
  call: Call,
  { file, sidecar }: Pick<Loaded, 'file' | 'sidecar'>,
  text: string,
): Promise<boolean> {
  if (text === sidecar.text) return false;
  const name = inert(shown(call.shell, file));
  if (call.flag('dry-run') || call.flag('check')) call.shell.err(`Would write ${name}`);
  else {
    const encoder = new TextEncoder();
    const done = await replaceFile(file, encoder.encode(sidecar.text), encoder.encode(text));
    if (!done) throw new WrongUse(`${name} changed meanwhile, so it was left alone. Call this again.`);
    call.shell.err(`Wrote ${name}`);
  }
  return true;
}

/** Puts a file into place, whole or not at all; folders that lack are made. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const before = await readFile(file).catch(absent);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  if (!(await replaceFile(file, before, bytes))) throw new WrongUse(`${file} changed meanwhile. Call this again.`);
}
