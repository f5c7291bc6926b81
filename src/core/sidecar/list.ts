import type { Change, Span } from '../text/change';
import type { Edit } from './edit';
import { editMembers, type Added, type ListEdit } from './item';
import { editLines, ownLines, withoutEntries, withoutEntry } from './lines';
import { listPlace, printEntries, type ListPlace } from './place';
import { printMap } from './print';
import type { Sidecar } from './read';
import { itemFields, type ListKey } from './schema';
import { newSection, sectionEnd } from './section';
import { columnOf, lineEnd, spanFrom, withoutMembers } from './splice';

/** Changes a list of the file, wherever and however it stands; makes it where there is none. */
export function editList(edit: Edit, sidecar: Sidecar, key: ListKey, { removed, added }: ListEdit): void {
  if (removed.size === 0 && added.length === 0) return;
  const place = listPlace(sidecar, key);
  if (!place) {
    edit.changes.push(newSection(sidecar, key, added));
    return;
  }
  if (place.empty) {
    edit.changes.push(...filledList(edit, place, place.empty, key, added));
    return;
  }
  const rest = place.spans.length - removed.size;
  if (rest === 0 && added.length === 0) edit.changes.push(...emptied(edit, sidecar, place, key));
  else if (!place.lines) editMembers(edit, place.keySpan, place.spans, place.flow, itemFields[key], { removed, added });
  else editLines(edit, place, itemFields[key], { removed, added });
}

/** The list with nothing left in it: the key stays, since the format wants it; `dismissed` goes. */
function emptied(edit: Edit, { parts }: Sidecar, place: ListPlace, key: ListKey): readonly Change[] {
  const { text } = edit;
  const { spans, keySpan, flow } = place;
  const last = spans.at(-1) ?? keySpan;
  if (flow) return withoutMembers(text, spans, () => true);
  const section = spanFrom(text, keySpan.from, { from: keySpan.from, to: last.to });
  if (key === 'dismissed' && !/(?:^|[\s])#/m.test(text.slice(keySpan.to, ownLines(text, section).to))) {
    const above = parts.outline?.sections.filter(({ from }) => from < section.from).at(-1);
    return [withoutEntry(text, section, above ? sectionEnd(text, parts, above) : 0)];
  }
  const cut = withoutEntries(text, place, () => true);
  return [{ from: keySpan.to + 1, to: keySpan.to + 1, text: ' []' }, ...cut];
}

/** An empty list with its first items. */
function filledList(
  edit: Edit,
  place: ListPlace,
  empty: Span,
  key: ListKey,
  items: readonly Added[],
): readonly Change[] {
  const { text, eol } = edit;
  if (place.flow)
    return [
      {
        ...empty,
        text: ` [${items.map(({ item }) => printMap(item, itemFields[key], { flow: true, json: true, indent: 0, eol })).join(', ')}]`,
      },
    ];
  const from = place.keySpan.to + 1;
  const at = lineEnd(text, empty.to);
  return [
    { from, to: empty.to, text: '' },
    { from: at, to: at, text: eol + printEntries(items, itemFields[key], eol, columnOf(text, place.keySpan.from)) },
  ];
}
