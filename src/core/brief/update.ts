import { checksum } from '../exchange/ids';
import { wellFormed } from '../text/links';
import { keyIn, type BriefLine } from './lines';
import type { BriefContent } from './template';

/** A section with its intended lines. */
export interface BriefPart {
  readonly content: BriefContent;
  /** The tag, for `content: 'tag'`. */
  readonly tag?: string;
  readonly title: string;
  readonly lines: readonly BriefLine[];
  /** Lines that it may have: they are kept where a person has them, but not added. */
  readonly optional?: readonly BriefLine[];
}

interface Updated {
  readonly markdown: string;
  /** The keys of lines that a person had rewritten: kept, or put under the title for withdrawn ones. */
  readonly kept: readonly string[];
}

/** The last line of a brief: checksums of what the program wrote in each section, which reveal what a person changed. */
const footer = /^<!-- claimmark:((?: [^\s:]+:[0-9a-f,]*)*) -->$/;

/** Whether a text is one of our briefs: being made from the sources, it is no evidence for them. */
export const isBrief = (text: string): boolean => footer.test(text.slice(text.trimEnd().lastIndexOf('\n') + 1).trim());

/** Composes a new brief. */
export function compose(title: string, parts: readonly BriefPart[]): string {
  const body = parts.map(({ title, lines }) => [
    `## ${title}`,
    '',
    ...lines.map(({ markdown }) => markdown),
    ...(lines.length > 0 ? [''] : []),
  ]);
  return [`# ${title}`, '', ...body.flat(), footerOf(title, parts), ''].join('\n');
}

/**
 * Updates a brief: lines of ours are replaced, removed and added; everything else keeps its place and its bytes. A line
 * of ours that a person rewrote is kept while it holds, and otherwise moved under `withdrawn`. Titles, sections and
 * their order follow the template where a person has not changed them.
 */
export function update(existing: string, title: string, parts: readonly BriefPart[], withdrawn: string): Updated {
  const end = existing.includes('\r\n') ? '\r\n' : '\n';
  const lines = existing.split(/\r?\n/);
  const before = printsIn(lines);
  const ours = new Set([...before].flatMap(([name, prints]) => (isTitle(name) ? [] : [...prints])));
  const written = lines.filter((line) => !footer.test(line));
  written.length = lastWritten(written);
  const kept: string[] = [];
  const dropped: string[] = [];
  const { document: retitled, titles, given } = withTitles(written, title, parts, before);
  const wanted = inOrder(withoutRemoved(retitled, parts, before, { ours, dropped }), parts, titles, before);
  const { document: settled, present } = withStrays(wanted, parts, titles, { before, ours, dropped });
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
  return { markdown: [...document, '', footerOf(title, parts, present, given), ''].join(end), kept };
}

/**
 * Gives the template's titles to headings that the program wrote. Returns the document, the title of each part in it,
 * and which of these the program gave. No part gets the title that the template has for another, whoever wrote it.
 */
function withTitles(
  written: readonly string[],
  title: string,
  parts: readonly BriefPart[],
  before: ReadonlyMap<string, ReadonlySet<string>>,
): {
  document: readonly string[];
  titles: (string | undefined)[];
  given: readonly (string | undefined)[];
} {
  const document = [...written];
  const headings = headingsIn(document);
  const titles = titlesIn(document, headings, parts, before);
  const isOurs = (name: string, said: string): boolean => before.get(name)?.has(checksum(said)) === true;
  const renames = new Map<string, string>();
  const [top] = headings;
  if (top?.level === 1 && isOurs('title', top.title)) renames.set(top.title, title);
  parts.forEach((part, i) => {
    const old = titles[i];
    const isOthers = parts.some((other) => other !== part && other.title === old);
    if (old !== undefined && (isOthers || isOurs(titleName(nameOf(part)), old))) renames.set(old, part.title);
  });
  // A heading of the author keeps its title, and ours gets another: no section gets under a foreign title.
  const taken = new Set(headings.map((heading) => heading.title).filter((one) => !renames.has(one)));
  const planned = new Set(parts.map((part) => part.title));
  const renamed = (old: string): string => {
    const now = renames.get(old);
    let free = now ?? old;
    const isTaken = (): boolean => taken.has(free) || (free !== now && planned.has(free));
    for (let turn = 2; now !== undefined && isTaken(); turn++) free = `${now} (${String(turn)})`;
    return free;
  };
  for (const heading of headings)
    if (renamed(heading.title) !== heading.title)
      document[heading.from - 1] = `${'#'.repeat(heading.level)} ${renamed(heading.title)}`;
  const given = titles.map((old) => (old !== undefined && renames.has(old) ? renamed(old) : undefined));
  return { document, titles: titles.map((old) => (old === undefined ? old : renamed(old))), given };
}

