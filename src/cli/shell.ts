import type { UserFolders } from './folders';

/** What a command of the command line talks to. */
export interface Shell {
  readonly cwd: string;
  /** The top of the checkout, where a job runs the call; else files are named from `cwd`. */
  readonly checkout?: string | undefined;
  /** Folders of the user's own; without them nothing is kept from call to call. */
  readonly folders?: UserFolders | undefined;
  /** Other threads that do a part of a call's work; without them this one does all of it. */
  readonly threads?: Threads | undefined;
  /** All of standard input. */
  input?(): Promise<string>;
  /** Writes to standard output. */
  out(text: string | Uint8Array): void;
  /** Writes a line to standard error. */
  err(line: string): void;
  /** Shows how far a long work has come, to a person only; the next call overwrites it, an empty text wipes it away. */
  progress(text: string): void;
}

/** Threads for one call; `call` is what can be handed over of it. Each answers what it is asked with data. */
export type Threads = (call: object) => {
  /** How many there are. */
  readonly count: number;
  ask(work: string, files: readonly string[]): Promise<unknown>;
  end(): Promise<void>;
};

/** The exit codes. */
export const sound = 0;
export const findings = 1;
export const wrongUse = 2;

/** A call that can't be carried out as it was made; the message says how it can. */
export class WrongUse extends Error {}

/** What a terminal obeys instead of showing it, or by which it shows what stands around otherwise. */
const obeyed = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** What programs that run jobs take for a command in the middle of a line: `##vso[…]`, `##teamcity[…]`, `##[…]`. */
const jobCommand = /##(?=\w*\[)/g;

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Text from sources and sidecars as a terminal may show it and the log of a job may hold it: without control characters,
 * direction overrides and commands to the program that runs the job, of which GitHub's are lines that begin with `::`.
 */
export function inert(text: string): string {
  return text
    .replace(obeyed, (unit) => (unit === '\n' || unit === '\t' ? ' ' : escaped(unit)))
    .replace(jobCommand, `#${escaped('#')}`)
    .replace(/^( *):(?=:)/, `$1${escaped(':')}`);
}

/** Data as JSON for standard output: what is not inert is escaped, which is the same to every reader of JSON. */
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

/** The first words of a text in quotation marks: those that it brings along, if it is a quotation itself, are not said twice. */
export function quoted(text: string, length = 100): string {
  const [, bare = text] = /^["“„«]([^"“”„«»]+)["”“»]?$/.exec(text.trim()) ?? [];
  return `“${excerpt(bare, length)}”`;
}
