import type { Span } from '../text/change';
import { moved, readNode, type Item } from './entry';
import { membersOf, type Added } from './item';
import { pairOf, type MapNode, type Pair } from './node';
import { printMap } from './print';
import type { Sidecar } from './read';
import type { Fields, ListKey } from './schema';
import { atIndent, indentOf } from './splice';
import { readYaml } from './yaml';

/** The key of the file with its value, and the map that it is in: of a file of the usual form, of that section alone. */
export function sectionPair(sidecar: Sidecar, key: string): { readonly map: MapNode; readonly pair: Pair } | undefined {
  const { text, parts } = sidecar;
  const section = parts.outline?.sections.find((other) => other.key === key);
  if (parts.outline && !section) return undefined;
  const { node } = section ? readNode(text, section.from, section.to) : readYaml(text, 0, text.length);
  const pair = node?.kind === 'map' ? pairOf(node, key) : undefined;
  return node?.kind === 'map' && pair ? { map: node, pair } : undefined;
}

/** Where a list of the file stands. */
export interface ListPlace {
  readonly keySpan: Span;
  /** The items with their dashes, as many as `items`. */
  readonly spans: readonly Span[];
  readonly flow: boolean;
  /** Whether each item has lines of its own, with a blank line between. */
  readonly lines: boolean;
  readonly items: readonly Item[];
  /** What stands for an empty list, `[]` or nothing. */
  readonly empty: Span | undefined;
}

export function listPlace(sidecar: Sidecar, key: ListKey): ListPlace | undefined {
  const { text, parts } = sidecar;
  const items = parts[key];
  const section = parts.outline?.sections.find((other) => other.key === key);
  if (section?.chunks && section.chunks.length > 0) {
    const keySpan = { from: section.from, to: section.valueFrom - 1 };
    const spans = items.map((item) => moved(item.span, item.from));
    return { keySpan, spans, flow: false, lines: true, items, empty: undefined };
  }
  const found = sectionPair(sidecar, key);
  if (!found) return undefined;
  const { keySpan, value } = found.pair;
  if (value.kind === 'list' && value.items.length > 0) {
    return { keySpan, spans: membersOf(text, value), flow: value.flow, lines: false, items, empty: undefined };
  }
  const empty =
    value.from < value.to ? { from: value.from, to: value.to } : { from: keySpan.to + 1, to: keySpan.to + 1 };
  return { keySpan, spans: [], flow: found.map.flow, lines: !found.map.flow, items: [], empty };
}

/**
 * Entries of a new block list under a key at a column, with a blank line between, each from its dash's line on. Where
 * the lines of one are known, all stand as deep as it did.
 */
export function printEntries(added: readonly Added[], fields: Fields, eol: string, column = 0): string {
  const known = added.find(({ lines }) => lines !== undefined)?.lines;
  const indent = known === undefined ? column + 2 : Math.max(column, indentOf(known));
  const entries = added.map(({ item, lines }) =>
    lines === undefined
      ? ' '.repeat(indent) + '- ' + printMap(item, fields, { flow: false, indent: indent + 2, eol })
      : atIndent(lines, indent).replace(/\r?\n/g, eol),
  );
  return entries.join(eol + eol);
}
