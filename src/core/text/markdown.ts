import { unshown } from './oneLine';

/**
 * Escapes untrusted text to literal Markdown on one line: no marks, HTML, entities, links, addresses or blocks take
 * effect. For hovers and the like, which nobody edits, so with entities where these are safer.
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
 * Escapes untrusted text to one line of Markdown that shows it literally: no markup, links, HTML, formulas or entities
 * take effect, even at a line start. Line ends become blanks; control characters, also for text direction, are removed.
 * For documents that people edit, so with backslashes only, more readable than entities.
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

/** The text with each line end, and the blanks around it, replaced by a blank. */
export function unbroken(text: string): string {
  return text.replace(/\s+/g, (blanks) => (/[\r\n\u2028\u2029]/.test(blanks) ? ' ' : blanks));
}

/**
 * Untrusted Markdown without images: fetching one would tell a stranger that somebody looks. An image becomes a link
 * with a `!` in front, followed only when a person clicks. The `!` is an entity, since a backslash after a backslash
 * would bring the image back.
 */
export function withoutImages(markdown: string): string {
  return markdown.replace(/!(?=\[)/g, '&#33;');
}

/** Longest text, in UTF-16 units, from which marks are removed; nobody writes longer notes. */
const longestNote = 20_000;

/** The words of a Markdown text without its marks, to be shown in a line of another document. */
export function withoutMarkup(markdown: string): string {
  if (markdown.length > longestNote) return markdown;
  return withoutTables(markdown)
    .replace(/!?\[([^[\]]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/(\*\*|__|~~)(?=\S)(.*?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*_])([*_`])(?=[^\s*_`])([^*_`\n]*[^\s*_`])\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replace(/^ {0,3}(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+/gm, '');
}

/** The rows of tables as plain lines, with dots between cells. */
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

/** A Markdown link to a web address or a path; its text must be Markdown already. */
export function link(text: string, href: string, title?: string): string {
  return `[${text}](${href}${title === undefined ? '' : ` "${title}"`})`;
}
