import type { Measure } from './measure';
import { align, type Aligned, type Unit } from './align';
import { krippendorffsAlpha } from './alpha';
import { cohensKappa, contingency } from './kappa';
import { alphaU } from './unitizing';

/** What one annotator marked in one source, without having seen what the others marked. */
export interface Coding {
  readonly annotator: string;
  readonly source: string;
  /** Of the text, in UTF-16 units. */
  readonly length: number;
  readonly units: readonly Unit[];
}

/** Of the things that at least one of two annotators marked: never is one left out. */
export interface Counts {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly otherTag: number;
}

export interface PairAgreement {
  readonly a: string;
  readonly b: string;
  /** How many sources both have coded. */
  readonly sources: number;
  readonly counts: Counts;
  /** The part of the things marked by either that both marked with the same tag, 0 to 1; absent where nothing is. */
  readonly percent?: number;
  /** Over tags, what one did not mark counting as a value of its own. */
  readonly kappa: Measure;
  readonly alpha: Measure;
  readonly alphaU: Measure;
}

export interface Agreement {
  readonly pairs: readonly PairAgreement[];
  readonly overall: {
    readonly annotators: readonly string[];
    /** How many sources have been coded by at least two, and by all: alpha_U is over the latter. */
    readonly sources: number;
    readonly sourcesOfAll: number;
    readonly alpha: Measure;
    readonly alphaU: Measure;
  };
}

const unmarked = '';

/** Agreement by pair and overall, over the sources that people have in common. */
export function agreement(codings: readonly Coding[]): Agreement {
  const annotators = [...new Set(codings.map(({ annotator }) => annotator))].sort();
  const bySource = groups(codings);
  const shared = [...bySource.values()].filter((group) => group.length > 1);
  const ofAll = shared.filter((group) => group.length === annotators.length);
  const pairs = annotators.flatMap((a, i) => annotators.slice(i + 1).map((b) => pairAgreement(a, b, shared)));
  return {
    pairs: pairs.filter(({ sources }) => sources > 0),
    overall: {
      annotators,
      sources: shared.length,
      sourcesOfAll: annotators.length > 1 ? ofAll.length : 0,
      alpha: krippendorffsAlpha(shared.flatMap((group) => aligned(group).map(values))),
      alphaU: alphaU(annotators.length > 1 ? continua(ofAll.map((group) => inOrder(group, annotators))) : []),
    },
  };
}

/** The codings of each source, one for each annotator, also where somebody's are in several files. */
function groups(codings: readonly Coding[]): ReadonlyMap<string, readonly Coding[]> {
  const bySource = new Map<string, Map<string, Coding>>();
  for (const coding of codings) {
    const group = bySource.get(coding.source) ?? new Map<string, Coding>();
    const known = group.get(coding.annotator);
    group.set(coding.annotator, known ? { ...known, units: [...known.units, ...coding.units] } : coding);
    bySource.set(coding.source, group);
  }
  return new Map([...bySource].map(([source, group]) => [source, [...group.values()]]));
}

function pairAgreement(a: string, b: string, groups: readonly (readonly Coding[])[]): PairAgreement {
  const both = groups.map((group) => inOrder(group, [a, b])).filter((group) => group.length === 2);
  const pairs = both.flatMap((group) => aligned(group).map((row) => values(row) as [string, string]));
  const counts = { both: 0, onlyA: 0, onlyB: 0, otherTag: 0 };
  for (const [one, other] of pairs) counts[kind(one, other)]++;
  return {
    a,
    b,
    sources: both.length,
    counts,
    ...(pairs.length > 0 && { percent: counts.both / pairs.length }),
    kappa: cohensKappa(contingency(pairs)),
    alpha: krippendorffsAlpha(pairs),
    alphaU: alphaU(continua(both)),
  };
}

function kind(one: string, other: string): keyof Counts {
  if (one === other) return 'both';
  if (other === unmarked) return 'onlyA';
  return one === unmarked ? 'onlyB' : 'otherTag';
}

function aligned(group: readonly Coding[]): readonly Aligned<Unit>[] {
  return align(group.map(({ units }) => units));
}

function values(row: Aligned<Unit>): string[] {
  return row.map((unit) => unit?.tag ?? unmarked);
}

function inOrder(group: readonly Coding[], annotators: readonly string[]): Coding[] {
  return annotators.flatMap((annotator) => group.find((coding) => coding.annotator === annotator) ?? []);
}

/** For each tag one continuum, the sources one after the other. */
function continua(
  groups: readonly (readonly Coding[])[],
): { length: number; raters: { from: number; to: number }[][] }[] {
  const tags = new Set(groups.flatMap((group) => group.flatMap(({ units }) => units.map(({ tag }) => tag))));
  const length = groups.reduce((total, group) => total + lengthOf(group), 0);
  return [...tags].map((tag) => {
    const raters = (groups[0] ?? []).map((): { from: number; to: number }[] => []);
    let start = 0;
    for (const group of groups) {
      group.forEach(({ units }, rater) => {
        for (const { span, tag: its } of units)
          if (its === tag) raters[rater]?.push({ from: start + span.from, to: start + span.to });
      });
      start += lengthOf(group);
    }
    return { length, raters };
  });
}

function lengthOf(group: readonly Coding[]): number {
  return Math.max(0, ...group.map(({ length }) => length));
}
