import type { Annotation, Review } from '../model/annotation';
import type { Span } from '../text/change';
import { resolvePath } from '../text/links';
import { addTo, grouped } from '../text/grouped';
import { sameWords } from '../text/words';
import { sameThings } from './agreement';
import { disagreements, isSpokenAgainst, reviewStatusOf, type ReviewStatus } from './status';

/** An annotation with its placement in its source; `unsought`: not searched yet. */
interface PlacedAnnotation {
  readonly annotation: Annotation;
  readonly span?: Span | undefined;
  readonly state: 'found' | 'edited' | 'lost' | 'unsought';
}

/** A source by its path from the workspace folder, with its annotations. */
interface AssessedSource {
  readonly source: string;
  readonly annotations: readonly PlacedAnnotation[];
  /** By id, who gave which tag to the annotations that annotators working apart don't agree on. */
  readonly disputed?: ReadonlyMap<string, readonly TagBy[]> | undefined;
}

export interface TagBy {
  readonly by: string;
  readonly tag: string;
}

/** An annotation of some source. */
interface AnnotationRef {
  readonly source: string;
  readonly id: string;
}

/** An annotation that a doubt comes from, with its words; without words it is missing. */
export interface Doubter extends AnnotationRef {
  readonly text?: string;
}

/** Why nothing can rest on an annotation. */
export type Weakness = 'unconfirmed' | 'contested' | 'edited' | 'lost' | 'missing';

/** Why an annotation can't be stated as a verified fact. */
export type Doubt =
  | { readonly why: 'lost' | 'edited' | 'contradicted-by-evidence' | 'circular-evidence' }
  | { readonly why: 'contested'; readonly by: readonly Review[] }
  | { readonly why: 'tagged-otherwise'; readonly others: readonly TagBy[] }
  | { readonly why: 'contradicts-verified'; readonly of: Doubter }
  | { readonly why: 'rests-on-doubtful'; readonly of: Doubter; readonly is: Weakness };

/** The judgement of one annotation by the whole workspace. */
export interface Assessment extends PlacedAnnotation {
  readonly source: string;
  /** The same in every view: contested also by its evidence, by links or by others' tags. */
  readonly status: ReviewStatus;
  /** What speaks against it. Each doubt prevents a verified claim from being stated as a fact. */
  readonly doubts: readonly Doubt[];
}

export type Assessments = ReadonlyMap<string, Assessment>;

/** The key of an annotation in the workspace. */
export function keyOf(source: string, id: string): string {
  return `${source}#${id}`;
}

/**
 * Assesses all annotations of a workspace together: one may rest on another, contradict it, or be tagged otherwise by a
 * colleague. Nothing is known of sources not among `sources`, so what rests on them is in doubt.
 */
function assess(sources: readonly AssessedSource[], settledBy: number): Assessments {
  const doubts = doubtsAmong(sources.map(claimsOf));
  const assessed = sources.flatMap(({ source, annotations }) =>
    annotations.map((placed): [string, Assessment] => {
      const { id } = placed.annotation;
      return [keyOf(source, id), assessmentOf(placed, source, settledBy, doubts.get(source)?.get(id))];
    }),
  );
  return new Map(assessed);
}

/** Assesses one annotation; `others` are what other entries speak against it. */
export function assessmentOf(
  placed: PlacedAnnotation,
  source: string,
  settledBy: number,
  others: readonly Doubt[] = [],
): Assessment {
  const status = statusWith(placed.annotation, settledBy, placed.state === 'edited', others);
  const { annotation, span, state } = placed;
  return { annotation, span, state, source, status, doubts: [...ownDoubts(placed), ...others] };
}

/**
 * The review status of an annotation, the same in every view: from its reviews, an adjudication and its evidence, and
 * contested if another entry of the workspace speaks against it.
 */
export function statusWith(
  annotation: Annotation,
  settledBy: number,
  edited: boolean,
  others: readonly Doubt[] = [],
): ReviewStatus {
  const isDoubted = others.some(({ why }) => why !== 'lost' && why !== 'edited');
  return isDoubted ? 'contested' : reviewStatusOf(annotation, settledBy, edited);
}

