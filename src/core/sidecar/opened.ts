import type { Annotation } from '../model/annotation';
import { decodeMap } from './decode';
import { readNode } from './entry';
import type { MapNode } from './node';
import type { Piece } from './piece';
import type { Fields } from './schema';

/** A piece as a text of its own, with the map that it holds. */
export interface Opened {
  readonly text: string;
  readonly map: MapNode;
  readonly values: Partial<Annotation>;
}

/** Opens a piece; undefined where it holds no map that can be read. */
export function open({ body }: Pick<Piece, 'body'>, fields: Fields, eol: string): Opened | undefined {
  const text = body + eol;
  const { node, faults } = readNode(text, 0, text.length);
  if (faults.length > 0 || !node) return undefined;
  const map = node.kind === 'list' ? node.items[0] : node.kind === 'map' ? node.pairs[0]?.value : undefined;
  const values = map?.kind === 'map' ? decodeMap(map, fields, []) : undefined;
  return map?.kind === 'map' && values ? { text, map, values } : undefined;
}
