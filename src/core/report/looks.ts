import type { Stance } from '../annotation';
import type { Standing } from '../review/standing';
import type { Look } from './charts';

/** A tag's look; the team's tags share a colour and are told apart by their patterns. */
export function tagLook(tag: string, index: number): Look {
  switch (tag) {
    case 'verified':
      return { fill: 'verified', pattern: 'solid' };
    case 'unconfirmed':
      return { fill: 'unconfirmed', pattern: 'stripes' };
    case 'quote':
      return { fill: 'quote', pattern: 'dots' };
    default:
      return { fill: 'team', pattern: (['checks', 'rules', 'solid'] as const)[index % 3] ?? 'solid' };
  }
}

export function standingLook(standing: Standing): Look {
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
