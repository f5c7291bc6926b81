import type { Selector } from '../model/annotation';
import { readNode, type Item } from './entry';
import type { Section } from './outline';
import type { Sidecar } from './read';
import type { ListKey } from './schema';
import { atIndent, indentOf, lineEnd, spanFrom } from './yaml/splice';
import { addTo } from '../text/grouped';

/** The lists of a file whose entries are merged one by one. */
export const lists: readonly ListKey[] = ['annotations', 'dismissed'];

type Values = Readonly<Record<string, unknown>>;

/** A part of a file that is merged as one: a key of the file with its value, or an entry of a list. */
export interface Unit {
  /** Identical in all versions of the file. */
  readonly name: string;
  readonly kind: 'section' | 'annotations' | 'dismissed';
  /** The lines between it and the unit before: line breaks and comments. */
  readonly trivia: string;
  /** Whole lines, without the last line break. */
  readonly body: string;
  /** The content of an entry; undefined where it can't be read. */
  readonly values: Values | undefined;
}

/** A file completely divided into units: trivia, body, trivia, body, and the tail. */
export interface Units {
  readonly units: readonly Unit[];
  readonly tail: string;
}

/** The three versions of a file, with the same line ends and indentation. */
export interface Merge {
  readonly base: Units;
  readonly ours: Units;
  readonly theirs: Units;
  readonly eol: string;
}

interface Place {
  readonly kind: Unit['kind'];
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly values: Values | undefined;
}

/** The units of a file in the usual form; undefined for any other, and for one that can't be written. */
export function unitsOf(sidecar: Sidecar): Units | undefined {
  const { text, parts, state } = sidecar;
  if (text.trim() === '') return { units: [], tail: text };
  if (!parts.outline || state !== 'writable') return undefined;
  const places = parts.outline.sections.flatMap((section) => [
    sectionPlace(text, section),
    ...(section.chunks ? entryPlaces(sidecar, section.key === 'dismissed' ? 'dismissed' : 'annotations') : []),
  ]);
  const turns = new Map<string, number>();
  const units: Unit[] = [];
  let at = 0;
  for (const { kind, name, from, to, values } of places) {
    const turn = (turns.get(name) ?? 0) + 1;
    turns.set(name, turn);
    units.push({
      kind,
      name: turn === 1 ? name : `${name} ${String(turn)}`,
      values,
      trivia: text.slice(at, from),
      body: text.slice(from, to),
    });
    at = to;
  }
  return { units, tail: text.slice(at) };
}

function sectionPlace(text: string, section: Section): Place {
  const place = { kind: 'section' as const, name: `section ${section.key}`, from: section.from, values: undefined };
  if (section.chunks) return { ...place, to: lineEnd(text, section.valueFrom) };
  const { node } = readNode(text, section.from, section.to);
  const own = spanFrom(text, section.from, { from: section.from, to: node?.to ?? section.to });
  return { ...place, to: lineEnd(text, Math.max(own.to, section.valueFrom)) };
}

function entryPlaces(sidecar: Sidecar, kind: ListKey): readonly Place[] {
  const { text, parts, entries } = sidecar;
  let next = 0;
  return parts[kind].map((item) => {
    const entry = kind === 'annotations' && item.values ? entries[next++] : undefined;
    const { from } = item;
    const own = spanFrom(text, from, { from, to: from + item.span.to });
    const to = lineEnd(text, own.to);
    const name = entry ? `entry ${entry.key}` : nameOf(item, kind, text.slice(from, to));
    return { kind, name, from, to, values: entry ? { ...entry.annotation } : item.values };
  });
}

function nameOf({ values }: Item, kind: ListKey, body: string): string {
  if (!values) return `raw ${kind} ${atIndent(body, 0)}`;
  const { text, before = '', after = '' } = values as unknown as Selector;
  return `dismissed ${JSON.stringify([text, before, after])}`;
}

/** The columns of the dashes of the lists. */
export type Columns = Readonly<Record<ListKey, number>>;

/** Moves the entries of lists to columns, so that entries of two files fit into one list. */
export function atColumns(all: Units, columns: Columns): Units {
  const units = all.units.map((unit) => {
    return unit.kind === 'section' ? unit : { ...unit, body: atIndent(unit.body, columns[unit.kind]) };
  });
  return { ...all, units };
}

/** The column of a list's dashes; undefined where it has none. */
export function columnIn({ units }: Units, key: ListKey): number | undefined {
  const first = units.find(({ kind }) => kind === key);
  return first && indentOf(first.body);
}

/** The key of a list without entries: above entries on their own lines, or of an empty list. */
const bareKey = /^(?:annotations|dismissed):[ \t]*(?:\[\s*\]|null|~)?[ \t]*(?:#[^\n]*)?\r?$/;

interface Named {
  readonly name: string;
  readonly body: string | undefined;
}

/** The list whose key a unit is; undefined where the unit holds the entries, too, as a list in brackets does. */
export function listOf({ name, body = '' }: Named): ListKey | undefined {
  return lists.find((key) => name === `section ${key}` && bareKey.test(body));
}

/** Whether a list's entries can't be told apart by lines, as in brackets. */
export function isWhole(units: readonly Named[], key: ListKey): boolean {
  return units.some((unit) => unit.name === `section ${key}` && unit.body !== undefined && !listOf(unit));
}

/** The units with a list and its entries as one unit. */
export function asWhole({ units, tail }: Units, key: ListKey): Units {
  const entries = units.filter(({ kind }) => kind === key);
  const rest = entries.map(({ trivia, body }) => trivia + body).join('');
  const whole = units
    .filter(({ kind }) => kind !== key)
    .map((unit) => (unit.name === `section ${key}` ? { ...unit, body: unit.body + rest } : unit));
  return { units: whole, tail };
}

/**
 * The names of the units of ours and theirs: in the order of ours, with the units that theirs added at their places.
 * Sections and the entries of each list are ordered separately, so that no entry gets into another section.
 */
export function orderOf({ ours, theirs }: Merge): readonly string[] {
  const ordered = (kind: Unit['kind']): readonly string[] => {
    const [mine, other] = [ours, theirs].map(({ units }) => units.filter((unit) => unit.kind === kind));
    return interleaved(mine ?? [], other ?? []).map(({ name }) => name);
  };
  const entries = new Map(lists.map((key) => [`section ${key}`, ordered(key)]));
  return ordered('section').flatMap((name) => [name, ...(entries.get(name) ?? [])]);
}

function interleaved(ours: readonly Unit[], theirs: readonly Unit[]): readonly Unit[] {
  const places = new Map(ours.map(({ name }, place) => [name, place]));
  const both = new Set(theirs.map(({ name }) => name));
  /** The units that only theirs has, by the index in ours before which they go. */
  const added = new Map<number, Unit[]>();
  let at = 0;
  for (const unit of theirs) {
    const place = places.get(unit.name);
    if (place !== undefined) {
      at = place + 1;
      continue;
    }
    for (let next = ours[at]; next && !both.has(next.name) && !isBefore(unit, next); next = ours[at]) at++;
    addTo(added, at, unit);
  }
  return [...ours.flatMap((unit, place) => [...(added.get(place) ?? []), unit]), ...(added.get(ours.length) ?? [])];
}

function isBefore({ values: a }: Unit, { values: b }: Unit): boolean {
  const [line, other] = [Number(a?.['line'] ?? 0), Number(b?.['line'] ?? 0)];
  return line < other || (line === other && Number(a?.['column'] ?? 0) < Number(b?.['column'] ?? 0));
}
