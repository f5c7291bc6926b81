import { fingerprint } from '../exchange/ids';
import { wellFormed } from '../text/links';
import { keyIn, type BriefLine } from './lines';
import type { BriefContent } from './template';

/** A section with the lines that it should have. */
export interface BriefPart {
  readonly content: BriefContent;
  /** The tag, for `content: 'tag'`. */
  readonly tag?: string;
  readonly title: string;
  readonly lines: readonly BriefLine[];
  /** Lines that it may have: they stay where a person has them, and are not added. */
  readonly optional?: readonly BriefLine[];
}

export interface Updated {
  readonly markdown: string;
  /** The keys of lines that a person had rewritten: they stand as they were, or under the title for withdrawn ones. */
  readonly kept: readonly string[];
}

/** The last line of a brief: what the program wrote in which section, so that what a person changed is known. */
const footer = /^<!-- claimmark:((?: [^\s:]+:[0-9a-f,]*)*) -->$/;

/** A brief of its own. */
export function compose(title: string, parts: readonly BriefPart[]): string {
  const body = parts.map(({ title, lines }) => [
    `## ${title}`,
    '',
    ...lines.map(({ markdown }) => markdown),
    ...(lines.length > 0 ? [''] : []),
  ]);
  return [`# ${title}`, '', ...body.flat(), footerOf(parts), ''].join('\n');
}

/**
 * A brief brought up to date: lines of ours are replaced, removed and added; everything else keeps its place and its
 * bytes. A line of ours that a person rewrote is kept as long as it holds, and else stands under `withdrawn`.
 */
export function update(existing: string, parts: readonly BriefPart[], withdrawn: string): Updated {
  const end = existing.includes('\r\n') ? '\r\n' : '\n';
  const lines = existing.split(/\r?\n/);
  const before = printsIn(lines);
  const ours = new Set([...before.values()].flatMap((prints) => [...prints]));
  const written = lines.filter((line) => !footer.test(line));
  written.length = lastWritten(written);
  const kept: string[] = [];
  const dropped: string[] = [];
  const titles = parts.map((part) => titleIn(written, part, parts, before));
  const { document: settled, present } = withStrays(written, parts, titles, before);
  let document = settled;
  for (const [i, part] of parts.entries()) {
    const section = titled(document, titles[i]) ?? append(document, part.title, lastOf(document, titles.slice(0, i)));
    titles[i] ??= part.title;
    const body = document.slice(section.from, section.to);
    document = withBody(document, section, refreshed(body, part, present[i] ?? new Set(), { ours, kept, dropped }));
  }
  if (dropped.length > 0) {
    const section = titled(document, withdrawn) ?? append(document, withdrawn, document.length);
    const body = document.slice(section.from, section.to);
    const at = firstPlace(body);
    document = withBody(document, section, [...body.slice(0, at), ...dropped, ...body.slice(at)]);
  }
  document.length = lastWritten(document);
  return { markdown: [...document, '', footerOf(parts, present), ''].join(end), kept };
}

function withBody(document: readonly string[], { from, to }: Extent, body: readonly string[]): string[] {
  return [...document.slice(0, from), ...body, ...document.slice(to)];
}

function nameOf({ content, tag }: BriefPart): string {
  return tag === undefined ? content : `${content}.${encodeURIComponent(wellFormed(tag))}`;
}

function footerOf(parts: readonly BriefPart[], present: readonly ReadonlySet<string>[] = []): string {
  const prints = parts.flatMap((part, i) => {
    const stayed = (part.optional ?? []).filter(({ key }) => present[i]?.has(key));
    const written = [...part.lines, ...stayed].map(({ markdown }) => fingerprint(markdown.trim()));
    return written.length > 0 ? [` ${nameOf(part)}:${written.sort().join(',')}`] : [];
  });
  return `<!-- claimmark:${prints.join('')} -->`;
}

/** What the program wrote, by the section in which it did. */
function printsIn(lines: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const sections = lines.flatMap((line) => footer.exec(line)?.[1]?.trim().split(' ') ?? []);
  return new Map(
    sections.map((section) => [section.replace(/:.*$/, ''), new Set(section.replace(/^.*:/, '').split(','))] as const),
  );
}

