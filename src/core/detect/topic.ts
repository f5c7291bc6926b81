import type { Span } from '../text/change';

/** Japanese quotes with `と` after the closing bracket: `「…」と述べた`; brackets alone hold titles and terms as well. */
export const isQuotedByParticle = (text: string, { to }: Span): boolean =>
  /[」』]/u.test(text.charAt(to - 1)) && /^と(?!いう)/u.test(text.slice(to, to + 3));

/** The topic that speaks, after the quotation or before it in its sentence: `市長は「…」と述べた`, `「…」と市長は述べた`. */
export function topicOf(text: string, sentence: Span, quote: Span): Span | undefined {
  if (!/[」』]/u.test(text.charAt(quote.to - 1))) return undefined;
  const after = /^と、?([^、。「」はが]{1,20})[はが]/u.exec(text.slice(quote.to, Math.min(sentence.to, quote.to + 30)));
  if (after?.[1] !== undefined) {
    const from = quote.to + after[0].length - 1 - after[1].length;
    return { from, to: from + after[1].length };
  }
  const begin = sentence.from + (/^\s*/u.exec(text.slice(sentence.from, quote.from))?.[0].length ?? 0);
  const before = /^([^、。「」はが]{1,24})[はが]/u.exec(text.slice(begin, quote.from));
  return before?.[1] === undefined ? undefined : { from: begin, to: begin + before[1].length };
}
