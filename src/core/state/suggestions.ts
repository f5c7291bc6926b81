import type { Selector } from '../model/annotation';
import type { Change, Span } from '../text/change';
import type { Kind, Suggestion } from '../detect/suggestion';
import type { Sheet } from './sheet';
import { foundAt, mapThrough, spanAt, placementAt } from './ranges';
import { withLf } from '../text/lines';
import { addTo, grouped } from '../text/grouped';

/** Which suggestions people want to see. */
export interface SuggestionOptions {
  readonly kinds: ReadonlySet<Kind>;
  /** How much of the text they may mark, in percent of its characters. */
  readonly amount: number;
}

/** Of an article, a quarter: more guides nobody. */
export const defaultAmount = 25;

/** So many are shown of a text of a few lines, of fewer than so many characters: where that marks more than it may, it does. */
const [fewestOfShort, shortText] = [3, 600];

/** A short suggestion counts as this many characters, some ten words: many short ones hide a text as well. */
const shortest = 60;

/** The tag that accepting a suggestion sets: a claim has none until somebody has checked it. */
export function tagOfKind(kind: Kind): string | undefined {
  return kind === 'claim' ? undefined : kind;
}

/** What a source's suggestions come to. */
export interface PendingSuggestions {
  /** Those that are shown and wait for a decision, in the order of the source. */
  readonly open: readonly Suggestion[];
  /** All that wait for a decision: those that are shown, and those of less worth. In the order of the source. */
  readonly all: readonly Suggestion[];
  /** How many a person has decided, by a tag on the same words or by turning them down. */
  readonly decided: number;
}

export const noPendingSuggestions: PendingSuggestions = { open: [], all: [], decided: 0 };

/** The suggestions of the kinds that somebody wants, in the order given. */
export function ofKinds(suggestions: readonly Suggestion[], kinds: ReadonlySet<Kind>): readonly Suggestion[] {
  return suggestions.filter(({ kind }) => kinds.has(kind));
}

/**
 * The suggestions of most worth that together mark no more of a text of `length` characters than `amount` percent, but three
 * at least of a text of a few lines, in the order given. Among those of the same worth the earlier ones are taken; one that
 * no longer fits gives way to the next that does.
 */
export function worthiest(suggestions: readonly Suggestion[], length: number, amount: number): readonly Suggestion[] {
  const budget = (length * amount) / 100;
  const fewest = length < shortText ? fewestOfShort : 0;
  const chosen = new Set<number>();
  let marked = 0;
  for (const index of byWorth(suggestions)) {
    const { from, to } = suggestions[index] as Suggestion;
    const size = Math.max(shortest, to - from);
    if (marked + size > budget && chosen.size >= fewest) continue;
    chosen.add(index);
    marked += size;
  }
  return suggestions.filter((_, index) => chosen.has(index));
}

/** How much less the last one of its kind is worth than its score says, so that the best of each kind come first. Guessed. */
const spread = 0.4;

/** The numbers of suggestions, of most worth first: by their scores, and by how many of their kind are worth more. */
function byWorth(suggestions: readonly Suggestion[]): readonly number[] {
  const worth = new Float64Array(suggestions.length);
  for (const kind of new Set(suggestions.map((one) => one.kind))) {
    const own = suggestions.flatMap((one, index) => (one.kind === kind ? [index] : []));
    own.sort((a, b) => scoreOf(suggestions, b) - scoreOf(suggestions, a) || a - b);
    own.forEach((index, rank) => (worth[index] = scoreOf(suggestions, index) - (spread * rank) / own.length));
  }
  return suggestions.map((_, index) => index).sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || a - b);
}

/** A quotation of a word or two is worth less than one of a sentence. Guessed. */
const [wholeQuote, discount] = [80, 0.3];

function scoreOf(suggestions: readonly Suggestion[], index: number): number {
  const one = suggestions[index];
  if (!one) return 0;
  const missing = one.kind === 'quote' ? Math.max(0, 1 - (one.to - one.from) / wholeQuote) : 0;
  return one.score - discount * missing;
}

/** Which suggestions are decided, and how many; `shown` are those of `all` that are shown. */
export function pendingSuggestions(
  text: string,
  all: readonly Suggestion[],
  shown: readonly Suggestion[],
  sheet: Sheet | undefined,
): PendingSuggestions {
  const tagged = taggedBlocks(sheet);
  const dismissed = grouped(sheet?.dismissed ?? [], (selector) => selector.text);
  const open = all.filter((one) => !isTagged(tagged, one) && !isDismissed(dismissed, text, one));
  const isShown = new Set(shown);
  return { open: open.filter((one) => isShown.has(one)), all: open, decided: all.length - open.length };
}

/** Suggestions moved through edits, one after the other; what one went into is gone until the text is looked at again. */
export function movedThrough(
  edits: readonly (readonly Change[])[],
  suggestions: readonly Suggestion[],
): readonly Suggestion[] {
  const { spans, touched } = mapThrough(foundAt(suggestions), edits);
  return suggestions.flatMap(({ kind, score, why }, index) =>
    touched.has(index) ? [] : [{ kind, score, why, ...spanAt(spans, index) }],
  );
}

/** The spans of annotations by the stretches of text that they reach into, so that each suggestion looks at a few. */
type Blocks = ReadonlyMap<number, readonly Span[]>;

const block = 512;

function taggedBlocks(sheet: Sheet | undefined): Blocks {
  const blocks = new Map<number, Span[]>();
  for (let index = 0; sheet && index < sheet.records.length; index++) {
    const { span } = placementAt(sheet.spans, index);
    if (!span) continue;
    for (let at = Math.floor(span.from / block); at * block < span.to; at++) {
      addTo(blocks, at, span);
    }
  }
  return blocks;
}

/** Whether an annotation covers at least half of a suggestion. A quote that is tagged leaves the claim around it open. */
function isTagged(blocks: Blocks, suggestion: Span): boolean {
  for (let at = Math.floor(suggestion.from / block); at * block < suggestion.to; at++)
    for (const span of blocks.get(at) ?? []) if (settles(span, suggestion)) return true;
  return false;
}

/** Whether an annotation on a span decides a suggestion: it covers at least half of it. */
export function settles(span: Span, suggestion: Span): boolean {
  const common = Math.min(span.to, suggestion.to) - Math.max(span.from, suggestion.from);
  return common > 0 && common * 2 >= suggestion.to - suggestion.from;
}

/** How much of the surroundings must agree, in UTF-16 units, for words that stand more than once. */
const witness = 16;

/** Whether a suggestion is among what people turned down, by its words. */
function isDismissed(dismissed: ReadonlyMap<string, readonly Selector[]>, text: string, { from, to }: Span): boolean {
  if (dismissed.size === 0) return false;
  const alike = dismissed.get(withLf(text.slice(from, to)));
  if (!alike) return false;
  const before = withLf(text.slice(Math.max(0, from - 2 * witness), from)).slice(-witness);
  const after = withLf(text.slice(to, to + 2 * witness)).slice(0, witness);
  return alike.some((selector) => agrees(selector, before, after));
}

/** Either side's surroundings as they were will do: the other may have been edited since. */
function agrees(selector: Selector, before: string, after: string): boolean {
  const left = selector.before?.slice(-witness);
  const right = selector.after?.slice(0, witness);
  return (
    (left ?? before) === before.slice(-(left?.length ?? witness)) ||
    (right ?? after) === after.slice(0, right?.length ?? witness)
  );
}
