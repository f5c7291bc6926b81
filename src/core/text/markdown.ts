import { unshown } from './oneLine';

/**
 * Untrusted text as literal Markdown on one line: marks, HTML, entities, links and bare addresses do nothing, and no
 * character can begin a block. For hovers and the like, which nobody edits, so by entities where those are surer.
 */
export function escapeForHover(text: string): string {
  return text
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(unshown, '')
    .replace(/[\\`*_{}[\]()#+!|<>~&$]/g, (mark) => (mark === '<' ? '&lt;' : mark === '&' ? '&amp;' : `\\${mark}`))
    .replace(
      /^(\s*)([-=:]|\d+(?=[.)]))/,
      (_, blanks: string, mark: string) => `${blanks}${/\d/.test(mark) ? mark : `\\${mark}`}`,
    )
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replace(/(https?|ftp|mailto|command|file|vscode)(:)/gi, '$1&#58;')
    .replace(/\bwww\./gi, 'www&#46;')
    .replace(/@/g, '&#64;');
}

/**
 * Text from anywhere as one line of Markdown that shows just that: no markup, link, HTML, formula or entity of its own
 * comes alive, also at the start of a line. Line ends become blanks, what turns directions and other control characters go.
 * For documents that people edit, so by backslashes alone, which read better there than entities.
 */
export function escapeMarkdown(text: string): string {
  return unbroken(text)
    .replace(unshown, '')
    .trim()
    .replace(/[\\`*_{}[\]<>~|$&]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=\bwww)\.|(?<=\S)@(?=\S)/gi, '\\$&')
    .replace(/^([#+=-])/, '\\$1')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/** The text with blanks for its line ends and what surrounds them. */
export function unbroken(text: string): string {
  return text.replace(/\s+/g, (blanks) => (/[\r\n\u2028\u2029]/.test(blanks) ? ' ' : blanks));
}

/**
 * Untrusted Markdown in which no image is one: what a viewer would fetch tells a stranger that somebody looks. An image
 * becomes a link with a `!` in front, which leads somewhere only when a person follows it. By an entity, since a
 * backslash in front of a backslash would bring the image back.
 */
export function withoutImages(markdown: string): string {
  return markdown.replace(/!(?=\[)/g, '&#33;');
}

/** Nobody writes longer notes; marks in a longer text are left, so that looking for them takes no time. */
const longestNote = 20_000;

/** The words of a Markdown text without its marks: what it says in a line of another document. */
export function withoutMarkup(markdown: string): string {
  if (markdown.length > longestNote) return markdown;
  return withoutTables(markdown)
    .replace(/!?\[([^[\]]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/(\*\*|__|~~)(?=\S)(.*?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*_])([*_`])(?=[^\s*_`])([^*_`\n]*[^\s*_`])\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replace(/^ {0,3}(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+/gm, '');
}

/** The rows of tables as plain lines, their cells apart by a dot. */
function withoutTables(markdown: string): string {
  const lines = markdown.split('\n');
  const cells = (line: string): readonly string[] =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim());
  const isRule = (line: string): boolean => line.includes('-') && /^[\s|:-]+$/.test(line) && line.includes('|');
  const isRow = (line: string): boolean => /^\s*\|.*\|\s*$/.test(line);
  return lines
    .filter((line) => !isRule(line))
    .map((line) => (isRow(line) ? cells(line).filter(Boolean).join(' · ') : line))
    .join('\n');
}

/** A link. Only addresses of the web, and paths, become one; its text must be Markdown already. */
export function link(text: string, href: string, title?: string): string {
  return `[${text}](${href}${title === undefined ? '' : ` "${title}"`})`;
}
