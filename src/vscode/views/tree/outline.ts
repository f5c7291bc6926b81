import * as vscode from 'vscode';
import {
  itemsOf,
  groupWith,
  sourceOf,
  summarize,
  type Item,
  type Group,
  type List,
  type Summary,
} from '../../../core/query/group';
import { hidden, tallying, type Tally } from '../../../core/query/count';
import type { SourceState } from '../../../core/query/filter';
import { partsOf } from '../../../core/state/clusters';
import type { Sheet } from '../../../core/state/sheet';
import type { Store } from '../../../core/state/store';
import { pathOf, placeOf } from '../../ui/names';
import type { Platform } from '../../ui/platform';
import { inSlices } from '../../ui/timeSlices';
import { tagsByFolder, tagsFor, type Tag } from '../../ui/tags';
import type { LayoutHolder } from './layout';

/** Reads the store in a person's layout, in slices, so that 50,000 annotations hold nobody up. */
export interface Outline {
  /** The tally of all sheets, or of one source. */
  summary(source?: string): Promise<Summary>;
  /** The first `limit` annotations of a list. */
  items(list: List, limit: number): Promise<readonly Item[]>;
  /** The group of an annotation; undefined where it is hidden or missing. */
  groupWith(source: string, id: string): Group | undefined;
  /** The name of a source for people: its path in the workspace. */
  nameOf(source: string): string;
  /** The claim of the annotation that names a cluster, or its words. */
  wordsOfCluster(cluster: string): string;
  /** The team's tags for a source. */
  tagsOf(source: vscode.Uri): readonly Tag[];
  /** Drops the cached tags, so that the settings are read again. */
  forgetTags(): void;
}

/** The state of a source; undefined where nobody has begun. */
type StateOfSource = (source: string) => SourceState | undefined;

export function createOutline(store: Store, layout: LayoutHolder, platform: Platform, stateOf: StateOfSource): Outline {
  const names = new Map<string, string>();
  let tagsOf = tagsByFolder();
  const isAsked = askedFor(layout, stateOf);
  const tallyOf = tallyingNow(layout, isAsked);

  function nameOf(source: string): string {
    const name = names.get(source) ?? placeOf(vscode.Uri.parse(source));
    names.set(source, name);
    return name;
  }

  const one = (source: string): readonly Sheet[] => [store.get(source)].flatMap((sheet) => sheet ?? []);
  function inOrder(): readonly Sheet[] {
    const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
    return [...store.all()].sort((a, b) => collator.compare(nameOf(a.source), nameOf(b.source)));
  }

  return {
    summary: (source) => inSlices(summarize(source === undefined ? store.all() : one(source), tallyOf), platform),
    items(list, limit) {
      const now = layout.now();
      const source = sourceOf(list, now.by);
      const wanted = { ...now, tagOrder: tagsFor(undefined).map((tag) => tag.id) };
      const steps = itemsOf((source === undefined ? inOrder() : one(source)).filter(isAsked), list, wanted, limit);
      return inSlices(steps, platform);
    },
    groupWith(source, id) {
      const sheet = store.get(source);
      return sheet && isAsked(sheet) ? groupWith(sheet, id, layout.now()) : undefined;
    },
    nameOf,
    wordsOfCluster: (cluster) => wordsOfCluster(store, cluster),
    tagsOf: (source) => tagsOf(source),
    forgetTags: () => void (tagsOf = tagsByFolder()),
  };
}

/** Tallies sheets under the present layout. */
function tallyingNow(layout: LayoutHolder, isAsked: (sheet: Sheet) => boolean): (sheet: Sheet) => Tally {
  let tally = { layout: layout.now(), of: tallying(layout.now().by, layout.now().filter) };
  return (sheet) => {
    const now = layout.now();
    if (tally.layout !== now) tally = { layout: now, of: tallying(now.by, now.filter) };
    return isAsked(sheet) ? tally.of(sheet) : hidden(tally.of(sheet));
  };
}

/** Whether the filter includes the source of a sheet. */
function askedFor(layout: LayoutHolder, stateOf: StateOfSource): (sheet: Sheet) => boolean {
  return ({ source }) => {
    const { sources } = layout.now().filter;
    const state = sources.length > 0 ? stateOf(source) : undefined;
    return sources.length === 0 || (state !== undefined && sources.includes(state));
  };
}

/** Finds the annotation that names a cluster, among sheets with its id by the path. */
function wordsOfCluster(store: Store, cluster: string): string {
  const { source, id } = partsOf(cluster);
  const isOwn = (sheet: Sheet): boolean =>
    sheet.clusters?.get(id) === cluster && pathOf(vscode.Uri.parse(sheet.source)) === source;
  const head = store
    .all()
    .find(isOwn)
    ?.records.find((record) => record.id === id);
  return head?.claim ?? head?.text ?? '';
}
