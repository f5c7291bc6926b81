import type { ReadContext } from './format';

/**
 * The source that a file means by a name or an address: as it stands where the context knows it, else decoded. The
 * context's own source where none is named, or an address on the web that nobody knows. Undefined where it would lead
 * out of the workspace.
 */
export function pathOf(name: string, context: ReadContext): string | undefined {
  if (name === '') return context.source;
  const path = [name, percentDecoded(name)].find((path) => isInside(path) && context.text(path) !== undefined);
  if (path !== undefined) return path;
  if (/^[a-z][a-z0-9+.-]+:/i.test(name)) return context.source ?? name;
  const decoded = percentDecoded(name);
  return isInside(name) && isInside(decoded) ? decoded : undefined;
}

/** Whether a relative path stays in its folder, on any system. */
function isInside(path: string): boolean {
  return !/^[\\/]|^[a-z]:[\\/]|(^|[\\/])\.\.([\\/]|$)|\0/i.test(path);
}

function percentDecoded(name: string): string {
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
