import type { Selector } from '../model/annotation';
import type { Change, Span } from '../text/change';
import type { Kind, Suggestion } from '../detect/suggestion';
import type { Sheet } from './sheet';
import { foundAt, mapThrough, spanAt, placementAt } from './ranges';
import { withLf } from '../text/lines';

/** Which suggestions people want to see. */
export interface SuggestionOptions {
  readonly kinds: ReadonlySet<Kind>;
  /** How many claims for each thousand words, those of most worth first. Quotes, doubts and sections are always shown. */
  readonly perThousandWords: number;
}

/** The tag that accepting a suggestion sets: a claim has none until somebody has checked it. */
export function tagOfKind(kind: Kind): string | undefined {
  return kind === 'claim' ? undefined : kind;
}

/** What a source's suggestions come to. */
export interface PendingSuggestions {
  /** Those that wait for a decision, in the order of the source. */
  readonly open: readonly Suggestion[];
  /** How many a person has decided, by a tag on the same words or by turning them down. */
  readonly decided: number;
}

export const noPendingSuggestions: PendingSuggestions = { open: [], decided: 0 };

/** The suggestions of the wanted kinds, of the claims only the worthiest, in the order given. */
export function worthiest(
  text: string,
  suggestions: readonly Suggestion[],
  wish: SuggestionOptions,
): readonly Suggestion[] {
  // The parts of one sentence have its score, and count once.
  const claims = [...new Set(suggestions.map(({ kind, score }) => (kind === 'claim' ? score : 0)))].sort(
    (a, b) => a - b,
  );
  const most = Math.max(3, Math.round((wordsIn(text) / 1000) * wish.perThousandWords));
  const least = claims[claims.length - most] ?? 0;
  return suggestions.filter(({ kind, score }) => wish.kinds.has(kind) && (kind !== 'claim' || score >= least));
}

/** Which suggestions are decided, and how many. */
export function pendingSuggestions(
  text: string,
  suggestions: readonly Suggestion[],
  sheet: Sheet | undefined,
): PendingSuggestions {
  const tagged = taggedBlocks(sheet);
  const dismissed = dismissedWords(sheet);
  const open = suggestions.filter((one) => !isTagged(tagged, one) && !isDismissed(dismissed, text, one));
  return { open, decided: suggestions.length - open.length };
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

function wordsIn(text: string): number {
  let words = 0;
  let inside = false;
  for (let at = 0; at < text.length; at++) {
    const blank = text.charCodeAt(at) <= 32;
    if (inside && blank) words++;
    inside = !blank;
  }
  return inside ? words + 1 : words;
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
      const spans = blocks.get(at);
      if (spans) spans.push(span);
      else blocks.set(at, [span]);
    }
  }
  return blocks;
}

/** Whether an annotation covers at least half of a suggestion. A quote that is tagged leaves the claim around it open. */
function isTagged(blocks: Blocks, suggestion: Span): boolean {
  for (let at = Math.floor(suggestion.from / block); at * block < suggestion.to; at++)
    for (const span of blocks.get(at) ?? []) {
      const common = Math.min(span.to, suggestion.to) - Math.max(span.from, suggestion.from);
      if (common > 0 && common * 2 >= suggestion.to - suggestion.from) return true;
    }
  return false;
}

/** How much of the surroundings must agree, in UTF-16 units, for words that stand more than once. */
const witness = 16;

/** What people turned down, by its words. */
function dismissedWords(sheet: Sheet | undefined): ReadonlyMap<string, readonly Selector[]> {
  const byWords = new Map<string, Selector[]>();
  for (const selector of sheet?.dismissed ?? []) {
    const alike = byWords.get(selector.text);
    if (alike) alike.push(selector);
    else byWords.set(selector.text, [selector]);
  }
  return byWords;
}

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
