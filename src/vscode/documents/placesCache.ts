import * as vscode from 'vscode';
import type { KeptPlaces } from '../../core/state/keptPlaces';
import { encodeUtf8 } from '../../core/text/encoding';
import { readIfThere } from '../storage/files';
import { gathered, type Deferred } from '../ui/debounce';

/** The places kept for a source. */
interface Kept {
  /** A digest of all that the places depend on. */
  readonly of: string;
  readonly places: KeptPlaces;
}

/** How many files hold the places, so that reading or writing one is quick: of 10,000 sources, each holds 157. */
const files = 64;

/** Most sources in one file; beyond that, the one kept first is forgotten. Guessed. */
const mostInFile = 1000;

/** How long new places are gathered before they are written, in milliseconds. */
const pause = 5000;

/**
 * The places of annotations in closed files, kept in the editor's own storage. It is only a cache: an entry is valid
 * for exactly the bytes and annotations it was made from, and whatever is missing, damaged or of another version is
 * searched again, with the same result.
 */
export class PlacesCache implements vscode.Disposable {
  private readonly read = new Map<string, Promise<Map<string, Kept>>>();
  private readonly saving: Deferred;

  /** `version` is that of the extension, since another version may find other places. */
  constructor(
    private readonly storage: vscode.Uri | undefined,
    private readonly version: string,
    gatherFor = pause,
  ) {
    this.saving = gathered(gatherFor, (names) => this.save(names));
  }

  dispose(): void {
    this.saving.dispose();
  }

  /** The value kept for a source, unchecked; undefined where it was made from something else. */
  async get(source: string, of: string): Promise<unknown> {
    const kept = (await this.fileOf(nameFor(source))).get(source);
    return kept?.of === of ? kept.places : undefined;
  }

  async keep(source: string, of: string, places: KeptPlaces): Promise<void> {
    const name = nameFor(source);
    const all = await this.fileOf(name);
    all.delete(source);
    all.set(source, { of, places });
    const [first] = all.keys();
    if (all.size > mostInFile && first !== undefined) all.delete(first);
    this.saving.soon(name);
  }

  private fileOf(name: string): Promise<Map<string, Kept>> {
    const known = this.read.get(name) ?? this.readFrom(name).catch(nothing);
    this.read.set(name, known);
    return known;
  }

  private async readFrom(name: string): Promise<Map<string, Kept>> {
    const bytes = this.storage && (await readIfThere(vscode.Uri.joinPath(this.storage, 'places', name)));
    return bytes ? keptIn(bytes, this.version) : new Map();
  }

  private async save(names: ReadonlySet<string>): Promise<void> {
    const { storage, version } = this;
    if (!storage) return;
    for (const name of names) {
      const text = JSON.stringify({ version, sources: [...(await this.fileOf(name))] });
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(storage, 'places', name), encodeUtf8(text));
    }
  }
}

/** The name of the file that holds a source, by a hash of its URI. */
function nameFor(source: string): string {
  let hash = 0;
  for (let i = 0; i < source.length; i++) hash = (Math.imul(hash, 31) + source.charCodeAt(i)) | 0;
  return `${(hash >>> 0) % files}.json`;
}

function keptIn(bytes: Uint8Array, version: string): Map<string, Kept> {
  const { version: written, sources } = (JSON.parse(new TextDecoder().decode(bytes)) ?? {}) as {
    readonly version?: unknown;
    readonly sources?: unknown;
  };
  return new Map(written === version && Array.isArray(sources) ? (sources as [string, Kept][]) : []);
}

/** A file that can't be read, or was cut short, counts as empty. */
const nothing = (): Map<string, Kept> => new Map();

/** A digest of a source's bytes and of the records sought in them; undefined in hosts without digests. */
export async function digestOf(bytes: Uint8Array, sought: string): Promise<string | undefined> {
  const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto };
  if (!subtle) return undefined;
  const about = encodeUtf8(`${sought}\n`);
  const whole = new Uint8Array(about.length + bytes.length);
  whole.set(about);
  whole.set(bytes, about.length);
  const digest = new Uint8Array(await subtle.digest('SHA-256', whole));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
