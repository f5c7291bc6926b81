import { replaceFile } from '../node/replace';
import type { Call } from './call';
import { shown } from './files';
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
