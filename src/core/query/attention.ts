import type { Annotation } from '../model/annotation';
import { statusWith, type Doubt } from '../review/grounds';
import { statusAt } from '../state/ranges';
import { onDiskAt, type Sheet } from '../state/sheet';

/** Why a person should look at an annotation: it is nowhere in its source, its words have changed, something speaks against it, a reviewer asks. */
export type Attention = 'lost' | 'edited' | 'contested' | 'questioned' | 'none';

/** What needs a person, in the order in which it is shown. */
export const attentions = ['lost', 'contested', 'questioned', 'edited'] as const satisfies readonly Attention[];

/** What is listed before all groups: what needs a person, and what is discussed, whatever else it needs. */
export const heads = [...attentions, 'discussed'] as const;

export type Head = (typeof heads)[number];

/** Of a source that is not open and not looked into it is only known whether the changed words have been confirmed. */
export function attentionAt(sheet: Sheet, index: number): Attention {
  const annotation = sheet.records[index];
  const here = statusAt(sheet.spans, index);
  const unknown = annotation?.was === undefined ? 'found' : 'edited';
  const status = here === 'unsought' ? (onDiskAt(sheet, index)?.state ?? unknown) : here;
  if (status === 'lost') return 'lost';
  return neededBy(annotation, status === 'edited', annotation && sheet.doubts?.get(annotation.id));
}

/** What an annotation that is in its source needs; `doubts` are what other entries speak against it. */
export function neededBy(
  annotation: Annotation | undefined,
  edited: boolean,
  doubts: readonly Doubt[] | undefined,
): Attention {
  if (edited) return 'edited';
  const status = annotation && statusWith(annotation, 1, false, doubts);
  return status === 'contested' || status === 'questioned' ? status : 'none';
}
