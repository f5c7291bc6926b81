import type { Annotation } from '../model/annotation';
import type { Span } from '../text/change';
import type { SidecarProblem } from './problem';
import { fieldSpans, moved, nodeOf, type Entry, type FieldSpans, type Item } from './entry';
import { keysFrom } from './key';
import { spanFrom } from './splice';

/** The items as entries, each with a key of its own. What of `old` is the same is taken over, as the same object. */
export function namedEntries(
  text: string,
  items: readonly Item[],
  old: readonly Entry[],
): { readonly entries: readonly Entry[]; readonly problems: readonly SidecarProblem[] } {
  const keys = new Set<string>();
  const problems: SidecarProblem[] = [];
  const owned = items.map(({ values }) => {
    const id = values?.['id'];
    if (typeof id !== 'string' || id === '' || keys.has(id)) return false;
    keys.add(id);
    return true;
  });
  const known = new Map(old.filter(({ hasId }) => !hasId).map(({ key, annotation }) => [key, annotation]));
  const derivedKey = keysFrom(keys);
  const entries: Entry[] = [];
  items.forEach((item, i) => {
    if (!item.values) return;
    const values = item.values as unknown as Annotation;
    const hasId = owned[i] === true;
    const key = hasId ? values.id : derivedKey(values);
    if (!hasId && values.id) problems.push(duplicate(text, item, values.id));
    entries.push(new ReadEntry(text, item, hasId ? values : withId(values, key, known.get(key)), hasId));
  });
  return { entries, problems };
}

function withId(values: Annotation, id: string, old: Annotation | undefined): Annotation {
  const annotation = { ...values, id };
  return old && JSON.stringify(old) === JSON.stringify(annotation) ? old : annotation;
}

function duplicate(text: string, item: Item, id: string): SidecarProblem {
  const span = fieldSpans(nodeOf(text, item)).get('id')?.value ?? moved(item.span, item.from);
  return { code: 'duplicate-id', id, span };
}

class ReadEntry implements Entry {
  constructor(
    private readonly text: string,
    private readonly item: Item,
    readonly annotation: Annotation,
    readonly hasId: boolean,
  ) {}

  get key(): string {
    return this.annotation.id;
  }

  get span(): Span {
    const { from, to } = moved(this.item.span, this.item.from);
    return this.text.charCodeAt(to - 1) === 10 ? spanFrom(this.text, from, { from, to }) : { from, to };
  }

  fieldSpans(): ReadonlyMap<string, FieldSpans> {
    return fieldSpans(nodeOf(this.text, this.item));
  }
}
