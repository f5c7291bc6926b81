import type { Evidence, Link, Message, Review } from '../model/annotation';
import { same } from '../sidecar/threeWay';
import { sameFolded } from './foldedWords';
import type { Placed, PlacedRecord, Remark } from './format';

// Finds the annotation here that a record of a file is, and joins the two.

/** For annotations that are here already: keep ours, replace it by the file's, or have both side by side. */
export type Policy = 'keep' | 'replace' | 'both';

/** How to join the annotations here with those of a file. */
export interface How {
  readonly policy: Policy;
  readonly tagAs: (tag: string) => string;
  /** Keys of messages that are records of their own. */
  readonly replies: ReadonlySet<string>;
}

/** The annotations of a source, by id and by span and tag. Each matches at most one record that has its own id. */
export class Known {
  private readonly ids = new Map<string, Placed>();
  /** The annotations with the same span and tag; `free` are those not matched yet. */
  private readonly alike = new Map<string, { all: Placed[]; free: Placed[] }>();
  private readonly used = new Set<string>();

  constructor(
    private readonly here: { readonly text: string; readonly annotations: readonly Placed[] },
    private readonly tagAs: (tag: string) => string,
  ) {
    for (const annotation of here.annotations) this.add(annotation, false);
  }

  /** An annotation as changed by the previous records. */
  latest(annotation: Placed | undefined): Placed | undefined {
    return annotation && this.ids.get(annotation.id);
  }

  ofId({ annotation, draft }: PlacedRecord): Placed | undefined {
    const known = draft.hasId ? this.ids.get(annotation.id) : undefined;
    if (!known || this.used.has(known.id)) return undefined;
    this.used.add(known.id);
    return known;
  }

  /** An annotation with the same span and tag, by the same person if the file tells who made it. */
  same({ annotation, draft }: PlacedRecord): Placed | undefined {
    const list = this.listOf(annotation);
    list.free = list.free.filter(({ id }) => !this.used.has(id));
    const isTheirs = ({ by }: Placed): boolean => annotation.by === undefined || by === annotation.by;
    const one = list.free.find(isTheirs) ?? (draft.hasId ? undefined : list.all.find(isTheirs));
    if (one) this.used.add(one.id);
    return this.latest(one);
  }

  /** `isUsed`: the file added it under an id of its own, so that another such record is another annotation. */
  add(annotation: Placed, isUsed: boolean): void {
    const list = this.listOf(annotation);
    this.ids.set(annotation.id, annotation);
    list.all.push(annotation);
    if (isUsed) this.used.add(annotation.id);
    else list.free.push(annotation);
  }

  put(before: Placed, after: Placed): void {
    this.ids.set(before.id, after);
  }

  private listOf({ span, text, tag }: Placed): { all: Placed[]; free: Placed[] } {
    const key = JSON.stringify([this.tagAs(tag), ...(span ? this.edges(span) : [text])]);
    const known = this.alike.get(key) ?? { all: [], free: [] };
    this.alike.set(key, known);
    return known;
  }

  /** The ends of a span without the blanks at its edges, which some formats drop. */
  private edges({ from, to }: { readonly from: number; readonly to: number }): readonly number[] {
    const words = this.here.text.slice(from, to);
    return [from + words.length - words.trimStart().length, to - words.length + words.trimEnd().length];
  }
}

/** An annotation found both here and in the file. `changed`: it took something over. */
interface Joined {
  readonly after: Placed;
  readonly outcome: 'there' | 'changed';
  /** Keys of the messages added to it. */
  readonly messages: ReadonlySet<string>;
  readonly remarks: readonly (Remark | 'differs')[];
}

/** Joins an annotation with its record in the file; `keep` adds only new messages, reviews and links. */
export function joined(before: Placed, { annotation, remarks }: PlacedRecord, { policy, tagAs, replies }: How): Joined {
  const said = policy === 'replace' ? replaced(before, annotation, tagAs) : before;
  const others = othersOf(said, annotation);
  const isSame = said === before && Object.keys(others).length === 0;
  const after = isSame ? before : { ...said, ...others };
  const was = new Set((before.discussion ?? []).map(keyOfMessage));
  const messages = new Set((after.discussion ?? []).map(keyOfMessage).filter((key) => !was.has(key)));
  // New messages that are records of their own are counted as such.
  const isOnlyReplies =
    said === before && !others.reviews && !others.links && [...messages].every((key) => replies.has(key));
  const outcome = isSame || isOnlyReplies ? 'there' : 'changed';
  const differs = policy === 'keep' && replaced(before, annotation, tagAs) !== before;
  return {
    after,
    outcome,
    messages,
    remarks: [...(outcome === 'changed' ? remarks : []), ...(differs ? (['differs'] as const) : [])],
  };
}

