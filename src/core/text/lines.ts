import { countWhere } from './sorted';

/** A place in a text as editors show it: both from 1, columns in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The offsets of line starts. Lines end in LF, CRLF or a lone CR. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** The line and column of an offset, by the line starts of its text. */
export function placeAt(starts: readonly number[], offset: number): Place {
  const line = Math.max(
    1,
    countWhere(starts, (start) => start <= offset),
  );
  return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
}

/** Returns the places of offsets in named texts; the lines of each are counted once, when first needed. */
export function placesIn(textOf: (name: string) => string): (name: string, offset: number) => Place {
  const counted = new Map<string, readonly number[]>();
  return (name, offset) => {
    const starts = counted.get(name) ?? lineStarts(textOf(name));
    counted.set(name, starts);
    return placeAt(starts, offset);
  };
}

/** The offset of a line and column, of the last line if there is no such line. It may be past the line's end. */
export function offsetAt(starts: readonly number[], place: Place): number {
  const line = Math.min(Math.max(place.line, 1), starts.length);
  return (starts[line - 1] ?? 0) + Math.max(place.column, 1) - 1;
}

/** The text with CRLF and lone CR as LF, the form of spans in sidecars. */
export function withLf(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
