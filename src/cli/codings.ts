import path from 'node:path';
import type { Coding } from '../core/review/agreement';
import { annotatorOf } from '../core/sidecar/path';
import type { Loaded } from './load';
import type { Settings } from './settings';

/** Who marked what: by file where annotators keep files of their own, else by the author of each entry. */
export function codingsOf(loaded: readonly Loaded[], { root }: Settings): readonly Coding[] {
  return loaded.flatMap((one) => {
    const { source, text, file } = one;
    if (source === undefined || text === undefined) return [];
    const name = path.relative(root, source).replaceAll(path.sep, '/');
    const own = annotatorOf(file, source);
    return [...byAnnotator(one, own)].map(([annotator, units]) => ({
      annotator,
      source: name,
      length: text.length,
      units,
    }));
  });
}

function byAnnotator({ sidecar, found }: Loaded, own: string | undefined): ReadonlyMap<string, Coding['units']> {
  const units = new Map<string, Coding['units'][number][]>();
  sidecar.entries.forEach(({ annotation }, index) => {
    const span = found[index]?.span;
    const annotator = own ?? annotation.by;
    if (!span || annotator === undefined) return;
    units.set(annotator, [...(units.get(annotator) ?? []), { span, tag: annotation.tag }]);
  });
  return units;
}
