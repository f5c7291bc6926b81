import { access } from 'node:fs/promises';
import path from 'node:path';
import { pathFrom } from '../node/pathFrom';
import { locatingWithPreviousWords } from '../core/anchor/locate';
import { targetOf, withRenamedReferences } from '../core/crosslink/links';
import type { Revision } from '../core/model/action';
import type { Annotation } from '../core/model/annotation';
import { suffix } from '../core/sidecar/path';
import { resolvePath } from '../core/text/links';
import { drain } from '../core/text/steps';
import type { Call } from './call';
import { readSource } from './files';
import { bringInto, findWorkspace, load, loadingAll, type Loaded } from './loading';
import { allOf, working, type Work } from './work';

/** The present paths of moved sources by their former ones, from the workspace folder. */
type Moved = Map<string, string>;

/** The facts about a sidecar that tell whether its source was moved, and which sources it names. */
interface Traced {
  readonly file: string;
  /** The path in the sidecar and the present one, from the workspace folder; undefined if the source was not moved. */
  readonly moved?: { readonly from: string; readonly to: string };
  readonly source: string;
  readonly annotations: readonly Pick<Annotation, 'id' | 'links' | 'notLinked' | 'evidence'>[];
}

export const traceWork: Work<Traced> = {
  name: 'trace',
  one: async (call, file, real) => traced(call, await load(file, call.settings, { real })),
};

async function traced({ settings: { root } }: Call, loaded: Loaded): Promise<Traced> {
  const { file, source, sidecar } = loaded;
  const now = await besideIt(loaded, root);
  const annotations = sidecar.entries.map(({ annotation: { id, links, notLinked, evidence } }) => {
    return { id, ...(links && { links }), ...(notLinked && { notLinked }), ...(evidence && { evidence }) };
  });
  const moved = now !== undefined && source !== undefined && { from: pathFrom(root, source), to: pathFrom(root, now) };
  return { file, source: loaded.exported.source, annotations, ...(moved && { moved }) };
}

/**
 * Follows sources that were moved or renamed with their sidecars outside of the editor, as by `git mv`: updates the
 * sources named in sidecars, and the links and evidence of the whole workspace. Returns how many could not be written.
 */
export async function followMoved(call: Call): Promise<number> {
  const { all } = await findWorkspace(call, call.paths);
  const { root } = call.settings;
  const sources = await allOf(working(call, all, traceWork));
  const own = new Map(sources.flatMap(({ file, moved }) => (moved ? [[file, moved.to] as const] : [])));
  const moved: Moved = new Map(sources.flatMap((one) => (one.moved ? [[one.moved.from, one.moved.to] as const] : [])));
  await byIds(sources, moved, root);
  if (moved.size === 0) return 0;
  let refused = 0;
  for await (const one of loadingAll(call, all, { quiet: true })) {
    const revisions = [...header(one, own.get(one.file)), ...references(one, moved, root)];
    if (revisions.length > 0 && (await bringInto(call, one, revisions)) === 'refused') refused++;
  }
  return refused;
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** The source beside a sidecar whose own is missing, if it is the same text: it contains most of the tagged words. */
async function besideIt({ file, source, sidecar }: Loaded, root: string): Promise<string | undefined> {
  const beside = file.slice(0, -suffix.length);
  if (sidecar.source === undefined || source === undefined || source === beside || (await isThere(source)))
    return undefined;
  const read = await readSource(beside, root);
  if (!read || !('text' in read)) return undefined;
  const records = sidecar.entries.map(({ annotation }) => annotation);
  const found = drain(locatingWithPreviousWords(read.text, records)).filter((one) => one !== null).length;
  return records.length > 0 && found * 2 >= records.length ? beside : undefined;
}

/** Learns from references by id: the source is missing, and exactly one other has an annotation with that id. */
async function byIds(sources: readonly Traced[], moved: Moved, root: string): Promise<void> {
  const having = new Map<string, Set<string>>();
  for (const { source, annotations } of sources)
    for (const { id } of annotations) having.set(id, (having.get(id) ?? new Set()).add(moved.get(source) ?? source));
  const told = new Map<string, Set<string>>();
  for (const target of sources.flatMap(targetsIn)) {
    const now = target?.id === undefined ? undefined : having.get(target.id);
    if (!target?.source || !now || now.has(target.source) || moved.has(target.source)) continue;
    if (await isThere(path.join(root, target.source))) continue;
    told.set(target.source, new Set([...(told.get(target.source) ?? []), ...now]));
  }
  for (const [from, to] of told) {
    const [only] = to;
    if (only !== undefined && to.size === 1) moved.set(from, only);
  }
}

/** The annotations that a source refers to. */
const targetsIn = ({
  source,
  annotations,
}: Traced): readonly ({ source?: string | undefined; id?: string | undefined } | undefined)[] =>
  annotations.flatMap(({ links = [], notLinked = [], evidence = [] }) => [
    ...[...links, ...notLinked].map(({ to }) => targetOf(source, to)),
    ...evidence.map((one) => ({ source: one.source && resolvePath(source, one.source), id: one.id })),
  ]);

function header({ sidecar: { source: before } }: Loaded, now: string | undefined): readonly Revision[] {
  const after = now && path.basename(now);
  return before === undefined || after === undefined || before === after ? [] : [{ of: 'source', before, after }];
}

function references({ sidecar, source, file }: Loaded, moved: Moved, root: string): readonly Revision[] {
  const written = pathFrom(root, source ?? file.slice(0, -suffix.length));
  return sidecar.entries.flatMap(({ annotation: before }): Revision[] => {
    const after = withRenamedReferences(before, written, (one) => moved.get(one));
    return after === before ? [] : [{ of: 'annotation', id: before.id, before, after }];
  });
}