/** Our lines that a person moved out of their sections, brought up to date where they are now. */
function withStrays(
  written: readonly string[],
  parts: readonly BriefPart[],
  titles: readonly (string | undefined)[],
  before: ReadonlyMap<string, ReadonlySet<string>>,
): { document: string[]; present: Set<string>[] } {
  const sections = titles.flatMap((title) => titled(written, title) ?? []);
  const lines = parts.map(linesOf);
  const present = parts.map(() => new Set<string>());
  const document = written.flatMap((line, at) => {
    const key = sections.some(({ from, to }) => from <= at && at < to) ? undefined : keyIn(line);
    const index = parts.findIndex((part) => before.get(nameOf(part))?.has(fingerprint(line.trim())));
    if (key === undefined || index < 0) return [line];
    const now = lines[index]?.get(key);
    if (now) present[index]?.add(key);
    return now ? [now.markdown] : [];
  });
  return { document, present };
}

/** The lines that a section may have, by their keys. */
function linesOf({ lines, optional = [] }: BriefPart): ReadonlyMap<string, BriefLine> {
  return new Map([...optional, ...lines].map((line) => [line.key, line]));
}

/** The lines of a section with ours brought up to date; those `present` stand elsewhere already. */
function refreshed(
  body: readonly string[],
  part: BriefPart,
  present: Set<string>,
  { ours, kept, dropped }: { ours: ReadonlySet<string>; kept: string[]; dropped: string[] },
): string[] {
  const wanted = linesOf(part);
  const result = body.flatMap((line) => {
    const key = keyIn(line);
    if (key === undefined) return [line];
    const rewritten = !ours.has(fingerprint(line.trim()));
    const now = present.has(key) ? undefined : wanted.get(key);
    if (rewritten && line.trim() !== now?.markdown.trim()) kept.push(key);
    if (now) return (present.add(key), [rewritten ? line : now.markdown]);
    if (rewritten || part.content === 'takeaways') dropped.push(line);
    return [];
  });
  // New takeaways come last; elsewhere lines follow the order of the sources.
  let last = part.content === 'takeaways' ? result.map((line) => keyIn(line) !== undefined).lastIndexOf(true) : -1;
  for (const line of part.lines) {
    const at = result.findIndex((one) => keyIn(one) === line.key);
    if (at < 0 && !present.has(line.key)) {
      last = last < 0 ? firstPlace(result) : last + 1;
      result.splice(last, 0, line.markdown);
    } else last = Math.max(last, at);
  }
  return result;
}

/** Before the first line of ours; with none, after what a person wrote there, between blank lines. */
function firstPlace(body: string[]): number {
  const first = body.findIndex((line) => keyIn(line) !== undefined);
  if (first >= 0) return first;
  const written = lastWritten(body);
  body.splice(written, body.length - written, '', '');
  return written + 1;
}

/** The title of a section in the document; where a person changed it, that of the heading over its lines. */
function titleIn(
  document: readonly string[],
  part: BriefPart,
  parts: readonly BriefPart[],
  before: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  if (titled(document, part.title)) return part.title;
  const prints = before.get(nameOf(part)) ?? new Set();
  const hits = ({ from, own }: Heading): number =>
    document.slice(from, own).filter((line) => prints.has(fingerprint(line.trim()))).length;
  const titles = new Set(parts.map(({ title }) => title));
  const [best] = headingsIn(document)
    .filter((heading) => !titles.has(heading.title) && hits(heading) > 0)
    .sort((a, b) => hits(b) - hits(a));
  return best?.title;
}

/** A stretch of lines of a document, `to` not included. */
interface Extent {
  from: number;
  to: number;
}

/** A heading and the lines under it. */
interface Heading extends Extent {
  readonly title: string;
  readonly level: number;
  /** Where the lines end that stand directly under it. */
  own: number;
}

/** Headings outside code, with the lines up to the next heading that is as high. */
function headingsIn(document: readonly string[]): Heading[] {
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
function titled(document: readonly string[], title: string | undefined): Extent | undefined {
  return headingsIn(document).find((heading) => heading.title === title);
}

/** Where the last of some sections ends; the end of the document where none is in it. */
function lastOf(document: readonly string[], titles: readonly (string | undefined)[]): number {
  return Math.max(...titles.map((title) => titled(document, title)?.to ?? 0), 0) || document.length;
}

/** Adds a heading before the line `at`; the lines under it. */
function append(document: string[], title: string, at: number): Extent {
  const gap = at > 0 && document[at - 1]?.trim() !== '' ? [''] : [];
  document.splice(at, 0, ...gap, `## ${title}`, '', '');
  return { from: at + gap.length + 1, to: at + gap.length + 3 };
}

/** The number of lines up to the last one that is not blank. */
function lastWritten(lines: readonly string[]): number {
  let at = lines.length;
  while (at > 0 && lines[at - 1]?.trim() === '') at--;
  return at;
}
