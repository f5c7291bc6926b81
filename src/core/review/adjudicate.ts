import type { Annotation, Evidence, Link, Message, Review } from '../model/annotation';
import type { Span } from '../text/change';
import { alignUnits } from './agreement';

/** An annotation and where it stands; without `span` it is lost. */
type Entry = Annotation & { readonly span?: Span };

/** What one annotator of a blind double annotation wrote. */
export interface Annotator {
  readonly name: string;
  readonly annotations: readonly Entry[];
}

/** One thing that was marked, side by side: an entry, or none, for each annotator in their order. */
export interface Comparison {
  readonly entries: readonly (Entry | undefined)[];
  /** `same`: all have it alike; `words`: the spans differ; `tag`: the tags differ; `some`: not all have it. */
  readonly outcome: 'same' | 'words' | 'tag' | 'some';
}

/** Pairs up the entries of several annotators, in the order of the source; lost ones come last, each alone. */
export function compare(annotators: readonly Annotator[]): Comparison[] {
  const units = annotators.map(({ annotations }) =>
    annotations.flatMap((entry) => (entry.span ? [{ span: entry.span, tag: entry.tag, entry }] : [])),
  );
  const rows = alignUnits(units).map((row) => row.map((unit) => unit?.entry));
  const lost = annotators.flatMap(({ annotations }, index) =>
    annotations
      .filter(({ span }) => span === undefined)
      .map((entry) => annotators.map((_, i) => (i === index ? entry : undefined))),
  );
  return [...rows, ...lost].map((entries) => ({ entries, outcome: outcome(entries) }));
}

function outcome(entries: readonly (Entry | undefined)[]): Comparison['outcome'] {
  const [first] = entries;
  if (!first || entries.includes(undefined)) return 'some';
  if (entries.some((entry) => entry?.tag !== first.tag)) return 'tag';
  const same = entries.every((entry) => entry?.span?.from === first.span?.from && entry?.span?.to === first.span?.to);
  return same ? 'same' : 'words';
}

/**
 * The entry that an adjudicator makes of a comparison by choosing one of its entries. The evidence, links and
 * discussion of all are in it; each other annotator stands in its reviews, for or against it by their own tag, and
 * what they wrote differently is in the note, so that nothing anybody wrote is lost. `now` is RFC 3339 in UTC.
 */
export function adjudicate(
  comparison: Comparison,
  annotators: readonly Annotator[],
  chosen: number,
  now: string,
): Annotation {
  const entry = comparison.entries[chosen];
  if (!entry) throw new Error(`annotator ${chosen} has no entry to choose`);
  const others = comparison.entries.filter((other, i): other is Entry => i !== chosen && other !== undefined);
  const verdicts = comparison.entries.flatMap((other, i) =>
    i === chosen || other === undefined ? [] : [verdictOf(other.by ?? annotators[i]?.name ?? '', other, entry, now)],
  );
  const all = [entry, ...others];
  const lists = {
    evidence: union(all.flatMap(({ evidence = [] }): readonly Evidence[] => evidence)),
    reviews: union([...all.flatMap(({ reviews = [] }): readonly Review[] => reviews), ...verdicts]),
    discussion: union(all.flatMap(({ discussion = [] }): readonly Message[] => discussion)),
    links: union(all.flatMap(({ links = [] }): readonly Link[] => links)),
  };
  const filled = Object.entries(lists).filter(([, list]) => list.length > 0);
  const { span, ...kept } = entry;
  void span;
  return { ...firstKnown(others), ...kept, ...Object.fromEntries(filled) };
}

/** What the chosen entry may leave open, as the first of the others has it. */
function firstKnown(others: readonly Entry[]): Partial<Annotation> {
  const speaker = others.find((other) => other.speaker !== undefined)?.speaker;
  const claim = others.find((other) => other.claim !== undefined)?.claim;
  return { ...(speaker !== undefined && { speaker }), ...(claim !== undefined && { claim }) };
}

function verdictOf(by: string, other: Entry, chosen: Entry, created: string): Review {
  const verdict = other.tag === chosen.tag ? 'agree' : 'disagree';
  const said = (['tag', 'text', 'speaker', 'claim'] as const).flatMap((field) =>
    other[field] === undefined || other[field] === chosen[field] ? [] : [`${field}: ${other[field]}`],
  );
  const note = [...said, ...(other.note === undefined ? [] : [other.note])].join('\n');
  return { by, verdict, created, ...(note !== '' && { note }) };
}

function union<T>(items: readonly T[]): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = JSON.stringify(item);
    return !seen.has(key) && seen.add(key);
  });
}
