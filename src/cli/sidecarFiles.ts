import { suffix } from '../core/sidecar/path';
import { readIfGiven } from './files';
import { wayTo, type Repository, type Tree } from './git';

/** Where sidecars are read from: the disk, a commit or git’s index. */
export interface SidecarFiles {
  /** All of them, absolute, sorted. */
  readonly all: readonly string[];
  /** Those in which one of these words stands, byte for byte, or that can’t be known not to name it. */
  holding(words: readonly string[]): Promise<readonly string[]>;
  /** Told before some sidecars are read, so that they can be fetched together. */
  readonly prepare?: (files: readonly string[]) => Promise<void>;
  /** How `load` reads a file that is not on the disk. */
  readonly fetch?: (file: string) => Promise<Uint8Array | undefined>;
}

/** Escapes of characters in a double-quoted text: a name may hide behind them. */
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
 * The sidecars of a commit or of the index, with those of submodules at the commits that it names for them. Files are read
 * many at a time: a process for each would take longer than all the rest.
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
  /** Where the bytes of a file are; undefined where it is not there, or a link that leads out, or round in a circle. */
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
    // Git looks into no file through a link.
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
