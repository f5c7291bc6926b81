/** A stretch of lines of a document, `to` not included. */
export interface Extent {
  from: number;
  to: number;
}

/** A heading and the lines under it. */
export interface Heading extends Extent {
  readonly title: string;
  readonly level: number;
  /** Where the lines end that stand directly under it. */
  own: number;
}

/** Headings outside code, with the lines up to the next heading that is as high. */
export function headingsIn(document: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  let fence = '';
  document.forEach((line, i) => {
    const [, mark = ''] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (mark !== '' && (fence === '' || mark.startsWith(fence))) fence = fence === '' ? mark : '';
    const [, level, rest] = /^(#{1,6})[ \t]+(.*)$/.exec(line) ?? [];
    if (fence !== '' || level === undefined || rest === undefined) return;
    const title = rest
      .trim()
      .replace(/(^|[ \t])#+$/, '')
      .trim();
    headings.push({ title, level: level.length, from: i + 1, to: document.length, own: document.length });
  });
  headings.forEach((heading, i) => {
    const later = headings.slice(i + 1);
    heading.own = later[0] ? later[0].from - 1 : document.length;
    heading.to = (later.find(({ level }) => level <= heading.level)?.from ?? document.length + 1) - 1;
  });
  return headings;
}

/** The lines under the first heading of that title. */
export function titled(document: readonly string[], title: string | undefined): Extent | undefined {
  return headingsIn(document).find((heading) => heading.title === title);
}

/** Where the last of some sections ends; the end of the document where none is in it. */
export function lastOf(document: readonly string[], titles: readonly (string | undefined)[]): number {
  return Math.max(...titles.map((title) => titled(document, title)?.to ?? 0), 0) || document.length;
}

/** Adds a heading before the line `at`; the lines under it. */
export function append(document: string[], title: string, at: number): Extent {
  const gap = at > 0 && document[at - 1]?.trim() !== '' ? [''] : [];
  document.splice(at, 0, ...gap, `## ${title}`, '', '');
  return { from: at + gap.length + 1, to: at + gap.length + 3 };
}

/** The number of lines up to the last one that is not blank. */
export function lastWritten(lines: readonly string[]): number {
  let at = lines.length;
  while (at > 0 && lines[at - 1]?.trim() === '') at--;
  return at;
}
