import type { FileProblem } from './format';

/** An element: its name without prefix, its attributes and its content. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** The text directly inside. */
  readonly text: string;
}

type XmlProblem = 'not-this-format' | 'too-deep' | 'forbidden';

const deepest = 64;
const named: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

interface Open extends Element {
  readonly children: Open[];
  text: string;
}

/**
 * Parses an XML document: elements, attributes, text, CDATA, comments. Refuses a document type, and thereby all
 * entities but the five of XML itself, and anything nested deeper than 64.
 */
export function* parsingXml(source: string): Generator<undefined, Element | FileProblem> {
  const parsed = yield* elementsIn(source);
  return typeof parsed === 'string' ? { code: parsed } : parsed;
}

function* elementsIn(source: string): Generator<undefined, Element | XmlProblem> {
  const document: Open = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [document];
  for (let at = source.startsWith('\ufeff') ? 1 : 0; at < source.length;) {
    const parent = open.at(-1) ?? document;
    const tag = source.indexOf('<', at);
    const text = unescape(source.slice(at, tag < 0 ? source.length : tag));
    if (text === undefined || (parent === document && text.trim() !== '')) return 'not-this-format';
    parent.text += text;
    if (tag < 0) break;
    if (source.startsWith('<!DOCTYPE', tag)) return 'forbidden';
    const skipped = skip(source, tag, parent);
    const end = skipped ?? tagAt(source, tag, open);
    if (typeof end !== 'number') return end;
    at = end;
    yield;
  }
  const [root] = document.children;
  return root && open.length === 1 && document.children.length === 1 ? root : 'not-this-format';
}

/** The end of a comment, an instruction or CDATA, whose text is added to `parent`; undefined at a tag. */
function skip(source: string, at: number, parent: Open): number | undefined | 'not-this-format' {
  const [opening, closing] = source.startsWith('<!--', at)
    ? (['<!--', '-->'] as const)
    : source.startsWith('<![CDATA[', at)
      ? (['<![CDATA[', ']]>'] as const)
      : (['<?', '?>'] as const);
  if (!source.startsWith(opening, at)) return undefined;
  const end = source.indexOf(closing, at + opening.length);
  if (end < 0) return 'not-this-format';
  if (opening === '<![CDATA[') parent.text += source.slice(at + opening.length, end);
  return end + closing.length;
}

const tag =
  /<(\/?)([\p{L}_][\p{L}\p{N}_.:-]*)((?:\s+[\p{L}_][\p{L}\p{N}_.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/uy;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Opens or closes an element. Returns the end of the tag. */
function tagAt(source: string, at: number, open: Open[]): number | XmlProblem {
  tag.lastIndex = at;
  const [whole, closes, qualified = '', given = '', empty] = tag.exec(source) ?? [];
  if (whole === undefined) return 'not-this-format';
  const name = local(qualified);
  if (closes) {
    if (open.length < 2 || open.pop()?.name !== name) return 'not-this-format';
    return at + whole.length;
  }
  const attributes = new Map<string, string>();
  for (const [, key = '', double, single] of given.matchAll(attribute)) {
    const value = unescape((double ?? single ?? '').replace(/[\t\r\n]/g, ' '));
    if (value === undefined || attributes.has(key)) return 'not-this-format';
    attributes.set(key, value);
  }
  const element: Open = { name, attributes, children: [], text: '' };
  open.at(-1)?.children.push(element);
  if (!empty) open.push(element);
  return open.length > deepest ? 'too-deep' : at + whole.length;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Text with its references resolved; undefined if one is unknown. */
function unescape(text: string): string | undefined {
  let sound = true;
  const resolved = text.replace(/\r\n?/g, '\n').replace(/&([^;&]*;?)/g, (_, reference: string) => {
    const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}));$/i.exec(reference) ?? [];
    const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal);
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : named.get(reference.slice(0, -1));
    if (character === undefined || !reference.endsWith(';')) sound = false;
    return character ?? '';
  });
  return sound ? resolved : undefined;
}

/** Characters that XML 1.0 can't hold in any form. */
export const unwritable =
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Writes an element. Undefined attributes are left out; children are already written. */
export function xml(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  children: readonly string[] = [],
): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [` ${key}="${escapeXml(String(value)).replace(/[\t\n\r]/g, (unit) => `&#${unit.charCodeAt(0)};`)}"`],
  );
  const start = `<${name}${given.join('')}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.join('')}</${name}>`;
}

/** Text for an element's content or an attribute, without characters that XML can't hold. */
export function escapeXml(text: string): string {
  return text
    .replace(unwritable, '')
    .replace(/[&<>"]/g, (unit) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[unit] ?? unit)
    .replace(/\r/g, '&#13;');
}
