import { portionSize, type Revision } from '../model/action';
import type { About, Annotation, Import, Link } from '../model/annotation';
import { eachInSteps } from '../text/steps';
import { relativePath, resolvePath } from '../text/links';
import { joined, keyOfLink, keyOfMessage, Known, united, type How, type Policy } from './joinRecord';
import { excerptOf } from './records';
import type { Draft, FileRemark, Imported, LeftOut, Placed, Read, Remark } from './format';

export type { Policy };

/** The outcome of one record of a file. `changed`: the annotation here took something over from it. */
export interface LedgerLine {
  readonly at: number;
  readonly name: string;
  readonly source?: string;
  readonly outcome: 'new' | 'changed' | 'there' | 'left';
  readonly why?: LeftOut;
  readonly remarks: readonly (Remark | 'differs')[];
}

/** The outcome of every record of a file: brought in, there already, or left out; the three add up to `records`. */
export interface Ledger {
  readonly lines: readonly LedgerLine[];
  readonly records: number;
  readonly broughtIn: number;
  readonly thereAlready: number;
  readonly leftOut: number;
  readonly remarks: readonly FileRemark[];
  /** Whether `at` counts lines of the file, or records. */
  readonly inLines: boolean;
}

/** The present content of a source. */
export interface Here {
  readonly text: string;
  readonly about: About;
  readonly annotations: readonly Placed[];
  /** Why nothing can be written to the source's sidecar. */
  readonly closed?: LeftOut;
}

/** What to write into one sidecar. */
export interface Step {
  readonly source: string;
  /** The text of a source to be created. */
  readonly text?: string;
  readonly revisions: readonly Revision[];
}

export interface Plan {
  readonly steps: readonly Step[];
  readonly ledger: Ledger;
}

/** The outcome of a record, with its new messages. */
interface Fate {
  readonly outcome: LedgerLine['outcome'];
  readonly source: string;
  readonly remarks: LedgerLine['remarks'];
  readonly messages: ReadonlySet<string>;
  readonly why?: LeftOut;
  /** The id of the record's annotation here. */
  readonly id?: string;
}

/** The changes to the annotations of one source, by id; without `before`, an annotation is new. */
type Changes = Map<string, { readonly before: Placed | undefined; readonly after: Placed }>;

/**
 * Compares a file with the annotations here, and decides the outcome of each record before anything is written. The
 * same span with the same tag by the same person is the same annotation, whatever its id. `tagAs` is how the format
 * writes a tag.
 */
export function* planning(
  read: Read,
  here: (source: string) => Here,
  policy: Policy,
  tagAs: (tag: string) => string = (tag) => tag,
): Generator<undefined, Plan> {
  const fates = new Map<Draft, Fate>();
  const replies = new Set(read.parts.flatMap(({ reply }) => (reply ? [keyOfMessage(reply)] : [])));
  const changes = new Map<string, Changes>();
  for (const imported of read.sources) {
    changes.set(imported.source, yield* bringing(imported, here(imported.source), { policy, tagAs, replies }, fates));
    yield;
  }
  yield* link(read, here, fates, changes);
  const steps = yield* eachInSteps(read.sources, (imported): Step[] => {
    const { source, text } = imported;
    const revisions = [...(changes.get(source) ?? [])].map(([id, { before, after }]): Revision => {
      return { of: 'annotation', id, ...(before && { before: plain(before) }), after: plain(after) };
    });
    const about = revisions.length > 0 ? aboutRevision(imported, here(source), policy) : undefined;
    const all = [...revisions, ...(about ? [about] : [])];
    return all.length > 0 ? [{ source, revisions: all, ...(text !== undefined && { text }) }] : [];
  });
  return { steps: steps.flat(), ledger: yield* ledgerOf(read, fates) };
}

/** The reviewers whose verdicts stay on annotations that the plan changes, although the file does not contain them. */
export function reviewersKept({ steps }: Plan): readonly string[] {
  const names = steps.flatMap(({ revisions }) =>
    revisions.flatMap((one) => (one.of === 'annotation' && one.after ? (one.before?.reviews ?? []) : [])),
  );
  return [...new Set(names.map(({ by }) => by))].sort((a, b) => a.localeCompare(b));
}

/** The plan, with the origin `imported` recorded in each annotation that it adds or changes. */
export function asImported(plan: Plan, imported: Import): Plan {
  const steps = plan.steps.map((step) => ({
    ...step,
    revisions: step.revisions.map((revision): Revision => {
      if (revision.of !== 'annotation' || !revision.after) return revision;
      return { ...revision, after: { ...revision.after, imported } };
    }),
  }));
  return { ...plan, steps };
}

