import { describe } from '../anchor/selector';
import { locate } from '../anchor/locate';
import type { Annotation, Selector } from '../model/annotation';
import type { Span } from '../text/change';
import { lineStarts, placeAt, withLf } from '../text/lines';
import type { Imported, Placed, ReadContext, ReadProblem, Unit } from './format';
import { guessCounting, says, spanOf, type Claimed } from './offsets';

/**
 * The source that a file means by a name or an address: as it stands where the context knows it, else decoded. The
 * context's own source where none is named, or an address on the web that nobody knows. Undefined where it would lead
 * out of the workspace.
 */
export function pathOf(name: string, context: ReadContext): string | undefined {
  if (name === '') return context.source;
  const path = [name, percentDecoded(name)].find((path) => isInside(path) && context.text(path) !== undefined);
  if (path !== undefined) return path;
  if (/^[a-z][a-z0-9+.-]+:/i.test(name)) return context.source ?? name;
  const decoded = percentDecoded(name);
  return isInside(name) && isInside(decoded) ? decoded : undefined;
}

/** Whether a relative path stays in its folder, on any system. */
function isInside(path: string): boolean {
  return !/^[\\/]|^[a-z]:[\\/]|(^|[\\/])\.\.([\\/]|$)|\0/i.test(path);
}

function percentDecoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return name;
    throw error;
  }
}

/** A path without its extension. */
export function stem(path: string): string {
  return path.replace(/\.[^./]+$/, '');
}

/** An annotation as a file has it: its offsets, if any, are not to be trusted yet. */
export interface Unplaced {
  readonly annotation: Annotation;
  readonly from?: number;
  readonly to?: number;
  /** The record or line that it comes from. */
  readonly at: number;
  /** The words at the offsets, where they had changed since they were tagged. */
  readonly stands?: string;
  /** Whether the format gave no words, so that those at the offsets are taken. */
  readonly wordless?: boolean;
  /** Whether the format writes blanks and line ends alike, so that the words are taken as the text has them. */
  readonly loose?: boolean;
}

/** What a file says of one source. */
export interface Group {
  readonly source: string;
  readonly about?: Imported['about'];
  readonly text?: string;
  readonly entries: readonly Unplaced[];
}

/**
 * Checks every span of a source against its words, in the unit that the words themselves give away, and looks for
 * the words elsewhere where the offsets are wrong. Nothing is left out: what can't be placed comes without a span.
 */
export function place(group: Group, context: ReadContext, unit: Unit, problems: ReadProblem[]): Imported {
  const { source, entries } = group;
  const here = { source, about: group.about ?? {}, ...(group.text !== undefined && { text: group.text }) };
  const text = context.text(source) ?? group.text;
  if (text === undefined) {
    if (entries.length > 0) problems.push({ code: 'no-text', source });
    return { ...here, annotations: entries.map(({ annotation }) => annotation) };
  }
  const { counter, counting } = guessCounting(text, entries.flatMap(claimed), unit);
  const spans = entries.map((entry) => {
    const [claim] = claimed(entry);
    const span = claim && spanOf(claim, counter);
    return span && says(text, span, claim) ? span : undefined;
  });
  const found = searched(text, entries, spans);
  // What the editor shows has no byte-order mark, so the first line begins after it.
  const starts = [text.startsWith('\ufeff') ? 1 : 0, ...lineStarts(text).slice(1)];
  const annotations = entries.map((entry, i): Placed => {
    const span = spans[i] ?? found[i];
    report(entry, spans[i], found[i], source, problems);
    return span ? { ...described(text, entry, span, starts, spans[i] !== undefined), span } : entry.annotation;
  });
  return { ...here, unit: counting.unit, annotations };
}

/** Where the offsets are of a text that comes with them, they are placed in that, and then in ours by its words. */
export function placedByOwnText(
  group: Group & { readonly text: string },
  context: ReadContext,
  unit: Unit,
  problems: ReadProblem[],
): Imported {
  const ours = context.text(group.source);
  if (ours === undefined || ours === group.text) return place(group, context, unit, problems);
  const theirs = place(group, { text: () => group.text }, unit, problems);
  const entries = theirs.annotations.map(({ span, ...annotation }, i): Unplaced => {
    return { annotation, at: group.entries[i]?.at ?? 0, ...span };
  });
  return place({ ...group, entries }, context, 'utf-16', problems);
}

function claimed({ annotation, stands, from, to, wordless, loose = false }: Unplaced): Claimed[] {
  if (from === undefined || to === undefined) return [];
  return [{ from, to, loose, ...(!wordless && { words: stands ?? annotation.text }) }];
}

/** Where the words of those that their offsets did not lead to are; all of one source together. */
function searched(
  text: string,
  entries: readonly Unplaced[],
  spans: readonly (Span | undefined)[],
): (Span | undefined)[] {
  const wanted = entries.map(({ annotation }, i) => (spans[i] || annotation.text === '' ? undefined : annotation));
  if (wanted.every((annotation) => annotation === undefined)) return [];
  const found = locate(
    text,
    wanted.filter((annotation) => annotation !== undefined),
  );
  let next = 0;
  return wanted.map((annotation) => (annotation ? (found[next++]?.span ?? onlyPlace(text, annotation)) : undefined));
}

/** Words that came without surroundings are where they stand, if that is a single place. */
function onlyPlace(text: string, { text: words, before, after }: Annotation): Span | undefined {
  const from = before === undefined && after === undefined ? text.indexOf(words) : -1;
  return from < 0 || text.includes(words, from + 1) ? undefined : { from, to: from + words.length };
}

function report(
  { from, at, annotation }: Unplaced,
  claimed: Span | undefined,
  found: Span | undefined,
  source: string,
  problems: ReadProblem[],
): void {
  if (claimed || from === undefined) return;
  problems.push({ code: found ? 'elsewhere' : 'lost', at, source, detail: annotation.text });
}

/** What the file does not say of a span, as its text has it. `sure`: the file's own offsets led there. */
function described(text: string, entry: Unplaced, span: Span, starts: readonly number[], sure: boolean): Annotation {
  const { annotation, wordless, loose } = entry;
  const whole =
    annotation.before === undefined && annotation.after === undefined ? describe(text, span, starts) : undefined;
  const words = sure && (wordless || loose) ? withLf(text.slice(span.from, span.to)) : annotation.text;
  return { ...annotation, text: words, ...(whole && pickContext(whole)), ...placeAt(starts, span.from) };
}

function pickContext({ before, after }: Selector): Partial<Selector> {
  const shown = before?.replace(/^\ufeff/, '');
  return { ...(shown && { before: shown }), ...(after && { after }) };
}

/** The entries of a source, to add to. */
export function groupIn(groups: Map<string, Unplaced[]>, source: string): Unplaced[] {
  const group = groups.get(source) ?? [];
  groups.set(source, group);
  return group;
}
