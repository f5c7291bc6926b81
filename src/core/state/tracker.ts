import { describe } from '../anchor/selector';
import { following } from '../anchor/withOlderText';
import { reanchorAll } from '../anchor/locate';
import { drain } from '../text/steps';
import type { Change, Span } from '../text/change';
import { placementAt, type Placement } from './ranges';
import { standing } from './restore';
import { newSheet, opened, withFound, withRevisions, type Sheet } from './sheet';
import { track, type Reason, type Recalled, type Uncertain } from './track';

/** Spans of a text that stay on their words while it is edited. */
export interface Tracker {
  /** Simultaneous, non-overlapping changes, `[from, to, replacement]`, in offsets of the text before them. */
  edit(changes: readonly (readonly [number, number, string])[], reason?: Reason): void;
  /** `[from, to]` of each span in the text as it is now; null where it is lost. */
  spans(): ([number, number] | null)[];
}

/**
 * Tracks spans through the edits of a text, as the editor does: what an edit leaves uncertain is anchored again before
 * `edit` returns. Tell it of edits as they are made, letter by letter, and of undo and redo as such. Spans are
 * `[from, to]`, half-open, in UTF-16 units.
 */
export function createTracker(text: string, spans: readonly (readonly [number, number])[]): Tracker {
  const places = new Map(spans.map(([from, to], index) => [String(index), { from, to }]));
  const revisions = [...places].map(([id, span]) => {
    return { of: 'annotation' as const, id, after: { id, tag: '', ...describe(text, span) } };
  });
  // The records of a sheet are in the order of the text.
  let sheet = opened(withRevisions(newSheet(''), revisions, places), () => text);
  return {
    edit(changes, reason) {
      const tracked = track(
        sheet,
        changes.map(([from, to, put]): Change => ({ from, to, text: put })),
        reason,
      );
      sheet = recalled(anchoredAgain(tracked.sheet, tracked.uncertain), tracked.recalled);
    },
    spans() {
      const index = new Map(sheet.records.map(({ id }, at) => [id, at]));
      return spans.map((_, id) => {
        const { span } = placementAt(sheet.spans, index.get(String(id)) ?? -1);
        return span ? [span.from, span.to] : null;
      });
    },
  };
}

/** The sheet with what was uncertain anchored again by the text before the changes. */
function anchoredAgain(sheet: Sheet, { indices, text, spans }: Uncertain): Sheet {
  const now = sheet.tracking?.text;
  if (!text || !now || indices.length === 0) return sheet;
  const found = drain(following(text.toString(), now.toString(), spans));
  return placed(
    sheet,
    indices,
    found.map((hit) => hit?.span),
  );
}

/** The sheet with lost spans where a search finds them, changed, in text that was put in. */
function recalled(sheet: Sheet, { indices, within }: Recalled): Sheet {
  const now = sheet.tracking?.text;
  if (!now || indices.length === 0) return sheet;
  const found = reanchorAll(sheet.records, now.toString());
  const hits = indices.flatMap((index) => {
    const hit = found[index];
    const isIn = hit && within.some(({ from, to }) => hit.start < to && from < hit.end);
    return isIn ? [{ index, span: { from: hit.start, to: hit.end } }] : [];
  });
  return placed(
    sheet,
    hits.map(({ index }) => index),
    hits.map(({ span }) => span),
  );
}

function placed(sheet: Sheet, indices: readonly number[], spans: readonly (Span | undefined)[]): Sheet {
  const { records, tracking } = sheet;
  const ids = indices.flatMap((index) => records[index]?.id ?? []);
  const found = indices.map((index, order): Placement => {
    const [record, span] = [records[index], spans[order]];
    return record && span && tracking ? standing(record, span, tracking.text) : { span: undefined, state: 'lost' };
  });
  return withFound(sheet, ids, found, sheet);
}
