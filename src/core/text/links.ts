const page = /^https?:\/\/[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+\.?(:\d{1,5})?([/?#]\S*)?$/iu;

/**
 * The address of a page of the web as it is typed or pasted, with the `https://` that people leave out; undefined where
 * it is none, or of another kind.
 */
export function webAddressOf(typed: string): string | undefined {
  const words = typed.trim();
  const address = /^[a-z]+:/i.test(words) ? words : `https://${words}`;
  return page.test(address) ? address : undefined;
}

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

/** The path of what a file names by a relative path, with `/`; undefined where that leads above where paths begin. */
export function resolvePath(file: string, relative: string): string | undefined {
  const parts = file.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
