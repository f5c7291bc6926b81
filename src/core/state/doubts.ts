import { claimsOf, doubtsAmong, type Claims, type Doubt } from '../review/grounds';
import { anchoredAnnotations, onDiskAt, type Sheet } from './sheet';

/**
 * Returns a function that tells which sheets have other doubts than they hold, with the new ones: what other entries
 * speak against their annotations. `nameOf` gives the path by which evidence and links name a source. A sheet is read
 * again only if its annotations or their statuses have changed, not because they moved with the text.
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
      return isSame(sheet.doubts, now) ? [] : [[sheet, now] as const];
    });
  };
}

function assessedOf(sheet: Sheet, nameOf: (source: string) => string): Parameters<typeof claimsOf>[0] {
  const annotations = anchoredAnnotations(sheet).map((anchored, index) => {
    return { ...anchored, span: anchored.span ?? onDiskAt(sheet, index)?.span };
  });
  return { source: nameOf(sheet.source), annotations };
}

/** Whether two sheets have the same records and statuses. Places may differ: typing moves spans of the same words together. */
function isAlike(a: Sheet, b: Sheet): boolean {
  if (a.records !== b.records || a.onDisk !== b.onDisk || a.open !== b.open) return false;
  const [one, two] = [a.spans.state, b.spans.state];
  return one === two || (one.length === two.length && one.every((state, index) => state === two[index]));
}

function isSame(before: Sheet['doubts'], now: Sheet['doubts']): boolean {
  if (!before || !now) return (before?.size ?? 0) === (now?.size ?? 0);
  return before.size === now.size && [...now].every(([id, doubts]) => alike(before.get(id), doubts));
}

function alike(before: readonly Doubt[] | undefined, now: readonly Doubt[]): boolean {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now);
}
