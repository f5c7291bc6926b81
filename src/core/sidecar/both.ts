import { applyChanges, type Change } from '../text/change';
import { clearOfComments } from './below';
import { conflictOf } from './conflict';
import { editMap, type Edit } from './edit';
import { selectorsApart } from './fold';
import { addedComments, hasForeign, mergeForeign } from './foreign';
import { marked } from './mark';
import { open, type Opened } from './opened';
import type { Piece } from './piece';
import { aboutFields, itemFields, type Fields } from './schema';
import { coalesced } from './splice';

export interface MergedBody {
  readonly body: string;
  /** The fields that both changed, differently; `*` where a person has to look at the whole. */
  readonly conflicts: readonly string[];
}

/** Merges a piece that both sides changed, field by field. Where a person has to choose, there are conflict markers. */
export function mergeBoth(base: Piece | undefined, ours: Piece, theirs: Piece, eol: string): MergedBody {
  const whole = { body: marked(ours.body, theirs.body, eol), conflicts: ['*'] };
  const fields = fieldsOf(ours);
  if (!fields) return whole;
  const [o, t, b] = [open(ours, fields, eol), open(theirs, fields, eol), base && open(base, fields, eol)];
  if (!o || !t || (base && !b)) return whole;
  if (o.values.text !== t.values.text && [o, t].every(({ values }) => values.text !== b?.values.text)) {
    return { ...whole, conflicts: ['text'] };
  }
  return mergeFields(fields, b, o, t, eol) ?? whole;
}

function fieldsOf({ kind, name }: Piece): Fields | undefined {
  if (kind !== 'section') return itemFields[kind];
  return name === 'section about' ? aboutFields : undefined;
}

/** Brings what theirs changed into ours; undefined where that can't be shown field by field. */
function mergeFields(
  fields: Fields,
  base: Opened | undefined,
  ours: Opened,
  theirs: Opened,
  eol: string,
): MergedBody | undefined {
  if (hasForeign(fields, base, theirs)) return undefined;
  const conflicts: string[] = [];
  const changes: Change[] = [];
  const edit: Edit = { text: ours.text, eol, changes, collide: (field) => conflicts.push(field), mark: true };
  const [from, to] = selectorsApart(base?.values ?? {}, theirs.values, ours.values);
  editMap(edit, ours.map, fields, from, to);
  mergeForeign(edit, fields, base, ours, theirs);
  addedComments(edit, base, ours, theirs);
  const text = applyChanges(ours.text, coalesced(clearOfComments(ours.text, changes)));
  // What one removed and the other changed within a list is no lines of ours that markers could stand around.
  if (conflicts.length > 0 && !conflictOf(text)) {
    return { body: marked(ours.text.slice(0, -eol.length), theirs.text.slice(0, -eol.length), eol), conflicts };
  }
  return isSound(text, fields, eol) ? { body: text.slice(0, -eol.length), conflicts } : undefined;
}

/** Whether each side of what was merged can still be read. */
function isSound(text: string, fields: Fields, eol: string): boolean {
  const conflict = conflictOf(text);
  const sides = conflict ? [conflict.ours.text, conflict.theirs.text] : [text];
  return sides.every((side) => open({ body: side.slice(0, -eol.length) }, fields, eol) !== undefined);
}
