import type { Stance } from '../model/annotation';
import type { ReviewStatus } from '../review/status';
import type { ExportedTag } from '../exchange/format';
import type { Look } from './charts';

/** A tag's look; the team's tags share a colour where they have none of their own, and are told apart by patterns. */
export function tagLook(tag: ExportedTag, index: number): Look {
  switch (tag.id) {
    case 'verified':
      return { fill: 'verified', pattern: 'solid' };
    case 'unconfirmed':
      return { fill: 'unconfirmed', pattern: 'stripes' };
    case 'quote':
      return { fill: 'quote', pattern: 'dots' };
    default:
      return {
        fill: colorOf(tag) === undefined ? 'team' : `tag-${index}`,
        pattern: (['checks', 'rules', 'solid'] as const)[index % 3] ?? 'solid',
      };
  }
}

/** The colours that a team gave its tags, as style. */
export function tagColors(tags: readonly ExportedTag[]): string {
  return tags
    .map((tag, i) => (colorOf(tag) === undefined ? '' : `.fill-tag-${i} { fill: ${colorOf(tag)}; }\n`))
    .join('');
}

/** Only what is a colour and nothing else gets into the style. */
function colorOf({ color }: ExportedTag): string | undefined {
  return color !== undefined && /^#[0-9a-f]{6}$/i.test(color) ? color : undefined;
}

export function standingLook(standing: ReviewStatus): Look {
  switch (standing) {
    case 'contested':
      return { fill: 'bad', pattern: 'checks' };
    case 'stale':
      return { fill: 'unconfirmed', pattern: 'stripes' };
    case 'unreviewed':
      return { fill: 'none', pattern: 'solid' };
    case 'agreed':
      return { fill: 'verified', pattern: 'dots' };
    case 'settled':
      return { fill: 'verified', pattern: 'solid' };
  }
}

export function stanceLook(stance: Stance): Look {
  switch (stance) {
    case 'supports':
      return { fill: 'verified', pattern: 'solid' };
    case 'contradicts':
      return { fill: 'bad', pattern: 'checks' };
    case 'context':
      return { fill: 'soft', pattern: 'dots' };
  }
}
