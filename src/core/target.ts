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