/** The lists of reviews, messages and links with the file's new ones; ours are never replaced, changed or removed. */
function othersOf(here: Placed, file: Placed): Pick<Partial<Placed>, 'reviews' | 'discussion' | 'links'> {
  const links = united(here.links, file.links, keyOfLink);
  const reviews = united(here.reviews, file.reviews, keyOfReview);
  const discussion = united(here.discussion, file.discussion, keyOfMessage);
  return { ...(reviews && { reviews }), ...(discussion && { discussion }), ...(links && { links }) };
}

/** Identifies a review: one without a time by its content. */
const keyOfReview = ({ by, created, verdict, note }: Review): string =>
  JSON.stringify([by, created ?? [verdict, note]]);

/** Identifies a message. */
export function keyOfMessage({ by, created, note }: Message): string {
  return JSON.stringify([by, created, note]);
}

/** Both lists together, by time where both have it; undefined if the second has nothing new. */
export function united<T extends { readonly created?: string }>(
  here: readonly T[] = [],
  file: readonly T[] = [],
  key: (item: T) => string,
): readonly T[] | undefined {
  const known = new Set(here.map(key));
  const added = file.filter((item) => !known.has(key(item)));
  if (added.length === 0) return undefined;
  return [...here, ...added].sort((a, b) =>
    (a.created ?? '') < (b.created ?? '') ? -1 : (a.created ?? '') > (b.created ?? '') ? 1 : 0,
  );
}

const texts = ['tag', 'note', 'claim', 'speaker', 'by', 'created', 'updated'] as const;

/** An annotation with the fields of the file in place of its own; fields missing in the file stay. */
function replaced(here: Placed, file: Placed, tagAs: (tag: string) => string): Placed {
  const changes: Partial<Record<string, unknown>> = {};
  for (const field of texts) {
    const [ours, theirs] = [here[field], file[field]];
    if (theirs === undefined || isAlike(ours, theirs)) continue;
    if (field === 'tag' && tagAs(here.tag) === theirs) continue;
    changes[field] = theirs;
  }
  const moved = file.span && (file.span.from !== here.span?.from || file.span.to !== here.span.to);
  if (moved && !(here.span && sameFolded(here.text, file.text) && overlap(here.span, file.span!)))
    Object.assign(changes, {
      text: file.text,
      line: file.line,
      column: file.column,
      before: file.before,
      after: file.after,
      span: file.span,
    });
  const evidence = evidenceOf(here.evidence, file.evidence);
  if (evidence) changes['evidence'] = evidence;
  for (const field of ['adjudicated', 'resolved'] as const)
    if (file[field] && JSON.stringify(file[field]) !== JSON.stringify(here[field])) changes[field] = file[field];
  return Object.keys(changes).length === 0 ? here : { ...here, ...changes };
}

function overlap(a: { from: number; to: number }, b: { from: number; to: number }): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Whether a value of the file is ours, with the small changes that the format may have to make. */
function isAlike(ours: string | undefined, theirs: string): boolean {
  if (ours === theirs) return true;
  if (ours === undefined) return false;
  const [a, b] = [Date.parse(ours), Date.parse(theirs)];
  if (/^\d{4}-\d\d-\d\dT/.test(ours) && /^\d{4}-\d\d-\d\dT/.test(theirs)) return a === b;
  return sameFolded(ours, theirs);
}

/**
 * Evidence with the file's version in place of ours. Equal pieces are paired first, the others by what they point to,
 * since several may be of one page.
 */
function evidenceOf(here: readonly Evidence[] = [], file: readonly Evidence[] = []): readonly Evidence[] | undefined {
  const key = ({ url, source, id }: Evidence): string => JSON.stringify([url, source, id]);
  const free = file.filter((one) => !here.some((other) => same(one, other)));
  if (free.length === 0) return undefined;
  const all = here.map((one) => {
    const index = file.some((other) => same(one, other)) ? -1 : free.findIndex((other) => key(other) === key(one));
    return index < 0 ? one : { ...one, ...free.splice(index, 1)[0] };
  });
  return [...all, ...free];
}

/** Identifies a link. */
export const keyOfLink = ({ to, relation }: Link): string => JSON.stringify([to, relation]);