/** A source with its text, for briefs, reports and exports. An annotation without a span is lost. */
export interface WrittenSource extends Pick<AssessedSource, 'source' | 'disputed'> {
  readonly text: string;
  readonly annotations: readonly (Annotation & { readonly span?: Span })[];
}

/**
 * Assesses the annotations of sources with their texts. `context` is the rest of the workspace: it may speak against
 * `sources`, and is assessed, too.
 */
export function assessTexts(
  sources: readonly WrittenSource[],
  settledBy: number,
  context: readonly WrittenSource[] = [],
): Assessments {
  const named = new Map([...context, ...sources].map((one) => [one.source, one]));
  const placed = [...named.values()].map(({ source, text, annotations, disputed }) => {
    return { source, annotations: placedIn(text, annotations), disputed };
  });
  return assess(placed, settledBy);
}

/** The placements of a source's annotations in its text. An annotation without a span is lost. */
function placedIn<A extends Annotation & { readonly span?: Span }>(
  text: string,
  annotations: readonly A[],
): (PlacedAnnotation & { readonly annotation: A })[] {
  return annotations.map((annotation) => {
    const { span } = annotation;
    const state = !span ? 'lost' : isEdited(text, annotation) ? 'edited' : 'found';
    return { annotation, span, state };
  });
}

/** Whether the words at its span differ from those that were tagged, in more than blanks, line ends and the like. */
export function isEdited(text: string, annotation: Annotation & { readonly span?: Span }): boolean {
  const { span, was } = annotation;
  return span !== undefined && !sameWords(text.slice(span.from, span.to), was ?? annotation.text);
}

/** The relations of one source's annotations, among each other and to those of other sources. */
export interface Claims {
  readonly source: string;
  readonly nodes: ReadonlyMap<string, Node>;
  /** The annotations related to others in any way; these are few. */
  readonly involved: readonly Node[];
}

interface Node {
  readonly source: string;
  readonly annotation: Annotation;
  /** What speaks against it in itself. */
  readonly own: readonly Doubt[];
  /** What else in the same source speaks against it: another tag, or another entry with the same id. */
  readonly doubts: readonly Doubt[];
  readonly grounds: readonly AnnotationRef[];
  readonly hasOtherGround: boolean;
  readonly opposes: readonly AnnotationRef[];
  readonly repeats: readonly AnnotationRef[];
}

/** What other entries speak against annotations, by source and id; only sources with doubts are in it. */
type DoubtsAmong = ReadonlyMap<string, ReadonlyMap<string, readonly Doubt[]>>;

/** Reads one source for `doubtsAmong`. This is the slow part; it stays valid while the source and its annotations do. */
export function claimsOf({ source, annotations, disputed }: AssessedSource): Claims {
  const doubts = otherTags(annotations, disputed);
  const nodes = new Map<string, Node>();
  for (const placed of annotations) {
    const { annotation } = placed;
    const twin = nodes.get(annotation.id);
    const its = [...(twin ? doubtsOfTwins(twin, annotation) : []), ...(doubts.get(annotation.id) ?? [])];
    const node = { source, annotation, own: ownDoubts(placed), doubts: its, ...relationsOf(source, annotation) };
    nodes.set(annotation.id, node);
  }
  return { source, nodes, involved: [...nodes.values()].filter(isInvolved) };
}

const isInvolved = ({ doubts, grounds, opposes, repeats }: Node): boolean =>
  doubts.length + grounds.length + opposes.length + repeats.length > 0;

/** What other entries speak against annotations: other tags, links, and what they rest on, over any number of steps. */
export function doubtsAmong(all: readonly Claims[]): DoubtsAmong {
  const nodes = nodesInvolved(all);
  const doubts = new Map<string, Doubt[]>();
  for (const [key, node] of nodes) if (node.doubts.length > 0) doubts.set(key, [...node.doubts]);
  const add = (key: string, doubt: Doubt): void => addTo(doubts, key, doubt);
  for (const claims of all) addContradictions(claims, nodes, add);
  addFromGrounds(nodes, doubts, add);
  const found = new Map<string, Map<string, readonly Doubt[]>>();
  for (const [key, { source, annotation }] of nodes) {
    const counting = (doubts.get(key) ?? []).filter((doubt) => counts(doubt, annotation));
    if (counting.length > 0) found.set(source, (found.get(source) ?? new Map()).set(annotation.id, counting));
  }
  return found;
}

