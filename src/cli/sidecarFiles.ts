import { suffix } from '../core/sidecar/path';
import { readIfGiven } from './files';
import { wayTo, type Repository, type Tree } from './git';

/** The origin of sidecars: the disk, a commit or git’s index. */
export interface SidecarFiles {
  /** All sidecars, as absolute paths, sorted. */
  readonly all: readonly string[];
  /** Sidecars that contain one of these words, byte for byte, or may contain it in another spelling. */
  holding(words: readonly string[]): Promise<readonly string[]>;
  /** Called before some sidecars are read, so that they can be fetched together. */
  readonly prepare?: (files: readonly string[]) => Promise<void>;
  /** Passed to `load` for files that are not on the disk. */
  readonly fetch?: (file: string) => Promise<Uint8Array | undefined>;
}

/** Escapes of characters in a double-quoted text, which may hide a name. */
const escapes = ['\\x', '\\u', '\\U'];

export function diskFiles(all: readonly string[]): SidecarFiles {
  const ahead = 64;
  return {
    all,
    holding: async (words) => {
      const sought = [...words, ...escapes].map((word) => Buffer.from(word));
      const holding: string[] = [];
      for (let start = 0; start < all.length; start += ahead)
        await Promise.all(
          all.slice(start, start + ahead).map(async (file) => {
            const bytes = await readIfGiven(file);
            if (bytes && sought.some((word) => bytes.includes(word))) holding.push(file);
          }),
        );
      return holding.sort();
    },
  };
}

/**
 * The sidecars of a commit or of the index, including those of submodules at the commits named in it. Many files are
 * read at a time, since a process for each would take longer than all the rest.
 */
export async function gitFiles(repository: Repository, at: string): Promise<SidecarFiles> {
  const tree = await repository.tree(at);
  const inner = tree.submodules.map(async ({ file, object }) => {
    const submodule = await repository.submodule(file, object);
    return submodule ? [await gitFiles(submodule, object)] : [];
  });
  return joined([filesAt(repository, at, tree), ...(await Promise.all(inner)).flat()]);
}

function filesAt(repository: Repository, at: string, { objects, links }: Tree): SidecarFiles {
  const known = new Map<string, Buffer>();
  /** The object of a file; undefined if the file is missing, or a link that leads out, or round in a circle. */
  const objectOf = (file: string): string | undefined => {
    const last = wayTo(file, links).at(-1) ?? file;
    return links.has(last) ? undefined : objects.get(last);
  };
  const fetchAll = async (files: readonly string[]): Promise<void> => {
    const unread = files.flatMap((file) => objectOf(file) ?? []).filter((object) => !known.has(object));
    for (const [object, bytes] of await repository.read([...new Set(unread)])) known.set(object, bytes);
  };
  const all = [...objects.keys()].filter((file) => file.endsWith(suffix)).sort();
  return {
    all,
    // Git does not search files through links.
    holding: async (words) => [
      ...(await repository.holding(at, words, suffix)),
      ...all.filter((file) => links.has(file)),
    ],
    prepare: (files) => fetchAll(files.flatMap((file) => [file, file.slice(0, -suffix.length)])),
    fetch: async (file) => {
      await fetchAll([file]);
      return known.get(objectOf(file) ?? '');
    },
  };
}

/** Several as one; each file is in one of them. */
function joined(parts: readonly SidecarFiles[]): SidecarFiles {
  return {
    all: parts.flatMap(({ all }) => all).sort(),
    holding: async (words) => {
      const holding = await Promise.all(parts.map((part) => part.holding(words)));
      return holding.flat().sort();
    },
    prepare: async (files) => {
      await Promise.all(parts.map(async (part) => part.prepare?.(files)));
    },
    fetch: async (file) => {
      const fetched = await Promise.all(parts.map(async (part) => part.fetch?.(file)));
      return fetched.find((bytes) => bytes !== undefined);
    },
  };
}
