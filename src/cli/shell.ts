import type { UserFolders } from './folders';

/** The environment of a command. */
export interface Shell {
  readonly cwd: string;
  /** The top of the checkout, if a job runs the call; else files are named from `cwd`. */
  readonly checkout?: string | undefined;
  /** Folders of the user; without them no results are kept for other calls. */
  readonly folders?: UserFolders | undefined;
  /** Other threads for parts of a call's work; without them this one does it all. */
  readonly threads?: Threads | undefined;
  /** All of standard input. */
  input?(): Promise<string>;
  /** Writes to standard output. */
  out(text: string | Uint8Array): void;
  /** Writes a line to standard error. */
  err(line: string): void;
  /** Shows the progress of long work, to a person only; the next call overwrites it, an empty text erases it. */
  progress(text: string): void;
}

/** Threads for one call; `call` is the part of it that can be passed to a thread. Answers are plain data. */
export type Threads = (call: object) => {
  /** The number of threads. */
  readonly count: number;
  ask(work: string, files: readonly string[]): Promise<unknown>;
  end(): Promise<void>;
};

/** The exit codes. */
export const sound = 0;
export const findings = 1;
export const wrongUse = 2;

/** A call that can't be carried out; the message tells how to correct it. */
export class WrongUse extends Error {}

/** Characters that a terminal obeys instead of showing them, or that change the display of others. */
const obeyed = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Commands, even in the middle of a line, to programs that run jobs: `##vso[…]`, `##teamcity[…]`, `##[…]`. */
const jobCommand = /##(?=\w*\[)/g;

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Text from sources and sidecars, made safe for a terminal and the log of a job: without control characters, direction
 * overrides and commands to the program that runs the job; GitHub's are lines that begin with `::`.
 */
export function inert(text: string): string {
  return text
    .replace(obeyed, (unit) => (unit === '\n' || unit === '\t' ? ' ' : escaped(unit)))
    .replace(jobCommand, `#${escaped('#')}`)
    .replace(/^( *):(?=:)/, `$1${escaped(':')}`);
}

/** Data as JSON for standard output, with unsafe characters escaped, which any JSON parser undoes. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(obeyed, (unit) => (unit === '\n' ? unit : escaped(unit)))
    .replace(jobCommand, `#${escaped('#')}`);
}

/** The first words of a text on one line, inert. */
export function excerpt(text: string, length = 100): string {
  const line = inert(text.replace(/\s+/g, ' ').trim());
  return line.length > length ? `${line.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

/** The first words of a text in quotation marks; those that the text has itself are not doubled. */
export function quoted(text: string, length = 100): string {
  const [, bare = text] = /^["“„«]([^"“”„«»]+)["”“»]?$/.exec(text.trim()) ?? [];
  return `“${excerpt(bare, length)}”`;
}
