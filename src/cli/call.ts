import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pathFrom } from '../node/pathFrom';
import { suffix } from '../core/sidecar/path';
import { absent, readBytes, realPath, refuseSource, textIn, writeWhole } from './files';
import type { FindingPlaces } from './findings';
import type { Settings } from './settings';
import { WrongUse, type Shell } from './shell';

/** One call of a command: its arguments and its environment. */
export class Call {
  constructor(
    readonly shell: Shell,
    readonly settings: Settings,
    /** The arguments that are no options, in order. */
    readonly paths: readonly string[],
    readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>,
  ) {}

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  option(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** An option with a fixed set of values, by default `usual`; any other value is wrong use. */
  choice<T extends string>(name: string, words: readonly T[], usual: T): T {
    const given = this.option(name) ?? usual;
    const chosen = words.find((word) => word === given);
    if (chosen === undefined) throw new WrongUse(`--${name} is ${words.join(', ').replace(/, ([^,]*)$/, ' or $1')}.`);
    return chosen;
  }

  /** The format of a result; `--json` is short for `--format json`. */
  format<T extends string>(formats: readonly (T | 'text' | 'json')[]): T | 'text' | 'json' {
    return this.flag('json') ? 'json' : this.choice('format', formats, 'text');
  }

  /** All values of an option that may be repeated. */
  options(name: string): readonly string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  }

  /** The file for the result; undefined for standard output, also named by `-`. */
  get out(): string | undefined {
    const out = this.option('out');
    return out === '-' ? undefined : out;
  }

  /**
   * The present content of the file that `--out` names; undefined if there is none, or for a folder. A device, a
   * sidecar and a source with a sidecar are wrong use, since a result would overwrite what people wrote. `isOurs`
   * recognizes by its text a source that the call may update.
   */
  async readOut(isOurs?: (text: string) => boolean): Promise<{ readonly bytes: Uint8Array | undefined }> {
    const { out } = this;
    if (out === undefined) return { bytes: undefined };
    const file = path.resolve(this.shell.cwd, out);
    const kind = await stat(file).catch(absent);
    if (kind && !kind.isFile() && !kind.isDirectory()) throw new WrongUse(`${out} is not a file.`);
    // Writing follows links.
    if ([file, await realPath(file)].some((name) => name?.endsWith(suffix)))
      throw new WrongUse(`${out} is the name of a sidecar. Name another file.`);
    const bytes = kind?.isFile() ? await readBytes(file) : undefined;
    if (bytes && isOurs?.(textIn(out, bytes)) !== true) await refuseSource(file, out);
    return { bytes };
  }

  /** The places of files in the checkout of a job of GitHub or GitLab, or else in the current folder. */
  get places(): FindingPlaces {
    const { cwd, checkout = cwd } = this.shell;
    return {
      fromTop: (file) => pathFrom(checkout, path.resolve(cwd, file)),
      linkBase: this.option('link-base')?.replace(/\/?$/, '/'),
    };
  }

  /**
   * Writes a result to the file of `--out`, else to standard output; with `--dry-run`, nothing. `read` is the file's
   * content when the call began: a file that somebody else has written since is left alone.
   */
  async write(content: string | Uint8Array, read: { readonly bytes: Uint8Array | undefined }): Promise<void> {
    const { out } = this;
    if (out === undefined) this.shell.out(content);
    else if (this.flag('dry-run')) this.shell.err(`Would write ${out}`);
    else await writeWhole(path.resolve(this.shell.cwd, out), content, read);
  }
}
