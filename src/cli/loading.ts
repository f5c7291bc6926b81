import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { pathFrom } from '../node/pathFrom';
import { locatingWithPreviousWords, type Found } from '../core/anchor/locate';
import { placedAt, type Exported } from '../core/exchange/format';
import type { Revision } from '../core/model/action';
import { annotatorOf, copiedFrom, sourcePath, suffix } from '../core/sidecar/path';
import { readSidecar, readSidecarBytes, reread, type Sidecar } from '../core/sidecar/read';
import { toUsualForm } from '../core/sidecar/usualForm';
import { revise, type Refusal } from '../core/sidecar/write';
import { applyChanges } from '../core/text/change';
import { drain } from '../core/text/steps';
import type { Call } from './call';
import {
  absent,
  filesBelow,
  findSidecars,
  isInside,
  outOfSight,
  readOrWhyNot,
  readSource,
  realPaths,
  replace,
  shown,
  sourceText,
  type RealPath,
} from './files';
import type { Settings } from './settings';
import { inert, WrongUse } from './shell';
import { allOf, inBatches } from './work';

/** A sidecar, its source, and the place of each entry in it. */
export interface Loaded {
  readonly file: string;
  readonly sidecar: Sidecar;
  /** The file's text when it was read; undefined if there is no such file. */
  readonly before: string | undefined;
  /** The path of the source in the sidecar; undefined if it leads out of the workspace. */
  readonly source: string | undefined;
  /** Undefined if the source is missing or can't be read. */
  readonly text: string | undefined;
  /** Why the sidecar, or a source that exists, can't be read. */
  readonly unreadable?: string;
  /** The results for the sidecar's entries, in their order; all null without a source. */
  readonly found: readonly (Found | null)[];
  /** The input of formats, briefs and reports. */
  readonly exported: Exported;
}

/** The part of it that is plain data, to be passed to another thread. */
export type Placed = Pick<Loaded, 'file' | 'source' | 'exported'>;

/** Options for reading sidecars. */
interface LoadOptions {
  /** Returns the bytes of a file from elsewhere than the disk. */
  readonly fetch?: ((file: string) => Promise<Uint8Array | undefined>) | undefined;
  readonly real?: RealPath;
  /** Called with the bytes of the sidecar and of its source. */
  readonly seen?: (bytes: Uint8Array, of: 'sidecar' | 'source') => void;
}

/** Reads a sidecar and its source, and locates every entry. */
export async function load(file: string, { root }: Settings, { fetch, real, seen }: LoadOptions = {}): Promise<Loaded> {
  const base = baseOf(file, root);
  const given = fetch ? { bytes: await fetch(file) } : await readInSight(file, base, real);
  const bytes = 'bytes' in given ? given.bytes : undefined;
  if (bytes) seen?.(bytes, 'sidecar');
  const sidecar = bytes ? readSidecarBytes(bytes) : 'unreadable' in given ? shut() : readSidecar('');
  const source = sourceOf(file, sidecar, base);
  const reading = { ...(real && { real }), seen: (text: Uint8Array) => seen?.(text, 'source') };
  const read =
    source === undefined ? undefined : await (fetch ? fetchSource(source, fetch) : readSource(source, base, reading));
  const text = read && 'text' in read ? read.text : undefined;
  const records = sidecar.entries.map((entry) => entry.annotation);
  const found = text === undefined ? records.map(() => null) : drain(locatingWithPreviousWords(text, records));
  const failed = 'unreadable' in given ? given : read;
  const unreadable = failed && 'unreadable' in failed ? { unreadable: failed.unreadable } : {};
  const name = pathFrom(root, source ?? file.slice(0, -suffix.length));
  const annotations = records.map((annotation, index) => placedAt(annotation, found[index]?.span));
  const made = { source: name, text: text ?? '', about: sidecar.about, annotations };
  return { file, sidecar, before: bytes && sidecar.text, source, text, ...unreadable, found, exported: made };
}

/** Stands for a sidecar that can't be read at all. */
const shut = (): Sidecar => ({ ...readSidecar(''), state: 'broken', problems: [] });

/** A sidecar's bytes, undefined if it is missing, or why they can't be read. */
async function readInSight(file: string, base: string, real?: RealPath): ReturnType<typeof readOrWhyNot> {
  const name = path.basename(file);
  if ((await outOfSight(file, base, real)) !== undefined)
    return { unreadable: `${name} is a link that leads outside the folder, so it is not read.` };
  const read = await readOrWhyNot(file);
  const isLink = 'bytes' in read && !read.bytes && (await lstat(file).catch(absent));
  return isLink ? { unreadable: `${name} is a link to a file that is not there.` } : read;
}

async function fetchSource(
  source: string,
  fetch: (file: string) => Promise<Uint8Array | undefined>,
): ReturnType<typeof readSource> {
  const bytes = await fetch(source);
  return bytes && sourceText(path.basename(source), bytes);
}

