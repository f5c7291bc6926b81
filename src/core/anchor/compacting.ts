import type { Passage } from './align';

/** Tokens between two pauses. */
const pace = 1 << 14;

/**
 * Moves the start of each stretch without a partner to the start of a line, else of a sentence, as people delete and
 * insert. A diff can't tell whether of `a b | a b` the first or the second pair was deleted: both read the same.
 * `partner` gives for each token its partner or -1, and is changed in place.
 */
export function* compacting(passage: Passage, partner: Int32Array): Generator<undefined, void> {
  const { count, hash } = passage.tokens;
  for (let from = 0, steps = 1; from < count; from++, steps++) {
    if (steps % pace === 0) yield;
    if (partner[from] !== -1) continue;
    let to = from;
    while (to < count && partner[to] === -1) to++;
    let [left, right] = [0, 0];
    while (hash[from - left - 1] === hash[to - left - 1] && isRun(partner, from - left - 1, left)) left++;
    while (to + right < count && hash[from + right] === hash[to + right] && isRun(partner, to + right, -right)) right++;
    shift(partner, from, to, bestStart(passage, from, left, right));
    from = to + right;
  }
}

/** Whether a token has a partner, and continues the run of the `behind` tokens after it, or before it if negative. */
function isRun(partner: Int32Array, at: number, behind: number): boolean {
  const own = partner[at] ?? -1;
  return own >= 0 && (behind === 0 || partner[at + Math.sign(behind)] === own + Math.sign(behind));
}

/** How far to move, from `-left` to `right`; 0 if no other start is better. */
function bestStart({ text, tokens }: Passage, from: number, left: number, right: number): number {
  let [best, chosen] = [rank(0), 0];
  for (let by = -left; by <= right; by++) if (rank(by) > best) [best, chosen] = [rank(by), by];
  return chosen;

  function rank(by: number): number {
    const at = from + by;
    if (at === 0) return 2;
    const before = text.slice(tokens.to[at - 1], tokens.from[at]);
    if (before.includes('\n')) return 2;
    return before !== '' && '.!?。！？'.includes(text.charAt((tokens.to[at - 1] ?? 0) - 1)) ? 1 : 0;
  }
}

function shift(partner: Int32Array, from: number, to: number, by: number): void {
  for (let k = 1; k <= -by; k++) {
    partner[to - k] = partner[from - k] ?? -1;
    partner[from - k] = -1;
  }
  for (let k = 0; k < by; k++) {
    partner[from + k] = partner[to + k] ?? -1;
    partner[to + k] = -1;
  }
}
