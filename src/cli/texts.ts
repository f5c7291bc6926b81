import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { pathOf } from '../core/exchange/paths';
import { decodeText } from '../core/text/encoding';
import { isHidden, suffix } from '../core/sidecar/path';
import { readSidecar } from '../core/sidecar/read';
import type { Call } from './call';
import { filesBelow, notText } from './files';

/** The texts of a workspace by their paths from its root: what an import's words are checked against. */
export interface WorkspaceTexts {
  readonly sources: readonly string[];
  text(source: string): string | undefined;
  from(address: string): string | undefined;
  /** Why a file that is there is not read as a source. */
  whyNot(source: string): string | undefined;
}

/** Files that are looked through for a text that a file of others does not name. */
const texts = /\.(?:txt|text|md|markdown|srt|vtt|rst|adoc|org|tex|log)$/i;

/** No source is larger. */
const largest = 50 * 1024 * 1024;

/** Texts are read when they are asked for, each once. */
export async function workspaceTexts({ settings: { root } }: Call): Promise<WorkspaceTexts> {
  const files = (await filesBelow(root)).map((file) => path.relative(root, file).replaceAll(path.sep, '/'));
  const read = new Map<string, string | { readonly why: string } | undefined>();
  const look = (source: string): string | { readonly why: string } | undefined => {
    if (!read.has(source)) read.set(source, textAt(root, source));
    return read.get(source);
  };
  const addresses = new Map<string, string>();
  const sidecars = files.filter((file) => file.endsWith(suffix));
  return {
    sources: files.filter((file) => texts.test(file)).sort(),
    text: (source) => {
      const found = look(source);
      return typeof found === 'string' ? found : undefined;
    },
    whyNot: (source) => {
      const found = look(source);
      return typeof found === 'object' ? found.why : undefined;
    },
    from: (address) => {
      if (!/^https?:/i.test(address)) return undefined;
      if (addresses.size === 0) for (const file of sidecars) noteAddress(root, file, addresses);
      return addresses.get(plainAddress(address));
    },
  };
}

function noteAddress(root: string, file: string, addresses: Map<string, string>): void {
  const source = file.slice(0, -suffix.length);
  const { about } = readSidecar(readFileSync(path.join(root, file), 'utf8'));
  if (about.url !== undefined) addresses.set(plainAddress(about.url), source);
}

const plainAddress = (address: string): string => address.replace(/#.*$|\/+$/g, '').toLowerCase();

/** The text of a file in the workspace; a link that leads out of it is none of its sources. */
function textAt(root: string, source: string): string | { readonly why: string } | undefined {
  const file = path.join(root, source);
  if (pathOf(source) === undefined || source.endsWith(suffix)) return undefined;
  try {
    const stats = lstatSync(realpathSync(file));
    if (!stats.isFile()) return undefined;
    const inside = path.relative(realpathSync(root), realpathSync(file));
    if (isHidden(inside)) return { why: `${source} lies in a folder that editors hide, so it is not read.` };
    if (inside.startsWith('..') || path.isAbsolute(inside))
      return { why: `${source} is a link out of the workspace, so it is not read.` };
    if (stats.size > largest) return { why: `${source} is larger than 50 MB, so it is not read.` };
    const decoded = decodeText(readFileSync(file));
    return 'text' in decoded ? decoded.text : { why: notText(source, decoded.encoding, decoded.invalidAt) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP') return undefined;
    throw error;
  }
}
