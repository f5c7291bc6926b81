import { anchoredAnnotations, type AnchoredAnnotation, type Sheet } from '../state/sheet';
import { isOpenFor } from './filter';

/** What a person has to review of what others tagged. */
export interface ReviewWork {
  /** How many wait for their verdict: not their own, and not lost ones, which nobody can judge. */
  readonly open: number;
  /** How many they have judged in the present state. */
  readonly judged: number;
  /** The sources in which something waits, sorted by name. */
  readonly sources: readonly string[];
}

/** Whether an annotation waits for a person's verdict. */
export function waitsFor(person: string, { annotation, state }: AnchoredAnnotation): boolean {
  return state !== 'lost' && isOpenFor(person, annotation, state === 'edited');
}

/** Returns a function that counts what a person has to review. A sheet is immutable, so each is counted once. */
export function reviewWork(person: string): (sheets: Iterable<Sheet>) => ReviewWork {
  const known = new WeakMap<Sheet, { readonly open: number; readonly judged: number }>();
  const countOf = (sheet: Sheet): { readonly open: number; readonly judged: number } => {
    const others = anchoredAnnotations(sheet).filter(({ annotation }) => annotation.by !== person);
    const judged = others.filter((one) => !isOpenFor(person, one.annotation, one.state === 'edited')).length;
    return { open: others.filter((one) => waitsFor(person, one)).length, judged };
  };
  return (sheets) => {
    const work = { open: 0, judged: 0, sources: [] as string[] };
    for (const sheet of sheets) {
      const count = known.get(sheet) ?? countOf(sheet);
      known.set(sheet, count);
      work.open += count.open;
      work.judged += count.judged;
      if (count.open > 0) work.sources.push(sheet.source);
    }
    return { ...work, sources: work.sources.sort((a, b) => a.localeCompare(b)) };
  };
}