/** Adds the links of a file, now that each record's annotation here is known. */
function* link(
  read: Read,
  here: (source: string) => Here,
  fates: Map<Draft, Fate>,
  changes: ReadonlyMap<string, Changes>,
): Generator<undefined> {
  yield* renameTargets(read, fates, changes);
  const known = new Map<string, ReadonlyMap<string, Placed>>();
  for (const draft of read.parts) {
    const { partOf, link } = draft;
    const [from, to] = [partOf && fates.get(partOf), link && fates.get(link.to)];
    if (!link || from?.id === undefined || to?.id === undefined) continue;
    const { to: _, ...said } = link;
    const added: Link = { to: `${relativePath(from.source, to.source)}#${to.id}`, ...said };
    const of = known.get(from.source) ?? new Map(here(from.source).annotations.map((one) => [one.id, one]));
    known.set(from.source, of);
    const as = of.get(from.id);
    const { before, after } = changes.get(from.source)?.get(from.id) ?? { before: as, after: as };
    const has = (one: Placed | undefined): boolean =>
      one?.links?.some((other) => keyOfLink(other) === keyOfLink(added)) ?? false;
    if (after && !has(after))
      changes.get(from.source)?.set(from.id, { before, after: { ...after, links: [...(after.links ?? []), added] } });
    fates.set(draft, { outcome: has(before) ? 'there' : 'new', source: from.source, remarks: [], messages: new Set() });
  }
}

/** Redirects the links of a file whose targets have other ids here. */
function* renameTargets(
  read: Read,
  fates: ReadonlyMap<Draft, Fate>,
  changes: ReadonlyMap<string, Changes>,
): Generator<undefined> {
  const ids = new Map<string, string>();
  for (const { source, records } of read.sources) {
    yield;
    for (const { draft, annotation } of records)
      ids.set(`${source}#${annotation.id}`, fates.get(draft)?.id ?? annotation.id);
  }
  for (const [source, changed] of changes) {
    yield;
    for (const [id, { before, after }] of changed) {
      const ofFile = after.links?.filter((one) => !before?.links?.includes(one));
      if (!ofFile) continue;
      const here = ofFile.map((one) => ({ ...one, to: renamed(one.to, source, ids) }));
      const links = before ? (united(before.links, here, keyOfLink) ?? before.links ?? []) : here;
      changed.set(id, { before, after: { ...after, links } });
    }
  }
}

/** A link with its target's id here. */
function renamed(to: string, source: string, ids: ReadonlyMap<string, string>): string {
  const [, path = '', id = ''] = /^(.*)#([^#]*)$/s.exec(to) ?? [];
  const target = ids.get(`${resolvePath(source, path) ?? ''}#${id}`);
  return target === undefined || target === id ? to : `${path}#${target}`;
}

function* bringing(imported: Imported, here: Here, how: How, fates: Map<Draft, Fate>): Generator<undefined, Changes> {
  const { source, records } = imported;
  const { closed: why } = here;
  if (why) {
    for (const { draft } of records)
      fates.set(draft, { outcome: 'left', why, source, remarks: [], messages: new Set() });
    return new Map();
  }
  const known = new Known(here, how.tagAs);
  const taken = new Set(here.annotations.map(({ id }) => id));
  const changes: Changes = new Map();
  const byIds = records.map((record) => (how.policy === 'both' ? undefined : known.ofId(record)));
  for (const [i, record] of records.entries()) {
    const { draft, remarks } = record;
    const before = how.policy === 'both' ? undefined : (known.latest(byIds[i]) ?? known.same(record));
    if (before) {
      const { after, ...fate } = joined(before, record, how);
      const { id } = before;
      if (after !== before) changes.set(id, { before: changes.has(id) ? changes.get(id)?.before : before, after });
      known.put(before, after);
      fates.set(draft, { ...fate, source, id });
    } else {
      const added = { ...record.annotation, id: freeId(record.annotation.id, taken) };
      taken.add(added.id);
      known.add(added, draft.hasId === true);
      changes.set(added.id, { before: undefined, after: added });
      const messages = new Set((added.discussion ?? []).map(keyOfMessage));
      fates.set(draft, { outcome: 'new', source, remarks, messages, id: added.id });
    }
    if (i % 512 === 511) yield;
  }
  return changes;
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  let free = id;
  while (taken.has(free)) free += '2';
  return free;
}

function plain({ span: _, ...annotation }: Placed): Annotation {
  return annotation;
}

