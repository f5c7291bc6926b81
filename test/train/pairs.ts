import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Candidate } from '../../src/core/anchor/score';
import { findingCandidates, unify } from '../../src/core/anchor/locate';
import { prepare, type Pattern } from '../../src/core/anchor/align';
import { drain } from '../../src/core/text/steps';
import type { Span } from '../../src/core/text/change';
import { lineStarts, offsetAt } from '../../src/core/text/lines';

export type Outcome = 'right' | 'near' | 'wrong' | 'missed';

/** A span of the benchmark and the relevant part of its fate. */
export interface Case {
  readonly set: 'real' | 'synthetic';
  readonly label: string;
  readonly old: string;
  readonly new: string;
}

/** Two versions of one source, with the possible places of each span in the new one. */
export interface Pair {
  /** The group that is left out in validation. Invented sources are repositories of their own. */
  readonly repository: string;
  readonly cases: readonly Case[];
  readonly patterns: readonly Pattern[];
  readonly candidates: readonly (readonly Candidate[])[];
  readonly starts: readonly number[];
  /** The benchmark's verdict on a result for the case with this index, and the overlap of truth and result. */
  judge(index: number, span: Span | null | undefined): { readonly outcome: Outcome; readonly iou: number };
}

/** The benchmark's data; its README has the format. */
interface Library {
  loadCases(file: string): { docs: Map<string, { text: string; src: string }>; cases: readonly Case[] };
  selectorsOf(
    oldText: string,
    of: Case,
    context: number,
  ): { exact: string; prefix: string; suffix: string; startLine: number; startCol: number };
  judge(of: Case, answer: { start: number; end: number } | null): { outcome: Outcome; iou: number };
}

/** The length of a sidecar's context. */
const context = 64;

export async function load(folder: string): Promise<readonly Pair[]> {
  const data = join(resolve(folder), 'anchoring');
  if (!existsSync(data)) throw new Error(`${data} is missing: name the folder of the data, or set CLAIMMARK_BENCH`);
  const parts = ['cases', 'score'].map((name) => import(pathToFileURL(join(data, 'lib', `${name}.mjs`)).href));
  const library = Object.assign({}, ...(await Promise.all(parts))) as Library;
  const { docs, cases } = library.loadCases(join(data, 'dev.jsonl.gz'));
  const pairs = grouped(cases, (each) => `${each.old} ${each.new}`);
  return [...pairs.values()].map((cases) => {
    const [{ old, new: now }] = cases as [Case];
    return pairOf(library, cases, docs.get(old)!, docs.get(now)!.text);
  });
}

function pairOf(library: Library, cases: readonly Case[], old: { text: string; src: string }, now: string): Pair {
  const { text, original } = unify(now);
  const starts = lineStarts(text);
  const patterns = cases.map((each, index) => {
    const { exact, prefix, suffix, startLine, startCol } = library.selectorsOf(old.text, each, context);
    return prepare({ text: exact, before: prefix, after: suffix, line: startLine + 1, column: startCol + 1 }, index);
  });
  const hints = patterns.map((pattern) => offsetAt(starts, pattern) - pattern.from);
  return {
    repository: old.src.startsWith('made ') ? (cases[0]?.old ?? '') : (old.src.split(' ')[0] ?? ''),
    cases,
    patterns,
    candidates: drain(findingCandidates(text, patterns, hints, starts)),
    starts,
    judge: (index, span) =>
      library.judge(cases[index]!, span ? { start: original(span.from), end: original(span.to) } : null),
  };
}

export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
