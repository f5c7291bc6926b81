import type { RunningText } from './paragraphs';

/** Elements before and after which a new line begins. */
const blocks = new Set(
  (
    'address article blockquote body br center dd details div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hr html li main ol p ' +
    'pre section summary tr td th ul'
  ).split(' '),
);

/** Elements that belong to the page and not to its text, with everything in them. */
const furniture = new Set('head nav aside footer table button select form figcaption noscript iframe'.split(' '));

/** Elements that hold no words, or whose content is not markup. */
const raw = new Set('script style svg template textarea title math'.split(' '));

const isRaw = (whole: string, name: string): boolean => raw.has(name) && !whole.endsWith('/>');

/** The content of a `<sup>` that is the number of a footnote, in a link or not. */
const note = /^(?:<a\b[^<>]*>)?[[(]?(?:\d{1,3}|[*†‡§])[\])]?(?:<\/a>)?<\/sup>/iu;
const longestNote = 300;

const tag = /<(?:(!)|(\/?)([a-z][a-z0-9-]*)\b[^<>]*>)/giu;

/** Turns a web page into running text: a line for each paragraph, headings with `#`, list items with a dash. */
export function putPage(source: string, flat: RunningText, putWords: (from: number, to: number) => void): void {
  const page = new PageWriter(source, flat, putWords);
  for (let at = 0; at < source.length;) {
    tag.lastIndex = at;
    const match = tag.exec(source);
    page.words(at, match ? match.index : source.length);
    if (!match) break;
    const name = match[3]?.toLowerCase() ?? '';
    const end = match.index + match[0].length;
    if (match[1] !== undefined) at = afterDeclaration(source, match.index);
    else if (match[2] === '' && (isRaw(match[0], name) || (name === 'sup' && page.isNote(end))))
      at = afterElement(source, name, end);
    else {
      page.tag(name, match[2] === '', end);
      at = end;
    }
  }
  page.endLine(source.length);
}

/** The end of a comment or of `<!doctype …>`. */
function afterDeclaration(source: string, at: number): number {
  const isComment = source.startsWith('<!--', at);
  const end = source.indexOf(isComment ? '-->' : '>', at);
  return end < 0 ? source.length : end + (isComment ? 3 : 1);
}

function afterElement(source: string, name: string, at: number): number {
  const close = new RegExp(`</${name}\\b[^<>]*>`, 'giu');
  close.lastIndex = at;
  return close.test(source) ? close.lastIndex : source.length;
}

class PageWriter {
  private isLineStart = true;
  /** Put before the next words of the line: `## ` or `- `. */
  private lead = '';
  private depth = 0;
  /** The last character that was put. */
  private last = '';

  constructor(
    private readonly source: string,
    private readonly flat: RunningText,
    private readonly putWords: (from: number, to: number) => void,
  ) {}

  tag(name: string, isOpening: boolean, at: number): void {
    if (furniture.has(name)) {
      this.endLine(at);
      this.depth = Math.max(0, this.depth + (isOpening ? 1 : -1));
    }
    if (name === 'body') this.depth = 0;
    if (this.depth > 0 || !blocks.has(name)) return;
    this.endLine(at);
    if (!isOpening) this.lead = '';
    else if (name === 'li') this.lead = '- ';
    else if (/^h[1-6]$/u.test(name)) this.lead = `${'#'.repeat(Number(name.charAt(1)))} `;
  }

  /** Whether the raised text at `at` is the number of a footnote; after a letter or figure it may be a power. */
  isNote(at: number): boolean {
    return /[.,;:!?)”"’»]/u.test(this.last) && note.test(this.source.slice(at, at + longestNote));
  }

  /** Puts the words between two tags; line ends become blanks. */
  words(from: number, to: number): void {
    if (this.depth > 0) return;
    for (let at = from; at < to;) {
      const newline = this.source.indexOf('\n', at);
      const end = newline < 0 || newline >= to ? to : newline;
      this.line(at, end);
      at = end;
      while (at < to && /\s/u.test(this.source.charAt(at))) at++;
      if (at > end && !this.isLineStart && at < to) this.flat.put(' ', end, at - end);
    }
  }

  private line(from: number, to: number): void {
    let begin = from;
    while (this.isLineStart && begin < to && /\s/u.test(this.source.charAt(begin))) begin++;
    if (begin >= to) return;
    if (this.isLineStart && this.lead !== '') this.flat.put(this.lead, begin, 0);
    this.lead = '';
    this.isLineStart = false;
    this.last = this.source.charAt(to - 1);
    this.putWords(begin, to);
  }

  endLine(at: number): void {
    if (!this.isLineStart) this.flat.put('\n\n', at, 0);
    this.isLineStart = true;
  }
}
