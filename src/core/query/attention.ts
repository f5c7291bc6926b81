import type { Annotation } from '../model/annotation';
import { statusWith, type Doubt } from '../review/grounds';
import { statusAt } from '../state/ranges';
import { onDiskAt, type Sheet } from '../state/sheet';

/** Why a person should look at an annotation: it is lost or edited, contested, or a reviewer has a question. */
export type Attention = 'lost' | 'edited' | 'contested' | 'questioned' | 'none';

/** The kinds of attention that need a person, in the order in which they are shown. */
export const attentions = ['lost', 'contested', 'questioned', 'edited'] as const satisfies readonly Attention[];

/** The groups listed before all others: those that need a person, and all open discussions. */
export const heads = [...attentions, 'discussed'] as const;

export type Head = (typeof heads)[number];

/** What an annotation needs. In a closed source not read yet, only unconfirmed words are known to be edited. */
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