/** Removes our lines from sections that the template no longer has; lines that a person rewrote are withdrawn. */
function withoutRemoved(
  document: readonly string[],
  parts: readonly BriefPart[],
  before: ReadonlyMap<string, ReadonlySet<string>>,
  { ours, dropped }: { ours: ReadonlySet<string>; dropped: string[] },
): readonly string[] {
  const names = new Set(parts.map((part) => titleName(nameOf(part))));
  const gone = [...before].flatMap(([name, prints]) =>
    isTitle(name) && name !== 'title' && !names.has(name) ? [...prints] : [],
  );
  const taken = new Set(parts.map(({ title }) => title));
  let rest = document;
  for (const print of gone) {
    const section = headingsIn(rest).find(({ title }) => checksum(title) === print && !taken.has(title));
    if (!section) continue;
    const body = rest.slice(section.from, section.own).flatMap((line) => {
      if (keyIn(line) === undefined) return [line];
      if (!ours.has(checksum(line.trim()))) dropped.push(line);
      return [];
    });
    const isEmpty = section.own === section.to && body.every((line) => line.trim() === '');
    rest = [...rest.slice(0, section.from - (isEmpty ? 1 : 0)), ...(isEmpty ? [] : body), ...rest.slice(section.own)];
  }
  return rest;
}

/** Puts our sections in the template's order, if the program's last order is unchanged; text between them stays. */
function inOrder(
  document: readonly string[],
  parts: readonly BriefPart[],
  titles: readonly (string | undefined)[],
  before: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const headings = headingsIn(document);
  const placed = parts.flatMap((part, i) => {
    const heading = headings.find(({ title }) => title === titles[i]);
    return heading ? [{ name: titleName(nameOf(part)), from: heading.from - 1, to: heading.to }] : [];
  });
  const asTheyStand = [...placed].sort((a, b) => a.from - b.from);
  const written = [...before.keys()].filter((name) => placed.some((one) => one.name === name));
  const isOurs = written.join() === asTheyStand.map(({ name }) => name).join();
  if (!isOurs || asTheyStand.some(({ from }, i) => i > 0 && from < (asTheyStand[i - 1]?.to ?? 0))) return document;
  let end = 0;
  const pieces = asTheyStand.flatMap(({ from, to }, i) => {
    const between = document.slice(end, from);
    end = to;
    const section = placed[i];
    return [...between, ...(section ? apart(document.slice(section.from, section.to)) : [])];
  });
  return [...pieces, ...document.slice(end)];
}

/** A section that can be placed anywhere: with a blank line at its end. */
function apart(section: readonly string[]): readonly string[] {
  return section.at(-1)?.trim() === '' ? section : [...section, ''];
}

function withBody(document: readonly string[], { from, to }: Extent, body: readonly string[]): string[] {
  return [...document.slice(0, from), ...body, ...document.slice(to)];
}

function nameOf({ content, tag }: BriefPart): string {
  return tag === undefined ? content : `${content}.${encodeURIComponent(wellFormed(tag))}`;
}

/** The name in the footer for the checksum of a section's title. */
const titleName = (name: string): string => `title.${name}`;

const isTitle = (name: string): boolean => name === 'title' || name.startsWith('title.');

function footerOf(
  title: string,
  parts: readonly BriefPart[],
  present: readonly ReadonlySet<string>[] = [],
  given: readonly (string | undefined)[] = [],
): string {
  const titles = parts.map((part, i) => ` ${titleName(nameOf(part))}:${checksum(given[i] ?? part.title)}`);
  const prints = parts.flatMap((part, i) => {
    const stayed = (part.optional ?? []).filter(({ key }) => present[i]?.has(key));
    const written = [...part.lines, ...stayed].map(({ markdown }) => checksum(markdown.trim()));
    return written.length > 0 ? [` ${nameOf(part)}:${written.sort().join(',')}`] : [];
  });
  return `<!-- claimmark: title:${checksum(title)}${[...titles, ...prints].join('')} -->`;
}

/** The checksums of what the program wrote, by section. */
function printsIn(lines: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const sections = lines.flatMap((line) => footer.exec(line)?.[1]?.trim().split(' ') ?? []);
  return new Map(
    sections.map((section) => [section.replace(/:.*$/, ''), new Set(section.replace(/^.*:/, '').split(','))] as const),
  );
}

/**
 * Updates our lines that a person moved out of their sections, at their present places. A line that a person wrote
 * about a claim stays, unless it is under a heading titled like a section of the claim: then it is withdrawn.
 */
