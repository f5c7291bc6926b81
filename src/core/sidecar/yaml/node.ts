import type { Span } from '../../text/change';

/** YAML as sidecars need it: plain data with spans. No anchors, no types, nothing to execute. */
export type Node = Scalar | MapNode | ListNode;

export interface Scalar extends Span {
  readonly kind: 'scalar';
  /** Its type in YAML 1.2. */
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  /** The string, or the bytes in the file for any other type. */
  readonly value: string;
}

export interface Pair {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
}

export interface MapNode extends Span {
  readonly kind: 'map';
  /** `{a: b}` */
  readonly flow: boolean;
  readonly pairs: readonly Pair[];
}

export interface ListNode extends Span {
  readonly kind: 'list';
  /** `[a, b]` */
  readonly flow: boolean;
  readonly items: readonly Node[];
}

export function pairOf(map: MapNode, key: string): Pair | undefined {
  return map.pairs.find((pair) => pair.key === key);
}

/** The type of an unquoted scalar in the core schema of YAML 1.2 (section 10.3.2). */
export function typeOf(plain: string): Scalar['type'] {
  if (plain === '') return 'null';
  const first = plain.charCodeAt(0);
  // Digits, signs, dots; ~ and the first letters of null, true, false.
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) {
    return number.test(plain) ? 'number' : 'string';
  }
  if (plain.length > 5) return 'string';
  if (nothing.test(plain)) return 'null';
  return truth.test(plain) ? 'boolean' : 'string';
}

const nothing = /^(?:~|[Nn]ull|NULL)$/;
const truth = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/;
const number =
  /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
