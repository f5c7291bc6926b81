import type { Annotation, Review } from '../model/annotation';
import type { Span } from '../text/change';
import { withLf } from '../text/lines';
import { resolvePath } from '../text/links';
import { sameThings } from './agreement';
import { disagreements, isSpokenAgainst, reviewStatusOf, type ReviewStatus } from './status';

/** An annotation and where it stands in its source; `unsought`: nobody has looked yet. */
export interface PlacedAnnotation {
  readonly annotation: Annotation;
  readonly span?: Span | undefined;
  readonly state: 'found' | 'edited' | 'lost' | 'unsought';
}

/** A source by its path from the workspace folder, with what was tagged in it. */
export interface AssessedSource {
  readonly source: string;
  readonly annotations: readonly PlacedAnnotation[];
  /** Who tagged it as what, by the ids of annotations on which annotators who worked apart do not agree. */
  readonly disputed?: ReadonlyMap<string, readonly TagBy[]> | undefined;
}

export interface TagBy {
  readonly by: string;
  readonly tag: string;
}

/** An annotation that a doubt comes from; it need not be there. */
export interface AnnotationRef {
  readonly source: string;
  readonly id: string;
}

/** Why an annotation can't be stated as a verified fact. */
export type Doubt =
  | { readonly why: 'lost' | 'edited' | 'contradicted-by-evidence' | 'circular-evidence' }
  | { readonly why: 'contested'; readonly by: readonly Review[] }
  | { readonly why: 'tagged-otherwise'; readonly others: readonly TagBy[] }
  | { readonly why: 'contradicts-verified' | 'rests-on-doubtful'; readonly of: AnnotationRef };

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
export function assess(sources: readonly AssessedSource[], settledBy: number): Assessments {
  const nodes = nodesOf(sources);
  for (const { source, annotations, disputed } of sources) addOtherTags(nodes, source, annotations, disputed);
  for (const node of nodes.values()) addContradictions(nodes, node);
  addFromGrounds(nodes);
  return new Map([...nodes].map(([key, node]) => [key, assessmentOf(node, settledBy)]));
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
export function placedIn<A extends Annotation & { readonly span?: Span }>(
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

interface Node extends PlacedAnnotation {
  readonly source: string;
  readonly doubts: Doubt[];
}

function nodesOf(sources: readonly AssessedSource[]): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const { source, annotations } of sources)
    for (const placed of annotations) {
      const key = keyOf(source, placed.annotation.id);
      const twin = nodes.get(key);
      nodes.set(key, {
        ...placed,
        source,
        doubts: [...(twin ? doubtsOfTwins(twin, placed) : []), ...ownDoubts(placed)],
      });
    }
  return nodes;
}

/** Two entries of one id, as a bad merge leaves them: what speaks against one speaks against both. */
function doubtsOfTwins({ annotation, doubts }: Node, other: PlacedAnnotation): readonly Doubt[] {
  const { tag, by = '' } = annotation;
  return tag === other.annotation.tag ? doubts : [...doubts, { why: 'tagged-otherwise', others: [{ by, tag }] }];
}

