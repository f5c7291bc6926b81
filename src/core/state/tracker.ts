import { describe } from '../anchor/selector';
import type { Change } from '../text/change';
import { drain } from '../text/steps';
import { anchoringAgain, recalling } from './anchorAgain';
import { placementAt } from './ranges';
import type { SearchResult } from './searchResult';
import { newSheet, opened, withFound, withRevisions, type Sheet } from './sheet';
import { track } from './track';
import type { Reason } from './undoLog';

/** Spans of a text that stay on their words while it is edited. */
export interface Tracker {
  /** Simultaneous, non-overlapping changes, `[from, to, replacement]`, in offsets of the text before them. */
  edit(changes: readonly (readonly [number, number, string])[], reason?: Reason): void;
  /** `[from, to]` of each span in the text as it is now; null where it is lost. */
  spans(): ([number, number] | null)[];
}

/**
 * Tracks spans through the edits of a text, as the editor does; uncertain ones are anchored again before `edit`
 * returns. Report edits as they are made, letter by letter, and undo and redo as such. Spans are `[from, to]`,
 * half-open, in UTF-16 units.
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
      sheet = withAnchored(tracked.sheet, anchoringAgain(tracked.sheet, tracked.uncertain));
      sheet = withAnchored(sheet, recalling(sheet, tracked.recalled));
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

function withAnchored(sheet: Sheet, steps: Generator<undefined, SearchResult>): Sheet {
  const { ids, found } = drain(steps);
  return ids.length === 0 ? sheet : withFound(sheet, ids, found, sheet);
}
