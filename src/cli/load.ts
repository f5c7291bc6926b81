import path from 'node:path';
import type { Found } from '../core/anchor/locate';
import { drain } from '../core/anchor/steps';
import { locatingTagged } from '../core/anchor/tagged';
import { placedAt, type Exported } from '../core/exchange/format';
import { readSidecar, type Sidecar } from '../core/sidecar/read';
import { sourcePath, suffix } from '../core/sidecar/path';
import { readText } from './files';
import type { Settings } from './settings';

/** A sidecar, its source, and where each of its entries stands there. */
export interface Loaded {
  readonly file: string;
  readonly sidecar: Sidecar;
  /** The path that the sidecar means; undefined where it leads out of the workspace. */
  readonly source: string | undefined;
  /** Undefined where there is no such source. */
  readonly text: string | undefined;
  /** Parallel to the sidecar's entries; all null without a source. */
  readonly found: readonly (Found | null)[];
}

/** Reads a sidecar and its source, and looks for every entry. */
export async function load(file: string, { root }: Settings): Promise<Loaded> {
  const sidecar = readSidecar((await readText(file)) ?? '');
  const source = sourceOf(file, sidecar, root);
  const text = source === undefined ? undefined : await readText(source);
  const records = sidecar.entries.map((entry) => entry.annotation);
  const found = text === undefined ? records.map(() => null) : drain(locatingTagged(text, records));
  return { file, sidecar, source, text, found };
}

function sourceOf(file: string, sidecar: Sidecar, root: string): string | undefined {
  if (sidecar.source === undefined) return file.slice(0, -suffix.length);
  const inside = path.relative(root, file).replaceAll(path.sep, '/');
  const base = inside.startsWith('../') || path.isAbsolute(inside) ? path.dirname(file) : root;
  const resolved = sourcePath(path.relative(base, file).replaceAll(path.sep, '/'), sidecar.source);
  return resolved === undefined ? undefined : path.join(base, resolved);
}

/** What formats, briefs and reports are made of. */
export function exported({ sidecar, text, found, source, file }: Loaded, { root }: Settings): Exported {
  const name = path.relative(root, source ?? file.slice(0, -suffix.length)).replaceAll(path.sep, '/');
  const annotations = sidecar.entries.map(({ annotation }, index) => placedAt(annotation, found[index]?.span));
  return { source: name, text: text ?? '', about: sidecar.about, annotations };
}
