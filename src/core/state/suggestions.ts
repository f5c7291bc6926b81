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

/** A quarter of an article: more would guide nobody. */
export const defaultAmount = 25;

/** Fewest suggestions shown in a text shorter than this number of characters, even if they mark more than the amount. */
const [fewestOfShort, shortText] = [3, 600];

/** Fewest characters that a suggestion counts as, some ten words: many short ones hide a text, too. */
const shortest = 60;

/** The tag set by accepting a suggestion: a claim has none until somebody has checked it. */
export function tagOfKind(kind: Kind): string | undefined {
  return kind === 'claim' ? undefined : kind;
}

/** The suggestions of a source that wait for a decision. */
export interface PendingSuggestions {
  /** The undecided suggestions that are shown, in the order of the source. */
  readonly open: readonly Suggestion[];
  /** All undecided suggestions, including those not worth showing, in the order of the source. */
  readonly all: readonly Suggestion[];
  /** How many suggestions a person has decided, by a tag on the same words or by dismissal. */
  readonly decided: number;
}

export const noPendingSuggestions: PendingSuggestions = { open: [], all: [], decided: 0 };

/** The suggestions of the wanted kinds, in the order given. */
export function ofKinds(suggestions: readonly Suggestion[], kinds: ReadonlySet<Kind>): readonly Suggestion[] {
  return suggestions.filter(({ kind }) => kinds.has(kind));
}

/**
 * The worthiest suggestions that together mark at most `amount` percent of a text of `length` characters, but at least
 * three in a short text, in the order given. Of equally worthy ones the earlier are taken; one that does not fit is
 * passed over for the next that does.
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

/** How much worth the last of its kind loses against its score, so that the best of each kind come first. Guessed. */
const spread = 0.4;

/** The indices of suggestions, worthiest first: by score, and by rank among their kind. */
function byWorth(suggestions: readonly Suggestion[]): readonly number[] {
  const worth = new Float64Array(suggestions.length);
  for (const kind of new Set(suggestions.map((one) => one.kind))) {
    const own = suggestions.flatMap((one, index) => (one.kind === kind ? [index] : []));
    own.sort((a, b) => scoreOf(suggestions, b) - scoreOf(suggestions, a) || a - b);
    own.forEach((index, rank) => (worth[index] = scoreOf(suggestions, index) - (spread * rank) / own.length));
  }
  return suggestions.map((_, index) => index).sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || a - b);
}

/** Length in UTF-16 units from which a quotation has its full score, and how much an empty one would lose. Guessed. */
const [wholeQuote, discount] = [80, 0.3];

function scoreOf(suggestions: readonly Suggestion[], index: number): number {
  const one = suggestions[index];
  if (!one) return 0;
  const missing = one.kind === 'quote' ? Math.max(0, 1 - (one.to - one.from) / wholeQuote) : 0;
  return one.score - discount * missing;
}

/** Divides suggestions into undecided and decided ones; `shown` are those of `all` that are shown. */
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

/** Moves suggestions through edits in turn; one that a change reached into is dropped until the text is searched again. */
export function movedThrough(
  edits: readonly (readonly Change[])[],
  suggestions: readonly Suggestion[],
): readonly Suggestion[] {
  const { spans, touched } = mapThrough(foundAt(suggestions), edits);
  return suggestions.flatMap(({ kind, score, why }, index) =>
    touched.has(index) ? [] : [{ kind, score, why, ...spanAt(spans, index) }],
  );
}

/** The spans of annotations by the blocks of text that they reach into, so that each suggestion is compared with few. */
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

/** Whether an annotation covers at least half of a suggestion. A tagged quote does not decide the claim around it. */
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

/** How much context, in UTF-16 units, must agree. */
const witness = 16;

/** Whether people dismissed a suggestion, by its words and context. */
function isDismissed(dismissed: ReadonlyMap<string, readonly Selector[]>, text: string, { from, to }: Span): boolean {
  if (dismissed.size === 0) return false;
  const alike = dismissed.get(withLf(text.slice(from, to)));
  if (!alike) return false;
  const before = withLf(text.slice(Math.max(0, from - 2 * witness), from)).slice(-witness);
  const after = withLf(text.slice(to, to + 2 * witness)).slice(0, witness);
  return alike.some((selector) => agrees(selector, before, after));
}

/** Whether one side of the context agrees: the other may have been edited since. */
function agrees(selector: Selector, before: string, after: string): boolean {
  const lead = selector.before?.slice(-witness);
  const tail = selector.after?.slice(0, witness);
  return (
    (lead ?? before) === before.slice(-(lead?.length ?? witness)) ||
    (tail ?? after) === after.slice(0, tail?.length ?? witness)
  );
}
