import { isHidden, plainName } from '../sidecar/path';

/**
 * The path in the workspace that a name means, or the name itself if it is an address; undefined if, on any system, it
 * leads out of the workspace or into an ignored folder.
 */
export function pathOf(name: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(name) || /^(?:urn|doi|mailto):/i.test(name)) return name;
  for (const path of [name, percentDecoded(name)]) {
    if (/^[\\/]|^[a-z]:|\0/i.test(path)) return undefined;
    const parts = path.split(/[\\/]/);
    if (parts.includes('..') || isHidden(path) || parts.some((part) => plainName(part) === 'node_modules'))
      return undefined;
  }
  return name.replace(/^(?:\.\/)+/, '');
}

export function percentDecoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return name;
    throw error;
  }
}

/** A path without its extension. */
export function stem(path: string): string {
  return path.replace(/\.[^./]+$/, '');
}

/**
 * The name of a source to be created: like the name in the file, for a text file, and not in use. No part begins with a
 * dot, since programs look for their instructions in such folders, as `.github/copilot-instructions.md`.
 */
export function freshName(name: string, isFree: (name: string) => boolean): string {
  const plain = (/^[a-z][a-z0-9+.-]*:/i.test(name) ? name.replace(/[?#].*$/, '').replace(/\/+$/, '') : name)
    .replace(/^.*:\/+/, '')
    .replace(/[<>:"|?*\u0000-\u001f]+/g, '-')
    .replace(/(?<=^|[\\/])\.+(?=[^\\/])/g, '');
  const file = /\.(txt|text|md|markdown|srt|vtt)$/i.test(plain) ? plain : `${plain.replace(/\/+$/, '')}.txt`;
  for (let n = 1; ; n++) {
    const one = n === 1 ? file : file.replace(/(\.[^./]+)$/, `-${n}$1`);
    if (isFree(one)) return one;
  }
}
