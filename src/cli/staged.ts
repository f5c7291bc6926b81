import { sidecarPath, suffix } from '../core/sidecar/path';
import { Repository } from './git';

/** What is about to be committed: the sidecars that it touches, and the bytes of any file in git's index. */
export interface Staged {
  /** Sidecars that are staged, and those of sources that are; absolute, sorted. */
  readonly touched: readonly string[];
  /** All sidecars in the index below the folder. */
  readonly all: readonly string[];
  read(file: string): Promise<Uint8Array | undefined>;
}

/** Reads git's index of the folder. A staged text without a sidecar is nobody's fault: it touches none. */
export async function readStaged(folder: string): Promise<Staged> {
  const repository = await Repository.of(folder, '--staged');
  const indexed = new Set(await repository.indexed());
  const all = [...indexed].filter((file) => file.endsWith(suffix)).sort();
  const own = (source: string): readonly string[] =>
    all.filter((file) => file === sidecarPath(source) || (file.startsWith(`${source}.`) && file.endsWith(suffix)));
  const staged = await repository.staged();
  const touched = staged.flatMap((file) => (file.endsWith(suffix) ? [file] : own(file)));
  return {
    touched: [...new Set(touched)].sort(),
    all,
    read: async (file) => (indexed.has(file) ? (await repository.read('', [file])).get(file) : undefined),
  };
}
