import * as vscode from 'vscode';
import { itemsOf, shelfOf, summarize, type Item, type Group, type Summary } from '../../../core/query/group';
import { tallying } from '../../../core/query/count';
import { partsOf } from '../../../core/state/clusters';
import type { Sheet } from '../../../core/state/sheet';
import type { Store } from '../../../core/state/store';
import { pathOf, placeOf } from '../../ui/names';
import type { Platform } from '../../ui/platform';
import { inSlices } from '../../ui/timeSlices';
import { tagsByFolder, tagsFor, type Tag } from '../../ui/tags';
import type { LayoutHolder } from './layout';

/** The store read as the person wants it laid out, in slices, so that 50,000 annotations hold nobody up. */
export interface Outline {
  /** What all sheets, or those of one source, come to. */
  summary(source?: string): Promise<Summary>;
  /** The first `limit` annotations of a shelf. */
  items(shelf: Group, limit: number): Promise<readonly Item[]>;
  /** Where an annotation stands; undefined where it is hidden or not there. */
  shelf(source: string, id: string): Group | undefined;
  /** A source as people know it: where it stands in the workspace. */
  nameOf(source: string): string;
  /** The claim of the annotation that names a cluster, or its words. */
  wordsOfCluster(cluster: string): string;
  /** The tags of the team that a source belongs to. */
  tagsOf(source: vscode.Uri): readonly Tag[];
  /** Asks the settings for the tags again. */
  forgetTags(): void;
}

export function createOutline(store: Store, look: LayoutHolder, platform: Platform): Outline {
  const names = new Map<string, string>();
  let tagsOf = tagsByFolder();
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  let tally = { look: look.now(), of: tallying(look.now().by, look.now().filter) };

  function nameOf(source: string): string {
    const name = names.get(source) ?? placeOf(vscode.Uri.parse(source));
    names.set(source, name);
    return name;
  }

  function tallyOf(sheet: Sheet): ReturnType<typeof tally.of> {
    const now = look.now();
    if (tally.look !== now) tally = { look: now, of: tallying(now.by, now.filter) };
    return tally.of(sheet);
  }

  const one = (source: string): readonly Sheet[] => [store.get(source)].flatMap((sheet) => sheet ?? []);
  const inOrder = (): readonly Sheet[] =>
    [...store.all()].sort((a, b) => collator.compare(nameOf(a.source), nameOf(b.source)));

  return {
    summary: (source) => inSlices(summarize(source === undefined ? store.all() : one(source), tallyOf), platform),
    items(shelf, limit) {
      const now = look.now();
      const isOne = 'value' in shelf && (shelf.shelf === 'source' || now.by === 'source');
      const wanted = { ...now, tagOrder: tagsFor(undefined).map((tag) => tag.id) };
      const steps = itemsOf(isOne ? one(shelf.value) : inOrder(), shelf, wanted, limit);
      return inSlices(steps, platform);
    },
    shelf(source, id) {
      const sheet = store.get(source);
      return sheet && shelfOf(sheet, id, look.now());
    },
    nameOf,
    wordsOfCluster: (cluster) => wordsOfCluster(store, cluster),
    tagsOf: (source) => tagsOf(source),
    forgetTags: () => void (tagsOf = tagsByFolder()),
  };
}

/** Of the sheets that hold the id in that cluster, its path tells the one. */
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
