const page = /^https?:\/\/[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+\.?(:\d{1,5})?([/?#]\S*)?$/iu;

/** `10.1000/182`, `doi:10.1000/182` */
const doi = /^(?:doi:\s*)?(10\.\d{4,9}\/\S+)$/i;

/**
 * The address of a web page as typed or pasted: with the `https://` that people leave out, as a DOI, or as the only
 * address in a text, such as `<…>` in a mail, a Markdown link or a sentence. Undefined where there is no address, or
 * one of another kind.
 */
export function webAddressOf(typed: string): string | undefined {
  const words = typed.trim();
  const number = doi.exec(words)?.[1];
  if (number !== undefined) return `https://doi.org/${number}`;
  const address = /^[a-z]+:/i.test(words) ? words : `https://${words}`;
  if (page.test(address)) return withoutRest(address);
  const found = new Set((words.match(/https?:\/\/[^\s<>"“”„«»]+/giu) ?? []).map(endedInProse));
  const [only = ''] = found;
  return found.size === 1 && page.test(only) ? only : undefined;
}

/** An address up to a bracket that was not opened in it: `https://example.org/a).` */
function withoutRest(address: string): string {
  let depth = 0;
  for (let at = 0; at < address.length; at++) {
    const unit = address.charAt(at);
    if (unit === '(' || unit === '[') depth++;
    else if (unit === ')' || unit === ']') depth--;
    if (depth < 0) return address.slice(0, at);
  }
  return address;
}

/** An address without the marks that end its sentence. */
const endedInProse = (address: string): string => withoutRest(address).replace(/[.,;:!?…'’]+$/u, '');

/** A web address as the target of a link; undefined for any other scheme and for what is no address. */
export function webTarget(url: string): string | undefined {
  const sound = /^https?:\/\/[^\s/?#<>"\\]+([/?#][^\s]*)?$/i.test(url);
  return sound ? encode(url) : undefined;
}

/** A path as the target of a link. */
export function pathTarget(path: string): string {
  return encode(path.replace(/%/g, '%25')).replace(/[?#:]/g, (unit) => encodeURIComponent(unit));
}

/** Percent-encodes what Markdown would take for the end of a target, and what an address can't contain. */
function encode(target: string): string {
  return wellFormed(target).replace(/[^A-Za-z0-9\-._~:/?#@!$&+,;=%]/gu, (unit) =>
    /[()'*]/.test(unit) ? `%${unit.charCodeAt(0).toString(16).toUpperCase()}` : encodeURIComponent(unit),
  );
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text with U+FFFD for lone surrogates, which no address can contain. */
export function wellFormed(text: string): string {
  return text.replace(loneSurrogate, '\ufffd');
}

/** The relative path from a file's folder to another file, both absolute with `/`. */
export function relativePath(from: string, to: string): string {
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common++;
  return [...here.slice(common).map(() => '..'), ...there.slice(common)].join('/');
}

/** Whether a path is not relative on some system: it begins at a root, names a drive or a scheme, or has `\` or a line break. */
const isElsewhere = (path: string): boolean => /^\/|^[a-z][a-z0-9+.-]*:|[\\\0\r\n]/i.test(path);

/**
 * Resolves a relative path that a file names, with `/`. Undefined where it leads above the root, or is not relative on
 * every system: files may come from anyone.
 */
export function resolvePath(file: string, relative: string): string | undefined {
  if (isElsewhere(relative)) return undefined;
  const parts = file.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