/** The revision of where a source comes from: adds what is unknown here, or takes the file's word under `replace`. */
function aboutRevision({ about }: Imported, here: Here, policy: Policy): Revision | undefined {
  const after = policy === 'replace' ? { ...here.about, ...about } : { ...about, ...here.about };
  const isNew = Object.entries(after).some(([key, value]) => here.about[key as keyof About] !== value);
  return isNew ? { of: 'about', before: here.about, after } : undefined;
}

function* ledgerOf(read: Read, fates: ReadonlyMap<Draft, Fate>): Generator<undefined, Ledger> {
  const left = new Map(read.left.map((record) => [record.draft, record]));
  const words = new Map(read.sources.flatMap(({ records }) => records.map((one) => [one.draft, one.annotation.text])));
  const lines = yield* eachInSteps(read.drafts, (draft): LedgerLine => {
    const { at } = draft;
    const name = draft.name || nameOf(draft, words.get(draft));
    const { source, why = { code: 'malformed' as const } } = left.get(draft) ?? {};
    const fate = fates.get(draft);
    if (draft.partOf && !fate) return lineOfPart(draft, fates);
    if (!fate) return { at, name, ...(source !== undefined && { source }), outcome: 'left', why, remarks: [] };
    const { messages: _, id: __, ...said } = fate;
    return { at, name, ...said };
  });
  // Several outcomes of one line keep their order, since the sort is stable.
  lines.sort((a, b) => a.at - b.at);
  const count = (...outcomes: LedgerLine['outcome'][]): number =>
    lines.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    lines,
    records: lines.length,
    broughtIn: count('new', 'changed'),
    thereAlready: count('there'),
    leftOut: count('left'),
    remarks: read.remarks,
    inLines: read.lines,
  };
}

/** The name, in the ledger, of a record without one: its words, else its tag. */
function nameOf({ annotation }: Draft, words = ''): string {
  return excerptOf(words) || excerptOf(annotation?.tag) || '…';
}

/** The outcome of a part: a note or a comment shares that of its subject; a reply can be new by itself. */
function lineOfPart({ at, name, partOf, reply, link }: Draft, fates: ReadonlyMap<Draft, Fate>): LedgerLine {
  const fate = partOf && fates.get(partOf);
  if (!fate || fate.outcome === 'left' || link)
    return { at, name, outcome: 'left', why: { code: 'answers-nothing' }, remarks: [] };
  const { source } = fate;
  if (!reply)
    return { at, name, source, outcome: fate.outcome, remarks: fate.remarks.filter((remark) => remark === 'differs') };
  return { at, name, source, outcome: fate.messages.has(keyOfMessage(reply)) ? 'new' : 'there', remarks: [] };
}

/**
 * Divides steps into portions of at most `size` annotations, so that writing can stop after each: the part written is
 * complete, and importing the same file again adds the rest. A link is written once both its ends are.
 */
export function portionsOf(steps: readonly Step[], size = portionSize): readonly (readonly Step[])[] {
  const count = steps.reduce((sum, { revisions }) => sum + revisions.length, 0);
  if (count <= size) return count > 0 ? [steps] : [];
  const bare = steps.map((step) => ({ ...step, revisions: step.revisions.map((one) => parted(one)[0]) }));
  const linked = steps.map(({ source, revisions }) => ({
    source,
    revisions: revisions.flatMap((one) => parted(one)[1] ?? []),
  }));
  return [...cut(bare, size), ...cut(linked, size)];
}

/** Splits a revision into one without the links that it adds, and one that adds them, if any. */
function parted(revision: Revision): readonly [Revision, Revision?] {
  if (revision.of !== 'annotation' || !revision.after) return [revision];
  const { links, ...rest } = revision.after;
  const known = revision.before?.links;
  if (links === undefined || links === known) return [revision];
  const bare = known ? { ...rest, links: known } : rest;
  return [
    { ...revision, after: bare },
    { ...revision, before: bare },
  ];
}

/** Divides steps in their order, a long one over several portions; a source is created with its first portion. */
function cut(steps: readonly Step[], size: number): Step[][] {
  const portions: Step[][] = [];
  let room = 0;
  for (const { source, text, revisions } of steps)
    for (let from = 0; from < revisions.length;) {
      if (room === 0) {
        portions.push([]);
        room = size;
      }
      const part = revisions.slice(from, from + room);
      portions.at(-1)?.push({ source, revisions: part, ...(from === 0 && text !== undefined && { text }) });
      from += part.length;
      room -= part.length;
    }
  return portions;
}