/** What an annotation says against itself. */
function ownDoubts({ annotation, state }: PlacedAnnotation): Doubt[] {
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
function addOtherTags(
  nodes: ReadonlyMap<string, Node>,
  source: string,
  annotations: readonly PlacedAnnotation[],
  disputed: AssessedSource['disputed'],
): void {
  for (const [id, others] of disputed ?? [])
    nodes.get(keyOf(source, id))?.doubts.push({ why: 'tagged-otherwise', others });
  const units = annotations.flatMap(({ annotation, span }) =>
    span ? [{ span, tag: annotation.tag, annotation }] : [],
  );
  const verified = units.filter(({ tag }) => tag === 'verified');
  if (verified.length === 0) return;
  for (const [tag, alike] of groupedByTag(units)) {
    if (tag === 'verified' || tag === 'quote') continue;
    for (const [one, other] of sameThings(verified, alike)) {
      if (tag !== 'unconfirmed' && one.annotation.by === other.annotation.by) continue;
      const others = [{ by: other.annotation.by ?? '', tag }];
      nodes.get(keyOf(source, one.annotation.id))?.doubts.push({ why: 'tagged-otherwise', others });
    }
  }
}

function groupedByTag<U extends { readonly tag: string }>(units: readonly U[]): ReadonlyMap<string, readonly U[]> {
  const groups = new Map<string, U[]>();
  for (const unit of units) {
    const group = groups.get(unit.tag);
    if (group) group.push(unit);
    else groups.set(unit.tag, [unit]);
  }
  return groups;
}

/** Two verified claims that are linked as contradicting each other, and one that is unconfirmed elsewhere. */
function addContradictions(nodes: ReadonlyMap<string, Node>, node: Node): void {
  for (const { to, relation } of node.annotation.links ?? []) {
    const place = placeOfLink(node.source, to);
    const other = place && nodes.get(keyOf(place.source, place.id));
    if (!place || !other || other === node) continue;
    const [one, two] = [node.annotation.tag, other.annotation.tag];
    const own: AnnotationRef = { source: node.source, id: node.annotation.id };
    if (relation === 'contradicts' && one === 'verified' && two === 'verified') {
      node.doubts.push({ why: 'contradicts-verified', of: place });
      other.doubts.push({ why: 'contradicts-verified', of: own });
    }
    if (relation !== 'same') continue;
    if (one === 'verified' && two === 'unconfirmed') node.doubts.push(unconfirmedBy(other));
    if (one === 'unconfirmed' && two === 'verified') other.doubts.push(unconfirmedBy(node));
  }
}

const unconfirmedBy = ({ annotation: { by = '', tag } }: Node): Doubt => {
  return { why: 'tagged-otherwise', others: [{ by, tag }] };
};

function placeOfLink(source: string, to: string): AnnotationRef | undefined {
  const [, file = '', id] = /^([^#]*)#(.+)$/s.exec(to) ?? [];
  const path = file === '' ? source : resolvePath(source, file);
  return path === undefined || id === undefined ? undefined : { source: path, id };
}

/** Doubt goes from what is in doubt to all that rests on it, through any number of steps. */
function addFromGrounds(nodes: ReadonlyMap<string, Node>): void {
  const grounds = new Map([...nodes].map(([key, node]) => [key, groundsOf(node)]));
  const resting = new Map<string, string[]>();
  for (const [key, places] of grounds)
    for (const { source, id } of places) {
      const ground = keyOf(source, id);
      const there = resting.get(ground);
      if (there) there.push(key);
      else resting.set(ground, [key]);
    }
  const missing = [...resting.keys()].filter((key) => !nodes.has(key));
  const doubtful = [...nodes].filter(
    ([, { annotation, doubts }]) => annotation.tag === 'unconfirmed' || doubts.length > 0,
  );
  for (const [key, ground] of spread([...missing, ...doubtful.map(([key]) => key)], resting)) {
    const of = grounds.get(key)?.find(({ source, id }) => keyOf(source, id) === ground);
    if (of) nodes.get(key)?.doubts.push({ why: 'rests-on-doubtful', of });
  }
  const firm = [...nodes].filter(([key, node]) => grounds.get(key)?.length === 0 || hasOtherGround(node));
  const reached = new Set([
    ...firm.map(([key]) => key),
    ...spread(
      firm.map(([key]) => key),
      resting,
    ).keys(),
  ]);
  for (const [key, node] of nodes)
    if (!reached.has(key) && !node.doubts.some(({ why }) => why === 'rests-on-doubtful'))
      node.doubts.push({ why: 'circular-evidence' });
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

/** The annotations that an annotation rests on. */
function groundsOf({ source, annotation }: Node): readonly AnnotationRef[] {
  return (annotation.evidence ?? []).flatMap(({ source: file, id, says = 'supports' }): AnnotationRef[] => {
    const path = file === undefined ? undefined : resolvePath(source, file);
    return says === 'supports' && path !== undefined && id !== undefined ? [{ source: path, id }] : [];
  });
}

/** Whether it rests on something that is no annotation: an address, or a whole source. */
function hasOtherGround({ annotation }: Node): boolean {
  return (annotation.evidence ?? []).some(({ id, says = 'supports' }) => says === 'supports' && id === undefined);
}

function assessmentOf({ doubts, ...placed }: Node, settledBy: number): Assessment {
  const { annotation, state } = placed;
  const own = reviewStatusOf(annotation, settledBy, state === 'edited');
  const counting = doubts.filter((doubt) => counts(doubt, annotation));
  const isDoubted = counting.some(({ why }) => why !== 'lost' && why !== 'edited');
  return { ...placed, status: isDoubted ? 'contested' : own, doubts: counting };
}

/** Of a verified claim each doubt counts; of any other what people say of it, and that its words changed or are gone. */
function counts({ why }: Doubt, { tag }: Annotation): boolean {
  return tag === 'verified' || why === 'lost' || why === 'edited' || why === 'contested' || why === 'tagged-otherwise';
}
