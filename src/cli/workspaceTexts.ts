import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { pathFrom } from '../node/pathFrom';
import { pathOf } from '../core/exchange/paths';
import { decodeText } from '../core/text/encoding';
import { isHidden, suffix } from '../core/sidecar/path';
import { readSidecar } from '../core/sidecar/read';
import type { Call } from './call';
import { filesBelow, notText } from './files';

/** The texts of a workspace by path from its root, for checking the words of an import. */
export interface WorkspaceTexts {
  readonly sources: readonly string[];
  text(source: string): string | undefined;
  from(address: string): string | undefined;
  /** Why a file that exists is not read as a source. */
  whyNot(source: string): string | undefined;
}

/** Files that are searched for a text that an imported file does not name. */
const texts = /\.(?:txt|text|md|markdown|srt|vtt|rst|adoc|org|tex|log)$/i;

/** Largest source in bytes. */
const largest = 50 * 1024 * 1024;

/** Reads texts when they are requested, each once. */
export async function workspaceTexts({ settings: { root } }: Call): Promise<WorkspaceTexts> {
  const files = (await filesBelow(root)).map((file) => pathFrom(root, file));
  const read = new Map<string, string | { readonly why: string } | undefined>();
  const look = (source: string): string | { readonly why: string } | undefined => {
    if (!read.has(source)) read.set(source, isSource(source) ? textAt(root, source) : undefined);
    return read.get(source);
  };
  let addresses: ReadonlyMap<string, string> | undefined;
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
      addresses ??= addressesIn(root, files);
      return addresses.get(plainAddress(address));
    },
  };
}

/** The sources by web address, from the sidecars among some files. */
function addressesIn(root: string, files: readonly string[]): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>();
  for (const file of files.filter((one) => one.endsWith(suffix))) {
    const text = textAt(root, file);
    const url = typeof text === 'string' ? readSidecar(text).about.url : undefined;
    if (url !== undefined) addresses.set(plainAddress(url), file.slice(0, -suffix.length));
  }
  return addresses;
}

const plainAddress = (address: string): string => address.replace(/#.*$|\/+$/g, '').toLowerCase();

const isSource = (file: string): boolean => pathOf(file) !== undefined && !file.endsWith(suffix);

/** The text of a file in the workspace, or why it is not read, such as a link that leads out of the workspace. */
function textAt(root: string, name: string): string | { readonly why: string } | undefined {
  const file = path.join(root, name);
  try {
    const stats = lstatSync(realpathSync(file));
    if (!stats.isFile()) return undefined;
    const inside = path.relative(realpathSync(root), realpathSync(file));
    if (isHidden(inside)) return { why: `${name} is in a folder that editors hide, so it is not read.` };
    if (inside.startsWith('..') || path.isAbsolute(inside))
      return { why: `${name} is a link out of the workspace, so it is not read.` };
    if (stats.size > largest) return { why: `${name} is larger than 50 MB, so it is not read.` };
    const decoded = decodeText(readFileSync(file));
    return 'text' in decoded ? decoded.text : { why: notText(name, decoded.encoding, decoded.invalidAt) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP') return undefined;
    throw error;
  }
}