/** The annotations related to others: the time depends on their number, not on that of all annotations. */
function nodesInvolved(all: readonly Claims[]): ReadonlyMap<string, Node> {
  const sources = new Map(all.map((claims) => [claims.source, claims]));
  const nodes = new Map<string, Node>();
  for (const { source, involved } of all)
    for (const node of involved) nodes.set(keyOf(source, node.annotation.id), node);
  for (const { grounds, opposes, repeats } of [...nodes.values()])
    for (const to of [...grounds, ...opposes, ...repeats]) {
      const node = sources.get(to.source)?.nodes.get(to.id);
      if (node && !nodes.has(refName(to))) nodes.set(refName(to), node);
    }
  return nodes;
}

/** The doubts of two entries with the same id, as left by a bad merge: what speaks against one speaks against both. */
function doubtsOfTwins({ annotation, own, doubts }: Node, other: Annotation): readonly Doubt[] {
  const { tag, by = '' } = annotation;
  const otherwise: readonly Doubt[] = tag === other.tag ? [] : [{ why: 'tagged-otherwise', others: [{ by, tag }] }];
  return [...own, ...doubts, ...otherwise];
}

/** What speaks against an annotation in itself. */
export function ownDoubts({ annotation, state }: Pick<PlacedAnnotation, 'annotation' | 'state'>): readonly Doubt[] {
  const doubts: Doubt[] = [];
  if (state === 'lost' || state === 'edited') doubts.push({ why: state });
  const isContested = reviewStatusOf(annotation, 1, state === 'edited') === 'contested';
  const isAgainst = isSpokenAgainst(annotation);
  const by = disagreements(annotation, state === 'edited');
  if (by.length > 0 || (isContested && !isAgainst)) doubts.push({ why: 'contested', by });
  if (isAgainst) doubts.push({ why: 'contradicted-by-evidence' });
  return doubts;
}

/** Doubts of verified claims whose words have another tag, too: unconfirmed by anybody, or another but quote by somebody else. */
function otherTags(
  annotations: readonly PlacedAnnotation[],
  disputed: AssessedSource['disputed'],
): ReadonlyMap<string, readonly Doubt[]> {
  const doubts = new Map<string, Doubt[]>();
  const add = (id: string, others: readonly TagBy[]): void => addTo(doubts, id, { why: 'tagged-otherwise', others });
  for (const [id, others] of disputed ?? []) add(id, others);
  const units = annotations.flatMap(({ annotation, span }) =>
    span ? [{ span, tag: annotation.tag, annotation }] : [],
  );
  const verified = units.filter(({ tag }) => tag === 'verified');
  if (verified.length === 0) return doubts;
  for (const [tag, alike] of grouped(units, ({ tag }) => tag)) {
    if (tag === 'verified' || tag === 'quote') continue;
    for (const [one, other] of sameThings(verified, alike)) {
      if (tag !== 'unconfirmed' && one.annotation.by === other.annotation.by) continue;
      add(one.annotation.id, [{ by: other.annotation.by ?? '', tag }]);
    }
  }
  return doubts;
}

function relationsOf(
  source: string,
  { links = [], evidence = [] }: Annotation,
): Pick<Node, 'grounds' | 'hasOtherGround' | 'opposes' | 'repeats'> {
  const linked = (relation: string): readonly AnnotationRef[] =>
    links.flatMap((link) => (link.relation === relation ? (placeOfLink(source, link.to) ?? []) : []));
  const supports = evidence.filter(({ says = 'supports' }) => says === 'supports');
  const grounds = supports.flatMap(({ source: file, id }): AnnotationRef[] => {
    if (file === undefined || id === undefined) return [];
    // A path out of the workspace is kept as written; nothing is known there.
    return [{ source: resolvePath(source, file) ?? file, id }];
  });
  const hasOtherGround = supports.some(({ id }) => id === undefined);
  return { grounds, hasOtherGround, opposes: linked('contradicts'), repeats: linked('same') };
}

