import { emitter, type Event } from './event';
import { emptyLog, type ActionLog } from './log';
import type { Sheet } from './sheet';

/**
 * What changed a sheet: a person's command, typing in the source, the disk, a search, or what other sheets say of its
 * annotations.
 */
export type Origin = 'person' | 'typing' | 'disk' | 'search' | 'doubts';

export interface SheetChange {
  readonly source: string;
  readonly origin: Origin;
  /** False when spans merely moved with the text: what is drawn moves by itself. */
  readonly stirred: boolean;
  /** The sheet before; undefined where there was none. */
  readonly before: Sheet | undefined;
}

/** All sheets, by their sources' URIs, and the log of what people did: the only state. Everything else is a view of it. */
export interface Store {
  get(source: string): Sheet | undefined;
  all(): readonly Sheet[];
  set(sheet: Sheet, origin: Origin, stirred?: boolean): void;
  delete(source: string): void;
  /** Fired once for each `set` and `delete`, after the change. */
  readonly onDidChange: Event<SheetChange>;
  readonly log: ActionLog;
  /** Replaces the log. */
  setLog(log: ActionLog): void;
  /** Fired after the log was replaced. */
  readonly onDidChangeLog: Event<ActionLog>;
}

export function createStore(): Store {
  const sheets = new Map<string, Sheet>();
  const changed = emitter<SheetChange>();
  const logged = emitter<ActionLog>();
  let log = emptyLog;
  return {
    get: (source) => sheets.get(source),
    all: () => [...sheets.values()],
    set(sheet, origin, stirred = true) {
      const before = sheets.get(sheet.source);
      sheets.set(sheet.source, sheet);
      changed.fire({ source: sheet.source, origin, stirred, before });
    },
    delete(source) {
      const before = sheets.get(source);
      if (sheets.delete(source)) changed.fire({ source, origin: 'disk', stirred: true, before });
    },
    onDidChange: changed.event,
    get log() {
      return log;
    },
    setLog(next) {
      if (next === log) return;
      log = next;
      logged.fire(next);
    },
    onDidChangeLog: logged.event,
  };
}
