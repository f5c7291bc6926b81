import path from 'node:path';
import { pathFrom } from '../node/pathFrom';
import { Cache, digestOfBytes, type Known } from './cache';
import type { Call } from './call';
import { digest, type Digest } from './digest';
import { isInside, outOfSight, readIfGiven, realPaths, whyUnseen, type RealPath } from './files';
import { baseOf, load } from './loading';
import { inBatches, workersFor, type Work } from './work';

/** Fewest sidecars for which a cache saves more than it costs. Guessed. */
const worthKeeping = 64;

/** Computes the digest of a sidecar, with the digests of the bytes that it was made from. */
export const digestWork: Work<Known> = { name: 'digest', one: digested };

/**
 * The digests of sidecars, in their order. Those of unchanged bytes come from the cache; the others are computed, in
 * other threads if there are enough.
 */
export async function* digesting(call: Call, files: readonly string[]): AsyncGenerator<Digest> {
  const cache = files.length < worthKeeping ? undefined : await openCache(call);
  const name = (file: string): string => pathFrom(call.settings.root, file);
  const real = realPaths();
  const unknown = cache ? files.filter((file) => !cache.get(name(file))).length : files.length;
  const workers = workersFor(call, digestWork, unknown);
  try {
    const batches = inBatches(call, files, workers.batchesAhead, async (some) => {
      const known = await Promise.all(some.map((file) => knownStill(call, file, cache?.get(name(file)), real)));
      const rest = some.filter((_, i) => !known[i]);
      const fresh = rest.length === 0 ? [] : await workers.do(rest);
      let next = 0;
      return known.map((one) => one ?? (fresh[next++] as Known));
    });
    for await (const { some, results } of batches) {
      for (const [i, known] of results.entries()) {
        const file = some[i] ?? '';
        if (isInside(call.settings.root, file) && isKept(known)) cache?.keep(name(file), known);
        yield { ...(JSON.parse(known.result) as Omit<Digest, 'file'>), file };
      }
    }
  } finally {
    await workers.end();
  }
  await cache?.save();
}

/** Whether a digest depends on bytes alone, rather than on a source that is missing or out of sight. */
function isKept({ bytes }: Known): boolean {
  return bytes.text !== undefined && bytes.sidecar !== '';
}

async function openCache(call: Call): Promise<Cache | undefined> {
  if (!call.shell.folders || call.flag('no-cache')) return undefined;
  const { root, tags, rules, settledBy } = call.settings;
  return Cache.open(call.shell.folders, root, { tags, rules, settledBy });
}

async function digested(call: Call, file: string, real: RealPath): Promise<Known> {
  const seen: { sidecar?: string; source?: string } = {};
  const note = (bytes: Uint8Array, of: 'sidecar' | 'source'): void => void (seen[of] = digestOfBytes(bytes));
  const loaded = await load(file, call.settings, { real, ...(call.shell.folders && { seen: note }) });
  const { file: _, ...rest } = await digest(call, loaded);
  const source = loaded.source && path.relative(call.settings.root, loaded.source);
  return { bytes: { sidecar: seen.sidecar ?? '', source, text: seen.source }, result: JSON.stringify(rest) };
}

/** The entry of a sidecar, if it and its source still have the same bytes. */
async function knownStill(
  { settings }: Call,
  file: string,
  known: Known | undefined,
  real: RealPath,
): Promise<Known | undefined> {
  if (!known) return undefined;
  const base = baseOf(file, settings.root);
  if ((await outOfSight(file, base, real)) !== undefined) return undefined;
  const source = path.join(settings.root, known.bytes.source ?? '');
  const [bytes, text] = await Promise.all([
    readIfGiven(file),
    whyUnseen(source, base, real).then((why) => (why ? undefined : readIfGiven(source))),
  ]);
  const isSame =
    bytes && text && digestOfBytes(bytes) === known.bytes.sidecar && digestOfBytes(text) === known.bytes.text;
  return isSame ? known : undefined;
}
