import type { Span } from '../text/change';
import type { Paragraph } from './paragraphs';

/** What a heading says of everything under it; sections of `ignore` hold nothing to check. */
type SectionKind = 'unconfirmed' | 'verified' | 'quote' | 'ignore' | 'other';

/** A heading and what it says of the paragraphs under it. */
export interface Section {
  readonly heading: Span;
  readonly title: string;
  readonly kind: SectionKind;
  /** The heading that says so: its own, or one of a higher rank above it. */
  readonly by: string;
  /** The number of `#` before that heading; 0 if it has none. */
  readonly rank: number;
}

/** Further titles of sections, for teams with wordings of their own; case does not matter. */
export interface Headings {
  readonly unconfirmed?: readonly string[];
  readonly verified?: readonly string[];
  readonly quote?: readonly string[];
  /** Sections that hold nothing to check. */
  readonly ignore?: readonly string[];
}

/**
 * The section that a paragraph opens if it is a heading; `next` is the paragraph after it, and `attributes` tells that
 * it has a word that attributes. Under a heading of higher rank (`above`), one that says nothing itself belongs to that
 * section.
 */
export function sectionAt(
  text: string,
  paragraph: Paragraph,
  next: Paragraph | undefined,
  headings: Headings,
  attributes: boolean,
  above?: Section,
): Section | undefined {
  const length = paragraph.to - paragraph.from;
  if (length > 120 || paragraph.mark === 'code' || endsAsSentence(text.charCodeAt(paragraph.to - 1), paragraph.mark))
    return undefined;
  const raw = text.slice(paragraph.from, paragraph.to);
  const isBold = /^(?:\*\*[^*]+\*\*|__[^_]+__):?$/u.test(raw);
  const title = raw.replace(/^[*_#\s]+|[*_#\s:：]+$/gu, '');
  const isCapitals = title.length > 3 && title === title.toUpperCase() && /^\p{Lu}[\p{Lu} ,’'&–-]+$/u.test(title);
  const isNumbered = /[.)]\s*$/u.test(text.slice(Math.max(0, paragraph.from - 4), paragraph.from));
  const isMarked = paragraph.mark === 'heading' || isBold || (isCapitals && isNumbered);
  if (!isMarked && !looksLikeTitle(raw, title)) return undefined;
  const kind = kindOf(title, headings);
  if (!isMarked && paragraph.mark === 'bullet' && (!isNumbered || kind === 'other')) return undefined;
  const opens = isMarked || kind !== 'other' || (next !== undefined && standsOut(raw, paragraph, next, attributes));
  if (!opens) return undefined;
  const rank = rankOf(text, paragraph);
  const heading = { from: paragraph.from, to: paragraph.to };
  const isPart = kind === 'other' && above !== undefined && above.rank > 0 && rank > above.rank;
  return isPart ? { ...above, heading, title } : { heading, title, kind, by: title, rank };
}

/** The number of `#` right before a heading. */
function rankOf(text: string, { from }: Paragraph): number {
  const line = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  return line.match(/#/gu)?.length ?? 0;
}

/** Whether something that is not marked as a heading ends in a full stop, comma or quotation mark. */
const endsAsSentence = (last: number, mark: Paragraph['mark']): boolean =>
  mark !== 'heading' &&
  (last === 46 || last === 44 || last === 33 || last === 34 || last === 0x201d || last === 0x2019 || last === 39);

/** Whether it is a few words without the end of a sentence: `Key takeaways`, `What we don’t know:`. */
function looksLikeTitle(raw: string, title: string): boolean {
  const words = title.split(/\s+/u).length;
  return (
    title !== '' &&
    !/\d ?%$/u.test(title) &&
    words <= 10 &&
    !/[.!;,…"”»«“]$|[.!?] /u.test(raw) &&
    !/^["“„«‘']/u.test(raw) &&
    (words <= 6 || !raw.endsWith('?'))
  );
}

/** `By Ana Lima and Bo Chen`, not `By the numbers`. */
const byline = /^(?:By|BY|Von|Par|Por) (?!The )\p{Lu}[\p{L}.’'-]*,? (?:(?:and|und|et|y|de|van|von) )?\p{Lu}/u;

/** Whether a plain line is a heading: short beside the next one, or alone with every main word capitalised. */
function standsOut(raw: string, paragraph: Paragraph, next: Paragraph, attributes: boolean): boolean {
  const words = raw.split(/\s+/u);
  if ((attributes && raw.endsWith(':')) || byline.test(raw)) return false;
  if (/^\p{Ll}/u.test(raw) || raw.includes(' | ') || raw.includes(' · ')) return false;
  const main = words.filter((word) => word.length > 3 && !/^\p{N}/u.test(word));
  const isTitleCase = main.every((word) => /^[^\p{L}]*\p{Lu}/u.test(word));
  const isShort = words.length <= 5 || (words.length <= 9 && paragraph.alone);
  return (isTitleCase || isShort) && (next.mark === 'bullet' || next.to - next.from > 2 * raw.length);
}

/** The kind that the words of a heading give its section. */
export const kindOf = (title: string, headings: Headings): SectionKind => {
  const plain = plainTitle(title);
  for (const kind of ['unconfirmed', 'verified', 'quote', 'ignore'] as const)
    if (headings[kind]?.some((own) => plainTitle(own) === plain)) return kind;
  if (plain.split(' ').length > 8) return 'other';
  // `41 Comments` counts them; `Comments` alone would be a heading of statements.
  if (/^\d[\d.,]* (?:comments?|replies|responses|reviews)$/iu.test(title)) return 'ignore';
  return common.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'other';
};

/** In lower case with straight apostrophes, without numbers, emoji and marks around it. */
function plainTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/[’ʼ]/gu, "'")
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/\s+/gu, ' ');
}

/** Common wordings, tried in this order: a heading that denies never affirms. */
const common: readonly (readonly [SectionKind, RegExp])[] = [
  [
    'unconfirmed',
    new RegExp(
      [
        "\\b(?:un|not |not yet |n't |never |yet to be |still to be |to be |cannot be |awaiting |pending )(?:been )?(?:independently |officially |publicly )?(?:confirm|verif|corroborat|substantiat|establish|clarif)",
        '\\b(?:unclear|unknowns?|uncertain(?:ties|ty)?|unanswered|unresolved|unproven|disputed|contested|rumou?rs?|speculation|allegations?|tbc)\\b',
        "\\b(?:do not|don't|does not|doesn't|cannot|can't|still not|not|isn't|is not|didn't|did not) (?:yet |really |fully )?(?:know|known|clear|certain)\\b",
        '\\b(?:open|outstanding|remaining|key|lingering|big) questions?\\b|\\bto (?:check|verify|confirm)\\b|\\bneeds? (?:checking|confirmation|verification)\\b|\\bin doubt\\b|^doubts?$|\\bcaveats\\b',
        'unbestätigt|nicht bestätigt|ungeklärt|offene fragen|non confirmé|à confirmer|à vérifier|incertain|rumeurs?$|sin confirmar|no confirmad|por confirmar|non confermat|da confermare|da verificare|não confirmad|por confirmar|onbevestigd|obekräftat|niepotwierdzon|не подтвержд|неподтвержд|не підтверд',
      ].join('|'),
      'u',
    ),
  ],
  [
    'verified',
    /\bverified\b|\bconfirmed\b|\bestablished facts?\b|\bcorroborated\b|^(?:the |key )?facts?(?: so far)?$|\bwhat (?:we|is|'s) know|\bwhat we know\b|\bknown facts?\b|\bwe know (?:so far|for sure)\b|\bon record\b|\bfact[- ]checked\b|^bestätigt|gesicherte|^faits (?:vérifiés|établis|confirmés)|^confirmé|^vérifié|^(?:hechos )?(?:verificad|confirmad)|^fatti (?:verificati|accertati)|^confermat|^f[a]?[c]?tos (?:verificad|confirmad)|^bevestigd|^bekräftat|^potwierdzon|^подтвержд|^підтвердж/u,
  ],
  [
    'quote',
    /\bquot(?:es?|ations?|ed)\b|^(?:(?:the|official|public|key|full|press|world|international|political|local|global|selected|notable|other|first|initial|early|direct) )*(?:statements?|remarks|reactions?|comments|responses)(?: (?:and|from|by|to|on|of|in|so)\b.*)?$|\b(?:and|&|official|public|key|full|press|international|political) (?:statements?|remarks|reactions?|responses)$|\bin (?:their|his|her|its|our) own words\b|\bwhat (?:they|he|she|officials|leaders|experts|people|others)(?:'re| are|'ve| have)? (?:said|say|saying)\b|\bwho said what\b|^(?:the )?voices\b|\bvoices$|\btestimon|^zitate|^stimmen|^aussagen|^stellungnahmen|^citations?$|^déclarations?|^réactions?|^citas|^declaraciones|^citazioni|^dichiarazioni|^citações|^declarações|^citaten|^citat|^cytaty|^цитаты|^цитати/u,
  ],
  [
    'ignore',
    /^(?:trending|(?:top |all |latest |reader |readers' |reader's )?comments?|leave a (?:comment|reply)|related(?: \p{L}+)?|more (?:stories|news|from|on|in|to read).*|most (?:read|popular|viewed)|recommended.*|read (?:more|next|also)|you (?:may|might) also like.*|share(?: this.*)?|newsletters?|subscribe|sign up.*|advertisements?|about the authors?|about us|contact(?: us)?|follow us.*|tags|topics|categories|references|sources(?: and (?:references|further reading))?|bibliography|works cited|further reading|external links|sister links|see also|footnotes|navigation|menu|site index|top stories|latest(?: news| stories)?|editors' picks|credits|ingredients|zutaten|ingrédients|ingredientes|equipment|nutrition(?: (?:facts|information|per serving))?|(?:cautionary )?(?:note on |note regarding |statement on |statements? regarding )?forward[- ]looking (?:statements?|information)|safe harbou?r(?: statements?)?|legal (?:notices?|disclaimer)|disclaimers?|notes? to editors?|(?:media|press|investor)(?: and (?:media|press|investor))? (?:contacts?|enquiries|inquiries)|imprint|impressum|mentions légales|aviso legal|literatur(?:verzeichnis)?|bibliographie|bibliografía|références|referencias|notes and references|endnotes|index)$/u,
  ],
];