function withStrays(
  written: readonly string[],
  parts: readonly BriefPart[],
  titles: readonly (string | undefined)[],
  {
    before,
    ours,
    dropped,
  }: { before: ReadonlyMap<string, ReadonlySet<string>>; ours: ReadonlySet<string>; dropped: string[] },
): { document: string[]; present: Set<string>[] } {
  const sections = titles.flatMap((title) => titled(written, title) ?? []);
  // Nothing under another heading with a section's title counts as ours: it would seem to belong to that section.
  const names = new Set([...titles, ...parts.map(({ title }) => title)]);
  const namesakes = headingsIn(written).filter(
    ({ title, from }) => names.has(title) && !sections.some((section) => section.from === from),
  );
  const lines = parts.map(linesOf);
  const present = parts.map(() => new Set<string>());
  const document = written.flatMap((line, at) => {
    const key = sections.some(({ from, to }) => from <= at && at < to) ? undefined : keyIn(line);
    const index = parts.findIndex((part) => before.get(nameOf(part))?.has(checksum(line.trim())));
    if (key === undefined) return [line];
    const namesake = namesakes.find(({ from, own }) => from <= at && at < own);
    if (index < 0 || namesake) {
      if (ours.has(checksum(line.trim()))) return [];
      if (!namesake || parts.some((part, i) => isCalled(part, titles[i], namesake.title) && lines[i]?.has(key)))
        return [line];
      dropped.push(line);
      return [];
    }
    const now = lines[index]?.get(key);
    if (now) present[index]?.add(key);
    return now ? [now.markdown] : [];
  });
  return { document, present };
}

const isCalled = (part: BriefPart, title: string | undefined, name: string): boolean =>
  part.title === name || title === name;

/** The lines that a section may have, by key. */
function linesOf({ lines, optional = [] }: BriefPart): ReadonlyMap<string, BriefLine> {
  return new Map([...optional, ...lines].map((line) => [line.key, line]));
}

/** Updates our lines in a section; the keys in `present` are elsewhere already. */
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
    const rewritten = !ours.has(checksum(line.trim()));
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

/** The index of our first line; if there is none, a new place after what a person wrote, between blank lines. */
function firstPlace(body: string[]): number {
  const first = body.findIndex((line) => keyIn(line) !== undefined);
  if (first >= 0) return first;
  const written = lastWritten(body);
  body.splice(written, body.length - written, '', '');
  return written + 1;
}

/**
 * The title of each section in the document: the one that the program last gave it, else that of the template, else, if
 * a person changed the title, that of the heading over its lines. No heading is used for two sections.
 */
function titlesIn(
  document: readonly string[],
  headings: readonly Heading[],
  parts: readonly BriefPart[],
  before: ReadonlyMap<string, ReadonlySet<string>>,
): (string | undefined)[] {
  const claimed = new Set<string>();
  const claim = (title: string | undefined): string | undefined => {
    if (title !== undefined) claimed.add(title);
    return title;
  };
  const free = (suits: (heading: Heading) => boolean): string | undefined =>
    claim(headings.find((heading) => !claimed.has(heading.title) && suits(heading))?.title);
  const titles = parts.map((part) => {
    const print = before.get(titleName(nameOf(part)));
    return print && free(({ title }) => print.has(checksum(title)));
  });
  parts.forEach((part, i) => (titles[i] ??= free(({ title }) => title === part.title)));
  parts.forEach((part, i) => {
    const prints = before.get(nameOf(part)) ?? new Set<string>();
    const hits = ({ from, own }: Heading): number =>
      document.slice(from, own).filter((line) => prints.has(checksum(line.trim()))).length;
    const [best] = headings
      .filter((heading) => !claimed.has(heading.title) && hits(heading) > 0)
      .sort((a, b) => hits(b) - hits(a));
    titles[i] ??= claim(best?.title);
  });
  return titles;
}

/** A range of lines in a document, without `to`. */
interface Extent {
  from: number;
  to: number;
}

/** A heading and the lines under it. */
interface Heading extends Extent {
  readonly title: string;
  readonly level: number;
  /** The end of the lines directly under it. */
  own: number;
}

/** The headings outside code, each with the lines up to the next heading of the same or a higher level. */
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

/** The lines under the first heading with a title. */
function titled(document: readonly string[], title: string | undefined): Extent | undefined {
  return headingsIn(document).find((heading) => heading.title === title);
}

/** The end of the last of some sections; the end of the document if none is there. */
function lastOf(document: readonly string[], titles: readonly (string | undefined)[]): number {
  return Math.max(...titles.map((title) => titled(document, title)?.to ?? 0), 0) || document.length;
}

/** Inserts a heading before the line `at`. Returns the lines under it. */
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