/** The folder that no path in a sidecar may leave. */
export function baseOf(file: string, root: string): string {
  return isInside(root, file) ? root : path.dirname(file);
}

function sourceOf(file: string, sidecar: Sidecar, base: string): string | undefined {
  if (sidecar.source === undefined) return file.slice(0, -suffix.length);
  const resolved = sourcePath(pathFrom(base, file), sidecar.source);
  return resolved === undefined ? undefined : path.join(base, resolved);
}

/** The annotator whose own sidecar this is, as named by all its entries, or by the file; undefined for a shared one. */
export function annotatorIn({ file, source, exported }: Placed): string | undefined {
  const own = source === undefined ? undefined : annotatorOf(file, source);
  if (own === undefined) return undefined;
  const names = new Set(exported.annotations.map(({ by }) => by));
  const [name] = names;
  return names.size === 1 && name ? name : own;
}

/** Writes a sidecar, whole or not at all, unless it is unchanged or this is a dry run. Returns whether it changes. */
async function rewrite(
  call: Call,
  { file, sidecar }: Pick<Loaded, 'file' | 'sidecar'>,
  text: string,
): Promise<boolean> {
  if (text === sidecar.text) return false;
  const name = inert(shown(call.shell, file));
  if (call.flag('dry-run') || call.flag('check')) call.shell.err(`Would write ${name}`);
  else {
    const encoder = new TextEncoder();
    const done = await replace(file, encoder.encode(sidecar.text), encoder.encode(text));
    if (!done) throw new WrongUse(`${name} changed meanwhile, so it was left alone. Call this again.`);
    call.shell.err(`Wrote ${name}`);
  }
  return true;
}

/**
 * Writes revisions into a sidecar, on request in the usual form. If it can't be written, says so and returns `refused`.
 */
export async function bringInto(
  call: Call,
  loaded: Pick<Loaded, 'file' | 'sidecar'>,
  revisions: readonly Revision[],
  inUsualForm = false,
): Promise<'written' | 'same' | 'refused'> {
  const sidecar = reread(loaded.sidecar, (inUsualForm ? toUsualForm(loaded.sidecar) : undefined) ?? []);
  const { changes, refused = sidecar.state } = revise(sidecar, revisions);
  if (refused !== 'writable') {
    call.shell.err(`${inert(shown(call.shell, loaded.file))}: error: ${whyRefused(refused)}, so nothing was written.`);
    return 'refused';
  }
  return (await rewrite(call, loaded, applyChanges(sidecar.text, changes))) ? 'written' : 'same';
}

function whyRefused(refused: Refusal): string {
  return {
    broken: 'it can’t be read',
    newer: 'it has a newer version',
    conflicted: 'it has conflict markers',
    'unusual-form': 'single entries of it can’t be changed; convert it to the usual form first (claimmark fmt)',
    unsound: 'it would not read back as it should',
  }[refused];
}

/** Reads every sidecar that the call means, one after the other, and shows progress. */
export async function* loading(call: Call, paths: readonly string[]): AsyncGenerator<Loaded> {
  yield* loadingAll(call, await findSidecars(call.shell, paths));
}

/** The same for given sidecars. `quiet` if the unreadable ones were named before. */
export async function* loadingAll(
  call: Call,
  files: readonly string[],
  { fetch, quiet = false }: Pick<LoadOptions, 'fetch'> & { readonly quiet?: boolean } = {},
): AsyncGenerator<Loaded> {
  const real = realPaths();
  const read = (some: readonly string[]): Promise<readonly Loaded[]> =>
    Promise.all(some.map((file) => load(file, call.settings, { fetch, real })));
  for await (const { results } of inBatches(call, files, 1, read)) {
    for (const { unreadable } of results) if (unreadable !== undefined && !quiet) call.shell.err(inert(unreadable));
    yield* results;
  }
}

/** The sidecars that a call means, and all others. */
export interface LoadedWorkspace {
  readonly loaded: readonly Loaded[];
  /** The sidecars of the whole workspace, since one may contradict another. */
  readonly all: readonly Loaded[];
}

/** The names of the sidecars that a call means, of all sidecars, sorted, and of copies of those meant. */
export async function findWorkspace(
  { shell, settings }: Call,
  paths: readonly string[],
): Promise<{
  readonly meant: ReadonlySet<string>;
  readonly all: readonly string[];
  readonly copies: readonly string[];
}> {
  const meant = new Set(await findSidecars(shell, paths));
  const below = await filesBelow(settings.root);
  const all = [...new Set([...meant, ...below.filter((file) => file.endsWith(suffix))])].sort();
  return { meant, all, copies: below.filter((file) => meant.has(copiedFrom(file) ?? '')).sort() };
}

/** Loads the sidecars that the call means, and all of the workspace. */
export async function loadWorkspace(call: Call, paths = call.paths): Promise<LoadedWorkspace> {
  const { meant, all: names } = await findWorkspace(call, paths);
  const all = await allOf(loadingAll(call, names));
  return { loaded: all.filter(({ file }) => meant.has(file)), all };
}
