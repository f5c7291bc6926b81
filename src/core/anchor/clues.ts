import type { Candidate } from './candidates';
import type { Evidence } from './evidence';
import type { Standing } from './neighbours';
import { gridOf, sharesOf } from './tables';

/** What the decision about a candidate rests on, by name; most are about 0 to 1, and those that are 0 may be absent. */
export type Clues = Readonly<Record<string, number>>;

/** The share of the span's letters found, and that of the surroundings on the better side. */
const bySurroundings = gridOf('text and surroundings', [0.4, 0.7, 1], [0, 1]);

/** The share of span and surroundings found, where words that fit in many places count for less. */
const byRarity = gridOf('rarity', [0.1, 0.4, 0.7, 1], [0]);

export function cluesOf(candidate: Candidate, others: readonly Candidate[], standing: Standing): Clues {
  const { evidence } = candidate;
  const { text, rare, rareText } = evidence;
  const nearMore = sidesOf(evidence.nearBefore, evidence.nearAfter)[0];
  const { hole, rival, ahead, contrast } = rivalry(candidate, others);
  return {
    /** Before anything is known. */
    always: 1,
    /** The share of the span's letters found, where words that fit in many places count for less. */
    rareText,
    /** The same, with the surroundings. */
    rare,
    rareAndText: rare * rareText,
    /** The share of the surroundings found on the worse side. */
    less: sidesOf(evidence.before, evidence.after)[1],
    /** That on the better side, less where other words have come between. */
    nearMore,
    /** It begins and ends as the span did. */
    fit: evidence.fit,
    /** How long a stretch with words of the span is unbroken. */
    run: sizeOf(evidence.run),
    /** Away from them, but identical, and the surer the longer: fewer than 15 letters may be chance. */
    moved: evidence.same ? (1 - nearMore) * Math.max(0, Math.min(2, Math.log2(evidence.letters / 15))) : 0,
    /** The surroundings stand elsewhere without the span, and not here. */
    hole: hole * (1 - nearMore),
    /** How good the best other place is, and by how much this one is better. */
    rival,
    lead: likenessOf(evidence) - rival,
    /** By how many letters it is better than each other place, and whether all that tells them apart speaks for it. */
    ahead,
    contrast,
    /** As far from its neighbours as it was. */
    steady: standing.order === 0 ? 0 : 1 / (1 + standing.drift / 3),
    ...sharesOf(bySurroundings, text, nearMore),
    ...sharesOf(byRarity, rare, 0),
  };
}

const sizeOf = (letters: number): number => Math.min(1.6, Math.log2(1 + letters) / 5);

/** A place with less of the span's letters is none for the span. */
const leastText = 0.35;

/** How well the surroundings stand elsewhere without the span, and how a candidate compares with the other places. */
function rivalry(candidate: Candidate, others: readonly Candidate[]) {
  let [hole, rival, ahead, contrast] = [0, 0, Infinity, Infinity];
  for (const other of others) {
    if (other === candidate) continue;
    if (other.evidence.text < leastText) {
      hole = Math.max(hole, contextOf(other.evidence));
      continue;
    }
    rival = Math.max(rival, likenessOf(other.evidence));
    const { more, less } = differences(candidate.evidence.found, other.evidence.found);
    ahead = Math.min(ahead, (more - less) / 8);
    contrast = Math.min(contrast, (more - less) / (more + less + 2));
  }
  if (ahead === Infinity) return { hole, rival, ahead: 0, contrast: 0 };
  return { hole, rival, ahead: Math.max(-1.5, Math.min(1.5, ahead)), contrast };
}

/** The letters that were found better in the one place, and those that were in the other. */
function differences(here: Float64Array, there: Float64Array): { more: number; less: number } {
  let [more, less] = [0, 0];
  for (let i = 0; i < here.length; i++) {
    const difference = (here[i] ?? 0) - (there[i] ?? 0);
    if (difference > 0) more += difference;
    else less -= difference;
  }
  return { more, less };
}

/** Surroundings that are not there speak neither for nor against: the other side counts for both. */
function sidesOf(before: number, after: number): readonly [number, number] {
  const left = before < 0 ? (after < 0 ? 0.5 : after) : before;
  const right = after < 0 ? (before < 0 ? 0.5 : before) : after;
  return [Math.max(left, right), Math.min(left, right)];
}

function contextOf(evidence: Evidence): number {
  const [more, less] = sidesOf(evidence.before, evidence.after);
  return (more + less) / 2;
}

function likenessOf(evidence: Evidence): number {
  return (evidence.text + contextOf(evidence)) / 2;
}
