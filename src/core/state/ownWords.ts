import { sidesStanding } from '../anchor/selector';
import type { Annotation, Selector } from '../model/annotation';
import type { Span } from '../text/change';
import { around, aroundRewrapped, type TextReader } from '../text/reader';
import { leadingWord, sameWords, trailingWord } from '../text/words';
import type { FoundPlacement, Placement } from './ranges';

// Places an annotation at a span by the words there: the tagged ones, those that a save wrote down since, or others.

/** The placement on the words of the selector: edited if other words were tagged, as these wait to be confirmed. */
export function onItsWords({ was }: Annotation, span: Span): FoundPlacement {
  return { span, state: was === undefined ? 'found' : 'edited' };
}

/** The placement of a record on a span with these words: found if they are the tagged ones, with any blanks. */
export function onWords({ text, was = text }: Annotation, span: Span, words: string): FoundPlacement {
  return { span, state: sameWords(words, was) ? 'found' : 'edited' };
}

/** The placement of a record on a span of a text. */
export function standingAt(record: Annotation, span: Span, now: TextReader): FoundPlacement {
  return onWords(record, span, now.slice(span.from, span.to));
}

/** The placement of a record at the span that the rules give: on its own words, even if they reach further, or on edited ones. */
export function standsNear(record: Annotation, span: Span, now: TextReader): FoundPlacement {
  const placement = standingAt(record, span, now);
  return placement.state === 'found' ? placement : (onOwnWords(record, span, now) ?? placement);
}

/** The placement of an edited span that a change in it or near it made whole again. */
export function mended(record: Annotation, own: Span, now: TextReader): Placement | undefined {
  const whole = onOwnWords(record, own, now);
  if (whole) return whole;
  const rewrapped = aroundRewrapped(record.text, own, now);
  const isWhole =
    rewrapped && (rewrapped.from !== own.from || rewrapped.to !== own.to) && isWholeWords(rewrapped, record, now);
  return isWhole ? { span: rewrapped, state: onItsWords(record, rewrapped).state } : undefined;
}

/** The placement of a record whose own words touch a span: the tagged ones, or those that a save wrote down since. */
function onOwnWords(record: Annotation, span: Span, now: TextReader): FoundPlacement | undefined {
  const ownWords = (words: string): Span | undefined => {
    const place = around(words, span, now);
    return place && isWholeWords(place, record, now) ? place : undefined;
  };
  const saved = ownWords(record.text);
  const tagged = record.was === undefined ? undefined : ownWords(record.was);
  const isTagged = tagged && (!saved || (tagged.from <= saved.from && saved.to <= tagged.to));
  if (isTagged) return { span: tagged, state: 'found' };
  return saved && onItsWords(record, saved);
}

/** Whether no letter touches a span from outside, unless letters also touched the tagged words. */
export function isWholeWords({ from, to }: Span, { before = '', after = '' }: Annotation, now: TextReader): boolean {
  const isAmid = (at: number): boolean =>
    trailingWord(now.slice(at - 2, at)) > 0 && leadingWord(now.slice(at, at + 2)) > 0;
  return (!isAmid(from) || trailingWord(before) > 0) && (!isAmid(to) || leadingWord(after) > 0);
}

/** Whether the whole context of a selector is beside a span, and is long enough to tell the span from others like it. */
export function standsAmongItsOwn(record: Selector, span: Span, text: TextReader): boolean {
  const { before = '', after = '' } = record;
  const sides = sidesStanding(text, record, span);
  return sides.before && sides.after && before.length + after.length >= 2 * leastAround;
}

/** Least context, in UTF-16 units, that tells a span from others like it. Guessed. */
const leastAround = 32;
