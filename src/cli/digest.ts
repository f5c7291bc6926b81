import path from 'node:path';
import { resolvePath } from '../core/text/links';
import { countBy } from '../core/text/grouped';
import type { Call } from './call';
import { checkAll } from './check';
import { shown } from './files';
import type { Finding } from './findings';
import type { Loaded } from './loading';
import { checkReferences } from './references';

/** The result of checking one sidecar by itself, small enough to keep thousands of them. */
export interface Digest {
  readonly file: string;
  /** The source, named as in links and evidence. */
  readonly source: string;
  /** The other sources that its links and evidence name, existing or not. */
  readonly names: readonly string[];
  /** Why the sidecar, or a source that exists, can't be read. */
  readonly unreadable?: string | undefined;
  /** Undefined if it names other sources, since its findings also depend on them. */
  readonly findings?: readonly FindingIn[] | undefined;
}

/** A finding without the displayed names of files, which depend on the current folder. */
type FindingIn = Omit<Finding, 'file' | 'place'> & {
  readonly place?: Omit<NonNullable<Finding['place']>, 'file'>;
};

export async function digest(call: Call, loaded: Loaded): Promise<Digest> {
  const { file, unreadable } = loaded;
  const { source } = loaded.exported;
  const names = namesIn(loaded);
  if (names.length > 0) return { file, source, names, unreadable };
  const found = [
    ...checkAll(call.shell, [loaded], [loaded], call.settings),
    ...(await checkReferences(call, [loaded], [loaded])),
  ];
  const findings = found.map(({ file: _, place, ...rest }): FindingIn => {
    return place ? { ...rest, place: { from: place.from, to: place.to } } : rest;
  });
  return { file, source, names, unreadable, findings };
}

/** The findings with names of files as displayed by a call. */
export function findingsIn({ shell, settings }: Call, { file, source, findings = [] }: Digest): readonly Finding[] {
  const [name, sourceName] = [shown(shell, file), shown(shell, path.join(settings.root, source))];
  return findings.map(({ place, ...rest }) => {
    return { file: name, ...rest, ...(place && { place: { file: sourceName, ...place } }) };
  });
}

/** The other sources that a sidecar's links and evidence name. */
export function namesIn({ exported, sidecar }: Loaded): readonly string[] {
  const { source } = exported;
  const named = sidecar.entries.flatMap(({ annotation: { links = [], evidence = [] } }) => [
    ...links.map(({ to }) => to.replace(/#[^#]*$/u, '')),
    ...evidence.map((ground) => ground.source ?? ''),
  ]);
  const others = named.flatMap((name) => (name === '' ? [] : (resolvePath(source, name) ?? [])));
  return [...new Set(others)].filter((name) => name !== source);
}

/**
 * The sidecars that affect each other: those that name other sources, those of named sources, and several of one
 * source. No other sidecar depends on the rest of the workspace.
 */
export function bound(all: readonly Pick<Digest, 'file' | 'source' | 'names'>[]): ReadonlySet<string> {
  const named = new Set(all.flatMap(({ names }) => names));
  const times = countBy(all, ({ source }) => source);
  const isBound = ({ source, names }: Pick<Digest, 'source' | 'names'>): boolean =>
    names.length > 0 || named.has(source) || (times.get(source) ?? 0) > 1;
  return new Set(all.filter(isBound).map(({ file }) => file));
}
