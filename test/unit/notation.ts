import type { Span } from '../../src/core/text/change';

/** `marked('the [fox] runs')` is the text without brackets and the bracketed spans, in order of their starts. */
export function marked(notation: string): { text: string; spans: Span[] } {
  const spans: { from: number; to: number }[] = [];
  const open: number[] = [];
  let text = '';
  for (const unit of notation) {
    if (unit === '[') {
      open.push(spans.length);
      spans.push({ from: text.length, to: text.length });
    } else if (unit === ']') {
      const span = spans[open.pop() ?? -1];
      if (!span) throw new Error(`unbalanced brackets in ${notation}`);
      span.to = text.length;
    } else text += unit;
  }
  return { text, spans };
}

/** The notation of a text and spans that do not cross. */
export function mark(text: string, spans: readonly Span[]): string {
  const marks = spans.flatMap(({ from, to }) => [
    { at: from, mark: '[' },
    { at: to, mark: ']' },
  ]);
  marks.sort((a, b) => a.at - b.at || (a.mark === b.mark ? 0 : a.mark === ']' ? -1 : 1));
  let result = '';
  let at = 0;
  for (const { at: next, mark } of marks) {
    result += text.slice(at, next) + mark;
    at = next;
  }
  return result + text.slice(at);
}
