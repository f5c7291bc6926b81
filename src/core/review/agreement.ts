import type { Annotation } from '../model/annotation';
import type { Span } from '../text/change';
import { krippendorffsAlpha, cohensKappa, contingency, alphaU, type Measure } from './coefficients';
import { latestReviews } from './status';

/** What one annotator marked in one source, without having seen the marks of others. */
export interface Coding {
  readonly annotator: string;
  readonly source: string;
  /** Of the text, in UTF-16 units. */
  readonly length: number;
  readonly units: readonly Unit[];
}

/** Numbers of the items that at least one of two annotators marked. */
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
  /** The share of marked items that both marked with the same tag, 0 to 1; absent where nothing is marked. */
  readonly percent?: number;
  /** Over tags; an unmarked item has a value of its own. */
  readonly kappa: Measure;
  readonly alpha: Measure;
  readonly alphaU: Measure;
}

export interface Agreement {
  readonly pairs: readonly PairAgreement[];
  readonly overall: {
    readonly annotators: readonly string[];
    /** How many sources at least two have coded, and how many all: alpha_U is over the latter. */
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

/** The codings of each source, one for each annotator, even where somebody's are in several files. */
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

function aligned(group: readonly Coding[]): readonly AlignedUnits<Unit>[] {
  return alignUnits(group.map(({ units }) => units));
}

function values(row: AlignedUnits<Unit>): string[] {
  return row.map((unit) => unit?.tag ?? unmarked);
}

function inOrder(group: readonly Coding[], annotators: readonly string[]): Coding[] {
  return annotators.flatMap((annotator) => group.find((coding) => coding.annotator === annotator) ?? []);
}

/** One continuum for each tag, with the sources one after the other. */
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

/** A span with its tag, as one annotator marked it. */
export interface Unit {
  readonly span: Span;
  readonly tag: string;
}

/** One marked item: the unit of each annotator, in their order. */
type AlignedUnits<U extends Unit> = readonly (U | undefined)[];

/** Least share of their union that two spans must overlap in to be the same item. */
const sameThing = 0.5;

/**
 * Matches the units of several annotators: the best overlaps first, and among equal ones those with the same tag. Every
 * unit is in exactly one row; one that only one annotator marked is alone.
 */
export function alignUnits<U extends Unit>(annotators: readonly (readonly U[])[]): readonly AlignedUnits<U>[] {
  let rows: (U | undefined)[][] = [];
  annotators.forEach((units, annotator) => {
    const first = rows.map((row) => row.find((unit) => unit !== undefined) as U);
    const partner = matched(first, units);
    rows.forEach((row, i) => row.push(partner.get(i)));
    const taken = new Set(partner.values());
    const alone = units.filter((unit) => !taken.has(unit));
    rows = [...rows, ...alone.map((unit) => [...Array<undefined>(annotator).fill(undefined), unit])];
  });
  const start = (row: AlignedUnits<U>): number => Math.min(...row.map((unit) => unit?.span.from ?? Infinity));
  return rows.sort((a, b) => start(a) - start(b));
}

/** All pairs of units, one from each list, that are the same item. */
export function sameThings<U extends Unit>(ones: readonly U[], others: readonly U[]): (readonly [U, U])[] {
  return candidates(ones, others).flatMap(({ index, unit }) => {
    const one = ones[index];
    return one ? [[one, unit] as const] : [];
  });
}

/** Matches `units` with `others`, by the index of the latter. */
function matched<U extends Unit>(others: readonly U[], units: readonly U[]): Map<number, U> {
  const partner = new Map<number, U>();
  const taken = new Set<U>();
  for (const { index, unit } of candidates(others, units)) {
    if (partner.has(index) || taken.has(unit)) continue;
    partner.set(index, unit);
    taken.add(unit);
  }
  return partner;
}

function candidates<U extends Unit>(others: readonly U[], units: readonly U[]): { index: number; unit: U }[] {
  const inOrder = others.map((unit, index) => ({ unit, index })).sort((a, b) => a.unit.span.from - b.unit.span.from);
  const found: { index: number; unit: U; shared: number; same: boolean }[] = [];
  let open: typeof inOrder = [];
  let next = 0;
  for (const unit of [...units].sort((a, b) => a.span.from - b.span.from)) {
    for (let other = inOrder[next]; other && other.unit.span.from < unit.span.to; other = inOrder[++next])
      open.push(other);
    open = open.filter((other) => other.unit.span.to > unit.span.from);
    for (const { unit: other, index } of open) {
      const shared = overlap(other.span, unit.span);
      if (shared >= sameThing) found.push({ index, unit, shared, same: other.tag === unit.tag });
    }
  }
  return found.sort((a, b) => b.shared - a.shared || Number(b.same) - Number(a.same));
}

/** The overlap of two spans as a share of their union, from 0 to 1. */
function overlap(a: Span, b: Span): number {
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return shared <= 0 ? 0 : shared / (Math.max(a.to, b.to) - Math.min(a.from, b.from));
}

interface PairOfReviewers {
  readonly a: string;
  readonly b: string;
  /** Numbers of the annotations that at least one of the two judged. */
  readonly counts: { readonly same: number; readonly other: number; readonly onlyA: number; readonly onlyB: number };
  /** The share of agreement among those that both judged, 0 to 1; absent where there are none. */
  readonly percent?: number;
  readonly kappa: Measure;
}

export interface ReviewAgreement {
  readonly reviewers: readonly string[];
  readonly pairs: readonly PairOfReviewers[];
  /** Over all reviewers and verdicts; a missing verdict is a gap. */
  readonly alpha: Measure;
}

/** How far reviewers agree, by the latest verdict of each on each annotation. */
export function reviewAgreement(annotations: readonly Annotation[]): ReviewAgreement {
  const verdicts = annotations.map((annotation) => latestReviews(annotation));
  const reviewers = [...new Set(verdicts.flatMap((reviews) => [...reviews.keys()]))].sort();
  const rows = verdicts.map((reviews) => reviewers.map((reviewer) => reviews.get(reviewer)?.verdict));
  const pairs = reviewers.flatMap((a, i) =>
    reviewers.slice(i + 1).map((b, j) =>
      pairOf(
        a,
        b,
        rows.map((row) => [row[i], row[i + 1 + j]] as const),
      ),
    ),
  );
  return { reviewers, pairs, alpha: krippendorffsAlpha(rows) };
}

function pairOf(
  a: string,
  b: string,
  rows: readonly (readonly [string | undefined, string | undefined])[],
): PairOfReviewers {
  const judged = rows.flatMap(([one, other]) =>
    one !== undefined && other !== undefined ? [[one, other] as const] : [],
  );
  const same = judged.filter(([one, other]) => one === other).length;
  const counts = {
    same,
    other: judged.length - same,
    onlyA: rows.filter(([one, other]) => one !== undefined && other === undefined).length,
    onlyB: rows.filter(([one, other]) => one === undefined && other !== undefined).length,
  };
  const percent = judged.length > 0 ? { percent: same / judged.length } : {};
  return { a, b, counts, ...percent, kappa: cohensKappa(contingency(judged)) };
}
