import type { Change } from '../text/change';
import { readNode } from './entry';
import type { Section } from './outline';
import type { Parts } from './part';
import { printEntries } from './place';
import { printPair, type Style } from './print';
import type { Sidecar } from './read';
import type { Added } from './item';
import { itemFields, sections, type ListKey, type Shape } from './schema';
import { columnOf, eolOf, lineAfter } from './splice';
import { readYaml } from './yaml';

/** A new key of the file, at its place in the order of the format. */
export function insertSection(
  sidecar: Sidecar,
  key: (typeof sections)[number],
  print: (style: Style) => string,
): Change {
  const { text, parts } = sidecar;
  const eol = eolOf(text);
  if (!parts.outline) return inWhole(sidecar, print);
  const style = { flow: false, indent: 0, eol };
  const before = sections.slice(0, sections.indexOf(key));
  const found = parts.outline.sections.filter((section) => (before as readonly string[]).includes(section.key)).at(-1);
  const next = found && parts.outline.sections[parts.outline.sections.indexOf(found) + 1];
  const gap = key === 'dismissed' ? eol : '';
  if (found) {
    const end = sectionEnd(text, parts, found);
    // A literal block that keeps its empty lines would take the blank line, too.
    const keeps = text.charCodeAt(end - 1) === 10;
    if (next) return lineAfter(text, end, (keeps ? '' : gap) + print(style), eol);
    const open = text.endsWith('\n');
    const printed = (keeps && end === text.length ? '' : gap) + print(style);
    return { from: text.length, to: text.length, text: open ? printed + eol : eol + printed };
  }
  const at = parts.outline.sections[0]?.from ?? 0;
  return { from: at, to: at, text: print(style) + eol };
}

/** Where the value of a section ends, without the comments below it. */
export function sectionEnd(text: string, parts: Parts, { key, from, to, chunks }: Section): number {
  const item = chunks && (key === 'annotations' || key === 'dismissed') ? parts[key].at(-1) : undefined;
  if (item) return item.from + item.span.to;
  const { node } = readNode(text, from, to);
  const end = node?.kind === 'map' ? node.pairs.at(-1)?.value.to : undefined;
  return end ?? from + text.slice(from, to).trimEnd().length;
}

export function newSection(sidecar: Sidecar, key: ListKey, items: readonly Added[]): Change {
  const of = itemFields[key];
  const shape: Shape = { kind: 'list', of };
  return insertSection(sidecar, key, (style) =>
    style.flow
      ? printPair(
          key,
          items.map(({ item }) => item),
          shape,
          style,
        )
      : `${key}:${style.eol}${printEntries(items, of, style.eol, style.indent)}`,
  );
}

/** In a file of another form than the usual one: after everything else. */
function inWhole({ text }: Sidecar, print: (style: Style) => string): Change {
  const eol = eolOf(text);
  const { node } = readYaml(text, 0, text.length);
  if (node?.kind !== 'map') return lineAfter(text, text.length, print({ flow: false, indent: 0, eol }), eol);
  const last = node.pairs.at(-1);
  const json = node.flow && text.charCodeAt(last?.keySpan.from ?? 0) === 34;
  const indent = node.flow ? 0 : columnOf(text, node.from);
  const printed = print({ flow: node.flow, json, indent, eol });
  if (!last) return { from: node.from + 1, to: node.from + 1, text: printed };
  if (node.flow) return { from: last.value.to, to: last.value.to, text: `, ${printed}` };
  return lineAfter(text, last.value.to, ' '.repeat(indent) + printed, eol);
}
