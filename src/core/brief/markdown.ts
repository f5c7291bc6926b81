/**
 * Text from anywhere as one line of Markdown that shows just that: no markup, link, HTML, formula or entity of its own
 * comes alive, also at the start of a line. Line ends become blanks, other control characters go.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s*[\r\n\u2028\u2029]\s*/g, ' ')
    .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '')
    .trim()
    .replace(/[\\`*_{}[\]<>~|$&]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=\bwww)\.|(?<=\S)@(?=\S)/gi, '\\$&')
    .replace(/^([#+=-])/, '\\$1')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/** A link. Only addresses of the web, and paths, become one; its text must be Markdown already. */
export function link(text: string, href: string, title?: string): string {
  return `[${text}](${href}${title === undefined ? '' : ` "${title}"`})`;
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
  return target
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/[^A-Za-z0-9\-._~:/?#@!$&+,;=%]/gu, (unit) =>
      /[()'*]/.test(unit) ? `%${unit.charCodeAt(0).toString(16).toUpperCase()}` : encodeURIComponent(unit),
    );
}
