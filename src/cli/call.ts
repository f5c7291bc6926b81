import path from 'node:path';
import { writeWhole } from './files';
import type { Settings } from './settings';
import type { Shell } from './shell';

/** One call of a command: its words, and what it may use. */
export class Call {
  constructor(
    readonly shell: Shell,
    readonly settings: Settings,
    /** What is not an option, in order. */
    readonly paths: readonly string[],
    private readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>,
  ) {}

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  option(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** All values of an option that may be given several times. */
  options(name: string): readonly string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  }

  /**
   * Puts a result where `--out` says, else on standard output. With `--dry-run` nothing is written. `read` is what the file
   * held when it was read, where the result was made from that.
   */
  async write(content: string | Uint8Array, read?: { readonly bytes: Uint8Array | undefined }): Promise<void> {
    const out = this.option('out');
    if (out === undefined) this.shell.out(content);
    else if (this.flag('dry-run')) this.shell.err(`Would write ${out}`);
    else await writeWhole(path.resolve(this.shell.cwd, out), content, read);
  }
}
