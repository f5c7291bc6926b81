import {
  defined,
  type Adjudication,
  type Annotation,
  type Evidence,
  type Link,
  type Message,
  type Review,
  type Selector,
} from '../model/annotation';
import { sameSpan, type Span } from '../text/change';
import { alignUnits } from './agreement';
import type { TagBy } from './grounds';
import { judgedIn } from './status';

/** An annotation with its span; without one it is lost. */
type Entry = Annotation & { readonly span?: Span };

/** The annotations of one annotator in blind double annotation. */
export interface Annotator {
  readonly name: string;
  readonly annotations: readonly Entry[];
}

/** Matching entries side by side: one or none for each annotator, in their order. */
export interface Comparison {
  readonly entries: readonly (Entry | undefined)[];
  /** `same`: all are equal; `words`: the spans differ; `tag`: the tags differ; `some`: an annotator has none. */
  readonly outcome: 'same' | 'words' | 'tag' | 'some';
}

/** Matches the entries of several annotators, in the order of the source; lost ones come last, each alone. */
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
  const same = entries.every((entry) => sameSpan(entry?.span, first.span));
  return same ? 'same' : 'words';
}

/** The entries of several annotators before adjudication, matching ones joined. */
interface Consensus {
  readonly annotations: readonly Entry[];
  /** Those that not all agree on, by id, with everybody's tags. The entries of a single annotator are all disputed. */
  readonly disputed: ReadonlyMap<string, readonly TagBy[]>;
}

/** Joins the entries of all annotators; those that not all agree on are disputed. */
export function consensusOf(annotators: readonly Annotator[]): Consensus {
  const disputed = new Map<string, readonly TagBy[]>();
  const annotations = compare(annotators).flatMap((comparison): Entry[] => {
    const [first, ...others] = comparison.entries.flatMap((entry) => entry ?? []);
    if (!first) return [];
    const agreed = annotators.length > 1 && (comparison.outcome === 'same' || comparison.outcome === 'words');
    if (!agreed) disputed.set(first.id, tagsIn(comparison, annotators));
    return [united(first, others)];
  });
  return { annotations, disputed };
}

/** A decision between annotators: by whom, when (RFC 3339 in UTC), and why. */
export interface Decision {
  readonly by: string;
  readonly created: string;
  readonly note?: string;
  /** A tag of the adjudicator's own, instead of that of the chosen entry. */
  readonly tag?: string;
}

/**
 * The entry that an adjudicator makes of a comparison by choosing one of its entries. It has the evidence, links,
 * reviews and discussion of all. `adjudicated` says who tagged it as what; the notes of the others become messages of
 * theirs in the discussion, which is closed. No verdict is written in anybody's name.
 */
export function adjudicate(
  comparison: Comparison,
  annotators: readonly Annotator[],
  chosen: number,
  { by, created, note, tag }: Decision,
): Annotation {
  const entry = comparison.entries[chosen];
  if (!entry) throw new Error(`annotator ${chosen} has no entry to choose`);
  const others = comparison.entries.filter((other, i): other is Entry => i !== chosen && other !== undefined);
  const { span, ...kept } = united({ ...entry, tag: tag ?? entry.tag }, others);
  void span;
  const said = comparison.entries.flatMap((other, i) =>
    other && i !== chosen ? messageOf(other, entry, annotators[i]?.name ?? '', created) : [],
  );
  const adjudicated: Adjudication = {
    by,
    created,
    ...judgedIn(kept),
    among: tagsIn(comparison, annotators),
    ...(note !== undefined && note !== '' && { note }),
  };
  const discussion = union([...(kept.discussion ?? []), ...said]);
  return {
    ...kept,
    ...(discussion.length > 0 && { discussion }),
    ...(said.length > 0 && { resolved: { by, created } }),
    adjudicated,
  };
}

/** The selectors to dismiss when an adjudicator chooses none of the entries. */
export function takenNone({ entries }: Comparison): readonly Selector[] {
  const selectors = entries.flatMap((entry): Selector[] => {
    if (!entry) return [];
    const { text, before, after, line, column } = entry;
    return [{ text, ...defined({ before, after, line, column }) }];
  });
  return union(selectors);
}

/** Whether an adjudicator has decided a comparison: one of its entries was taken, or all were dismissed. */
export function isAdjudicated(
  { entries }: Comparison,
  taken: ReadonlySet<string>,
  dismissed: readonly Selector[],
): boolean {
  const there = entries.flatMap((entry) => entry ?? []);
  if (there.some(({ id }) => taken.has(id))) return true;
  return there.every(({ text, before }) =>
    dismissed.some((one) => one.text === text && (before === undefined || one.before === before)),
  );
}

function tagsIn({ entries }: Comparison, annotators: readonly Annotator[]): TagBy[] {
  return entries.flatMap((entry, i) => (entry ? [{ by: entry.by ?? annotators[i]?.name ?? '', tag: entry.tag }] : []));
}

/** An entry with the lists of all entries, and with the first speaker and claim of the others if it has none. */
function united(entry: Entry, others: readonly Entry[]): Entry {
  const all = [entry, ...others];
  const lists = {
    evidence: union(all.flatMap(({ evidence = [] }): readonly Evidence[] => evidence)),
    reviews: union(all.flatMap(({ reviews = [] }): readonly Review[] => reviews)),
    discussion: union(all.flatMap(({ discussion = [] }): readonly Message[] => discussion)),
    links: union(all.flatMap(({ links = [] }): readonly Link[] => links)),
  };
  const speaker = others.find((other) => other.speaker !== undefined)?.speaker;
  const claim = others.find((other) => other.claim !== undefined)?.claim;
  const filled = Object.entries(lists).filter(([, list]) => list.length > 0);
  return {
    ...(speaker !== undefined && { speaker }),
    ...(claim !== undefined && { claim }),
    ...entry,
    ...Object.fromEntries(filled),
  };
}

/** What another annotator wrote that the chosen entry lacks, as a message of theirs. */
function messageOf(other: Entry, chosen: Entry, name: string, now: string): readonly Message[] {
  const said = (['text', 'speaker', 'claim'] as const).flatMap((field) =>
    other[field] === undefined || other[field] === chosen[field] ? [] : [`${field}: ${other[field]}`],
  );
  const note = [...said, ...(other.note === undefined || other.note === chosen.note ? [] : [other.note])].join('\n');
  if (note === '') return [];
  return [{ by: other.by ?? name, note, created: other.updated ?? other.created ?? now }];
}

function union<T>(items: readonly T[]): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = JSON.stringify(item);
    return !seen.has(key) && seen.add(key);
  });
}
