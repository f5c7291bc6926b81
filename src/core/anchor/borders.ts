import type { Span } from '../text/change';
import { Kind, kindOf } from './fold';

const stops = '.!?:;…。！？：；';

/** Whether a line, a sentence or a clause begins at an offset; marks and blanks before it do not matter. */
export function beginsAt(text: string, offset: number): boolean {
  for (let at = offset - 1; at >= 0; at--) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || stops.includes(text.charAt(at))) return true;
    if (kindOf(unit) === Kind.Letter || kindOf(unit) === Kind.Sign) return false;
  }
  return true;
}

/** Whether a line, a sentence or a clause ends at an offset. */
export function endsAt(text: string, offset: number): boolean {
  if (offset > 0 && stops.includes(text.charAt(offset - 1))) return true;
  for (let at = offset; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || stops.includes(text.charAt(at))) return true;
    if (kindOf(unit) !== Kind.Blank && kindOf(unit) !== Kind.Mark) return false;
  }
  return true;
}

/** How well a place suits a span by where it begins and ends: 0, 0.5 or 1. */
export function fitOf(old: string, was: Span, text: string, is: Span): number {
  const begins = beginsAt(old, was.from) === beginsAt(text, is.from);
  const ends = endsAt(old, was.to) === endsAt(text, is.to);
  return (begins ? 0.5 : 0) + (ends ? 0.5 : 0);
}
