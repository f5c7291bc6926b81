import type { Span } from '../text/change';
import { namesIn } from './details';
import type { SourceIndex } from './index';
import { scanWords } from './words';
import { termOf } from './terms';

/** A passage of a source, as it is compared. */
export interface Side {
  readonly text: string;
  readonly span: Span;
  readonly words: string;
  readonly terms: ReadonlySet<string>;
  /** The terms of all of its text. */
  readonly article: ReadonlySet<string>;
}

/** A passage of a source of the index; undefined where there is no such source. */
export function sideOf(index: SourceIndex, source: string, { from, to }: Span): Side | undefined {
  const text = index.source(source)?.text;
  if (text === undefined) return undefined;
  return {
    text,
    span: { from, to },
    words: text.slice(from, to),
    terms: contentOf(text, from, to),
    article: contentOf(text, 0, text.length),
  };
}

const common = new Set(
  'the a an of to in on at for by with and or but as is was were are be been it its that this he she they his her their them who which from has have had said say says will would after not one two'
    .split(' ')
    .map(termOf),
);

/** Whether a word says something of what a passage is about. */
export const isContent = (word: string): boolean => !common.has(termOf(word)) && word.length > 2;

function contentOf(text: string, from: number, to: number): ReadonlySet<string> {
  const terms = new Set<string>();
  scanWords(text, from, to, (start, end) => {
    const term = termOf(text.slice(start, end));
    if (!common.has(term) && term.length > 1) terms.add(term);
  });
  return terms;
}

/** The share of its content that the shorter passage has in common with the other. */
export function overlapOf(a: Side, b: Side): number {
  let shared = 0;
  for (const term of a.terms) if (b.terms.has(term)) shared++;
  return shared / Math.max(1, Math.min(a.terms.size, b.terms.size));
}

/**
 * Whether two articles are on one event or on similar ones: how much of their content is common, less what of the names of
 * each the other lacks. Fitted on ECB+ (logistic); where it is cut was chosen there, too.
 */
const oneStory = { alike: 13.2, unknown: -4, least: 0.1 } as const;
/** The shorter passage must have this share of its content in common with the other. */
const leastCommon = 0.15;

/** Whether both passages may be on one event, as far as their words and their articles tell; names among `besides` say nothing. */
export function isOneEvent(a: Side, b: Side, besides: ReadonlySet<string> = new Set(), slack = 0): boolean {
  return overlapOf(a, b) >= leastCommon && isOneStory(a, b, besides, slack);
}

/** Whether the articles of two passages are on one event, whatever the passages say. */
export function isOneStory(a: Side, b: Side, besides: ReadonlySet<string> = new Set(), slack = 0): boolean {
  const [inA, inB] = [a.article, b.article];
  let common = 0;
  for (const term of inA) if (inB.has(term)) common++;
  const alike = common / Math.max(1, inA.size + inB.size - common);
  const unknown = (foreignNames(a, inB, besides) + foreignNames(b, inA, besides)) / 2;
  return oneStory.alike * alike + oneStory.unknown * unknown >= oneStory.least - slack;
}

/** The share of an article's names that the other does not have. */
function foreignNames({ text }: Side, other: ReadonlySet<string>, besides: ReadonlySet<string>): number {
  const all = namesIn(text, { from: 0, to: text.length }).filter(
    ({ words }) => !words.some((word) => besides.has(word)),
  );
  const own = new Set(all.flatMap(({ words }) => words.map(termOf)));
  return own.size === 0 ? 0 : [...own].filter((name) => !other.has(name)).length / own.size;
}

/** How many content words stand near both places. */
export function sharedNear(a: Side, x: Span, b: Side, y: Span, reach: number, besides: ReadonlySet<string>): number {
  const near = ({ text, span }: Side, { from, to }: Span): ReadonlySet<string> =>
    contentOf(text, Math.max(span.from, from - reach), Math.min(span.to, to + reach));
  const others = near(b, y);
  return [...near(a, x)].filter((term) => others.has(term) && !besides.has(term)).length;
}
