import type { Span } from '../text/change';
import { foreignAdverbials, foreignArticles, foreignAuxiliaries, foreignSaying } from './lexicon';

/** Who says a quotation in the habits of other languages: by what stands within it, or by a topic beside it. */
export const speakerAbroad = (text: string, unit: Span, quote: Span): Span | undefined =>
  innerSpeaker(text, quote) ?? topicOf(text, unit, quote);

/** Who says it by a verb or preposition of another language beside it, which makes a quotation of what stands in marks. */
export const frameAbroad = (text: string, unit: Span, quote: Span): Span | undefined =>
  chineseSpeaker(text, quote) ??
  (mayFrame(text, unit, quote) ? (afterwards(text, unit, quote) ?? beforehand(text, unit, quote)) : undefined);

/** Whether a word beside a quotation may frame it: most texts are English and have none. */
function mayFrame(text: string, unit: Span, quote: Span): boolean {
  const before = text.slice(Math.max(unit.from, quote.from - farthest), quote.from);
  const after = text.slice(quote.to, Math.min(unit.to, quote.to + 40));
  for (const word of `${before} ${after}`.split(/[\s,:.]+/u)) if (frames.has(word)) return true;
  return false;
}

const frames: ReadonlySet<string> = new Set(
  `${foreignSaying} Selon D’après D'après Pour Según Secondo Segundo Laut Volgens Enligt Według По לדברי`.split(' '),
);

const either = (words: string): string => words.replaceAll(' ', '|');
const auxiliary = `(?:(?:s[’']|l[’'])?(?:${either(foreignAuxiliaries)}|est) )?`;
const person = `((?:(?:${either(foreignArticles)}) |[lL][’'])?(?:(?!(?:${either(foreignAdverbials)})[ ,.])[^,;:.!?«»„“”"״\\n]){2,70}?)`;

/** `« Oui », regrette Léa Morin, directrice`, `»Nein«, klagte der Wirt am Montag.` */
const frameAfter = new RegExp(
  `^(?:[,.]| ?[–—-])? ?(?:${auxiliary}(?:${either(foreignSaying)}))(?:-t)?[ -]${person}(?=[,;:.!?«»–—]| (?:${either(foreignAdverbials)})[ ,.]|$)`,
  'u',
);

function afterwards(text: string, unit: Span, quote: Span): Span | undefined {
  const rest = text.slice(quote.to, Math.min(unit.to, quote.to + farthest));
  return spanIn(frameAfter.exec(rest), quote.to);
}

/** `Selon la préfète, « … »`, `Il a ajouté que la ville « … »`, `Le ministre s’est dit « … »` */
const according = new RegExp(
  `^(?:Selon|D[’']après|Pour|Según|Secondo|Segundo|Laut|Volgens|Enligt|Według|По словам|לדברי) ${person}, ?(?:.{0,60}? )?$`,
  'u',
);
const frameBefore = new RegExp(
  `^(?:[^,]{1,40}, )?${person} ?(?:, (?<name>[^,]{1,60}), )?${auxiliary}(?:aussi |également |auch |también |anche )?(?:${either(foreignSaying)})(?: (?:que|qu[’']|dass|che|de|daß|kwamba)(?: .{0,80})?)?[ ,:]*$`,
  'u',
);

function beforehand(text: string, unit: Span, quote: Span): Span | undefined {
  const begin =
    unit.from + (/[.!?…] ?[»”“"]? +(?=\p{Lu}[^.!?…]*$)/u.exec(text.slice(unit.from, quote.from))?.index ?? -1) + 1;
  const from = begin + (/^[.!?…»”“" ]*/u.exec(text.slice(begin, quote.from))?.[0].length ?? 0);
  if (quote.from - from > farthest || quote.from <= from) return undefined;
  const before = text.slice(from, quote.from);
  return spanIn(according.exec(before) ?? frameBefore.exec(before), from);
}

/** How far from its quotation a frame reaches, in UTF-16 units. */
const farthest = 160;

const trailing = new RegExp(`(?: (?:${either(foreignAuxiliaries)}|s[’']est))?\\s*$`, 'u');

function spanIn(match: RegExpExecArray | null, offset: number): Span | undefined {
  const inserted = match?.groups?.['name'];
  const isName = inserted !== undefined && /^\p{Lu}\S* (?:\S+ )?\p{Lu}\S*$/u.test(inserted);
  const name = isName ? inserted : match?.[1]?.replace(trailing, '');
  if (!match || !name) return undefined;
  const from = offset + match[0].lastIndexOf(name);
  return { from, to: from + name.length };
}

/** Japanese quotes with `と` after the closing bracket: `「…」と述べた`; brackets alone hold titles and terms as well. */
export const isQuotedByParticle = (text: string, { to }: Span): boolean =>
  /[」』]/u.test(text.charAt(to - 1)) && /^と(?!いう)/u.test(text.slice(to, to + 3));

/** Chinese verbs of saying. */
const saidInChinese = '(?:说|說|表示|指出|称|稱|强调|強調|介绍|介紹|认为|認為|回应|回應|回答|透露|补充|補充)(?:道)?';
const beforeInChinese = new RegExp(`([^\\s，。：；“”「」『』]{1,20}?)${saidInChinese}[，,：:]?\\s?$`, 'u');
const afterInChinese = new RegExp(`^[，,]?([^\\s，。：；“”「」『』]{1,20}?)${saidInChinese}`, 'u');

/** Who says a quotation in Chinese, before or after it: `市长说：“…”`, `“…”，市长表示。` */
function chineseSpeaker(text: string, quote: Span): Span | undefined {
  if (!hasChinese(text, quote)) return undefined;
  const start = Math.max(0, text.lastIndexOf('\n', quote.from) + 1, quote.from - 40);
  const before = text.slice(start, quote.from);
  const named = beforeInChinese.exec(before);
  if (named?.[1] !== undefined) return { from: start + named.index, to: start + named.index + named[1].length };
  const after = text.slice(quote.to, quote.to + 40);
  const name = afterInChinese.exec(after);
  if (name?.[1] === undefined) return undefined;
  const from = quote.to + name[0].indexOf(name[1]);
  return { from, to: from + name[1].length };
}

const hasChinese = (text: string, { from, to }: Span): boolean =>
  /[\u4e00-\u9fff]/u.test(text.slice(from, Math.min(to, from + 8)));

const inner = new RegExp(
  `[,–—-] ?(?:${foreignAuxiliaries.replaceAll(' ', '|')})? ?(?:${foreignSaying.replaceAll(' ', '|')})(?:-t-(?=il|elle))?[ -]((?:(?:le|la|les|l[’\']|el|los|las|il|lo|gli|der|die|das|elle|M\\.|Mme) ?)?[^,«»“”"\n]{2,40}?)(?=[,–—.]| -)`,
  'u',
);

/** Who says it, in a clause within the quotation: `« Oui, reconnaît la mairesse, c’est fini. »` */
function innerSpeaker(text: string, { from, to }: Span): Span | undefined {
  const match = inner.exec(text.slice(from, Math.min(to, from + 400)));
  const name = match?.[1];
  if (!match || name === undefined) return undefined;
  const begin = from + match.index + match[0].lastIndexOf(name);
  return { from: begin, to: begin + name.length };
}

/** The topic that speaks, after the quotation or before it in its sentence: `市長は「…」と述べた`, `「…」と市長は述べた`. */
function topicOf(text: string, sentence: Span, quote: Span): Span | undefined {
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
