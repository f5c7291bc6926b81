import { foreignMonths, foreignReferences } from './lexiconAbroad';
import type { Sentence } from './sentences';
import type { Reason, Suggestion } from './suggestion';

/** References to articles, pages, files or questions: `§ 839`, `Art. 34`, `n° 12/345`, `Fragen 1 und 2`. */
const references = new RegExp(
  `(?<![\\p{L}\\d])(?:${foreignReferences.replaceAll('.', '\\.').replaceAll(' ', '|')}) ?\\d[\\p{L}\\d./-]*(?:(?:,| und| bis| et| y| e| і| та| и| i) \\d+(?![.,]?\\d| ?%))*`,
  'giu',
);
/** `10:48`, `18 Uhr`, `à 9 h 30`. */
const times =
  /(?<![\p{L}\d])(?:\d{1,2}:\d\d(?::\d\d)?(?! ?%)|\d{1,2}(?:[.:]\d\d)? (?:Uhr|uur|h)(?!\p{L})(?: \d\d)?|\d{1,2} ?h ?\d\d)/giu;
/** Letters of scripts with blanks between words: `A12` is a road, but `共有12名` means twelve people. */
const spacedLetters = '\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}';
const dates = new RegExp(
  `(?<![${spacedLetters}\\d.,])(?:\\d{1,2}(?:\\.|er|º)? (?:de )?(?:${foreignMonths.replaceAll(' ', '|')})\\p{L}*\\.?(?: (?:de )?\\d{4})?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{4}-\\d\\d-\\d\\d|(?:1[5-9]|20)\\d\\d(?![.,]?\\d))`,
  'giu',
);
const counts = new RegExp(`(?<![${spacedLetters}])\\d[\\d.,]*`, 'gu');

/** Words in quotation marks, which somebody else says. */
const quoted = /[„“«»"][^„“”«»"]{3,}[“”»«"]/gu;

/** The fewest words of a sentence with a time alone, and with any figure, that is worth a check. Guessed. */
const [enoughForTime, enoughForFigure] = [5, 3];

/**
 * The sentence as a claim for its figures and dates, in a text that is not English. Numbers of articles and pages do
 * not count.
 */
export function figureClaimOf(text: string, { from, to, inQuote }: Sentence): Suggestion | undefined {
  const all = text.slice(from, to);
  const words = inQuote ? all : all.replace(quoted, ' ');
  if (!/\d/u.test(words)) return undefined;
  const letters = words.match(/\p{L}{2,}/gu)?.length ?? 0;
  if (letters < enoughForFigure && !/\p{Script=Han}|\p{Script=Hiragana}/u.test(words)) return undefined;
  const counted = words.replace(references, ' ');
  const undated = counted.replace(dates, ' ');
  const untimed = undated.replace(times, letters < enoughForTime ? ' ' : ' 1 ');
  const dated = counted.match(dates)?.length ?? 0;
  const figures = untimed.match(counts)?.length ?? 0;
  if (figures + dated === 0) return undefined;
  const why: Reason[] = [];
  if (figures > 0) why.push({ code: 'figure' });
  if (dated > 0) why.push({ code: 'date' });
  return { from, to, kind: 'claim', score: (figures + dated) / (figures + dated + 1), why };
}
