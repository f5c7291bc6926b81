/**
 * Untrusted text as literal Markdown on one line: marks, HTML, entities, links and bare addresses do nothing, and no
 * character can begin a block. For hovers and the like, which nobody edits, so by entities where those are surer.
 */
export function escapeForHover(text: string): string {
  return text
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
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
