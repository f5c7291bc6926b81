import type * as vscode from 'vscode';
import { locatingWithPreviousWords, type Found } from '../../core/anchor/locate';
import { correctingWithOlderText, isDoubtful } from '../../core/anchor/withOlderText';
import type { Annotation, Selector } from '../../core/model/annotation';
import type { Change, Span } from '../../core/text/change';
import { sameWords } from '../../core/text/words';
import { anchoringByLastText } from '../../core/state/lastText';
import type { LastTexts } from './lastTexts';
import { moved, overtaken, withSearchResult, type SearchResult } from '../../core/state/searchResult';
import type { Sheet } from '../../core/state/sheet';
import { onItsWords, onWords, standsAmongItsOwn } from '../../core/state/ownWords';
import type { Placement } from '../../core/state/ranges';
import type { Store } from '../../core/state/store';
import { anchoringAgain, recalling, searchedFor } from '../../core/state/anchorAgain';
import type { Tracked } from '../../core/state/track';
import { withLf } from '../../core/text/lines';
import { textWhenWritten } from './git';
import { sidecarOf } from '../ui/names';
import type { Platform } from '../ui/platform';
import { inSlices } from '../ui/timeSlices';

/** Finds spans in open sources by their selectors, in slices, while the person continues typing. */
export interface Seeker {
  /** Searches the records with these indices. */
  seek(document: vscode.TextDocument, indices: readonly number[]): Promise<void>;
  /** Anchors the spans again that tracking left uncertain, and searches inserted text for lost ones. */
  anchorAgain(document: vscode.TextDocument, tracked: Pick<Tracked, 'uncertain' | 'recalled'>): Promise<void>;
  /** Resolves once no search in a source is under way: until then, uncertain placements must not be saved. */
  idle(source: string): Promise<void>;
  /** Must be called with each change of a source, so that the results of running searches are mapped through it. */
  changed(source: string, changes: readonly Change[]): void;
}

export function createSeeker(store: Store, platform: Platform, lastTexts: LastTexts): Seeker {
  const searches = createSearches(store);

  async function seek(document: vscode.TextDocument, indices: readonly number[]): Promise<void> {
    const sheet = store.get(document.uri.toString());
    if (!sheet || indices.length === 0) return;
    const unsettled = await searches.run(document, sheet, false, () =>
      search(sheet, document.uri, document.getText(), indices, { platform, lastTexts }),
    );
    await seek(document, unsettled);
  }

  return {
    seek,
    changed: (source, changes) => searches.changed(source, changes),
    idle: (source) => searches.idle(source),
    async anchorAgain(document, { uncertain, recalled }) {
      const find = async (
        stays: boolean,
        steps: (sheet: Sheet) => Generator<undefined, SearchResult>,
      ): Promise<void> => {
        const sheet = store.get(document.uri.toString());
        if (!sheet?.tracking) return;
        const unsettled = await searches.run(document, sheet, stays, () => inSlices(steps(sheet), platform));
        if (!stays) await seek(document, unsettled);
      };
      if (uncertain.indices.length > 0) await find(false, (sheet) => anchoringAgain(sheet, uncertain));
      if (recalled.indices.length > 0) await find(true, (sheet) => recalling(sheet, recalled));
    },
  };
}

interface Searches {
  /** Runs a search begun at a sheet, its result mapped through later typing. Returns the indices to search again. */
  run(
    document: vscode.TextDocument,
    sheet: Sheet,
    stays: boolean,
    search: () => Promise<SearchResult>,
  ): Promise<readonly number[]>;
  changed(source: string, changes: readonly Change[]): void;
  idle(source: string): Promise<void>;
}

