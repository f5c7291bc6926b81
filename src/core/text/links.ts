const page = /^https?:\/\/[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+\.?(:\d{1,5})?([/?#]\S*)?$/iu;

/** `10.1000/182`, `doi:10.1000/182` */
const doi = /^(?:doi:\s*)?(10\.\d{4,9}\/\S+)$/i;

/**
 * The address of a page of the web as it is typed or pasted: with the `https://` that people leave out, as a DOI, or as the
 * only one in what stands around it, as `<…>` of a mail, a link of Markdown or a sentence. Undefined where there is none, or
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

/** An address up to a bracket that closes and was not opened in it: `https://example.org/a).` */
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

/** The same without the signs that end the sentence that it stands in. */
const endedInProse = (address: string): string => withoutRest(address).replace(/[.,;:!?…'’]+$/u, '');

/** An address of the web as the target of a link; undefined for any other scheme and for what isn't an address. */
export function webTarget(url: string): string | undefined {
  const sound = /^https?:\/\/[^\s/?#<>"\\]+([/?#][^\s]*)?$/i.test(url);
  return sound ? encode(url) : undefined;
}

/** A path as the target of a link. */
export function pathTarget(path: string): string {
  return encode(path.replace(/%/g, '%25')).replace(/[?#:]/g, (unit) => encodeURIComponent(unit));
}

/** What Markdown would take for the end of a target, and what an address can't hold, as percent signs. */
function encode(target: string): string {
  return wellFormed(target).replace(/[^A-Za-z0-9\-._~:/?#@!$&+,;=%]/gu, (unit) =>
    /[()'*]/.test(unit) ? `%${unit.charCodeAt(0).toString(16).toUpperCase()}` : encodeURIComponent(unit),
  );
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text with U+FFFD for each half of a pair that stands alone, which no address can hold. */
export function wellFormed(text: string): string {
  return text.replace(loneSurrogate, '\ufffd');
}

/** The way from a file's folder to another file, both absolute with `/`. */
export function relativePath(from: string, to: string): string {
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common++;
  return [...here.slice(common).map(() => '..'), ...there.slice(common)].join('/');
}

/** What is no relative path on some system: it begins at a root, names a drive or a scheme, has `\` or ends a line. */
const isElsewhere = (path: string): boolean => /^\/|^[a-z][a-z0-9+.-]*:|[\\\0\r\n]/i.test(path);

/**
 * The path of what a file names by a relative path, with `/`. Undefined where that leads above where paths begin, or is no
 * relative path on every system: what a file names may come from anyone.
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
