import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pathFrom } from '../node/pathFrom';
import { suffix } from '../core/sidecar/path';
import { absent, readBytes, realPath, refuseSource, textIn, writeWhole } from './files';
import type { FindingPlaces } from './findings';
import type { Settings } from './settings';
import { WrongUse, type Shell } from './shell';

/** One call of a command: its words, and what it may use. */
export class Call {
  constructor(
    readonly shell: Shell,
    readonly settings: Settings,
    /** What is not an option, in order. */
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

  /** An option that is one of some words, `usual` where it is not given; any other is wrong use. */
  choice<T extends string>(name: string, words: readonly T[], usual: T): T {
    const given = this.option(name) ?? usual;
    const chosen = words.find((word) => word === given);
    if (chosen === undefined) throw new WrongUse(`--${name} is ${words.join(', ').replace(/, ([^,]*)$/, ' or $1')}.`);
    return chosen;
  }

  /** The format of a result; `--json` stands for `--format json`. */
  format<T extends string>(formats: readonly (T | 'text' | 'json')[]): T | 'text' | 'json' {
    return this.flag('json') ? 'json' : this.choice('format', formats, 'text');
  }

  /** All values of an option that may be given several times. */
  options(name: string): readonly string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  }

  /** Where the result goes; undefined for standard output, which `-` names, too. */
  get out(): string | undefined {
    const out = this.option('out');
    return out === '-' ? undefined : out;
  }

  /**
   * What the file that `--out` names holds now; undefined where there is none, or the name is a folder's. A device, a
   * sidecar and a source that has one are wrong use: a result would take the place of what people wrote. `isOurs` tells
   * by its text a source that the call may bring up to date.
   */
  async readOut(isOurs?: (text: string) => boolean): Promise<{ readonly bytes: Uint8Array | undefined }> {
    const { out } = this;
    if (out === undefined) return { bytes: undefined };
    const file = path.resolve(this.shell.cwd, out);
    const kind = await stat(file).catch(absent);
    if (kind && !kind.isFile() && !kind.isDirectory()) throw new WrongUse(`${out} is no file.`);
    // What is written goes where a link leads.
    if ([file, await realPath(file)].some((name) => name?.endsWith(suffix)))
      throw new WrongUse(`${out} is the name of a sidecar. Name another file.`);
    const bytes = kind?.isFile() ? await readBytes(file) : undefined;
    if (bytes && isOurs?.(textIn(out, bytes)) !== true) await refuseSource(file, out);
    return { bytes };
  }

  /** Where files are in the checkout that a job of GitHub or GitLab works in, or else here. */
  get places(): FindingPlaces {
    const { cwd, checkout = cwd } = this.shell;
    return {
      fromTop: (file) => pathFrom(checkout, path.resolve(cwd, file)),
      linkBase: this.option('link-base')?.replace(/\/?$/, '/'),
    };
  }

  /**
   * Puts a result where `--out` says, else on standard output. With `--dry-run` nothing is written. `read` is what the file
   * held when the call began: one that somebody else has written since is left alone.
   */
  async write(content: string | Uint8Array, read: { readonly bytes: Uint8Array | undefined }): Promise<void> {
    const { out } = this;
    if (out === undefined) this.shell.out(content);
    else if (this.flag('dry-run')) this.shell.err(`Would write ${out}`);
    else await writeWhole(path.resolve(this.shell.cwd, out), content, read);
  }
}
