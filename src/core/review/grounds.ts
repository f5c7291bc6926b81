import type { Annotation, Review } from '../model/annotation';
import type { Span } from '../text/change';
import { withLf } from '../text/lines';
import { resolvePath } from '../text/links';
import { addTo, grouped } from '../text/grouped';
import { sameThings } from './agreement';
import { disagreements, isSpokenAgainst, reviewStatusOf, type ReviewStatus } from './status';

/** An annotation and where it stands in its source; `unsought`: nobody has looked yet. */
interface PlacedAnnotation {
  readonly annotation: Annotation;
  readonly span?: Span | undefined;
  readonly state: 'found' | 'edited' | 'lost' | 'unsought';
}

/** A source by its path from the workspace folder, with what was tagged in it. */
interface AssessedSource {
  readonly source: string;
  readonly annotations: readonly PlacedAnnotation[];
  /** Who tagged it as what, by the ids of annotations on which annotators who worked apart do not agree. */
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

/** An annotation that a doubt comes from, with its words; without them it is not there. */
export interface Doubter extends AnnotationRef {
  readonly text?: string;
}

/** What makes an annotation one that nothing can rest on. */
export type Weakness = 'unconfirmed' | 'contested' | 'edited' | 'lost' | 'missing';

/** Why an annotation can't be stated as a verified fact. */
export type Doubt =
  | { readonly why: 'lost' | 'edited' | 'contradicted-by-evidence' | 'circular-evidence' }
  | { readonly why: 'contested'; readonly by: readonly Review[] }
  | { readonly why: 'tagged-otherwise'; readonly others: readonly TagBy[] }
  | { readonly why: 'contradicts-verified'; readonly of: Doubter }
  | { readonly why: 'rests-on-doubtful'; readonly of: Doubter; readonly is: Weakness };

/** What the workspace as a whole says of one annotation. */
export interface Assessment extends PlacedAnnotation {
  readonly source: string;
  /** The same word in every view: contested is also what its evidence, its links or others' tags speak against. */
  readonly status: ReviewStatus;
  /** What speaks against it. Each keeps a verified claim from being stated as a fact. */
  readonly doubts: readonly Doubt[];
}

export type Assessments = ReadonlyMap<string, Assessment>;

/** The name of an annotation among all of the workspace. */
export function keyOf(source: string, id: string): string {
  return `${source}#${id}`;
}

/**
 * Judges all annotations of a workspace together: one may rest on another, contradict it, or be tagged otherwise by a
 * colleague. Of a source that is not among `sources` nothing is known, so what rests on it is in doubt.
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

/** The assessment of one annotation; `others` are what other entries speak against it. */
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
 * The one review status of an annotation, the word of every view: what its reviewers, an adjudicator and its evidence
 * make of it, and contested where another entry of the workspace speaks against it.
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

/** A source with its text, as briefs, reports and exports have it. An annotation without a span is lost. */
export interface WrittenSource extends Pick<AssessedSource, 'source' | 'disputed'> {
  readonly text: string;
  readonly annotations: readonly (Annotation & { readonly span?: Span })[];
}

/**
 * The same for sources with their texts. What `context` holds beyond `sources` is the rest of the workspace: it may
 * speak against what is in `sources`, and is judged along.
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

/** How the annotations of a source stand in its text. An annotation without a span is lost. */
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

/** Whether the words at its span are no longer those that were tagged; line endings aside. */
export function isEdited(text: string, annotation: Annotation & { readonly span?: Span }): boolean {
  const { span, was } = annotation;
  return span !== undefined && withLf(text.slice(span.from, span.to)) !== (was ?? annotation.text);
}

/** What the annotations of one source say of each other, and what of others they rest on, contradict or repeat. */
export interface Claims {
  readonly source: string;
  readonly nodes: ReadonlyMap<string, Node>;
  /** Those of which something is said that may matter to others, or by others to them. They are few of many. */
  readonly involved: readonly Node[];
}

interface Node {
  readonly source: string;
  readonly annotation: Annotation;
  /** What it says against itself. */
  readonly own: readonly Doubt[];
  /** What else in the same source speaks against it: another tag, or another entry of the same id. */
  readonly doubts: readonly Doubt[];
  readonly grounds: readonly AnnotationRef[];
  readonly hasOtherGround: boolean;
  readonly opposes: readonly AnnotationRef[];
  readonly repeats: readonly AnnotationRef[];
}

/** What other entries speak against an annotation, by the source and the id; a source without any is not in it. */
type DoubtsAmong = ReadonlyMap<string, ReadonlyMap<string, readonly Doubt[]>>;

/** Reads one source for `doubtsAmong`. It is the slow part, and holds as long as the source and its annotations do. */
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

/** What other entries speak against each annotation: other tags, links, what it rests on through any number of steps. */
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

/** Those that have a say in others or of which others speak: the time grows with them, not with all annotations. */
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

/** Two entries of one id, as a bad merge leaves them: what speaks against one speaks against both. */
function doubtsOfTwins({ annotation, own, doubts }: Node, other: Annotation): readonly Doubt[] {
  const { tag, by = '' } = annotation;
  const otherwise: readonly Doubt[] = tag === other.tag ? [] : [{ why: 'tagged-otherwise', others: [{ by, tag }] }];
  return [...own, ...doubts, ...otherwise];
}

/** What an annotation says against itself. */
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

/** The same words, tagged otherwise: as unconfirmed by anybody, or by somebody else as anything but a quote. */
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
    // Nothing is known of what lies out of the workspace: it is named as it is written, and is not there.
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

/** Two verified claims that are linked as contradicting each other, and one that is unconfirmed elsewhere. */
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

/** Doubt goes from what is in doubt to all that rests on it, through any number of steps. */
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

/** What is reached from some names, each with the name that it was reached from. */
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

/** Of a verified claim each doubt counts; of any other what people say of it, and that its words changed or are gone. */
function counts({ why }: Doubt, { tag }: Annotation): boolean {
  return tag === 'verified' || why === 'lost' || why === 'edited' || why === 'contested' || why === 'tagged-otherwise';
}
