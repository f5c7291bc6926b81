import { isFigure, type Tokens } from './tokens';
import type { Side, UnitPairs } from './units';

/** A word that stands in more units than this tells none of them apart. */
const mostPlaces = 64;

/** Units between two pauses. */
const pace = 1 << 12;

/** What words tell, and which units have them. */
export interface Lexicon {
  /** Of each word of the units without a partner: one over the number of times that it stands in a text. */
  readonly rarity: ReadonlyMap<number, number>;
  readonly olds: WordIndex;
  readonly nows: WordIndex;
}

/** The units of a text that have a word, of words that stand in few. */
export interface WordIndex {
  readonly units: ReadonlyMap<number, readonly number[]>;
  /** Room to count in, a place for each unit: all zero but within one count. */
  readonly slots: Int32Array;
}

/** The words of units without a partner, and where else they stand. */
export function* lexiconOf(old: Side, now: Side, pairs: UnitPairs): Generator<undefined, Lexicon> {
  const rarity = new Map<number, number>();
  const olds = new Map<number, number[]>();
  const nows = new Map<number, number[]>();
  yield* collectWords(old, pairs.to, olds);
  yield* collectWords(now, pairs.from, olds);
  const lexicon = {
    rarity,
    olds: { units: olds, slots: new Int32Array(old.units.count) },
    nows: { units: nows, slots: new Int32Array(now.units.count) },
  };
  if (olds.size === 0) return lexicon;
  // How many words with the same last bits tell something: most words of a long text need no look into the indices.
  const asked = new Uint32Array(1 << 16);
  for (const hash of olds.keys()) {
    nows.set(hash, []);
    asked[hash & 0xffff]!++;
  }
  for (const [side, index] of [
    [old, olds],
    [now, nows],
  ] as const) {
    for (const hash of yield* indexWords(side, index, asked)) {
      rarity.set(hash, 0);
      olds.delete(hash);
      nows.delete(hash);
    }
    yield;
  }
  const all = Math.max(old.units.count, now.units.count) + 1;
  for (const [hash, places] of olds) {
    const count = Math.max(1, places.length, nows.get(hash)?.length ?? 0);
    rarity.set(hash, Math.log(all / count) / Math.log(all));
  }
  return lexicon;
}

/** Adds the words of units without a partner to an index. */
function* collectWords(
  { tokens, units }: Side,
  partner: Int32Array,
  index: Map<number, number[]>,
): Generator<undefined, void> {
  for (let unit = 0; unit < units.count; unit++) {
    if (unit % pace === pace - 1) yield;
    if (partner[unit] !== -1) continue;
    for (let i = units.first[unit] ?? 0; i < (units.first[unit + 1] ?? 0); i++) {
      const hash = tokens.hash[i] ?? 0;
      if (tokens.word[i] === 1 && !index.has(hash)) index.set(hash, []);
    }
  }
}

/** Adds to words the units that have them; returns the words that stand in too many to tell anything. */
function* indexWords(
  { tokens, units }: Side,
  index: Map<number, number[]>,
  asked: Uint32Array,
): Generator<undefined, ReadonlySet<number>> {
  const common = new Set<number>();
  for (let unit = 0; unit < units.count; unit++) {
    if (unit % pace === pace - 1) yield;
    for (let i = units.first[unit] ?? 0; i < (units.first[unit + 1] ?? 0); i++) {
      const hash = tokens.hash[i] ?? 0;
      if (asked[hash & 0xffff] === 0 || common.has(hash)) continue;
      const places = index.get(hash);
      if (!places || places.at(-1) === unit) continue;
      places.push(unit);
      if (places.length <= mostPlaces) continue;
      common.add(hash);
      asked[hash & 0xffff]!--;
    }
  }
  return common;
}

/** Words by what they tell: all of them, and without figures. */
export interface Worth {
  all: number;
  names: number;
}

/** What a word tells; short ones tell less. */
export function worthOf(tokens: Tokens, i: number, { rarity }: Lexicon): number {
  if (tokens.word[i] === 0) return 0;
  return (rarity.get(tokens.hash[i] ?? 0) ?? 1) * (isFigure(tokens, i) ? 1 : Math.min(1, (tokens.weight[i] ?? 0) / 4));
}

/** What the words of some units tell, each word once. */
export function worthsOf({ tokens, units }: Side, unit: number, last: number, lexicon: Lexicon): Map<number, Worth> {
  const worths = new Map<number, Worth>();
  for (let i = units.first[unit] ?? 0; i < (units.first[last + 1] ?? 0); i++) {
    const all = worthOf(tokens, i, lexicon);
    if (all > 0) worths.set(tokens.hash[i] ?? 0, { all, names: isFigure(tokens, i) ? 0 : all });
  }
  return worths;
}

export function total(worths: ReadonlyMap<number, Worth>): Worth {
  const sum = { all: 0, names: 0 };
  for (const { all, names } of worths.values()) [sum.all, sum.names] = [sum.all + all, sum.names + names];
  return sum;
}

/** What units share with some words, in parallel arrays. */
export interface Shared {
  readonly units: readonly number[];
  readonly all: readonly number[];
  readonly names: readonly number[];
}

/** What each unit of the other text shares with some words. */
export function sharedWith(worths: ReadonlyMap<number, Worth>, { units: index, slots }: WordIndex): Shared {
  const units: number[] = [];
  const all: number[] = [];
  const names: number[] = [];
  for (const [hash, worth] of worths) {
    for (const unit of index.get(hash) ?? []) {
      const slot = (slots[unit] ||= units.push(unit)) - 1;
      all[slot] = (all[slot] ?? 0) + worth.all;
      names[slot] = (names[slot] ?? 0) + worth.names;
    }
  }
  for (const unit of units) slots[unit] = 0;
  return { units, all, names };
}

export const worthAt = ({ all, names }: Shared, i: number): Worth => ({ all: all[i] ?? 0, names: names[i] ?? 0 });

/** What is shared, where figures count only if most of them are: of two times or sums, one figure may agree by chance. */
export function telling({ all, names }: Worth, whole: Worth): number {
  return all - names > (whole.all - whole.names) / 2 ? all : names;
}

/** How much two units of the old text share of what they tell, or of what is known of the shorter one. */
export function likenessOf(old: Side, u: number, w: number, lexicon: Lexicon): number {
  const [one, two] = [worthsOf(old, u, u, lexicon), worthsOf(old, w, w, lexicon)];
  let shared = 0;
  for (const [hash, { all }] of one) if (two.has(hash)) shared += all;
  const [a, b] = [total(one).all, total(two).all];
  const isCut = old.units.cut[u] === 1 || old.units.cut[w] === 1;
  return shared / Math.max(isCut ? Math.min(a, b) : Math.max(a, b), 1e-9);
}
