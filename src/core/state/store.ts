import { emitter, type Event } from './event';
import type { Sheet } from './sheet';

/** Who changed a sheet: a person's command, typing in the source, the disk, or a search that found spans. */
export type Origin = 'person' | 'typing' | 'disk' | 'search';

export interface SheetChange {
  readonly source: string;
  readonly origin: Origin;
  /** False when spans merely moved along with the text: what is drawn moves by itself. */
  readonly stirred: boolean;
}

/** All sheets there are, by their sources' URIs: the only state. Everything else is a view of it. */
export interface Store {
  get(source: string): Sheet | undefined;
  all(): readonly Sheet[];
  set(sheet: Sheet, origin: Origin, stirred?: boolean): void;
  delete(source: string): void;
  /** Fired once for each `set` and `delete`, when the new state stands. */
  readonly onDidChange: Event<SheetChange>;
}

export function createStore(): Store {
  const sheets = new Map<string, Sheet>();
  const changed = emitter<SheetChange>();
  return {
    get: (source) => sheets.get(source),
    all: () => [...sheets.values()],
    set(sheet, origin, stirred = true) {
      sheets.set(sheet.source, sheet);
      changed.fire({ source: sheet.source, origin, stirred });
    },
    delete(source) {
      if (sheets.delete(source)) changed.fire({ source, origin: 'disk', stirred: true });
    },
    onDidChange: changed.event,
  };
}
