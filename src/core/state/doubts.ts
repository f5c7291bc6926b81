import { claimsOf, doubtsAmong, type Claims, type Doubt } from '../review/grounds';
import { anchoredAnnotations, onDiskAt, type Sheet } from './sheet';

/**
 * Tells, again and again, of which sheets what other entries speak against their annotations has changed, and what it is
 * now. `nameOf` gives the path by which evidence and links name a source. A sheet is read anew only if its annotations or
 * how they stand have changed: not because they moved along with the text.
 */
export function doubting(
  nameOf: (source: string) => string,
): (sheets: readonly Sheet[]) => readonly (readonly [Sheet, Sheet['doubts']])[] {
  let known = new Map<string, { readonly sheet: Sheet; readonly claims: Claims }>();
  return (sheets) => {
    known = new Map(
      sheets.map((sheet) => {
        const before = known.get(sheet.source);
        const claims = before && isAlike(before.sheet, sheet) ? before.claims : claimsOf(assessedOf(sheet, nameOf));
        return [sheet.source, { sheet, claims }];
      }),
    );
    const doubts = doubtsAmong([...known.values()].map(({ claims }) => claims));
    return sheets.flatMap((sheet) => {
      const now = doubts.get(known.get(sheet.source)?.claims.source ?? '');
      return isSaid(sheet.doubts, now) ? [] : [[sheet, now] as const];
    });
  };
}

function assessedOf(sheet: Sheet, nameOf: (source: string) => string): Parameters<typeof claimsOf>[0] {
  const annotations = anchoredAnnotations(sheet).map((anchored, index) => {
    return { ...anchored, span: anchored.span ?? onDiskAt(sheet, index)?.span };
  });
  return { source: nameOf(sheet.source), annotations };
}

/** Whether two sheets hold the same records, standing alike. Spans may have moved: typing moves those of the same words together. */
function isAlike(a: Sheet, b: Sheet): boolean {
  if (a.records !== b.records || a.onDisk !== b.onDisk || a.open !== b.open) return false;
  const [one, two] = [a.spans.state, b.spans.state];
  return one === two || (one.length === two.length && one.every((state, index) => state === two[index]));
}

function isSaid(before: Sheet['doubts'], now: Sheet['doubts']): boolean {
  if (!before || !now) return (before?.size ?? 0) === (now?.size ?? 0);
  return before.size === now.size && [...now].every(([id, doubts]) => alike(before.get(id), doubts));
}

function alike(before: readonly Doubt[] | undefined, now: readonly Doubt[]): boolean {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now);
}