function createSearches(store: Store): Searches {
  const running = new Map<string, Set<(changes: readonly Change[]) => void>>();
  const waiting = new Set<() => void>();
  const isIdle = (source: string): boolean => (running.get(source)?.size ?? 0) === 0;
  return {
    changed: (source, changes) => running.get(source)?.forEach((listen) => listen(changes)),
    async idle(source) {
      while (!isIdle(source)) await new Promise<void>((resolve) => waiting.add(resolve));
    },
    async run(document, sheet, stays, search) {
      const { source } = sheet;
      const since: (readonly Change[])[] = [];
      const listen = (changes: readonly Change[]): void => void since.push(changes);
      const listeners = running.get(source) ?? new Set();
      running.set(source, listeners.add(listen));
      try {
        const hits = moved(await search(), since);
        const now = store.get(source);
        // The document may have been closed, and opened again with another text.
        if (now?.open && !document.isClosed) store.set(withSearchResult(now, hits, sheet, stays), 'search');
        const then = store.get(source);
        return then?.open ? overtaken(then, hits, since) : [];
      } finally {
        listeners.delete(listen);
        const woken = [...waiting];
        waiting.clear();
        woken.forEach((wake) => wake());
      }
    },
  };
}

const nowhere: Placement = { span: undefined, state: 'lost' };

/**
 * Searches the records with these indices in a text of a source, open or not. `isByTextAlone`: whether the result
 * depends on this text only, not on an older one, from the cache or from git.
 */
export async function search(
  sheet: Sheet,
  source: vscode.Uri,
  text: string,
  indices: readonly number[],
  { platform, lastTexts }: { readonly platform: Platform; readonly lastTexts: LastTexts },
): Promise<SearchResult & { readonly isByTextAlone: boolean }> {
  const sought = indices.flatMap((index) => sheet.records[index] ?? []);
  const searched = searchedFor(sheet, sought);
  const located = await inSlices(locatingWithPreviousWords(text, searched), platform);
  const last = await lastTexts.recall(source);
  const hits = last
    ? withKnown(located, searched, await inSlices(anchoringByLastText(last, text, searched), platform), text)
    : await byHistory(source, text, searched, located, platform);
  const wanted = new Set(sought.map(({ id }) => id));
  const pairs = searched.flatMap((record, index) => {
    const hit = hits[index] ?? null;
    return wanted.has(record.id) ? [{ id: record.id, stand: hit ? placementOf(hit, record, text) : nowhere }] : [];
  });
  const isByTextAlone = !last && !located.some(isDoubtful);
  return { ids: pairs.map((pair) => pair.id), found: pairs.map((pair) => pair.stand), isByTextAlone };
}

/**
 * Corrects search results by the last text in which the annotations were placed. A place with exactly a selector's
 * words and whole context is surer than that, and stays.
 */
function withKnown(
  found: readonly (Found | null)[],
  records: readonly Annotation[],
  known: ReadonlyMap<string, Span | null>,
  text: string,
): readonly (Found | null)[] {
  return records.map((record, index) => {
    const hit = found[index] ?? null;
    const span = known.get(record.id);
    if (span === undefined || (hit?.how === 'in place' && standsAmongItsOwn(record, hit.span, text))) return hit;
    if (!span) return null;
    const isSame = sameWords(text.slice(span.from, span.to), record.was ?? record.text);
    return { span, how: isSame ? 'in place' : 'edited', score: 1 };
  });
}

/** Where the search is unsure, the text for which the sidecar was written decides, if git has it. */
async function byHistory(
  source: vscode.Uri,
  text: string,
  selectors: readonly Selector[],
  found: readonly (Found | null)[],
  platform: Platform,
): Promise<readonly (Found | null)[]> {
  if (!found.some(isDoubtful)) return found;
  const older = await textWhenWritten(source, sidecarOf(source));
  if (older === undefined || older === text) return found;
  return inSlices(correctingWithOlderText(older, text, selectors, found), platform);
}

function placementOf({ span, how }: Found, record: Annotation, text: string): Placement {
  if (how !== 'edited') return onItsWords(record, span);
  return onWords(record, span, withLf(text.slice(span.from, span.to)));
}