function placeOfLink(source: string, to: string): AnnotationRef | undefined {
  const [, file = '', id] = /^([^#]*)#(.+)$/s.exec(to) ?? [];
  const path = file === '' ? source : resolvePath(source, file);
  return path === undefined || id === undefined ? undefined : { source: path, id };
}

/** Adds doubts of verified claims linked as contradicting each other, and of those linked as the same as an unconfirmed one. */
function addContradictions(
  { source, involved }: Claims,
  nodes: ReadonlyMap<string, Node>,
  add: (key: string, doubt: Doubt) => void,
): void {
  for (const node of involved) {
    const { id } = node.annotation;
    const key = keyOf(source, id);
    for (const to of node.opposes) {
      const other = nodes.get(refName(to));
      if (!other || other === node || node.annotation.tag !== 'verified' || other.annotation.tag !== 'verified')
        continue;
      add(key, { why: 'contradicts-verified', of: { ...to, text: other.annotation.text } });
      add(refName(to), { why: 'contradicts-verified', of: { source, id, text: node.annotation.text } });
    }
    for (const to of node.repeats) {
      const other = nodes.get(refName(to));
      const [one, two] = [node.annotation.tag, other?.annotation.tag];
      if (one === 'verified' && two === 'unconfirmed' && other) add(key, unconfirmedBy(other));
      if (one === 'unconfirmed' && two === 'verified') add(refName(to), unconfirmedBy(node));
    }
  }
}

const refName = ({ source, id }: AnnotationRef): string => keyOf(source, id);

const unconfirmedBy = ({ annotation: { by = '', tag } }: Node): Doubt => {
  return { why: 'tagged-otherwise', others: [{ by, tag }] };
};

/** Passes doubts on to all that rests on a doubtful annotation, over any number of steps. */
function addFromGrounds(
  nodes: ReadonlyMap<string, Node>,
  doubts: ReadonlyMap<string, readonly Doubt[]>,
  add: (key: string, doubt: Doubt) => void,
): void {
  const resting = new Map<string, string[]>();
  for (const [key, { grounds }] of nodes) for (const ground of grounds) addTo(resting, refName(ground), key);
  if (resting.size === 0) return;
  const doubtful = [...resting.keys()].filter((key) => {
    const node = nodes.get(key);
    const isUnconfirmed = node?.annotation.tag === 'unconfirmed';
    return !node || isUnconfirmed || node.own.length > 0 || (doubts.get(key)?.length ?? 0) > 0;
  });
  const reachedByDoubt = spread(doubtful, resting);
  for (const [key, ground] of reachedByDoubt) {
    const of = nodes.get(key)?.grounds.find((one) => refName(one) === ground);
    const node = nodes.get(ground);
    if (of)
      add(key, {
        why: 'rests-on-doubtful',
        of: { ...of, ...(node && { text: node.annotation.text }) },
        is: weaknessOf(node),
      });
  }
  const firm = [...nodes].filter(([, node]) => node.grounds.length === 0 || node.hasOtherGround).map(([key]) => key);
  const firmly = new Set([...firm, ...spread(firm, resting).keys()]);
  for (const key of nodes.keys())
    if (!firmly.has(key) && !reachedByDoubt.has(key)) add(key, { why: 'circular-evidence' });
}

function weaknessOf(node: Node | undefined): Weakness {
  if (!node) return 'missing';
  if (node.annotation.tag === 'unconfirmed') return 'unconfirmed';
  const own = node.own.map(({ why }) => why);
  return own.includes('lost') ? 'lost' : own.includes('edited') ? 'edited' : 'contested';
}

/** All names reachable from some names, each with the name before it. */
function spread(from: readonly string[], next: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string> {
  const reached = new Map<string, string>();
  const waiting = [...from];
  for (let at = 0; at < waiting.length; at++) {
    const here = waiting[at] ?? '';
    for (const name of next.get(here) ?? []) {
      if (reached.has(name)) continue;
      reached.set(name, here);
      waiting.push(name);
    }
  }
  return reached;
}

/** Whether a doubt counts: any does for verified claims; for others only what people say, and edited or lost words. */
function counts({ why }: Doubt, { tag }: Annotation): boolean {
  return tag === 'verified' || why === 'lost' || why === 'edited' || why === 'contested' || why === 'tagged-otherwise';
}
