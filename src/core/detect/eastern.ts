import type { Span } from '../text/change';

/** How far from a quotation the words about its speaker may reach, in UTF-16 units. */
export const farthest = 160;

/** Whether `と` follows the closing bracket, `「…」と述べた`: Japanese brackets alone may also hold titles and terms. */
export const isQuotedByParticle = (text: string, { to }: Span): boolean =>
  /[」』]/u.test(text.charAt(to - 1)) && /^と(?!いう|呼|称|名付|題|銘)/u.test(text.slice(to, to + 3));

/** Chinese verbs of saying. */
const saidInChinese =
  '(?:(?:说|說|表示|指出|称|稱|强调|強調|介绍|介紹|认为|認為|回应|回應|回答|透露|补充|補充)(?:道)?|(?:答|问|問|喊|叫|笑|叹|嘆|嚷|骂|罵|哭|应|應|劝|勸)道)';
const calledInChinese =
  /([^\s，。：；“”「」『』]{1,20}?)(?:批评|批評|指责|指責|称赞|稱讚|抨击|抨擊|形容|斥)[^\s，。：；“”「」『』]{0,16}$/u;
const beforeInChinese = new RegExp(`([^\\s，。：；“”「」『』]{1,20}?)${saidInChinese}[，,：:]?\\s?$`, 'u');
const afterInChinese = new RegExp(`^[，,]?([^\\s，。：；“”「」『』]{1,20}?)${saidInChinese}`, 'u');

/** The speaker of a Chinese quotation, before or after it: `市长说：“…”`, `“…”，市长表示。` */
export function chineseSpeaker(text: string, quote: Span): Span | undefined {
  if (!hasChinese(text, quote)) return undefined;
  const start = Math.max(0, text.lastIndexOf('\n', quote.from) + 1, quote.from - 40);
  const before = text.slice(start, quote.from);
  const named = beforeInChinese.exec(before) ?? calledInChinese.exec(before);
  if (named?.[1] !== undefined)
    return { from: start + named.index, to: start + named.index + withoutTime(named[1]).length };
  const after = text.slice(quote.to, quote.to + 40);
  const name = afterInChinese.exec(after);
  if (name?.[1] === undefined) return undefined;
  const from = quote.to + name[0].indexOf(name[1]);
  return { from, to: from + withoutTime(name[1]).length };
}

/** A name without the time after it: `市长周二`. */
const withoutTime = (name: string): string =>
  name.replace(
    /(?:(?:周|星期|礼拜)[一二三四五六日天]|\d+[月日]|[昨今当][天日]|日前|随后|还|也|则|對此|对此|回忆|回憶|解释|解釋|坦言|在[^，。在]{1,10}[中上])+$/u,
    '',
  ) || name;

const hasChinese = (text: string, { from, to }: Span): boolean =>
  /[\u4e00-\u9fff]/u.test(text.slice(from, Math.min(to, from + 8)));

const koreanFrame = /^(?:이?라)?(?:고|며|면서)(?=[ ,])/u;
const koreanSubject = /^([^"“”.,\n]{1,40}?)(?:은|는|이|가)(?= |$)/u;
const turkishFrame =
  /^ (?:dedi|diyor|demişti|diye (?:anlattı|söyledi|belirtti|konuştu|ekledi|sordu|yazdı|bağırdı)|ifade(?:lerini|sini) kullan(?:dı|ıyor))(?!\p{L})/u;
const turkishTime = / (?:(?:pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar)(?: günü)?|dün|bugün)$/u;

/** The speaker in Korean and Turkish, whose verb follows the quotation: `시장은 "…"고 말했다`, `Ana Lima "…" dedi`. */
export function verbLast(text: string, unit: Span, quote: Span): Span | undefined {
  const after = text.slice(quote.to, Math.min(unit.to, quote.to + farthest));
  const korean = koreanFrame.exec(after)?.[0].length;
  const frame = korean ?? turkishFrame.exec(after)?.[0].length;
  if (frame === undefined || quote.from - unit.from > farthest) return undefined;
  const named = (from: number, words: string): Span | undefined => {
    const blanks = words.length - words.trimStart().length;
    const name =
      korean === undefined
        ? words.trim().replace(/,$/u, '').replace(turkishTime, '')
        : koreanSubject.exec(words.trim())?.[1];
    return name === undefined || name === '' ? undefined : { from: from + blanks, to: from + blanks + name.length };
  };
  const before = text.slice(unit.from, quote.from);
  if (before.trim() !== '') return named(unit.from, before);
  return named(quote.to + frame, after.slice(frame).replace(/[.,!?].*$/u, ''));
}

/** The Japanese topic before or after the quotation: `市長は「…」と述べた`, `「…」と市長は述べた`. */
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
